//! Tasks: small pieces of work within a milestone.

use serde::Serialize;

use super::{Entity, Head, Key, Milestone, Owner, Sprint};

/// A task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Id (`task_` and a UUID), title, file, narrative.
    pub head: Head,
    /// Who works on it; `None` where nobody is named.
    pub assigned_to: Option<Owner>,
    /// The milestone it is part of.
    pub milestone: Option<Key<Milestone>>,
    /// The sprint it is planned in.
    pub sprint: Option<Key<Sprint>>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// How far it is; `None` where the content does not say or says something else.
    pub status: Option<TaskStatus>,
    /// The status as it was written.
    pub status_text: Option<String>,
    /// 0 to 100.
    pub percent_complete: Option<u8>,
}

impl Entity for Task {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// How urgent a task is. Greater is more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// When there is nothing else to do.
    Low,
    /// In its turn.
    Medium,
    /// Before those of medium priority.
    High,
    /// Before all else.
    Critical,
}

impl Priority {
    /// Every value, least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Given to somebody.
    Assigned,
    /// Somebody works on it.
    InProgress,
    /// Held up.
    Blocked,
    /// Done, to be looked at.
    Review,
    /// Looked at, to be changed.
    RevisionRequested,
    /// Done.
    Completed,
    /// Given up.
    Cancelled,
}

impl TaskStatus {
    /// Whether nothing more is to be done.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }

    /// Every value.
    pub const ALL: [Self; 7] = [
        Self::Assigned,
        Self::InProgress,
        Self::Blocked,
        Self::Review,
        Self::RevisionRequested,
        Self::Completed,
        Self::Cancelled,
    ];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Blocked => "blocked",
            Self::Review => "review",
            Self::RevisionRequested => "revision_requested",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }
}
