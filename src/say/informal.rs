//! A use of one service by another that is not formalized, in words.

use crate::{
    analyse::{Informal, Missing},
    model::{Entity, Mechanism, Program},
};

/// What is so, in one sentence without a full stop: `shop uses oven over HTTP, but they have no contract`.
pub fn informal(program: &Program, found: &Informal) -> String {
    let (user, used) = (&program.services[found.user].head().id, &program.services[found.used].head().id);
    let via = match found.via {
        None => String::new(),
        Some(Mechanism::SharedDb) => " through a shared database".to_owned(),
        Some(via) => format!(" over {}", via.label()),
    };
    let contract = |key| &program.contracts[key].head().id;
    let what = match found.missing {
        Missing::Contract => "but they have no contract".to_owned(),
        Missing::Definition(key) => {
            format!("but their contract {} has no definition that can be read", contract(key))
        }
        Missing::Topic(key) => {
            format!("but names no topic, and neither does their contract {}", contract(key))
        }
    };
    format!("{user} uses {used}{via}, {what}")
}
