//! The front matter of a contract with one consumer's acknowledgement written into it, and every other byte kept:
//! comments, order, spacing, line ends. Pure; what cannot be edited surely is left to people.

use crate::{
    diag::{Code, FileId},
    load::{MapKey, Node, Value, front_matter, read_document},
    text::Span,
    world::ProjectPath,
};

/// A field that the entry does not have yet: name and value as written.
type NewField = (&'static str, String);

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Id of the consumer.
    pub service: &'a str,
    /// Who agrees for it.
    pub by: &'a str,
    /// The day, as `2026-02-16`.
    pub on: &'a str,
    /// Hash of the definition.
    pub hash: &'a str,
}

/// Why a text is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsure {
    /// The bytes are not those that the loader reads.
    #[error("it is not plain UTF-8 text")]
    Text,
    /// No front matter that can be read whole.
    #[error("its front matter cannot be read whole")]
    FrontMatter,
    /// Front matter in braces.
    #[error("its front matter is JSON")]
    Json,
    /// The consumer stands in an entry that names others too, or in a form of its own.
    #[error("its `consumers` are written in a form that is not edited")]
    Form,
}

impl Entry<'_> {
    /// The three fields that acknowledge, as YAML.
    fn fields(&self) -> [(&'static str, String); 3] {
        [
            ("acknowledged_by", scalar(self.by)),
            ("acknowledged_on", self.on.to_owned()),
            ("hash", format!("\"{}\"", self.hash)),
        ]
    }

    /// The whole entry on one line.
    pub fn line(&self) -> String {
        let fields = self.fields().map(|(name, value)| format!("{name}: {value}"));
        format!("{{service: {}, {}}}", scalar(self.service), fields.join(", "))
    }
}

/// Write `entry` into the text of a contract: into the entry of `consumers` at `at`, or as a new one.
///
/// # Errors
/// When the text cannot be edited surely.
pub fn write(text: &str, at: Option<Span>, entry: &Entry<'_>) -> Result<String, Unsure> {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let path = ProjectPath::new("contract.md").unwrap_or_default();
    let (source, document) = read_document(FileId::default(), path, text.as_bytes());
    if &*source.text != text {
        return Err(Unsure::Text);
    }
    let split = front_matter::split(text, FileId::default());
    let (Some(front), Some(node)) = (split.front, &document.front_matter) else {
        return Err(Unsure::FrontMatter);
    };
    if document.lossy
        || document.diagnostics.iter().any(|found| found.code == Code::YamlSyntax)
        || !split.problems.is_empty()
    {
        return Err(Unsure::FrontMatter);
    }
    if text[front.range()].trim_start().starts_with('{') {
        return Err(Unsure::Json);
    }
    let newline = if text[..front.range().start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let editor = Editor { text, newline };
    let changes = editor.changes(node, front, at, entry)?;
    Ok(format!("{mark}{}", apply(text, changes)))
}

/// Bytes to take out and text to put in their place.
type Change = (Span, String);

fn apply(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(span, _)| span.start);
    let mut written = String::with_capacity(text.len() + 128);
    let mut kept = 0;
    for (span, new) in changes {
        written.push_str(&text[kept..span.range().start]);
        written.push_str(&new);
        kept = span.range().end;
    }
    written.push_str(&text[kept..]);
    written
}

struct Editor<'a> {
    text: &'a str,
    newline: &'static str,
}

