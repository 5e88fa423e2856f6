//! Everybody that a value names: one person in whatever form, several in one text, a list of these.
//!
//! Must not know what the people are named for.

use std::collections::BTreeSet;

use super::{Node, lookup::items, people, reader::Reader, reading::Reading, scalar};
use crate::model::Owner;

/// Everybody that a value names, each once, in the order written.
pub fn all(reading: &Reading<'_>, field: &str, node: &Node) -> Vec<Owner> {
    let texts = items(node).into_iter().filter_map(|node| scalar::text(reading, field, node));
    let (mut found, mut named) = (Vec::new(), BTreeSet::new());
    let to_fill_in = |text: &str| {
        is_remark(text) || text.trim_matches(['{', '[', ' ']).to_lowercase().starts_with("list everyone")
    };
    for text in texts.filter(|text| !to_fill_in(&text.value)) {
        // A name that somebody has is one, whatever stands in it.
        let is_one = reading.around.names.party(text.value.trim()).is_some();
        let names = if is_one { vec![text.value.as_str()] } else { people::split(&text.value) };
        for name in names {
            let owner = reading.owner(field, name, text.place);
            if !owner.name.is_empty() && named.insert(owner.name.clone()) {
                found.push(owner);
            }
        }
    }
    found
}

/// `(find somebody later)`, `To be filled`: such words name nobody.
fn is_remark(text: &str) -> bool {
    let is_told = |text: &str| text.to_lowercase().starts_with("to be ");
    is_told(text.trim())
        || text
            .trim()
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .is_some_and(|rest| rest.contains(' '))
}

/// The first whom a value names, who answers, with the others beside.
pub fn first(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Owner> {
    let mut owners = all(reading, field, node).into_iter();
    let first = owners.next()?;
    Some(Owner { with: owners.collect(), ..first })
}

impl Reader<'_> {
    /// A party; of several the first, with the others beside.
    pub fn owner(&mut self, name: &'static str) -> Option<Owner> {
        self.read(name, first)
    }

    /// A list of parties; one alone, or several with commas between, are lists too.
    pub fn owners(&mut self, name: &'static str) -> Vec<Owner> {
        self.read(name, |reading, name, node| Some(all(reading, name, node))).unwrap_or_default()
    }
}
