//! A small table that stands before all sections: rows of a key and a value, or one row of values under a head of keys.

use super::{Entry, keyed, line::Line};
use crate::load::{MapKey, Value, fields::snake};

/// A table while it is read.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Line>>,
}

/// Most rows of a table that describes one thing.
const MOST_ROWS: usize = 40;

impl Table {
    /// One more row.
    pub fn row(&mut self) {
        if self.rows.len() <= MOST_ROWS {
            self.rows.push(Vec::new());
        }
    }

    /// One more cell of the last row.
    pub fn cell(&mut self, cell: Line) {
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// What the table says: nothing where it is no description of one thing.
    pub fn entries(&self) -> Vec<Entry> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        if self.rows.len() > MOST_ROWS {
            return Vec::new();
        }
        let name = |line: &Line| snake(line.text().trim().trim_end_matches(':'));
        let known = head.iter().filter(|cell| keyed::is_known(&name(cell))).count();
        match rows {
            [row] if known > 0 && (head.len() != 2 || known == 2 || !keyed::is_known(&name(&row[0]))) && row.len() == head.len() => {
                head.iter().zip(row).map(|(key, value)| entry(key, value)).collect()
            }
            _ if head.len() == 2 => {
                let describes = |cell: &Line| {
                    matches!(name(cell).as_str(), "" | "metadata" | "field" | "key" | "property" | "attribute" | "item" | "name" | "meta" | "metadatum" | "about")
                };
                let first = &head[0];
                let head_is_row = keyed::is_known(&name(first));
                let is_description = head_is_row
                    || (describes(first) && rows.iter().any(|row| row.first().is_some_and(|cell| keyed::is_known(&name(cell)) || name(first) == "metadata")));
                if !is_description {
                    return Vec::new();
                }
                let rows = rows.iter().filter(|row| row.len() == 2);
                head_is_row.then_some(head).into_iter().chain(rows).map(|row| entry(&row[0], &row[1])).collect()
            }
            _ => Vec::new(),
        }
        .into_iter()
        .filter(|(key, node): &Entry| !key.text.is_empty() && node.value != Value::Null)
        .collect()
    }
}

fn entry(key: &Line, value: &Line) -> Entry {
    let node = key.whole();
    let text = key.text().trim().trim_end_matches(':').trim().to_owned();
    (MapKey { text, span: node.span }, value.whole())
}
