//! Why a milestone has its dates, in one sentence.

use super::{
    super::{Dates, day::Progress, rules::working_days, schedule::Driver},
    Reading,
    network::owner_finish,
};
use crate::model::{Key, LifeCycle, Milestone, Subject};

impl Reading<'_> {
    pub(super) fn why(&self, key: Key<Milestone>, driver: Driver, dates: Dates) -> String {
        let state = self.day.milestone(key);
        let activity = &self.network.activities[key.index()];
        match driver {
            Driver::Actual => match state.facts.actual_start.as_ref() {
                Some(start) => format!("It was done from {} to {}.", start.value, dates.finish),
                None => format!("It was done on {}.", dates.finish),
            },
            Driver::ProjectStart => {
                format!("It waits for nothing, so it starts with the program on {}.", dates.start)
            }
            Driver::StatusDate => {
                let held = state.facts.status.as_ref().is_some_and(|fact| fact.value == LifeCycle::Blocked);
                let held = if held { " It is held up, so this is the best case." } else { "" };
                let today = self.day.as_of;
                match (state.progress, activity.remaining.or(activity.duration)) {
                    (Progress::UnderWay(_), Some(left)) => {
                        format!(
                            "{} of work are left from the status date {today} on.{held}",
                            working_days(left.into())
                        )
                    }
                    _ => format!(
                        "What it waits for is done, so it can start on the status date {today} at the earliest."
                    ),
                }
            }
            Driver::OwnersForecast => match owner_finish(self.day, key) {
                Some(finish) => format!("Its owner expects to finish on {finish}."),
                None => "Its owner expects it to take longer.".to_owned(),
            },
            Driver::Constraint(kind) => {
                let bound = activity.constraints.iter().find(|constraint| constraint.kind == kind);
                let date = bound.map_or_else(String::new, |constraint| format!(" {}", constraint.date));
                format!("It is bound by its constraint {}{date}.", kind.word())
            }
            Driver::Link(link) => self.why_link(link),
            Driver::Owner => "Its owner is not free earlier.".to_owned(),
        }
    }

    fn why_link(&self, link: usize) -> String {
        let link = &self.network.links[link];
        let (from, finish) = (self.subject(link.from), self.schedule.dates(link.from));
        let head = self.day.program.head(from);
        let what = match from {
            Subject::Phase(_) => format!("the gate of {} ({})", head.id, head.title),
            _ => format!("{} ({})", head.id, head.title),
        };
        let lag = match link.lag.days() {
            0 => String::new(),
            _ => format!(", with a lag of {}", link.lag),
        };
        let when = finish.map_or_else(String::new, |dates| {
            if link.kind.from_finish() {
                format!(", which is expected to finish on {}", dates.early_finish)
            } else {
                format!(", which is expected to start on {}", dates.early_start)
            }
        });
        format!("It waits for {what}{when}{lag}.")
    }
}
