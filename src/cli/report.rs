//! Diagnostics in words: how many there are, and which are told.

use super::terminal::Stream;
use crate::diag::{
    Diagnostic, Severity, Sources,
    group::{Group, grouped},
    human,
};
use crate::say::words::counted;

/// How many diagnostics there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts them.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// `2 errors, 1 warning`; those that are none are left out.
    pub fn in_words(self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let told: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(*count, word)).collect();
        if told.is_empty() { String::from("no problems found") } else { told.join(", ") }
    }
}

/// The diagnostics that are at least so bad, in their order.
pub fn at_least(worst: Severity, diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    diagnostics.iter().filter(|found| found.severity <= worst).collect()
}

/// What is told as one: equal findings together, unless all are asked for.
pub fn told_as_one<'a>(diagnostics: &[&'a Diagnostic], all: bool) -> Vec<Group<'a>> {
    let alone = |first: &&'a Diagnostic| Group { first, others: Vec::new() };
    if all { diagnostics.iter().map(alone).collect() } else { grouped(diagnostics) }
}

/// Findings with the lines at fault, an empty line after each, as `stream` can show them.
pub fn with_lines(groups: &[Group], sources: &Sources, stream: Stream) -> String {
    let (color, width) = (stream.has_color(), stream.width());
    groups.iter().map(|group| human::render_group(group, sources, color, width) + "\n\n").collect()
}

/// Diagnostics on one line each.
pub fn in_short(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|found| human::short(found, sources) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_a_sentence_part() {
        let words = |errors, warnings, notes| Counts { errors, warnings, notes }.in_words();
        assert_eq!(words(0, 0, 0), "no problems found");
        assert_eq!(words(2, 1, 0), "2 errors, 1 warning");
        assert_eq!(words(0, 0, 3), "3 notes");
    }
}
