//! The list of contracts.

use serde::Serialize;

use crate::{
    model::Subject,
    view::{
        Context, SubjectLink,
        part::{
            agreement::{AcknowledgementState, ConsumerView},
            contract_row::ContractRow,
        },
    },
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

/// A consumer that has not agreed.
#[derive(Debug, Clone, Serialize)]
pub struct MissingAgreement {
    /// The contract.
    pub contract: SubjectLink,
    /// The consumer, and how it stands.
    pub consumer: ConsumerView,
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
}
