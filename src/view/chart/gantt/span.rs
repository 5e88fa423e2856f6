//! Spans of days, and which of them a chart shows. It must not know rows.

use chrono::{Days, NaiveDate};

use crate::date::Dates;

/// The longest time a chart spans, in days: ten years.
pub const LONGEST_SPAN: u64 = 3653;

/// The days a chart should span: from the first to the last date, but never more than [`LONGEST_SPAN`].
///
/// A date far from the others (a typing error in a year) does not stretch the chart: only dates within half the
/// longest span of the median count. `near` is shown too when it lies that close; alone, it gives four weeks.
pub fn bounded_span(dates: &[NaiveDate], near: NaiveDate) -> Dates {
    let mut sorted = dates.to_vec();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(near);
    let reach = LONGEST_SPAN / 2;
    let close = |day: &&NaiveDate| day.signed_duration_since(median).num_days().unsigned_abs() <= reach;
    let kept = || sorted.iter().chain([&near]).filter(close);
    let (first, last) = (kept().min().copied().unwrap_or(median), kept().max().copied().unwrap_or(median));
    let finish = if sorted.is_empty() { last.checked_add_days(Days::new(27)).unwrap_or(last) } else { last };
    Dates { start: first, finish }
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
        assert_eq!(span, Dates { start: day("2026-03-02"), finish: day("2026-05-20") });
    }

    #[test]
    fn a_span_is_bounded_whatever_comes_in() {
        let wild = [NaiveDate::MIN, NaiveDate::MAX, day("2026-01-01")];
        for near in wild {
            assert!(bounded_span(&wild, near).days() <= LONGEST_SPAN);
            assert!(bounded_span(&[], near).days() <= 28);
        }
    }
}
