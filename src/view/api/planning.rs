//! What the schedule says beyond dates: chains, baselines, the load of owners, the forecast with risk, missing
//! contracts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Need, Percentiles},
    model::{ConstraintKind, Entity, Key, Milestone, Subject},
    view::Context,
};

/// Most ids of a chain that are written out; the whole chain follows from the `driving` of each milestone.
const CHAIN: usize = 100;

/// The place of a milestone in the plan, beyond its dates.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceRecord {
    /// The finish without the forecast of its owner.
    pub computed_finish: Option<NaiveDate>,
    /// The finish its owner expects, while it is not done; the later of the two counts.
    pub owner_finish: Option<NaiveDate>,
    /// First day when no owner is asked for more than they can do.
    pub leveled_start: Option<NaiveDate>,
    /// Last day when no owner is asked for more than they can do.
    pub leveled_finish: Option<NaiveDate>,
    /// Ids of what drives it, what drives that, and so on: milestones, and phases for their gates. Nearest first,
    /// at most 100.
    pub driving_chain: Vec<String>,
    /// Ids of all whose driving chain goes through it: milestones, and phases for their gates. Nearest first, at
    /// most 100.
    pub holds_up: Vec<String>,
    /// Something it waits for, however far back, has no dates: it may be later than told here.
    pub incomplete: bool,
    /// Name of the calendar it is worked in; none for the program's own.
    pub calendar: Option<String>,
    /// The day by which it should be finished.
    pub deadline: Option<NaiveDate>,
    /// What binds its dates.
    pub constraints: Vec<ConstraintRecord>,
    /// It against each baseline, by name.
    pub baselines: BTreeMap<String, BaselineRecord>,
}

/// A date that binds the schedule.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ConstraintRecord {
    /// `SNET`, `SNLT`, `FNET`, `FNLT`, `MSO`, `MFO`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The day.
    pub date: NaiveDate,
}

impl ConstraintRecord {
    fn new(kind: ConstraintKind, date: NaiveDate) -> Self {
        Self { kind: kind.word(), date }
    }
}

/// A milestone against a baseline.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct BaselineRecord {
    /// First day as approved.
    pub start: Option<NaiveDate>,
    /// Last day as approved.
    pub finish: Option<NaiveDate>,
    /// Forecast minus approved finish in working days; negative when early.
    pub variance: Option<i32>,
}

/// An approved plan.
#[derive(Debug, Clone, Serialize)]
pub struct ApprovedRecord {
    /// Its name.
    pub name: String,
    /// When it was approved.
    pub approved_on: Option<NaiveDate>,
    /// By whom.
    pub approved_by: Option<String>,
    /// It is the one that counts.
    pub current: bool,
}

/// What is asked of an owner.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerLoadRecord {
    /// Who.
    pub owner: String,
    /// Milestones at a time.
    pub capacity: u32,
    /// More is asked in some week than there is.
    pub overloaded: bool,
    /// Ids of the unfinished milestones.
    pub milestones: Vec<String>,
    /// The weeks in which anything is asked, in order.
    pub weeks: Vec<OwnerWeekRecord>,
}

/// What is asked of an owner in a week. Working days.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerWeekRecord {
    /// The Monday.
    pub week: NaiveDate,
    /// Days that all milestones together ask for.
    pub asked: u32,
    /// Days there are.
    pub available: u32,
    /// The most milestones on one day.
    pub peak: u32,
    /// More is asked than there is: in the week, or on a day of it.
    pub overload: bool,
    /// Ids of the milestones that ask.
    pub milestones: Vec<String>,
}

/// Two services without a contract between them.
#[derive(Debug, Clone, Serialize)]
pub struct MissingContractRecord {
    /// Id of the service that uses the other.
    pub consumer: String,
    /// Id of the service that is used.
    pub provider: String,
    /// The day by which the contract is needed.
    pub needed_by: Option<NaiveDate>,
    /// Id of the milestone that needs it first.
    pub needed_for: Option<String>,
}

/// The forecast with risk.
#[derive(Debug, Clone, Serialize)]
pub struct RiskForecastRecord {
    /// How often the plan was run through.
    pub runs: u32,
    /// Where the draws began.
    pub seed: u64,
    /// `pert`, `triangular`.
    pub distribution: &'static str,
    /// Ids of the milestones whose duration was drawn.
    pub estimated: Vec<String>,
    /// Ids of the risks that could happen.
    pub risks: Vec<String>,
    /// The finish of the program.
    pub finish: Percentiles,
    /// The gates that are scheduled, by id of their phase.
    pub gates: BTreeMap<String, Percentiles>,
    /// Share of runs, 0 to 1, in which a milestone drove the program's finish, by id; left out where 0.
    pub criticality: BTreeMap<String, f64>,
    /// What moves the program's finish, the strongest first.
    pub tornado: Vec<SwingRecord>,
}

/// A bar of a tornado chart: the mean finish of the program in working days after the finish as planned.
#[derive(Debug, Clone, Serialize)]
pub struct SwingRecord {
    /// Id of a milestone (its duration) or a risk.
    pub id: String,
    /// When it goes well.
    pub low: f64,
    /// When it goes badly.
    pub high: f64,
}

