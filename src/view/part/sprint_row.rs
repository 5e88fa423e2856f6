//! A sprint as a row of a table.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    analyse::{SprintSnapshot, SprintTime},
    date::Dates,
    model::{Key, Sprint, Subject},
    say::counts,
    view::{Context, SubjectLink, part::roll_up::ColorView},
};

/// A sprint as a row of the list.
#[derive(Debug, Clone, Serialize)]
pub struct SprintRow {
    /// Which.
    pub subject: SubjectLink,
    /// The phase it serves.
    pub phase: Option<SubjectLink>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its days.
    pub dates: Dates,
    /// `past`, `current` or `future`.
    pub time: &'static str,
    /// `working day 7 of 9`, while it is under way.
    pub progress: Option<String>,
    /// Its color and why.
    pub status: ColorView,
    /// Milestones finished in it.
    pub completed: usize,
    /// Milestones in scope.
    pub milestones: usize,
}

impl Context<'_> {
    /// A sprint as a row of the list.
    pub fn sprint_row(&self, key: Key<Sprint>) -> SprintRow {
        let sprint = &self.program.sprints[key];
        let then = self.chronicle.past.at(key).and_then(|then| then.sprint.as_ref());
        let kept = then.map_or_else(
            || Cow::Owned(SprintSnapshot::new(self.program, self.now().sprint(key))),
            Cow::Borrowed,
        );
        SprintRow {
            subject: self.link(Subject::Sprint(key)),
            phase: sprint.phase.map(|phase| self.link(Subject::Phase(phase))),
            goal: sprint.goal.clone(),
            dates: Dates { start: sprint.start, finish: sprint.end },
            time: time_word(self.now().time(key)),
            progress: self.sprint_day(key).map(|(on, of)| format!("working day {on} of {of}")),
            status: ColorView { rag: kept.rag, sentence: counts(&kept.because), tally: kept.tally },
            completed: kept.completed,
            milestones: kept.milestones,
        }
    }

    /// Which of its working days a sprint that is under way has reached.
    pub(in crate::view) fn sprint_day(&self, key: Key<Sprint>) -> Option<(u32, u32)> {
        let (sprint, today) = (&self.program.sprints[key], self.now().as_of);
        let calendar = &self.program.settings.calendar.calendar;
        let current = self.now().time(key) == SprintTime::Current;
        current.then(|| {
            (calendar.days_of_span(sprint.start, today), calendar.days_of_span(sprint.start, sprint.end))
        })
    }
}

pub(in crate::view) fn time_word(time: SprintTime) -> &'static str {
    match time {
        SprintTime::Past => "past",
        SprintTime::Current => "current",
        SprintTime::Future => "future",
    }
}
