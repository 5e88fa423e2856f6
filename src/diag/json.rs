//! Diagnostics as JSON: one flat object each, for other programs.

use serde::Serialize;

use super::{Code, Diagnostic, Severity, Sources};

/// A diagnostic with its place resolved to file, line and column.
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
    /// What to do next.
    pub hint: Option<String>,
}

impl DiagnosticRecord {
    /// The record of `diagnostic`, whose places are in `sources`.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let position = diagnostic.place.map(|place| sources.position(place));
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            file: diagnostic.place.map(|place| sources.path(place.file).to_owned()),
            line: position.map(|p| p.line),
            column: position.map(|p| p.column),
            hint: diagnostic.hint.clone(),
        }
    }
}
