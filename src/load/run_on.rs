//! What stands below the end of front matter and reads like more of its keys: a line `---` in its middle ends it too early.
//!
//! The lines are looked at alone; whether they are keys of the thing is asked when its kind is known. Must not know what the
//! keys mean.

use super::{
    Node,
    entry::names,
    fields::{FieldMap, is_key, snake},
    front_matter,
    manual::{Field, Topic},
    preamble, toml, yaml,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    model::Kind,
    text::Span,
};

/// The lines below front matter that read like more of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RunOn {
    /// The line that ends the front matter, with its line end.
    pub fence: Span,
    /// Whether another such line stands below them.
    closed: bool,
    /// Whether the lines stand in a code block at the beginning of the file: the text that should stand there.
    in_code: Option<String>,
    /// What they say, as far as it can be read: keys at the very left alone.
    pub node: Option<Node>,
    lines: Vec<Line>,
}

/// A line that says something under a key, or one more item of the list that stands above.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// The key in snake case; none of an item without one.
    name: Option<String>,
    /// The key as written, or the item.
    span: Span,
    /// How far it is indented.
    indent: usize,
    /// Whether it is part of what stands above.
    nested: bool,
}

/// What of a file stands where.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The front matter.
    pub front: Span,
    /// The Markdown; a line that ends the front matter stands between the two.
    pub body: Span,
    /// Whether it is TOML.
    pub toml: bool,
}

/// The lines of a text that run on below its front matter. Time is linear in those lines.
pub fn find(parts: Parts<'_>, file: FileId) -> Option<RunOn> {
    let Parts { text, front, body, toml } = parts;
    let fence = Span { start: front.end, end: body.start };
    let above = Above::new(&text[front.range()], toml);
    let is_fence = |line: &str| if toml { line == "+++" } else { front_matter::is_fence(line) };
    if !is_fence(text[fence.range()].trim_end()) {
        return None;
    }
    let (mut lines, mut closed, mut after_blank) = (Vec::new(), false, false);
    let start = body.range().start;
    let (mut at, mut end) = (start, start);
    for line in text[body.range()].split_inclusive('\n') {
        let (from, content) = (at, line.trim_end());
        at += line.len();
        match content {
            "" => after_blank = true,
            _ if is_fence(content) => {
                closed = !lines.is_empty();
                break;
            }
            _ => {
                let Some(found) = above.line(content, from, after_blank, !lines.is_empty()) else { break };
                lines.extend(found);
                (end, after_blank) = (at, false);
            }
        }
    }
    if lines.is_empty() {
        return None;
    }
    let run = &text[start..end];
    let node = if toml { toml::parse(run, start, file) } else { yaml::parse(run, start, file) }.root;
    Some(RunOn { fence, closed, in_code: None, node, lines })
}

/// Lines of a code block at the beginning of a text, which read like front matter.
pub fn in_code(text: &str, block: Span, lines: Span) -> RunOn {
    let above = Above { toml: false, capitals: true, indent: 0, is_open: true };
    let (mut at, mut found) = (lines.range().start, Vec::new());
    for line in text[lines.range()].split_inclusive('\n') {
        found.extend(above.line(line.trim_end(), at, false, true).flatten());
        at += line.len();
    }
    let front = &text[lines.range()];
    RunOn {
        fence: block,
        closed: true,
        in_code: Some(format!("---\n{front}---\n")),
        node: None,
        lines: found,
    }
}

/// How the front matter is written that ends too early.
struct Above {
    toml: bool,
    /// Whether keys begin with capitals in it.
    capitals: bool,
    /// How far its last line is indented.
    indent: usize,
    /// Whether its last line is part of something, or begins something.
    is_open: bool,
}

impl Above {
    fn new(front: &str, toml: bool) -> Self {
        let capital = |line: &str| line.starts_with(char::is_uppercase) && yaml::begins_entry(line);
        let last = front.lines().map(str::trim_end).rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let indent = last.len() - last.trim_start().len();
        let is_open = match toml {
            true => front.lines().any(|line| line.starts_with('[')),
            false => indent > 0 || last.ends_with(':') || last.starts_with("- "),
        };
        Self { toml, capitals: front.lines().any(capital), indent, is_open }
    }

