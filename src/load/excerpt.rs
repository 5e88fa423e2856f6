//! What of a value or a key is quoted where it is told.

use std::sync::Arc;

use super::{Node, Value};
use crate::text::visible;

/// A single value as it was written, where it is short.
pub fn written(node: &Node) -> Option<Arc<str>> {
    let (Value::Text(text) | Value::Number(text)) = &node.value else { return None };
    (text.chars().count() <= SHORT && !text.contains(char::is_control))
        .then(|| visible::closed(text.trim().to_owned()).into())
}

/// A key as it was written, cut where it is long.
pub fn short(key: &str) -> Arc<str> {
    key.chars().take(SHORT).collect::<String>().into()
}

/// Most characters of a value or key that are quoted.
const SHORT: usize = 40;

/// What kind of value stands where a mapping should.
pub fn a_value(node: &Node) -> &'static str {
    match node.value {
        Value::List(_) => "a list",
        _ => "a single value",
    }
}