impl Editor<'_> {
    fn changes(
        &self,
        node: &Node,
        front: Span,
        at: Option<Span>,
        entry: &Entry,
    ) -> Result<Vec<Change>, Unsure> {
        let Value::Map(fields) = &node.value else { return Err(Unsure::FrontMatter) };
        let consumers = fields.iter().find(|(key, _)| key.text.eq_ignore_ascii_case("consumers"));
        let Some((key, list)) = consumers else {
            let indent = fields.first().map_or("", |(key, _)| self.indentation(key));
            let line = format!("{indent}consumers:{nl}{indent}  - {}{nl}", entry.line(), nl = self.newline);
            return Ok(vec![(Span::at(front.range().end), line)]);
        };
        match at {
            Some(at) => self.in_place(list, at, entry),
            None => self.added(key, list, entry).map(|change| vec![change]),
        }
    }

    /// Into the entry that stands there.
    fn in_place(&self, list: &Node, at: Span, entry: &Entry) -> Result<Vec<Change>, Unsure> {
        let items: &[Node] = match &list.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(list),
        };
        let item = items.iter().find(|item| item.span == at).ok_or(Unsure::Form)?;
        match &item.value {
            Value::Text(_) if self.one_line(item.span) => Ok(vec![(item.span, entry.line())]),
            Value::Map(fields) if self.text[item.span.range()].starts_with('{') => {
                self.write_flow(item, fields, entry)
            }
            Value::Map(fields) => self.write_block(fields, entry),
            _ => Err(Unsure::Form),
        }
    }

    fn write_flow(
        &self,
        item: &Node,
        fields: &[(MapKey, Node)],
        entry: &Entry,
    ) -> Result<Vec<Change>, Unsure> {
        let (mut changes, missing) = self.replaced(fields, entry)?;
        let last = fields.last().map(|(key, value)| self.end_of(key, value)).ok_or(Unsure::Form)?;
        let rest = self.text.get(last..item.span.range().end).ok_or(Unsure::Form)?;
        if !rest.trim().trim_start_matches(',').trim().eq("}") {
            return Err(Unsure::Form);
        }
        let new: String = missing.iter().map(|(name, value)| format!(", {name}: {value}")).collect();
        changes.push((Span::at(last), new));
        Ok(changes)
    }

    fn write_block(&self, fields: &[(MapKey, Node)], entry: &Entry) -> Result<Vec<Change>, Unsure> {
        let (mut changes, missing) = self.replaced(fields, entry)?;
        let (first, _) = fields.first().ok_or(Unsure::Form)?;
        let column = first.span.range().start - self.line_start(first.span.range().start);
        let last = fields.iter().map(|(key, value)| self.end_of(key, value)).max().ok_or(Unsure::Form)?;
        let end = self.line_end(last);
        let indent = " ".repeat(column);
        let lines: String =
            missing.iter().map(|(name, value)| format!("{}{indent}{name}: {value}", self.newline)).collect();
        changes.push((Span::at(end), lines));
        Ok(changes)
    }

    /// New values for the fields that are there, and the fields that are not.
    fn replaced(
        &self,
        fields: &[(MapKey, Node)],
        entry: &Entry,
    ) -> Result<(Vec<Change>, Vec<NewField>), Unsure> {
        let (mut changes, mut missing) = (Vec::new(), Vec::new());
        for (name, value) in entry.fields() {
            let known = |key: &MapKey| key.text.replace('-', "_").eq_ignore_ascii_case(name);
            let Some((key, old)) = fields.iter().find(|(key, _)| known(key)) else {
                missing.push((name, value));
                continue;
            };
            match &old.value {
                Value::Null => {
                    let colon = self.colon(key).ok_or(Unsure::Form)?;
                    // `~` and `null` are written out; nothing at all is not.
                    let written = self.text[old.span.range()].trim();
                    let span = if written.is_empty() { Span::at(colon) } else { old.span };
                    let space = if written.is_empty() { " " } else { "" };
                    changes.push((span, format!("{space}{value}")));
                }
                Value::Text(_) | Value::Number(_) | Value::Bool(_) if self.one_line(old.span) => {
                    changes.push((old.span, value));
                }
                _ => return Err(Unsure::Form),
            }
        }
        Ok((changes, missing))
    }

    /// A new entry at the end of the list.
    fn added(&self, key: &MapKey, list: &Node, entry: &Entry) -> Result<Change, Unsure> {
        let line = entry.line();
        match &list.value {
            Value::Null => {
                let colon = self.colon(key).ok_or(Unsure::Form)?;
                let indent = self.indentation(key);
                Ok((Span::at(colon), format!("{}{indent}  - {line}", self.newline)))
            }
            Value::List(items) if self.text[list.span.range()].starts_with('[') => match items.last() {
                Some(last) => Ok((Span::at(last.span.range().end), format!(", {line}"))),
                None => Ok((list.span, format!("[{line}]"))),
            },
            Value::List(items) => {
                let last = items.last().ok_or(Unsure::Form)?;
                let start = self.line_start(last.span.range().start);
                let head = &self.text[start..last.span.range().start];
                let dash =
                    head.find('-').filter(|dash| head[..*dash].trim().is_empty()).ok_or(Unsure::Form)?;
                let end = self.line_end(leaf_end(last));
                Ok((Span::at(end), format!("{}{}- {line}", self.newline, &head[..dash])))
            }
            Value::Text(_) if self.one_line(list.span) => {
                Ok((list.span, format!("[{}, {line}]", &self.text[list.span.range()])))
            }
            _ => Err(Unsure::Form),
        }
    }

    /// A scalar that stands on one line and is no block scalar.
    fn one_line(&self, span: Span) -> bool {
        let written = &self.text[span.range()];
        !written.is_empty() && !written.contains('\n') && !written.starts_with(['|', '>', '&', '!'])
    }

    /// Where a field ends: after its value, or after its colon where it has none.
    fn end_of(&self, key: &MapKey, value: &Node) -> usize {
        match self.text[value.span.range()].trim().is_empty() {
            true => self.colon(key).unwrap_or(key.span.range().end),
            false => leaf_end(value),
        }
    }

    /// The offset after the colon of a key.
    fn colon(&self, key: &MapKey) -> Option<usize> {
        let end = key.span.range().end;
        let rest = self.text.get(end..)?;
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        rest[blank..].starts_with(':').then_some(end + blank + 1)
    }

    fn indentation(&self, key: &MapKey) -> &str {
        let start = key.span.range().start;
        let before = &self.text[self.line_start(start)..start];
        if before.trim().is_empty() { before } else { "" }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Before the line end of the line that holds an offset.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }
}

/// Where the last written part of a value ends; the span of a block may reach into the lines after it.
fn leaf_end(node: &Node) -> usize {
    let inner = match &node.value {
        Value::List(items) => items.iter().map(leaf_end).max(),
        Value::Map(fields) => {
            fields.iter().map(|(key, value)| leaf_end(value).max(key.span.range().end)).max()
        }
        _ => return node.span.range().end,
    };
    inner.unwrap_or(node.span.range().end)
}

/// A text as a YAML scalar: plain where it surely reads as itself, else in double quotes.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        );
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}
