//! Where the front matter of a file ends and its Markdown begins.
//!
//! Looks at lines alone and knows no YAML beyond the look of a `key:`.

use super::fields::{is_key, snake};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::Span,
};

/// A file, cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The front matter without its fences; JSON with its braces. `None` where there is none that we read.
    pub front: Option<Span>,
    /// Whether front matter stands there, readable or not.
    pub present: bool,
    /// The Markdown.
    pub body: Span,
    /// What is wrong with the fences.
    pub problems: Vec<Diagnostic>,
    /// Whether front matter stands there that is not read.
    pub lossy: bool,
    /// Whether it is TOML.
    pub toml: bool,
    /// What reads like front matter and stands in a code block at the beginning: the block, and the lines in it.
    pub in_code: Option<(Span, Span)>,
}

/// Cut `text`, the whole of `file`.
///
/// Front matter is what stands between a first line `---` and the next line `---` or `...`, both at the very left;
/// or a JSON object that begins with the first character. Front matter that is not closed ends where it stops
/// looking like one, so that no text is lost. Time is linear in the text.
pub fn split(text: &str, file: FileId) -> Split {
    let blank = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ', '\t']).len();
    // Spaces on the line of the fence are its indentation, not blank lines before it.
    let first = text.get(..blank).and_then(|s| s.rfind(['\n', '\u{feff}'])).map_or(0, |i| next_char(text, i));
    let cut = Cut { text, file };
    let line = line_at(text, first);
    match line.trim_end() {
        "---" => cut.yaml(first, first + line.len()),
        "+++" => cut.toml(first, first + line.len()),
        _ if text.get(first..).is_some_and(looks_like_json) => cut.json(first),
        code if is_code_fence(code) => cut.in_code(first, first + line.len()),
        other if is_other_fence(other) => {
            cut.misfenced(first, first + line.len()).unwrap_or_else(|| cut.only_body())
        }
        indented if indented.trim_start() == "---" => cut.indented(first, first + line.len()),
        _ => cut.hidden(first),
    }
}

struct Cut<'a> {
    text: &'a str,
    file: FileId,
}

