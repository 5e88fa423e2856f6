//! A text with some stretches written otherwise, and the way back from its offsets to those of the text that is meant.
//!
//! Knows no YAML.

use std::ops::Range;

/// What to write in place of a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes that go; empty where something is put in.
    pub range: Range<usize>,
    /// What is written there instead; empty where bytes only go.
    pub text: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// A text after some edits.
pub(super) struct Mended<'a> {
    original: &'a str,
    /// In order of place, none touching another.
    edits: Vec<Edit>,
    text: String,
}

impl<'a> Mended<'a> {
    /// The text as it stands.
    pub(super) fn new(original: &'a str) -> Self {
        Self { original, edits: Vec::new(), text: original.to_owned() }
    }

    /// The text after the edits.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The edits so far.
    pub(super) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Edit once more; false where the edit touches one that was made before.
    pub(super) fn apply(&mut self, edit: Edit) -> bool {
        let touches =
            |other: &Edit| edit.range.start <= other.range.end && other.range.start <= edit.range.end;
        if self.edits.iter().any(touches) {
            return false;
        }
        let at = self.edits.partition_point(|other| other.range.start < edit.range.start);
        self.edits.insert(at, edit);
        self.text = self.rewritten();
        true
    }

    /// The offset in the original of an offset in the text; within what was put in, the start of the edit.
    pub(super) fn original(&self, at: usize) -> usize {
        let (mut read, mut written) = (0, 0);
        for edit in &self.edits {
            let kept = edit.range.start - read;
            if at <= written + kept {
                break;
            }
            if at < written + kept + edit.text.len() {
                return edit.range.start;
            }
            written += kept + edit.text.len();
            read = edit.range.end;
        }
        read + at.saturating_sub(written)
    }

    fn rewritten(&self) -> String {
        let mut text = String::with_capacity(self.original.len() + 16);
        let mut read = 0;
        for edit in &self.edits {
            text.push_str(&self.original[read..edit.range.start]);
            text.push_str(&edit.text);
            read = edit.range.end;
        }
        text.push_str(&self.original[read..]);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let mut mended = Mended::new("title: a: b\nnote:x\n");
        assert!(mended.apply(Edit::new(17..17, " ")));
        assert!(mended.apply(Edit::new(7..11, "\"a: b\"")));
        assert!(!mended.apply(Edit::new(9..9, "!")), "it lies in another");
        assert_eq!(mended.text(), "title: \"a: b\"\nnote: x\n");
        let back: Vec<usize> = [0, 7, 8, 13, 14, 19, 20, 21].map(|at| mended.original(at)).to_vec();
        assert_eq!(back, [0, 7, 7, 11, 12, 17, 17, 18]);
    }
}
