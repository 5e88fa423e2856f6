//! A fault in the writing of a text, in the words of people.

use std::ops::Range;

use super::mended::Edit;

/// What is wrong at a place of a text.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    /// The bytes at fault.
    pub range: Range<usize>,
    /// What is wrong, in our words and not the parser's.
    pub message: String,
    /// What to write instead.
    pub hint: String,
    /// The edit after which the line reads as it was surely meant.
    pub edit: Option<Edit>,
}

impl Fault {
    pub fn new(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { range, message: message.into(), hint: hint.into(), edit: None }
    }

    pub fn with(self, edit: Option<Edit>) -> Self {
        Self { edit, ..self }
    }
}
