//! A milestone's place in the plan in words: how its color came about, its dates side by side, float, deadline, ties.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{MilestoneAnalysis, Placement, Progress, Waiting},
    date::Dates,
    model::{ConstraintKind, Key, LinkKind, Milestone, Rag},
    say::words::{against_plan, color, counted, day, length, working_days},
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
                say("Total float", float_words(placement));
                if placement.free_float > 0 && placement.free_float != placement.total_float {
                    say("Free float", working_days(placement.free_float));
                }
            }
        }
        if let Some(deadline) = milestone.deadline {
            let finish = analysis.forecast().map(|dates| dates.finish);
            let calendar = &self.program.settings.calendar.calendar;
            let spare = finish.map(|finish| calendar.days_between(finish, deadline.value));
            say("Deadline", deadline_words(deadline.value, spare, done));
        }
        for constraint in &milestone.constraints {
            let constraint = constraint.value;
            say("Constraint", format!("{} {}", constraint_words(constraint.kind), day(constraint.date)));
        }
        if let Some(estimate) = &milestone.estimate {
            let [best, likely, worst] =
                [&estimate.optimistic, &estimate.most_likely, &estimate.pessimistic].map(|p| length(p.value));
            say("Estimate", format!("{likely} (at best {best}, at worst {worst})"));
        }
        facts
    }
}

/// How a color came about.
pub(in crate::view) fn verdict_sentence(milestone: &MilestoneAnalysis) -> String {
    let verdict = &milestone.verdict;
    let (shown, computed) = (color(verdict.shown), verdict.computed.word());
    if verdict.overridden.is_some() {
        return format!("{shown} by override; the rules alone make it {computed}.");
    }
    match (milestone.progress, verdict.declared) {
        (Progress::Done(Some(on)), _) if verdict.shown == Rag::Green => match variance(milestone) {
            Some(days) => format!("Done on {}, {}.", day(on), against_plan(days)),
            None => format!("Done on {}.", day(on)),
        },
        (Progress::Cancelled, _) => "Given up.".to_owned(),
        (_, Some(declared)) if verdict.watermelon => {
            format!("{shown} by the rules, though declared {}: a watermelon.", declared.word())
        }
        (_, Some(declared)) if declared == verdict.computed => {
            format!("{shown}: the rules say so, and so does its owner.")
        }
        (_, Some(_)) => format!("{shown} because its owner declares it; the rules alone make it {computed}."),
        (_, None) if verdict.shown == Rag::Planned => "Planned, and nothing stands against it.".to_owned(),
        (_, None) => format!("{shown} by the rules; nobody has declared a color."),
    }
}

fn variance(milestone: &MilestoneAnalysis) -> Option<i32> {
    milestone.schedule.as_ref().ok().and_then(|placement| placement.variance)
}

/// Baseline, forecast or actual dates, what the owner expects beside them, and the latest that move nothing.
pub(in crate::view) fn dates_rows(milestone: &MilestoneAnalysis) -> Vec<DatesRow> {
    let mut rows = Vec::new();
    let row = |label, dates: Option<Dates>| DatesRow {
        label,
        start: dates.map(|dates| dates.start),
        started: false,
        finish: dates.map(|dates| dates.finish),
        variance: None,
        note: None,
    };
    rows.extend(milestone.baseline.map(|baseline| row("Baseline", Some(baseline))));
    let done = milestone.progress.is_done();
    let Ok(placement) = &milestone.schedule else {
        return rows;
    };
    let label = if done { "Actual" } else { "Forecast" };
    let started = matches!(milestone.progress, Progress::UnderWay(_) | Progress::Done(_));
    let incomplete = placement.incomplete.then(|| "or later: something it waits for has no dates".to_owned());
    rows.push(DatesRow {
        started,
        variance: placement.variance,
        note: incomplete,
        ..row(label, Some(placement.forecast))
    });
    if done {
        return rows;
    }
    if let Some(expected) = placement.owner_finish.filter(|finish| *finish != placement.forecast.finish) {
        let note = Some("as its owner reported".to_owned());
        rows.push(DatesRow { finish: Some(expected), note, ..row("Owner expects", None) });
    }
    if placement.late != placement.forecast {
        let note = Some("without moving the end of the program".to_owned());
        rows.push(DatesRow { note, ..row("Latest", Some(placement.late)) });
    }
    rows
}

fn float_words(placement: &Placement) -> String {
    match placement.total_float {
        0 => "none: any delay moves the end of the program".to_owned(),
        days @ 1.. => working_days(days),
        days => format!("{} short", working_days(days)),
    }
}

fn deadline_words(deadline: NaiveDate, spare: Option<i32>, done: bool) -> String {
    let on = day(deadline);
    match spare {
        None => on,
        Some(0) if done => format!("{on}, kept on the day"),
        Some(0) => format!("{on}, with no day to spare"),
        Some(days @ 1..) if done => format!("{on}, kept with {} to spare", working_days(days)),
        Some(days @ 1..) => format!("{on}, with {} to spare", working_days(days)),
        Some(days) if done => format!("{on}, missed by {}", working_days(days)),
        Some(days) => format!("{on}, expected to be missed by {}", working_days(days)),
    }
}

/// `start after its finish, 2 working days later`.
pub(in crate::view) fn tie(waiting: &Waiting) -> String {
    let tie = match waiting.kind {
        LinkKind::FinishStart => "starts after it finishes",
        LinkKind::StartStart => "starts after it starts",
        LinkKind::FinishFinish => "finishes after it finishes",
        LinkKind::StartFinish => "finishes after it starts",
    };
    let unit = if waiting.elapsed { "calendar day" } else { "working day" };
    let days = counted(waiting.lag.unsigned_abs() as usize, unit);
    match waiting.lag {
        0 => tie.to_owned(),
        1.. => format!("{tie}, {days} later"),
        _ => format!("{tie}, {days} sooner"),
    }
}

fn constraint_words(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Snet => "start no earlier than",
        ConstraintKind::Snlt => "start no later than",
        ConstraintKind::Fnet => "finish no earlier than",
        ConstraintKind::Fnlt => "finish no later than",
        ConstraintKind::Mso => "start on",
        ConstraintKind::Mfo => "finish on",
    }
}
