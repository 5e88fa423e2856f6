//! A first and a last day. It must not know working days.

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
