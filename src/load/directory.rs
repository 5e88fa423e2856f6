//! Who is who, where nobody is listed: a file that names `Ines Varga (@ines-v)` says that the two names are one person.
//!
//! Must not know what the people are named for.

use super::{
    Document, Node, Value,
    names::Names,
    people::{Person, split},
};

/// The names that a file gives to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The short name by which people know them, else their name in words.
    id: String,
    /// Their name in words.
    name: String,
    /// Whether the short name is one that they gave themselves.
    handled: bool,
    mail: Option<String>,
}

impl Named {
    /// Tell all names of it.
    pub fn add(&self, names: &mut Names) {
        if self.handled {
            names.add_called(&self.id, &self.name);
        }
        self.mail.iter().for_each(|mail| names.add_spelling(mail, &self.id));
    }
}

/// What the front matter and the first lines of a file say of names.
pub fn named(document: &Document) -> Vec<Named> {
    let mut found = Vec::new();
    document.front_matter.iter().for_each(|node| walk(node, &mut found));
    document.preamble.entries().for_each(|(_, node)| walk(node, &mut found));
    found
}

fn walk(node: &Node, found: &mut Vec<Named>) {
    match &node.value {
        // No text without a sign of an address joins two names.
        Value::Text(text) if text.contains('@') && text.len() < LONGEST => {
            for piece in split(text) {
                let person = Person::new(piece);
                let (Some(name), Some(id)) = (person.name, person.id()) else { continue };
                let (id, name, handled) = (id.to_owned(), name.to_owned(), person.handle.is_some());
                let mail = person.mail.map(str::to_owned);
                if handled || mail.is_some() {
                    found.push(Named { id, name, handled, mail });
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| walk(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| walk(node, found)),
        _ => {}
    }
}

/// Longest text that is looked at: a list of names, and no prose.
const LONGEST: usize = 2_000;
