//! From what people write where a thing is named, to the thing: ids, ranges, lists in a string, links, paths.
//!
//! Must not know which field the references stand in, beyond its name and the kinds it takes.

use super::{
    Node, Value,
    mention::{self, Mention},
    reading::{Meant, Reading},
    scalar,
};
use crate::{
    diag::{Code, Diagnostic, Located, Place},
    model::{
        Blocker, Contract, Decision, Key, Kind, Milestone, Party, Phase, Risk, Service, Sprint, Subject, Task,
    },
};

/// What was named at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it leads to.
    pub target: Target,
    /// Where the text stands that names it.
    pub place: Place,
    /// The words in brackets behind it.
    pub note: Option<String>,
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One thing, named by its id, title or file.
    One(Subject),
    /// All things of one kind from a first to a last one.
    Range(Vec<Subject>),
    /// `*`.
    Everything,
}

/// A type of thing that a reference can be asked for.
pub trait Referable: Sized {
    /// The kind, for messages.
    const KIND: Kind;

    /// The key, if the thing is of this type.
    fn key(subject: Subject) -> Option<Key<Self>>;
}

macro_rules! referable {
    ($($type:ident),*) => {
        $(impl Referable for $type {
            const KIND: Kind = Kind::$type;

            fn key(subject: Subject) -> Option<Key<Self>> {
                match subject {
                    Subject::$type(key) => Some(key),
                    _ => None,
                }
            }
        })*
    };
}
referable!(Phase, Milestone, Sprint, Risk, Blocker, Service, Contract, Task, Decision);

impl Referable for Party {
    const KIND: Kind = Kind::Person;

    fn key(subject: Subject) -> Option<Key<Self>> {
        match subject {
            Subject::Party(key) => Some(key),
            _ => None,
        }
    }
}