impl Cut<'_> {
    fn only_body(&self) -> Split {
        Split {
            front: None,
            present: false,
            body: Span::new(0, self.text.len()),
            problems: Vec::new(),
            lossy: false,
            toml: false,
            in_code: None,
        }
    }

    fn with_front(&self, front: (usize, usize), body: usize) -> Split {
        Split {
            front: Some(Span::new(front.0, front.1)),
            present: true,
            body: Span::new(body, self.text.len()),
            problems: Vec::new(),
            lossy: false,
            toml: false,
            in_code: None,
        }
    }

    fn problem(&self, code: Code, at: (usize, usize), message: &str, hint: &str) -> Diagnostic {
        Diagnostic::new(code, Place::new(self.file, Span::new(at.0, at.1)), message).hint(hint)
    }

    /// A line `---` at `fence`; the front matter would begin at `start`.
    fn yaml(&self, fence: usize, start: usize) -> Split {
        let closed = find_line(self.text, start, is_fence);
        let closed = closed.filter(|&(end, _)| !holds_prose(self.text.get(start..end).unwrap_or("")));
        // No mapping of YAML has such a line.
        let other = find_line(self.text, start, |line| is_code_fence(line) || is_other_fence(line));
        let is_first = |at: usize| closed.is_none_or(|(end, _)| at < end);
        if let Some((end, body)) = other.filter(|(end, _)| is_first(*end))
            && self.begins_with_key(start)
            && !holds_text(self.text.get(start..end).unwrap_or(""))
        {
            return self.closed_by_another(fence, start, end, body);
        }
        let mut split = match closed {
            Some((end, body)) if fence == 0 || self.begins_with_key(start) => {
                self.with_front((start, end), body)
            }
            None if self.begins_with_key(start) => self.unclosed(fence, start),
            // A thematic break: plain Markdown.
            _ => return self.toml_in_yaml(fence, start).unwrap_or_else(|| self.only_body()),
        };
        let before = self.text.get(..fence).unwrap_or("").trim_start_matches('\u{feff}');
        if !before.is_empty() {
            let message = "blank lines stand before the front matter; other tools may not see it";
            let hint = "let the file begin with `---`";
            let problem = self.problem(Code::MisplacedFrontMatter, (fence, fence + 3), message, hint);
            let blank = Span::new(fence - before.len(), fence);
            split.problems.push(problem.fix(Place::new(self.file, blank), ""));
        }
        split
    }

    /// Front matter that a line ends which is no `---`.
    fn closed_by_another(&self, fence: usize, start: usize, end: usize, body: usize) -> Split {
        let mut split = self.with_front((start, end), body);
        let line = self.text.get(end..body).unwrap_or("").trim_end();
        let message = format!("the front matter that begins here ends at `{line}`, which does not close it");
        let hint = "write `---` in place of that line";
        let problem = self.problem(Code::UnclosedFrontMatter, (fence, fence + 3), &message, hint);
        let at = Place::new(self.file, Span::new(end, end + line.len()));
        split.problems.push(problem.label(at, "it ends here").fix(at, "---"));
        split
    }

    /// TOML between lines that mean YAML.
    fn toml_in_yaml(&self, fence: usize, start: usize) -> Option<Split> {
        let (end, body) = find_line(self.text, start, |line| is_fence(line) || line == "+++")?;
        let front = self.text.get(start..end).unwrap_or("");
        let is_toml = |line: &str| line.is_empty() || line.starts_with(['#', '[', ']', ' ']) || assigns(line);
        if !front.lines().any(assigns) || !front.lines().all(|line| is_toml(line.trim_end())) {
            return None;
        }
        let mut split = Split { toml: true, ..self.with_front((start, end), body) };
        let message = "this front matter is TOML, and begins with a line `---`, which means YAML";
        let hint = "write `+++` before it and after it";
        let problem = self.problem(Code::MisplacedFrontMatter, (fence, fence + 3), message, hint);
        let whole = Place::new(self.file, Span::new(fence, body));
        split.problems.push(problem.fix(whole, format!("+++\n{front}+++\n")));
        Some(split)
    }

    /// Front matter between other lines than `---`: it is read all the same. Time is linear in it.
    fn misfenced(&self, fence: usize, start: usize) -> Option<Split> {
        let ends = |line: &str| is_fence(line) || is_code_fence(line) || is_other_fence(line);
        let (end, body) = find_line(self.text, start, ends)?;
        if !self.is_surely_front(start, end) {
            return None;
        }
        let mut split = self.with_front((start, end), body);
        let line = self.text.get(fence..start).unwrap_or("").trim_end();
        let message =
            format!("front matter begins with a line `{line}`, by which other tools do not know it");
        let hint = "write `---` before it and after it";
        let at = (fence, fence + line.len());
        let whole = Place::new(self.file, Span::new(fence, body));
        let front = self.text.get(start..end).unwrap_or("");
        let problem = self.problem(Code::MisplacedFrontMatter, at, &message, hint);
        split.problems.push(problem.fix(whole, format!("---\n{front}---\n")));
        Some(split)
    }

    /// Front matter in a code block, which may also be an example of some: its page shows it.
    fn in_code(&self, fence: usize, start: usize) -> Split {
        let mut split = self.only_body();
        let inner = start
            + Some(line_at(self.text, start)).filter(|line| is_fence(line.trim_end())).map_or(0, str::len);
        let ends = |line: &str| is_fence(line) || is_code_fence(line) || is_other_fence(line);
        let Some((end, mut body)) = find_line(self.text, inner, ends) else { return split };
        let next = line_at(self.text, body);
        if is_fence(self.text.get(end..body).unwrap_or("").trim_end()) && is_code_fence(next.trim_end()) {
            body += next.len();
        }
        if self.is_surely_front(inner, end) {
            split.in_code = Some((Span::new(fence, body), Span::new(inner, end)));
        }
        split
    }

    fn unclosed(&self, fence: usize, start: usize) -> Split {
        let ends = |line: &str| line.is_empty() || line.starts_with('#') || is_prose(line);
        let end = find_line(self.text, start, ends).map_or(self.text.len(), |(end, _)| end);
        let mut split = self.with_front((start, end), end);
        let message =
            "the front matter that begins here is never closed; it is read up to the first line of text";
        let hint = "put a line `---` after the last `key: value` line";
        let problem = self.problem(Code::UnclosedFrontMatter, (fence, fence + 3), message, hint);
        let newline = if self.text.get(..end).is_none_or(|front| front.ends_with('\n')) { "" } else { "\n" };
        let at = Place::new(self.file, Span::at(end));
        split.problems.push(problem.fix(at, format!("{newline}---\n")));
        split
    }

    /// Front matter below comments, headings or text, where other tools do not look for it. It is read all the same,
    /// unless text of the page would be lost by that.
    fn hidden(&self, first: usize) -> Split {
        let Some(fence) = self.hidden_fence(first) else { return self.only_body() };
        let start = fence + line_at(self.text, fence).len();
        let closed = find_line(self.text, start, is_fence);
        let Some((end, body)) = closed.filter(|&(end, _)| self.is_surely_front(start, end)) else {
            return self.only_body();
        };
        let above = self.text.get(..fence).unwrap_or("");
        let is_comment = without_comments(above).trim().is_empty();
        let nothing_lost =
            without_comments(above).lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        let mut split = if nothing_lost { self.with_front((start, end), body) } else { self.only_body() };
        split.lossy = !nothing_lost;
        let message = match nothing_lost {
            true => "lines stand above the front matter and hide it from other tools",
            false => "text stands above this front matter, so it is none and is not read",
        };
        let hint = "let the file begin with this `---`, and put what stands above it below the front matter";
        let problem = self.problem(Code::MisplacedFrontMatter, (fence, fence + 3), message, hint);
        let moved = self.text.get(fence..body).map(|front| format!("{front}{}", above.trim_start()));
        let place = Place::new(self.file, Span::new(0, body));
        split.problems.push(match moved.filter(|_| is_comment && self.text[..body].ends_with('\n')) {
            Some(moved) => problem.fix(place, moved),
            None => problem,
        });
        split
    }

    /// The first line `---` below at most so many lines, none of which begins code.
    fn hidden_fence(&self, first: usize) -> Option<usize> {
        const MOST_LINES: usize = 20;
        let mut at = first;
        for line in self.text.get(first..)?.split_inclusive('\n').take(MOST_LINES) {
            match line.trim_end() {
                "---" => return Some(at),
                code if code.starts_with("```") || code.starts_with("~~~") => return None,
                _ => at += line.len(),
            }
        }
        None
    }

    /// Whether lines between two fences are surely front matter: one of them is its `id` or `kind`, and none is prose.
    fn is_surely_front(&self, start: usize, end: usize) -> bool {
        let front = self.text.get(start..end).unwrap_or("");
        let names = |line: &str| line.starts_with("id:") || line.starts_with("kind:");
        self.begins_with_key(start)
            && front.lines().any(names)
            && front.lines().filter(|line| super::yaml::begins_entry(line)).count() > 1
            && !front.lines().any(is_prose)
    }

    /// Front matter of Hugo and Zola.
    fn toml(&self, fence: usize, start: usize) -> Split {
        if self.begins_with_key(start)
            && let Some(split) = self.misfenced(fence, start)
        {
            return split;
        }
        if let Some((end, body)) = find_line(self.text, start, |line| line == "+++") {
            return Split { toml: true, ..self.with_front((start, end), body) };
        }
        if !self
            .text
            .get(start..)
            .unwrap_or("")
            .lines()
            .take_while(|line| !line.trim().is_empty())
            .any(assigns)
        {
            return self.only_body();
        }
        let end = self.end_of_toml(start);
        let mut split = Split { toml: true, ..self.with_front((start, end), end) };
        let message =
            "the front matter that begins here is never closed; it is read up to the first line of text";
        let problem = self.problem(
            Code::UnclosedFrontMatter,
            (fence, fence + 3),
            message,
            "put a line `+++` after the last `key = value` line",
        );
        let newline = if self.text.get(..end).is_none_or(|front| front.ends_with('\n')) { "" } else { "\n" };
        split.problems.push(problem.fix(Place::new(self.file, Span::at(end)), format!("{newline}+++\n")));
        split
    }

    /// Where lines end that may be TOML: at the first that is none, without the blank lines before it.
    fn end_of_toml(&self, start: usize) -> usize {
        let (mut at, mut end) = (start, start);
        for line in self.text.get(start..).unwrap_or("").split_inclusive('\n') {
            let body = line.trim();
            let is_toml = body.contains('=') || body.starts_with(['[', ']', '#', '{', '}', '"', '\'']);
            match body.is_empty() {
                true => {}
                false if is_toml && !body.starts_with("# ") => end = at + line.len(),
                false => break,
            }
            at += line.len();
        }
        end
    }

    fn json(&self, start: usize) -> Split {
        if let Some(end) = end_of_object(self.text, start) {
            let rest = line_at(self.text, end);
            return self
                .with_front((start, end), if rest.trim().is_empty() { end + rest.len() } else { end });
        }
        let end = find_line(self.text, start, str::is_empty).map_or(self.text.len(), |(end, _)| end);
        let mut split = self.with_front((start, end), end);
        let message = "the brace that opens the JSON front matter is never closed";
        let hint = "close it with `}` on a line of its own, or write YAML between two lines `---`";
        split.problems.push(self.problem(Code::UnclosedFrontMatter, (start, start + 1), message, hint));
        split
    }

    /// By CommonMark an indented `---` is a rule or part of a paragraph; say so if it was not meant as one.
    fn indented(&self, fence: usize, start: usize) -> Split {
        let mut split = self.only_body();
        if self.begins_with_key(start) {
            let message = "the `---` is indented, so this is no front matter but text";
            let hint = "let the file begin with `---`, without spaces before it";
            split.lossy = true;
            split.problems.push(self.problem(Code::MisplacedFrontMatter, (fence, start), message, hint));
        }
        split
    }

    /// Whether the first line of content from `start` looks like `key:`, or a comment before one.
    fn begins_with_key(&self, start: usize) -> bool {
        let rest = self.text.get(start..).unwrap_or("");
        rest.lines()
            .map(str::trim)
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .is_some_and(super::yaml::begins_entry)
    }
}

