//! What an edit changed in a text, line by line.

use std::ops::Range;

use similar::{Algorithm, capture_diff_slices};

/// Most pairs of lines that are compared one by one; beyond, what lies between equal beginnings and ends is one edit.
const MOST_PAIRS: usize = 25_000_000;

/// Lines that went, and the lines that came in their place: either may be none. Lines count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Lines of the old text.
    pub was: Range<usize>,
    /// Lines of the new one.
    pub is: Range<usize>,
}

/// The edits that lead from one text to another, in order; line ends do not count.
pub fn edits(was: &str, is: &str) -> Vec<Edit> {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.lines().collect(), is.lines().collect());
    let start = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let ends = was[start..].iter().rev().zip(is[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (old, new) = (&was[start..was.len() - end], &is[start..is.len() - end]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return vec![Edit { was: start..start + old.len(), is: start..start + new.len() }];
    }
    let shift = |lines: Range<usize>| lines.start + start..lines.end + start;
    let found = capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(|found| found.as_tag_tuple());
    let edits = found.filter(|(_, was, is)| old.get(was.clone()) != new.get(is.clone()));
    edits.map(|(_, was, is)| Edit { was: shift(was), is: shift(is) }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edits_are_told_by_the_lines_that_went_and_came() {
        let edit = |was, is| Edit { was, is };
        assert_eq!(edits("a\nb\nc\n", "a\nx\ny\nc\n"), [edit(1..2, 1..3)]);
        assert_eq!(edits("a\nb\n", "a\n"), [edit(1..2, 1..1)]);
        assert_eq!(edits("", "a\n"), [edit(0..0, 0..1)]);
        assert_eq!(edits("a\r\nb\r\n", "a\nb\n"), []);
        assert_eq!(edits("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"), [edit(0..1, 0..1), edit(4..5, 4..5)]);
    }

    proptest! {
        #[test]
        fn edits_lead_from_the_old_text_to_the_new(
            was in prop::collection::vec("[ab]{0,2}", 0..12),
            is in prop::collection::vec("[ab]{0,2}", 0..12),
        ) {
            let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
            let mut made = Vec::new();
            let mut at = 0;
            for edit in edits(&text(&was), &text(&is)) {
                made.extend_from_slice(&was[at..edit.was.start]);
                made.extend_from_slice(&is[edit.is]);
                at = edit.was.end;
            }
            made.extend_from_slice(&was[at..]);
            prop_assert_eq!(made, is);
        }
    }
}
