//! Decisions that replace each other on one side only.

use super::{Said, id};
use crate::{
    analyse::findings::{Side, Supersession},
    diag::Diagnostic,
    model::{Program, Subject},
};

pub(super) fn said(program: &Program, found: &Supersession) -> Said {
    let of = |key| id(program, Subject::Decision(key));
    match *found {
        Supersession::StillAccepted { old, new, .. } => {
            let (old, new) = (of(old), of(new));
            Said::new(
                format!("`{old}` is superseded by `{new}`, but its status does not say so"),
                format!("write `status: superseded by {new}`"),
            )
        }
        Supersession::OneSided { old, new, by } => {
            let (old, new) = (of(old), of(new));
            match by {
                Side::Old => Said::new(
                    format!("`{old}` says that `{new}` supersedes it, but `{new}` does not"),
                    format!("add `supersedes: [{old}]` to `{new}`"),
                ),
                Side::New => Said::new(
                    format!("`{new}` says that it supersedes `{old}`, but `{old}` does not"),
                    format!("write `status: superseded by {new}` in `{old}`"),
                ),
            }
        }
    }
}

pub(super) fn labeled(program: &Program, found: &Supersession, diagnostic: Diagnostic) -> Diagnostic {
    let Supersession::StillAccepted { old, new, said: Some(place) } = *found else { return diagnostic };
    let of = |key| id(program, Subject::Decision(key));
    diagnostic.label(place, format!("`{}` says that it supersedes `{}`", of(new), of(old)))
}
