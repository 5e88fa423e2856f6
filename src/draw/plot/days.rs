//! Marks of day axes: where they stand, with which words.

use chrono::{Datelike, NaiveDate};
use plotters::coord::ranged1d::Ranged;

use super::super::axis::{DateAxis, Step};
use crate::draw::svg::{UNITS_PER_PIXEL, Weight, width};
use crate::say::days;

/// A mark of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::draw) struct Tick {
    pub on: NaiveDate,
    pub words: String,
}

/// Where a day lies on an axis from `low` to `high`, in CSS pixels.
pub(in crate::draw) fn along(axis: &DateAxis, day: NaiveDate, low: f64, high: f64) -> f64 {
    let unit = f64::from(UNITS_PER_PIXEL);
    f64::from(axis.map(&day, ((low * unit).round() as i32, (high * unit).round() as i32))) / unit
}

/// Mondays or first days of months (quarters, years) at least `apart` pixels from each other on an axis so long: months
/// where there are three of them; the year is told by the first and by every January. None over more than two hundred years: such days are slips of the pen.
pub(in crate::draw) fn day_ticks(axis: &DateAxis, long: f64, apart: f64) -> Vec<Tick> {
    const LONGEST: i64 = 200 * 366;
    if axis.days() > LONGEST {
        return Vec::new();
    }
    let least = apart * axis.days() as f64 / long.max(1.0);
    let step = DateAxis::month_step(least);
    let starts = axis.month_starts(step);
    let mondays = axis.mondays(least);
    if starts.len() < 3 && mondays.len() > starts.len() {
        return mondays.into_iter().map(|on| Tick { on, words: days::short_day(on) }).collect();
    }
    let mut told = None;
    let tick = |on: NaiveDate| {
        let first = told.replace(on.year()) != Some(on.year());
        let words = match step {
            Step::Years(_) => on.year().to_string(),
            Step::Month | Step::Quarter if first => on.format("%b %Y").to_string(),
            Step::Month | Step::Quarter => on.format("%b").to_string(),
        };
        Tick { on, words }
    };
    starts.into_iter().map(tick).collect()
}

/// Which of several labels around middles fit beside each other: the last and the first before all others.
pub(in crate::draw) fn fitting(middles: &[(f64, &str)], size: f64, gap: f64) -> Vec<bool> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut kept = vec![false; middles.len()];
    let last = middles.len().saturating_sub(1);
    let others = (1..last).rev();
    for i in [last, 0].into_iter().chain(others) {
        let Some((middle, words)) = middles.get(i).filter(|_| !kept[i]) else { continue };
        let half = (width(words, size, Weight::Regular) + gap) / 2.0;
        let (left, right) = (middle - half, middle + half);
        kept[i] = taken.iter().all(|(from, to)| right <= *from || left >= *to);
        if kept[i] {
            taken.push((left, right));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(first: &str, end: &str) -> DateAxis {
        DateAxis::new(first.parse().expect("a date"), end.parse().expect("a date"))
    }

    #[test]
    fn short_spans_have_mondays_and_long_ones_months() {
        let words =
            |axis: &DateAxis| day_ticks(axis, 400.0, 60.0).into_iter().map(|t| t.words).collect::<Vec<_>>();
        assert_eq!(
            words(&axis("2026-02-16", "2026-03-20")),
            ["16 Feb", "23 Feb", "2 Mar", "9 Mar", "16 Mar"]
        );
        assert_eq!(words(&axis("2026-11-16", "2027-02-20")), ["Dec 2026", "Jan 2027", "Feb"]);
    }

    #[test]
    fn labels_that_would_meet_are_left_out_but_the_ends_stay() {
        let at = |x: f64| (x, "10 Apr");
        assert_eq!(fitting(&[at(0.0), at(20.0), at(60.0), at(75.0)], 10.0, 4.0), [true, false, false, true]);
        assert_eq!(fitting(&[at(0.0), at(0.0)], 10.0, 4.0), [false, true]);
        assert!(fitting(&[], 10.0, 4.0).is_empty());
    }
}
