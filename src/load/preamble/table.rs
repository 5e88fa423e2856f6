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

    /// What the table says: nothing where it is no description of one thing. Below a heading that says that it is one,
    /// `told`, its own head may be anything.
    pub fn entries(&self, told: bool) -> Vec<Entry> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        if self.rows.len() > MOST_ROWS {
            return Vec::new();
        }
        let name = |line: &Line| snake(line.text().trim().trim_end_matches(':')).into_owned();
        let known = head.iter().filter(|cell| is_key(&name(cell))).count();
        let of_head = match rows {
            [row] => row.len() == head.len() && known > 0 && !(head.len() == 2 && is_key(&name(&row[0]))),
            _ => false,
        };
        let all: Vec<(&Line, &Line)> = match rows {
            [row] if of_head => head.iter().zip(row).collect(),
            _ if head.len() == 2 && (told || self.describes(&name)) => {
                let first = is_key(&name(&head[0])).then_some(head);
                let pairs = first.into_iter().chain(rows).filter(|row| row.len() == 2);
                pairs.map(|row| (&row[0], &row[1])).collect()
            }
            _ => Vec::new(),
        };
        let entries = all.into_iter().map(|(key, value)| entry(key, value));
        entries.filter(|(key, node)| !key.text.is_empty() && node.value != Value::Null).collect()
    }

    /// Whether rows of two cells are keys with their values.
    fn describes(&self, name: &dyn Fn(&Line) -> String) -> bool {
        const HEADS: [&str; 10] =
            ["", "about", "attribute", "field", "item", "key", "meta", "metadata", "name", "property"];
        let Some((head, rows)) = self.rows.split_first() else { return false };
        let first = name(&head[0]);
        let known = |row: &Vec<Line>| row.first().is_some_and(|cell| is_key(&name(cell)));
        let several = || rows.iter().filter(|row| known(row)).count() > 1;
        is_key(&first)
            || first == "metadata"
            || (HEADS.contains(&first.as_str()) && rows.iter().any(known))
            || several()
    }
}

/// Whether a cell is a key and no value: some keys are words of a status as well.
fn is_key(name: &str) -> bool {
    keyed::is_known(name) && !matches!(name, "accepted" | "approved" | "decided" | "proposed")
}

fn entry(key: &Line, value: &Line) -> Entry {
    let node = key.whole();
    let text = key.text().trim().trim_end_matches(':').trim().to_owned();
    (MapKey { text, span: node.span }, value.whole())
}
