//! What a file says of other things, whatever it describes: that it waits for them, holds them up, is part of them.
//!
//! Must not know what follows from it.

use super::{
    Node, Value,
    fields::snake,
    generators::is_theirs,
    lookup::items,
    mention::{self, Mention},
    names::kind_of,
    placeholder,
    reader::Reader,
    references,
};
use crate::{
    diag::{Located, Place},
    model::{Kind, Relation, Subject, Tie},
};

/// The fields that say it, and which of the two says it: of `blocks` the other waits.
const FIELDS: [(&str, Tie, bool); 9] = [
    ("depends_on", Tie::WaitsFor, false),
    ("requires", Tie::WaitsFor, false),
    ("blocked_by", Tie::WaitsFor, false),
    ("waits_for", Tie::WaitsFor, false),
    ("blocks", Tie::WaitsFor, true),
    ("enables", Tie::WaitsFor, true),
    ("parent", Tie::PartOf, false),
    ("children", Tie::PartOf, true),
    ("subtasks", Tie::PartOf, true),
];

/// The fields of these that a kind reads in a sense of its own.
fn own(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Milestone => &["depends_on", "requires", "blocked_by", "waits_for"],
        Kind::Service => &["depends_on"],
        Kind::Blocker => &["blocks"],
        Kind::Decision | Kind::Page | Kind::Team | Kind::Person => &[
            "depends_on",
            "requires",
            "blocked_by",
            "waits_for",
            "blocks",
            "enables",
            "parent",
            "children",
            "subtasks",
        ],
        _ => &[],
    }
}

/// What the file of `own_subject` says.
pub fn read(reader: &mut Reader<'_>, kind: Kind, subject: Subject) -> Vec<Relation> {
    let mut found = Vec::new();
    for (name, tie, back) in FIELDS {
        if own(kind).contains(&name) || reader.was_read(name) || (name == "parent" && is_of_a_menu(reader)) {
            continue;
        }
        let others = reader.beside(|reader| {
            reader.read(name, |reading, name, node| Some(references::subjects(reading, name, node, &[])))
        });
        for Located { value: other, place } in others.unwrap_or_default() {
            found.push(match back {
                false => Relation { from: subject, tie, to: other, by_from: Some(place), by_to: None },
                true => Relation { from: other, tie, to: subject, by_from: None, by_to: Some(place) },
            });
        }
    }
    found
}

/// What a page says, whose keys are free: what names a thing is a relation, and what does not is only shown.
pub fn of_page(reader: &mut Reader<'_>, subject: Subject) -> Vec<Relation> {
    let reading = reader.reading();
    let mut found = Vec::new();
    for (name, tie, back) in FIELDS {
        // that another waits for a page has to be said by the other
        if (back && tie == Tie::WaitsFor) || (name == "parent" && is_of_a_menu(reader)) {
            continue;
        }
        let Some(node) = reader.peek(name) else { continue };
        for (text, place) in texts(reader, node) {
            for mention in mention::parse(reading, text, &[]).found {
                let Mention::One { subject: other, .. } = mention else { continue };
                reading.names(place, &[other]);
                let (from, to) = if back { (other, subject) } else { (subject, other) };
                let place = Some(place);
                let (by_from, by_to) = if back { (None, place) } else { (place, None) };
                found.push(Relation { from, tie, to, by_from, by_to });
            }
        }
    }
    found
}

/// The texts of a value, or of its items.
fn texts<'a>(reader: &Reader<'a>, node: &'a Node) -> Vec<(&'a str, Place)> {
    let of = |item: &'a Node| match &item.value {
        Value::Text(text) | Value::Number(text) => Some((text.as_str(), reader.reading().place(item.span))),
        _ => None,
    };
    items(node).into_iter().filter_map(of).collect()
}

/// Whether `parent` says under which entry of a menu a page is shown: it stands among other keys of that sort, or names
/// a page by its title.
pub fn is_of_a_menu(reader: &mut Reader<'_>) -> bool {
    let among = reader.keys_written().any(|key| key != "parent" && is_theirs(&snake(key)) && key != "tags");
    let Some(node) = reader.peek("parent") else { return false };
    let reading = reader.reading();
    let names = &reading.around.names;
    let text = match &node.value {
        super::Value::Text(text) => text.trim(),
        _ => return false,
    };
    if placeholder::is_undecided(text) {
        return true;
    }
    let known =
        names.find(text).or_else(|| names.find_folded(text)).is_some_and(|s| kind_of(s) != Kind::Page);
    !known && (among || names.titled(text, &[Kind::Page]).is_some())
}
