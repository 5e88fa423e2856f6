//! A Kafka topic that somebody reads and nobody writes.

use std::collections::BTreeSet;

use crate::{
    analyse::Finding,
    diag::{Code, Located},
    model::{Program, Subject},
    text::nearest,
};

/// A topic that no contract provides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnwrittenTopic {
    /// The contract or service that reads it.
    pub reader: Subject,
    /// The topic.
    pub topic: String,
    /// A topic with a name near to it that somebody writes.
    pub near: Option<String>,
}

impl UnwrittenTopic {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::TopicWithoutProducer
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let contracts = program.contracts.iter();
    let provided = program.contracts.rows().iter().filter(|contract| contract.provider.is_some());
    let produced: BTreeSet<&str> =
        provided.flat_map(|contract| contract.topics.iter().map(|topic| topic.value.as_str())).collect();
    let read_by_contract = contracts
        .filter(|(_, contract)| !contract.consumers.is_empty())
        .flat_map(|(key, contract)| contract.topics.iter().map(move |topic| (Subject::Contract(key), topic)));
    let read_by_service = program.services.iter().flat_map(|(key, service)| {
        let topics = service.depends_on.iter().flat_map(|dependency| &dependency.topics);
        topics.map(move |topic| (Subject::Service(key), topic))
    });
    let finding = |(reader, topic): (Subject, &Located<String>)| {
        let near = nearest(&topic.value, produced.iter().copied()).map(str::to_owned);
        Finding::new(topic.place, UnwrittenTopic { reader, topic: topic.value.clone(), near })
    };
    let unknown = |(_, topic): &(Subject, &Located<String>)| !produced.contains(topic.value.as_str());
    read_by_contract.chain(read_by_service).filter(unknown).map(finding).collect()
}
