//! Dependencies between services that nothing formal stands behind.

use super::Agreements;
use crate::{
    diag::Place,
    model::{Contract, Key, Mechanism, Program, Service, ServiceDependency},
};

/// A use of one service by another that is not formalized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Informal {
    /// The service that uses the other.
    pub user: Key<Service>,
    /// The service used.
    pub used: Key<Service>,
    /// How.
    pub via: Option<Mechanism>,
    /// What is missing.
    pub missing: Missing,
    /// Where the dependency was written.
    pub place: Place,
}

/// What is missing between two services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no contract.
    Contract,
    /// The contract has no definition that can be read, and names no topic.
    Definition(Key<Contract>),
    /// They talk over Kafka, and no topic is named.
    Topic(Key<Contract>),
}

/// Every use of one service by another that is not formalized, in order of the users' ids.
pub(super) fn informal(program: &Program) -> Vec<Informal> {
    let agreements = Agreements::new(program);
    let mut found = Vec::new();
    for (user, service) in program.services.iter() {
        for dependency in &service.depends_on {
            let used = dependency.service.value;
            let behind = agreements.behind(program, user, dependency);
            let missing = behind.iter().map(|contract| missing(program, dependency, *contract));
            // One contract that is complete is enough.
            let missing = missing.reduce(|a, b| a.and(b)).unwrap_or(Some(Missing::Contract));
            found.extend(missing.map(|missing| Informal {
                user,
                used,
                via: dependency.via,
                missing,
                place: dependency.service.place,
            }));
        }
    }
    found
}

fn missing(program: &Program, dependency: &ServiceDependency, key: Key<Contract>) -> Option<Missing> {
    let contract = &program.contracts[key];
    let defined = contract.definition.as_ref().is_some_and(|definition| definition.value.hash.is_some());
    let topics = !contract.topics.is_empty() || !dependency.topics.is_empty();
    match (defined, topics) {
        (_, false) if dependency.via == Some(Mechanism::Kafka) => Some(Missing::Topic(key)),
        (false, false) => Some(Missing::Definition(key)),
        _ => None,
    }
}
