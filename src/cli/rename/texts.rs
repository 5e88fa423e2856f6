//! What names a thing in a text beyond its fields: prose, wiki links, paths of its file, records of closed sprints.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::edits::Edits;
use super::name::NewName;
use crate::load::markdown::options;
use crate::load::{Node, Value};
use crate::world::ProjectPath;

/// Prose in the values of front matter: every text in it that names the thing as prose does.
pub fn in_values(text: &str, node: &Node, name: &NewName, edits: &mut Edits) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| in_values(text, item, name, edits)),
        Value::Map(fields) => fields.iter().for_each(|(_, value)| in_values(text, value, name, edits)),
        Value::Text(_) => {
            let span = node.span.range();
            let written = text.get(span.clone()).unwrap_or_default();
            put(name.in_prose(written), span.start, name, edits);
        }
        _ => {}
    }
}

/// Markdown, which begins at `offset` of its file: names in prose, in code that is nothing but the name, in wiki links. What
/// stands in blocks of code is left alone.
pub fn in_markdown(markdown: &str, offset: usize, name: &NewName, edits: &mut Edits) {
    let mut in_block = false;
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Code(code) if *code == *name.from => {
                let start = markdown[range.clone()].find(&name.from).map(|at| range.start + at);
                let found = start.map(|start| start..start + name.from.len());
                put(found, offset, name, edits);
            }
            Event::Text(_) if !in_block => {
                put(name.in_prose(&markdown[range.clone()]), offset + range.start, name, edits);
            }
            _ => {}
        }
    }
    for (at, _) in markdown.match_indices("[[") {
        let rest = &markdown[at + 2..];
        let ends =
            rest.strip_prefix(&name.from).is_some_and(|rest| rest.starts_with("]]") || rest.starts_with('|'));
        put(ends.then(|| at + 2..at + 2 + name.from.len()), offset, name, edits);
    }
}

fn put(found: impl IntoIterator<Item = Range<usize>>, offset: usize, name: &NewName, edits: &mut Edits) {
    for range in found {
        edits.put(offset + range.start..offset + range.end, name.to.clone());
    }
}

