//! The day of a decision, as texts have it: with words behind it, or none that can be read.

use chrono::NaiveDate;

use crate::{
    date::parse_date,
    diag::{Code, Diagnostic, Located},
    load::{Node, Value, placeholder, reading::Reading, scalar},
};

/// The day that a text begins with, and what stands behind it.
pub fn leading_day(text: &str) -> Option<(NaiveDate, &str)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let ends = text
        .char_indices()
        .filter(|(_, c)| {
            matches!(c, ' ' | '(' | ')' | ',' | ';' | ':' | '|' | '.' | '（' | '）' | '，' | '：')
        })
        .map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.take(8).collect();
    ends.push(text.len());
    ends.into_iter().rev().find_map(|end| {
        let day = text.get(..end)?.trim().trim_end_matches(['.', ',']);
        let read = parse_date(day).or_else(|error| error.reading.ok_or(error)).ok()?;
        Some((read, text.get(end..)?.trim_start_matches([')', ',', ';', ' '])))
    })
}

/// The day that a value of the text gives. What may be said behind it counts for nothing; a day that can be read in two
/// ways, or that no month has, is told.
pub fn day(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<NaiveDate>> {
    let Value::Text(text) = &node.value else { return None };
    let text = text.trim().trim_matches(['{', '}', '[', ']', '<', '>', '*', '_', '"', '`']).trim();
    let text = label(text).unwrap_or(text);
    if text.is_empty() || placeholder::is_undecided(text) || is_placeholder(text) {
        return None;
    }
    let place = reading.place(node.span);
    if let Some((day, _)) = leading_day(text) {
        if parse_date(text).is_err()
            && parse_date(&day.to_string()[..]).is_ok()
            && !text.starts_with(&day.to_string())
        {
            let message = format!("`{field}`: `{text}` is not written as ISO dates are");
            let diagnostic = Diagnostic::new(Code::LooseDate, place, message);
            reading.report(diagnostic.hint(format!("write `{day}`")));
        }
        return Some(Located::new(day, place));
    }
    scalar::date(reading, field, node)
}

/// The words of a text that is one link: `[2026-01-05](https://…)`.
fn label(text: &str) -> Option<&str> {
    let (label, target) = text.strip_prefix('[').unwrap_or(text).split_once("](")?;
    target.strip_suffix(')').unwrap_or(target).find(')').is_none().then_some(label.trim())
}

/// `YYYY-MM-DD`, `DATE`: what a template puts there.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("yyyy-mm-dd")
        || lower.starts_with("yyyy")
        || matches!(lower.as_str(), "date" | "dd/mm/yyyy" | "mm/dd/yyyy" | "dd.mm.yyyy" | "today")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_their_words() {
        // the sign at the very beginning may have been taken away before
        for text in ["[2026-01-05](https://forge.example/1)", "2026-01-05](https://forge.example/1)"] {
            assert_eq!(label(text), Some("2026-01-05"), "{text}");
        }
        assert_eq!(label("2026-01-05"), None);
    }

    #[test]
    fn what_templates_put_there() {
        for text in ["YYYY-MM-DD", "(fill me in with the day, YYYY-MM-DD)", "DATE"] {
            assert!(is_placeholder(text), "{text}");
        }
        assert!(!is_placeholder("2026-01-05"));
    }

    #[test]
    fn days_at_the_beginning() {
        let day = |text| leading_day(text).map(|(day, rest)| (day.to_string(), rest.to_owned()));
        let some = |day: &str, rest: &str| Some((day.to_owned(), rest.to_owned()));
        assert_eq!(day("2026-01-05"), some("2026-01-05", ""));
        assert_eq!(day("2026-01-05, updated 2026-02-01"), some("2026-01-05", "updated 2026-02-01"));
        assert_eq!(day("2026-01-05)"), some("2026-01-05", ""));
        assert_eq!(day("February 3, 2026 (draft)"), some("2026-02-03", "(draft)"));
        assert_eq!(day("2026-01-05（was 2026-01-04）"), some("2026-01-05", "（was 2026-01-04）"));
        assert_eq!(day("Accepted"), None);
        assert_eq!(day("May 17...23)"), None);
        assert_eq!(day("January 12...26, 2026"), None);
        assert_eq!(day("02/03/2026"), None);
    }
}
