//! The page of a contract: who keeps it, who relies on it, who has agreed to it as it is.

use serde::Serialize;

use crate::{
    model::{Contract, Key, Subject},
    view::{
        Context, OwnerLink,
        part::{
            agreement::ConsumerView, contract_row::ContractRow, decision_row::DecisionRow, source::SourceLink,
        },
    },
};

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

impl Context<'_> {
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
}
