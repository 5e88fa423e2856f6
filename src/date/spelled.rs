//! Days written with the name of their month: `3 February 2026`, `Feb. 3rd, 2026`, `3-Feb-2026`, `Tuesday, 3 Feb 26`.
//!
//! Only what has one reading is read. Must not know where the text stood.

use chrono::NaiveDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Most parts of a day: a weekday, `the`, a number, `of`, a month, a year, and one to spare.
const MOST_PARTS: usize = 7;

/// A day with the name of its month, where that is all that the text says, and in one way only.
pub fn with_month(text: &str) -> Option<NaiveDate> {
    // `May 17...23` is several days
    if text.contains("..") {
        return None;
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|part| !part.is_empty())
        .take(MOST_PARTS + 1)
        .collect();
    let (mut month, mut numbers) = (None, Vec::new());
    let mut begins_with_month = false;
    for part in parts {
        let lower = part.to_lowercase();
        if let Some(named) = named(&lower, &MONTHS) {
            month = Some(named as u32 + 1).filter(|_| month.is_none());
            month?;
            begins_with_month = numbers.is_empty();
        } else if let Some(number) = number(&lower) {
            numbers.push(number);
        } else if !matches!(lower.as_str(), "of" | "the") && named_weekday(&lower).is_none() {
            return None;
        }
    }
    let [one, other] = numbers[..] else { return None };
    // so is `May 17-23`
    if begins_with_month && other.digits == 2 && text.contains('-') {
        return None;
    }
    let day = |day: Number, year: Number| NaiveDate::from_ymd_opt(year.year()?, month?, day.day()?);
    // Nobody puts a year of two digits before the name of a month.
    day(one, other).or_else(|| day(other, one).filter(|_| one.digits == 4))
}

/// Which of some names a word is, or begins with at least three letters.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let is_short =
        |name: &&str| word.len() >= 3 && (name.starts_with(word) && word.len() <= 4 || *name == word);
    names.iter().position(is_short)
}

fn named_weekday(word: &str) -> Option<usize> {
    named(word, &WEEKDAYS).or_else(|| (word == "thurs").then_some(3))
}

/// A number with its digits, which tell a year from a day.
#[derive(Clone, Copy)]
struct Number {
    value: i32,
    digits: usize,
    /// `3rd`: no year has such an end.
    ordinal: bool,
}

impl Number {
    fn day(self) -> Option<u32> {
        (self.digits <= 2).then_some(self.value.unsigned_abs())
    }

    fn year(self) -> Option<i32> {
        match self.digits {
            _ if self.ordinal => None,
            4 => Some(self.value),
            2 => Some(century(self.value)),
            _ => None,
        }
    }
}

/// The year that two digits stand for.
pub fn century(year: i32) -> i32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

fn number(word: &str) -> Option<Number> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let end = &word[digits.len()..];
    let whole = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    if !whole || !matches!(end, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    Some(Number { value: digits.parse().ok()?, digits: digits.len(), ordinal: !end.is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_words() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 3);
        for text in [
            "3 February 2026",
            "February 3, 2026",
            "Feb. 3rd, 2026",
            "3-Feb-2026",
            "2026 Feb 03",
            "2026-Feb-03",
            "Tuesday, the 3rd of February 2026",
            "tue 3 feb 2026",
        ] {
            assert_eq!(with_month(text), day, "{text}");
        }
        assert_eq!(with_month("Sept 1 2025"), NaiveDate::from_ymd_opt(2025, 9, 1));
        assert_eq!(with_month("3 Feb 26"), day);
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_none() {
        for text in [
            "February 2026",
            "3 4 2026",
            "30 February 2026",
            "Feb",
            "mid March 2026",
            "Q1",
            "",
            "May 17...23",
            "January 12...26, 2026",
            "May 17-23",
            "May 17-23, 2026",
            "May 17–23, 2026",
        ] {
            assert_eq!(with_month(text), None, "{text}");
        }
    }
}
