//! One service that uses another without a contract between them.

use crate::{
    analyse::needed_by::uses_without_contract,
    diag::{Code, Diagnostic},
    model::{Entity, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let uses = uses_without_contract(program).into_iter();
    uses.map(|(consumer, provider, place)| {
        let (user, used) = (&program.services[consumer].head().id, &program.services[provider].head().id);
        let message = format!("`{user}` depends on `{used}`, but no contract is between them");
        Diagnostic::new(Code::NoContract, place, message)
            .hint(format!("write a contract of `{used}` with `{user}` among its consumers, and name it here"))
    })
    .collect()
}
