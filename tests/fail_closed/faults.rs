//! What can go wrong in one place of front matter or settings: every key and every value, written otherwise.

use std::ops::Range;

use super::project::Files;

/// A key or a value, as it is written.
#[derive(Debug, Clone)]
pub struct Token {
    pub file: usize,
    pub bytes: Range<usize>,
    /// The key, where it is one.
    pub key: String,
    /// The keys around it, from outside; of a value the last is its own.
    pub within: Vec<String>,
    pub is_key: bool,
    /// It stands in braces or brackets.
    pub in_flow: bool,
    /// It is one of a list.
    pub is_item: bool,
    /// A key with nothing behind it on its line.
    pub opens: bool,
}

impl Token {
    /// Whether it is the key of that name, or stands somewhere behind it.
    pub fn is_of(&self, name: &str) -> bool {
        self.within.iter().any(|key| key == name) || self.is_key && self.key == name
    }
}

/// Every key and value of the front matter of all files, and of the settings.
pub fn tokens(files: &Files) -> Vec<Token> {
    let mut all = Vec::new();
    for (file, (path, text)) in files.iter().enumerate() {
        let range = if path == "milepost.yaml" {
            0..text.len()
        } else if let Some(front) = text.strip_prefix("---\n") {
            4..front.find("\n---").map_or(text.len(), |at| at + 5)
        } else {
            continue;
        };
        Scan { file, text, all: &mut all }.block(range);
    }
    all
}

struct Scan<'a> {
    file: usize,
    text: &'a str,
    all: &'a mut Vec<Token>,
}

impl Scan<'_> {
    fn push(&mut self, bytes: Range<usize>, within: &[String], is_key: bool, in_flow: bool, opens: bool) {
        let key = if is_key { self.text[bytes.clone()].to_owned() } else { String::new() };
        let before = self.text[..bytes.start].trim_end();
        let is_item = !is_key && (before.ends_with('[') || before.ends_with('-') || before.ends_with(','));
        let within = within.to_vec();
        self.all.push(Token { file: self.file, bytes, key, within, is_key, in_flow, is_item, opens });
    }

    fn block(&mut self, range: Range<usize>) {
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut at = range.start;
        for line in self.text[range].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let body = line.trim_end().trim_start().trim_start_matches("- ");
            let column = line.trim_end().len() - body.len();
            above.retain(|(depth, _)| *depth < column);
            let begin = start + column;
            let within: Vec<String> = above.iter().map(|(_, key)| key.clone()).collect();
            let key_end = body.find(':').filter(|_| !body.starts_with(['{', '[']));
            let Some(end) = key_end else {
                self.value(begin..begin + body.len(), &within, false);
                continue;
            };
            let rest = body[end + 1..].trim_start();
            let key = body[..end].to_owned();
            self.push(begin..begin + end, &within, true, false, rest.is_empty());
            above.push((column, key));
            if !rest.is_empty() {
                let within: Vec<String> = above.iter().map(|(_, key)| key.clone()).collect();
                let from = begin + body.len() - rest.len();
                self.value(from..begin + body.len(), &within, false);
            }
        }
    }

    /// A value, and what is in it.
    fn value(&mut self, bytes: Range<usize>, within: &[String], in_flow: bool) {
        if bytes.is_empty() {
            return;
        }
        let text = &self.text[bytes.clone()];
        let (first, inner) = (text.as_bytes()[0], bytes.start + 1..bytes.end - 1);
        self.push(bytes, within, false, in_flow, false);
        if first != b'{' && first != b'[' {
            return;
        }
        for piece in pieces(self.text, inner) {
            let text = &self.text[piece.clone()];
            match text.find(':').filter(|_| first == b'{') {
                Some(end) => {
                    let key = piece.start..piece.start + end;
                    self.push(key.clone(), within, true, true, false);
                    let mut within = within.to_vec();
                    within.push(self.text[key].to_owned());
                    let rest = text[end + 1..].trim_start();
                    self.value(piece.end - rest.len()..piece.end, &within, true);
                }
                None => self.value(piece, within, true),
            }
        }
    }
}

