//! A first and a last day, and the same where either may not be known. It must not know working days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A first and a last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dates {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
}

impl Dates {
    /// One day alone.
    pub fn on(day: NaiveDate) -> Self {
        Self { start: day, finish: day }
    }

    /// From the earliest start to the latest finish; `None` without any.
    pub fn over(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        let both = |a: Self, b: Self| Self { start: a.start.min(b.start), finish: a.finish.max(b.finish) };
        all.into_iter().reduce(both)
    }

    /// The same span with its ends in order.
    #[must_use]
    pub fn ordered(self) -> Self {
        Self { start: self.start.min(self.finish), finish: self.start.max(self.finish) }
    }

    /// Calendar days from the first to the last, both counted.
    pub fn days(self) -> u64 {
        let days = self.finish.signed_duration_since(self.start).num_days();
        u64::try_from(days).unwrap_or(0) + 1
    }
}

/// A first and a last day, both included, either of which may not be known. One is never made up from the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDates {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub finish: Option<NaiveDate>,
}

impl OpenDates {
    /// These dates, where one of them is known.
    pub fn known(self) -> Option<Self> {
        self.start.or(self.finish).map(|_| self)
    }

    /// Both ends, where both are known and in order.
    pub fn whole(self) -> Option<Dates> {
        let (start, finish) = self.start.zip(self.finish)?;
        (start <= finish).then_some(Dates { start, finish })
    }

    /// From the first day of it that is known to the last: one day where only one end is.
    pub fn known_days(self) -> Option<Dates> {
        let (one, other) = (self.start.or(self.finish)?, self.finish.or(self.start)?);
        Some(Dates { start: one, finish: other }.ordered())
    }

    /// The earliest start and the latest finish of those that are known.
    pub fn over(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::default(), |whole, one| Self {
            start: whole.start.into_iter().chain(one.start).min(),
            finish: whole.finish.max(one.finish),
        })
    }
}

impl From<Dates> for OpenDates {
    fn from(dates: Dates) -> Self {
        Self { start: Some(dates.start), finish: Some(dates.finish) }
    }
}
