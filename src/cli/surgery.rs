//! Front matter with something written into it, and every other byte kept: comments, order, spacing, line ends. Pure; what
//! cannot be edited surely is left to people.

use super::yaml_value::{inner, scalar};
use crate::{
    diag::{Code, FileId},
    load::{MapKey, Node, Value, front_matter, read_document},
    text::Span,
    world::ProjectPath,
};

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    /// What is to be changed stands in a form of its own.
    #[error("its `{0}` are written in a form that is not edited")]
    Form(&'static str),
}

/// Bytes to take out and text to put in their place.
pub type Change = (Span, String);

/// A field of an entry: its name and its value.
pub type Field = (&'static str, Put);

/// A value that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// A text, which is quoted as its place demands.
    Text(String),
    /// YAML on one line that stands anywhere.
    Yaml(String),
}

impl Put {
    /// Where it ends with the line.
    pub fn on_a_line(&self) -> String {
        match self {
            Self::Text(text) => scalar(text),
            Self::Yaml(yaml) => yaml.clone(),
        }
    }

    /// In braces, where a comma ends it.
    pub fn in_braces(&self) -> String {
        match self {
            Self::Text(text) => inner(text),
            Self::Yaml(yaml) => yaml.clone(),
        }
    }
}

/// The front matter of a file.
pub struct Surgery<'a> {
    mark: &'static str,
    text: &'a str,
    front: Span,
    node: Node,
    newline: &'static str,
}

impl<'a> Surgery<'a> {
    /// That of a file with this text.
    ///
    /// # Errors
    /// When it cannot be read whole.
    pub fn new(text: &'a str) -> Result<Self, Unsure> {
        let (mark, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text),
        };
        let path = ProjectPath::new("content.md").unwrap_or_default();
        let (source, document) = read_document(FileId::default(), path, text.as_bytes());
        if &*source.text != text {
            return Err(Unsure::Text);
        }
        let split = front_matter::split(text, FileId::default());
        let (Some(front), Some(node)) = (split.front, document.front_matter) else {
            return Err(Unsure::FrontMatter);
        };
        let broken = document.diagnostics.iter().any(|found| found.code == Code::YamlSyntax);
        if document.lossy || broken || !split.problems.is_empty() {
            return Err(Unsure::FrontMatter);
        }
        if text[front.range()].trim_start().starts_with('{') {
            return Err(Unsure::Json);
        }
        let newline = if text[..front.range().start].ends_with("\r\n") { "\r\n" } else { "\n" };
        Ok(Self { mark, text, front, node, newline })
    }

    /// Whether a place lies below the front matter: what is named there is a row of a table.
    pub fn is_above(&self, place: Span) -> bool {
        place.start as usize >= self.mark.len() + self.front.range().end
    }

    /// The text with these changes.
    pub fn applied(&self, mut changes: Vec<Change>) -> String {
        changes.sort_by_key(|(span, _)| span.start);
        let mut written = String::with_capacity(self.text.len() + 128);
        written.push_str(self.mark);
        let mut kept = 0;
        for (span, new) in changes {
            written.push_str(&self.text[kept..span.range().start]);
            written.push_str(&new);
            kept = span.range().end;
        }
        written.push_str(&self.text[kept..]);
        written
    }

    /// The fields, in order.
    ///
    /// # Errors
    /// When it is no mapping.
    pub fn fields(&self) -> Result<&[(MapKey, Node)], Unsure> {
        if let Value::Map(fields) = &self.node.value { Ok(fields) } else { Err(Unsure::FrontMatter) }
    }

    /// The field of that name.
    ///
    /// # Errors
    /// As [`fields`](Self::fields).
    pub fn field(&self, name: &str) -> Result<Option<&(MapKey, Node)>, Unsure> {
        Ok(self.fields()?.iter().find(|(key, _)| key.text.eq_ignore_ascii_case(name)))
    }

    /// The text itself, without a mark at its beginning.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The end of a line as the file has it.
    pub fn newline(&self) -> &'static str {
        self.newline
    }

    /// A new entry at the end of the list `name`, in the form that its last entry has; of a list that is not there yet, over
    /// lines, each field on its own.
    ///
    /// # Errors
    /// When the list stands in a form of its own.
    pub fn added(&self, name: &'static str, entry: &[Field]) -> Result<Change, Unsure> {
        self.added_as(name, entry, false)
    }

    /// The same; `in_braces` says that it always stands on one line.
    ///
    /// # Errors
    /// As those of [`added`](Self::added).
    pub fn added_as(&self, name: &'static str, entry: &[Field], in_braces: bool) -> Result<Change, Unsure> {
        let written = |indent: &str| match in_braces {
            true => format!("{indent}- {}", one_line(entry)),
            false => self.block(indent, entry),
        };
        let Some((key, list)) = self.field(name)? else {
            let indent = self.fields()?.first().map_or("", |(key, _)| self.indentation(key));
            let entry = written(&format!("{indent}  "));
            let nl = self.newline;
            return Ok((Span::at(self.front.range().end), format!("{indent}{name}:{nl}{entry}{nl}")));
        };
        match &list.value {
            Value::Null => {
                let colon = self.colon(key).ok_or(Unsure::Form(name))?;
                let indent = format!("{}  ", self.indentation(key));
                Ok((Span::at(colon), format!("{}{}", self.newline, written(&indent))))
            }
            Value::List(items) if self.text[list.span.range()].starts_with('[') => match items.last() {
                Some(last) => Ok((Span::at(last.span.range().end), format!(", {}", one_line(entry)))),
                None => Ok((list.span, format!("[{}]", one_line(entry)))),
            },
            Value::List(items) => {
                let last = items.last().ok_or(Unsure::Form(name))?;
                let start = self.line_start(last.span.range().start);
                let head = &self.text[start..last.span.range().start];
                let dash = head
                    .find('-')
                    .filter(|dash| head[..*dash].trim().is_empty())
                    .ok_or(Unsure::Form(name))?;
                let end = self.line_end(leaf_end(last));
                let entry = match self.text[last.span.range()].starts_with('{') {
                    true => format!("{}- {}", &head[..dash], one_line(entry)),
                    false => written(&head[..dash]),
                };
                Ok((Span::at(end), format!("{}{entry}", self.newline)))
            }
            _ => Err(Unsure::Form(name)),
        }
    }

    /// An entry over lines: `- date: …` and the rest under it.
    fn block(&self, indent: &str, entry: &[Field]) -> String {
        let lines = entry.iter().enumerate().map(|(at, (name, value))| {
            let start = if at == 0 { "- " } else { "  " };
            format!("{indent}{start}{name}: {}", value.on_a_line())
        });
        lines.collect::<Vec<_>>().join(self.newline)
    }

    /// A scalar that stands on one line and is no block scalar.
    pub fn one_line(&self, span: Span) -> bool {
        let written = &self.text[span.range()];
        !written.is_empty() && !written.contains('\n') && !written.starts_with(['|', '>', '&', '!'])
    }

    /// Where a field ends: after its value, or after its colon where it has none.
    pub fn end_of(&self, key: &MapKey, value: &Node) -> usize {
        match self.text[value.span.range()].trim().is_empty() {
            true => self.colon(key).unwrap_or(key.span.range().end),
            false => leaf_end(value),
        }
    }

    /// The offset after the colon of a key.
    pub fn colon(&self, key: &MapKey) -> Option<usize> {
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

    /// Where the line begins that holds an offset.
    pub fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Before the line end of the line that holds an offset.
    pub fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }
}

