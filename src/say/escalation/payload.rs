//! What the messages say, field for field as the protocol has it. `None` is `null`: not known, never guessed.

use serde::Serialize;

use crate::model::{BlockerType, Id, Priority};

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

impl Payload {
    /// The type of the message that carries it.
    pub fn message_type(&self) -> &'static str {
        match self {
            Self::Status(_) => "status_update",
            Self::Blocker(_) => "blocker",
            Self::Question(_) => "question",
        }
    }
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
