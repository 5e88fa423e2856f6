//! Uses of services without a contract.

use super::Said;
use crate::{
    analyse::{Informal, Missing},
    model::{Entity, Program},
    say::informal::informal,
};

pub(super) fn said(program: &Program, found: &Informal) -> Said {
    let (user, used) = (&program.services[found.user].head().id, &program.services[found.used].head().id);
    let hint = match found.missing {
        Missing::Contract => {
            format!("write a contract of `{used}` with `{user}` among its consumers, and name it here")
        }
        Missing::Topic(_) => "name the topics that are read as `topics`, here or in the contract".to_owned(),
        Missing::Definition(_) => "name the file that defines the contract as its `definition`".to_owned(),
    };
    Said::new(informal(program, found), hint)
}
