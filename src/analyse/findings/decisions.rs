//! Decisions that are asked for and stand nowhere.

use crate::{
    analyse::Chronicle,
    diag::{Code, Diagnostic, Place},
    model::{Blocker, BlockerFacts, Entity, Key, Program, Subject},
};

/// Beginnings of words by which people ask for a decision.
const WORDS: [&str; 2] = ["decid", "decision"];

/// Active blockers that wait for a decision of which there is no record.
pub(super) fn unrecorded(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let blockers = program.blockers.iter().zip(&chronicle.now.blockers).filter(|(_, day)| day.active);
    let found = blockers.filter_map(|((key, blocker), day)| {
        let place = asks(blocker, &day.facts).filter(|_| !recorded(program, key, blocker))?;
        let message = format!("{} waits for a decision that has no record", blocker.head().id);
        let hint =
            "add a decision with `status: proposed` and this blocker, or what it holds up, under `blocks`";
        Some(Diagnostic::new(Code::UnrecordedDecision, place, message).hint(hint))
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

/// Whether a decision, however far it is, names the blocker or something that it holds up.
fn recorded(program: &Program, key: Key<Blocker>, blocker: &Blocker) -> bool {
    let about = |subject: Subject| {
        subject == Subject::Blocker(key) || blocker.blocks.iter().any(|blocked| blocked.value == subject)
    };
    let decisions = program.decisions.rows().iter();
    decisions.flat_map(|row| row.affects.iter().chain(&row.blocks)).any(|subject| about(subject.value))
}
