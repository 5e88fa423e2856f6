//! What a file describes, and by which id: from its front matter, else from its folder and its name.
//!
//! A name that is nearly one of ours is told, and read as what was surely meant: a thing that is left out would make
//! everything look better than it is. Must not know what other files say.

use super::{
    Document, Node, Value,
    fields::{FieldMap, snake},
    folders::{self, Folder},
    lookup::lookup_entry,
    reader::lookup,
    reading::Reading,
    scalar,
    templates::is_template,
    theirs::IdRules,
    words::parse_word,
};
use crate::{
    diag::{Code, Diagnostic, Located, Place},
    model::{Id, Kind},
    text::{Span, nearest},
    world::ProjectPath,
};

/// The kind and the id that a file claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// What it describes.
    pub kind: Kind,
    /// Its id; `None` for a page that gives none.
    pub id: Option<Id>,
    /// Where the id was written, else the start of the file.
    pub place: Place,
    /// Whether the id is a bare number such as `1.10`, which other tools may shorten.
    pub numeric: bool,
    /// How the file came to its id.
    pub origin: Origin,
    /// Whether its kind is only what was most likely meant.
    pub guessed: bool,
    /// The folder above the file that has nearly the name of one of ours, and makes it what it is.
    pub misnamed: Option<ProjectPath>,
}

/// Where an id is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It was written.
    Written,
    /// It is that of the file, as it is meant to be.
    File,
    /// It is that of the file, because what was written is lost: the text, where there was one. What follows from
    /// it is not told again.
    Guessed(Option<String>),
}

/// What `document` describes.
pub fn identity(reading: &Reading<'_>, document: &Document) -> Identity {
    let (kind, misnamed, guessed) = kind(reading, document);
    let fields = &reading.around.theirs.fields;
    if let Some(cut) = document.run_on.as_ref().and_then(|rest| rest.finding(document.file, kind, fields)) {
        reading.report(cut);
    }
    let written = document.front_matter.as_ref().and_then(|node| lookup(node, "id", fields));
    let numeric = written.is_some_and(|node| matches!(node.value, Value::Number(_)));
    let doubtful = |place: Place| {
        document.told.iter().any(|told| told.start <= place.span.start && place.span.start <= told.end)
    };
    match written.and_then(|node| scalar::text(reading, "id", node)) {
        Some(text) if is_id(&text.value) && doubtful(text.place) => Identity {
            kind,
            id: Some(Id::new(text.value.as_str())),
            place: text.place,
            numeric: false,
            origin: Origin::Guessed(Some(text.value)),
            guessed,
            misnamed,
        },
        Some(text) if is_id(&text.value) => Identity {
            kind,
            id: Some(Id::new(text.value)),
            place: text.place,
            numeric,
            origin: Origin::Written,
            guessed,
            misnamed,
        },
        Some(text) => {
            let id = id_of_file(kind, reading.path, &reading.around.theirs.ids);
            unfit_id(reading, &text, &id);
            let (id, place) = ((kind != Kind::Page).then_some(id), text.place);
            {
                let origin = Origin::Guessed(Some(text.value));
                Identity { kind, id, place, numeric: false, origin, guessed, misnamed }
            }
        }
        None => {
            let start = document.front_matter.as_ref().map_or(0, |node| node.span.start);
            let place = reading.place(Span { start, end: start });
            let (id, origin) = missing_id(reading, document, kind, place, guessed);
            Identity { kind, id, place, numeric: false, origin, guessed, misnamed }
        }
    }
}

/// Report an id that holds what no id can hold; without that it may be one.
fn unfit_id(reading: &Reading<'_>, text: &Located<String>, otherwise: &Id) {
    let fit = fit(&text.value);
    let message = format!("`{}` cannot be an id", text.value);
    let hint = match is_id(&fit) {
        true => format!(
            "use letters, digits, `.`, `_` and `-`, as in `{fit}`; `{otherwise}` from the file name is used"
        ),
        false => format!("use letters, digits, `.`, `_` and `-`; `{otherwise}` from the file name is used"),
    };
    reading.report(Diagnostic::new(Code::BadId, text.place, message).hint(hint));
}

