//! The day that somebody names on the command line.

use chrono::NaiveDate;

use crate::date::parse_date;

/// A day, or the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// That of the clock.
    Today,
    /// One that was named.
    Day(NaiveDate),
}

impl AsOf {
    /// The day, where the current one is `today`.
    pub fn on(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Today => today,
            Self::Day(day) => day,
        }
    }
}

/// A day or `today`, as typed.
pub fn as_of(text: &str) -> Result<AsOf, String> {
    if text == "today" { Ok(AsOf::Today) } else { day(text).map(AsOf::Day) }
}

/// A day, as typed.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).map_err(|error| match &error.suggestion {
        Some(suggestion) => format!("{error}; did you mean `{suggestion}`?"),
        None => format!("{error}; write year-month-day"),
    })
}
