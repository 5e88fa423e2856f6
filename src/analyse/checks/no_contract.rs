//! One service that uses another without a contract between them.

use std::collections::BTreeSet;

use crate::{
    diag::{Code, Diagnostic},
    model::{Entity, Key, Program, Service},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let agreed = pairs(program);
    let mut findings = Vec::new();
    for (key, service) in program.services.iter() {
        for dependency in &service.depends_on {
            let used = dependency.service.value;
            if dependency.contract.is_some() || agreed.contains(&(used, key)) {
                continue;
            }
            let (user, used) = (&service.head().id, &program.services[used].head().id);
            let message = format!("`{user}` depends on `{used}`, but no contract is between them");
            findings.push(Diagnostic::new(Code::NoContract, dependency.service.place, message).hint(
                format!("write a contract of `{used}` with `{user}` among its consumers, and name it here"),
            ));
        }
    }
    findings
}

/// Provider and consumer of every contract.
fn pairs(program: &Program) -> BTreeSet<(Key<Service>, Key<Service>)> {
    let contracts = program.contracts.rows().iter();
    let of = contracts.filter_map(|contract| Some((contract.provider?.value, &contract.consumers)));
    of.flat_map(|(provider, consumers)| {
        consumers.iter().map(move |consumer| (provider, consumer.service.value))
    })
    .collect()
}
