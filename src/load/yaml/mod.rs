//! YAML, read into [`Node`]s with a span for every part and a diagnostic for every fault.
//!
//! Knows nothing of kinds. The parser is the event parser under serde-saphyr; no other module names it.
//!
//! What is read: YAML 1.2, core schema (`no` and `on` are text, `0755` and `1_000` too), one document, no
//! aliases, merge keys or directives; anchors do nothing. Numbers keep their spelling.
//!
//! A text with a fault is read once more, entry by entry of its top level, so that one bad line costs one entry. A
//! fault of which it is sure what was meant is mended while it is read, and costs a message: the tree is that of the
//! mended text, its spans are those of the text as it stands. Time and memory are linear in the text.

mod builder;
mod entries;
mod explain;
mod fault;
mod line;
mod mended;
mod quote;
mod shifted;
mod scalar;
mod slip;

use std::ops::Range;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, ScanError};

use self::builder::{Builder, Checkpoint, Outcome};
use self::fault::Fault;
use self::line::Line;
use self::mended::Mended;
pub(super) use self::{
    entries::{begins_entry, key_of},
    quote::quoted,
};
use super::{Cut, Node, Value, fields::is_key};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::Span,
};

/// Deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 16;
/// Most values in one text.
pub const MAX_NODES: usize = 20_000;
/// Most findings about one text.
const MAX_FINDINGS: usize = 50;
/// Most faults of one entry that are mended.
const MAX_MENDS: usize = 8;
/// Longest entry that is mended, in bytes: each mend reads it once more.
const MAX_MENDED: usize = 1 << 16;

/// What a text says.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// A [`Value::Map`], empty for a text without content; `None` if the top is a list or a single value.
    pub root: Option<Node>,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
    /// Whether entries are missing in `root`, because they could not be read.
    pub lossy: bool,
}

/// Read the YAML mapping `text`, which stands at byte `offset` of `file`.
pub fn parse(text: &str, offset: usize, file: FileId) -> Parsed {
    let mut whole = Builder::new(file);
    let mut parsed = match read(&Mended::new(text), offset, &mut whole) {
        None => {
            let (root, findings, lossy) = whole.finish();
            Parsed { root, findings, lossy }
        }
        Some(error) => read_by_entries(text, offset, file, &error),
    };
    parsed.lossy |= parsed.root.is_none();
    limit_findings(&mut parsed.findings);
    if let Some(root) = parsed.root.as_mut().filter(|root| root.span == Span::default()) {
        root.span = Span::at(offset);
    }
    parsed
}

/// Feed one text to the builder; the syntax error that stopped it.
fn read(text: &Mended<'_>, offset: usize, builder: &mut Builder) -> Option<ScanError> {
    let options = granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        emit_unresolved_aliases: true,
    };
    builder.begin(offset);
    // Where the last scalar ends: behind a key, where its value should begin.
    let mut key_end = 0;
    let mut parser = Parser::new_from_str_with_options(text.text(), options);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or_default();
                let place = |start, end| Span::new(text.original(start), text.original(end)).shifted(offset);
                let span = place(range.start, range.end);
                if let Event::Scalar(_, style, ..) = &event {
                    let is_there = !range.is_empty();
                    let range = if is_there { range } else { colon_after(text.text(), key_end) };
                    let after = text.text().get(range.end..).filter(|_| *style == ScalarStyle::Plain);
                    let end = range.end + odd_comment(after.unwrap_or(""));
                    builder.set_cut((end > range.end).then(|| Cut {
                        span: place(range.start, end),
                        text: text.text().get(range.start..end).unwrap_or("").trim().to_owned(),
                    }));
                    key_end = range.end;
                }
                if builder.event(event, span) == Outcome::Stop {
                    break;
                }
            }
            Err(error) => return Some(error),
        }
    }
    None
}

/// Behind the colon of a key that ends at `end`; nothing, at the end of the text, where none follows.
fn colon_after(text: &str, end: usize) -> Range<usize> {
    let at = if text.get(end..).is_some_and(|rest| rest.starts_with(':')) { end + 1 } else { text.len() };
    at..at
}

/// The length of what follows an unquoted text on its line as a comment, but looks like a part of it: ` #2`.
fn odd_comment(after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '\t']);
    let is_odd = rest.len() < after.len()
        && rest
            .strip_prefix('#')
            .is_some_and(|word| word.starts_with(|c: char| !c.is_whitespace() && c != '#'));
    let line = after.lines().next().unwrap_or("").trim_end();
    if is_odd { line.len() } else { 0 }
}

