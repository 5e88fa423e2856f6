//! What readers are asked to do: by whom, for what, by when it is needed and for when it is promised.
//!
//! The two days have two names and never stand for each other: *needed* is worked out from what waits, *promised* is what
//! the owner of the action said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, Facts},
    model::{Blocker, Decision, Entity, Key, Milestone, Rag, Subject},
    view::{Context, OwnerLink, SubjectLink, Word, part::next_action::NextActionView, word},
};

/// Something a reader is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What; `None` where nobody has said.
    pub action: Option<String>,
    /// Who.
    pub owner: Option<OwnerLink>,
    /// By when it is needed: later, the program's finish moves. `None` where nothing with dates waits.
    pub needed: Option<NaiveDate>,
    /// For when it is promised.
    pub due: Option<NaiveDate>,
    /// The promised day has passed.
    pub overdue: bool,
    /// How the two days stand to each other and to the status date: `too late`, `overdue`, `in time`, `not promised`.
    #[serde(deserialize_with = "word::read")]
    pub verdict: Word,
    /// The worst color of what it is about.
    pub rag: Rag,
    /// What it is about: one thing, or several that wait for the same.
    pub subjects: Vec<SubjectLink>,
}

/// What is asked, and of what nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    /// Something to do each, the most urgent first; what has no day comes last.
    pub rows: Vec<Ask>,
    /// Milestones of which nobody has reported lately: one line, not a row each.
    pub silent: Vec<SubjectLink>,
    /// Things off the plan of which nobody has said what to do: one line, too.
    pub without: Vec<SubjectLink>,
}

/// What asks are about.
#[derive(Debug, Clone, Copy)]
pub(in crate::view) struct AskScope<'a> {
    pub milestones: &'a [Key<Milestone>],
    pub blockers: &'a [Key<Blocker>],
    pub decisions: &'a [Key<Decision>],
}

impl Context<'_> {
    /// What readers are asked to do about things in scope: next actions of what is off the plan, decisions that are open.
    /// Things that wait for the same action share one ask.
    pub(in crate::view) fn asks(&self, analysis: &Analysis, scope: AskScope) -> Asks {
        let mut asks = Asks::default();
        for key in scope.blockers.iter().filter(|key| analysis.blockers[key.index()].active) {
            let row = self.blocker_row(analysis, *key);
            let needed = analysis.needed_by.blocker(*key).map(|need| need.by);
            let from = row.required_from.clone();
            asks.about(row.next_action, from, needed, row.rag, row.subject, analysis.as_of);
        }
        for key in scope.milestones {
            let milestone = analysis.milestone(*key);
            let rag = milestone.verdict.shown;
            if !milestone.progress.is_open() || !matches!(rag, Rag::Red | Rag::Amber | Rag::Unknown) {
                continue;
            }
            let (subject, action) = (self.milestone(*key), self.current_action(analysis, milestone));
            let is_silent = |facts: &Facts| {
                matches!(facts, Facts::Silent { .. } | Facts::SilentInSprint { .. } | Facts::Stale { .. })
            };
            if milestone.verdict.fired.iter().any(|fired| is_silent(&fired.facts)) {
                asks.silent.push(subject.clone());
                if action.is_none() {
                    continue;
                }
            }
            let late = milestone.schedule.as_ref().ok().map(|placement| placement.late);
            let under_way = milestone.progress.is_under_way();
            let needed = late.map(|late| if under_way { late.finish } else { late.start });
            let owner = milestone.facts.owner.as_ref().map(|fact| self.owner(&fact.value));
            asks.about(action, owner, needed, rag, subject, analysis.as_of);
        }
        for key in scope.decisions.iter().filter(|key| analysis.known.is_undecided(self.program, **key)) {
            let decision = &self.program.decisions[*key];
            let action = NextActionView {
                text: format!("Decide: {}", decision.head().title),
                owner: decision.makers.first().map(|maker| self.owner(maker)),
                due: None,
                overdue: false,
            };
            let needed = analysis.needed_by.decision(*key).map(|need| need.by);
            let subject = self.link(Subject::Decision(*key));
            asks.about(Some(action), None, needed, Rag::Planned, subject, analysis.as_of);
        }
        asks.rows.sort_by(|a, b| a.urgency().cmp(&b.urgency()).then(b.rag.cmp(&a.rag)));
        asks
    }

    /// The decisions about some milestones.
    pub(in crate::view) fn decisions_about(&self, milestones: &[Key<Milestone>]) -> Vec<Key<Decision>> {
        let about = |key: &Key<Decision>| {
            let blocks = self.held_up_by(*key);
            milestones.iter().any(|milestone| {
                blocks
                    .iter()
                    .any(|subject| self.program.milestones[*milestone].is_named_by(*milestone, *subject))
            })
        };
        self.program.decisions.keys().filter(about).collect()
    }
}

impl Ask {
    /// Those that are needed first come first; then those promised first.
    fn urgency(&self) -> impl Ord + use<> {
        (self.needed.is_none(), self.needed, self.due.is_none(), self.due)
    }
}

impl Asks {
    /// Whether nobody is asked for anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.silent.is_empty() && self.without.is_empty()
    }

    fn about(
        &mut self,
        action: Option<NextActionView>,
        owner: Option<OwnerLink>,
        needed: Option<NaiveDate>,
        rag: Rag,
        subject: SubjectLink,
        today: NaiveDate,
    ) {
        let Some(action) = action else { return self.without.push(subject) };
        let new = Ask {
            verdict: verdict(needed, action.due, today),
            action: Some(action.text),
            owner: action.owner.or(owner),
            needed,
            due: action.due,
            overdue: action.overdue,
            rag,
            subjects: vec![subject],
        };
        let same = |ask: &&mut Ask| (&ask.action, &ask.owner, ask.due) == (&new.action, &new.owner, new.due);
        match self.rows.iter_mut().find(same) {
            Some(ask) => {
                ask.rag = ask.rag.max(new.rag);
                ask.needed = ask.needed.into_iter().chain(new.needed).min();
                ask.verdict = verdict(ask.needed, ask.due, today);
                ask.subjects.extend(new.subjects);
            }
            None => self.rows.push(new),
        }
    }
}

/// How two days stand to each other and to today. A promise that was broken comes before one that comes too late.
fn verdict(needed: Option<NaiveDate>, promised: Option<NaiveDate>, today: NaiveDate) -> Word {
    match (needed, promised) {
        (_, Some(promised)) if promised < today => "overdue",
        (Some(needed), Some(promised)) if needed < promised => "too late",
        (Some(needed), None) if needed < today => "too late",
        (_, None) => "not promised",
        (_, Some(_)) => "in time",
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn a_promise_is_judged_by_the_need_and_by_today() {
        let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 5, day);
        let of = |needed, promised| verdict(needed, promised, day(6).expect("a day"));
        assert_eq!(of(day(6), day(8)), "too late");
        assert_eq!(of(day(8), day(8)), "in time");
        assert_eq!(of(day(8), day(5)), "overdue");
        assert_eq!(of(None, day(6)), "in time");
        assert_eq!(of(day(7), None), "not promised");
        assert_eq!(of(day(5), None), "too late");
        assert_eq!(of(None, None), "not promised");
    }
}
