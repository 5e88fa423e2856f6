//! What the settings say about content that was written for other tools: which of its files, words, names and keys mean
//! what of ours.
//!
//! [`Theirs`] is what reading needs, made from what is right in the settings. Must not know what the files say.

mod ids;
mod kind_words;
pub mod kinds;
mod statuses;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use self::{ids::IdRules, kind_words::kind_of_word, kinds::KindRules, statuses::Statuses};
use super::{
    MapKey, Node, Value,
    fields::{FieldMap, is_key, snake},
    lookup::{items, lookup},
    vocabulary::squeeze,
};
use crate::date::parse_date;

/// The settings that say what theirs means.
#[derive(Debug, Default)]
pub struct Theirs {
    /// Names that the content uses in place of ours.
    pub fields: FieldMap,
    /// Which files are of which kind.
    pub kinds: KindRules,
    /// Which of their words is which of ours.
    pub statuses: Statuses,
    /// How ids are made and spelled.
    pub ids: IdRules,
    /// Other spellings of known people, by the id of each.
    pub people: BTreeMap<String, Vec<String>>,
    /// Keys of other tools, in snake case: shown, and never told.
    pub ignore: BTreeSet<String>,
    /// The name of the file beside a README that is its front matter.
    pub sidecar: Option<String>,
    /// The files, below the content folder, whose tables list things.
    pub tables: BTreeSet<String>,
    /// Days by the names that the content has for them, squeezed: releases, quarters.
    pub dates: BTreeMap<String, NaiveDate>,
}

impl Theirs {
    /// Read what is right of the settings.
    pub fn new(settings: Option<&Node>) -> Self {
        let Some(settings) = settings else { return Self::default() };
        let setting = |name| lookup(settings, name, &FieldMap::new());
        let list = |name| setting(name).map_or_else(Vec::new, |node| items(node));
        Self {
            fields: setting("fields").map(fields).unwrap_or_default(),
            kinds: KindRules::new(setting("kinds").map_or(&[], entries)),
            statuses: Statuses::new(setting("statuses").map_or(&[], entries)),
            ids: IdRules::new(setting("ids")),
            people: (setting("people").map_or(&[][..], entries).iter())
                .map(|(id, node)| (id.text.trim().to_owned(), texts(node)))
                .collect(),
            ignore: (list("ignore").into_iter().filter_map(text).map(|name| snake(name).into_owned()))
                .chain(setting("fields").into_iter().flat_map(names_of_no_field))
                .collect(),
            sidecar: setting("sidecar").and_then(text).map(|name| name.trim().to_owned()),
            tables: (setting("tables").map_or_else(Vec::new, texts).into_iter())
                .map(|name| name.trim_start_matches("./").to_owned())
                .collect(),
            dates: (setting("dates").map_or(&[][..], entries).iter())
                .filter_map(|(name, node)| Some((squeeze(&name.text), parse_date(text(node)?).ok()?)))
                .collect(),
        }
    }
}

fn fields(node: &Node) -> FieldMap {
    let mut fields = FieldMap::new();
    for (ours, node) in entries(node) {
        let names: Vec<String> = texts(node).iter().map(|name| snake(name).into_owned()).collect();
        if !names.is_empty() {
            fields.insert(snake(&ours.text).into_owned(), names);
        }
    }
    fields
}

/// What the content calls fields whose own names cannot be read: that is told at the settings, and not once more at each
/// of these.
fn names_of_no_field(node: &Node) -> Vec<String> {
    let lost = entries(node).iter().filter(|(ours, _)| !is_key(&snake(&ours.text)));
    lost.flat_map(|(_, node)| texts(node)).map(|name| snake(&name).into_owned()).collect()
}

/// The entries of a mapping; none of anything else.
pub fn entries(node: &Node) -> &[(MapKey, Node)] {
    if let Value::Map(entries) = &node.value { entries } else { &[] }
}

/// A text, number or word as it is written.
pub fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}

/// One text, or those of a list.
pub fn texts(node: &Node) -> Vec<String> {
    items(node).into_iter().filter_map(text).map(|text| text.trim().to_owned()).collect()
}
