//! Text on lines of a fixed pitch: how wide it is, and how it is cleaned, padded, shortened and broken.
//!
//! Widths are in terminal columns by UAX #11 and the emoji rules of UTS #51, as the crate `unicode-width` tells them: two
//! for a Han character or an emoji, none for a combining mark.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::visible;

/// Columns of a line that can be broken.
pub const WIDTH: usize = 96;

/// Most characters without a width of their own in a row; what goes beyond is a joke or an attack.
const MOST_MARKS: usize = 8;

/// Longest cluster, in bytes: the longest emoji in use has 35.
const LONGEST_CLUSTER: usize = 64;

/// Joins two emoji into one.
const JOINER: char = '\u{200d}';

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// A text as one line: white space is single spaces, and nothing is left that steers a terminal.
pub fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        let Some(c) = visible::shown(c) else { continue };
        if c.is_whitespace() {
            if !line.ends_with(' ') && !line.is_empty() {
                line.push(' ');
            }
            marks = 0;
            continue;
        }
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        if marks <= MOST_MARKS {
            line.push(c);
        }
    }
    line.truncate(line.trim_end_matches(' ').len());
    line
}

/// A text with spaces behind it, up to so many columns.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text in the middle of so many columns; an odd space is behind it.
pub fn center(text: &str, columns: usize) -> String {
    let before = columns.saturating_sub(width(text)) / 2;
    pad(&format!("{}{text}", " ".repeat(before)), columns)
}

/// A text that takes at most so many columns: where it is longer, its end gives way to an ellipsis.
pub fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut end = 0;
    let mut used = 0;
    for cluster in clusters(text) {
        let longer = end + cluster.len();
        used += width(cluster);
        if used.max(width(&text[..longer])) + 1 > columns {
            break;
        }
        end = longer;
    }
    let taken = &text[..end];
    format!("{}…", taken.trim_end())
}

/// A text on lines of at most so many columns, broken at spaces, and inside of words that are longer than a line.
/// The first line has `first` columns; at least one line.
///
/// The width of a text is not quite the sum of its parts, so whole lines are measured.
pub fn wrap(text: &str, first: usize, columns: usize) -> Vec<String> {
    let mut lines = Lines { done: Vec::new(), line: String::new(), used: 0, room: first };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let space = if lines.used > 0 { " " } else { "" };
        if lines.take(&[space, word]) {
            continue;
        }
        if lines.used > 0 || width(word) <= columns {
            lines.next(columns);
        }
        for cluster in clusters(word) {
            if !lines.take(&[cluster]) {
                lines.next(columns);
                lines.take(&[cluster]);
            }
        }
    }
    lines.done.push(lines.line);
    lines.done
}

/// Lines that are being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    /// The sum of the widths of what the line holds: it grows with every part, so that no line grows for ever.
    used: usize,
    room: usize,
}

impl Lines {
    /// Adds parts to the line where they fit, or where it is empty and the part is a narrow one.
    fn take(&mut self, parts: &[&str]) -> bool {
        let wide: usize = parts.iter().map(|part| width(part)).sum();
        let before = self.line.len();
        if self.used + wide > self.room && (self.used > 0 || wide > 2) {
            return false;
        }
        self.line.extend(parts.iter().copied());
        if self.used > 0 && width(&self.line) > self.room {
            self.line.truncate(before);
            return false;
        }
        self.used += wide;
        true
    }

    /// Begins the next line.
    fn next(&mut self, room: usize) {
        self.done.push(std::mem::take(&mut self.line));
        (self.used, self.room) = (0, room);
    }
}

/// What people see as one character each: a base with its marks, a joined emoji, a flag. An approximation of the
/// grapheme clusters of UAX #29 that never takes more than two columns.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut end = rest.chars().next()?.len_utf8();
        let mut last = rest.chars().next()?;
        for c in rest[end..].chars() {
            let longer = end + c.len_utf8();
            let mark = c.width() == Some(0) || matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
            let flag = regional(last) && regional(c) && end == last.len_utf8();
            let joined = mark || flag || last == JOINER;
            if !joined || longer > LONGEST_CLUSTER || width(&rest[..longer]) > 2 {
                break;
            }
            (end, last) = (longer, c);
        }
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

/// One of the two halves of a flag.
fn regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_as_one_character_is_not_parted() {
        let parts = |text| clusters(text).collect::<Vec<_>>();
        assert_eq!(parts("e\u{301}x"), ["e\u{301}", "x"]);
        assert_eq!(parts("👩\u{200d}💻👍🏽"), ["👩\u{200d}💻", "👍🏽"]);
        assert_eq!(parts("🇩🇪🇫🇷"), ["🇩🇪", "🇫🇷"]);
        assert_eq!(parts("漢字"), ["漢", "字"]);
    }

    #[test]
    fn a_shortened_text_fits_and_says_so() {
        assert_eq!(shorten("Gateway", 7), "Gateway");
        assert_eq!(shorten("Gateway", 6), "Gatew…");
        assert_eq!(shorten("漢字漢字", 6), "漢字…");
        assert_eq!(shorten("Cart and checkout", 6), "Cart…");
    }

    #[test]
    fn lines_break_at_spaces_and_in_long_words() {
        assert_eq!(wrap("one two three", 7, 5), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3, 4), ["abc", "defg", "h"]);
        assert_eq!(wrap("a 漢字漢字", 6, 6), ["a", "漢字漢", "字"]);
        assert_eq!(wrap("", 5, 5), [""]);
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(
            plain(" a\u{1b}[31m\tb\r\n c\u{202e}d\u{9b}e\u{2028}f "),
            "a\u{fffd}[31m b c\u{fffd}d\u{fffd}e f"
        );
        assert_eq!(plain(&format!("a{}", "\u{301}".repeat(100))).chars().count(), 1 + MOST_MARKS);
    }
}
