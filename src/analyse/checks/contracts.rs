//! Contracts that nobody can agree to, and services that rely on one without being among its consumers.

use crate::{
    diag::{Code, Diagnostic},
    model::{ContractStatus, Entity, Program},
};

/// A contract without a definition and without a topic says nothing that could be agreed.
pub(super) fn no_definition(program: &Program) -> Vec<Diagnostic> {
    let standing = program.contracts.rows().iter().filter(|c| c.status != ContractStatus::Deprecated);
    let empty = standing.filter(|contract| contract.definition.is_none() && contract.topics.is_empty());
    let finding = |contract: &crate::model::Contract| {
        let head = contract.head();
        let message = format!("`{}` has neither a definition nor a topic", head.id);
        Diagnostic::new(Code::NoDefinition, head.place, message)
            .hint("add `definition:` with the path of the file that defines it, or `topics:`")
    };
    empty.map(finding).collect()
}

pub(super) fn unlisted_consumers(program: &Program) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (key, service) in program.services.iter() {
        for contract in service.depends_on.iter().filter_map(|dependency| dependency.contract) {
            let row = &program.contracts[contract.value];
            let listed = row.consumers.iter().any(|consumer| consumer.service.value == key);
            if listed || row.provider.is_some_and(|provider| provider.value == key) {
                continue;
            }
            let (user, id) = (&service.head().id, &row.head().id);
            let message = format!("`{user}` relies on `{id}`, which does not list it as a consumer");
            let hint = format!(
                "add `{user}` to `consumers` of `{id}`, or agree with `milepost acknowledge {id} --service {user}`"
            );
            findings.push(
                Diagnostic::new(Code::UnlistedConsumer, contract.place, message)
                    .hint(hint)
                    .label(row.head().place, format!("`{id}`")),
            );
        }
    }
    findings
}
