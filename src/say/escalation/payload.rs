//! What the messages say, field for field as the protocol has it. `None` is `null`: not known, never guessed.

use serde::Serialize;

use super::{Ask, ask, blocked, situation, task_id};
use crate::{
    analyse::{Escalation, EscalationFacts as Facts, escalate::Standing},
    model::{BlockerType, Id, Priority, Subject},
    say::{Voice, words::named},
};

/// The payload of a message; each form belongs to one type of message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Payload {
    /// Of a `status_update`.
    Status(StatusPayload),
    /// Of a `blocker`.
    Blocker(BlockerPayload),
    /// Of a `question`.
    Question(QuestionPayload),
}

/// How something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusPayload {
    /// The first task of it that is not completed.
    pub task_id: Option<Id>,
    /// Its life cycle.
    pub status: Option<&'static str>,
    /// 0 to 100, as reported.
    pub percent_complete: Option<u8>,
    /// What is so.
    pub summary: String,
    /// Always empty: a status site changes no files.
    pub files_modified: Vec<String>,
    /// Active blockers on it.
    pub blockers: Vec<Id>,
    /// Its next action, with owner and day.
    pub next_step: Option<String>,
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerPayload {
    /// The first task held up that is not completed.
    pub task_id: Option<Id>,
    /// What sort it is.
    pub blocker_type: Option<BlockerType>,
    /// What is so.
    pub description: String,
    /// What was reported of attempts, oldest first, with day and name.
    pub attempted_resolutions: Vec<String>,
    /// Who must act.
    pub required_from: Option<String>,
    /// How urgent it is.
    pub urgency: Priority,
    /// Whether work can go on around it.
    pub workaround_possible: Option<bool>,
}

/// What somebody has to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionPayload {
    /// The first task of it that is not completed.
    pub task_id: Option<Id>,
    /// The question.
    pub question: String,
    /// The facts behind it.
    pub context: String,
    /// What can be answered; two or more.
    pub options: Vec<ChoiceOption>,
    /// What happens without an answer.
    pub impact_of_delay: String,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChoiceOption {
    /// The answer in a few words.
    pub option: String,
    /// What it means.
    pub description: String,
}

impl ChoiceOption {
    /// An answer and what it means.
    pub fn new(option: impl Into<String>, description: impl Into<String>) -> Self {
        Self { option: option.into(), description: description.into() }
    }
}

/// What the message about an escalation says.
pub(super) fn payload(voice: Voice, escalation: &Escalation) -> Payload {
    let summary = summary(voice, escalation);
    match &escalation.facts {
        Facts::Slip(facts) => status(voice, escalation, Some(&facts.standing), summary),
        Facts::Coverage(facts) => status(voice, escalation, facts.delivery.as_ref(), summary),
        Facts::Blocked(facts) => {
            let row = &voice.program.blockers[facts.blocker];
            Payload::Blocker(BlockerPayload {
                task_id: task_id(voice, facts.task),
                blocker_type: row.blocker_type,
                attempted_resolutions: blocked::attempts(voice, facts),
                workaround_possible: row.workaround.as_ref().map(|_| true),
                ..blocker(escalation, summary)
            })
        }
        Facts::Informal(_) => Payload::Blocker(BlockerPayload {
            task_id: task_id(voice, escalation.setting.task),
            blocker_type: Some(BlockerType::DependencyMissing),
            ..blocker(escalation, summary)
        }),
        Facts::Unknown(_) | Facts::Unacknowledged(_) => question(voice, escalation, summary),
    }
}

/// The situation, with what it is about before it where it does not name that itself: a message stands alone.
fn summary(voice: Voice, escalation: &Escalation) -> String {
    let situation = situation(voice, escalation);
    match &escalation.facts {
        Facts::Unknown(_) | Facts::Slip(_) | Facts::Blocked(_) => {
            format!("{}: {situation}", named(voice.head(escalation.subject())))
        }
        Facts::Informal(_) | Facts::Unacknowledged(_) => situation,
        Facts::Coverage(facts) => {
            format!("RISK, RAG RED: {}: {situation}", voice.id(Subject::Service(facts.service)))
        }
    }
}

/// About the milestone that an escalation concerns, where there is one.
fn status(voice: Voice, escalation: &Escalation, standing: Option<&Standing>, summary: String) -> Payload {
    let blockers = standing.map(|standing| standing.blockers.as_slice()).unwrap_or_default();
    Payload::Status(StatusPayload {
        task_id: task_id(voice, escalation.setting.task),
        status: standing.map(|standing| standing.life_cycle.word()),
        percent_complete: standing.and_then(|standing| standing.percent),
        summary,
        files_modified: Vec::new(),
        blockers: blockers.iter().map(|key| voice.program.blockers[*key].head.id.clone()).collect(),
        next_step: ask(voice, escalation).text,
    })
}

fn blocker(escalation: &Escalation, description: String) -> BlockerPayload {
    BlockerPayload {
        task_id: None,
        blocker_type: None,
        description,
        attempted_resolutions: Vec::new(),
        required_from: escalation.who.as_ref().map(|who| who.name.to_string()),
        urgency: escalation.priority,
        workaround_possible: None,
    }
}

fn question(voice: Voice, escalation: &Escalation, context: String) -> Payload {
    let Ask { text, options, impact } = ask(voice, escalation);
    Payload::Question(QuestionPayload {
        task_id: task_id(voice, escalation.setting.task),
        question: text.unwrap_or_default(),
        context,
        options,
        impact_of_delay: impact.unwrap_or_default(),
    })
}
