//! Dates and dependencies that the schedule cannot keep.

use super::{Said, id};
use crate::{
    analyse::{
        Unscheduled,
        findings::{End, ScheduleFault},
    },
    diag::Diagnostic,
    model::{Program, Subject},
    say::{
        Voice,
        words::{counted, length, listed},
    },
};

pub(super) fn said(program: &Program, fault: &ScheduleFault) -> Said {
    const MOVE: &str = "move the date, or change what it waits for";
    let of = |key| id(program, Subject::Milestone(key));
    let days = |days: u32| counted(days as usize, "working day");
    match fault {
        ScheduleFault::Cycle { members, .. } => {
            let planned = |subject: &Subject| matches!(subject, Subject::Milestone(_) | Subject::Phase(_));
            let (what, hint) = match members.iter().all(planned) {
                true => ("milestones", "remove one of these dependencies, or split a milestone in two"),
                false => ("they", "remove one of these dependencies"),
            };
            let circle = Voice::lasting(program).circle(members, " -> ");
            Said::new(format!("{what} wait for each other in a circle: {circle}"), hint)
        }
        ScheduleFault::NotScheduled { milestone, why, others } => {
            let (why, hint) = match why {
                Unscheduled::NoStart => {
                    ("the program has no start", "add `start: 2026-02-16` to `milepost.yaml`")
                }
                _ => (
                    "it has neither a duration nor both dates",
                    "add `duration: 5d`, or `start` and `finish`",
                ),
            };
            let also = match others {
                0 => String::new(),
                others => format!("; nor are the {others} others, so there is no schedule"),
            };
            Said::new(format!("{} is not scheduled, because {why}{also}", of(*milestone)), hint)
        }
        ScheduleFault::DeadlineMissed { milestone, deadline, days: by } => {
            Said::new(format!("{} misses its deadline {deadline} by {}", of(*milestone), days(*by)), MOVE)
        }
        ScheduleFault::ConstraintMissed { milestone, kind, date, days: by } => {
            let what = format!("{} {date}", kind.word());
            Said::new(format!("{} misses its constraint {what} by {}", of(*milestone), days(*by)), MOVE)
        }
        ScheduleFault::ConstraintAgainstLink { milestone, days: by } => {
            let before = format!("{} before what it waits for", days(*by));
            Said::new(format!("the constraint of {} puts it {before}", of(*milestone)), MOVE)
        }
        ScheduleFault::FinishedBeforeStarted(milestone) => {
            Said::new(format!("{} is reported finished before it was started", of(*milestone)), MOVE)
        }
        ScheduleFault::DurationAgainstDates { milestone, duration, dated, dates } => Said::new(
            format!(
                "{} has a duration of {}, but it is {} from {} to {}; the dates count",
                of(*milestone),
                length(*duration),
                length(*dated),
                dates.start,
                dates.finish
            ),
            format!("write `duration: {dated}`, or correct the dates"),
        ),
        ScheduleFault::WaitsForCancelled { milestone, given_up } => {
            let names: Vec<&str> = given_up.iter().map(|key| of(*key)).collect();
            let was = if names.len() == 1 { "was" } else { "were" };
            Said::new(
                format!("{} waits for {}, which {was} cancelled", of(*milestone), listed(&names)),
                "drop the dependency, or name what it waits for now",
            )
        }
        ScheduleFault::NonWorkingDay { milestone, end, date } => {
            let end = match end {
                End::Start => "start",
                End::Finish => "finish",
            };
            Said::new(
                format!("the baseline {end} {date} of {} is no working day", of(*milestone)),
                "choose a working day, or correct the calendar in `milepost.yaml`",
            )
        }
        ScheduleFault::OutOfPlan { milestone, date, start } => Said::new(
            format!("the date {date} of {} is years away from the program", of(*milestone)),
            format!("the program starts on {start}; is the year right?"),
        ),
    }
}

pub(super) fn labeled(program: &Program, fault: &ScheduleFault, diagnostic: Diagnostic) -> Diagnostic {
    let ScheduleFault::Cycle { waits, .. } = fault else { return diagnostic };
    waits.iter().fold(diagnostic, |diagnostic, wait| {
        let text = format!("{} waits for {}", id(program, wait.waits), id(program, wait.on));
        diagnostic.label(wait.place, text)
    })
}
