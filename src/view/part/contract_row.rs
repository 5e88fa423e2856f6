//! A contract as a row of a table.

use serde::Serialize;

use crate::{
    model::{Contract, Key, Subject},
    view::{Context, SubjectLink, part::agreement::AcknowledgementState},
};

/// A contract as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ContractRow {
    /// Which.
    pub subject: SubjectLink,
    /// `grpc`, `kafka`, ...
    pub kind: Option<&'static str>,
    /// The service that keeps it.
    pub provider: Option<SubjectLink>,
    /// Its version.
    pub version: Option<String>,
    /// `draft`, `agreed`, `deprecated`.
    pub status: &'static str,
    /// Kafka topics it is about.
    pub topics: Vec<String>,
    /// How many consumers have agreed to it as it is.
    pub acknowledged: usize,
    /// How many consumers it has.
    pub consumers: usize,
}

impl Context<'_> {
    /// A contract as a row.
    pub(in crate::view) fn contract_row(&self, key: Key<Contract>) -> ContractRow {
        let contract = &self.program.contracts[key];
        let users = self.users(key);
        let acknowledged = users.iter().filter(|user| user.state == AcknowledgementState::Acknowledged);
        ContractRow {
            subject: self.link(Subject::Contract(key)),
            kind: contract.kind.map(|kind| kind.word()),
            provider: contract.provider.map(|provider| self.link(Subject::Service(provider.value))),
            version: contract.version.clone(),
            status: contract.status.word(),
            topics: contract.topics.iter().map(|topic| topic.value.clone()).collect(),
            acknowledged: acknowledged.count(),
            consumers: users.len(),
        }
    }
}
