//! `Key: value` in a line: which keys a text has for what it says about itself, and how far their values go.

use super::{Entry, line::Line};
use crate::load::{MapKey, Node, Value, fields::snake, tie_names::is_tie};

/// The keys beside those of ties, in snake case and in order of the alphabet.
const KEYS: [&str; 60] = [
    "accepted",
    "accepted_by",
    "accountable",
    "adr_status",
    "approved",
    "approved_by",
    "approver",
    "approvers",
    "author",
    "authors",
    "co_authors",
    "consulted",
    "contributors",
    "created",
    "created_at",
    "created_by",
    "created_date",
    "created_on",
    "creation_date",
    "date",
    "date_accepted",
    "date_created",
    "date_decided",
    "decided",
    "decided_by",
    "decided_on",
    "decider",
    "deciders",
    "decision_date",
    "decision_maker",
    "decision_makers",
    "decision_owner",
    "decision_owners",
    "decision_status",
    "informed",
    "last_modified",
    "last_revised",
    "last_revision",
    "last_revision_date",
    "last_update",
    "last_updated",
    "modified",
    "owner",
    "owners",
    "participants",
    "proposed",
    "proposed_by",
    "revised",
    "rfc_pr",
    "rfc_status",
    "since",
    "start_date",
    "state",
    "status",
    "status_date",
    "update",
    "updated",
    "updated_at",
    "updated_date",
    "updated_on",
];

/// The sections that say something of the whole, in snake case; also those named by a key.
const SECTIONS: [&str; 11] = [
    "change_log",
    "changelog",
    "links",
    "links_and_references",
    "metadata",
    "related_adrs",
    "related_decisions",
    "related_records",
    "relations",
    "revision_history",
    "title",
];

/// Sections whose name is that of a key and whose text is another matter.
const PROSE: [&str; 5] = ["consulted", "participants", "related", "see_also", "since"];

/// Whether a text says something of itself under this key, in snake case.
pub fn is_known(key: &str) -> bool {
    KEYS.binary_search(&key).is_ok() || is_tie(key)
}

/// Whether a key is one of a day or of people: such a line tells a fact of its own wherever it stands.
pub fn is_fact(key: &str) -> bool {
    const PEOPLE: [&str; 9] = [
        "author",
        "authors",
        "consulted",
        "contributors",
        "decider",
        "deciders",
        "informed",
        "owner",
        "owners",
    ];
    let is_day =
        |word: &str| matches!(word, "created" | "date" | "decided" | "modified" | "updated" | "since");
    PEOPLE.contains(&key)
        || key.starts_with("decision_maker")
        || is_known(key) && key.split('_').any(is_day) && !key.ends_with("_by")
}

/// The name of a section that says something of the whole.
pub fn section(heading: &str) -> Option<&str> {
    let heading = heading.trim().trim_end_matches(':').trim();
    let unnumbered =
        heading.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')')).trim();
    let name = snake(unnumbered);
    let telling = (is_known(&name) && !PROSE.contains(&&*name)) || SECTIONS.contains(&&*name);
    telling.then_some(unnumbered)
}

/// The title of a heading `Title: Use X`.
pub fn title(heading: &Line) -> Option<(MapKey, Vec<Node>)> {
    let text = heading.text();
    let colon = text.find(':').filter(|colon| snake(text[..*colon].trim()) == "title")?;
    let key = MapKey { text: text[..colon].trim().to_owned(), span: heading.span(0, colon) };
    let value = heading.part(colon + 1, text.len());
    (value.value != Value::Null).then(|| (key, vec![value]))
}

/// The entries of a line: all of it has to be `Key: value`, several of them parted by signs.
pub fn keyed(line: &Line) -> Vec<Entry> {
    let text = line.text();
    let mut keys: Vec<(usize, usize, usize)> = Vec::new();
    for (at, _) in text.match_indices(':') {
        let before = keys.last().map_or(0, |(.., value)| *value);
        let Some(start) = key_before(line, before, at) else {
            if keys.is_empty() {
                return Vec::new();
            }
            continue;
        };
        keys.push((start, at, at + 1));
    }
    let ends = keys.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let entries = keys.iter().zip(ends).map(|((start, colon, value), end)| {
        let key = MapKey { text: text[*start..*colon].trim().to_owned(), span: line.span(*start, *colon) };
        let kept = text[*value..end].trim_end_matches(|c: char| c.is_whitespace() || is_parting(c)).len();
        // A sign at the very end of the line belongs to the value.
        let end = if end == text.len() { end } else { *value + kept };
        (key, line.part(*value, end))
    });
    entries.collect()
}

/// Where the known key begins that ends before the colon at `colon`: at the beginning of the line, where bold text begins,
/// or behind a sign that parts it from what stands before.
fn key_before(line: &Line, from: usize, colon: usize) -> Option<usize> {
    let text = line.text();
    let piece = text.get(from..colon)?;
    let is_known_from = |start: &usize| is_known(&snake(text[*start..colon].trim()));
    let mut bold = line.bold().iter().copied().filter(|start| (from + 1..colon).contains(start));
    if let Some(start) = bold.next_back().filter(|start| from > 0 && is_known_from(start)) {
        return Some(start);
    }
    let start = match from {
        0 => {
            piece.rfind(is_parting).map_or(0, |at| at + piece[at..].chars().next().map_or(1, char::len_utf8))
        }
        _ => {
            let at = piece.rfind(is_parting)?;
            at + piece[at..].chars().next().map_or(1, char::len_utf8)
        }
    };
    if from == 0 && !piece[..start].trim().is_empty() {
        return None;
    }
    is_known(&snake(piece[start..].trim())).then_some(from + start)
}

fn is_parting(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | ';' | ',' | '/' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_order() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn days_and_people_are_facts() {
        for key in ["date", "status_date", "last_updated", "deciders", "decision_makers", "created_on"] {
            assert!(is_known(key) && is_fact(key), "{key}");
        }
        for key in ["status", "superseded_by", "related", "decided_by", "date_of_birth"] {
            assert!(!is_fact(key), "{key}");
        }
    }

    #[test]
    fn sections_are_known_by_their_names() {
        assert_eq!(section("Status"), Some("Status"));
        assert_eq!(section("2. Status:"), Some("Status"));
        assert_eq!(section("Decision makers"), Some("Decision makers"));
        assert_eq!(section("Context"), None);
    }
}
