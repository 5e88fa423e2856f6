//! What a file describes, and by which id: from its front matter, else from its folder and its name.
//!
//! Must not know what other files say.

use super::{
    Document, Value,
    reader::lookup,
    reading::{FieldMap, Reading},
    scalar,
    words::{parse_word, word_hint},
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Id, Kind},
    text::Span,
    world::ProjectPath,
};

/// The kind and the id that a file claims.
#[derive(Debug)]
pub struct Identity {
    /// What it describes.
    pub kind: Kind,
    /// Its id; `None` for a page that gives none.
    pub id: Option<Id>,
    /// Where the id was written, else the start of the file.
    pub place: Place,
    /// Whether the id is a bare number such as `1.10`, which other tools may shorten.
    pub numeric: bool,
}

/// Names of files that tell about their folder, and are no things of its kind.
const FOLDER_PAGES: [&str; 3] = ["index", "_index", "readme"];

/// What `document` describes.
pub fn identity(reading: &Reading<'_>, document: &Document) -> Identity {
    let kind = kind(reading, document);
    let start = reading.place(document.front_matter.as_ref().map_or(Span::default(), |node| node.span));
    let start = Place::new(start.file, Span { start: start.span.start, end: start.span.start });
    let fields = &reading.around.fields;
    let written = document.front_matter.as_ref().and_then(|node| lookup(node, "id", fields));
    let text = written.and_then(|node| scalar::text(reading, "id", node));
    let numeric = written.is_some_and(|node| matches!(node.value, Value::Number(_)));
    match text {
        Some(text) if is_id(&text.value) => {
            Identity { kind, id: Some(Id::new(text.value)), place: text.place, numeric }
        }
        Some(text) => {
            let id = id_of_file(kind, reading.path);
            let message = format!("`{}` cannot be an id", text.value);
            let hint = format!("use letters, digits, `.`, `_` and `-`; `{id}` from the file name is used");
            reading.report(Diagnostic::new(Code::BadId, text.place, message).hint(hint));
            Identity { kind, id: (kind != Kind::Page).then_some(id), place: text.place, numeric: false }
        }
        None => {
            Identity { kind, id: missing_id(reading, document, kind, start), place: start, numeric: false }
        }
    }
}

/// The id of a thing that gives none.
fn missing_id(reading: &Reading<'_>, document: &Document, kind: Kind, start: Place) -> Option<Id> {
    let empty = document.front_matter.as_ref().is_some_and(|node| raw_id(node, &reading.around.fields));
    if kind == Kind::Page && !empty {
        return None;
    }
    let id = id_of_file(kind, reading.path);
    let derived = format!("`{id}` from the file name is used");
    if empty {
        reading.report(Diagnostic::new(Code::BadId, start, "`id` is empty").hint(derived));
    } else if kind != Kind::Decision && !document.lossy {
        let diagnostic = Diagnostic::new(Code::MissingField, start, format!("`id` is missing; {derived}"));
        reading.report(diagnostic.hint(format!("add `id: {id}`")));
    }
    (kind != Kind::Page).then_some(id)
}

/// Whether the key `id` stands there, though without a value.
fn raw_id(node: &super::Node, fields: &FieldMap) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    let alias = fields.get("id").map(String::as_str);
    entries.iter().any(|(key, _)| {
        let name = super::reader::snake(&key.text);
        name == "id" || Some(name.as_str()) == alias
    })
}

fn kind(reading: &Reading<'_>, document: &Document) -> Kind {
    let fields = &reading.around.fields;
    let written = document.front_matter.as_ref().and_then(|node| lookup(node, "kind", fields));
    let Some(text) = written.and_then(|node| scalar::text(reading, "kind", node)) else {
        return kind_of_folder(reading);
    };
    if let Some(kind) = parse_word::<Kind>(&text.value) {
        return kind;
    }
    let by_folder = kind_of_folder(reading);
    if fields.contains_key("kind") && by_folder != Kind::Page {
        return by_folder;
    }
    let message =
        format!("`kind` is `{}`, which is no kind of thing; the file is read as a page", text.value);
    reading
        .report(Diagnostic::new(Code::UnknownKind, text.place, message).hint(word_hint::<Kind>(&text.value)));
    Kind::Page
}

/// The kind of the nearest folder that has one.
fn kind_of_folder(reading: &Reading<'_>) -> Kind {
    let path = reading.path;
    if FOLDER_PAGES.iter().any(|name| path.file_stem().eq_ignore_ascii_case(name)) {
        return Kind::Page;
    }
    let below = path.parent();
    let below = below.strip(reading.around.content).unwrap_or_default();
    let of = |name: &str| match name.to_lowercase().as_str() {
        "adr" | "adrs" => Some(Kind::Decision),
        folder => Kind::ALL.into_iter().find(|kind| kind.folder() == folder),
    };
    below.rsplit('/').find_map(of).unwrap_or(Kind::Page)
}

/// An id from the name of a file: `ADR-0004` from `0004-use-kafka.md` for a decision, else the name itself.
fn id_of_file(kind: Kind, path: &ProjectPath) -> Id {
    let stem = path.file_stem();
    if kind == Kind::Decision {
        let rest =
            stem.get(..4).filter(|start| start.eq_ignore_ascii_case("adr-")).map_or(stem, |_| &stem[4..]);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if digits > 0 {
            return Id::new(format!("ADR-{}", &rest[..digits]));
        }
    }
    let clean: String =
        stem.chars().map(|c| if may_stand_in_id(c) { c } else { '-' }).take(LONGEST_ID).collect();
    let clean = clean.trim_matches('-');
    Id::new(if clean.is_empty() { kind.word() } else { clean })
}

const LONGEST_ID: usize = 120;

fn is_id(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
        && text.chars().all(may_stand_in_id)
        && text.chars().count() <= LONGEST_ID
}

fn may_stand_in_id(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_give_ids() {
        let id = |kind, name: &str| id_of_file(kind, &ProjectPath::new(name).expect("clean")).to_string();
        assert_eq!(id(Kind::Decision, "content/adr/0004-use-kafka.md"), "ADR-0004");
        assert_eq!(id(Kind::Decision, "adr-7.md"), "ADR-7");
        assert_eq!(id(Kind::Decision, "use-kafka.md"), "use-kafka");
        assert_eq!(id(Kind::Milestone, "M1.4.md"), "M1.4");
        assert_eq!(id(Kind::Milestone, "my plan!.md"), "my-plan");
        assert_eq!(id(Kind::Milestone, "!.md"), "milestone");
    }

    #[test]
    fn ids_are_words() {
        assert!(is_id("M1.2") && is_id("task_6f1d") && is_id("12e3") && is_id("größe"));
        assert!(!is_id("a/b") && !is_id("") && !is_id("..") && !is_id("M1 (x)") && !is_id("*"));
    }
}
