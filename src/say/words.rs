//! Words for days, counts and colors in the sentences of page models.

use chrono::NaiveDate;

use crate::model::Rag;

/// `6 May 2026`, as dates stand everywhere on the pages.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// `1 milestone`, `3 milestones`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// `1 working day`, `3 working days`; the sign is left to the sentence around it.
pub fn working_days(days: i32) -> String {
    counted(days.unsigned_abs() as usize, "working day")
}

/// How a finish lies to its baseline: `on plan`, `3 working days late`, `1 working day early`.
pub fn against_plan(variance: i32) -> String {
    match variance {
        0 => "on plan".to_owned(),
        1.. => format!("{} late", working_days(variance)),
        _ => format!("{} early", working_days(variance)),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The word of a color at the beginning of a sentence.
pub fn color(rag: Rag) -> &'static str {
    match rag {
        Rag::Planned => "Planned",
        Rag::Green => "Green",
        Rag::Amber => "Amber",
        Rag::Unknown => "Unknown",
        Rag::Red => "Red",
    }
}

/// A sentence in which ISO dates are written as people read them.
pub fn with_dates(text: &str) -> String {
    const LENGTH: usize = "2026-05-06".len();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let digits = from.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(from.len());
        out.push_str(before);
        let inside_a_word =
            before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'));
        let date =
            (digits == LENGTH && !inside_a_word).then(|| from[..digits].parse::<NaiveDate>().ok()).flatten();
        match date {
            Some(date) => out.push_str(&day(date)),
            None => out.push_str(&from[..digits]),
        }
        rest = &from[digits..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_sentences_are_readable_and_nothing_else_changes() {
        let told =
            "Forecast 2026-05-14 is late; see 10-2026-05-14x, v2026-05-14, a/2026-05-14.md and 2026-13-40.";
        let read =
            "Forecast 14 May 2026 is late; see 10-2026-05-14x, v2026-05-14, a/2026-05-14.md and 2026-13-40.";
        assert_eq!(with_dates(told), read);
        assert_eq!(with_dates("2026-05-06"), "6 May 2026");
        assert_eq!(with_dates("ö 3 - 4 -"), "ö 3 - 4 -");
    }

    #[test]
    fn counts_and_lists_read_as_sentences() {
        assert_eq!(against_plan(-1), "1 working day early");
        assert_eq!(against_plan(0), "on plan");
        assert_eq!(listed(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
    }
}
