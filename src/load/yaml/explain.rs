//! Syntax errors in the words of people: what stands there, what to write instead, and the edit that does it.

use std::ops::Range;

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::{
    fault::Fault,
    line::{Line, floor_char},
    mended::Edit,
    quote::{requoted, value_at},
    shifted::OUT_OF_LINE,
    slip,
};

/// What the error at byte `at` of `text` is about; `is_key` says which words are keys.
pub(super) fn explain(error: &ErrorKind, text: &str, at: usize, is_key: fn(&str) -> bool) -> Fault {
    let at = floor_char(text, at);
    let line = Line::around(text, at);
    if let Some(tab) = tab(error, text, at, &line) {
        return tabs(text, &line, tab);
    }
    let case = Case { text, at, line: &line };
    match error {
        ErrorKind::UnexpectedCharacter { character } => case.cannot_begin(*character),
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::InvalidBlockScalarHeader => {
            case.cannot_begin(text[at..].chars().next().unwrap_or('&'))
        }
        ErrorKind::BlockSequenceEntryNotAllowed => case.dash(),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => case.open_quote(),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            case.quote_it("text follows the closing quote of the value")
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            case.quote_it("this text in double quotes holds a `\\` that begins no escape")
        }
        ErrorKind::DirectiveDisallowed => case.directive(),
        ErrorKind::RecursionLimitExceeded => Fault::new(
            case.char_at(),
            "the nesting is too deep to be read",
            "write it flatter, or as Markdown under the front matter",
        ),
        ErrorKind::MappingValueNotAllowed => case.colon(is_key),
        _ => slip::find(text, &line, is_key).unwrap_or_else(|| case.by_its_line(error)),
    }
}

/// What was meant by a text that is a single value where `key: value` lines are expected.
pub(super) fn unkeyed(text: &str, is_key: fn(&str) -> bool) -> Option<Fault> {
    let mut line = Line::around(text, 0);
    while line.is_empty() || line.text.trim_start().starts_with('#') {
        line = line.after(text)?;
    }
    slip::find(text, &line, is_key)
}

/// Whether an error says that the nesting is too deep.
pub(super) fn is_limit(error: &ScanError) -> bool {
    matches!(error.kind(), ErrorKind::RecursionLimitExceeded)
}

/// The tab that an error is about; for a tab under unquoted text the parser names the end of that text.
fn tab(error: &ErrorKind, text: &str, at: usize, line: &Line<'_>) -> Option<usize> {
    let about_tabs = matches!(
        error,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let next = || text.get(at..).and_then(|rest| rest.find('\t')).map(|i| at + i);
    let indentation = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let own = line.text[..indentation].find('\t').map(|i| line.start + i);
    own.or_else(|| about_tabs.then(next).flatten())
}

/// A tab in the indentation; lines indented by tabs alone are mended together, two blanks for each.
fn tabs(text: &str, line: &Line<'_>, tab: usize) -> Fault {
    let fault = Fault::new(
        tab..tab + 1,
        "a tab stands in the indentation, which YAML does not allow",
        "indent with spaces",
    );
    let tabs = |line: &Line<'_>| line.text.len() - line.text.trim_start_matches('\t').len();
    let first = Line::around(text, tab);
    if first.start > line.start || tabs(&first) == 0 {
        return fault;
    }
    let (mut written, mut next, mut end) = (String::new(), Some(first.clone()), first.start);
    while let Some(line) = next.filter(|line| tabs(line) > 0) {
        written.push_str(&text[end..line.start]);
        written.push_str(&"  ".repeat(tabs(&line)));
        written.push_str(line.text.trim_start_matches('\t'));
        end = line.end();
        next = line.after(text);
    }
    fault.with(Some(Edit::new(first.start..end, written)))
}

/// An error, and the line it is on.
struct Case<'a> {
    text: &'a str,
    at: usize,
    line: &'a Line<'a>,
}