    /// What a line says: `None` where it is no more of the front matter, nothing where it only goes on.
    fn line(&self, content: &str, at: usize, after_blank: bool, had_some: bool) -> Option<Option<Line>> {
        let inner = content.trim_start();
        let indent = content.len() - inner.len();
        let item = inner.strip_prefix("- ").map(str::trim_start);
        let nested = indent > 0 || item.is_some() || self.toml && self.is_open;
        let inner = item.unwrap_or(inner).trim_start_matches(['{', '[']).trim_start();
        let span = |length: usize| {
            let from = at + content.len() - inner.len();
            Span::new(from, from + length)
        };
        let key = match self.toml {
            true => inner.split_once(['=', ']']).map(|(key, _)| key.trim_end()),
            false => yaml::key_of(inner),
        };
        let line = |name, length| Some(Some(Line { name, span: span(length), indent, nested }));
        if nested && !had_some && !self.is_open {
            return None;
        }
        match key {
            Some(key) if key.starts_with(char::is_uppercase) && !self.capitals => had_some.then_some(None),
            Some(key) => line(Some(snake(key).into_owned()), key.len()),
            // One more item of the list above.
            None if item.is_some() && !had_some && indent <= self.indent + 2 => line(None, inner.len()),
            None if nested && !after_blank && had_some => Some(None),
            None if content.starts_with([']', '}']) && had_some => Some(None),
            None => None,
        }
    }
}

impl RunOn {
    /// What is wrong where the thing is of a kind: its keys stand in the text. Nothing where they are none of its keys.
    pub fn finding(&self, file: FileId, kind: Kind, theirs: &FieldMap) -> Option<Diagnostic> {
        let lost = self.lost(kind, theirs);
        let (first, more) = lost.split_first()?;
        let what = match (&first.name, more.len()) {
            (None, 0) => "an item".to_owned(),
            (None, more) => format!("an item, and {more} more lines,"),
            (Some(name), 0) => format!("`{name}`"),
            (Some(name), 1) => format!("`{name}` and one more key"),
            (Some(name), more) => format!("`{name}` and {more} more keys"),
        };
        let stand = if lost.len() == 1 { "stands" } else { "stand" };
        if let Some(right) = &self.in_code {
            let message = format!("{what} {stand} in a code block, where nothing is read");
            let diagnostic = Diagnostic::new(Code::CutFrontMatter, Place::new(file, first.span), message);
            let hint =
                "front matter stands between two lines `---`: write those in place of the lines of the block";
            return Some(diagnostic.hint(hint).fix(Place::new(file, self.fence), right.clone()));
        }
        let message = format!("{what} {stand} below the end of the front matter, where nothing is read");
        let fence = Place::new(file, self.fence);
        let diagnostic = Diagnostic::new(Code::CutFrontMatter, Place::new(file, first.span), message).label(
            Place::new(file, Span { end: self.fence.start + 3, ..self.fence }),
            "the front matter ends here",
        );
        Some(match self.closed {
            true => diagnostic
                .hint("take out the line `---` above, which ends the front matter too early")
                .fix(fence, ""),
            false => diagnostic.hint("move the line `---` above it below the last key"),
        })
    }

    /// Whether it begins within what stands above, so that nobody can tell what that says.
    pub fn begins_within(&self) -> bool {
        let first = self.lines.first().filter(|_| self.in_code.is_none());
        first.is_some_and(|line| line.nested && line.name.as_deref().is_some_and(is_key))
    }

    /// Whether keys of a thing of a kind are lost in the text.
    pub fn loses(&self, kind: Kind, theirs: &FieldMap) -> bool {
        !self.lost(kind, theirs).is_empty()
    }

    fn lost(&self, kind: Kind, theirs: &FieldMap) -> Vec<&Line> {
        let fields = Topic::Kind(kind).fields();
        let is = |name: &str, field: &Field| names(field.name, theirs).any(|known| known == name);
        // The record of a decision says in its text where it stands.
        let is_read = |name: &str| kind == Kind::Decision && preamble::is_known(name);
        let is_lost = |line: &&Line| match &line.name {
            _ if kind == Kind::Page => false,
            None => self.closed || line.indent > 0,
            // As the lines above it are torn, whatever the kind.
            Some(name) if line.nested => is_key(name) || is_anywhere(&fields, &|field| is(name, field)),
            Some(name) => (self.closed || !is_read(name)) && fields.iter().any(|field| is(name, field)),
        };
        self.lines.iter().filter(is_lost).collect()
    }
}

/// Whether a field, or one within it, is the one.
fn is_anywhere(fields: &[Field], is: &dyn Fn(&Field) -> bool) -> bool {
    fields.iter().any(|field| is(field) || field.shape.fields().is_some_and(|inner| is_anywhere(inner, is)))
}
