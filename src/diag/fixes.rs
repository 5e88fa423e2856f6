//! The right text in place of the wrong one, where it is known.

use super::Fix;

/// A text after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// Which of the fixes were made, by their place in the list.
    pub made: Vec<usize>,
}

/// Make the fixes of one text that do not touch each other: of two that do, the first in the text wins. What is put in
/// has the line ends of the text; all else stays byte for byte.
pub fn apply(text: &str, fixes: &[&Fix]) -> Fixed {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.sort_by_key(|&index| (fixes[index].place.span.start, fixes[index].place.span.end, index));
    let mut fixed = Fixed { text: String::with_capacity(text.len()), made: Vec::new() };
    let mut read = 0;
    for index in order {
        let (range, written) = (fixes[index].place.span.range(), fixes[index].text.as_str());
        let free = range.start > read || (range.start == read && fixed.made.is_empty());
        let Some(kept) = text.get(read..range.start).filter(|_| free && text.is_char_boundary(range.end))
        else {
            continue;
        };
        fixed.text.push_str(kept);
        fixed.text.push_str(&written.replace("\r\n", "\n").replace('\n', newline));
        read = range.end;
        fixed.made.push(index);
    }
    fixed.text.push_str(text.get(read..).unwrap_or(""));
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{FileId, Place},
        text::Span,
    };

    fn fix(start: usize, end: usize, text: &str) -> Fix {
        Fix { place: Place::new(FileId(0), Span::new(start, end)), text: text.to_owned() }
    }

    #[test]
    fn of_two_that_touch_the_first_wins() {
        let fixes = [fix(6, 9, "X"), fix(0, 3, "A"), fix(2, 7, "B"), fix(9, 9, "C")];
        let fixed = apply("abcdefghijk", &fixes.iter().collect::<Vec<_>>());
        assert_eq!((fixed.text.as_str(), fixed.made), ("AdefXjk", vec![1, 0]));
    }

    #[test]
    fn line_ends_are_those_of_the_text() {
        let fixed = apply("a: b: c\r\nd: 1\r\n", &[&fix(3, 7, "\"b:\n c\"")]);
        assert_eq!(fixed.text, "a: \"b:\r\n c\"\r\nd: 1\r\n");
    }

    #[test]
    fn a_place_outside_of_the_text_is_left_alone() {
        let fixed = apply("é", &[&fix(1, 2, "x"), &fix(5, 9, "y")]);
        assert_eq!((fixed.text.as_str(), fixed.made), ("é", Vec::new()));
    }
}
