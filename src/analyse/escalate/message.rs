//! The envelope in which an escalation travels.
//!
//! Its ids are made from the rule and what it is about, its timestamp from the day it was raised: the same facts give
//! the same bytes. Who has seen a message id before has seen this escalation.

use serde::Serialize;

use super::{Escalation, Payload, uuid};
use crate::model::{Id, Priority, Program, Subject};

/// Who sends: the program manager, whose work this is.
pub const FROM: &str = "tpm";

/// Who receives what is not asked of an owner.
pub const MASTER: &str = "master";

/// Where in the program a message belongs; `None` is `null`, where the facts do not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageContext {
    /// The sprint of the day it was raised.
    pub sprint: Option<Id>,
    /// The milestone it concerns.
    pub milestone: Option<Id>,
    /// The service it concerns: the one of the milestone where it delivers just one.
    pub feature: Option<Id>,
    /// The first task of the milestone that is not completed.
    pub task_id: Option<Id>,
    /// Always `null`: tasks have no parents here.
    pub parent_task_id: Option<Id>,
    /// The same for all messages about the same thing.
    pub correlation_id: String,
}

/// A message of the agents' protocol. The fields stand in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope<'a> {
    /// `msg_` and a UUID made from rule and subjects.
    pub message_id: String,
    /// Midnight (UTC) of the day it was raised.
    pub timestamp: String,
    /// [`FROM`].
    pub from: &'static str,
    /// The owner asked, else [`MASTER`].
    pub to: &'a str,
    /// `status_update`, `blocker`, `question`.
    #[serde(rename = "type")]
    pub message_type: &'static str,
    /// How urgent it is.
    pub priority: Priority,
    /// `thread_` and a UUID made from rule and subjects.
    pub thread_id: String,
    /// Where it belongs.
    pub context: &'a MessageContext,
    /// What it says.
    pub payload: &'a Payload,
}

impl Escalation {
    /// The message that tells it.
    pub fn message(&self, program: &Program) -> Envelope<'_> {
        Envelope {
            message_id: format!("msg_{}", self.id(program, "message")),
            timestamp: format!("{}T00:00:00Z", self.raised_on),
            from: FROM,
            to: &self.to,
            message_type: self.payload.message_type(),
            priority: self.priority,
            thread_id: format!("thread_{}", self.id(program, "thread")),
            context: &self.context,
            payload: &self.payload,
        }
    }

    fn id(&self, program: &Program, what: &str) -> String {
        let about: Vec<String> = self.about.iter().map(|subject| named(program, *subject)).collect();
        let mut parts = vec![what, self.code.name()];
        parts.extend(about.iter().map(String::as_str));
        uuid(&parts)
    }
}

/// A thing by kind and id: `milestone M1.4`.
pub(super) fn named(program: &Program, subject: Subject) -> String {
    format!("{} {}", program.kind(subject).word(), program.head(subject).id)
}