impl Case<'_> {
    fn char_at(&self) -> Range<usize> {
        let width = self.text[self.at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        self.at..self.at + width
    }

    /// A fault that is none with the value in quotes.
    fn quote_it(&self, message: impl Into<String>) -> Fault {
        self.quote(value_at(self.text, self.line, self.at), message)
    }

    fn quote(&self, value: Range<usize>, message: impl Into<String>) -> Fault {
        const SHORT: usize = 80;
        let written = &self.text[value.clone()];
        if written.is_empty() {
            return Fault::new(self.char_at(), message, "put the value in quotes");
        }
        let quoted = requoted(written);
        let whole = value == self.line.value;
        let hint = match self.line.key.as_ref().filter(|_| whole) {
            _ if written.len() > SHORT => "put the value in quotes".to_owned(),
            Some(key) => format!("put the value in quotes: `{}: {quoted}`", &self.text[key.clone()]),
            None => format!("put it in quotes: `{quoted}`"),
        };
        Fault::new(value.clone(), message, hint).with(Some(Edit::new(value, quoted)))
    }

    fn cannot_begin(&self, character: char) -> Fault {
        let named = if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
        self.quote_it(format!("a value cannot begin with {named} unless it is in quotes"))
    }

    /// `note: - twelve`; or a list that begins on the line of its key.
    fn dash(&self) -> Fault {
        let more = self
            .line
            .after(self.text)
            .is_some_and(|next| next.is_item() && next.indent() > self.line.indent());
        if self.line.key.is_none() || more {
            let hint = "begin the list on the next line, one `- ` a line";
            return Fault::new(self.char_at(), "a list cannot begin on the line of its key", hint);
        }
        self.quote_it("a text that begins with `- ` is taken for a list unless it is in quotes")
    }

    fn open_quote(&self) -> Fault {
        let message = "this quote is never closed";
        let value = self.line.value.clone();
        let whole = self.line.start + self.line.text.len();
        let Some(quote) =
            self.text[self.at..].chars().next().filter(|_| value.start == self.at && self.ends_here())
        else {
            return Fault::new(self.char_at(), message, "close the quote at the end of the value");
        };
        let written = format!("{}{quote}", &self.text[self.line.content..whole]);
        Fault::new(self.at..whole, message, format!("close it at the end of the value: `{written}`"))
            .with(Some(Edit::new(whole..whole, quote)))
    }

    /// Whether the value of the line surely ends on it.
    fn ends_here(&self) -> bool {
        self.line.after(self.text).is_none_or(|next| next.key.is_some() || next.is_item())
    }

    fn directive(&self) -> Fault {
        let line = self.line.start..self.line.end_of_line(self.text);
        let message = "YAML directives (`%YAML`, `%TAG`) are not read";
        Fault::new(self.line.start..self.line.end(), message, "take the line out")
            .with(Some(Edit::new(line, "")))
    }

    /// `title: Gateway: first cut`; a line above that lost its colon; or a key under a value.
    fn colon(&self, is_key: fn(&str) -> bool) -> Fault {
        let value = &self.text[self.line.value.clone()];
        let key = self.line.key.clone().map_or("", |key| &self.text[key]);
        let unkeyed = slip::find(self.text, self.line, is_key).filter(|_| !is_key(key));
        if let Some(slip) = unkeyed {
            return slip;
        }
        if self.at >= self.line.value.start && (value.contains(": ") || value.ends_with(':')) {
            return self.quote_it("a text with a colon and a space in it has to be in quotes");
        }
        let above = self
            .line
            .before(self.text)
            .filter(|above| above.key.is_none() || self.text[above.content..].starts_with('-'));
        let slip = above.and_then(|above| slip::find(self.text, &above, is_key));
        slip.or_else(|| slip::find(self.text, self.line, is_key)).unwrap_or_else(|| {
            let hint = "check the indentation: keys that belong together begin in one column";
            Fault::new(self.char_at(), "a `key:` cannot stand here", hint)
        })
    }

    /// Errors that name a place in the grammar; the line tells more of what was meant.
    fn by_its_line(&self, error: &ErrorKind) -> Fault {
        let value = &self.text[self.line.value.clone()];
        let is_json = self.line.key.is_none() && self.text.trim_start().starts_with('{');
        if value.starts_with(['[', '{']) && self.line.value.start <= self.at && !is_json {
            return self.brackets(value, error);
        }
        match error {
            ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation => self.out_of_line(),
            ErrorKind::UnclosedFlowCollection { open } => Fault::new(
                self.char_at(),
                format!("this `{open}` is never closed"),
                "close it at the end of the list or mapping",
            ),
            _ => Fault::new(
                self.line.content..self.line.end(),
                "this line is neither `key: value` nor the rest of the value above it",
                "write `key: value`, or indent the line under the value that it belongs to",
            ),
        }
    }

    /// `[M1, M2`, `[Draft] Move to Kafka`, or something odd between brackets.
    fn brackets(&self, value: &str, error: &ErrorKind) -> Fault {
        let open = open_brackets(value);
        if open.is_empty() && !value.ends_with([']', '}']) {
            return self
                .quote(self.line.value.clone(), "text follows the closing bracket of a list or mapping");
        }
        if matches!(error, ErrorKind::ExpectedFlowMappingSeparator) && value.contains(": ") && open.is_empty()
        {
            return self.quote_it("a text with a colon and a space in it has to be in quotes");
        }
        if open.is_empty() || !self.ends_here() {
            let message = "a bracket opened on this line is not closed, or something stands wrongly between the brackets";
            let hint = "close the list as in `[M1.1, M1.2]`, or put the value in quotes if it is text";
            return Fault::new(self.char_at(), message, hint);
        }
        let end = self.line.value.end;
        let key = self.line.key.clone().map_or("", |key| &self.text[key]);
        let hint = match key {
            "" => format!("write `{value}{open}`"),
            key => format!("write `{key}: {value}{open}`"),
        };
        Fault::new(self.line.value.clone(), "a bracket that is opened here is never closed", hint)
            .with(Some(Edit::new(end..end, open)))
    }

    /// A line that is moved against its neighbors by a single blank.
    fn out_of_line(&self) -> Fault {
        let fault = Fault::new(
            self.char_at(),
            OUT_OF_LINE,
            "let the items of a list, and the keys that belong together, begin in one column",
        );
        let Some(above) =
            self.line.before(self.text).filter(|_| self.line.key.is_some() && !self.line.is_item())
        else {
            return fault;
        };
        let (column, wanted) = (self.line.column(), above.column());
        let edit = Edit::new(self.line.start..self.line.content, " ".repeat(wanted));
        fault.with((column.abs_diff(wanted) == 1).then_some(edit))
    }
}

/// The brackets that close those which a value leaves open, innermost first; quotes hide what stands in them.
fn open_brackets(value: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    let (mut quote, mut before) = (None, ' ');
    for c in value.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | ':') => quote = Some(c),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
        before = c;
    }
    open.into_iter().rev().collect()
}
