//! One service that uses another without a contract between them, or over Kafka without a topic.

use crate::{
    analyse::informal::{Informal, Missing, informal},
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
        Some(Diagnostic::new(Code::NoContract, found.place, sentence(program, &found)).hint(hint))
    });
    found.collect()
}

fn sentence(program: &Program, found: &Informal) -> String {
    let (user, used) = (&program.services[found.user].head().id, &program.services[found.used].head().id);
    let via = found.via.map_or_else(String::new, |via| format!(" by {}", via.label()));
    let contract = |key| &program.contracts[key].head().id;
    let what = match found.missing {
        Missing::Contract => "but no contract is between them".to_owned(),
        Missing::Definition(key) => {
            format!("but the contract `{}` has no definition that can be read", contract(key))
        }
        Missing::Topic(key) => {
            format!("but neither it nor the contract `{}` names a topic", contract(key))
        }
    };
    format!("`{user}` depends on `{used}`{via}, {what}")
}