/// A text as it could be an id: `M1` for `M 1`, `a-b` for `a/b`.
pub fn fit(text: &str) -> String {
    let mut fit = String::with_capacity(text.len());
    for (at, c) in text.trim().char_indices() {
        let before_number =
            || text.trim()[at + c.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        match c {
            c if may_stand_in_id(c) => fit.push(c),
            ' ' if before_number() => {}
            _ => fit.push('-'),
        }
    }
    fit.trim_matches('-').to_owned()
}

/// The id of a thing that gives none.
fn missing_id(
    reading: &Reading<'_>,
    document: &Document,
    kind: Kind,
    start: Place,
    guessed: bool,
) -> (Option<Id>, Origin) {
    let raw = document.front_matter.as_ref().and_then(|node| raw_id(node, &reading.around.theirs.fields));
    let empty = raw.is_some();
    if kind == Kind::Page && !empty {
        return (None, Origin::File);
    }
    let id = id_of_file(kind, reading.path, &reading.around.theirs.ids);
    let derived = format!("`{id}` from the file name is used");
    let mut origin = Origin::Guessed(None);
    let is_lossy = document.lossy || document.is_cut(kind, &reading.around.theirs.fields);
    if let Some(raw) = raw {
        // What stands there and is no id is told as that.
        if matches!(raw.value, Value::Null | Value::Text(_)) && !raw.torn && raw.cut.is_none() {
            reading.report(Diagnostic::new(Code::BadId, start, "`id` is empty").hint(derived));
        }
    } else if let Some(meant) =
        misspelt_id(document).or_else(|| id_below(document, &reading.around.theirs.fields))
    {
        origin = Origin::Guessed(meant);
    } else if (kind == Kind::Decision || reading.around.theirs.kinds.speaks()) && !is_lossy {
        origin = Origin::File;
    } else if !is_lossy && !guessed {
        let diagnostic = Diagnostic::new(Code::MissingField, start, format!("`id` is missing; {derived}"));
        reading.report(diagnostic.hint(format!("add `id: {id}`")));
    }
    ((kind != Kind::Page).then_some(id), origin)
}

/// The value of a key that is nearly `id`: its reader tells that it is misspelt.
fn misspelt_id(document: &Document) -> Option<Option<String>> {
    let Value::Map(entries) = &document.front_matter.as_ref()?.value else { return None };
    let slips = ["di", "idd", "iid", "i_d", "ids", "identifier"];
    let (_, node) = entries.iter().find(|(key, _)| slips.contains(&&*snake(&key.text)))?;
    Some(match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
        _ => None,
    })
}

/// The id that stands below front matter which ends too early.
fn id_below(document: &Document, fields: &FieldMap) -> Option<Option<String>> {
    let node = lookup(document.run_on.as_ref()?.node.as_ref()?, "id", fields)?;
    Some(match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
        _ => None,
    })
}

/// What stands behind the key `id`, though it is none.
fn raw_id<'a>(node: &'a Node, fields: &FieldMap) -> Option<&'a Node> {
    let Value::Map(entries) = &node.value else { return None };
    let others = fields.get("id").map_or(&[][..], Vec::as_slice);
    let id = entries.iter().find(|(key, _)| {
        let name = snake(&key.text);
        name == "id" || others.iter().any(|other| *other == *name)
    });
    id.map(|(_, node)| node)
}

