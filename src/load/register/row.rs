//! A row of a table as a thing.
//!
//! Must not know which table it is from.

use super::{
    Listed,
    columns::{Column, Columns},
    entry, leading_id,
    phase::Section,
    waits,
};
use crate::load::{MapKey, Node, Value, preamble::Line};

/// Words that say that a cell says nothing.
const NOTHING: [&str; 9] = ["", "-", "–", "—", "?", "n/a", "tbd", "tba", "none"];

/// The thing that a row is, in the phase in whose section its table stands; nothing for a row without a name.
pub fn row(columns: &Columns, cells: &[Line], within: Option<&Section>) -> Option<Listed> {
    let mut id: Option<Node> = None;
    let mut title: Option<Node> = None;
    let mut entries: Vec<(MapKey, Node)> = Vec::new();
    for (column, cell) in columns.all.iter().zip(cells) {
        let node = cell.whole();
        let Value::Text(text) = &node.value else { continue };
        if NOTHING.contains(&text.to_lowercase().as_str()) {
            continue;
        }
        match column {
            Column::Id => id = Some(node),
            Column::Name => match leading_id(cell.text()) {
                Some((found, rest)) => {
                    let start = cell.text().find(found).unwrap_or_default();
                    id = id.or_else(|| Some(cell.part(start, start + found.len())));
                    title =
                        Some(cell.part(rest, cell.text().len())).filter(|title| title.value != Value::Null);
                }
                None => title = Some(node),
            },
            Column::Field(name, head) => {
                let node = if name == "depends_on" { waits::list(cell) } else { node };
                entries.push((MapKey { text: name.clone(), span: *head }, node));
            }
        }
    }
    let id = id.or_else(|| slug(title.as_ref()?))?;
    if let Some(title) = title {
        entries.insert(0, entry("title", title));
    }
    if let Some(phase) = within.filter(|_| entries.iter().all(|(key, _)| key.text != "phase")) {
        entries.push(entry("phase", phase.id().clone()));
    }
    Some(Listed { kind: columns.kind, id, entries })
}

/// An id made from a title.
fn slug(title: &Node) -> Option<Node> {
    let Value::Text(text) = &title.value else { return None };
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.take(6).map(str::to_lowercase).collect::<Vec<_>>().join("-");
    (!slug.is_empty()).then(|| Node::new(title.span, Value::Text(slug)))
}
