//! Words for counts, lists and colors in the sentences of page models.

use std::borrow::Cow;

use crate::{
    date::Length,
    model::{Head, Rag, RecordTie},
    text::visible::apart,
};

/// Of a decision whose file names no status that is understood.
pub const STATUS_NOT_READ: &str = "status not read";

/// What one decision is to another, as a key and in words; `back` where it goes from the other to this one.
pub fn tie_words(tie: RecordTie, back: bool) -> (&'static str, &'static str) {
    match (tie, back) {
        (RecordTie::Amends, false) => ("amends", "Amends"),
        (RecordTie::Amends, true) => ("amended_by", "Amended by"),
        (RecordTie::Clarifies, false) => ("clarifies", "Clarifies"),
        (RecordTie::Clarifies, true) => ("clarified_by", "Clarified by"),
        (RecordTie::Refines, false) => ("refines", "Refines"),
        (RecordTie::Refines, true) => ("refined_by", "Refined by"),
        (RecordTie::Extends, false) => ("extends", "Extends"),
        (RecordTie::Extends, true) => ("extended_by", "Extended by"),
        (RecordTie::Deprecates, false) => ("deprecates", "Deprecates"),
        (RecordTie::Deprecates, true) => ("deprecated_by", "Deprecated by"),
        (RecordTie::DependsOn, false) => ("depends_on", "Depends on"),
        (RecordTie::DependsOn, true) => ("required_by", "Needed by"),
        (RecordTie::ConflictsWith, _) => ("conflicts_with", "Conflicts with"),
        (RecordTie::RelatesTo, _) => ("relates_to", "Related to"),
    }
}

/// `1 milestone`, `3 milestones`, `2 dependencies`, `1,204 tasks`.
pub fn counted(count: usize, noun: &str) -> String {
    let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let shown = number(i64::try_from(count).unwrap_or(i64::MAX));
    match stem {
        _ if count == 1 => format!("1 {noun}"),
        Some(stem) => format!("{shown} {stem}ies"),
        None => format!("{shown} {noun}s"),
    }
}

/// A whole number with its thousands set apart by a comma, and a true minus sign.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 8);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 working day`, `3 working days`; the sign is left to the sentence around it.
pub fn working_days(days: impl Into<i64>) -> String {
    counted(usize::try_from(days.into().unsigned_abs()).unwrap_or(usize::MAX), "working day")
}

/// A length of time: `3 working days`, `2 calendar days`; the sign is left to the sentence around it.
pub fn length(length: Length) -> String {
    match length {
        Length::Working(days) => working_days(days),
        Length::Elapsed(days) => counted(days.unsigned_abs() as usize, "calendar day"),
    }
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
pub fn listed(items: &[impl AsRef<str>]) -> String {
    let items: Vec<Cow<str>> = items.iter().map(|item| apart(item.as_ref())).collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => one.clone().into_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The first few of a list of `count`: `a, b and 4 more`.
pub fn first_of(items: &[impl AsRef<str>], count: usize) -> String {
    let more = count.saturating_sub(items.len());
    let mut items: Vec<String> = items.iter().map(|item| item.as_ref().to_owned()).collect();
    items.extend((more > 0).then(|| format!("{more} more")));
    listed(&items)
}

/// A thing by id and title: `M1.4 Gateway`; the id alone where that is its title too.
pub fn named(head: &Head) -> String {
    let title = phrase(&head.title);
    if *head.id == *title {
        apart(title).into_owned()
    } else {
        format!("{} {}", apart(&head.id), apart(title))
    }
}

/// A text that others wrote, as a part of a sentence: without the full stop at its end.
pub fn phrase(text: &str) -> &str {
    let text = text.trim();
    // Three dots are no full stop.
    text.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(text)
}

/// A text that others wrote, as a sentence: with a full stop where it has no end of its own.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '…', '。']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

/// With a capital at the beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_stand_in_sentences_and_as_sentences() {
        assert_eq!(
            ["Flour.", " Flour ", "Flour etc...", "."].map(phrase),
            ["Flour", "Flour", "Flour etc...", ""]
        );
        assert_eq!(["Flour", "Flour?", "Flour.", ""].map(sentence), ["Flour.", "Flour?", "Flour.", ""]);
        assert_eq!(first_of(&["a", "b"], 6), "a, b and 4 more");
        assert_eq!(first_of(&["a", "b"], 2), "a and b");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([-1_234_567, 999, 1000].map(number), ["−1,234,567", "999", "1,000"]);
        assert_eq!(counted(1234, "entry"), "1,234 entries");
    }

    #[test]
    fn counts_and_lists_read_as_sentences() {
        assert_eq!(against_plan(-1), "1 working day early");
        assert_eq!(against_plan(0), "on plan");
        let counts = [counted(1, "entry"), counted(2, "entry"), counted(0, "day"), counted(3, "risk")];
        assert_eq!(counts, ["1 entry", "2 entries", "0 days", "3 risks"]);
        assert_eq!(listed(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
    }
}
