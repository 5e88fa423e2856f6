//! The forecast with risk: when the gates and the program are finished in so many of all runs, given the
//! three-point estimates of milestones and the open risks with a `schedule_impact`. Where nobody has given
//! either, there is none.
//!
//! Costs seconds in large programs, so it is made apart from the rest of the analysis, for the status date alone.

use chrono::NaiveDate;

use super::{
    DependencyGraph,
    day::Day,
    placement::network::network,
    planned_length::length,
    schedule::risk::{self, Estimate, Percentiles, RiskEvent, Shape, Spread, Uncertainty},
};
use crate::{
    date::Length,
    model::{Distribution, ForecastSettings, Key, Milestone, Phase, Program, Risk, Subject},
};

/// What came out of all runs.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskForecast {
    /// How it was made; `runs` is how often the plan was run through in fact.
    pub settings: ForecastSettings,
    /// Milestones whose duration was drawn, in order of their ids.
    pub estimated: Vec<Key<Milestone>>,
    /// Risks that could happen, in order of their ids.
    pub risks: Vec<Key<Risk>>,
    /// The finish of the program.
    pub finish: Percentiles,
    /// The finish of each gate by key of its phase; `None` where it is not scheduled.
    pub gates: Vec<Option<Percentiles>>,
    /// How often the program was finished on each day.
    pub finish_spread: Spread,
    /// The same for each gate.
    pub gate_spreads: Vec<Option<Spread>>,
    /// For each milestone by key the share of runs, 0 to 1, in which it drove the program's finish.
    pub criticality: Vec<f64>,
    /// What moves the program's finish, the strongest first.
    pub swings: Vec<Swing>,
}

impl RiskForecast {
    /// The finish of a gate.
    pub fn gate(&self, phase: Key<Phase>) -> Option<Percentiles> {
        self.gates.get(phase.index()).copied().flatten()
    }

    /// How often a gate was reached on each day.
    pub fn gate_spread(&self, phase: Key<Phase>) -> Option<&Spread> {
        self.gate_spreads.get(phase.index())?.as_ref()
    }

    /// The share of runs, 0 to 1, in which a milestone drove the program's finish.
    pub fn criticality(&self, milestone: Key<Milestone>) -> f64 {
        self.criticality.get(milestone.index()).copied().unwrap_or_default()
    }
}

/// By how much one uncertain thing swings the program's finish: a bar of a tornado chart. Working days after the
/// finish as planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// A milestone (its duration), or a risk.
    pub subject: Subject,
    /// The mean finish when it goes well.
    pub low: f64,
    /// The mean finish when it goes badly.
    pub high: f64,
}

/// The forecast with risk on the day `as_of`; `None` where nothing is estimated.
pub fn risk_forecast(program: &Program, graph: &DependencyGraph, as_of: NaiveDate) -> Option<RiskForecast> {
    let estimated = program.milestones.rows().iter().any(|milestone| milestone.estimate.is_some());
    let threatened = program.risks.rows().iter().any(|risk| risk.schedule_impact.is_some());
    if !estimated && !threatened {
        return None;
    }
    let day = Day::new(program, graph, as_of.into());
    let network = network(&day, true)?;
    let asked = Asked::new(&day);
    let forecast = risk::simulate(&network, &asked.uncertainty)?;
    let milestones = program.milestones.len();
    // What never drove the finish can only seem to swing it.
    let drives = |activity: usize| forecast.criticality.get(activity).is_some_and(|share| *share > 0.0);
    let swing = |swing: &risk::Swing| {
        let (activity, subject) = match swing.subject {
            risk::Subject::Duration(activity) => (activity, Subject::Milestone(Key::new(activity))),
            risk::Subject::Risk(index) => {
                let key = *asked.risks.get(index)?;
                let on = program.risks[key].schedule_impact.as_ref()?.on;
                (on.index(), Subject::Risk(key))
            }
        };
        drives(activity).then_some(Swing { subject, low: swing.low, high: swing.high })
    };
    let swings = forecast.swings.iter().filter_map(swing).collect();
    let drawn = asked.uncertainty.estimates.iter().enumerate();
    Some(RiskForecast {
        settings: ForecastSettings { runs: forecast.runs, ..program.settings.forecast },
        estimated: drawn.filter(|(_, e)| e.is_some()).map(|(index, _)| Key::new(index)).collect(),
        finish: forecast.finish,
        gates: forecast.watched,
        finish_spread: forecast.finish_spread,
        gate_spreads: forecast.watched_spread,
        criticality: forecast.criticality.into_iter().take(milestones).collect(),
        swings,
        risks: asked.risks,
    })
}

