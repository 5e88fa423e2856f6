//! A Kafka topic that a contract provides and nobody reads.

use std::collections::BTreeSet;

use crate::{
    diag::{Code, Diagnostic},
    model::{Contract, ContractStatus, Entity, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let services = program.services.rows().iter().flat_map(|service| &service.depends_on);
    let uses: Vec<_> = services.collect();
    let named: BTreeSet<&str> =
        uses.iter().flat_map(|usage| usage.topics.iter().map(|topic| topic.value.as_str())).collect();
    let relied_on =
        |key| uses.iter().any(|usage| usage.contract.is_some_and(|contract| contract.value == key));
    let idle = program.contracts.iter().filter(|(key, contract)| {
        let standing = contract.provider.is_some() && contract.status != ContractStatus::Deprecated;
        standing && contract.consumers.is_empty() && !relied_on(*key)
    });
    idle.flat_map(|(_, contract)| unread(contract, &named)).collect()
}

fn unread(contract: &Contract, named: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let topics = contract.topics.iter().filter(|topic| !named.contains(topic.value.as_str()));
    let finding = |topic: &crate::diag::Located<String>| {
        let message = format!("the topic `{}` of `{}` is read by nobody", topic.value, contract.head().id);
        Diagnostic::new(Code::TopicWithoutConsumer, topic.place, message)
            .hint("name its readers in `consumers`, or drop the topic")
    };
    topics.map(finding).collect()
}
