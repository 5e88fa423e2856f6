//! Diagnostics as JSON: one flat object each, for other programs.

use serde::Serialize;

use super::{Code, Diagnostic, Place, Severity, Sources};

/// A diagnostic with its places resolved to file, line and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnosticRecord {
    /// Stable name of the rule.
    pub code: Code,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Path relative to the project root, if a file is at fault.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// Line on which the value at fault ends.
    pub end_line: Option<u32>,
    /// Column after its last character.
    pub end_column: Option<u32>,
    /// What to do next.
    pub hint: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<LabelRecord>,
    /// The right text, where it is known.
    pub fix: Option<FixRecord>,
}

/// A stretch of a file: lines and columns count from 1, columns in characters; the end is after the last character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Path relative to the project root.
    pub file: String,
    /// Line on which it begins.
    pub line: u32,
    /// Column at which it begins.
    pub column: u32,
    /// Line on which it ends.
    pub end_line: u32,
    /// Column after its last character.
    pub end_column: u32,
}

/// A second place, and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelRecord {
    /// The place.
    #[serde(flatten)]
    pub stretch: Stretch,
    /// What it has to do with it.
    pub text: String,
}

/// What to write in place of a stretch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixRecord {
    /// What goes.
    #[serde(flatten)]
    pub stretch: Stretch,
    /// What comes.
    pub text: String,
}

impl Stretch {
    fn new(place: Place, sources: &Sources) -> Self {
        let (start, end) = (sources.position(place), sources.end(place));
        Self {
            file: sources.path(place.file).to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

impl DiagnosticRecord {
    /// The record of `diagnostic`, whose places are in `sources`.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let stretch = |place| Stretch::new(place, sources);
        let at = diagnostic.place.map(stretch);
        let labels = diagnostic.labels.iter();
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            line: at.as_ref().map(|at| at.line),
            column: at.as_ref().map(|at| at.column),
            end_line: at.as_ref().map(|at| at.end_line),
            end_column: at.as_ref().map(|at| at.end_column),
            file: at.map(|at| at.file),
            hint: diagnostic.hint.clone(),
            labels: labels
                .map(|label| LabelRecord { stretch: stretch(label.place), text: label.text.clone() })
                .collect(),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| FixRecord { stretch: stretch(fix.place), text: fix.text.clone() }),
        }
    }
}
