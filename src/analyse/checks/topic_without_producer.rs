//! A Kafka topic that somebody reads and nobody writes.

use std::collections::BTreeSet;

use crate::{
    diag::{Code, Diagnostic, Located},
    model::{Entity, Program},
    text::nearest,
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let contracts = program.contracts.rows();
    let produced: BTreeSet<&str> = contracts
        .iter()
        .filter(|contract| contract.provider.is_some())
        .flat_map(|contract| contract.topics.iter().map(|topic| topic.value.as_str()))
        .collect();
    let read_by_contract = contracts
        .iter()
        .filter(|contract| !contract.consumers.is_empty())
        .flat_map(|contract| contract.topics.iter().map(move |topic| (&contract.head().id, topic)));
    let read_by_service = program.services.rows().iter().flat_map(|service| {
        let topics = service.depends_on.iter().flat_map(|dependency| &dependency.topics);
        topics.map(move |topic| (&service.head().id, topic))
    });
    let unknown = |(_, topic): &(_, &Located<String>)| !produced.contains(topic.value.as_str());
    let finding = |(id, topic): (_, &Located<String>)| {
        let message = format!("`{id}` reads the topic `{}`, which no contract provides", topic.value);
        let hint = match nearest(&topic.value, produced.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name it in `topics` of a contract that has a provider".to_owned(),
        };
        Diagnostic::new(Code::TopicWithoutProducer, topic.place, message).hint(hint)
    };
    read_by_contract.chain(read_by_service).filter(unknown).map(finding).collect()
}
