//! Lengths of time as a plan writes them: `5d`, `2w` in working days, `3ed` in elapsed ones.
//!
//! It must not know which days are worked; only how many working days a week has.

use std::fmt;

use super::DateError;

/// The longest length that is accepted, in days: some 270 years.
const LIMIT: i64 = 99_999;

/// A signed length of time in whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// Working days of a calendar.
    Working(i32),
    /// Calendar days, worked or not.
    Elapsed(i32),
}

impl Length {
    /// No time at all.
    pub const ZERO: Length = Length::Working(0);

    /// Reads `5d` (working days), `2w` (weeks of `days_per_week` working days), `3ed`, `1ew` (elapsed days
    /// and weeks), each also negative.
    ///
    /// # Errors
    /// For everything else, a bare number included: its unit would be a guess.
    pub fn parse(text: &str, days_per_week: u32) -> Result<Length, DateError> {
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '+').unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(unreadable(text));
        }
        let Ok(amount) = number.parse::<i64>() else { return Err(too_long(text)) };
        let (elapsed, days) = match unit {
            "d" => (false, 1),
            "w" => (false, i64::from(days_per_week)),
            "ed" => (true, 1),
            "ew" => (true, 7),
            _ => return Err(bad_unit(text, number, unit)),
        };
        match amount.checked_mul(days) {
            Some(total) if total.abs() <= LIMIT => {
                let total = total as i32;
                Ok(if elapsed { Length::Elapsed(total) } else { Length::Working(total) })
            }
            _ => Err(too_long(text)),
        }
    }

    /// The signed number of days, of whichever kind.
    pub fn days(self) -> i32 {
        match self {
            Length::Working(days) | Length::Elapsed(days) => days,
        }
    }
}

impl fmt::Display for Length {
    /// In days: `5d`, `3ed`; what [`Length::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Length::Working(days) => write!(f, "{days}d"),
            Length::Elapsed(days) => write!(f, "{days}ed"),
        }
    }
}

const HOW: &str = "write working days as `5d`, weeks as `2w`, elapsed days as `3ed`";

fn unreadable(text: &str) -> DateError {
    DateError::new(format!("`{}` is no length of time: {HOW}", shown(text)))
}

fn too_long(text: &str) -> DateError {
    DateError::new(format!("`{}` is longer than {LIMIT} days", shown(text)))
}

fn bad_unit(text: &str, number: &str, unit: &str) -> DateError {
    let shown = shown(text);
    let word = unit.trim().to_lowercase();
    let known = match word.as_str() {
        "d" | "day" | "days" | "wd" => Some("d"),
        "w" | "wk" | "wks" | "week" | "weeks" => Some("w"),
        "ed" | "eday" | "edays" => Some("ed"),
        "ew" | "eweek" | "eweeks" => Some("ew"),
        _ => None,
    };
    if unit.is_empty() {
        return DateError::new(format!("`{shown}` has no unit: write `{number}d` for working days"))
            .suggest(format!("{number}d"));
    }
    if let Some(unit) = known {
        return DateError::new(format!("`{shown}` is spelled `{number}{unit}`"))
            .certain(format!("{number}{unit}"));
    }
    if unit.starts_with(['.', ',']) {
        return DateError::new(format!("`{shown}` is no whole number of days"));
    }
    match word.as_str() {
        "m" | "mo" | "month" | "months" | "y" | "year" | "years" => {
            DateError::new(format!("`{shown}`: months and years have no fixed length; {HOW}"))
        }
        "h" | "hour" | "hours" | "min" => {
            DateError::new(format!("`{shown}`: plans are kept in whole days; {HOW}"))
        }
        _ => unreadable(text),
    }
}

/// A text as it may stand in a message: not longer than a line.
fn shown(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> (String, Option<String>) {
        let error = Length::parse(text, 5).expect_err(text);
        (error.message, error.suggestion)
    }

    #[test]
    fn days_weeks_and_elapsed_days() {
        assert_eq!(Length::parse("5d", 5), Ok(Length::Working(5)));
        assert_eq!(Length::parse("2w", 5), Ok(Length::Working(10)));
        assert_eq!(Length::parse("2w", 6), Ok(Length::Working(12)));
        assert_eq!(Length::parse("3ed", 5), Ok(Length::Elapsed(3)));
        assert_eq!(Length::parse("1ew", 5), Ok(Length::Elapsed(7)));
        assert_eq!(Length::parse("-1d", 5), Ok(Length::Working(-1)));
        assert_eq!(Length::parse("0d", 5), Ok(Length::ZERO));
    }

    #[test]
    fn what_is_shown_reads_back() {
        for length in [Length::Working(-7), Length::Elapsed(12), Length::ZERO] {
            assert_eq!(Length::parse(&length.to_string(), 5), Ok(length));
        }
    }

    #[test]
    fn a_bare_number_is_asked_for_its_unit() {
        let (message, suggestion) = error("5");
        assert_eq!(message, "`5` has no unit: write `5d` for working days");
        assert_eq!(suggestion.as_deref(), Some("5d"));
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        assert_eq!(error("3 days").1.as_deref(), Some("3d"));
        assert_eq!(error("2W").1.as_deref(), Some("2w"));
        assert_eq!(error("1 week").1.as_deref(), Some("1w"));
        assert!(error("1.5d").0.contains("no whole number"));
        assert!(error("2 months").0.contains("no fixed length"));
        assert!(error("8h").0.contains("whole days"));
    }

    #[test]
    fn nonsense_and_absurd_amounts_are_errors() {
        for text in ["", "d", "-", "--1d", "1-d", "five days", "5d 2d", "é5d", "5é"] {
            assert!(error(text).0.contains("no length of time"), "{text}: {}", error(text).0);
        }
        for text in ["100000d", "99999w", "99999999999999999999d", "-9999999999999999999999w"] {
            assert!(error(text).0.contains("longer than"), "{text}");
        }
    }
}
