//! Reported facts that do not fit.

use super::{Said, id};
use crate::{
    analyse::findings::{FactFault, FutureFact},
    model::{Contradiction, Program, Subject},
    say::{Voice, words::phrase},
};

pub(super) fn said(program: &Program, fault: &FactFault) -> Said {
    let milestone = |key| id(program, Subject::Milestone(key));
    match fault {
        FactFault::Future { what, on, as_of } => {
            let what = match what {
                FutureFact::Update => format!("the update of {on}"),
                FutureFact::Raised => format!("the day {on} on which it was raised"),
                FutureFact::Gate => format!("the day {on} of the decision at the gate"),
                FutureFact::Decision => format!("the day {on} of the decision"),
                FutureFact::Start => format!("the day {on} on which it began"),
                FutureFact::Finish => format!("the day {on} on which it was finished"),
                FutureFact::Resolved => format!("the day {on} on which it was resolved"),
                FutureFact::Measurement => format!("the measurement of {on}"),
            };
            let message = format!("{what} lies after the status date {as_of} and does not count yet");
            Said::new(message, "correct the date, or move `status_date` on")
        }
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
        FactFault::CompleteNotDone(key) => Said::new(
            format!("{} is 100 % complete, but not reported done", milestone(*key)),
            "make `status` and `percent_complete` agree",
        ),
        FactFault::Contradiction { milestone: key, what } => contradiction(milestone(*key), *what),
    }
}

/// Facts of a milestone that cannot both be so.
fn contradiction(id: &str, what: Contradiction) -> Said {
    match what {
        Contradiction::DoneAt(percent) => Said::new(
            format!("{id} is done, but {percent} % complete: its color is unknown"),
            "make `status` and `percent_complete` agree",
        ),
        Contradiction::DoneWithWork => Said::new(
            format!("{id} is done, but work remains: its color is unknown"),
            "make `status` and `remaining` agree",
        ),
        Contradiction::Finished { finish, status: None } => Said::new(
            format!("{id} has the `actual_finish` {finish}, but no status: its color is unknown"),
            "add `status: done`, or take `actual_finish` out",
        ),
        Contradiction::Finished { finish, status: Some(status) } => Said::new(
            format!(
                "{id} is `{}`, but has the `actual_finish` {finish}: its color is unknown",
                status.word()
            ),
            "write `status: done`, or take `actual_finish` out",
        ),
        Contradiction::Backwards { start, finish } => Said::new(
            format!("{id} is said to have finished on {finish}, before it started on {start}"),
            "correct one of the two",
        ),
        Contradiction::Foretold(on) => Said::new(
            format!("{id} has an actual date after {on}, the day of its report"),
            "correct one of the two",
        ),
    }
}
