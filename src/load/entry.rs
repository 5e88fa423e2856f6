//! One entry of a mapping, as the reader of the mapping keeps it.

use std::borrow::Cow;

use super::{
    MapKey, Node,
    fields::{FieldMap, snake},
    lookup::is_empty,
};
use crate::model::Bearing;

/// A field that was asked for, and what depends on it.
pub type Known = (&'static str, Bearing);

/// An entry of a mapping.
pub struct Entry<'a> {
    /// The key in snake case.
    pub name: Cow<'a, str>,
    /// The key as written.
    pub key: &'a MapKey,
    /// Its value.
    pub node: &'a Node,
    /// Whether a reader asked for it.
    pub used: bool,
}

impl<'a> Entry<'a> {
    /// One that nobody has asked for yet.
    pub fn new((key, node): &'a (MapKey, Node)) -> Self {
        Self { name: snake(&key.text), key, node, used: false }
    }
}

/// The names of a field: ours, and those that the settings give it.
pub fn names<'n>(field: &'n str, theirs: &'n FieldMap) -> impl Iterator<Item = &'n str> {
    let theirs = theirs.get(field).into_iter().flatten().map(String::as_str);
    std::iter::once(field).chain(theirs)
}

/// The entry that a field is read from.
pub fn position(entries: &[Entry<'_>], field: &str, theirs: &FieldMap) -> Option<usize> {
    names(field, theirs).find_map(|name| entries.iter().position(|entry| entry.name == name))
}

/// The entry that a field was read from, where the one of that index gives the same field again.
pub fn first_of(entries: &[Entry<'_>], known: Known, theirs: &FieldMap, index: usize) -> Option<usize> {
    let first = first(entries, known, theirs)?;
    is_again(entries, known, theirs, [first, index]).then_some(first)
}

/// The entry that gives a field again which was read.
pub fn second_of(entries: &[Entry<'_>], known: Known, theirs: &FieldMap) -> Option<usize> {
    let first = first(entries, known, theirs)?;
    (0..entries.len()).find(|index| is_again(entries, known, theirs, [first, *index]))
}

fn first(entries: &[Entry<'_>], known: Known, theirs: &FieldMap) -> Option<usize> {
    position(entries, known.0, theirs).filter(|first| entries[*first].used)
}

/// Whether of two entries the second gives the field again that was read from the first: in another spelling, or, where
/// something depends on it, under another of its names and with another value.
fn is_again(entries: &[Entry<'_>], known: Known, theirs: &FieldMap, [first, index]: [usize; 2]) -> bool {
    let (field, bears) = known;
    let (read, other) = (&entries[first], &entries[index]);
    let differs = || !is_empty(other.node) && read.node.value != other.node.value;
    let by_name = || names(field, theirs).any(|name| name == other.name);
    let is_same = other.name == read.name || bears != Bearing::Nothing && by_name() && differs();
    first != index && !other.used && is_same
}
