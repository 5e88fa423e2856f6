//! The program's history as data: what was expected at the end of each sprint, and how much was done.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Entity, Key, Phase},
    view::{
        Context,
        chart::{burn_up::BurnUpView, trend::TrendRow},
    },
};

/// History of the program and of each phase by its id.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HistoryRecord {
    /// Work done over the whole program.
    pub burn_up: Vec<BurnUpRecord>,
    /// By id of the phase.
    pub phases: BTreeMap<String, PhaseHistoryRecord>,
}

/// History of a phase.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseHistoryRecord {
    /// What was expected of its gate and milestones, report by report.
    pub trend: Vec<TrendRecord>,
    /// Work done.
    pub burn_up: Vec<BurnUpRecord>,
}

/// What was expected of a gate or milestone.
#[derive(Debug, Clone, Serialize)]
pub struct TrendRecord {
    /// Its id; that of the phase for a gate.
    pub id: String,
    /// It is a gate.
    pub gate: bool,
    /// Approved finish.
    pub baseline: Option<NaiveDate>,
    /// Expected or actual finish on each day of report.
    pub points: Vec<ExpectedRecord>,
}

/// An expectation.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectedRecord {
    /// The day of the report.
    pub on: NaiveDate,
    /// The finish that was expected on it.
    pub finish: Option<NaiveDate>,
}

/// Work done on the day of a report, in working days.
#[derive(Debug, Clone, Serialize)]
pub struct BurnUpRecord {
    /// The day of the report.
    pub on: NaiveDate,
    /// Work done.
    pub done: Option<f64>,
    /// All work.
    pub scope: Option<f64>,
    /// Work that the baseline had done by then.
    pub plan: Option<f64>,
}

impl Context<'_> {
    /// History of the program and its phases; empty where no sprint is over.
    pub fn history_record(&self) -> HistoryRecord {
        let phases =
            self.program.phases.iter().map(|(key, phase)| (phase.head().id.to_string(), self.of_phase(key)));
        HistoryRecord { burn_up: burn_up(self.program_history().burn_up), phases: phases.collect() }
    }

    fn of_phase(&self, key: Key<Phase>) -> PhaseHistoryRecord {
        let history = self.phase_history(key);
        let rows = history.trend.map(|trend| trend.rows).unwrap_or_default();
        PhaseHistoryRecord { trend: rows.into_iter().map(trend).collect(), burn_up: burn_up(history.burn_up) }
    }
}

fn trend(row: TrendRow) -> TrendRecord {
    let points = row.points.into_iter().map(|point| ExpectedRecord { on: point.on, finish: point.finish });
    TrendRecord { id: row.subject.id, gate: row.gate, baseline: row.baseline, points: points.collect() }
}

fn burn_up(view: Option<BurnUpView>) -> Vec<BurnUpRecord> {
    let steps = view.map(|view| view.steps).unwrap_or_default();
    let record = steps.into_iter().map(|step| BurnUpRecord {
        on: step.report.on,
        done: step.done,
        scope: step.scope,
        plan: step.plan,
    });
    record.collect()
}
