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

use super::Voice;
use crate::{
    analyse::{Escalation, EscalationFacts, escalate::Standing},
    model::{Id, Key, Task},
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

/// What somebody is asked to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The question, or the next step; `None` where nobody has said.
    pub text: Option<String>,
    /// Answers to a question; two or more, or none where nothing is asked.
    pub options: Vec<ChoiceOption>,
    /// What happens without an answer.
    pub impact: Option<String>,
}

/// What is asked of whoever has to act.
pub fn ask(voice: Voice, escalation: &Escalation) -> Ask {
    let step = |standing: Option<&Standing>| Ask { text: next_step(voice, standing), ..Ask::default() };
    match &escalation.facts {
        EscalationFacts::Unknown(facts) => unknown::ask(voice, escalation.subject(), facts),
        EscalationFacts::Slip(facts) => step(Some(&facts.standing)),
        EscalationFacts::Blocked(_) | EscalationFacts::Informal(_) => Ask::default(),
        EscalationFacts::Unacknowledged(facts) => contracts::ask(voice, facts),
        EscalationFacts::Coverage(facts) => step(facts.delivery.as_ref()),
    }
}

/// The type of the message: `status_update`, `blocker`, `question`.
pub fn message_type(escalation: &Escalation) -> &'static str {
    match escalation.facts {
        EscalationFacts::Slip(_) | EscalationFacts::Coverage(_) => "status_update",
        EscalationFacts::Blocked(_) | EscalationFacts::Informal(_) => "blocker",
        EscalationFacts::Unknown(_) | EscalationFacts::Unacknowledged(_) => "question",
    }
}

/// The id of a task.
fn task_id(voice: Voice, task: Option<Key<Task>>) -> Option<Id> {
    task.map(|task| voice.program.tasks[task].head.id.clone())
}

/// `Decide RS256 or HS256 (master, due 26 Feb)`.
fn next_step(voice: Voice, standing: Option<&Standing>) -> Option<String> {
    let action = standing?.next_action.as_ref()?;
    let owner = action.owner.as_ref().map(|owner| voice.calls(owner).into_owned());
    let due = action.due.map(|due| format!("due {}", voice.day(due)));
    let aside: Vec<String> = owner.into_iter().chain(due).collect();
    if aside.is_empty() {
        Some(action.text.clone())
    } else {
        Some(format!("{} ({})", action.text, aside.join(", ")))
    }
}
