//! Decisions that are asked for and stand nowhere.

use std::collections::BTreeSet;

use crate::{
    analyse::{Analysis, Finding},
    diag::{Code, Place},
    model::{Blocker, BlockerFacts, Entity, Key, Program, Subject},
};

/// An active blocker that waits for a decision of which there is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionFault {
    /// The blocker.
    pub blocker: Key<Blocker>,
}

impl DecisionFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::UnrecordedDecision
    }
}

/// Beginnings of words by which people ask for a decision.
const WORDS: [&str; 2] = ["decid", "decision"];

pub(super) fn unrecorded(program: &Program, now: &Analysis) -> Vec<Finding> {
    let decisions = program.decisions.rows().iter();
    // What any decision names, however far it is.
    let named: BTreeSet<Subject> = decisions
        .flat_map(|row| row.affects.iter().chain(&row.blocks))
        .map(|subject| subject.value)
        .collect();
    let recorded = |key: Key<Blocker>, blocker: &Blocker| {
        let mut blocked = blocker.blocks.iter().map(|subject| subject.value);
        named.contains(&Subject::Blocker(key)) || blocked.any(|subject| named.contains(&subject))
    };
    let active = program.blockers.iter().zip(&now.blockers).filter(|(_, day)| day.active);
    let found = active.filter_map(|((key, blocker), day)| {
        let place = asks(blocker, &day.facts).filter(|_| !recorded(key, blocker))?;
        Some(Finding::new(place, DecisionFault { blocker: key }))
    });
    found.collect()
}

/// Where a decision is asked for: in the next action, else in the title.
fn asks(blocker: &Blocker, facts: &BlockerFacts) -> Option<Place> {
    let action = facts.next_action.as_ref().filter(|action| speaks_of_it(&action.value.text));
    let head = blocker.head();
    action.map(|action| action.place).or_else(|| speaks_of_it(&head.title).then_some(head.place))
}

fn speaks_of_it(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.into_iter().any(|word| WORDS.iter().any(|begin| word.starts_with(begin)))
}
