//! YAML, read into [`Node`]s with a span for every part and a diagnostic for every fault.
//!
//! Knows nothing of fields or kinds. The parser is the event parser under serde-saphyr; no other module names it.
//!
//! What is read: YAML 1.2, core schema (`no` and `on` are text, `0755` and `1_000` too), one document, no
//! aliases, merge keys or directives; anchors do nothing. Numbers keep their spelling.
//!
//! A text with a fault is read once more, entry by entry of its top level, so that one bad line costs one entry.
//! Time and memory are linear in the text.

mod builder;
mod entries;
mod fault;
mod scalar;

use serde_saphyr::granit_parser::{self, Parser};

use self::builder::{Builder, Outcome};
pub(super) use self::entries::begins_entry;
use super::{Node, Value};
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

/// Read the YAML mapping `text`, which stands at byte `offset` of `file`.
///
/// The node is a [`Value::Map`], empty for a text without content; `None` if the top is a list or a single value.
/// After a fault it holds the entries that could be read.
pub fn parse(text: &str, offset: usize, file: FileId) -> (Option<Node>, Vec<Diagnostic>) {
    let mut whole = Builder::new(file);
    let fault = read(text, offset, &mut whole);
    let (root, mut findings) = match fault {
        None => whole.finish(),
        Some(fault) => read_by_entries(text, offset, file, fault),
    };
    limit_findings(&mut findings);
    let root = root.map(|mut node| {
        if node.span == Span::default() {
            node.span = Span::at(offset);
        }
        node
    });
    (root, findings)
}

/// Feed one text to the builder; the diagnostic of its syntax error, if it has one.
fn read(text: &str, offset: usize, builder: &mut Builder) -> Option<Diagnostic> {
    let options = granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        emit_unresolved_aliases: true,
    };
    builder.begin(offset);
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let span = builder::file_span(&span, offset);
                if builder.event(event, span) == Outcome::Stop {
                    break;
                }
            }
            Err(error) => return Some(fault::diagnose(&error, text, offset, builder.file())),
        }
    }
    None
}

/// Read each top-level entry on its own, keeping all that can be read.
fn read_by_entries(
    text: &str,
    offset: usize,
    file: FileId,
    fault: Diagnostic,
) -> (Option<Node>, Vec<Diagnostic>) {
    let mut builder = Builder::new(file);
    let mut faults = Vec::new();
    let is_json = text.trim_start().starts_with('{');
    for entry in entries::split(text) {
        let Some(piece) = text.get(entry.clone()) else { continue };
        let kept = builder.entries();
        let fault = read(piece, offset + entry.start, &mut builder);
        if fault.is_some() && !is_json {
            builder.forget_entries(kept);
        }
        faults.extend(fault.filter(|fault| fault.code != Code::FrontMatterLimit || !builder.is_skipping()));
        if builder.is_full() {
            break;
        }
    }
    let (root, mut findings) = builder.finish();
    if faults.is_empty() && findings.is_empty() {
        faults.push(fault);
    }
    findings.append(&mut faults);
    findings.sort();
    (root, findings)
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
    Node { span, value: Value::Map(Vec::new()), torn: false }
}
