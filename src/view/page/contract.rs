//! The list of contracts and the page of one: who keeps it, who relies on it, who has agreed to it as it is.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Acknowledgement, Contract, Key, Service, ServiceDependency, Subject};
use crate::say::agreement::briefly;
use crate::view::{
    Context, OwnerLink, SubjectLink,
    page::milestone::{DecisionRow, SourceLink},
};

/// What stands on the page of all contracts.
#[derive(Debug, Clone, Serialize)]
pub struct ContractsPage {
    /// All contracts in order of their ids.
    pub rows: Vec<ContractRow>,
    /// The consumers that have not agreed to a contract as it is.
    pub missing: Vec<MissingAgreement>,
    /// How many contracts are agreed.
    pub agreed: usize,
    /// How many are drafts.
    pub drafts: usize,
    /// How many consumers have agreed, over all contracts.
    pub acknowledged: usize,
    /// How many consumers there are, over all contracts.
    pub consumers: usize,
}

/// A contract as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ContractRow {
    /// Which.
    pub subject: SubjectLink,
    /// `grpc`, `kafka`, ...
    pub kind: Option<&'static str>,
    /// The service that keeps it.
    pub provider: Option<SubjectLink>,
    /// Its version.
    pub version: Option<String>,
    /// `draft`, `agreed`, `deprecated`.
    pub status: &'static str,
    /// Kafka topics it is about.
    pub topics: Vec<String>,
    /// How many consumers have agreed to it as it is.
    pub acknowledged: usize,
    /// How many consumers it has.
    pub consumers: usize,
}

/// A consumer that has not agreed.
#[derive(Debug, Clone, Serialize)]
pub struct MissingAgreement {
    /// The contract.
    pub contract: SubjectLink,
    /// The consumer, and how it stands.
    pub consumer: ConsumerView,
}

/// What stands on the page of a contract.
#[derive(Debug, Clone, Serialize)]
pub struct ContractPage {
    /// What the list shows.
    #[serde(flatten)]
    pub row: ContractRow,
    /// Who answers for the service that keeps it.
    pub owner: Option<OwnerLink>,
    /// The file that defines it.
    pub definition: Option<DefinitionView>,
    /// The services that rely on it: those it lists, then those that name it without being listed.
    pub users: Vec<ConsumerView>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
}

/// The file that defines a contract.
#[derive(Debug, Clone, Serialize)]
pub struct DefinitionView {
    /// The file, with its page on the web.
    pub source: SourceLink,
    /// Hash of what it holds; `None` where it cannot be read.
    pub hash: Option<String>,
}

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
    /// The page of all contracts.
    pub fn contracts_page(&self) -> ContractsPage {
        let rows: Vec<ContractRow> =
            self.program.contracts.keys().map(|key| self.contract_row(key)).collect();
        let status = |word: &str| rows.iter().filter(|row| row.status == word).count();
        let missing = self.program.contracts.keys().flat_map(|key| {
            let users = self.users(key).into_iter();
            let missing = users.filter(|user| user.state != AcknowledgementState::Acknowledged);
            let contract = self.link(Subject::Contract(key));
            missing.map(move |consumer| MissingAgreement { contract: contract.clone(), consumer })
        });
        ContractsPage {
            missing: missing.collect(),
            agreed: status("agreed"),
            drafts: status("draft"),
            acknowledged: rows.iter().map(|row| row.acknowledged).sum(),
            consumers: rows.iter().map(|row| row.consumers).sum(),
            rows,
        }
    }

    /// The page of a contract.
    pub fn contract_page(&self, key: Key<Contract>) -> ContractPage {
        let contract = &self.program.contracts[key];
        let provider = contract.provider.map(|provider| &self.program.services[provider.value]);
        ContractPage {
            row: self.contract_row(key),
            owner: provider.and_then(|service| service.owner.as_ref()).map(|owner| self.owner(owner)),
            definition: contract.definition.as_ref().map(|definition| DefinitionView {
                source: self.project_file(&definition.value.path),
                hash: definition.value.hash.clone(),
            }),
            users: self.users(key),
            decisions: self.decisions_on(Subject::Contract(key)),
        }
    }

    /// A contract as a row.
    pub(in crate::view) fn contract_row(&self, key: Key<Contract>) -> ContractRow {
        let contract = &self.program.contracts[key];
        let users = self.users(key);
        let acknowledged = users.iter().filter(|user| user.state == AcknowledgementState::Acknowledged);
        ContractRow {
            subject: self.link(Subject::Contract(key)),
            kind: contract.kind.map(|kind| kind.word()),
            provider: contract.provider.map(|provider| self.link(Subject::Service(provider.value))),
            version: contract.version.clone(),
            status: contract.status.word(),
            topics: contract.topics.iter().map(|topic| topic.value.clone()).collect(),
            acknowledged: acknowledged.count(),
            consumers: users.len(),
        }
    }

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

    /// A file of the project, with its page on the web where there is a repository.
    pub(in crate::view) fn project_file(&self, path: &str) -> SourceLink {
        SourceLink { text: path.to_owned(), href: self.program.settings.on_the_web("blob", path) }
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
