//! Days along an axis, as plotters coordinates, for every chart over time. It must not know any one of them.
//!
//! plotters' own date axis steps from wherever its range begins; a reader wants Mondays and first days of months.

use chrono::{Datelike, Days, NaiveDate};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use std::ops::Range;

/// Days from left to right. A date stands for the beginning of its day; the range ends where its last day ends.
#[derive(Debug, Clone)]
pub(super) struct DateAxis {
    first: NaiveDate,
    end: NaiveDate,
}

/// What one step between two marks of the axis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Month,
    Quarter,
    /// So many years, at least one.
    Years(i32),
}

impl DateAxis {
    /// From the beginning of `first` to the beginning of `end`, which is at least a day later.
    pub fn new(first: NaiveDate, end: NaiveDate) -> Self {
        let next = first.succ_opt().unwrap_or(first);
        DateAxis { first, end: end.max(next) }
    }

    pub fn days(&self) -> i64 {
        self.end.signed_duration_since(self.first).num_days().max(1)
    }

    /// The smallest step of whole months that is at least so many days long.
    pub fn month_step(least_days: f64) -> Step {
        let steps =
            [(Step::Month, 28.0), (Step::Quarter, 90.0), (Step::Years(1), 365.0), (Step::Years(2), 730.0)];
        steps.into_iter().find(|s| s.1 >= least_days).map_or(Step::Years(5), |s| s.0)
    }

    /// First days of months, quarters or years.
    pub fn month_starts(&self, step: Step) -> Vec<NaiveDate> {
        let mut starts = Vec::new();
        let mut day = self.first;
        while day < self.end {
            let fits = match step {
                Step::Month => true,
                Step::Quarter => day.month0().is_multiple_of(3),
                Step::Years(n) => day.month0() == 0 && day.year() % n == 0,
            };
            if day.day() == 1 && fits {
                starts.push(day);
            }
            match next_month(day) {
                Some(next) => day = next,
                None => break,
            }
        }
        starts
    }

    /// Days between Mondays: the first so many days after one, the others so many apart, the last as far from the next. For an
    /// axis on which a week is wider than what a phone shows of it; none where there is no room.
    pub fn between_mondays(&self, after: f64, apart: f64) -> Vec<NaiveDate> {
        let (first, step) = (after.ceil().clamp(1.0, 8.0) as u32, apart.ceil().clamp(1.0, 8.0) as u32);
        if first + step > 7 {
            return Vec::new();
        }
        let named = |day: &NaiveDate| {
            let passed = day.weekday().num_days_from_monday();
            passed >= first && passed + step <= 7 && (passed - first).is_multiple_of(step)
        };
        self.first.iter_days().take_while(|day| *day < self.end).filter(named).collect()
    }

    /// Mondays at least so many days apart; the same ones wherever the range begins.
    pub fn mondays(&self, least_days: f64) -> Vec<NaiveDate> {
        let weeks = [1, 2, 3, 4].into_iter().find(|&w| f64::from(w) * 7.0 >= least_days);
        let Some(weeks) = weeks else { return Vec::new() };
        let to_monday = (7 - u64::from(self.first.weekday().num_days_from_monday())) % 7;
        let mut mondays = Vec::new();
        let mut day = self.first.checked_add_days(Days::new(to_monday));
        while let Some(monday) = day.filter(|&d| d < self.end) {
            if (monday.num_days_from_ce() / 7) % weeks == 0 {
                mondays.push(monday);
            }
            day = monday.checked_add_days(Days::new(7));
        }
        mondays
    }
}

fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)
}

impl Ranged for DateAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = NaiveDate;

    /// Days outside the range are moved to its nearest end.
    fn map(&self, day: &NaiveDate, limit: (i32, i32)) -> i32 {
        let total = self.days();
        let passed = day.signed_duration_since(self.first).num_days().clamp(0, total);
        let across = i64::from(limit.1 - limit.0);
        limit.0 + i32::try_from((2 * passed * across + total) / (2 * total)).unwrap_or(0)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<NaiveDate> {
        let most = hint.bold_points().max(1);
        self.month_starts(Self::month_step(self.days() as f64 / most as f64))
    }

    fn range(&self) -> Range<NaiveDate> {
        self.first..self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    fn axis(first: &str, end: &str) -> DateAxis {
        DateAxis::new(first.parse().expect("a date"), end.parse().expect("a date"))
    }

    #[test]
    fn marks_are_mondays_and_month_starts() {
        let axis = axis("2026-02-24", "2026-07-02");
        let mondays = axis.mondays(14.0);
        assert!(mondays.iter().all(|d| d.weekday() == Weekday::Mon));
        assert!(mondays.windows(2).all(|w| (w[1] - w[0]).num_days() == 14));
        let months = axis.month_starts(Step::Month);
        assert_eq!(
            months.iter().map(|d| (d.month(), d.day())).collect::<Vec<_>>(),
            [(3, 1), (4, 1), (5, 1), (6, 1), (7, 1)]
        );
        assert_eq!(axis.month_starts(Step::Quarter).len(), 2);
        let week = DateAxis::new(mondays[0], mondays[0] + Days::new(7));
        let days = |after, apart| -> Vec<u32> {
            let days = week.between_mondays(after, apart);
            days.iter().map(|day| day.weekday().num_days_from_monday()).collect()
        };
        assert_eq!(days(1.1, 0.6), [2, 3, 4, 5, 6], "no day collides with the name of the Monday");
        assert_eq!(days(2.3, 1.3), [3, 5], "the last leaves room for the next Monday");
        assert!(days(4.1, 2.5).is_empty() && days(f64::INFINITY, f64::NAN).is_empty());
    }

    #[test]
    fn days_are_evenly_spread_and_kept_inside() {
        let axis = axis("2026-03-02", "2026-03-12");
        let at = |d: &str| axis.map(&d.parse().expect("a date"), (100, 1100));
        assert_eq!([at("2026-03-02"), at("2026-03-07"), at("2026-03-12")], [100, 600, 1100]);
        assert_eq!([at("0001-01-01"), at("9999-01-01")], [100, 1100]);
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        let axis = DateAxis::new(NaiveDate::MAX, NaiveDate::MAX);
        assert_eq!(axis.map(&NaiveDate::MIN, (0, 10)), 0);
        assert!(axis.between_mondays(1.0, 1.0).len() <= 1);
        assert!(axis.mondays(7.0).is_empty() && axis.month_starts(Step::Month).is_empty());
    }
}
