//! Gates signed over a criterion that is not met.

use super::Said;
use crate::{
    analyse::findings::GateFault,
    model::{Check, Criterion, Entity, Program},
    say::words::first_of,
};

/// Most criteria that are named.
const NAMED: usize = 5;

pub(super) fn said(program: &Program, fault: &GateFault) -> Said {
    let phase = &program.phases[fault.phase];
    let unmet = || fault.unmet.iter().filter_map(|index| phase.gate.criteria.get(*index));
    let named: Vec<&str> = unmet().take(NAMED).map(|criterion| criterion.id.as_str()).collect();
    let named = first_of(&named, fault.unmet.len());
    Said::new(
        format!("the gate of {} was decided go while not met: {named}", phase.head().id),
        if fault.still {
            "meet the criteria, or decide `conditional`"
        } else if unmet().any(has_no_day) {
            "it is met by now: write `since:` into the criterion with the day from which its file was there, or decide anew"
        } else {
            "it is met by now: a new decision on a later day settles it"
        },
    )
}

/// Its evidence is a file, and nobody has said since when that is there.
fn has_no_day(criterion: &Criterion) -> bool {
    let check = criterion.check.as_ref().map(|check| &check.value);
    criterion.since.is_none() && matches!(check, Some(Check::File { .. } | Check::Json { .. }))
}
