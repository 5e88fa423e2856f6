//! The timeline of a phase: its milestones as bars over the weeks.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    line::plain,
    wording::{Named, number},
};
use crate::{
    analyse::{Analysis, Progress},
    model::{Entity, Key, Milestone, Phase, Sprint},
    view::Context,
};

/// The timeline of a phase on the status date. Days are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// Which phase.
    pub phase: Named,
    /// The day it was made for.
    pub generated: NaiveDate,
    /// The sprints it was planned for, in order of time.
    pub sprints: Vec<String>,
    /// Calendar weeks of those sprints; where there are none, of the bars.
    pub weeks: i64,
    /// Its milestones, in order.
    pub milestones: Vec<Bar>,
    /// The expected day of its gate.
    pub gate: Option<NaiveDate>,
    /// All sprints of the program with their days, in order of time.
    #[serde(skip)]
    pub(super) calendar: Vec<SprintSpan>,
    /// From the first to the last day that has to be seen.
    #[serde(skip)]
    pub(super) range: (NaiveDate, NaiveDate),
}

/// A milestone as a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Which.
    #[serde(flatten)]
    pub milestone: Named,
    /// First day, expected or actual.
    pub start: Option<NaiveDate>,
    /// Last day, expected or actual.
    pub finish: Option<NaiveDate>,
    /// 0 to 100; 0 for what has not begun, `None` where it was not reported.
    pub percent_complete: Option<u8>,
    /// Why it has no days.
    pub unscheduled: Option<String>,
}

/// A sprint with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SprintSpan {
    /// Its id.
    pub id: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

impl Timeline {
    /// The timeline of a phase.
    pub fn new(cx: &Context, key: Key<Phase>) -> Self {
        let now = cx.now();
        let head = cx.program.phases[key].head();
        let state = &now.phases[key.index()];
        let planned = planned_sprints(cx, key);
        let milestones: Vec<Bar> =
            state.milestones.iter().map(|milestone| bar(cx, now, *milestone)).collect();
        let spans = planned.iter().map(|sprint| (sprint.start, sprint.end));
        let bars = milestones.iter().filter_map(|bar| bar.start.zip(bar.finish));
        let gates = state.gate.forecast.map(|day| (day, day));
        let union = |a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)| (a.0.min(b.0), a.1.max(b.1));
        let range =
            spans.clone().chain(bars.clone()).chain(gates).reduce(union).unwrap_or((now.as_of, now.as_of));
        let weeks =
            spans.reduce(union).or(bars.reduce(union)).map_or(0, |(from, to)| (to - from).num_days() / 7 + 1);
        Self {
            phase: Named { id: head.id.to_string(), title: head.title.clone() },
            generated: now.as_of,
            sprints: planned.into_iter().map(|sprint| sprint.id).collect(),
            weeks,
            milestones,
            gate: state.gate.forecast,
            calendar: cx.sprints_in_time().into_iter().map(|sprint| span(cx, sprint)).collect(),
            range,
        }
    }

    /// What the phase is called beside its title: its number, or its id.
    pub(super) fn number(&self) -> String {
        plain(number(&self.phase.id))
    }
}

fn planned_sprints(cx: &Context, key: Key<Phase>) -> Vec<SprintSpan> {
    let mut sprints: Vec<SprintSpan> =
        cx.program.phases[key].sprints.iter().map(|sprint| span(cx, *sprint)).collect();
    sprints.sort_by_key(|sprint| sprint.start);
    sprints
}

fn span(cx: &Context, key: Key<Sprint>) -> SprintSpan {
    let sprint = &cx.program.sprints[key];
    SprintSpan { id: sprint.head().id.to_string(), start: sprint.start, end: sprint.end }
}

fn bar(cx: &Context, now: &Analysis, key: Key<Milestone>) -> Bar {
    let milestone = now.milestone(key);
    let dates = milestone.forecast();
    let begun = !matches!(milestone.progress, Progress::NotStarted);
    Bar {
        milestone: Named::from(&cx.milestone(key)),
        start: dates.map(|dates| dates.start),
        finish: dates.map(|dates| dates.finish),
        percent_complete: milestone.percent().or((!begun).then_some(0)),
        unscheduled: milestone.schedule.as_ref().err().map(|reason| cx.voice().unscheduled(reason)),
    }
}