/// The one thing of a type that `node` names.
pub fn one<T: Referable>(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<Key<T>>> {
    let found = many::<T>(reading, field, node);
    if let [_, second, ..] = found.as_slice() {
        let message = format!("`{field}` names several things, but takes one; the first is used");
        reading.report(Diagnostic::new(Code::WrongType, second.place, message).hint("name one thing"));
    }
    found.into_iter().next()
}

/// All things of a type that `node` names, each once, in the order written.
pub fn many<T: Referable>(reading: &Reading<'_>, field: &str, node: &Node) -> Vec<Located<Key<T>>> {
    let subjects = subjects(reading, field, node, &[T::KIND]);
    subjects.into_iter().filter_map(|s| T::key(s.value).map(|key| Located::new(key, s.place))).collect()
}

/// All things of some kinds (of any, where none is given) that `node` names, each once, in the order written.
pub fn subjects(reading: &Reading<'_>, field: &str, node: &Node, kinds: &[Kind]) -> Vec<Located<Subject>> {
    let mut found: Vec<Located<Subject>> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for reference in references(reading, field, node, kinds) {
        let place = reference.place;
        let named = match reference.target {
            Target::One(subject) => vec![subject],
            Target::Range(subjects) => subjects,
            Target::Everything => {
                let message = format!("`{field}` takes no `*`; only `depends_on` of a milestone does");
                reading.report(Diagnostic::new(Code::WrongReference, place, message).hint("name the things"));
                Vec::new()
            }
        };
        for subject in named {
            match seen.insert(subject) {
                true => found.push(Located::new(subject, place)),
                false => twice(reading, field, reading.around.names.id(subject), place),
            }
        }
    }
    found
}

/// Report that something is named twice in one list.
pub fn twice(reading: &Reading<'_>, field: &str, id: &str, place: Place) {
    let message = format!("`{field}` names `{id}` twice");
    reading.report(Diagnostic::new(Code::DuplicateReference, place, message).hint("take one of the two out"));
}

/// Everything that `node` names: a text, or lists of them, nested as deep as `[[M1]]` is.
pub fn references(reading: &Reading<'_>, field: &str, node: &Node, kinds: &[Kind]) -> Vec<Reference> {
    let mut found = Vec::new();
    collect(reading, field, node, kinds, 0, &mut found);
    found
}

/// How deep lists may be nested; `- [[M1]]` has three.
const DEEPEST: usize = 4;

fn collect(
    reading: &Reading<'_>,
    field: &str,
    node: &Node,
    kinds: &[Kind],
    depth: usize,
    found: &mut Vec<Reference>,
) {
    match &node.value {
        Value::List(items) if depth < DEEPEST => {
            if depth == 1 {
                let message = format!("`{field}` holds a list within a list; it is read as one");
                let hint = "write `[M1, M2]`, without double brackets";
                reading.report(
                    Diagnostic::new(Code::LooseReference, reading.place(node.span), message).hint(hint),
                );
            }
            for item in items {
                collect(reading, field, item, kinds, depth + 1, found);
            }
        }
        Value::Null => {}
        _ => {
            if let Some(text) = scalar::text(reading, field, node) {
                named_in(reading, field, &text, kinds, depth == 0, found);
            }
        }
    }
}

/// Everything that one text names; `is_whole` says whether it is all of its field, and no item of a list.
fn named_in(
    reading: &Reading<'_>,
    field: &str,
    text: &Located<String>,
    kinds: &[Kind],
    is_whole: bool,
    found: &mut Vec<Reference>,
) {
    let place = text.place;
    let loose = |what: &str, hint: String| {
        let message = format!("`{field}` is `{}`, which is {what}", text.value);
        reading.report(Diagnostic::new(Code::LooseReference, place, message).hint(hint));
    };
    let mentions = mention::parse(reading, &text.value, kinds);
    if mentions.is_list {
        let list = format!("[{}]", mentions.texts().collect::<Vec<_>>().join(", "));
        let message = format!("`{field}` is `{}`, which is read as a list", text.value);
        let hint = format!("write `{list}` without quotes");
        let diagnostic = Diagnostic::new(Code::LooseReference, place, message).hint(hint);
        let plain = !mentions.texts().any(|text| text.contains(['(', '[', ':', '#', '"', '\'', '{']));
        reading.report(if is_whole && plain { diagnostic.fix(place, list) } else { diagnostic });
    }
    for mention in mentions.found {
        match mention {
            Mention::Nothing => {}
            Mention::Everything { exact } => {
                if !exact {
                    loose("read as everything", "write `\"*\"`".to_owned());
                }
                found.push(Reference { target: Target::Everything, place, note: None });
            }
            Mention::One { subject, note, loose: is_loose, text: written } => {
                reading.names(place, &[subject]);
                let id = reading.around.names.id(subject);
                if is_loose {
                    let hint = match &note {
                        Some(note) => format!("write `{{on: {id}, for: {note}}}`"),
                        None => format!("write `{id}`"),
                    };
                    let message = format!("`{field}` names `{id}` as `{written}`");
                    let diagnostic = Diagnostic::new(Code::LooseReference, place, message).hint(hint);
                    let alone = written == text.value && note.is_none();
                    let diagnostic = if alone { diagnostic.fix(place, id) } else { diagnostic };
                    reading.report_of(diagnostic, format!("loose reference {field}"));
                }
                if allowed(reading, field, subject, kinds, place) {
                    found.push(Reference { target: Target::One(subject), place, note });
                }
            }
            Mention::Range { subjects, note, loose: is_loose, text: written } => {
                reading.names(place, &subjects);
                if is_loose {
                    let ends = [subjects.first(), subjects.last()]
                        .map(|s| s.map_or("", |s| reading.around.names.id(*s)));
                    let message = format!("`{field}` names a range as `{written}`");
                    let hint = format!("write `{}..{}`", ends[0], ends[1]);
                    reading.report(Diagnostic::new(Code::LooseReference, place, message).hint(hint));
                }
                if subjects.first().is_none_or(|&first| allowed(reading, field, first, kinds, place)) {
                    found.push(Reference { target: Target::Range(subjects), place, note });
                }
            }
            Mention::Unknown { text: name } => {
                let alone = text.value == name;
                unknown(reading, field, &name, place, kinds, alone);
            }
        }
    }
}

/// Report a name that names nothing; `alone` says whether the place holds nothing else.
pub fn unknown(reading: &Reading<'_>, field: &str, text: &str, place: Place, kinds: &[Kind], alone: bool) {
    let names = &reading.around.names;
    let what = match kinds {
        [] => "is nothing in the program".to_owned(),
        kinds => format!("is no {} of the program", words(kinds)),
    };
    let message = format!("`{field}` names `{text}`, which {what}");
    let diagnostic = Diagnostic::new(Code::UnknownReference, place, message);
    if names.is_unread(text) {
        return reading.count(diagnostic);
    }
    let own = names.in_file(reading.path.as_str());
    let meant = Meant::Thing { text: text.to_owned(), kinds: kinds.to_vec(), own, alone };
    reading.report_meant(diagnostic, meant);
}

/// `milestone or phase`.
fn words(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or ")
}

fn allowed(reading: &Reading<'_>, field: &str, subject: Subject, kinds: &[Kind], place: Place) -> bool {
    let names = &reading.around.names;
    let kind = names.kind(subject);
    let plain = if kind == Kind::Team { Kind::Person } else { kind };
    if kinds.is_empty() || kinds.contains(&kind) || kinds.contains(&plain) {
        return true;
    }
    let message = format!("`{field}` names `{}`, which is a {}", names.id(subject), kind.word());
    let diagnostic = Diagnostic::new(Code::WrongReference, place, message);
    match names.is_meant(subject, kinds) {
        // What is wrong with it is told where it stands.
        true => reading.count(diagnostic),
        false => reading.report(diagnostic.hint(format!("name a {} here", words(kinds)))),
    }
    false
}
