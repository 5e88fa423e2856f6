//! Ids written out in the place of a text that names them in another way.

use std::ops::Range;

use crate::cli::yaml_value::{inner, scalar};
use crate::diag::FileId;
use crate::load::{Node, Value, read_document};
use crate::text::Span;
use crate::world::ProjectPath;

/// Where a text of front matter stands.
enum Around {
    /// Behind a key.
    Key,
    /// In brackets.
    Brackets,
    /// Behind a dash.
    Dash,
}

/// What to put in the place of the text at `span` so that it names these; `None` where it stands nowhere in front matter,
/// or says more than names.
pub fn listed(text: &str, span: Span, ids: &[String]) -> Option<(Range<usize>, String)> {
    let path = ProjectPath::new("content.md").ok()?;
    let (_, document) = read_document(FileId::default(), path, text.as_bytes());
    let around = around(text, document.front_matter.as_ref()?, span)?;
    let written = text.get(span.range())?;
    if written.contains(['(', '[', '\n', '@', '<']) {
        return None;
    }
    let in_brackets = || ids.iter().map(|id| inner(id)).collect::<Vec<_>>().join(", ");
    let new = match (around, ids) {
        (Around::Brackets, _) => in_brackets(),
        (_, [one]) => scalar(one),
        (Around::Key, _) => format!("[{}]", in_brackets()),
        (Around::Dash, _) => {
            let start = text[..span.range().start].rfind('\n').map_or(0, |newline| newline + 1);
            let dash = &text[start..span.range().start];
            let newline = if text[..start].ends_with("\r\n") { "\r\n" } else { "\n" };
            if !dash.trim_start().starts_with('-') {
                return None;
            }
            let items: Vec<String> = ids.iter().map(|id| scalar(id)).collect();
            items.join(&format!("{newline}{dash}"))
        }
    };
    Some((span.range(), new))
}

fn around(text: &str, node: &Node, span: Span) -> Option<Around> {
    match &node.value {
        Value::Map(fields) => {
            fields.iter().find_map(|(_, value)| match value.span == span && is_scalar(value) {
                true => Some(Around::Key),
                false => around(text, value, span),
            })
        }
        Value::List(items) => items.iter().find_map(|item| match item.span == span && is_scalar(item) {
            true if text[node.span.range()].starts_with('[') => Some(Around::Brackets),
            true => Some(Around::Dash),
            false => around(text, item, span),
        }),
        _ => None,
    }
}

fn is_scalar(node: &Node) -> bool {
    matches!(node.value, Value::Text(_) | Value::Number(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_out_where_one_text_named_them() {
        let ids = ["M2".to_owned(), "M9".to_owned()];
        for (before, after) in [
            ("depends_on: M1..M3", "depends_on: [M2, M9]"),
            ("depends_on: [M0, M1..M3]", "depends_on: [M0, M2, M9]"),
            ("depends_on:\n  - M1..M3 # c\n  - M0", "depends_on:\n  - M2\n  - M9 # c\n  - M0"),
            ("depends_on: [{on: M1..M3}]", "depends_on: [{on: [M2, M9]}]"),
        ] {
            let text = format!("---\nid: M4\n{before}\n---\n");
            let at = text.find("M1..M3").unwrap();
            let (range, new) = listed(&text, Span::new(at, at + 6), &ids).unwrap();
            let written = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
            assert_eq!(written, format!("---\nid: M4\n{after}\n---\n"));
        }
        let text = "---\nid: M4\ndepends_on: M1..M3 (all)\n---\n";
        let at = text.find("M1..M3").unwrap();
        assert_eq!(listed(text, Span::new(at, at + 12), &ids), None);
    }
}
