//! From the bytes of one file to its [`Document`].
//!
//! Whatever the bytes are, there is a document; what is wrong with them is among its diagnostics.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use super::{
    Document, Node,
    conflict::{self, Conflict},
    fields::snake,
    front_matter, markdown,
    run_on::{self, Parts},
    toml, yaml,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Source},
    text::Span,
    world::ProjectPath,
};

/// Read the file `path`, whose name among the sources is to be `file`.
///
/// All spans are of the text of the returned [`Source`], which is that of [`decode`].
pub fn read_document(file: FileId, path: ProjectPath, bytes: &[u8]) -> (Source, Document) {
    let (text, mut diagnostics) = decode(file, bytes);
    let text: Arc<str> = text.into();
    let conflicts = conflict::find(&text);
    let blanked = (!conflicts.is_empty()).then(|| conflict::blanked(&text, &conflicts));
    let settled = blanked.as_deref().unwrap_or(&text);
    let split = front_matter::split(settled, file);
    let mut lossy = split.lossy;
    diagnostics.extend(split.problems);
    let mut front_matter: Option<Node> = None;
    let mut run_on = None;
    if let Some(span) = split.front {
        let front = &settled[span.range()];
        let parsed = match split.toml {
            true => toml::parse(front, span.range().start, file),
            false => yaml::parse(&without_braces(front), span.range().start, file),
        };
        front_matter = parsed.root;
        lossy |= parsed.lossy;
        diagnostics.extend(parsed.findings);
        let parts = Parts { text: settled, front: span, body: split.body, toml: split.toml };
        run_on = run_on::find(parts, file).map(Box::new);
        let within = run_on.as_ref().filter(|rest| rest.begins_within());
        if let Some((rest, node)) = within.zip(front_matter.as_mut()) {
            yaml::tear_around(node, &rest.fence.range());
        }
    }
    if let Some((block, lines)) = split.in_code {
        run_on = Some(Box::new(run_on::in_code(settled, block, lines)));
    }
    let body_text = &text[split.body.range()];
    let (body, preamble) = markdown::read_in(&text, split.body);
    let conflicts = unsettled(conflicts, body_text, split.body);
    for conflict in &conflicts {
        let above = conflict.whole.start < split.body.range().start;
        let kept = front_matter.as_mut().is_some_and(|node| yaml::tear_around(node, &conflict.whole));
        lossy |= above && !kept;
        diagnostics.push(conflict.diagnostic(file));
    }
    if text.trim().is_empty() {
        let finding = Diagnostic::new(Code::EmptyFile, Place::new(file, Span::at(0)), "the file is empty");
        diagnostics.push(finding.hint("write its title and text, or delete it"));
        lossy = true;
    }
    let told = told(&text, &diagnostics, &conflicts);
    let source = Source::new(path.as_str(), text);
    let has_front_matter = split.present;
    let document = Document {
        file,
        path,
        front_matter,
        has_front_matter,
        front_file: None,
        is_listed: false,
        run_on,
        preamble,
        body: Arc::new(body),
        diagnostics,
        lossy,
        told,
        anchors: OnceLock::new(),
    };
    (source, document)
}

/// `status: { accepted }`: what stands in the braces of a template is what is meant, though YAML would make a mapping of
/// it. Quotes take their place, so that every byte stays where it is.
fn without_braces(front: &str) -> Cow<'_, str> {
    const KEYS: [&str; 7] =
        ["status", "date", "deciders", "decision_makers", "consulted", "informed", "decider"];
    if !front.contains(": {") {
        return Cow::Borrowed(front);
    }
    let mut text = String::with_capacity(front.len());
    for line in front.split_inclusive('\n') {
        let inner = line.split_once(':').filter(|(key, _)| KEYS.contains(&&*snake(key)));
        let inner = inner.and_then(|(_, value)| value.trim().strip_prefix('{')?.strip_suffix('}'));
        match inner.filter(|inner| !inner.contains(['"', '\\', '{', '}']) && !inner.contains(": ")) {
            Some(_) => text.push_str(&line.replacen('{', "\"", 1).replace('}', "\"")),
            None => text.push_str(line),
        }
    }
    Cow::Owned(text)
}

/// The conflicts that are none of the code which a body shows.
fn unsettled(conflicts: Vec<Conflict>, body: &str, span: Span) -> Vec<Conflict> {
    let start = span.range().start;
    if conflicts.iter().all(|conflict| conflict.whole.start < start) {
        return conflicts;
    }
    let code = markdown::code_blocks(body);
    let shown = |conflict: &Conflict| {
        let at = conflict.whole.start.checked_sub(start);
        at.is_some_and(|at| code.iter().any(|block| block.contains(&at)))
    };
    conflicts.into_iter().filter(|conflict| !shown(conflict)).collect()
}

