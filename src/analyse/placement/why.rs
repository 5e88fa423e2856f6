//! Why a milestone has its dates: the engine's driver in the program's terms.

use super::{
    super::{Dates, Why, day::Progress, schedule::Driver},
    Reading,
    network::owner_finish,
};
use crate::model::{Key, LifeCycle, Milestone};

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
            Driver::ProjectStart => Why::ProgramStart(dates.start),
            Driver::StatusDate => match (state.progress, activity.remaining.or(activity.duration)) {
                (Progress::UnderWay(_), Some(days)) => {
                    let status = state.facts.status.as_ref();
                    let blocked = status.is_some_and(|fact| fact.value == LifeCycle::Blocked);
                    Why::WorkLeft { days, from: today, blocked }
                }
                _ => Why::StatusDate(today),
            },
            Driver::OwnersForecast => Why::OwnerExpects(owner_finish(self.day, key)),
            Driver::Constraint(kind) => {
                let bound = activity.constraints.iter().find(|constraint| constraint.kind == kind);
                Why::Constraint { kind, date: bound.map(|constraint| constraint.date) }
            }
            Driver::Link(link) => self.why_link(link),
            Driver::Owner => Why::OwnerBusy,
        }
    }

    fn why_link(&self, link: usize) -> Why {
        let link = &self.network.links[link];
        let dates = self.schedule.dates(link.from);
        let end = |dates: &crate::analyse::schedule::Dates| {
            if link.kind.from_finish() { dates.early_finish } else { dates.early_start }
        };
        Why::Link { from: self.subject(link.from), kind: link.kind, lag: link.lag, on: dates.map(end) }
    }
}
