//! Things of which one says that the other waits for it, and the other does not.

use super::{Said, id};
use crate::{analyse::checks::OneSided, model::Program};

pub(super) fn said(program: &Program, found: &OneSided) -> Said {
    let (waits, on) = (id(program, found.waits), id(program, found.on));
    Said::new(
        format!("`{on}` says that `{waits}` waits for it, but `{waits}` does not; it counts"),
        format!("add `depends_on: [{on}]` to `{waits}`"),
    )
}
