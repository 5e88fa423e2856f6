//! Diagnostics as workflow commands of GitHub: annotations beside the lines at fault.
//!
//! GitHub shows at most ten of a step, so the worst come first and the rest is left to the job summary, which is Markdown.

use super::{Diagnostic, Severity, Sources};
use crate::text::unmentioned;

/// Most annotations of a step that GitHub shows.
pub const MOST: usize = 10;

/// Most rows of a summary; GitHub takes one megabyte.
const ROWS: usize = 500;

/// The annotations of the worst, one line each; `folder` is where the project is in its repository, with a slash at its end.
pub fn annotations(found: &[&Diagnostic], sources: &Sources, folder: &str) -> String {
    worst_first(found).iter().take(MOST).map(|found| annotation(found, sources, folder) + "\n").collect()
}

/// All of them as a table for the job summary.
pub fn summary(found: &[&Diagnostic], sources: &Sources, title: &str) -> String {
    let mut text = format!("### {}\n\n", cell(title));
    if found.is_empty() {
        return text;
    }
    text += "| | where | what | what to do |\n|---|---|---|---|\n";
    for found in worst_first(found).iter().take(ROWS) {
        let place = found.place.map_or_else(String::new, |place| {
            let at = sources.position(place);
            format!("{}:{}:{}", sources.path(place.file), at.line, at.column)
        });
        text += &format!(
            "| {} `{}` | {} | {} | {} |\n",
            found.severity.word(),
            found.code,
            cell(&place),
            cell(&found.message),
            cell(found.hint.as_deref().unwrap_or_default())
        );
    }
    if let Some(more) = found.len().checked_sub(ROWS).filter(|more| *more > 0) {
        text += &format!("\n{more} more: `milepost check` tells all of them\n");
    }
    text
}

fn worst_first<'a>(found: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut found = found.to_vec();
    found.sort_by_key(|found| found.severity);
    found
}

fn annotation(found: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = found.place.map_or_else(String::new, |place| {
        let (start, end) = (sources.position(place), sources.end(place));
        let file = property(&format!("{folder}{}", sources.path(place.file)));
        // Columns are understood only where the line does not end.
        let columns = match start.line == end.line {
            true => format!(",col={},endColumn={}", start.column, end.column),
            false => String::new(),
        };
        format!("file={file},line={},endLine={}{columns},", start.line, end.line)
    });
    let hint = found.hint.as_deref().map_or_else(String::new, |hint| format!("\n{hint}"));
    format!(
        "::{command} {place}title={}::{}",
        property(found.code.name()),
        data(&format!("{}{hint}", found.message))
    )
}

/// What may stand behind the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may stand behind an equals sign.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A cell of a table, in which nothing is markup and nobody is notified.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => safe.push(' '),
            c if c.is_ascii_punctuation() && !",.;:'\"-/()= ?!%+@".contains(c) => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    unmentioned(&safe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Code, Place, Source},
        text::Span,
    };

    #[test]
    fn an_annotation_holds_what_it_must_and_nothing_that_ends_it() {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("content/a,b.md", "---\nid: M1\n---\n"));
        let place = Place::new(file, Span { start: 8, end: 10 });
        let found = Diagnostic::new(Code::BadId, place, "100 % of `a`\n::error::b").hint("do: this");
        assert_eq!(
            annotations(&[&found], &sources, "plans/"),
            "::warning file=plans/content/a%2Cb.md,line=2,endLine=2,col=5,endColumn=7,title=bad-id::100 %25 of `a`%0A::error::b%0Ado: this\n"
        );
    }

    #[test]
    fn ten_are_shown_the_worst_first_and_the_summary_has_all() {
        let notes: Vec<Diagnostic> =
            (0..20).map(|n| Diagnostic::global(Code::NotClosed, format!("note {n}"))).collect();
        let error = Diagnostic::global(Code::MissingSettings, "@octocat | <b>");
        let all: Vec<&Diagnostic> = notes.iter().chain([&error]).collect();
        let shown = annotations(&all, &Sources::default(), "");
        assert_eq!(shown.lines().count(), MOST);
        let first = shown.lines().next().expect("a line");
        assert!(
            first.starts_with(&format!(
                "::{}",
                if error.severity == Severity::Error { "error" } else { "warning" }
            )),
            "{first}"
        );
        let summary = summary(&all, &Sources::default(), "21 findings");
        assert_eq!(summary.lines().count(), 4 + 21);
        assert!(!summary.contains("@octocat") && !summary.contains(" <b>"), "{summary}");
    }
}
