//! The schedule under uncertainty: many runs of the forward pass with drawn durations and risks.
//!
//! Monte Carlo simulation of a network (Van Slyke, Operations Research 11, 1963). Each draw depends on the
//! seed, its run and its subject alone, and all sums are of whole numbers, so that the same seed gives the
//! same answer whatever the number of threads.
//!
//! A finish that an owner expects is no wall: it shifts the whole distribution by what it adds to the plan, and
//! what goes badly comes on top.
//!
//! It must not know where estimates and risks are written down, nor draw anything that nobody has estimated.

mod distribution;
mod simulate;
mod tally;

pub use distribution::{Estimate, Shape};
pub use simulate::simulate;

use chrono::NaiveDate;
use serde::Serialize;

/// What is uncertain about a network.
#[derive(Debug, Clone, Default)]
pub struct Uncertainty {
    /// An estimate for each activity that has one, of its duration, or of what is left of it where it is under way;
    /// activities past its end have none. What is done or given up is not drawn.
    pub estimates: Vec<Option<Estimate>>,
    /// Events that may lengthen activities, each drawn once a run.
    pub risks: Vec<RiskEvent>,
    /// The activities whose finish is asked for.
    pub watched: Vec<usize>,
    /// How often the plan is run through; at most 100,000 times.
    pub runs: u32,
    /// Where the draws begin.
    pub seed: u64,
}

impl Uncertainty {
    /// Whether there is nothing to draw: then there is no forecast.
    pub fn is_empty(&self) -> bool {
        self.estimates.iter().all(Option::is_none)
            && self.risks.iter().all(|risk| risk.affects.is_empty() || risk.probability <= 0.0)
    }
}

/// Something that may happen, and then makes activities longer.
#[derive(Debug, Clone)]
pub struct RiskEvent {
    /// From 0 to 1.
    pub probability: f64,
    /// Working days by which each of the activities then takes longer; drawn once a run.
    pub impact: Estimate,
    /// The activities that take longer.
    pub affects: Vec<usize>,
}

/// What came out of all runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How often the plan was run through.
    pub runs: u32,
    /// The finish of the whole plan.
    pub finish: Percentiles,
    /// The finish of each watched activity, in their order; nothing for those that cannot be scheduled.
    pub watched: Vec<Option<Percentiles>>,
    /// How often the whole plan was finished on each day.
    pub finish_spread: Spread,
    /// The same for each watched activity.
    pub watched_spread: Vec<Option<Spread>>,
    /// For each activity the share of runs, 0 to 1, in which it was on a path that drove the plan's finish.
    pub criticality: Vec<f64>,
    /// What moves the finish, the strongest first.
    pub swings: Vec<Swing>,
}

/// Days by which something is finished in so many of all runs (nearest rank).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Percentiles {
    /// In one of ten.
    pub p10: NaiveDate,
    /// In half of them.
    pub p50: NaiveDate,
    /// In eight of ten.
    pub p80: NaiveDate,
    /// In nine of ten.
    pub p90: NaiveDate,
}

/// How often something was finished on each day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// Days in order of time, each with the number of runs that ended on it: one at least.
    pub counts: Vec<(NaiveDate, u32)>,
}

impl Spread {
    /// The number of runs that ended on that day or before.
    pub fn until(&self, day: NaiveDate) -> u32 {
        self.counts.iter().take_while(|(on, _)| *on <= day).map(|(_, runs)| runs).sum()
    }

    /// The number of all runs.
    pub fn runs(&self) -> u32 {
        self.counts.iter().map(|(_, runs)| runs).sum()
    }
}

/// By how much one uncertain thing swings the plan's finish: a bar of a tornado chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// The risk or the duration that swings it.
    pub subject: Subject,
    /// The mean finish when it goes well (a risk does not happen; a duration is in its shortest quarter), in
    /// working days of the default calendar after the finish of the plan as planned.
    pub low: f64,
    /// The same when it goes badly (a risk happens; a duration is in its longest quarter).
    pub high: f64,
}

/// What a swing comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The duration of this activity.
    Duration(usize),
    /// This one of [`Uncertainty::risks`].
    Risk(usize),
}
