//! Why a milestone has its dates: the engine's driver in the program's terms.

use super::{
    super::{Dates, Why, day::Progress, schedule::Driver},
    Reading,
    network::owner_finish,
};
use crate::model::{Key, LifeCycle, Milestone, Subject};

impl Reading<'_> {
    pub(super) fn why(&self, key: Key<Milestone>, driver: Driver, dates: Dates) -> Why {
        let state = self.day.milestone(key);
        let activity = &self.network.activities[key.index()];
        let today = self.day.as_of;
        match driver {
            Driver::Actual => {
                let start = state.facts.actual_start.as_ref().map(|start| start.value);
                Why::Done { start, finish: dates.finish }
            }
            _ if let Some(from) = self.undated_before(key) => Why::NotBefore { from, on: dates.start },
            Driver::ProjectStart => {
                let waits = self.network.links.iter().any(|link| link.to == key.index());
                Why::ProgramStart { on: dates.start, waits }
            }
            // What is planned is told beside it; asked is what else holds it.
            Driver::StatusDate | Driver::Plan => {
                match (state.progress, activity.remaining.or(activity.duration)) {
                    (Progress::UnderWay(_), Some(days)) => {
                        let status = state.facts.status.as_ref();
                        let blocked = status.is_some_and(|fact| fact.value == LifeCycle::Blocked);
                        Why::WorkLeft { days, from: today, blocked }
                    }
                    _ => Why::StatusDate { on: today, open: self.waits_for_open(key) },
                }
            }
            Driver::OwnersForecast => Why::OwnerExpects(owner_finish(self.day, key)),
            Driver::Constraint(kind) => {
                let bound = activity.constraints.iter().find(|constraint| constraint.kind == kind);
                Why::Constraint { kind, date: bound.map(|constraint| constraint.date) }
            }
            Driver::Link(link) => self.why_link(link),
            Driver::Owner => Why::OwnerBusy,
        }
    }

    /// Of what a milestone directly waits for, the first that has no dates, else the first with a lower bound for them.
    fn undated_before(&self, key: Key<Milestone>) -> Option<Subject> {
        if !self.schedule.dates(key.index())?.incomplete_predecessors {
            return None;
        }
        let before = || self.before(key);
        let undated = before().find(|from| self.schedule.dates(*from).is_none());
        let bound =
            |from: &usize| self.schedule.dates(*from).is_some_and(|dates| dates.incomplete_predecessors);
        undated.or_else(|| before().find(bound)).map(|from| self.subject(from))
    }

    fn waits_for_open(&self, key: Key<Milestone>) -> bool {
        let activities = &self.network.activities;
        self.before(key).any(|from| {
            let from = &activities[from];
            from.actual_finish.is_none() && !from.finished_some_day && !from.given_up
        })
    }

    /// What a milestone directly waits for, as activities, in the order it was written.
    fn before(&self, key: Key<Milestone>) -> impl Iterator<Item = usize> {
        self.network.links.iter().filter(move |link| link.to == key.index()).map(|link| link.from)
    }

    fn why_link(&self, link: usize) -> Why {
        let link = &self.network.links[link];
        let dates = self.schedule.dates(link.from);
        let end = |dates: &crate::analyse::schedule::Dates| {
            if link.kind.from_finish() { dates.early_finish } else { dates.early_start }
        };
        let from = &self.network.activities[link.from];
        let begun = from.actual_start.is_some() && !link.kind.from_finish();
        let happened = begun || from.actual_finish.is_some() || from.finished_some_day;
        Why::Link {
            from: self.subject(link.from),
            kind: link.kind,
            lag: link.lag,
            on: dates.map(end),
            happened,
        }
    }
}