/// The kind of a file, the misnamed folder that it is from, and whether it is only what was most likely meant.
///
/// Strongest first: a kind of ours in the file, the deepest folder of the settings, their file names, their words, the
/// folders that everybody has.
fn kind(reading: &Reading<'_>, document: &Document) -> (Kind, Option<ProjectPath>, bool) {
    let (fields, kinds) = (&reading.around.theirs.fields, &reading.around.theirs.kinds);
    let node = document.front_matter.as_ref();
    let entry = node.and_then(|node| lookup_entry(node, "kind", fields));
    let is_word = |text: &str| parse_word::<Kind>(text).or_else(|| kinds.of_word(text)).is_some();
    let is_kind = |node: &Node| matches!(&node.value, Value::Text(text) if is_word(text));
    let entry = entry.or_else(|| {
        let rest = document.run_on.as_ref()?.node.as_ref()?;
        lookup_entry(rest, "kind", fields).filter(|(_, node)| is_kind(node))
    });
    let key = entry.map_or("kind", |(key, _)| &key.text);
    // Without settings the kind of a stranger's file may be a word of a list, or anything.
    let text = entry.and_then(|(_, node)| scalar::text(reading, key, node));
    if let Some(kind) = text.as_ref().and_then(|text| parse_word::<Kind>(&text.value)) {
        return (kind, None, false);
    }
    let by_word = text.as_ref().and_then(|text| kinds.of_word(&text.value));
    if let Some(kind) = by_settings(reading, document).or(by_word) {
        return (kind, None, false);
    }
    let folder = match folders::of(reading.path, reading.around.content, node) {
        Folder::Ours(_) if is_template(document, reading.around.content) => Folder::Other,
        Folder::Ours(Kind::Decision) if !is_record(document) => Folder::Other,
        folder => folder,
    };
    let Some(text) = text else {
        return match folder {
            Folder::Ours(kind) => (kind, None, false),
            Folder::Nearly(kind, path) => (kind, Some(path), true),
            Folder::Other => (Kind::Page, None, false),
        };
    };
    let by_folder = match folder {
        Folder::Ours(kind) | Folder::Nearly(kind, _) if kind != Kind::Page => Some(kind),
        _ => None,
    };
    if let Some(kind) = by_folder.filter(|_| fields.contains_key("kind")) {
        return (kind, None, false);
    }
    (unknown_kind(reading, key, &text, by_folder), None, true)
}

/// Whether a file among records is one: it has a number or a day in its name, front matter, or says of itself where it
/// stands.
fn is_record(document: &Document) -> bool {
    let stem = document.path.file_stem();
    document.front_matter.is_some()
        || document.has_front_matter
        || stem.contains(|c: char| c.is_ascii_digit())
        || document.preamble.entries().next().is_some()
        || !document.preamble.sections.is_empty()
}

/// What the settings make of a file by its folder or its name. Files that tell about a folder of them, and templates,
/// are none of its things.
fn by_settings(reading: &Reading<'_>, document: &Document) -> Option<Kind> {
    let (kinds, content, path) = (&reading.around.theirs.kinds, reading.around.content, reading.path);
    if is_template(document, content) {
        return None;
    }
    let parent = path.parent();
    let folder = parent.strip(content).unwrap_or_default();
    let by_folder = kinds.of_folder(folder).or_else(|| kinds.of_folder(parent.as_str()));
    let by_folder = by_folder.filter(|(_, below)| {
        // A README in a folder of its own with a number or front matter is the thing of that folder.
        let is_own = || {
            let numbered = parent.file_name().starts_with(|c: char| c.is_ascii_digit());
            *below > 0 && (numbered || document.front_matter.is_some())
        };
        !folders::is_folder_page(path) || document.front_file.is_some() || is_own()
    });
    by_folder.map(|(kind, _)| kind).or_else(|| kinds.of_name(path.file_name()))
}

/// Report a word that is no kind, and give what the file is read as.
fn unknown_kind(reading: &Reading<'_>, key: &str, text: &Located<String>, by_folder: Option<Kind>) -> Kind {
    let (words, theirs) = (Kind::ALL.map(Kind::word), &reading.around.theirs.kinds);
    let near = nearest(&text.value, theirs.words().chain(words));
    let meant = |near: &str| theirs.of_word(near).or_else(|| parse_word(near));
    let kind = near.and_then(meant).or(by_folder).unwrap_or(Kind::Page);
    let message = format!(
        "`{key}` is `{}`, which is no kind of thing; the file is read as a {}",
        text.value,
        kind.word()
    );
    let diagnostic = Diagnostic::new(Code::UnknownKind, text.place, message);
    match near {
        Some(near) => {
            reading.report(diagnostic.hint(format!("did you mean `{near}`?")).fix(text.place, near))
        }
        None if theirs.lost() => reading.count(diagnostic),
        None => reading.report(diagnostic.hint(format!("write one of `{}`", words.join("`, `")))),
    }
    kind
}

