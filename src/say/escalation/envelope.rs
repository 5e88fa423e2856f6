//! The envelope in which an escalation travels.
//!
//! Its ids are made from the rule and what it is about, its timestamp from the day it was raised: the same facts give
//! the same bytes. Who has seen a message id before has seen this escalation.

use serde::Serialize;

use super::{Payload, message_type, payload::payload, task_id, uuid};
use crate::{
    analyse::Escalation,
    model::{Id, Priority, Program, Subject},
    say::Voice,
};

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
    /// The `reporter` of the settings.
    pub from: &'a str,
    /// The owner asked, else `escalate_to` of the settings.
    pub to: &'a str,
    /// `status_update`, `blocker`, `question`.
    #[serde(rename = "type")]
    pub message_type: &'static str,
    /// How urgent it is.
    pub priority: Priority,
    /// `thread_` and a UUID made from rule and subjects.
    pub thread_id: String,
    /// Where it belongs.
    pub context: MessageContext,
    /// What it says.
    pub payload: Payload,
}

/// The message that tells an escalation.
pub fn message<'a>(program: &'a Program, escalation: &'a Escalation) -> Envelope<'a> {
    Envelope {
        message_id: format!("msg_{}", id(program, escalation, "message")),
        timestamp: format!("{}T00:00:00Z", escalation.raised_on),
        from: &program.settings.reporter,
        to: &escalation.to,
        message_type: message_type(escalation),
        priority: escalation.priority,
        thread_id: format!("thread_{}", id(program, escalation, "thread")),
        context: context(program, escalation),
        payload: payload(Voice::lasting(program), escalation),
    }
}

fn context(program: &Program, escalation: &Escalation) -> MessageContext {
    let setting = escalation.setting;
    MessageContext {
        sprint: setting.sprint.map(|key| program.sprints[key].head.id.clone()),
        milestone: setting.milestone.map(|key| program.milestones[key].head.id.clone()),
        feature: setting.service.map(|key| program.services[key].head.id.clone()),
        task_id: task_id(Voice::lasting(program), setting.task),
        parent_task_id: None,
        correlation_id: uuid(&["correlation", &kind_and_id(program, escalation.subject())]),
    }
}

fn id(program: &Program, escalation: &Escalation, what: &str) -> String {
    let about: Vec<String> = escalation.about.iter().map(|subject| kind_and_id(program, *subject)).collect();
    let mut parts = vec![what, escalation.code.name()];
    parts.extend(about.iter().map(String::as_str));
    uuid(&parts)
}

/// `milestone M1.4`.
fn kind_and_id(program: &Program, subject: Subject) -> String {
    format!("{} {}", program.kind(subject).word(), program.head(subject).id)
}
