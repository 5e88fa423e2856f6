//! Contracts that a consumer has not acknowledged as they are.

use crate::{
    analyse::{Analysis, Finding},
    diag::Code,
    model::{Acknowledgement, Agreement, Contract, ContractStatus, Key, Program, Service},
};

/// A contract that a consumer has not acknowledged as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementFault {
    /// The contract.
    pub contract: Key<Contract>,
    /// The consumer, which the contract lists.
    pub consumer: Key<Service>,
    /// How it stands to it.
    pub agreement: Agreement,
}

impl AgreementFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::NotAcknowledged
    }
}

pub(super) fn missing(program: &Program, now: &Analysis) -> Vec<Finding> {
    let standing = program.contracts.iter().filter(|(_, c)| c.status != ContractStatus::Deprecated);
    let entries = standing.flat_map(|(key, row)| row.consumers.iter().map(move |entry| (key, row, entry)));
    let finding = |(contract, row, entry): (Key<Contract>, &Contract, &Acknowledgement)| {
        let agreement = row.agreement(Some(entry), now.as_of);
        let hash = entry.hash.as_ref().filter(|_| agreement.outdated().is_some());
        let fault = AgreementFault { contract, consumer: entry.service.value, agreement };
        let place = hash.map_or(entry.place, |hash| hash.place);
        (!agreement.counts()).then(|| Finding::new(place, fault))
    };
    entries.filter_map(finding).collect()
}
