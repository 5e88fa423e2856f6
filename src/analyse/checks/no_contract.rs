//! One service that uses another without a contract between them, or over Kafka without a topic.

use crate::{
    analyse::{
        Finding,
        informal::{Informal, Missing, informal},
    },
    diag::Code,
    model::Program,
};

impl Informal {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::NoContract
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    // A definition that is missing is told where it is named, or should be.
    let found = informal(program).into_iter();
    let found = found.filter(|found| !matches!(found.missing, Missing::Definition(_)));
    found.map(|found| Finding::new(found.place, found)).collect()
}
