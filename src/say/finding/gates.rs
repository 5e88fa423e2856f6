//! Gates signed over a criterion that is not met.

use super::Said;
use crate::{
    analyse::findings::GateFault,
    model::{Entity, Program},
    say::words::first_of,
};

/// Most criteria that are named.
const NAMED: usize = 5;

pub(super) fn said(program: &Program, fault: &GateFault) -> Said {
    let phase = &program.phases[fault.phase];
    let unmet = fault.unmet.iter().filter_map(|index| phase.gate.criteria.get(*index));
    let unmet: Vec<&str> = unmet.take(NAMED).map(|criterion| criterion.id.as_str()).collect();
    let unmet = first_of(&unmet, fault.unmet.len());
    Said::new(
        format!("the gate of {} was decided go while not met: {unmet}", phase.head().id),
        if fault.still {
            "meet the criteria, or decide `conditional`"
        } else {
            "it is met by now: a new decision on a later day settles it"
        },
    )
}
