//! Contracts that nobody can agree to, and consumers that are not listed.

use super::Said;
use crate::{
    analyse::checks::ContractFault,
    diag::Diagnostic,
    model::{Entity, Program},
};

pub(super) fn said(program: &Program, fault: &ContractFault) -> Said {
    match *fault {
        ContractFault::NoDefinition(key) => Said::new(
            format!("`{}` has neither a definition nor a topic", program.contracts[key].head().id),
            "add `definition:` with the path of the file that defines it, or `topics:`",
        ),
        ContractFault::UnlistedConsumer { contract, user } => {
            let (id, user) = (&program.contracts[contract].head().id, &program.services[user].head().id);
            let agree = format!("milepost acknowledge {id} --service {user}");
            Said::new(
                format!("`{user}` relies on `{id}`, which does not list it as a consumer"),
                format!("add `{user}` to `consumers` of `{id}`, or agree with `{agree}`"),
            )
        }
    }
}

pub(super) fn labeled(program: &Program, fault: &ContractFault, diagnostic: Diagnostic) -> Diagnostic {
    match *fault {
        ContractFault::NoDefinition(_) => diagnostic,
        ContractFault::UnlistedConsumer { contract, .. } => {
            let head = program.contracts[contract].head();
            diagnostic.label(head.place, format!("`{}`", head.id))
        }
    }
}
