//! Errors as the page shows them, over itself.

use serde::Serialize;

use crate::diag::{Diagnostic, Severity, Sources, human};

/// Most errors that are shown at once.
const MOST: usize = 20;

/// Columns of the lines around an error.
const WIDTH: usize = 90;

/// An error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, from the project's root; none where no file is at fault.
    pub file: Option<String>,
    /// The line in it, from 1.
    pub line: u32,
    /// The column in it, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// The whole of it with the lines around, a caret under the place, and what to do.
    pub shown: String,
}

impl Problem {
    /// What makes it the same after an edit elsewhere in its file.
    pub fn name(&self) -> (Option<String>, String) {
        (self.file.clone(), self.message.clone())
    }
}

/// The errors among the findings.
pub fn problems(found: &[Diagnostic], sources: &Sources) -> Vec<Problem> {
    let errors = found.iter().filter(|found| found.severity == Severity::Error).take(MOST);
    let problem = |found: &Diagnostic| {
        let position = found.place.map(|place| sources.position(place));
        Problem {
            file: found.place.map(|place| sources.path(place.file).to_owned()),
            line: position.as_ref().map_or(1, |at| at.line),
            column: position.as_ref().map_or(1, |at| at.column),
            message: found.message.clone(),
            shown: human::render(found, sources, false, WIDTH),
        }
    };
    errors.map(problem).collect()
}