impl Context<'_> {
    pub(super) fn place_record(&self, key: Key<Milestone>) -> PlaceRecord {
        let (milestone, analysis) = (&self.program.milestones[key], self.now().milestone(key));
        let placement = analysis.schedule.as_ref().ok();
        let leveled = placement.and_then(|placement| placement.leveled);
        let (chains, subject) = (&self.now().chains, Subject::Milestone(key));
        let settings = &self.program.settings;
        let named = crate::analyse::day::named_calendar(self.program, milestone, &analysis.facts);
        let named = named.and_then(|named| settings.calendars.get(named.index()));
        let against = |(index, against): (usize, &crate::analyse::BaselineVariance)| {
            let dates = against.dates.known()?;
            let record =
                BaselineRecord { start: dates.start, finish: dates.finish, variance: against.variance };
            Some((settings.baseline_name(index).to_owned(), record))
        };
        let constraints = milestone.constraints.iter().map(|constraint| constraint.value);
        PlaceRecord {
            computed_finish: placement.map(|placement| placement.computed_finish),
            owner_finish: placement.and_then(|placement| placement.owner_finish),
            leveled_start: leveled.map(|dates| dates.start),
            leveled_finish: leveled.map(|dates| dates.finish),
            driving_chain: self.ids(chains.driving(subject).take(CHAIN)),
            holds_up: self.ids(chains.held_up_by(subject).take(CHAIN)),
            incomplete: placement.is_some_and(|placement| placement.incomplete),
            calendar: named.map(|named| named.name.clone()),
            deadline: milestone.deadline.map(|deadline| deadline.value),
            constraints: constraints.map(|bound| ConstraintRecord::new(bound.kind, bound.date)).collect(),
            baselines: analysis.baselines.iter().enumerate().filter_map(against).collect(),
        }
    }

    pub(super) fn approved_records(&self) -> Vec<ApprovedRecord> {
        let settings = &self.program.settings;
        let current = settings.baseline_on(self.now().as_of);
        let record = |(index, baseline): (usize, &crate::model::Baseline)| ApprovedRecord {
            name: baseline.name.clone(),
            approved_on: baseline.approved_on,
            approved_by: baseline.approved_by.as_ref().map(|by| by.name.to_string()),
            current: index == current,
        };
        settings.baselines.iter().enumerate().map(record).collect()
    }

    pub(super) fn owner_load_records(&self) -> Vec<OwnerLoadRecord> {
        let ids = |keys: &[Key<Milestone>]| self.ids(keys.iter().map(|key| Subject::Milestone(*key)));
        let week = |week: &crate::analyse::OwnerWeek| OwnerWeekRecord {
            week: week.monday,
            asked: week.asked,
            available: week.available,
            peak: week.peak,
            overload: week.overload,
            milestones: ids(&week.milestones),
        };
        let load = |load: &crate::analyse::OwnerLoad| OwnerLoadRecord {
            owner: load.owner.name.to_string(),
            capacity: load.capacity,
            overloaded: load.overloaded(),
            milestones: ids(&load.milestones),
            weeks: load.weeks.iter().map(week).collect(),
        };
        self.now().owner_load.iter().map(load).collect()
    }

    pub(super) fn missing_contract_records(&self) -> Vec<MissingContractRecord> {
        let missing = self.now().needed_by.missing_contracts.iter();
        let record = |missing: &crate::analyse::MissingContract| MissingContractRecord {
            consumer: self.id(Subject::Service(missing.consumer)),
            provider: self.id(Subject::Service(missing.provider)),
            needed_by: missing.need.map(|need| need.by),
            needed_for: self.needed_for(missing.need),
        };
        missing.map(record).collect()
    }

    /// Id of what needs something first.
    pub(super) fn needed_for(&self, need: Option<Need>) -> Option<String> {
        need.map(|need| self.id(need.first))
    }

    pub(super) fn risk_forecast_record(&self) -> Option<RiskForecastRecord> {
        let forecast = self.forecast_with_risk()?;
        let gates = self.program.phases.iter().zip(&forecast.gates);
        let critical = self.program.milestones.iter().zip(&forecast.criticality);
        let swing = |swing: &crate::analyse::Swing| SwingRecord {
            id: self.id(swing.subject),
            low: thousandths(swing.low),
            high: thousandths(swing.high),
        };
        Some(RiskForecastRecord {
            runs: forecast.settings.runs,
            seed: forecast.settings.seed,
            distribution: forecast.settings.distribution.word(),
            estimated: self.ids(forecast.estimated.iter().map(|key| Subject::Milestone(*key))),
            risks: self.ids(forecast.risks.iter().map(|key| Subject::Risk(*key))),
            finish: forecast.finish,
            gates: gates
                .filter_map(|((_, phase), days)| Some((phase.head().id.to_string(), (*days)?)))
                .collect(),
            criticality: critical
                .filter(|(_, share)| **share > 0.0)
                .map(|((_, milestone), share)| (milestone.head().id.to_string(), thousandths(*share)))
                .collect(),
            tornado: forecast.swings.iter().map(swing).collect(),
        })
    }
}

/// Rounded to what 10,000 runs can tell.
fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
