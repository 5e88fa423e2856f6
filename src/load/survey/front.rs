//! Single keys of front matter, as whoever looks for what it means reads them.

use crate::load::{Document, Node, Value, fields::snake, lookup::items};

/// Fewest files of which something is told that they have in common.
pub const FEW: usize = 2;

/// The value of a key, given in snake case.
pub fn field<'a>(document: &'a Document, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &document.front_matter.as_ref()?.value else { return None };
    entries.iter().find(|(name, _)| snake(&name.text) == key).map(|(_, node)| node)
}

/// The text of a value that is one.
pub fn single(node: &Node) -> Option<&str> {
    match items(node).as_slice() {
        [Node { value: Value::Text(text), .. }] => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}
