//! One line of a YAML text, taken apart by its look alone: indentation, key, value, comment.

use std::ops::Range;

/// A line without its end, and where its parts stand in the text.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Byte of the text at which it begins.
    pub start: usize,
    /// The line, without blanks at its end.
    pub text: &'a str,
    /// Where its content begins: after blanks, and after the dashes of list items.
    pub content: usize,
    /// The key with which its content begins.
    pub key: Option<Range<usize>>,
    /// The value after the key, else all content; without a comment. Empty where there is none.
    pub value: Range<usize>,
}

impl<'a> Line<'a> {
    /// The line around an offset.
    pub(super) fn around(text: &'a str, at: usize) -> Self {
        let (before, after) = text.split_at(floor_char(text, at));
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let end = after.find('\n').map_or(text.len(), |i| before.len() + i);
        let line = text.get(start..end).unwrap_or("").trim_end();
        let content = start + content_of(line);
        let rest = text.get(content..start + line.len()).unwrap_or("");
        let key = key_of(rest).map(|end| content..content + end);
        let value = match &key {
            Some(key) => {
                let after = key.end + text[key.end..].find(':').map_or(0, |colon| colon + 1);
                let blank = text[after..start + line.len()].len()
                    - text[after..start + line.len()].trim_start().len();
                after + blank
            }
            None => content,
        };
        let value = value..value + without_comment(&text[value..start + line.len()]).len();
        Self { start, text: line, content, key, value }
    }

    /// The line before this one that is neither blank nor a comment.
    pub(super) fn before(&self, text: &'a str) -> Option<Self> {
        let mut at = self.start;
        while at > 0 {
            let line = Self::around(text, at - 1);
            if !line.is_empty() {
                return Some(line);
            }
            at = line.start;
        }
        None
    }

    /// The next line that is neither blank nor a comment.
    pub(super) fn after(&self, text: &'a str) -> Option<Self> {
        let mut at = self.start;
        loop {
            at += text.get(at..)?.find('\n')? + 1;
            if at >= text.len() {
                return None;
            }
            let line = Self::around(text, at);
            if !line.is_empty() {
                return Some(line);
            }
        }
    }

    /// Whether it is blank or a comment.
    pub(super) fn is_empty(&self) -> bool {
        let content = self.text.trim_start();
        content.is_empty() || content.starts_with('#')
    }

    /// Where it ends, without blanks.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where the next line begins.
    pub(super) fn end_of_line(&self, text: &str) -> usize {
        text[self.start..].find('\n').map_or(text.len(), |newline| self.start + newline + 1)
    }

    /// Columns before its content, the dashes of list items counted.
    pub(super) fn column(&self) -> usize {
        self.content - self.start
    }

    /// Blanks at its beginning.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether it begins with the dash of a list item.
    pub(super) fn is_item(&self) -> bool {
        self.text.trim_start().starts_with("- ") || self.text.trim_start() == "-"
    }

    /// The line with another text for a stretch of it, without indentation: what people are shown.
    pub(super) fn with(&self, range: Range<usize>, text: &str) -> String {
        let (before, after) = (range.start - self.start, range.end - self.start);
        let line = format!("{}{text}{}", &self.text[..before], &self.text[after..]);
        line.trim().to_owned()
    }
}

/// The offset of the content after blanks and dashes.
fn content_of(line: &str) -> usize {
    let mut content = line.trim_start_matches([' ', '\t']);
    while let Some(item) = content.strip_prefix("- ") {
        content = item.trim_start_matches(' ');
    }
    line.len() - content.len()
}

/// The length of a leading key: a quoted text or words, with a colon after it and then a blank or the end.
fn key_of(content: &str) -> Option<usize> {
    let first = content.chars().next()?;
    if first == '"' || first == '\'' {
        let close = content.get(1..)?.find(first)? + 2;
        return content.get(close..)?.trim_start_matches(' ').starts_with(':').then_some(close);
    }
    if matches!(first, '[' | '{' | '#' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`') {
        return None;
    }
    let colon = content.find(": ").or_else(|| content.find(":\t"));
    let colon = colon.or_else(|| content.strip_suffix(':').map(str::len))?;
    Some(content[..colon].trim_end().len())
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    let quoted = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let from = quoted.and_then(|quote| value.rfind(quote)).unwrap_or(0);
    let comment = value[from..].find(" #").map_or(value.len(), |at| from + at);
    value[..comment].trim_end()
}

/// The nearest offset at or before `at` at which a character begins.
pub(super) fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let part = |text: &str| {
            let line = Line::around(text, 0);
            let key = line.key.clone().map(|key| text[key].to_owned());
            (line.column(), key, text[line.value.clone()].to_owned())
        };
        let key = |key: &str| Some(key.to_owned());
        assert_eq!(part("title: a: b # c"), (0, key("title"), "a: b".to_owned()));
        assert_eq!(part("  - note: - x"), (4, key("note"), "- x".to_owned()));
        assert_eq!(part("\"a: b\": c"), (0, key("\"a: b\""), "c".to_owned()));
        assert_eq!(part("list:"), (0, key("list"), String::new()));
        assert_eq!(part("plain words"), (0, None, "plain words".to_owned()));
        assert_eq!(part("x: \"a # b\" # c"), (0, key("x"), "\"a # b\"".to_owned()));
        assert_eq!(part("duration:5d"), (0, None, "duration:5d".to_owned()));
    }
}
