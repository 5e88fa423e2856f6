//! The cell of a table that says what a thing waits for: `M1.2 (events), M1.3`, `M2.1–M2.5`, `Phase 2 complete`, `All`.
//!
//! Must not know what there is to wait for.

use super::{entry, phase::numbered};
use crate::load::{Node, Value, preamble::Line};

/// What a cell waits for, as front matter would say it.
pub fn list(cell: &Line) -> Node {
    let whole = cell.whole();
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in cell.text().char_indices().chain([(cell.text().len(), ',')]) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 || at == cell.text().len() => {
                found.extend(piece(cell, start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    Node::new(whole.span, Value::List(found))
}

fn piece(cell: &Line, start: usize, end: usize) -> Option<Node> {
    let node = cell.part(start, end);
    let Value::Text(text) = &node.value else { return None };
    let text = text.strip_prefix("and ").unwrap_or(text);
    let on = |text: &str| Node::new(node.span, Value::Text(named(text)));
    match text.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((name, note)) if !name.trim().is_empty() => {
            let note = Node::new(node.span, Value::Text(note.trim().to_owned()));
            Some(Node::new(node.span, Value::Map(vec![entry("on", on(name)), entry("for", note)])))
        }
        _ => Some(on(text)),
    }
}

/// A name as references have it.
fn named(text: &str) -> String {
    let text = text.trim();
    if let Some((number, rest)) = numbered(text)
        && matches!(
            text[rest..].trim().to_lowercase().as_str(),
            "" | "complete" | "completed" | "done" | "gate" | "is complete" | "passed"
        )
    {
        return format!("P{number}");
    }
    if text.eq_ignore_ascii_case("all") || text.eq_ignore_ascii_case("everything") {
        return "*".to_owned();
    }
    match text.split_once(['–', '—']) {
        Some((first, last)) if !first.trim().is_empty() && !last.trim().is_empty() => {
            format!("{}..{}", first.trim(), last.trim())
        }
        _ => text.to_owned(),
    }
}
