//! Readers of single values: texts, dates, lengths, percentages, words.
//!
//! Each takes the name of the field for its message, reports what cannot be read at the value itself, and
//! gives `None` then. Must not know what the fields mean.

use chrono::NaiveDate;

use super::{
    Node, Value,
    placeholder::is_undecided,
    reading::Reading,
    vocabulary::squeeze,
    words::{Word, near_word, parse_word, word_hint},
};
use crate::{
    date::{DateError, Length, parse_date},
    diag::{Code, Diagnostic, Located, Place},
    text::visible,
};

/// Longest name or title, in characters: it stands on dozens of pages, in lists and drawings.
pub const LONGEST_NAME: usize = 200;

/// Longest other text of a field, in characters.
const LONGEST_TEXT: usize = 10_000;

/// The fields that name something or somebody.
const NAMES: [&str; 9] = ["title", "name", "role", "owner", "by", "to", "id", "contact", "category"];

/// Any scalar as trimmed text, in the spelling of the file; at most as long as anybody reads.
pub fn text(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<String>> {
    let text = whole_text(reading, field, node)?;
    let longest = if NAMES.contains(&field) { LONGEST_NAME } else { LONGEST_TEXT };
    let value = shortened(reading, field, text.value, longest, text.place);
    Some(Located::new(visible::closed(value), text.place))
}

/// A text that is not longer than `longest` characters; that it was is told.
pub fn shortened(reading: &Reading<'_>, field: &str, text: String, longest: usize, place: Place) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text };
    let length = text.chars().count();
    let message = format!("`{field}` is {length} characters long; pages show the first {longest}");
    let hint = "write the rest under the front matter";
    reading.report(Diagnostic::new(Code::LongText, place, message).hint(hint));
    format!("{}…", text[..end].trim_end())
}

fn whole_text(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<String>> {
    let place = reading.place(node.span);
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(Located::new(text.trim().to_owned(), place)),
        Value::Bool(value) => Some(Located::new(value.to_string(), place)),
        Value::Null => None,
        Value::List(items) => match items.as_slice() {
            [only] if !matches!(only.value, Value::List(_)) => whole_text(reading, field, only),
            _ => wrong_type(reading, field, place, "a single value is expected, not a list"),
        },
        Value::Map(_) => wrong_type(reading, field, place, "a single value is expected, not a mapping"),
    }
}

/// A date; `TBD` and the like are no date and no fault.
pub fn date(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<NaiveDate>> {
    let text = text(reading, field, node)?;
    if is_undecided(&text.value) {
        return None;
    }
    let named = || reading.around.theirs.dates.get(&squeeze(&text.value)).copied();
    match parse_date(&text.value) {
        Ok(date) => Some(Located::new(date, text.place)),
        Err(error) => match named() {
            Some(date) => Some(Located::new(date, text.place)),
            None => loose_date(reading, field, text.place, error),
        },
    }
}

/// A day that is written in another way than ours, where it can be no other: read, and told.
fn loose_date(
    reading: &Reading<'_>,
    field: &str,
    place: Place,
    error: DateError,
) -> Option<Located<NaiveDate>> {
    let Some(date) = error.reading else {
        return unreadable(reading, Code::BadDate, field, place, error);
    };
    let message = format!("`{field}`: {}", error.message);
    let diagnostic = Diagnostic::new(Code::LooseDate, place, message).hint(format!("write `{date}`"));
    reading.report_of(diagnostic.fix(place, date.to_string()), format!("loose date {field}"));
    Some(Located::new(date, place))
}

/// A length of time in working or elapsed days.
pub fn length(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<Length>> {
    let text = text(reading, field, node)?;
    if is_undecided(&text.value) {
        return None;
    }
    match Length::parse(&text.value, reading.around.days_per_week) {
        Ok(length) => Some(Located::new(length, text.place)),
        Err(error) => unreadable(reading, Code::BadDuration, field, text.place, error),
    }
}

/// A length of time that is not negative.
pub fn duration(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<Length>> {
    let length = length(reading, field, node)?;
    if length.value.days() < 0 {
        let message = format!("`{field}` is `{}`, but time cannot be negative here", length.value);
        reading.report(Diagnostic::new(Code::OutOfRange, length.place, message).hint("write 0d or more"));
        return None;
    }
    Some(length)
}

/// A percentage from 0 to 100, with or without its sign; fractions are cut off.
pub fn percent(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<u8>> {
    let text = text(reading, field, node)?;
    let digits = text.value.strip_suffix('%').unwrap_or(&text.value).trim_end();
    let Ok(value) = digits.parse::<f64>() else {
        let message = format!("`{field}` is `{}`, which is no percentage", text.value);
        reading.report(
            Diagnostic::new(Code::WrongType, text.place, message).hint("write a number from 0 to 100"),
        );
        return None;
    };
    // `0.8` may be 80 %, and may be less than one: what is told is no whole percent.
    if value > 0.0 && value < 1.0 && !text.value.ends_with('%') {
        let message = format!("`{field}` is `{}`: a share of one, or less than a percent", text.value);
        let hint =
            format!("write `{}`, a number from 0 to 100, if a share is meant", (value * 100.0).round());
        reading.report(Diagnostic::new(Code::OutOfRange, text.place, message).hint(hint));
        return None;
    }
    if !(0.0..=100.0).contains(&value) {
        let message = format!("`{field}` is `{}`, which is not between 0 and 100", text.value);
        reading.report(
            Diagnostic::new(Code::OutOfRange, text.place, message).hint("write a number from 0 to 100"),
        );
        return None;
    }
    Some(Located::new(value as u8, text.place))
}

/// A whole number from 0.
pub fn count(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<u32>> {
    let text = text(reading, field, node)?;
    match text.value.parse::<u32>() {
        Ok(value) => Some(Located::new(value, text.place)),
        Err(_) => {
            wrong_type(reading, field, text.place, &format!("`{}` is no whole number from 0", text.value))
        }
    }
}

/// One of the words of a type.
pub fn word<W: Word>(reading: &Reading<'_>, field: &str, node: &Node) -> Option<Located<W>> {
    let text = text(reading, field, node)?;
    let value = word_of(reading, &text.value);
    if value.is_none() {
        unknown_word::<W>(reading, field, &text);
    }
    Some(Located::new(value?, text.place))
}

/// The value that a word stands for, by the settings or by the words that everybody has.
pub fn word_of<W: Word>(reading: &Reading<'_>, text: &str) -> Option<W> {
    reading.around.theirs.statuses.value(text).or_else(|| parse_word(text))
}

/// Report a word that the field does not take.
pub fn unknown_word<W: Word>(reading: &Reading<'_>, field: &str, text: &Located<String>) {
    let is_color = W::STATUS_OF.is_some() && parse_word::<crate::model::Rag>(&text.value).is_some();
    let message = format!("`{field}` is `{}`, which is not {}", text.value, W::WHAT);
    let diagnostic = Diagnostic::new(Code::UnknownValue, text.place, message);
    let group = format!("{} {}", W::WHAT, squeeze(&text.value));
    let diagnostic = match near_word::<W>(&text.value) {
        _ if is_color => {
            diagnostic.hint("a color goes into `rag`; the status says where in its life the thing is")
        }
        Some(near) if near.sure => diagnostic.hint(word_hint::<W>(&text.value)).fix(text.place, near.word),
        _ => diagnostic.hint(word_hint::<W>(&text.value)),
    };
    match W::STATUS_OF {
        Some(_) => reading.report_of(diagnostic, group),
        None => reading.report(diagnostic),
    }
}

/// Whether a value says that there is nothing to say yet.
pub fn says_nothing(node: &Node) -> bool {
    matches!(&node.value, Value::Text(text) if is_undecided(text.trim()))
}

/// Report a value of another type than the field takes.
pub fn wrong_type<T>(reading: &Reading<'_>, field: &str, place: Place, why: &str) -> Option<T> {
    let hint = format!("write `{field}: …` with one such value");
    reading.report(Diagnostic::new(Code::WrongType, place, format!("`{field}`: {why}")).hint(hint));
    None
}

fn unreadable<T>(
    reading: &Reading<'_>,
    code: Code,
    field: &str,
    place: Place,
    error: DateError,
) -> Option<T> {
    let hint = match (&error.suggestion, &error.either) {
        (Some(meant), _) if error.certain => format!("write `{meant}`"),
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some([one, other])) => format!("write `{one}` or `{other}`"),
        (None, None) if code == Code::BadDate => "write year-month-day, or leave the field out".to_owned(),
        (None, None) => "write working days as `5d`, weeks as `2w`, elapsed days as `3ed`".to_owned(),
    };
    let diagnostic = Diagnostic::new(code, place, format!("`{field}`: {}", error.message)).hint(hint);
    reading.report(match error.suggestion.filter(|_| error.certain) {
        Some(meant) => diagnostic.fix(place, meant),
        None => diagnostic,
    });
    None
}
