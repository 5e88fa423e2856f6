//! Counts and sums over runs: whole numbers only, so that their order does not matter.

use super::super::plan::Plan;
use super::{Percentiles, Subject, Swing, Uncertainty};
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

/// Percentiles of days, by nearest rank; nothing if there are none.
pub(super) fn percentiles(mut days: Vec<Day>) -> Option<Percentiles> {
    let count = days.len();
    if count == 0 {
        return None;
    }
    let mut day = |percent: usize| {
        let rank = (count * percent).div_ceil(100).max(1) - 1;
        date_of(*days.select_nth_unstable(rank).1)
    };
    Some(Percentiles { p10: day(10), p50: day(50), p80: day(80), p90: day(90) })
}