/// What the engine is asked, and which risk is which of its risks.
struct Asked {
    uncertainty: Uncertainty,
    risks: Vec<Key<Risk>>,
}

impl Asked {
    fn new(day: &Day) -> Self {
        let settings = day.program.settings.forecast;
        let shape = match settings.distribution {
            Distribution::Pert => Shape::Pert,
            Distribution::Triangular => Shape::Triangular,
        };
        let estimates = day.program.milestones.iter().map(|(key, milestone)| {
            let points = milestone.estimate.as_ref().filter(|_| is_open(day, key))?;
            let points = [&points.optimistic, &points.most_likely, &points.pessimistic];
            Some(left_of(day, key, estimate(day, key, points.map(|point| point.value), shape)))
        });
        let estimates = estimates.collect();
        let (risks, events) = risks(day, shape).unzip();
        let gates = day.program.phases.keys().map(|phase| day.graph.gate(phase).index());
        let watched = gates.collect();
        let ForecastSettings { runs, seed, .. } = settings;
        Self { uncertainty: Uncertainty { estimates, risks: events, watched, runs, seed }, risks }
    }
}

/// Open risks that say what they would do to the schedule.
fn risks(day: &Day, shape: Shape) -> impl Iterator<Item = (Key<Risk>, RiskEvent)> {
    day.program.risks.iter().filter_map(move |(key, risk)| {
        let impact = risk.schedule_impact.as_ref().filter(|_| day.risks[key.index()].open)?;
        let open = is_open(day, impact.on) && impact.per_mille > 0;
        open.then(|| {
            let event = RiskEvent {
                probability: f64::from(impact.per_mille) / 1000.0,
                impact: estimate(day, impact.on, impact.delay, shape),
                affects: vec![impact.on.index()],
            };
            (key, event)
        })
    })
}

/// Neither done nor given up.
fn is_open(day: &Day, key: Key<Milestone>) -> bool {
    day.milestone(key).progress.is_open()
}

/// What is left of an estimate once work is under way: the same spread, scaled by the share that is left, rounded up.
/// That share is what the percentage leaves, or what the work that remains is of the most likely, whichever is more;
/// all of it where neither was reported. Less than what remains is not drawn.
fn left_of(day: &Day, key: Key<Milestone>, whole: Estimate) -> Estimate {
    let state = day.milestone(key);
    if !state.under_way() {
        return whole;
    }
    let likely = whole.most_likely.max(1);
    let remaining = state.facts.remaining.as_ref().map(|fact| fact.value.days().unsigned_abs());
    let by_percent = state.percent().map(|percent| (u32::from(100 - percent.min(100)), 100));
    let by_remaining = remaining.map(|days| (days, likely));
    let scaled = |days: u32, (part, of): (u32, u32)| {
        u32::try_from((u64::from(days) * u64::from(part)).div_ceil(u64::from(of))).unwrap_or(u32::MAX)
    };
    let left = |days: u32| {
        let shares = [by_percent, by_remaining].into_iter().flatten();
        let left = shares.map(|share| scaled(days, share)).max().unwrap_or(days);
        left.max(remaining.unwrap_or(0))
    };
    Estimate {
        optimistic: left(whole.optimistic),
        most_likely: left(whole.most_likely),
        pessimistic: left(whole.pessimistic),
        ..whole
    }
}

/// Three points in days of the calendar in which the milestone is laid out: elapsed days become working days by
/// the week's rule, and the reverse, rounded up.
fn estimate(day: &Day, key: Key<Milestone>, points: [Length; 3], shape: Shape) -> Estimate {
    let week = day.calendar().days_per_week();
    let in_elapsed = matches!(length(day, key), Some(Length::Elapsed(_)));
    let [optimistic, most_likely, pessimistic] = points.map(|point| {
        let days = point.days().unsigned_abs();
        match (point, in_elapsed) {
            (Length::Working(_), false) | (Length::Elapsed(_), true) => days,
            (Length::Elapsed(_), false) => days.saturating_mul(week).div_ceil(7),
            (Length::Working(_), true) => days.saturating_mul(7).div_ceil(week.max(1)),
        }
    });
    Estimate { optimistic, most_likely, pessimistic, shape }
}