/// Read each top-level entry on its own, keeping all that can be read.
fn read_by_entries(text: &str, offset: usize, file: FileId, error: &ScanError) -> Parsed {
    let mut builder = Builder::new(file);
    let mut faults = Vec::new();
    let mut lossy = false;
    let mut mended = Vec::new();
    let is_json = text.trim_start().starts_with('{');
    for entry in entries::split(text) {
        let Some(piece) = text.get(entry.clone()) else { continue };
        let mut read = Entry {
            file,
            offset: offset + entry.start,
            text: piece,
            is_json,
            faults: Vec::new(),
            mended: Vec::new(),
        };
        lossy |= !read.read(&mut builder);
        faults.append(&mut read.faults);
        mended.append(&mut read.mended);
        if builder.is_full() {
            break;
        }
    }
    let (root, mut findings, dropped) = builder.finish();
    if faults.is_empty() && findings.is_empty() {
        faults.push(diagnostic(&explained(error, text, &Mended::new(text)), code(error), offset, file));
    }
    // Of a line that cannot be read as it stands, that is all there is to say.
    let lines = faults.iter().filter_map(|fault| Some(Line::around(text, place_in(fault, offset)?).start));
    let told: Vec<usize> = lines.collect();
    findings.retain(|found| {
        let line = place_in(found, offset).map(|at| Line::around(text, at).start);
        line.is_none_or(|line| !told.contains(&line))
    });
    findings.append(&mut faults);
    findings.sort();
    let mut root = root;
    if let Some(root) = &mut root {
        tear(root, &mended, true);
    }
    Parsed { root, findings, lossy: lossy || dropped }
}

/// One top-level entry of a text that has a fault somewhere.
struct Entry<'a> {
    file: FileId,
    /// Where it stands in the file.
    offset: usize,
    text: &'a str,
    is_json: bool,
    faults: Vec<Diagnostic>,
    /// What was mended, in the file.
    mended: Vec<Span>,
}

impl Entry<'_> {
    /// Read it, mending what can be mended; whether all of it could be read.
    fn read(&mut self, builder: &mut Builder) -> bool {
        let mut text = Mended::new(self.text);
        let before = builder.checkpoint();
        let mut line = None;
        loop {
            let Some(error) = read(&text, self.offset, builder) else {
                let slip = self.slip(&text).filter(|_| builder.is_other_root_since(&before));
                let Some((fault, edit)) = slip else { break };
                if !text.apply(edit) {
                    break;
                }
                self.faults.push(diagnostic(&fault, Code::YamlSyntax, self.offset, self.file));
                builder.forget_since(&before);
                continue;
            };
            let fault = explained(&error, self.text, &text);
            let same_line = line.replace(Line::around(self.text, fault.range.start).start);
            if same_line.is_some() && same_line == line {
                // It was not what had been thought of: the line is lost, and told once.
                if let Some(last) = self.faults.last_mut() {
                    last.fix = None;
                }
                return self.give_up(builder, &before, &error);
            }
            if !explain::is_limit(&error) || !builder.is_skipping() {
                let told = diagnostic(&fault, code(&error), self.offset, self.file);
                shifted::push(&mut self.faults, told, self.text, self.offset);
            }
            let may_mend = !self.is_json && self.text.len() <= MAX_MENDED && text.edits().len() < MAX_MENDS;
            let applied = fault.edit.filter(|_| may_mend).is_some_and(|edit| text.apply(edit));
            if !applied {
                if let Some(last) = self.faults.last_mut() {
                    last.fix = None;
                }
                return self.give_up(builder, &before, &error);
            }
            builder.forget_since(&before);
        }
        // From where the last word before it ends: it may be that one's end which was mended.
        let word = |at: usize| self.text[..at].trim_end_matches([' ', ':', ',', '{', '[']).len();
        let spans = text.edits().iter().map(|edit| Span::new(word(edit.range.start), edit.range.end));
        self.mended.extend(spans.map(|span| span.shifted(self.offset)));
        true
    }

    /// What a text that is no `key: value` was surely meant to be, unless it was mended already.
    fn slip(&self, text: &Mended<'_>) -> Option<(Fault, mended::Edit)> {
        let may_mend = !self.is_json && text.edits().is_empty() && self.text.len() <= MAX_MENDED;
        let fault = explain::unkeyed(self.text, is_key).filter(|_| may_mend)?;
        let edit = fault.edit.clone()?;
        Some((fault, edit))
    }

    fn give_up(&self, builder: &mut Builder, before: &Checkpoint, error: &ScanError) -> bool {
        match (self.is_json, explain::is_limit(error)) {
            (true, _) => {}
            (false, true) => builder.forget_entries_since(before),
            (false, false) => builder.forget_since(before),
        }
        false
    }
}