/// An entry in braces.
pub fn one_line(entry: &[Field]) -> String {
    let fields: Vec<String> =
        entry.iter().map(|(name, value)| format!("{name}: {}", value.in_braces())).collect();
    format!("{{{}}}", fields.join(", "))
}

/// Where the last written part of a value ends; the span of a block may reach into the lines after it.
pub fn leaf_end(node: &Node) -> usize {
    let inner = match &node.value {
        Value::List(items) => items.iter().map(leaf_end).max(),
        Value::Map(fields) => {
            fields.iter().map(|(key, value)| leaf_end(value).max(key.span.range().end)).max()
        }
        _ => return node.span.range().end,
    };
    inner.unwrap_or(node.span.range().end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(front: &str) -> String {
        let text = format!("---\nid: M1\n{front}---\nText.\n");
        let surgery = Surgery::new(&text).unwrap();
        let text = |text: &str| Put::Text(text.to_owned());
        let entry = [("date", text("2026-03-02")), ("by", text("ada")), ("note", text("done, at last"))];
        let change = surgery.added("updates", &entry).unwrap();
        let written = surgery.applied(vec![change]);
        let rest = written.strip_prefix("---\nid: M1\n").unwrap().strip_suffix("---\nText.\n").unwrap();
        rest.to_owned()
    }

    #[test]
    fn an_entry_has_the_form_of_the_one_before_it() {
        let block = "updates:\n  - date: 2026-03-02\n    by: ada\n    note: done, at last\n";
        assert_eq!(added(""), block);
        assert_eq!(added("updates:\n"), block);
        assert_eq!(
            added("updates: []\n"),
            "updates: [{date: 2026-03-02, by: ada, note: \"done, at last\"}]\n"
        );
        assert_eq!(
            added("updates:\n- {date: 2026-03-01, by: bo} # first\nowner: bo\n"),
            "updates:\n- {date: 2026-03-01, by: bo} # first\n- {date: 2026-03-02, by: ada, note: \"done, at last\"}\nowner: bo\n"
        );
        assert_eq!(
            added("updates:\n    - date: 2026-03-01\n      note: |\n        Two\n        lines\nowner: bo\n"),
            "updates:\n    - date: 2026-03-01\n      note: |\n        Two\n        lines\n    - date: 2026-03-02\n      by: ada\n      note: done, at last\nowner: bo\n"
        );
    }
}
