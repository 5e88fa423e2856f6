//! What moved since the end of the last sprint: dates and colors of milestones and gates, then and now.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, SprintTime},
    model::{Key, Milestone, Rag, Sprint, Subject},
    view::{Context, SubjectLink, Word, word},
};

/// Something whose expected finish or color is another than at the end of the sprint before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which: a milestone, or a phase for its gate.
    pub subject: SubjectLink,
    /// `milestone` or `gate`.
    #[serde(deserialize_with = "word::read")]
    pub what: Word,
    /// The finish expected then.
    pub from: Option<NaiveDate>,
    /// The finish expected now, or the actual one.
    pub to: Option<NaiveDate>,
    /// Working days from the one to the other; negative when earlier, 0 when only the color changed or a date is
    /// missing.
    pub days: i32,
    /// The color then.
    pub rag_from: Rag,
    /// The color now.
    pub rag_to: Rag,
    /// Why it has that color now; for a gate the milestone that is done last.
    pub reason: String,
}

/// The same without words.
struct Step {
    subject: Subject,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    days: i32,
    /// Then and now.
    colors: (Rag, Rag),
}

impl Step {
    /// That what was planned is under way or done as planned is no news.
    fn is_news(&self) -> bool {
        let (then, now) = self.colors;
        let is_as_planned = |rag| matches!(rag, Rag::Planned | Rag::Green);
        self.from != self.to || (then != now && !(is_as_planned(then) && is_as_planned(now)))
    }
}

impl Context<'_> {
    /// What moved from the end of the sprint before `sprint` to the state its page shows: gates first, then those that
    /// moved furthest. Empty for a sprint that has not begun and for the first.
    /// Of the milestones only those of `scope`, and no more of all than `most`.
    pub(in crate::view) fn moved_in(
        &self,
        sprint: Key<Sprint>,
        state: &Analysis,
        scope: &[Key<Milestone>],
        most: usize,
    ) -> Vec<Moved> {
        if self.now().time(sprint) == SprintTime::Future {
            return Vec::new();
        }
        let then = self.sprint_before(sprint).and_then(|before| self.chronicle.past.at(before));
        let Some(then) = then else { return Vec::new() };
        let gates = self.program.phases.keys().map(|key| {
            let (then, phase) = (then.phase(key), &state.phases[key.index()]);
            let colors = (then.rag, phase.roll_up.rag);
            self.step(Subject::Phase(key), then.gate, phase.gate.forecast, colors)
        });
        let scope: BTreeSet<Key<Milestone>> = scope.iter().copied().collect();
        let milestones = scope.into_iter().map(|key| {
            let (then, now) = (then.milestone(key), state.milestone(key));
            let finish = now.forecast().map(|dates| dates.finish);
            self.step(Subject::Milestone(key), then.finish, finish, (then.rag, now.verdict.shown))
        });
        let mut gates: Vec<Step> = gates.filter(|step| step.from != step.to).collect();
        let mut steps: Vec<Step> = milestones.filter(Step::is_news).collect();
        for list in [&mut gates, &mut steps] {
            list.sort_by_key(|step| std::cmp::Reverse(step.days.abs()));
        }
        gates.append(&mut steps);
        gates.into_iter().take(most).map(|step| self.moved(step, state)).collect()
    }

    fn step(
        &self,
        subject: Subject,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        colors: (Rag, Rag),
    ) -> Step {
        Step { subject, from, to, days: self.days_moved(from, to), colors }
    }

    fn moved(&self, step: Step, state: &Analysis) -> Moved {
        let voice = self.voice_on(state.as_of);
        let (what, reason) = match step.subject {
            Subject::Phase(key) => ("gate", voice.gate_waits(state, key)),
            Subject::Milestone(key) => ("milestone", voice.shown(state.milestone(key))),
            _ => ("", String::new()),
        };
        let Step { subject, from, to, days, colors: (rag_from, rag_to) } = step;
        Moved { subject: self.link(subject), what, from, to, days, rag_from, rag_to, reason }
    }

    fn days_moved(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> i32 {
        let calendar = &self.program.settings.calendar.calendar;
        from.zip(to).map_or(0, |(from, to)| calendar.days_between(from, to))
    }
}
