//! Dates of a plan: how they are read, how working days are counted, how lengths of time are written.
//!
//! Pure arithmetic over calendar days. It must not know what a milestone is, where a text came from, or
//! what day it is today: a place in a file and a diagnostic's code are added by those who call.

pub mod calendar;
pub mod dates;
pub mod iso;
pub mod length;
pub mod spelled;

pub use calendar::{Day, LAST_DAY, NoWorkingDays, WorkCalendar, date_of, day_of};
pub use dates::{Dates, OpenDates};
pub use iso::{clock, parse_date};
pub use length::Length;

/// Why a text is no date or no length, and what to write in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong, as one sentence part in lower case without a full stop.
    pub message: String,
    /// The text that was probably meant, ready to be put in place of what stands there.
    pub suggestion: Option<String>,
    /// Whether it was surely meant: it says the same, written otherwise.
    pub certain: bool,
    /// The two texts of which one was meant, where nobody can tell which.
    pub either: Option<[String; 2]>,
    /// The day that it is, written in another way than ours, where it can be no other.
    pub reading: Option<chrono::NaiveDate>,
}

impl DateError {
    fn new(message: impl Into<String>) -> Self {
        DateError { message: message.into(), suggestion: None, certain: false, either: None, reading: None }
    }

    fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    fn certain(self, meant: impl Into<String>) -> Self {
        Self { certain: true, ..self.suggest(meant) }
    }

    /// The text is a day, written otherwise.
    fn reads(self, day: chrono::NaiveDate) -> Self {
        Self { reading: Some(day), ..self.certain(day.to_string()) }
    }

    fn either(self, one: String, other: String) -> Self {
        Self { either: Some([one, other]), ..self }
    }
}
