//! What a milestone waits for.

use serde::{Deserialize, Serialize};

use super::{Contract, Key, Milestone, Phase, Subject};
use crate::{
    date::Length,
    diag::{Located, Place},
};

/// One entry of `depends_on`, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// What is waited for.
    pub on: Located<Predecessor>,
    /// Which ends are linked.
    pub kind: LinkKind,
    /// Time between the two ends; negative for a lead.
    pub lag: Option<Located<Length>>,
    /// How the one uses the other.
    pub via: Option<Mechanism>,
    /// The contract between the two.
    pub contract: Option<Key<Contract>>,
    /// What for, in words.
    pub purpose: Option<String>,
}

impl Dependency {
    /// A plain link: this begins when that is finished.
    pub fn on(predecessor: Predecessor, place: Place) -> Self {
        Self {
            on: Located::new(predecessor, place),
            kind: LinkKind::default(),
            lag: None,
            via: None,
            contract: None,
            purpose: None,
        }
    }

    /// The milestones that this entry names by itself: not those behind the gate of a phase, nor everything.
    pub fn milestones(&self) -> &[Key<Milestone>] {
        match &self.on.value {
            Predecessor::Milestone(on) => std::slice::from_ref(on),
            Predecessor::Range(members) => members,
            Predecessor::Phase(_) | Predecessor::Everything => &[],
        }
    }

    /// Whether this entry, written out, names `subject`; `None` for everything.
    pub fn names(&self, subject: Option<Subject>) -> bool {
        match (&self.on.value, subject) {
            (Predecessor::Milestone(on), Some(Subject::Milestone(key))) => *on == key,
            (Predecessor::Phase(on), Some(Subject::Phase(key))) => *on == key,
            (Predecessor::Range(members), Some(Subject::Milestone(key))) => members.contains(&key),
            (Predecessor::Everything, None) => true,
            _ => false,
        }
    }
}

/// What can be waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predecessor {
    /// One milestone.
    Milestone(Key<Milestone>),
    /// The gate of a phase.
    Phase(Key<Phase>),
    /// All milestones from the first to the last, in natural order of their ids.
    Range(Vec<Key<Milestone>>),
    /// `*`: everything that does not itself wait for this milestone.
    Everything,
}

/// Which ends a link ties together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum LinkKind {
    /// Finish to start: begins when the predecessor is finished.
    #[default]
    #[serde(rename = "FS")]
    FinishStart,
    /// Start to start.
    #[serde(rename = "SS")]
    StartStart,
    /// Finish to finish.
    #[serde(rename = "FF")]
    FinishFinish,
    /// Start to finish.
    #[serde(rename = "SF")]
    StartFinish,
}

impl LinkKind {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::FinishStart, Self::StartStart, Self::FinishFinish, Self::StartFinish];

    /// Whether it leaves from the predecessor's finish.
    pub fn from_finish(self) -> bool {
        matches!(self, Self::FinishStart | Self::FinishFinish)
    }

    /// Whether it arrives at the successor's start.
    pub fn to_start(self) -> bool {
        matches!(self, Self::FinishStart | Self::StartStart)
    }

    /// The abbreviation in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::FinishStart => "FS",
            Self::StartStart => "SS",
            Self::FinishFinish => "FF",
            Self::StartFinish => "SF",
        }
    }
}

/// How one service uses another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    /// Remote calls by gRPC.
    Grpc,
    /// Messages on a Kafka topic.
    Kafka,
    /// Requests over HTTP.
    Http,
    /// The same database.
    SharedDb,
}

impl Mechanism {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Grpc, Self::Kafka, Self::Http, Self::SharedDb];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Grpc => "grpc",
            Self::Kafka => "kafka",
            Self::Http => "http",
            Self::SharedDb => "shared_db",
        }
    }

    /// The word people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Grpc => "gRPC",
            Self::Kafka => "Kafka",
            Self::Http => "HTTP",
            Self::SharedDb => "shared_db",
        }
    }
}
