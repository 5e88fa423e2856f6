//! Counts and sums over runs: whole numbers only, so that their order does not matter.

use super::super::plan::Plan;
use super::{Percentiles, Spread, Subject, Swing, Uncertainty};
use crate::date::{Day, date_of};

/// The sum of finishes over the runs in which something went one way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    runs: u32,
    /// Working days of the default calendar from the origin of its counting.
    finish: i64,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.runs += other.runs;
        self.finish += other.finish;
    }

    fn mean_after(self, origin: i64) -> Option<f64> {
        let whole = self.finish - origin * i64::from(self.runs);
        (self.runs > 0).then(|| whole as f64 / f64::from(self.runs))
    }
}

/// What some of the runs came to.
pub(super) struct Tally {
    pub runs: u32,
    /// Last days of the plan.
    pub ends: Vec<Day>,
    /// Last days of the watched activities, run after run.
    pub watched: Vec<Day>,
    /// For each activity the runs in which it was critical.
    pub critical: Vec<u32>,
    /// For each activity, then each risk: the runs in which it went well, and badly.
    pub swings: Vec<[Sum; 2]>,
}

impl Tally {
    pub fn new(activities: usize, uncertainty: &Uncertainty) -> Self {
        Tally {
            runs: 0,
            ends: Vec::new(),
            watched: Vec::new(),
            critical: vec![0; activities],
            swings: vec![[Sum::default(); 2]; activities + uncertainty.risks.len()],
        }
    }

    /// Notes how a subject went in a run that ended so.
    pub fn went(&mut self, subject: usize, badly: bool, finish: i64) {
        self.swings[subject][usize::from(badly)].add(Sum { runs: 1, finish });
    }

    pub fn add(&mut self, other: &Tally) {
        self.runs += other.runs;
        self.ends.extend(&other.ends);
        self.watched.extend(&other.watched);
        for (sum, more) in self.critical.iter_mut().zip(&other.critical) {
            *sum += more;
        }
        for (sum, more) in self.swings.iter_mut().zip(&other.swings) {
            sum[0].add(more[0]);
            sum[1].add(more[1]);
        }
    }

    /// The swings of all that swung, the widest first.
    pub fn ranked(&self, plan: &Plan, planned_end: Day) -> Vec<Swing> {
        let activities = plan.tasks.len();
        let origin = plan.calendars[0].count(planned_end);
        let swing = |(i, [low, high]): (usize, &[Sum; 2])| {
            let subject = if i < activities { Subject::Duration(i) } else { Subject::Risk(i - activities) };
            Some(Swing { subject, low: low.mean_after(origin)?, high: high.mean_after(origin)? })
        };
        let mut swings: Vec<Swing> = self.swings.iter().enumerate().filter_map(swing).collect();
        let width = |swing: &Swing| (swing.high - swing.low).abs();
        swings.sort_by(|a, b| width(b).total_cmp(&width(a)).then(a.subject.cmp(&b.subject)));
        swings
    }
}

/// Percentiles of days, by nearest rank, and how often each day came; nothing if there are none.
pub(super) fn finish(mut days: Vec<Day>) -> Option<(Percentiles, Spread)> {
    days.sort_unstable();
    let last = days.len().checked_sub(1)?;
    let day = |percent: usize| date_of(days[(days.len() * percent).div_ceil(100).max(1).min(last + 1) - 1]);
    let percentiles = Percentiles { p10: day(10), p50: day(50), p80: day(80), p90: day(90) };
    let counts = days.chunk_by(|a, b| a == b).map(|same| (date_of(same[0]), same.len() as u32));
    Some((percentiles, Spread { counts: counts.collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::day_of;

    #[test]
    fn days_are_ranked_and_counted() {
        let date = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date of this test");
        let [a, b, c] = ["2026-05-04", "2026-05-05", "2026-05-08"].map(date);
        let drawn = [c, a, a, b, a, a, a, b, b, c].map(day_of).to_vec();
        let (at, spread) = finish(drawn).expect("there are days");
        assert_eq!(at, Percentiles { p10: a, p50: a, p80: b, p90: c });
        assert_eq!(spread.counts, [(a, 5), (b, 3), (c, 2)]);
        assert_eq!(spread.until(b), 8);
        assert_eq!(spread.until(date("2026-05-03")), 0);
        assert!(finish(Vec::new()).is_none());
    }
}
