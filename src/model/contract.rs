//! Contracts: what one service promises to others.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Entity, Head, Key, Mechanism, Owner, Service};
use crate::diag::{Located, Place};

/// A contract.
#[derive(Debug, Clone)]
pub struct Contract {
    /// Id, title, file, narrative.
    pub head: Head,
    /// What sort it is.
    pub kind: Option<ContractType>,
    /// The service that keeps it.
    pub provider: Option<Located<Key<Service>>>,
    /// The file that defines it.
    pub definition: Option<Located<Definition>>,
    /// A definition is written, and which cannot be read.
    pub definition_lost: bool,
    /// Its version, as written.
    pub version: Option<String>,
    /// How far it is agreed.
    pub status: ContractStatus,
    /// Kafka topics it is about.
    pub topics: Vec<Located<String>>,
    /// The services that rely on it.
    pub consumers: Vec<Acknowledgement>,
}

impl Entity for Contract {
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Contract {
    /// Whether it speaks of what goes between services by `via`; one that does not say of what sort it is speaks of all
    /// that can be agreed. No contract makes a shared database one, unless a use names it.
    pub fn carries(&self, via: Option<Mechanism>) -> bool {
        use ContractType::{Asyncapi, Grpc, Http, Kafka, Openapi};
        match (via, self.kind) {
            (Some(Mechanism::SharedDb), _) => false,
            (None, _) | (_, None) => true,
            (Some(Mechanism::Grpc), Some(kind)) => kind == Grpc,
            (Some(Mechanism::Kafka), Some(kind)) => matches!(kind, Kafka | Asyncapi),
            (Some(Mechanism::Http), Some(kind)) => matches!(kind, Http | Openapi),
        }
    }

    /// How a consumer stands to the contract on the day `as_of`; `entry` is what the contract lists for it.
    ///
    /// To agree takes a name and a day, and the hash of the definition where there is one: to another content, or to who
    /// knows which, nobody has agreed.
    pub fn agreement(&self, entry: Option<&Acknowledgement>, as_of: NaiveDate) -> Agreement {
        let Some(entry) = entry else { return Agreement::Unlisted };
        let on = match (&entry.by, entry.on) {
            (Some(_), _) if entry.stranger => return Agreement::Stranger,
            (None, None) => return Agreement::Unsigned,
            (None, Some(_)) => return Agreement::NoName,
            (Some(_), None) => return Agreement::NoDay,
            (Some(_), Some(on)) if on > as_of => return Agreement::Later(on),
            (Some(_), Some(on)) => on,
        };
        let defined = self.definition.as_ref().map(|definition| definition.value.hash.as_deref());
        match (entry.hash.as_ref().map(|agreed| &*agreed.value), defined) {
            (None, None) if !self.definition_lost => Agreement::Unrecorded,
            (None, _) => Agreement::AnyContent,
            (Some(_), None | Some(None)) => Agreement::Unreadable(on),
            (Some(agreed), Some(Some(is))) if agreed == is => Agreement::Acknowledged,
            (Some(_), Some(Some(_))) => Agreement::OtherContent(on),
        }
    }

    /// Whether a consumer that the contract lists had agreed to it as it is now, on the day `as_of`.
    pub fn acknowledged(&self, consumer: &Acknowledgement, as_of: NaiveDate) -> bool {
        self.agreement(Some(consumer), as_of).counts()
    }
}

/// How a consumer stands to a contract on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// It agreed to the definition as it is.
    Acknowledged,
    /// It agreed, and there is no definition whose content could be recorded.
    Unrecorded,
    /// The contract does not list it as a consumer.
    Unlisted,
    /// It is listed, and nothing more.
    Unsigned,
    /// A day, but no name.
    NoName,
    /// A name, but no day.
    NoDay,
    /// It was signed by somebody who is not in the program.
    Stranger,
    /// It agrees on a later day.
    Later(NaiveDate),
    /// It signed without saying which content.
    AnyContent,
    /// It agreed, on that day, to another content than the definition has now.
    OtherContent(NaiveDate),
    /// It agreed, on that day, to a content, and there is no definition that can be read to compare with.
    Unreadable(NaiveDate),
}

impl Agreement {
    /// Whether it counts: the consumer has agreed to the contract as it is.
    pub fn counts(self) -> bool {
        matches!(self, Self::Acknowledged | Self::Unrecorded)
    }

    /// The day of an agreement to another content than there is now.
    pub fn outdated(self) -> Option<NaiveDate> {
        match self {
            Self::OtherContent(on) | Self::Unreadable(on) => Some(on),
            _ => None,
        }
    }
}

/// The file that defines a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Path from the project root.
    pub path: String,
    /// `xxh3:` and 16 hexadecimal digits over its bytes with `\r\n` read as `\n`; `None` where it cannot be read.
    pub hash: Option<String>,
}

/// A consumer of a contract, and whether it has agreed to it.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// The service that relies on the contract.
    pub service: Located<Key<Service>>,
    /// Who agreed for it.
    pub by: Option<Owner>,
    /// Whether that is nobody of the program.
    pub stranger: bool,
    /// The day it agreed; `None` where the entry does not say.
    pub on: Option<NaiveDate>,
    /// Hash of the definition it agreed to.
    pub hash: Option<Located<String>>,
    /// Where the entry was written.
    pub place: Place,
}

/// What sort of contract it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContractType {
    /// Protocol buffers and gRPC.
    Grpc,
    /// Kafka topics and their messages.
    Kafka,
    /// HTTP without a formal description.
    Http,
    /// An AsyncAPI document.
    Asyncapi,
    /// An OpenAPI document.
    Openapi,
}

impl ContractType {
    /// Every value.
    pub const ALL: [Self; 5] = [Self::Grpc, Self::Kafka, Self::Http, Self::Asyncapi, Self::Openapi];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Grpc => "grpc",
            Self::Kafka => "kafka",
            Self::Http => "http",
            Self::Asyncapi => "asyncapi",
            Self::Openapi => "openapi",
        }
    }
}

/// How far a contract is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContractStatus {
    /// Proposed; also where the content does not say.
    #[default]
    Draft,
    /// Provider and consumers agree.
    Agreed,
    /// Still kept, and to be replaced.
    Deprecated,
}

impl ContractStatus {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Agreed, Self::Deprecated];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Deprecated => "deprecated",
        }
    }
}
