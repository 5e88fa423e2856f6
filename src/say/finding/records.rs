//! Sprints that are over: not closed, or told differently than when they were.

use super::Said;
use crate::{
    analyse::findings::RecordFault,
    model::{Key, Program, Sprint, Subject},
    say::{corrected::corrected, words::listed},
};

/// How many differences a message names.
const NAMED: usize = 3;

pub(super) fn said(program: &Program, fault: &RecordFault) -> Said {
    let id = |key: &Key<Sprint>| super::id(program, Subject::Sprint(*key)).to_owned();
    match fault {
        RecordFault::NotClosed(key) => Said::new(
            format!("`{}` is over and not closed: its page is worked out anew at each build", id(key)),
            format!("run `milepost close {}` and commit the record", id(key)),
        ),
        RecordFault::PastChanged { sprint, differences } => {
            let mut told: Vec<String> = differences.iter().take(NAMED).map(corrected).collect();
            let more = differences.len().saturating_sub(NAMED);
            if more > 0 {
                told.push(format!("{more} more"));
            }
            Said::new(
                format!(
                    "`{}` is closed, and today's content differs from its record: {}",
                    id(sprint),
                    listed(&told)
                ),
                format!(
                    "undo the edit, leave it (the page tells of it), or run `milepost close {} --again REASON`",
                    id(sprint)
                ),
            )
        }
    }
}
