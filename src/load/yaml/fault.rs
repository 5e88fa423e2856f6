//! Syntax errors in the words of people: what stands there, and what to write instead.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::Span,
};

/// The diagnostic of a syntax error in `text`, which stands at byte `offset` of `file`.
pub(super) fn diagnose(error: &ScanError, text: &str, offset: usize, file: FileId) -> Diagnostic {
    let at = floor_char(text, error.marker().byte_offset().unwrap_or(0));
    let line = Line::around(text, at);
    let explained = match tab(error, text, at, &line) {
        Some(tab) => Explained {
            at: Some(tab),
            ..explained("a tab stands in the indentation, which YAML does not allow", "indent with spaces")
        },
        None => explain(error, at, &line),
    };
    let start = explained.at.unwrap_or(at);
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, |c| c.len_utf8());
    let place = Place::new(file, Span::new(start, start + width).shifted(offset));
    let code = if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        Code::FrontMatterLimit
    } else {
        Code::YamlSyntax
    };
    Diagnostic::new(code, place, explained.message).hint(explained.hint)
}

struct Explained {
    /// A better place than that of the error.
    at: Option<usize>,
    message: String,
    hint: String,
}

fn explained(message: impl Into<String>, hint: impl Into<String>) -> Explained {
    Explained { at: None, message: message.into(), hint: hint.into() }
}

/// The tab that an error is about; for a tab under unquoted text the parser names the end of that text.
fn tab(error: &ScanError, text: &str, at: usize, line: &Line<'_>) -> Option<usize> {
    let about_tabs = matches!(
        error.kind(),
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let next = || text.get(at..).and_then(|rest| rest.find('\t')).map(|i| at + i);
    line.tab_in_indentation().or_else(|| about_tabs.then(next).flatten())
}

fn explain(error: &ScanError, at: usize, line: &Line<'_>) -> Explained {
    match error.kind() {
        ErrorKind::UnexpectedCharacter { character } => explained(
            format!("a value cannot begin with {} unless it is in quotes", named(*character)),
            line.quote_hint(),
        ),
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::InvalidBlockScalarHeader => {
            let first = line.text.get(at - line.start..).and_then(|rest| rest.chars().next()).unwrap_or('&');
            explained(
                format!("a value cannot begin with {} unless it is in quotes", named(first)),
                line.quote_hint(),
            )
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            explained("this quote is never closed", "close the quote at the end of the value")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            explained(
                "text follows the closing quote of the value",
                "put the whole value in quotes, and double each quote of that kind inside: `'it''s'`; or use the other kind",
            )
        }
        ErrorKind::UnknownQuotedScalarEscape => explained(
            "this text in double quotes holds a `\\` that begins no escape",
            "use single quotes, or write `\\\\`",
        ),
        ErrorKind::MappingValueNotAllowed => colon(line),
        ErrorKind::DirectiveDisallowed => {
            explained("YAML directives (`%YAML`, `%TAG`) are not read", "take the line out")
        }
        ErrorKind::RecursionLimitExceeded => explained(
            "the nesting is too deep to be read",
            "write it flatter, or as Markdown under the front matter",
        ),
        _ => by_its_line(error, line),
    }
}

/// `title: Gateway: first cut`, or a key under a value.
fn colon(line: &Line<'_>) -> Explained {
    if line.value().is_some_and(|value| value.contains(": ") || value.ends_with(':')) {
        explained("an unquoted value cannot hold a colon that is followed by a space", line.quote_hint())
    } else {
        explained(
            "a `key:` cannot stand here",
            "check the indentation: keys that belong together begin in one column",
        )
    }
}

/// Errors that name a place in the grammar; the line tells more of what was meant.
fn by_its_line(error: &ScanError, line: &Line<'_>) -> Explained {
    let value = line.value().unwrap_or("");
    let opening = value.starts_with(['[', '{']);
    if opening && value.ends_with([']', '}']) | (bracket_balance(value) > 0) {
        let message =
            "a bracket opened on this line is not closed, or something stands wrongly between the brackets";
        return explained(
            message,
            "close the list as in `[M1.1, M1.2]`, or put the value in quotes if it is text",
        );
    }
    if opening {
        return explained("text follows the closing bracket of a list or mapping", line.quote_hint());
    }
    match error.kind() {
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => {
            return explained(
                "this line does not line up with those above it",
                "let the items of a list, and the keys that belong together, begin in one column",
            );
        }
        ErrorKind::UnclosedFlowCollection { open } => {
            return explained(
                format!("this `{open}` is never closed"),
                "close it at the end of the list or mapping",
            );
        }
        _ => {}
    }
    let hint = "check the indentation and the quotes of this line and the one before it";
    explained(format!("this is not valid YAML: {}", error.info()), hint)
}

/// A character in a sentence.
fn named(character: char) -> String {
    if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") }
}

fn bracket_balance(value: &str) -> i64 {
    value.chars().fold(0, |balance, c| match c {
        '[' | '{' => balance + 1,
        ']' | '}' => balance - 1,
        _ => balance,
    })
}

/// The line around an offset, without its end.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn around(text: &'a str, at: usize) -> Self {
        let (before, after) = text.split_at(at);
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let end = after.find('\n').map_or(text.len(), |i| at + i);
        Self { start, text: text.get(start..end).unwrap_or("").trim_end() }
    }

    /// The offset of a tab among the blanks that begin the line.
    fn tab_in_indentation(&self) -> Option<usize> {
        let content = self.text.trim_start_matches([' ', '\t']);
        let indent = self.text.get(..self.text.len() - content.len())?;
        indent.find('\t').map(|i| self.start + i)
    }

    /// Key and value of `key: value`, also as an item of a list.
    fn parts(&self) -> Option<(&'a str, &'a str)> {
        let content = self.text.trim_start().trim_start_matches("- ");
        match content.split_once(": ") {
            Some((key, value)) => Some((key, value.trim())),
            None => Some(("", content.strip_suffix(':').unwrap_or(content))),
        }
    }

    fn value(&self) -> Option<&'a str> {
        self.parts().map(|(_, value)| value)
    }

    /// The line as it would be with the value in quotes, if it is short.
    fn quote_hint(&self) -> String {
        const SHORT: usize = 60;
        match self.parts() {
            Some((key, value)) if value.len() <= SHORT && !value.is_empty() && !value.contains('"') => {
                let key = if key.is_empty() { String::new() } else { format!("{key}: ") };
                format!("put the value in quotes: `{key}\"{}\"`", value.replace('\\', "\\\\"))
            }
            _ => "put the value in quotes".to_owned(),
        }
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
