//! What is otherwise in one program than in another, each answer by itself, in order of weight.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Found, Outline};
use crate::{
    analyse::{Difference, EscalationCode, RuleCode},
    date::WorkCalendar,
    model::{Kind, Rag},
};

/// One answer that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The page of a sprint that is over says something else.
    Past {
        /// Its id.
        sprint: String,
        /// Whether it has a record.
        closed: bool,
        /// What is otherwise.
        differences: Vec<Difference>,
        /// Of a closed one: what today's content no longer says differently.
        settled: Vec<Difference>,
    },
    /// A sprint that is over has a record now, or has lost it.
    Closed(String, bool),
    /// The finish of the program.
    Finish(Moved),
    /// The gate of a phase.
    Gate(String, Moved),
    /// A color; of the program where there is no kind.
    Color {
        /// Of which kind of thing; `None` for the program.
        kind: Option<Kind>,
        /// Its id.
        id: String,
        /// Before.
        from: Rag,
        /// After.
        to: Rag,
        /// The rule that gave the new one, where one did.
        rule: Option<RuleCode>,
    },
    /// The finish of a milestone.
    Milestone(String, Moved),
    /// A milestone that is critical now, or no longer.
    Critical(String, bool),
    /// The float of a milestone, in working days, before and after.
    Float(String, Option<i32>, Option<i32>),
    /// A risk or blocker that stands now, or no longer.
    Stands(Kind, String, bool),
    /// A thing that was not there before.
    New(Kind, String),
    /// A thing that is no longer there.
    Gone(Kind, String),
    /// Something has to reach somebody, about these ids, or no longer.
    Escalation(EscalationCode, Vec<String>, bool),
    /// Something is wrong so many times more often; less often where negative.
    Finding(Found, i32),
}

/// A day that is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Before.
    pub from: Option<NaiveDate>,
    /// After.
    pub to: Option<NaiveDate>,
    /// By how many working days; negative when earlier. `None` where one of the two is missing.
    pub days: Option<i32>,
}

impl Moved {
    /// From one day to another in a calendar; `None` where they are the same.
    pub fn between(from: Option<NaiveDate>, to: Option<NaiveDate>, calendar: &WorkCalendar) -> Option<Self> {
        let days = from.zip(to).map(|(from, to)| calendar.days_between(from, to));
        (from != to).then_some(Self { from, to, days })
    }

    /// Whether it is later, or has no day any more.
    pub fn is_later(self) -> bool {
        self.from.is_some() && self.to.is_none_or(|to| self.from.is_some_and(|from| to > from))
    }
}

impl Outline {
    /// What is otherwise in `after`. Working days are those of `calendar`.
    pub fn changes(&self, after: &Self, calendar: &WorkCalendar) -> Vec<Change> {
        let mut changes = self.past(after);
        let moved = |from, to| Moved::between(from, to, calendar);
        changes.extend(moved(self.finish, after.finish).map(Change::Finish));
        for (id, (from, to)) in both(&self.gates, &after.gates) {
            changes.extend(moved(*from, *to).map(|moved| Change::Gate(id.clone(), moved)));
        }
        for ((kind, id), (from, to)) in both(&self.colors, &after.colors) {
            if from.rag != to.rag {
                let (id, rule) = (id.clone(), to.rule);
                changes.push(Change::Color { kind: *kind, id, from: from.rag, to: to.rag, rule });
            }
        }
        for (id, (from, to)) in both(&self.milestones, &after.milestones) {
            changes.extend(moved(from.finish, to.finish).map(|moved| Change::Milestone(id.clone(), moved)));
        }
        for (id, (from, to)) in both(&self.milestones, &after.milestones) {
            changes.extend((from.critical != to.critical).then(|| Change::Critical(id.clone(), to.critical)));
            let float = from.float != to.float;
            changes.extend(float.then(|| Change::Float(id.clone(), from.float, to.float)));
        }
        for ((kind, id), (_, stands)) in
            both(&self.standing, &after.standing).filter(|(_, (from, to))| from != to)
        {
            changes.push(Change::Stands(*kind, id.clone(), *stands));
        }
        let new = after.things.difference(&self.things);
        changes.extend(new.map(|(kind, id)| Change::New(*kind, id.clone())));
        let gone = self.things.difference(&after.things);
        changes.extend(gone.map(|(kind, id)| Change::Gone(*kind, id.clone())));
        let raised = after.escalations.difference(&self.escalations);
        changes.extend(raised.map(|(code, about)| Change::Escalation(*code, about.clone(), true)));
        let cleared = self.escalations.difference(&after.escalations);
        changes.extend(cleared.map(|(code, about)| Change::Escalation(*code, about.clone(), false)));
        changes.extend(self.findings(after));
        changes
    }

    /// Sprints that are over on both sides, closed ones first.
    fn past(&self, after: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, (before, after)) in both(&self.ended, &after.ended) {
            let (differences, settled) = (before.differences(after), before.settled(after));
            let closed = before.closed || after.closed;
            if !differences.is_empty() || !settled.is_empty() {
                changes.push(Change::Past { sprint: id.clone(), closed, differences, settled });
            }
            if before.closed != after.closed {
                changes.push(Change::Closed(id.clone(), after.closed));
            }
        }
        changes.sort_by_key(|change| !matches!(change, Change::Past { closed: true, .. }));
        changes
    }

    /// What is wrong more often, or less.
    fn findings(&self, after: &Self) -> Vec<Change> {
        let count = |of: &Self, found: &Found| {
            i32::try_from(of.findings.get(found).copied().unwrap_or(0)).unwrap_or(i32::MAX)
        };
        let mut all: Vec<&Found> = self.findings.keys().chain(after.findings.keys()).collect();
        all.sort();
        all.dedup();
        let more = |found: &&Found| count(after, found) - count(self, found);
        all.into_iter()
            .filter(|found| more(found) != 0)
            .map(|found| Change::Finding(found.clone(), more(&found)))
            .collect()
    }
}

/// What stands under the same key in both.
fn both<'a, K: Ord, V>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, (&'a V, &'a V))> {
    before.iter().filter_map(|(key, old)| Some((key, (old, after.get(key)?))))
}
