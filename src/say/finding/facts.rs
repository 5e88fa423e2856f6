//! Reported facts that do not fit.

use super::{Said, id};
use crate::{
    analyse::findings::FactFault,
    model::{Program, Subject},
    say::{Voice, words::phrase},
};

pub(super) fn said(program: &Program, fault: &FactFault) -> Said {
    let milestone = |key| id(program, Subject::Milestone(key));
    match fault {
        FactFault::FutureUpdate { on, as_of } => Said::new(
            format!("the update of {on} lies after the status date {as_of} and does not count yet"),
            "correct the date, or move `status_date` on",
        ),
        FactFault::OutOfSequence { milestone: key, fired } => Said::new(
            format!("{}: {}", milestone(*key), phrase(&Voice::lasting(program).rule(fired))),
            "report the predecessor, correct this report, or drop the dependency if it is none",
        ),
        FactFault::DoneWithoutDate { milestone: key, used } => {
            let id = milestone(*key);
            let message = match used {
                Some(on) => {
                    format!("{id} is done without `actual_finish`; the day of the report, {on}, is used")
                }
                None => format!("{id} is done without any date, so its color is unknown"),
            };
            Said::new(message, "add `actual_finish:` with the day it was finished")
        }
        FactFault::LeftOpen { subject, was_over: true, on } => Said::new(
            format!(
                "{} was over, and the update of {on} does not say whether it still is: it counts as unknown",
                id(program, *subject)
            ),
            "repeat the `status` in this update, or say what it is now",
        ),
        FactFault::LeftOpen { subject, was_over: false, on } => Said::new(
            format!("the update of {on} says nothing: {} counts as unknown", id(program, *subject)),
            "report `status` or `percent_complete`, or take the update out",
        ),
        FactFault::DoneNotComplete { milestone: key, percent } => {
            let id = milestone(*key);
            let message = match percent {
                100 => format!("{id} is 100 % complete, but not reported done"),
                _ => format!("{id} is done, but {percent} % complete"),
            };
            Said::new(message, "make `status` and `percent_complete` agree")
        }
    }
}
