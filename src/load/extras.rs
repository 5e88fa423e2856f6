//! What front matter says beyond the fields that are read, as text.
//!
//! Must not know what it means.

use super::{MapKey, Node, Value, is_undecided};
use crate::{model::Extra, text::visible};

/// Most characters of a value that are kept.
const LONGEST: usize = 300;
/// Most items of a list that are kept.
const MOST_ITEMS: usize = 30;

/// An entry that nobody read; `None` where it says nothing.
pub fn extra(key: &MapKey, node: &Node) -> Option<Extra> {
    let mut values = Vec::new();
    collect(node, &mut values);
    let more = values.len().saturating_sub(MOST_ITEMS);
    values.truncate(MOST_ITEMS);
    if more > 0 {
        values.push(format!("and {more} more"));
    }
    let key = visible::closed(key.text.trim().chars().take(60).collect());
    (!values.is_empty() && !key.is_empty()).then_some(Extra { key, values })
}

fn collect(node: &Node, values: &mut Vec<String>) {
    match &node.value {
        Value::Null => {}
        Value::Bool(value) => values.push(if *value { "yes" } else { "no" }.to_owned()),
        Value::Text(text) | Value::Number(text) => {
            let text = text.trim();
            if !text.is_empty() && !is_undecided(text) {
                values.push(visible::closed(bounded(text)));
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, values)),
        Value::Map(entries) => {
            for (key, node) in entries {
                let mut inner = Vec::new();
                collect(node, &mut inner);
                if inner.is_empty() && node.value == Value::Null {
                    values.push(visible::closed(bounded(&key.text)));
                } else if !inner.is_empty() {
                    values.push(visible::closed(bounded(&format!("{}: {}", key.text, inner.join(", ")))));
                }
            }
        }
    }
}

fn bounded(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
