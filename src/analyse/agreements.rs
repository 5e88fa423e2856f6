//! Which contracts stand behind a use of one service by another, and who has to acknowledge a contract.

use std::collections::BTreeMap;

use crate::model::{Acknowledgement, Contract, Key, Program, Service, ServiceDependency};

/// By provider and consumer.
type Between = BTreeMap<(Key<Service>, Key<Service>), Vec<Key<Contract>>>;

/// The contracts between each provider and consumer, in order of their ids.
pub struct Agreements {
    between: Between,
}

impl Agreements {
    /// Those of a program.
    pub fn new(program: &Program) -> Self {
        let mut between = Between::new();
        for (key, contract) in program.contracts.iter() {
            let Some(provider) = contract.provider else { continue };
            for consumer in &contract.consumers {
                between.entry((provider.value, consumer.service.value)).or_default().push(key);
            }
        }
        Self { between }
    }

    /// The contract that a use names. Where it names none: those between the two services that speak of what goes the
    /// way of the use, unless another use names them. What is agreed for events does not cover a look into the database.
    pub fn behind(
        &self,
        program: &Program,
        user: Key<Service>,
        use_of: &ServiceDependency,
    ) -> Vec<Key<Contract>> {
        if let Some(named) = use_of.contract {
            return vec![named.value];
        }
        let taken = |key: &Key<Contract>| {
            let uses = &program.services[user].depends_on;
            uses.iter().any(|other| other.contract.is_some_and(|named| named.value == *key))
        };
        let speaks_of_it = |key: &Key<Contract>| program.contracts[*key].carries(use_of.via) && !taken(key);
        let between = self.between.get(&(use_of.service.value, user)).map(Vec::as_slice).unwrap_or_default();
        between.iter().copied().filter(speaks_of_it).collect()
    }
}

/// Who has to acknowledge a contract, each with what the contract lists for it: those that it lists, then the services
/// that use it without being listed.
pub fn consumers(program: &Program, key: Key<Contract>) -> Vec<(Key<Service>, Option<&Acknowledgement>)> {
    let contract = &program.contracts[key];
    let mut all: Vec<_> = contract.consumers.iter().map(|entry| (entry.service.value, Some(entry))).collect();
    let provider = contract.provider.map(|provider| provider.value);
    for (service, row) in program.services.iter() {
        let uses = row.depends_on.iter().any(|of| of.contract.is_some_and(|named| named.value == key));
        let listed = contract.consumers.iter().any(|entry| entry.service.value == service);
        if uses && !listed && provider != Some(service) {
            all.push((service, None));
        }
    }
    all
}
