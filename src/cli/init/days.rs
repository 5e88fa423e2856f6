//! When a new program takes place: from the Monday after today, on working days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::date::{WorkCalendar, parse_date};

/// Working days of a sprint.
const SPRINT: i32 = 10;

/// The first milestone has a week to spare, so that the others do not look late on the second day because nobody has reported
/// yet. Working days of each sprint and milestone: how many pass before it from the start of the program, and how many it takes.
const SPANS: [(&str, &str, i32, i32); 9] = [
    ("s1_start", "s1_end", 0, SPRINT),
    ("s2_start", "s2_end", SPRINT, SPRINT),
    ("s3_start", "s3_end", 2 * SPRINT, SPRINT),
    ("m11_start", "m11_finish", 0, SPRINT / 2),
    ("m12_start", "m12_finish", SPRINT, SPRINT),
    ("m21_start", "m21_finish", 2 * SPRINT, SPRINT / 2),
    ("m22_start", "m22_finish", 2 * SPRINT + SPRINT / 2, SPRINT / 2),
    ("m1_start", "m1_finish", 0, SPRINT / 2),
    ("m2_start", "m2_finish", SPRINT, SPRINT / 2),
];

/// The days of a plan.
#[derive(Debug, Clone)]
pub struct PlanDays {
    /// Its first day, a Monday.
    pub start: NaiveDate,
    /// All others by the names that they have in the templates.
    pub named: BTreeMap<&'static str, NaiveDate>,
}

impl PlanDays {
    /// The days of a plan that is made today; nothing where it would reach beyond the years that dates can have.
    pub fn after(today: NaiveDate) -> Option<Self> {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        let to_monday = 7 - today.weekday().num_days_from_monday();
        let start = today.checked_add_days(Days::new(to_monday.into()))?;
        // The plan is shorter than a year.
        parse_date(&start.checked_add_days(Days::new(365))?.to_string()).ok()?;
        let workdays = WorkCalendar::new(&[Mon, Tue, Wed, Thu, Fri], &[], &[]).ok()?;
        let span = |&(first, last, before, length): &(&'static str, &'static str, i32, i32)| {
            let end = workdays.add_days(start, before + length - 1);
            [(first, workdays.add_days(start, before)), (last, end)]
        };
        Some(Self { start, named: SPANS.iter().flat_map(span).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_starts_on_the_monday_after_today() {
        for (today, start) in [
            ("2026-11-27", "2026-11-30"),
            ("2026-11-29", "2026-11-30"),
            ("2026-11-30", "2026-12-07"),
            ("2026-12-31", "2027-01-04"),
        ] {
            let days = PlanDays::after(parse_date(today).unwrap()).unwrap();
            assert_eq!(days.start.to_string(), start, "{today}");
            assert_eq!(days.named["s1_start"], days.start);
            assert!(days.named.values().all(|day| day.weekday().num_days_from_monday() < 5));
        }
        assert!(PlanDays::after(parse_date("2199-06-01").unwrap()).is_none());
    }
}
