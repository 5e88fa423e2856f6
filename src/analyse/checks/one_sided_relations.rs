//! Of two things one says that the other waits for it, and the other does not.

use crate::{
    analyse::Finding,
    diag::Code,
    model::{Program, Subject, Tie},
};

/// Something waits for another, as only that other says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneSided {
    /// What waits.
    pub waits: Subject,
    /// What it waits for.
    pub on: Subject,
}

impl OneSided {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::OneSidedRelation
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let waits = program.relations.iter().filter(|relation| relation.tie == Tie::WaitsFor);
    let one_sided =
        waits.filter(|relation| relation.by_from.is_none() && !says_so(program, relation.from, relation.to));
    let finding = |relation: &crate::model::Relation| {
        Some(Finding::new(relation.by_to?, OneSided { waits: relation.from, on: relation.to }))
    };
    one_sided.filter_map(finding).collect()
}

/// Whether a milestone says itself, in its own terms, that it waits for another.
fn says_so(program: &Program, waits: Subject, on: Subject) -> bool {
    let Subject::Milestone(key) = waits else { return false };
    let file = program.head(waits).file;
    let entries = program.milestones[key].depends_on.iter();
    entries.filter(|entry| entry.on.place.file == file).any(|entry| entry.names(Some(on)))
}