/// The lines of which it is told already that they cannot be read as they stand.
pub(super) fn told(text: &str, diagnostics: &[Diagnostic], conflicts: &[Conflict]) -> Vec<Span> {
    let syntax =
        diagnostics.iter().filter(|found| matches!(found.code, Code::YamlSyntax | Code::DuplicateKey));
    // Of a key that stands twice, both values may be wrong.
    let places =
        syntax.flat_map(|found| found.place.into_iter().chain(found.labels.iter().map(|label| label.place)));
    let lines = places.filter_map(|place| {
        let Span { start, end } = place.span;
        let (start, end) = (start as usize, end as usize);
        let before = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
        let after = text.get(end..)?.find('\n').map_or(text.len(), |newline| end + newline);
        Some(Span::new(before, below(text, before, after)))
    });
    lines
        .chain(conflicts.iter().map(|conflict| Span::new(conflict.whole.start, conflict.whole.end)))
        .collect()
}

/// The end of what stands below a line that begins at `start` and ends at `end`: of the lines after it that are indented
/// farther.
fn below(text: &str, start: usize, end: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let own = indent(&text[start..end]);
    let mut at = end;
    for line in text.get(end + 1..).unwrap_or_default().split_inclusive('\n') {
        if line.trim().is_empty() || indent(line) <= own {
            break;
        }
        at += line.len();
    }
    at
}

/// The text of a file, as all later stages see it, and what was wrong with its bytes.
///
/// A byte-order mark and control characters other than tab and line ends are left out, bytes that are not UTF-8
/// become U+FFFD. Places are of the text that results; messages name the byte of the file.
pub fn decode(file: FileId, bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let mut decoder = Decoder { text: String::with_capacity(bytes.len()), ..Decoder::default() };
    let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut read = bytes.len() - content.len();
    for chunk in content.utf8_chunks() {
        decoder.push(chunk.valid(), read);
        read += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            decoder.invalid.note(decoder.text.len(), read);
            decoder.text.push(char::REPLACEMENT_CHARACTER);
            read += chunk.invalid().len();
        }
    }
    let diagnostics = decoder.diagnostics(file, bytes);
    (decoder.text, diagnostics)
}

#[derive(Default)]
struct Decoder {
    text: String,
    invalid: Sightings,
    control: Sightings,
}

/// Where something was seen first, and how often.
#[derive(Default)]
struct Sightings {
    /// The offset in the text, and the byte in the file.
    first: Option<(usize, usize)>,
    count: usize,
}

impl Sightings {
    fn note(&mut self, in_text: usize, in_file: usize) {
        self.first.get_or_insert((in_text, in_file));
        self.count += 1;
    }
}

impl Decoder {
    /// Take text that stands at byte `read` of the file, without its control characters.
    fn push(&mut self, text: &str, read: usize) {
        let mut kept = 0;
        for (i, c) in text.match_indices(is_unwanted) {
            self.text.push_str(&text[kept..i]);
            self.control.note(self.text.len(), read + i);
            kept = i + c.len();
        }
        self.text.push_str(&text[kept..]);
    }

    fn diagnostics(&self, file: FileId, bytes: &[u8]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some((at, byte)) = self.invalid.first {
            let place = Place::new(file, Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()));
            let more = also(self.invalid.count);
            let message = format!("byte {byte} of the file is not UTF-8{more}");
            let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
            let from = if utf16 { "it looks like UTF-16" } else { "it may be Latin-1" };
            found.push(
                Diagnostic::new(Code::NotUtf8, place, message)
                    .hint(format!("save the file as UTF-8; {from}")),
            );
        }
        if let Some((at, byte)) = self.control.first {
            let place = Place::new(file, Span::at(at));
            let which = bytes.get(byte).copied().unwrap_or(0);
            let more = also(self.control.count);
            let message =
                format!("a control character (byte {byte} of the file, 0x{which:02x}) is left out{more}");
            found.push(Diagnostic::new(Code::ControlCharacter, place, message).hint("delete it in the file"));
        }
        found
    }
}

fn also(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => "; so is 1 other place".to_owned(),
        _ => format!("; so are {} other places", count - 1),
    }
}

/// Control characters other than tab, line ends and NEL, and a byte-order mark inside of the text.
fn is_unwanted(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || c == '\u{feff}'
}
