//! Dependencies between services that nothing formal stands behind.

use super::Agreements;
use crate::{
    diag::Place,
    model::{Contract, Entity, Key, Mechanism, Program, Service, ServiceDependency},
};

/// A use of one service by another that is not formalized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Informal {
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
pub(super) enum Missing {
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
            let behind = agreements.behind(user, dependency);
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

impl Informal {
    /// What is so, in one sentence without a full stop.
    pub fn sentence(&self, program: &Program) -> String {
        let (user, used) = (&program.services[self.user].head().id, &program.services[self.used].head().id);
        let via = self.via.map_or_else(String::new, |via| format!(" by {}", via.label()));
        let what = match self.missing {
            Missing::Contract => "but no contract is between them".to_owned(),
            Missing::Definition(key) => {
                format!("but the contract `{}` has no definition that can be read", id(program, key))
            }
            Missing::Topic(key) => {
                format!("but neither it nor the contract `{}` names a topic", id(program, key))
            }
        };
        format!("`{user}` depends on `{used}`{via}, {what}")
    }
}

fn id(program: &Program, key: Key<Contract>) -> &str {
    &program.contracts[key].head().id
}
