//! Decisions without a record.

use super::Said;
use crate::{
    analyse::findings::DecisionFault,
    model::{Entity, Program},
};

pub(super) fn said(program: &Program, fault: &DecisionFault) -> Said {
    let id = &program.blockers[fault.blocker].head().id;
    Said::new(
        format!("{id} waits for a decision that has no record"),
        "add a decision with `status: proposed` and this blocker, or what it holds up, under `blocks`",
    )
}
