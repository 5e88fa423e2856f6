//! What moved since the end of the last sprint: dates and colors of milestones and gates, then and now.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, MilestoneAnalysis, MilestoneSnapshot, Snapshot, SprintTime},
    model::{Key, Milestone, Phase, Rag, Sprint, Subject},
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

impl Context<'_> {
    /// What moved from the end of the sprint before `sprint` to the state its page shows: gates first, then those that
    /// moved furthest. Empty for a sprint that has not begun and for the first.
    pub fn moved_in(&self, sprint: Key<Sprint>, state: &Analysis) -> Vec<Moved> {
        if self.now().time(sprint) == SprintTime::Future {
            return Vec::new();
        }
        self.sprint_before(sprint).map_or_else(Vec::new, |before| self.moved_since(before, state))
    }

    /// What moved from the end of a sprint to the state of a later day. Empty where the sprint is not over.
    pub fn moved_since(&self, sprint: Key<Sprint>, state: &Analysis) -> Vec<Moved> {
        self.chronicle.past.at(sprint).map_or_else(Vec::new, |then| self.moved(then, state))
    }

    fn moved(&self, then: &Snapshot, now: &Analysis) -> Vec<Moved> {
        let mut gates: Vec<Moved> =
            self.program.phases.keys().filter_map(|key| self.moved_gate(then, now, key)).collect();
        let mut milestones: Vec<Moved> = self
            .program
            .milestones
            .keys()
            .filter_map(|key| self.moved_milestone(then.milestone(key), now.milestone(key), key, now.as_of))
            .collect();
        for list in [&mut gates, &mut milestones] {
            list.sort_by_key(|moved| std::cmp::Reverse(moved.days.abs()));
        }
        gates.append(&mut milestones);
        gates
    }

    fn moved_milestone(
        &self,
        then: &MilestoneSnapshot,
        now: &MilestoneAnalysis,
        key: Key<Milestone>,
        as_of: NaiveDate,
    ) -> Option<Moved> {
        let (from, to) = (then.finish, now.forecast().map(|dates| dates.finish));
        let (rag_from, rag_to) = (then.rag, now.verdict.shown);
        // That what was planned is under way or done as planned is no news here.
        let as_planned =
            matches!(rag_from, Rag::Planned | Rag::Green) && matches!(rag_to, Rag::Planned | Rag::Green);
        (from != to || (rag_from != rag_to && !as_planned)).then(|| Moved {
            subject: self.link(Subject::Milestone(key)),
            what: "milestone",
            days: self.days_moved(from, to),
            from,
            to,
            rag_from,
            rag_to,
            reason: self.voice_on(as_of).shown(now),
        })
    }

    fn moved_gate(&self, then: &Snapshot, now: &Analysis, key: Key<Phase>) -> Option<Moved> {
        let (then, phase) = (then.phase(key), &now.phases[key.index()]);
        let (from, to) = (then.gate, phase.gate.forecast);
        let (rag_from, rag_to) = (then.rag, phase.roll_up.rag);
        (from != to).then(|| Moved {
            subject: self.link(Subject::Phase(key)),
            what: "gate",
            days: self.days_moved(from, to),
            from,
            to,
            rag_from,
            rag_to,
            reason: self.voice_on(now.as_of).gate_waits(now, key),
        })
    }

    fn days_moved(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> i32 {
        let calendar = &self.program.settings.calendar.calendar;
        from.zip(to).map_or(0, |(from, to)| calendar.days_between(from, to))
    }
}
