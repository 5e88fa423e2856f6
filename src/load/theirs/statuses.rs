//! Which of their words for where something stands is which of ours.

use std::collections::BTreeMap;

use super::{MapKey, Node, entries, text};
use crate::{
    load::{
        vocabulary::squeeze,
        words::{Word, parse_word},
    },
    model::Kind,
};

/// The words of `statuses`, squeezed, with ours as they are written.
#[derive(Debug, Default)]
pub struct Statuses {
    all: BTreeMap<String, String>,
    of_kind: BTreeMap<Kind, BTreeMap<String, String>>,
}

impl Statuses {
    /// The words of the entries of a mapping: of all kinds, or below the name of a kind.
    pub fn new(found: &[(MapKey, Node)]) -> Self {
        let mut statuses = Self::default();
        for (key, node) in found {
            match (text(node), parse_word::<Kind>(&key.text)) {
                (Some(ours), _) => drop(statuses.all.insert(squeeze(&key.text), ours.to_owned())),
                (None, Some(kind)) => {
                    let words = entries(node).iter();
                    let words =
                        words.filter_map(|(key, node)| Some((squeeze(&key.text), text(node)?.to_owned())));
                    statuses.of_kind.entry(kind).or_default().extend(words);
                }
                (None, None) => {}
            }
        }
        statuses
    }

    /// Our value for a word of theirs, where the settings have one that the kind of the status knows.
    pub fn value<W: Word>(&self, word: &str) -> Option<W> {
        let kind = W::STATUS_OF?;
        let word = squeeze(word);
        let own = self.of_kind.get(&kind).and_then(|words| words.get(&word));
        own.or_else(|| self.all.get(&word)).and_then(|ours| parse_word(ours))
    }

    /// All words of theirs that a status of that kind may have, squeezed.
    pub fn words(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let own = self.of_kind.get(&kind).into_iter().flat_map(BTreeMap::keys);
        own.chain(self.all.keys()).map(String::as_str)
    }
}
