//! Escalations in words: the situation, as pages and reports tell it, and the message that tells somebody.
//!
//! One file a trigger, as in [`analyse::escalate`](crate::analyse::escalate). Nothing is kept: a sentence is made when
//! somebody asks for it.

mod blocked;
mod contracts;
mod coverage;
mod envelope;
mod identity;
mod payload;
mod slip;
mod unknown;
mod waiting;

pub use envelope::{Envelope, MessageContext, message};
pub use identity::uuid;
pub use payload::{BlockerPayload, ChoiceOption, Payload, QuestionPayload, StatusPayload};

use super::{Voice, words::named};
use crate::{
    analyse::{Escalation, EscalationFacts, escalate::Standing},
    model::{Id, Key, NextAction, Task},
};

/// What is so, in a sentence or two, for a reader who sees what it is about beside it.
pub fn situation(voice: Voice, escalation: &Escalation) -> String {
    match &escalation.facts {
        EscalationFacts::Unknown(facts) => unknown::situation(voice, facts),
        EscalationFacts::Slip(facts) => slip::situation(voice, facts),
        EscalationFacts::Blocked(facts) => blocked::situation(voice, facts),
        EscalationFacts::Informal(uses) => contracts::informal_uses(voice, uses),
        EscalationFacts::Unacknowledged(facts) => contracts::unacknowledged(voice, facts),
        EscalationFacts::Coverage(facts) => coverage::situation(voice, facts),
    }
}

/// What the message says.
pub fn payload(voice: Voice, escalation: &Escalation) -> Payload {
    match &escalation.facts {
        EscalationFacts::Unknown(facts) => unknown::payload(voice, escalation, facts),
        EscalationFacts::Slip(facts) => slip::payload(voice, escalation, facts),
        EscalationFacts::Blocked(facts) => blocked::payload(voice, escalation, facts),
        EscalationFacts::Informal(_) => contracts::informal_payload(voice, escalation),
        EscalationFacts::Unacknowledged(facts) => contracts::unacknowledged_payload(voice, escalation, facts),
        EscalationFacts::Coverage(facts) => coverage::payload(voice, escalation, facts),
    }
}

/// The situation with what it is about before it, for a message that stands alone.
fn summary(voice: Voice, escalation: &Escalation) -> String {
    let name = named(voice.head(escalation.subject()));
    format!("{name}: {}", situation(voice, escalation))
}

/// The id of a task.
fn task_id(voice: Voice, task: Option<Key<Task>>) -> Option<Id> {
    task.map(|task| voice.program.tasks[task].head.id.clone())
}

/// A status update about the milestone that an escalation concerns, where there is one.
fn status(voice: Voice, escalation: &Escalation, standing: Option<&Standing>, summary: String) -> Payload {
    let blockers = standing.map(|standing| standing.blockers.as_slice()).unwrap_or_default();
    Payload::Status(StatusPayload {
        task_id: task_id(voice, escalation.setting.task),
        status: standing.map(|standing| standing.life_cycle.word()),
        percent_complete: standing.and_then(|standing| standing.percent),
        summary,
        files_modified: Vec::new(),
        blockers: blockers.iter().map(|key| voice.program.blockers[*key].head.id.clone()).collect(),
        next_step: standing
            .and_then(|standing| standing.next_action.as_ref())
            .map(|action| next_step(voice, action)),
    })
}

/// `Decide RS256 or HS256 (master, due 26 Feb 2026)`.
fn next_step(voice: Voice, action: &NextAction) -> String {
    let owner = action.owner.as_ref().map(|owner| owner.name.to_string());
    let due = action.due.map(|due| format!("due {}", voice.day(due)));
    let aside: Vec<String> = owner.into_iter().chain(due).collect();
    if aside.is_empty() { action.text.clone() } else { format!("{} ({})", action.text, aside.join(", ")) }
}
