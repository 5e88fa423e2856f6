//! The services that rely on a contract, and whether each has agreed to it as it is.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Acknowledgement, Contract, Key, Service, ServiceDependency, Subject},
    say::agreement::briefly,
    view::{Context, OwnerLink, SubjectLink},
};

/// A service that relies on a contract.
#[derive(Debug, Clone, Serialize)]
pub struct ConsumerView {
    /// Which.
    pub service: SubjectLink,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// Whether it has agreed.
    pub state: AcknowledgementState,
    /// The same in words, with what is wrong.
    pub words: String,
    /// Who agreed for it.
    pub by: Option<OwnerLink>,
    /// When.
    pub on: Option<NaiveDate>,
    /// The hash it agreed to.
    pub hash: Option<String>,
    /// How it uses it: `gRPC`.
    pub via: Option<&'static str>,
    /// What for.
    pub purpose: Option<String>,
}

/// Whether a consumer has agreed to a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AcknowledgementState {
    /// To the definition as it is.
    Acknowledged,
    /// To another content than the definition has now.
    Outdated,
    /// Not, or not in a way that counts.
    Missing,
}

impl Context<'_> {
    /// The services that rely on a contract: those it lists, then those that name it without being listed.
    pub(in crate::view) fn users(&self, key: Key<Contract>) -> Vec<ConsumerView> {
        let contract = &self.program.contracts[key];
        let listed = contract
            .consumers
            .iter()
            .map(|consumer| self.consumer(key, consumer.service.value, Some(consumer)));
        let is_listed = |service: Key<Service>| {
            contract.consumers.iter().any(|consumer| consumer.service.value == service)
        };
        let unlisted = self.program.services.iter().filter(|(service, row)| {
            !is_listed(*service) && row.depends_on.iter().any(|use_of| names(use_of, key))
        });
        listed.chain(unlisted.map(|(service, _)| self.consumer(key, service, None))).collect()
    }

    /// Whether a service has agreed to a contract; one that the contract does not list has not.
    pub(in crate::view) fn agreement(
        &self,
        key: Key<Contract>,
        service: Key<Service>,
    ) -> (AcknowledgementState, String) {
        let contract = &self.program.contracts[key];
        let entry = contract.consumers.iter().find(|consumer| consumer.service.value == service);
        acknowledgement(contract, entry, self.now().as_of)
    }

    fn consumer(
        &self,
        key: Key<Contract>,
        service: Key<Service>,
        entry: Option<&Acknowledgement>,
    ) -> ConsumerView {
        let contract = &self.program.contracts[key];
        let row = &self.program.services[service];
        let use_of = row.depends_on.iter().find(|use_of| names(use_of, key));
        let (state, words) = acknowledgement(contract, entry, self.now().as_of);
        ConsumerView {
            service: self.link(Subject::Service(service)),
            owner: row.owner.as_ref().map(|owner| self.owner(owner)),
            state,
            words,
            by: entry.and_then(|entry| entry.by.as_ref()).map(|by| self.owner(by)),
            on: entry.and_then(|entry| entry.on),
            hash: entry.and_then(|entry| entry.hash.as_ref()).map(|hash| hash.value.clone()),
            via: use_of.and_then(|use_of| use_of.via).map(|via| via.label()),
            purpose: use_of.and_then(|use_of| use_of.purpose.clone()),
        }
    }
}

fn names(use_of: &ServiceDependency, key: Key<Contract>) -> bool {
    use_of.contract.is_some_and(|contract| contract.value == key)
}

/// Whether a consumer had agreed on the day, and why not.
fn acknowledgement(
    contract: &Contract,
    entry: Option<&Acknowledgement>,
    as_of: NaiveDate,
) -> (AcknowledgementState, String) {
    let agreement = contract.agreement(entry, as_of);
    let state = match agreement {
        _ if agreement.counts() => AcknowledgementState::Acknowledged,
        _ if agreement.outdated().is_some() => AcknowledgementState::Outdated,
        _ => AcknowledgementState::Missing,
    };
    (state, briefly(agreement).to_owned())
}
