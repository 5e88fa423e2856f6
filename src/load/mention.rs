//! The grammar of references: what one piece of text names.
//!
//! | written | read as |
//! |---|---|
//! | `M1.2` | the thing of that id |
//! | `M1.2..M1.5`, `M1.2–M1.5` | all from the one to the other in natural order |
//! | `*`, `All` | everything |
//! | `None`, `n/a` | nothing |
//! | `M1, M2`, `[M1, M2]` | a list |
//! | `[[M1]]`, `[M1](m1.md)`, `./m1.md` | the thing, or that of the file |
//! | `M1 (product events)` | the thing, with a note |
//!
//! Must not know what the references are for; says nothing itself, but marks what is loosely written.

use super::{names::kind_of, reading::Reading};
use crate::{
    model::{Kind, Subject},
    world::ProjectPath,
};

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Mentions {
    /// One for each piece.
    pub found: Vec<Mention>,
    /// Whether the text is a list written inside of a string.
    pub is_list: bool,
    pieces: Vec<String>,
}

impl Mentions {
    /// The pieces of a list, as they should be written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(String::as_str)
    }
}

/// What one piece of a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// A word that says "nothing".
    Nothing,
    /// Everything; `exact` where it is written `*`.
    Everything {
        /// Written as in the manual.
        exact: bool,
    },
    /// One thing, however it was named.
    One {
        /// What was found by that name.
        subject: Subject,
        /// The words in brackets behind it.
        note: Option<String>,
        /// Not written as its id.
        loose: bool,
        /// The name as written, to be told where it is loose.
        text: String,
    },
    /// A range of things of one kind, in their order.
    Range {
        /// All from the first to the last that were named, both included.
        subjects: Vec<Subject>,
        /// The words in brackets behind it.
        note: Option<String>,
        /// Not written as in the manual.
        loose: bool,
        /// The name as written, to be told where it is loose.
        text: String,
    },
    /// A name of nothing.
    Unknown {
        /// The name as written, to look for the nearest.
        text: String,
    },
}

/// Longest piece that is looked at; ids are shorter.
const LONGEST: usize = 400;

/// What `text` names, where things of some kinds are expected; of any, where none is given.
pub fn parse(reading: &Reading<'_>, text: &str, kinds: &[Kind]) -> Mentions {
    let text = text.trim();
    let whole = mention(reading, text, kinds);
    let is_unknown = matches!(whole, Mention::Unknown { .. });
    match pieces(text).filter(|_| is_unknown) {
        None => Mentions { found: vec![whole], ..Mentions::default() },
        Some(pieces) => Mentions {
            found: pieces.iter().map(|piece| mention(reading, piece, kinds)).collect(),
            is_list: true,
            pieces: pieces.into_iter().map(str::to_owned).collect(),
        },
    }
}

/// The one thing of a kind that `text` names, in any of the ways in which things are named.
pub fn of_kind(reading: &Reading<'_>, text: &str, kind: Kind) -> Option<Subject> {
    let (names, path) = (&reading.around.names, reading.path.as_str());
    let is_wanted = |subject: &Subject| kind_of(*subject) == kind;
    let by_link = || match linked(reading, text)? {
        Mention::One { subject, .. } => Some(subject),
        _ => None,
    };
    let label = || text.strip_prefix('[')?.split_once("](").map(|(label, _)| label);
    // Of two teams that both have a number, the own team is meant.
    None.or_else(|| subject_of_path(reading, text))
        .or_else(by_link)
        .filter(is_wanted)
        .or_else(|| {
            names.find_spelled(label().unwrap_or(text), &[kind], path).map(|(s, _)| s).filter(is_wanted)
        })
        .or_else(|| names.find(text).filter(is_wanted))
        .or_else(|| names.find_folded(text).filter(is_wanted))
        .or_else(|| names.find_guessed(text).filter(is_wanted))
        .or_else(|| names.titled(text, &[kind]))
}

/// The pieces of `M1, M2` or `[M1, M2]`; `None` where the text is no list. Commas in brackets part nothing.
fn pieces(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let text = inner.unwrap_or(text);
    let mut depth = 0_u32;
    let parts = text.split(|c| {
        match c {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';')
    });
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1 || (inner.is_some() && !parts.is_empty())).then_some(parts)
}

fn mention(reading: &Reading<'_>, text: &str, kinds: &[Kind]) -> Mention {
    if text.len() > LONGEST {
        return Mention::Unknown { text: text.to_owned() };
    }
    if let Some(subject) = reading.around.names.find(text) {
        return Mention::One { subject, note: None, loose: false, text: text.to_owned() };
    }
    match text.to_lowercase().as_str() {
        "" | "none" | "n/a" | "na" | "nil" | "-" | "–" | "—" => return Mention::Nothing,
        "*" => return Mention::Everything { exact: true },
        "all" | "everything" => return Mention::Everything { exact: false },
        _ => {}
    }
    None.or_else(|| linked(reading, text))
        .or_else(|| by_path(reading, text))
        .or_else(|| range(reading, text))
        .or_else(|| with_note(reading, text))
        .or_else(|| by_folded_id(reading, text))
        .or_else(|| by_former_id(reading, text))
        .or_else(|| by_guess(reading, text))
        .or_else(|| spelled(reading, text, kinds))
        .unwrap_or_else(|| Mention::Unknown { text: text.to_owned() })
}

