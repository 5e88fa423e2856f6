//! Values looked up in a mapping before anything reads it as what it is.
//!
//! Must not know what the keys mean.

use super::{
    MapKey, Node, Value,
    fields::{FieldMap, snake},
};

/// The value of a key of ours in the entries of a mapping, by any of its spellings.
pub fn lookup<'a>(node: &'a Node, name: &str, fields: &FieldMap) -> Option<&'a Node> {
    lookup_entry(node, name, fields).map(|(_, node)| node)
}

/// The same with the key as it is written.
pub fn lookup_entry<'a>(node: &'a Node, name: &str, fields: &FieldMap) -> Option<&'a (MapKey, Node)> {
    let Value::Map(entries) = &node.value else { return None };
    let by_name = |wanted: &str| entries.iter().find(|(key, _)| snake(&key.text) == wanted);
    by_name(name)
        .or_else(|| fields.get(name)?.iter().find_map(|other| by_name(other)))
        .filter(|(_, node)| !is_empty(node))
}

/// The items of a list; a single value is a list of one, nothing is an empty one.
pub fn items(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::List(items) => items.iter().filter(|item| !is_empty(item)).collect(),
        _ if is_empty(node) => Vec::new(),
        _ => vec![node],
    }
}

/// Whether a value is none: nothing, or an empty text.
pub fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}
