//! Spans of days, and which of them a chart shows. It must not know rows.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

/// The longest time a chart spans, in days: ten years.
pub const LONGEST_SPAN: u64 = 3653;

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DateSpan {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
}

impl DateSpan {
    /// The same span with its ends in order.
    pub fn ordered(self) -> Self {
        DateSpan { start: self.start.min(self.finish), finish: self.start.max(self.finish) }
    }

    /// Days from the first to the last, both counted.
    pub fn days(self) -> u64 {
        let days = self.finish.signed_duration_since(self.start).num_days();
        u64::try_from(days).unwrap_or(0) + 1
    }

    /// `2 March to 13 March 2026`, `1 October 2026`.
    pub fn words(self) -> String {
        let Self { start, finish } = self;
        match (start == finish, start.year() == finish.year()) {
            (true, _) => long_date(finish),
            (false, true) => format!("{} to {}", start.format("%-d %B"), long_date(finish)),
            (false, false) => format!("{} to {}", long_date(start), long_date(finish)),
        }
    }
}

/// The days a chart should span: from the first to the last date, but never more than [`LONGEST_SPAN`].
///
/// A date far from the others (a typing error in a year) does not stretch the chart: only dates within half the
/// longest span of the median count. `near` is shown too when it lies that close; alone, it gives four weeks.
pub fn bounded_span(dates: &[NaiveDate], near: NaiveDate) -> DateSpan {
    let mut sorted = dates.to_vec();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(near);
    let reach = LONGEST_SPAN / 2;
    let close = |day: &&NaiveDate| day.signed_duration_since(median).num_days().unsigned_abs() <= reach;
    let kept = || sorted.iter().chain([&near]).filter(close);
    let (first, last) = (kept().min().copied().unwrap_or(median), kept().max().copied().unwrap_or(median));
    let finish = if sorted.is_empty() { last.checked_add_days(Days::new(27)).unwrap_or(last) } else { last };
    DateSpan { start: first, finish }
}

/// `12 November 2026`; years outside four digits in ISO form.
pub fn long_date(day: NaiveDate) -> String {
    if (0..=9999).contains(&day.year()) { day.format("%-d %B %Y").to_string() } else { day.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn one_wild_date_does_not_stretch_the_chart() {
        let dates =
            [day("2026-03-02"), day("2026-04-01"), day("2026-05-20"), day("0026-05-20"), day("9999-12-31")];
        let span = bounded_span(&dates, day("2026-04-15"));
        assert_eq!(span, DateSpan { start: day("2026-03-02"), finish: day("2026-05-20") });
    }

    #[test]
    fn a_span_is_bounded_whatever_comes_in() {
        let wild = [NaiveDate::MIN, NaiveDate::MAX, day("2026-01-01")];
        for near in wild {
            assert!(bounded_span(&wild, near).days() <= LONGEST_SPAN);
            assert!(bounded_span(&[], near).days() <= 28);
        }
    }

    #[test]
    fn spans_are_said_without_repeating_the_year() {
        let words = |a, b| DateSpan { start: day(a), finish: day(b) }.words();
        assert_eq!(words("2026-03-02", "2026-03-13"), "2 March to 13 March 2026");
        assert_eq!(words("2026-12-02", "2027-01-13"), "2 December 2026 to 13 January 2027");
        assert_eq!(words("2026-12-02", "2026-12-02"), "2 December 2026");
    }
}