/// Whether a line of TOML gives one of our fields a value.
fn assigns(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_key(&snake(key.trim().trim_matches('"'))))
}

/// A line that ends front matter.
pub fn is_fence(line: &str) -> bool {
    matches!(line, "---" | "...")
}

/// A line that begins or ends a code block.
fn is_code_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// A line of one sign that may have been meant as `---`.
fn is_other_fence(line: &str) -> bool {
    let first = line.chars().next();
    let is_sign = first.is_some_and(|c| matches!(c, '-' | '=' | '*' | '+' | '_' | '—' | '–'));
    let is_long = line.chars().count() > 1 || line.starts_with(['—', '–']);
    is_sign && is_long && line != "---" && line.chars().all(|c| Some(c) == first)
}

/// Whether a line is a heading, or a sentence and none of YAML.
fn holds_text(front: &str) -> bool {
    front.lines().any(is_prose) || holds_prose(front)
}

/// Whether prose stands at the very left after a blank line. No YAML mapping has such a line: the fence that follows
/// is a rule in the Markdown of a file whose front matter was never closed.
fn holds_prose(front: &str) -> bool {
    let mut after_blank = false;
    front.lines().map(str::trim_end).any(|line| {
        let prose = after_blank && line.starts_with(char::is_alphabetic) && !super::yaml::begins_entry(line);
        after_blank = line.is_empty() || (after_blank && line.starts_with('#'));
        prose
    })
}

/// Whether a line is a sentence and no line of YAML: several words at the very left, of which the first is no key.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let first = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    words > 2 && line.starts_with(char::is_alphabetic) && !super::yaml::begins_entry(line) && !is_key(first)
}

/// A text without its HTML comments.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The line that begins at `start`, with its end.
fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or("")
}

/// Start and end of the first line from `start` that, without trailing blanks, is what is looked for.
fn find_line(text: &str, start: usize, wanted: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if wanted(line.trim_end()) {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn next_char(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// `{` and then a key in quotes, or nothing: not a `{{ shortcode }}`, nor an attribute list.
fn looks_like_json(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// The offset after the brace that closes the one at `start`.
fn end_of_object(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (i, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}