/// The fault behind an error of the mended text, in the text as it stands.
fn explained(error: &ScanError, text: &str, mended: &Mended<'_>) -> Fault {
    let at = mended.original(error.marker().byte_offset().unwrap_or(0));
    explain::explain(error.kind(), text, at, is_key)
}

/// Where a finding stands in a text that begins at byte `offset` of the file.
fn place_in(found: &Diagnostic, offset: usize) -> Option<usize> {
    (found.place?.span.start as usize).checked_sub(offset)
}

fn code(error: &ScanError) -> Code {
    if explain::is_limit(error) { Code::FrontMatterLimit } else { Code::YamlSyntax }
}

fn diagnostic(fault: &Fault, code: Code, offset: usize, file: FileId) -> Diagnostic {
    let place = |range: &Range<usize>| Place::new(file, Span::new(range.start, range.end).shifted(offset));
    let diagnostic =
        Diagnostic::new(code, place(&fault.range), fault.message.as_str()).hint(fault.hint.as_str());
    match &fault.edit {
        Some(edit) => diagnostic.fix(place(&edit.range), edit.text.as_str()),
        None => diagnostic,
    }
}

/// Mark the values that were read from mended text, and the mappings below the top that hold them.
fn tear(node: &mut Node, mended: &[Span], is_top: bool) {
    let touched = |span: Span| mended.iter().any(|other| span.start <= other.end && other.start <= span.end);
    if !touched(node.span) {
        return;
    }
    // What was mended between its parts is its own.
    let between = match &mut node.value {
        Value::Map(entries) => {
            let mut between = true;
            for (key, value) in entries {
                let is_scalar = !matches!(value.value, Value::Map(_) | Value::List(_));
                node.torn |= !is_top && (touched(key.span) || is_scalar && touched(value.span));
                between &= !touched(key.span) && !touched(value.span);
                tear(value, mended, false);
            }
            between
        }
        Value::List(items) => {
            let between = !items.iter().any(|item| touched(item.span));
            items.iter_mut().for_each(|item| tear(item, mended, false));
            between
        }
        _ => true,
    };
    node.torn |= between && !is_top;
}
/// Mark the innermost mapping below the top in which a stretch of the file begins; whether there is one. Where it begins
/// right behind a mapping it may be part of that, or of the one around it: both are.
pub(super) fn tear_around(node: &mut Node, stretch: &Range<usize>) -> bool {
    tear_below(node, stretch, true)
}

fn tear_below(node: &mut Node, stretch: &Range<usize>, is_top: bool) -> bool {
    // A value begins with its key, so that what stands between the two is within.
    let inner: &mut dyn Iterator<Item = (u32, &mut Node)> = match &mut node.value {
        Value::Map(entries) => &mut entries.iter_mut().map(|(key, value)| (key.span.start, value)),
        Value::List(items) => &mut items.iter_mut().map(|item| (item.span.start, item)),
        _ => return false,
    };
    let holds = |start: u32, node: &Node| {
        start as usize <= stretch.start && stretch.start <= node.span.range().end + 1
    };
    let (mut found, mut behind) = (false, false);
    for (_, child) in inner.filter(|(start, child)| holds(*start, child)) {
        let is_map = matches!(child.value, Value::Map(_));
        let deeper = tear_below(child, stretch, false);
        if deeper || is_map {
            child.torn |= !deeper;
            behind = child.span.range().end < stretch.start;
            found = true;
            break;
        }
    }
    node.torn |= behind && !is_top && matches!(node.value, Value::Map(_));
    found
}

fn limit_findings(findings: &mut Vec<Diagnostic>) {
    let Some(last) = findings.get(MAX_FINDINGS) else { return };
    let (place, more) = (last.place.unwrap_or_default(), findings.len() - MAX_FINDINGS);
    findings.truncate(MAX_FINDINGS);
    findings.push(
        Diagnostic::new(Code::YamlSyntax, place, format!("{more} more faults of this kind are not listed"))
            .hint("repair the first ones and build again"),
    );
}

/// The finding that the top of a text is no mapping.
fn not_a_mapping(what: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::NotAMapping, place, format!("{what} stands where `key: value` lines are expected"))
        .hint("write one `key: value` a line, such as `title: Gateway`")
}

/// An empty mapping.
fn empty(span: Span) -> Node {
    Node::new(span, Value::Map(Vec::new()))
}