/// Named by something else than its id; of a thing whose id is lost nobody can expect that.
fn loosely(reading: &Reading<'_>, subject: Subject, text: &str) -> Mention {
    let loose = !reading.around.names.is_guessed(subject);
    Mention::One { subject, note: None, loose, text: text.to_owned() }
}

/// `[[M1]]`, `[[M1|label]]`, `[label](path)`.
fn linked(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    if let Some(inner) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        let name = inner.split('|').next().unwrap_or(inner).trim();
        let found = simple(reading, name);
        return Some(
            found.map_or_else(|| Mention::Unknown { text: name.to_owned() }, |s| loosely(reading, s, text)),
        );
    }
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let path = rest.strip_suffix(')')?;
    let found = subject_of_path(reading, path).or_else(|| simple(reading, label));
    found.map(|subject| loosely(reading, subject, text))
}

/// An id, exactly, in another case, or as a path.
fn simple(reading: &Reading<'_>, text: &str) -> Option<Subject> {
    let names = &reading.around.names;
    None.or_else(|| names.find(text))
        .or_else(|| names.find_folded(text))
        .or_else(|| names.find_former(text))
        .or_else(|| subject_of_path(reading, text))
}

/// `./m1.md`, `../milestones/m1.md#why`, `/milestones/m1.md`.
fn by_path(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    subject_of_path(reading, text).map(|subject| loosely(reading, subject, text))
}

fn subject_of_path(reading: &Reading<'_>, text: &str) -> Option<Subject> {
    let path = text.split(['#', '?']).next().unwrap_or(text);
    let lower = path.to_lowercase();
    if !path.contains('/') && !lower.ends_with(".md") && !lower.ends_with(".markdown") {
        return None;
    }
    let (content, root) = (reading.around.content, ProjectPath::root());
    let names = &reading.around.names;
    let from = |folder: &ProjectPath, path: &str| {
        let path = folder.resolve(path).ok()?;
        let file = names.in_file(path.as_str());
        file.or_else(|| names.in_file(&format!("{}.md", path.as_str())))
    };
    match path.strip_prefix('/') {
        Some(absolute) => from(content, absolute).or_else(|| from(&root, absolute)),
        None => {
            from(&reading.path.parent(), path).or_else(|| from(content, path)).or_else(|| from(&root, path))
        }
    }
}

/// `M1.2..M1.5`.
fn range(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    const SEPARATORS: [(&str, bool); 6] =
        [("...", true), ("..", false), ("…", true), ("–", false), ("—", true), (" to ", true)];
    let (body, note) = split_note(text);
    let ((first, last), loose) =
        SEPARATORS.iter().find_map(|(separator, loose)| Some((body.split_once(separator)?, *loose)))?;
    let (first, last) = (first.trim(), last.trim());
    if first.is_empty() || last.is_empty() {
        return None;
    }
    let names = &reading.around.names;
    let end =
        |text: &str| names.find(text).or_else(|| names.find_folded(text)).or_else(|| names.find_former(text));
    let (Some(from), Some(to)) = (end(first), end(last)) else {
        let missing = if end(first).is_none() { first } else { last };
        return Some(Mention::Unknown { text: missing.to_owned() });
    };
    let subjects = between(from, to)?;
    let reversed = subjects.is_empty();
    let subjects = if reversed { between(to, from)? } else { subjects };
    let note = note.map(str::to_owned);
    let loose = loose || reversed || note.is_some();
    Some(Mention::Range { subjects, note, loose, text: text.to_owned() })
}

/// All things from one to another of the same kind, in the order of their table.
fn between(from: Subject, to: Subject) -> Option<Vec<Subject>> {
    macro_rules! between {
        ($($kind:ident),*) => {
            match (from, to) {
                $((Subject::$kind(a), Subject::$kind(b)) => Some(
                    (a.index()..=b.index()).map(|row| Subject::$kind(crate::model::Key::new(row))).collect(),
                ),)*
                _ => None,
            }
        };
    }
    between!(Phase, Milestone, Sprint, Risk, Blocker, Service, Contract, Task, Decision)
}

/// `M1 (product events)`.
fn with_note(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    let (name, note) = split_note(text);
    let subject = simple(reading, name)?;
    Some(Mention::One { subject, note: Some(note?.to_owned()), loose: true, text: text.to_owned() })
}

fn split_note(text: &str) -> (&str, Option<&str>) {
    let split = text.strip_suffix(')').and_then(|rest| rest.split_once('('));
    match split {
        Some((name, note)) => (name.trim(), Some(note.trim()).filter(|note| !note.is_empty())),
        None => (text, None),
    }
}

/// What is most likely the id that a thing has lost.
fn by_guess(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    let subject = reading.around.names.find_guessed(text)?;
    Some(Mention::One { subject, note: None, loose: false, text: text.to_owned() })
}

/// Another beginning of an id, the name of a file, a number, a title.
fn spelled(reading: &Reading<'_>, text: &str, kinds: &[Kind]) -> Option<Mention> {
    let names = &reading.around.names;
    let by_name = names.find_spelled(text, kinds, reading.path.as_str());
    // What the settings give another beginning, and what tools name by its file, is as good as the id.
    by_name.map(|(subject, loose)| Mention::One { subject, note: None, loose, text: text.to_owned() })
}

/// An id that the thing had before.
fn by_former_id(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    reading.around.names.find_former(text).map(|subject| loosely(reading, subject, text))
}

/// An id in another case.
fn by_folded_id(reading: &Reading<'_>, text: &str) -> Option<Mention> {
    reading.around.names.find_folded(text).map(|subject| loosely(reading, subject, text))
}
