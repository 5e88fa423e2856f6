//! A milestone's place in the plan: its dates side by side, float, deadline, constraints.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{MilestoneAnalysis, Progress},
    date::OpenDates,
    model::{Key, Milestone},
    say::{
        plan::{estimate, float},
        words::{counted, working_days},
    },
    view::Context,
};

/// One line of the table of dates.
#[derive(Debug, Clone, Serialize)]
pub struct DatesRow {
    /// `Baseline`, `Forecast`, `Actual`, ...
    pub label: &'static str,
    /// First day.
    pub start: Option<NaiveDate>,
    /// The first day is a fact, not a forecast.
    pub started: bool,
    /// Last day.
    pub finish: Option<NaiveDate>,
    /// Finish minus the baseline's finish in working days, where that is worth saying.
    pub variance: Option<i32>,
    /// What it means.
    pub note: Option<String>,
}

/// One fact of a plan, in words.
#[derive(Debug, Clone, Serialize)]
pub struct PlanFact {
    /// What.
    pub label: &'static str,
    /// Its value.
    pub value: String,
}

impl Context<'_> {
    /// What is known of its place in the plan, besides its dates.
    pub(in crate::view) fn plan_facts(&self, key: Key<Milestone>) -> Vec<PlanFact> {
        let (milestone, analysis) = (&self.program.milestones[key], self.now().milestone(key));
        let done = analysis.progress.is_done();
        let mut facts = Vec::new();
        let mut say = |label, value| facts.push(PlanFact { label, value });
        if let Ok(placement) = &analysis.schedule {
            if placement.duration > 0 {
                say("Length", counted(placement.duration as usize, "working day"));
            }
            if !done {
                say("Float", float(placement));
                if placement.free_float > 0 && placement.free_float != placement.total_float {
                    say("Free float", working_days(placement.free_float));
                }
            }
        }
        if let Some(deadline) = milestone.deadline {
            let finish = analysis.forecast().map(|dates| dates.finish);
            let calendar = &self.program.settings.calendar.calendar;
            let spare = finish.map(|finish| calendar.days_between(finish, deadline.value));
            say("Deadline", self.voice().deadline(deadline.value, spare, done));
        }
        for constraint in &milestone.constraints {
            say("Constraint", self.voice().constraint(constraint.value));
        }
        if let Some(points) = &milestone.estimate {
            say("Estimate", estimate(points));
        }
        facts
    }
}

/// Baseline, forecast or actual dates, what the owner expects beside them, and the latest that move nothing.
pub(in crate::view) fn dates_rows(milestone: &MilestoneAnalysis) -> Vec<DatesRow> {
    let mut rows = Vec::new();
    let row = |label, dates: OpenDates| DatesRow {
        label,
        start: dates.start,
        started: false,
        finish: dates.finish,
        variance: None,
        note: None,
    };
    rows.extend(milestone.baseline.known().map(|baseline| row("Baseline", baseline)));
    let done = milestone.progress.is_done();
    let Ok(placement) = &milestone.schedule else {
        return rows;
    };
    let label = match (done, placement.incomplete) {
        (true, _) => "Actual",
        (false, true) => "Not before",
        (false, false) => "Forecast",
    };
    let started = matches!(milestone.progress, Progress::UnderWay(_) | Progress::Done(_));
    let incomplete = placement.incomplete.then(|| "something it waits for has no certain date".to_owned());
    rows.push(DatesRow {
        started,
        variance: placement.variance,
        note: incomplete,
        ..row(label, placement.forecast.into())
    });
    let could = placement.could_begin.filter(|_| !placement.incomplete);
    rows.extend(could.map(|start| row("Could begin on", OpenDates { start: Some(start), finish: None })));
    if done {
        return rows;
    }
    if let Some(expected) = placement.owner_finish.filter(|finish| *finish != placement.forecast.finish) {
        rows.push(DatesRow { finish: Some(expected), ..row("Reported finish", OpenDates::default()) });
    }
    if placement.late != placement.forecast {
        let note = Some("to keep the program's finish".to_owned());
        rows.push(DatesRow { note, ..row("Latest", placement.late.into()) });
    }
    rows
}
