//! Sprints that do not follow each other.

use super::{Said, id};
use crate::{
    analyse::checks::{Seam, SprintSeam},
    diag::Diagnostic,
    model::{Program, Subject},
};

pub(super) fn said(program: &Program, found: &SprintSeam) -> Said {
    let [before, after] = [found.before, found.after].map(|key| id(program, Subject::Sprint(key)));
    match found.seam {
        Seam::Overlap => {
            let (begins, ends) = (program.sprints[found.after].start, program.sprints[found.before].end);
            Said::new(
                format!("`{after}` begins on {begins}, before `{before}` ends on {ends}"),
                "let each sprint begin after the end of the one before",
            )
        }
        Seam::Gap(days) => {
            let lie = if days == 1 { "working day lies" } else { "working days lie" };
            Said::new(
                format!("{days} {lie} between `{before}` and `{after}`"),
                "move one of the dates, or name the days as holidays",
            )
        }
    }
}

pub(super) fn labeled(program: &Program, found: &SprintSeam, diagnostic: Diagnostic) -> Diagnostic {
    let before = &program.sprints[found.before];
    diagnostic.label(before.dates_place, format!("`{}`", before.head.id))
}
