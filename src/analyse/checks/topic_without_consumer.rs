//! A Kafka topic that a contract provides and nobody reads.

use std::collections::BTreeSet;

use crate::{
    analyse::Finding,
    diag::Code,
    model::{Contract, ContractStatus, Key, Program},
};

/// A topic of a contract that nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadTopic {
    /// The contract.
    pub contract: Key<Contract>,
    /// Which of its topics, as an index.
    pub topic: usize,
}

impl UnreadTopic {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::TopicWithoutConsumer
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let uses = || program.services.rows().iter().flat_map(|service| &service.depends_on);
    let named: BTreeSet<&str> =
        uses().flat_map(|usage| usage.topics.iter().map(|topic| topic.value.as_str())).collect();
    let relied_on: BTreeSet<Key<Contract>> =
        uses().filter_map(|usage| usage.contract).map(|contract| contract.value).collect();
    let idle = program.contracts.iter().filter(|(key, contract)| {
        let standing = contract.provider.is_some() && contract.status != ContractStatus::Deprecated;
        standing && contract.consumers.is_empty() && !relied_on.contains(key)
    });
    idle.flat_map(|(key, contract)| unread(key, contract, &named)).collect()
}

fn unread(key: Key<Contract>, contract: &Contract, named: &BTreeSet<&str>) -> Vec<Finding> {
    let topics = contract.topics.iter().enumerate();
    let topics = topics.filter(|(_, topic)| !named.contains(topic.value.as_str()));
    topics
        .map(|(index, topic)| Finding::new(topic.place, UnreadTopic { contract: key, topic: index }))
        .collect()
}