/// Paths that lead from the file `from` to one that gets another name: the name in them.
pub fn paths(
    text: &str,
    from: &ProjectPath,
    content: &ProjectPath,
    moved: (&ProjectPath, &ProjectPath),
    edits: &mut Edits,
) {
    let (old, new) = moved;
    let (stem, ending) = (old.file_stem(), format!(".{}", old.extension()));
    for (at, _) in text.match_indices(stem) {
        let begin =
            text[..at].rfind(|c: char| !is_of_path(c)).map_or(0, |before| before + char_len(text, before));
        let end = at + stem.len();
        let (written, whole) = match text[end..].starts_with(&ending) {
            true => (format!("{}{ending}", &text[begin..end]), true),
            false => (format!("{}{ending}", &text[begin..end]), false),
        };
        let after = text[end + if whole { ending.len() } else { 0 }..].chars().next();
        // Without its ending a name is a path only where a link stands.
        let is_link =
            whole || text[..begin].ends_with(['(', '"', '\'', '<']) || text[..begin].ends_with("]: ");
        if !is_link || after.is_some_and(is_of_path_but_dot) {
            continue;
        }
        if leads(&written, from, content).any(|path| path == *old) {
            edits.put(at..end, new.file_stem());
        }
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

fn is_of_path(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '~' | '%' | '+')
}

fn is_of_path_but_dot(c: char) -> bool {
    is_of_path(c) && c != '.'
}

/// Where a path may lead: from the file, from the content, from the project.
fn leads(
    written: &str,
    from: &ProjectPath,
    content: &ProjectPath,
) -> impl Iterator<Item = ProjectPath> + use<> {
    let plain = written.trim_start_matches('/');
    let from = (plain.len() == written.len()).then(|| from.parent().resolve(written).ok()).flatten();
    [from, content.resolve(plain).ok(), ProjectPath::root().resolve(plain).ok()].into_iter().flatten()
}

/// Keys of a record whose values are words of ours, which a thing may have for its id.
const WORDS: [&str; 9] =
    ["category", "kind", "rag", "status", "severity", "progress", "title", "probability", "impact"];

/// The texts of a record: ids, and prose that names the thing.
pub fn in_record(text: &str, name: &NewName, edits: &mut Edits) {
    let mut key = "";
    let mut at = 0;
    while let Some(open) = text[at..].find('"').map(|quote| at + quote + 1) {
        let Some(close) = closing(text, open) else { return };
        let inside = &text[open..close];
        at = close + 1;
        if text[at..].trim_start().starts_with(':') {
            key = inside;
        } else if inside == name.from && !WORDS.contains(&key) {
            edits.put(open..close, name.to.clone());
        } else {
            let (plain, at_of) = unescaped(inside);
            let found = name.in_prose(&plain).into_iter().map(|range| at_of[range.start]..at_of[range.end]);
            put(found, open, name, edits);
        }
    }
}

/// A text of JSON as it is meant, but for characters by their number; and of each byte of it, and of its end, where that
/// stands as it is written.
fn unescaped(written: &str) -> (String, Vec<usize>) {
    let (mut plain, mut at_of) =
        (String::with_capacity(written.len()), Vec::with_capacity(written.len() + 1));
    let mut chars = written.char_indices();
    while let Some((at, c)) = chars.next() {
        let meant = match c {
            '\\' => match chars.next() {
                Some((_, 'n' | 'r' | 't' | 'b' | 'f' | 'u')) | None => ' ',
                Some((_, other)) => other,
            },
            c => c,
        };
        plain.push(meant);
        at_of.extend(std::iter::repeat_n(at, meant.len_utf8()));
    }
    at_of.push(written.len());
    (plain, at_of)
}

/// The quote that ends a text of JSON which begins at `open`.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> NewName {
        NewName { from: "M1".to_owned(), to: "K7".to_owned() }
    }

    #[test]
    fn prose_code_and_wiki_links_are_renamed_and_blocks_are_not() {
        let text = "# M1 stands\n\nSee M1, `M1`, `M1 x`, [[M1|a]] and x/M1.\n\n```\nM1\n```\n";
        let mut edits = Edits::default();
        in_markdown(text, 0, &name(), &mut edits);
        assert_eq!(
            edits.applied(text),
            "# K7 stands\n\nSee K7, `K7`, `M1 x`, [[K7|a]] and x/M1.\n\n```\nM1\n```\n"
        );
    }

    #[test]
    fn paths_that_lead_to_the_file_are_renamed() {
        let path = |path: &str| ProjectPath::new(path).unwrap();
        let text =
            "[a](../m/m1-x.md#y) [b](/m/m1-x.md) [c](m1-x.md) [d](../m/m1-x) m1-x\n\n[e]: ../m/m1-x.md\n";
        let mut edits = Edits::default();
        let moved = (&path("content/m/m1-x.md"), &path("content/m/k7-x.md"));
        paths(text, &path("content/r/r.md"), &path("content"), moved, &mut edits);
        assert_eq!(
            edits.applied(text),
            "[a](../m/k7-x.md#y) [b](/m/k7-x.md) [c](m1-x.md) [d](../m/k7-x) m1-x\n\n[e]: ../m/k7-x.md\n"
        );
    }

    #[test]
    fn records_are_renamed_but_for_words_of_ours() {
        let text = r#"{"id":"M1","once":["M1","M1.2"],"note":"\"M1\" waits\nM1","M1":1}"#;
        let mut edits = Edits::default();
        in_record(text, &name(), &mut edits);
        assert_eq!(
            edits.applied(text),
            r#"{"id":"K7","once":["K7","M1.2"],"note":"\"K7\" waits\nK7","M1":1}"#
        );
        let text = r#"{"category":"security","owner":{"name":"security"},"to":"a security b"}"#;
        let mut edits = Edits::default();
        in_record(text, &NewName { from: "security".to_owned(), to: "guard".to_owned() }, &mut edits);
        assert_eq!(
            edits.applied(text),
            r#"{"category":"security","owner":{"name":"guard"},"to":"a security b"}"#
        );
    }
}
