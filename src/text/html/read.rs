//! Raw HTML, cut into tags, comments and text.
//!
//! What a tag is, CommonMark says (section 6.6): stricter than browsers, so that whatever is none is text for both. Each byte is
//! looked at three times at most: within the quotes of one tag another may seem to begin, and in its other quotes a third.

use std::{borrow::Cow, ops::Range};

use super::entity::decoded;

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Neither tag nor comment.
    Text,
    /// `<b class="x">`.
    Open,
    /// `</b>`.
    Close,
    /// `<!-- x -->`, or one that does not end.
    Comment {
        /// It has an end.
        ends: bool,
    },
    /// `<!DOCTYPE html>`, `<?php ?>`, `<![CDATA[ ]]>`.
    Declaration,
    /// The `<` of what looks like a tag and is none.
    NoTag,
}

/// Cut `raw` into its pieces: each with its place, all of them the whole.
pub fn pieces(raw: &str) -> Pieces<'_> {
    Pieces { raw, at: 0, missing: Vec::new() }
}

/// See [`pieces`].
pub struct Pieces<'a> {
    raw: &'a str,
    at: usize,
    /// The ends of declarations that do not come any more, so that nobody looks for them twice.
    missing: Vec<&'static str>,
}

impl Pieces<'_> {
    /// Go on behind the end tag of `name`, or to the end where there is none.
    pub fn skip_past(&mut self, name: &str) -> bool {
        let mut from = self.at;
        while let Some(found) = self.raw[from..].find("</") {
            let start = from + found;
            let rest = &self.raw.as_bytes()[start + 2..];
            let named = rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
            let ends = rest.get(name.len()).is_none_or(|byte| !is_name(*byte));
            if named && ends {
                let close = self.raw[start..].find('>').map_or(self.raw.len(), |end| start + end + 1);
                self.at = close;
                return true;
            }
            from = start + 2;
        }
        self.at = self.raw.len();
        false
    }

    fn ending(&mut self, end: &'static str) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let from = self.at + 2;
        let found = self.raw.get(from..)?.find(end).map(|found| from + found + end.len());
        if found.is_none() {
            self.missing.push(end);
        }
        found
    }

    /// What begins at the `<` where we are, and where it ends.
    fn marked(&mut self) -> (Piece, usize) {
        let rest = &self.raw[self.at..];
        let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if rest.starts_with("<!--") {
            // `<!-->` and `<!--->` are whole comments
            let end = self.ending("-->");
            return (Piece::Comment { ends: end.is_some() }, end.unwrap_or(self.raw.len()));
        }
        let declared = match second {
            b'?' => Some("?>"),
            b'!' if rest.starts_with("<![CDATA[") => Some("]]>"),
            b'!' if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => Some(">"),
            _ => None,
        };
        if let Some(end) = declared {
            return match self.ending(end) {
                Some(end) => (Piece::Declaration, end),
                None => (Piece::NoTag, self.at + 1),
            };
        }
        let closes = second == b'/';
        let name_at = 1 + usize::from(closes);
        if !rest.as_bytes().get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            return (Piece::Text, self.at + 1);
        }
        match tag_end(&rest[name_at..], closes) {
            Some(length) if closes => (Piece::Close, self.at + name_at + length),
            Some(length) => (Piece::Open, self.at + name_at + length),
            None => (Piece::NoTag, self.at + 1),
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = (Piece, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.raw.get(start..).filter(|rest| !rest.is_empty())?;
        let (piece, end) = match rest.find('<') {
            Some(0) => self.marked(),
            Some(text) => (Piece::Text, start + text),
            None => (Piece::Text, self.raw.len()),
        };
        self.at = end;
        Some((piece, start..end))
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// The length of a tag from its name to its `>`; none where it is no tag.
fn tag_end(text: &str, closes: bool) -> Option<usize> {
    let mut rest = text.trim_start_matches(|c: char| c.is_ascii() && is_name(c as u8));
    if !closes {
        while let Some((_, after)) = next_attribute(rest) {
            rest = after;
        }
    }
    rest = rest.trim_start();
    let rest = if closes { rest } else { rest.strip_prefix('/').unwrap_or(rest) };
    Some(text.len() - rest.strip_prefix('>')?.len())
}

/// An attribute as it is written.
struct Written<'a> {
    name: &'a str,
    value: Option<&'a str>,
}

/// The next attribute of a tag and what follows it; none where there is no further one, or what stands there is none.
fn next_attribute(rest: &str) -> Option<(Written<'_>, &str)> {
    let text = rest.trim_start();
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':';
    if text.len() == rest.len() || !text.starts_with(begins) {
        return None;
    }
    let end = text.find(|c: char| !(begins(c) || c.is_ascii_digit() || c == '.' || c == '-'));
    let (name, after) = text.split_at(end.unwrap_or(text.len()));
    let Some(value) = after.trim_start().strip_prefix('=') else {
        return Some((Written { name, value: None }, after));
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            let (value, after) = inside.split_once(quote)?;
            return Some((Written { name, value: Some(value) }, after));
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || "\"'=<>`".contains(c)).unwrap_or(value.len());
    let (value, after) = value.split_at(end);
    (!value.is_empty()).then_some((Written { name, value: Some(value) }, after))
}

/// The name of a tag, in lower case.
pub fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.bytes().position(|byte| !is_name(byte)).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// The attributes of an open tag in order: name in lower case, value as browsers read it, byte of the tag.
pub fn attributes(tag: &str) -> impl Iterator<Item = (String, Cow<'_, str>, usize)> {
    let mut rest = tag.trim_start_matches('<');
    rest = rest.trim_start_matches(|c: char| c.is_ascii() && is_name(c as u8));
    std::iter::from_fn(move || {
        let at = tag.len() - rest.trim_start().len();
        let (written, after) = next_attribute(rest)?;
        rest = after;
        Some((written.name.to_ascii_lowercase(), decoded(written.value.unwrap_or_default()), at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(raw: &str) -> Vec<(Piece, &str)> {
        pieces(raw).map(|(piece, range)| (piece, &raw[range])).collect()
    }

    #[test]
    fn pieces_are_the_whole() {
        for raw in [
            "a<b c='d>' e=f g>h</b ><!-- < -->i<!DOCTYPE x><?p?>&lt;<![CDATA[x]]>",
            "< a <1 </ > <a",
            "<a b=\"",
            "<!-->x<!-- y",
            "größe <é> <b é>",
        ] {
            assert_eq!(cut(raw).iter().map(|(_, text)| *text).collect::<String>(), raw);
        }
    }

    #[test]
    fn tags_are_those_of_commonmark() {
        for tag in
            ["<a>", "<a/>", "<a b>", "<a b=c/d>", "<a b='\"<>' c = \"'\">", "<a\nb\n=\n'c'\n/>", "<my-tag>"]
        {
            assert_eq!(cut(tag), [(Piece::Open, tag)]);
        }
        for none in ["<a b=\"c\"d>", "<a b=c<d>", "<a *>", "<a b='>", "<a <b>", "<a", "<a b=>", "</a b>"] {
            assert_eq!(cut(none)[0], (Piece::NoTag, "<"), "{none}");
        }
        assert_eq!(cut("</a >"), [(Piece::Close, "</a >")]);
        let read: Vec<_> =
            attributes("<A B='x&amp;y' c d=1>").map(|(n, v, at)| (n, v.into_owned(), at)).collect();
        let text = |s: &str| s.to_owned();
        assert_eq!(
            read,
            [(text("b"), text("x&y"), 3), (text("c"), text(""), 15), (text("d"), text("1"), 17)]
        );
    }

    #[test]
    fn what_follows_an_end_tag_is_found() {
        let mut all = pieces("<script>a </scripty> b </SCRIPT x> c");
        all.next();
        assert!(all.skip_past("script"));
        assert_eq!(all.next(), Some((Piece::Text, 34..36)));
    }
}
