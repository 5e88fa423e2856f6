//! Contracts that nobody can agree to, and services that rely on one without being among its consumers.

use crate::{
    analyse::Finding,
    diag::Code,
    model::{Contract, ContractStatus, Entity, Key, Program, Service},
};

/// What is wrong with a contract itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractFault {
    /// It has neither a definition nor a topic, so it says nothing that could be agreed.
    NoDefinition(Key<Contract>),
    /// It does not list a service that relies on it.
    UnlistedConsumer {
        /// The contract.
        contract: Key<Contract>,
        /// The service.
        user: Key<Service>,
    },
}

impl ContractFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::NoDefinition(_) => Code::NoDefinition,
            Self::UnlistedConsumer { .. } => Code::UnlistedConsumer,
        }
    }
}

pub(super) fn no_definition(program: &Program) -> Vec<Finding> {
    let standing = program.contracts.iter().filter(|(_, c)| c.status != ContractStatus::Deprecated);
    let empty = standing.filter(|(_, contract)| contract.definition.is_none() && contract.topics.is_empty());
    empty.map(|(key, row)| Finding::new(row.head().place, ContractFault::NoDefinition(key))).collect()
}

pub(super) fn unlisted_consumers(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (user, service) in program.services.iter() {
        for contract in service.depends_on.iter().filter_map(|dependency| dependency.contract) {
            let row = &program.contracts[contract.value];
            let listed = row.consumers.iter().any(|consumer| consumer.service.value == user);
            if listed || row.provider.is_some_and(|provider| provider.value == user) {
                continue;
            }
            let fault = ContractFault::UnlistedConsumer { contract: contract.value, user };
            findings.push(Finding::new(contract.place, fault));
        }
    }
    findings
}
