//! What may be anywhere: a file says what its thing belongs to, holds up or concerns, and the words are lost.
//!
//! Whatever it may reach is not known to be better than it would make it. The one place that decides what that is; must not
//! know the day.

use crate::{
    diag::FileId,
    model::{Entity, Key, Loss, Milestone, Phase, Program, Subject, Tie},
};

/// Where a milestone says of which phase it is.
const OF_A_PHASE: [&str; 2] = ["phase", "parent"];
/// Where a milestone says what waits for it.
const HOLDS_UP: [&str; 2] = ["blocks", "enables"];
/// Where a phase says what is part of it.
const PARTS: [&str; 2] = ["children", "subtasks"];

/// Whether words of a file under one of these fields are lost, whatever else depends on them.
fn is_lost(program: &Program, file: FileId, fields: &[&str]) -> bool {
    let all = program.lost.get(&file).map_or(&[][..], Vec::as_slice);
    let of_file = all.iter().filter(|lost| lost.why != Loss::Missing && lost.within.is_none());
    of_file.into_iter().any(|lost| fields.contains(&&*lost.field))
}

/// Whether anything may be lost of a file.
fn is_torn(program: &Program, file: FileId) -> bool {
    program.lost_of(file).any(|lost| lost.why == Loss::Torn)
}

/// Whether a file says in a field what it concerns, and some of that is lost.
pub(super) fn reach_lost(program: &Program, file: FileId, field: &str) -> bool {
    program.lost_of(file).any(|lost| &*lost.field == field) || is_torn(program, file)
}

/// The milestones that may be of a phase, and are not known to be.
pub(super) fn may_be_of(program: &Program, phase: Key<Phase>) -> impl Iterator<Item = Key<Milestone>> {
    let may_be = move |(key, milestone): &(Key<Milestone>, &Milestone)| {
        let file = milestone.head().file;
        match milestone.phase {
            Some(known) if known == phase => false,
            // Each phase asks all milestones: of most of them nothing is lost, and that is seen at once.
            _ if !program.lost.contains_key(&file) => false,
            // A parent counts where no phase is written.
            Some(known) => {
                let mut parents = program.relations.to(Subject::Milestone(*key), Tie::PartOf);
                is_lost(program, file, &OF_A_PHASE[..1])
                    || is_lost(program, file, &OF_A_PHASE) && parents.any(|of| of == Subject::Phase(known))
            }
            None => is_lost(program, file, &OF_A_PHASE) || is_torn(program, file),
        }
    };
    program.milestones.iter().filter(may_be).map(|(key, _)| key)
}

/// Whether it is lost what is part of a phase.
pub(super) fn parts_lost(program: &Program, phase: Key<Phase>) -> bool {
    is_lost(program, program.phases[phase].head().file, &PARTS)
}

/// The milestones that may hold up any other: what waits for them is lost.
pub(super) fn may_hold_up(program: &Program) -> Vec<Key<Milestone>> {
    if program.lost.is_empty() {
        return Vec::new();
    }
    // Where no milestone says what waits for it, one whose file is torn does not either.
    let of_milestones = |from, to| matches!((from, to), (Subject::Milestone(_), Subject::Milestone(_)));
    let mut said = program.relations.iter().filter(|r| r.tie == Tie::WaitsFor && r.by_to.is_some());
    let is_said = said.any(|relation| of_milestones(relation.from, relation.to));
    let may = |milestone: &Milestone| {
        let file = milestone.head().file;
        is_lost(program, file, &HOLDS_UP) || is_said && is_torn(program, file)
    };
    program.milestones.iter().filter(|(_, milestone)| may(milestone)).map(|(key, _)| key).collect()
}
