//! One service that uses another without a contract between them, or over Kafka without a topic.

use crate::{
    analyse::informal::{Missing, informal},
    diag::{Code, Diagnostic},
    model::{Entity, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let found = informal(program).into_iter().filter_map(|found| {
        let (user, used) = (&program.services[found.user].head().id, &program.services[found.used].head().id);
        let hint = match found.missing {
            Missing::Contract => {
                format!("write a contract of `{used}` with `{user}` among its consumers, and name it here")
            }
            Missing::Topic(_) => {
                "name the topics that are read as `topics`, here or in the contract".to_owned()
            }
            // Told where the definition is named, or should be.
            Missing::Definition(_) => return None,
        };
        Some(Diagnostic::new(Code::NoContract, found.place, found.sentence(program)).hint(hint))
    });
    found.collect()
}
