//! Who is who, where nobody is listed: a file that names `Ines Varga (@ines-v)` says that the two names are one person.
//!
//! Must not know what the people are named for.

use super::{
    Document, Node, Value,
    names::Names,
    people::{Person, split},
};

/// Take what the front matter and the first lines of a file say of names.
pub fn add(names: &mut Names, document: &Document) {
    document.front_matter.iter().for_each(|node| walk(names, node));
    document.preamble.entries().for_each(|(_, node)| walk(names, node));
}

fn walk(names: &mut Names, node: &Node) {
    match &node.value {
        // No text without a sign of an address joins two names.
        Value::Text(text) if text.contains('@') && text.len() < LONGEST => {
            for piece in split(text) {
                let person = Person::new(piece);
                let (Some(name), Some(id)) = (person.name, person.id()) else { continue };
                if person.handle.is_some() {
                    names.add_called(id, name);
                }
                person.mail.into_iter().for_each(|mail| names.add_spelling(mail, id));
            }
        }
        Value::List(items) => items.iter().for_each(|item| walk(names, item)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| walk(names, node)),
        _ => {}
    }
}

/// Longest text that is looked at: a list of names, and no prose.
const LONGEST: usize = 2_000;