/// What stands between commas, without the blanks around it.
fn pieces(text: &str, inner: Range<usize>) -> Vec<Range<usize>> {
    let (mut depth, mut start, mut found) = (0_i32, inner.start, Vec::new());
    for (at, c) in text[inner.clone()].char_indices().map(|(at, c)| (inner.start + at, c)) {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                found.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(start..inner.end);
    let trim = |piece: Range<usize>| {
        let part = &text[piece.clone()];
        let from = piece.start + part.len() - part.trim_start().len();
        from..from + part.trim().len()
    };
    found.into_iter().map(trim).filter(|piece| !piece.is_empty()).collect()
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A word that is none.
    Word,
    /// Two letters the other way round, a month too many, a letter in a number.
    Slip,
    /// A list, or a mapping, of what is not meant.
    List,
    Map,
    /// Signs that mean something to YAML.
    Quote,
    Brace,
    Alias,
    At,
    Colon,
    Dash,
    Tag,
    Comment,
    /// A key with two letters the other way round, one letter short, or one too many.
    KeySlip,
    KeyShort,
    KeyLong,
    /// The key again, before or after, with something else.
    Before,
    After,
    /// Without its colon, or without the space after it.
    NoColon,
    NoSpace,
    /// One blank more, or a tab, before the line.
    Indent,
    Tab,
    /// Two versions of a line that were not merged.
    Conflict,
    /// The line ends in its middle.
    Torn,
}

pub const OF_VALUES: [Fault; 12] = [
    Fault::Word,
    Fault::Slip,
    Fault::List,
    Fault::Map,
    Fault::Quote,
    Fault::Brace,
    Fault::Alias,
    Fault::At,
    Fault::Colon,
    Fault::Dash,
    Fault::Tag,
    Fault::Comment,
];

pub const OF_KEYS: [Fault; 11] = [
    Fault::KeySlip,
    Fault::KeyShort,
    Fault::KeyLong,
    Fault::Before,
    Fault::After,
    Fault::NoColon,
    Fault::NoSpace,
    Fault::Indent,
    Fault::Tab,
    Fault::Conflict,
    Fault::Torn,
];

impl Fault {
    /// The project with this fault at a key or value; `None` where there is no such fault.
    pub fn put(self, files: &Files, token: &Token) -> Option<Files> {
        // A number of the settings that is cut off is another number, and nothing says where they should have ended.
        if self == Self::Torn && is_number_of_settings(files, token) {
            return None;
        }
        let text = &files[token.file].1;
        let old = &text[token.bytes.clone()];
        let (range, new) = if token.is_key {
            self.of_key(text, token)?
        } else {
            (token.bytes.clone(), self.of_value(token, old)?)
        };
        let mut files = files.clone();
        files[token.file].1.replace_range(range, &new);
        Some(files)
    }

    fn of_value(self, token: &Token, old: &str) -> Option<String> {
        let simple = !old.starts_with(['{', '[', '"']);
        let new = match self {
            Self::Word => "garbled-zz".to_owned(),
            Self::Slip if simple => slip(old)?,
            Self::List if !token.is_item => "[garbled-zz]".to_owned(),
            Self::Map => "{garbled: zz}".to_owned(),
            Self::Quote => format!("\"{old}"),
            Self::Brace => format!("{{{old}"),
            Self::Alias => format!("*{}", word_of(old)),
            Self::At => format!("@{old}"),
            Self::Colon if simple => format!("{old}: zz"),
            Self::Dash => format!("- {old}"),
            Self::Tag => format!("!zz {old}"),
            Self::Comment => format!("#{old}"),
            _ => return None,
        };
        (new != old).then_some(new)
    }

    fn of_key(self, text: &str, token: &Token) -> Option<(Range<usize>, String)> {
        let key = &text[token.bytes.clone()];
        let line = line_of(text, token.bytes.start);
        let whole = &text[line.clone()];
        let colon = token.bytes.end..token.bytes.end + 1;
        let of_line = !token.in_flow && !whole.trim_start().starts_with("- ");
        Some(match self {
            Self::KeySlip => (token.bytes.clone(), slip(key)?),
            Self::KeyShort if key.len() > 3 => (token.bytes.clone(), key[..key.len() - 1].to_owned()),
            Self::KeyLong => (token.bytes.clone(), format!("{}{key}", &key[..1])),
            Self::Before if token.in_flow => {
                (token.bytes.start..token.bytes.start, format!("{key}: garbled-zz, "))
            }
            Self::Before if of_line && !token.opens => {
                let indent = " ".repeat(token.bytes.start - line.start);
                (line.start..line.start, format!("{indent}{key}: garbled-zz\n"))
            }
            Self::After if of_line && !token.opens => {
                let indent = " ".repeat(token.bytes.start - line.start);
                (line.end..line.end, format!("{indent}{key}: garbled-zz\n"))
            }
            Self::NoColon if !token.in_flow && !token.opens => (colon, String::new()),
            Self::NoSpace if !token.opens => (colon.start..colon.end + 1, ":".to_owned()),
            Self::Indent if of_line => (line.start..line.start, " ".to_owned()),
            Self::Tab if of_line => (line.start..line.start, "\t".to_owned()),
            Self::Conflict if of_line && !token.opens => {
                (line, format!("<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> other\n"))
            }
            Self::Torn if of_line && !token.opens => {
                let middle = (token.bytes.end + 2 + line.end) / 2;
                (middle..line.end - 1, String::new())
            }
            _ => return None,
        })
    }
}

fn is_number_of_settings(files: &Files, token: &Token) -> bool {
    let (path, text) = &files[token.file];
    path == "milepost.yaml"
        && text[line_of(text, token.bytes.start)].trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// The project without a value, and without the whole line of it; `None` where it does not stand on a line of its own with its
/// key.
pub fn emptied_and_gone(files: &Files, token: &Token) -> Option<(Files, Files)> {
    let text = &files[token.file].1;
    let line = line_of(text, token.bytes.start);
    let whole = &text[line.clone()];
    let key = token.within.last().filter(|_| !token.is_key && !token.in_flow)?;
    if !whole.trim_start().starts_with(&format!("{key}: ")) {
        return None;
    }
    let with = |range: Range<usize>| {
        let mut files = files.clone();
        files[token.file].1.replace_range(range, "");
        files
    };
    Some((with(token.bytes.clone()), with(line)))
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn word_of(text: &str) -> &str {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())]
}

/// A slip of the fingers: a day that is none, a letter in a number, or the last two letters the other way round.
fn slip(text: &str) -> Option<String> {
    if text.len() == 10 && text.starts_with("2026-") {
        return Some(format!("2026-13-{}", &text[8..]));
    }
    if text.parse::<f64>().is_ok() {
        return Some(format!("{text}x"));
    }
    // `FS` the other way round is another link.
    if text.len() < 3 {
        return None;
    }
    let (start, end) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let swapped = format!("{start}{}", end.chars().rev().collect::<String>());
    (swapped != text).then_some(swapped)
}
