//! The name that a thing has and the one it is to get, and where the first stands in a text.

use std::ops::Range;

use crate::render::next_id;

/// A change of name.
#[derive(Debug, Clone)]
pub struct NewName {
    /// The id as it is.
    pub from: String,
    /// The id as it is to be.
    pub to: String,
}

impl NewName {
    /// Where the name stands in a text as a word of its own: exactly, else in another case. Not as a part of a path or of a
    /// longer id: `M1` stands in `M1..M3` and `M1 (why)`, not in `M1.2`, `M1-a` or `x/M1`.
    pub fn words(&self, text: &str) -> Vec<Range<usize>> {
        let exact = self.found(text, |piece| piece == self.from);
        match exact.is_empty() {
            true => self.found(text, |piece| piece.eq_ignore_ascii_case(&self.from)),
            false => exact,
        }
    }

    fn found(&self, text: &str, is_it: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let end = at + self.from.len();
            if text.get(at..end).is_some_and(&is_it) && begins_free(&text[..at]) && ends_free(&text[end..]) {
                found.push(at..end);
                at = end;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        found
    }

    /// Where prose names the thing, as the site finds it: by an id with a letter and a digit. Common words are no names.
    pub fn in_prose(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((start, end)) = next_id(&text[at..]) {
            let range = at + start..at + end;
            at = range.end;
            if text[range.clone()] == *self.from {
                found.push(range);
            }
        }
        found
    }

    /// A text with the new name wherever the old one stands as a word.
    pub fn put_into(&self, text: &str) -> String {
        let mut put = String::with_capacity(text.len());
        let mut kept = 0;
        for range in self.found(text, |piece| piece == self.from) {
            put.push_str(&text[kept..range.start]);
            put.push_str(&self.to);
            kept = range.end;
        }
        put + &text[kept..]
    }
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\\')
}

fn begins_free(before: &str) -> bool {
    let mut back = before.chars().rev();
    match (back.next(), back.next()) {
        (Some('.'), Some('.')) | (None, _) => true,
        (Some('.'), Some(c)) if is_part(c) => false,
        (Some(c), _) => !is_part(c),
    }
}

fn ends_free(after: &str) -> bool {
    let mut next = after.chars();
    match (next.next(), next.next()) {
        (Some('.'), Some(c)) => c == '.' || !is_part(c),
        (Some(c), _) => !is_part(c),
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str) -> String {
        NewName { from: "M1".to_owned(), to: "K7".to_owned() }.put_into(text)
    }

    #[test]
    fn a_name_is_a_word_of_its_own() {
        assert_eq!(
            renamed("M1, M1.2, xM1 M1-a [[M1]] M1..M3 M0..M1."),
            "K7, M1.2, xM1 M1-a [[K7]] K7..M3 M0..K7."
        );
        assert_eq!(
            renamed("a/M1.md [M1](m/M1.md) @M1 `M1` größeM1"),
            "a/M1.md [K7](m/M1.md) @K7 `K7` größeM1"
        );
        assert_eq!(renamed(""), "");
    }

    #[test]
    fn another_case_counts_where_the_name_does_not_stand_as_it_is() {
        let name = NewName { from: "M1".to_owned(), to: "K7".to_owned() };
        assert_eq!(name.words("m1"), [0..2]);
        assert_eq!(name.words("m1 M1"), [3..5]);
    }
}