/// An id from the name of a file: `ADR-0004` from `0004-use-kafka.md` for a decision, else the name itself. The name of
/// a file that tells about its folder is that of the folder.
pub fn id_of_file(kind: Kind, path: &ProjectPath, ids: &IdRules) -> Id {
    let parent = path.parent();
    let tells_of_folder = folders::is_folder_page(path) || !path.is_markdown();
    let is_of_folder = kind != Kind::Page && tells_of_folder && !parent.is_root();
    let stem = if is_of_folder { parent.file_name() } else { path.file_stem() };
    if let Some(id) = ids.prefix(kind).and_then(|prefix| numbered(stem, prefix, kind == Kind::Decision)) {
        return Id::new(id);
    }
    let clean: String =
        stem.chars().map(|c| if may_stand_in_id(c) { c } else { '-' }).take(LONGEST_ID).collect();
    let clean = clean.trim_matches('-');
    Id::new(if clean.is_empty() { kind.word() } else { clean })
}

/// The number at the beginning of a name behind `prefix`. A few letters before the number may be the same prefix, or are
/// another one that counts; a day, as in `20260105-slug`, is no number.
fn numbered(stem: &str, prefix: &str, own_letters: bool) -> Option<String> {
    let letters = stem.find(|c: char| !c.is_ascii_alphabetic())?;
    let rest = stem[letters..].trim_start_matches(['-', '_', ' ', '#']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(digits);
    let ends = after.chars().next().is_none_or(|c| matches!(c, '-' | '_' | ' ' | '.' | ','));
    if number.is_empty() || !ends || is_day(number, after) {
        return None;
    }
    let same =
        stem[..letters].eq_ignore_ascii_case(prefix.trim_end_matches(|c: char| !c.is_ascii_alphabetic()));
    match letters {
        0 => Some(format!("{prefix}{number}")),
        _ if same => Some(format!("{prefix}{number}")),
        1..=LONGEST_PREFIX if own_letters => Some(format!("{}-{number}", stem[..letters].to_uppercase())),
        _ => None,
    }
}

/// Most letters before the number of a record.
const LONGEST_PREFIX: usize = 5;

/// Whether a number is the beginning of a day, or all of it.
fn is_day(number: &str, after: &str) -> bool {
    let between = |text: &str, least: u32, most: u32| {
        text.parse::<u32>().is_ok_and(|number| (least..=most).contains(&number))
    };
    match number.len() {
        8 => {
            between(&number[..4], 1900, 2199) && between(&number[4..6], 1, 12) && between(&number[6..], 1, 31)
        }
        4 => {
            let mut parts = after.split(['-', '_', '.', ' ']).skip(1);
            let mut next = |most| parts.next().is_some_and(|part| part.len() == 2 && between(part, 1, most));
            between(number, 1900, 2199) && next(12) && next(31)
        }
        _ => false,
    }
}

/// Longest id, in characters.
const LONGEST_ID: usize = 120;

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
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
        let id = |kind, name: &str| {
            id_of_file(kind, &ProjectPath::new(name).expect("clean"), &IdRules::default()).to_string()
        };
        assert_eq!(id(Kind::Decision, "content/adr/0004-use-kafka.md"), "ADR-0004");
        assert_eq!(id(Kind::Decision, "adr-7.md"), "ADR-7");
        assert_eq!(id(Kind::Decision, "use-kafka.md"), "use-kafka");
        assert_eq!(id(Kind::Decision, "adr001-kiln.md"), "ADR-001");
        assert_eq!(id(Kind::Decision, "rfc-12.md"), "RFC-12");
        assert_eq!(id(Kind::Decision, "20260105-two-kilns.md"), "20260105-two-kilns");
        assert_eq!(id(Kind::Decision, "2026-01-05-two-kilns.md"), "2026-01-05-two-kilns");
        assert_eq!(id(Kind::Decision, "architecture-1.md"), "architecture-1");
        assert_eq!(id(Kind::Decision, "adr/0007-kiln/README.md"), "ADR-0007");
        assert_eq!(id(Kind::Milestone, "M1.4.md"), "M1.4");
        assert_eq!(id(Kind::Milestone, "my plan!.md"), "my-plan");
        assert_eq!(id(Kind::Milestone, "!.md"), "milestone");
    }

    #[test]
    fn what_is_no_id_is_made_one() {
        assert_eq!(["M 1", "a/b", "Sensor bus", "*"].map(fit), ["M1", "a-b", "Sensor-bus", ""]);
    }

    #[test]
    fn ids_are_words() {
        assert!(is_id("M1.2") && is_id("task_6f1d") && is_id("12e3") && is_id("größe"));
        assert!(!is_id("a/b") && !is_id("") && !is_id("..") && !is_id("M1 (x)") && !is_id("*"));
    }
}
