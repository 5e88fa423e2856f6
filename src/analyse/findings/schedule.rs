//! What is wrong with dates and dependencies.

use chrono::Datelike;

use crate::{
    analyse::{Chronicle, Unscheduled, rules::working_days, schedule::Conflict},
    diag::{Code, Diagnostic, Place},
    model::{Entity, Key, Milestone, Program, Subject},
};

/// Each cycle once, with the places that make it.
pub(super) fn cycles(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    chronicle.now.program.cycles.iter().filter_map(|members| cycle(program, members)).collect()
}

fn cycle(program: &Program, members: &[Subject]) -> Option<Diagnostic> {
    let first = *members.first()?;
    let id = |subject: Subject| program.head(subject).id.to_string();
    let mut path: Vec<String> = members.iter().map(|subject| id(*subject)).collect();
    path.push(id(first));
    let message = format!("milestones wait for each other in a circle: {}", path.join(" -> "));
    // Each member is waited for by the next: the entry that says so stands in the next one's file.
    let waits = members.iter().zip(members.iter().cycle().skip(1));
    let mut places = waits.filter_map(|(on, by)| Some((entry(program, *on, *by)?, *on, *by)));
    let (place, _, _) = places.next()?;
    let hint = "remove one of these dependencies, or split a milestone in two";
    let mut diagnostic = Diagnostic::new(Code::Cycle, place, message).hint(hint);
    for (place, on, by) in places {
        diagnostic = diagnostic.label(place, format!("{} waits for {}", id(by), id(on)));
    }
    Some(diagnostic)
}

/// Where `by` says that it waits for `on`; a gate waits for its milestones by their `phase`.
fn entry(program: &Program, on: Subject, by: Subject) -> Option<Place> {
    match (on, by) {
        (_, Subject::Milestone(by)) => {
            let entries = &program.milestones[by].depends_on;
            let named = entries.iter().find(|entry| entry.names(Some(on)));
            named.or_else(|| entries.iter().find(|entry| entry.names(None))).map(|entry| entry.on.place)
        }
        (Subject::Milestone(on), Subject::Phase(_)) => Some(program.milestones[on].head().place),
        _ => None,
    }
}

pub(super) fn not_scheduled(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.milestones.iter().zip(&chronicle.now.milestones);
    all.filter_map(|((_, milestone), analysis)| {
        let (why, hint) = match analysis.schedule.as_ref().err()? {
            Unscheduled::NoDuration => {
                ("it has neither a duration nor both dates", "add `duration: 5d`, or `start` and `finish`")
            }
            Unscheduled::NoStart => {
                ("the program has no start", "add `start: 2026-02-16` to `milepost.yaml`")
            }
            Unscheduled::UnknownReference | Unscheduled::Cycle(_) | Unscheduled::Cancelled => return None,
        };
        let head = milestone.head();
        let message = format!("{} is not scheduled, because {why}", head.id);
        Some(Diagnostic::new(Code::NotScheduled, head.place, message).hint(hint))
    })
    .collect()
}

pub(super) fn conflicts(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let said = chronicle.now.conflicts.iter().filter_map(|conflict| match *conflict {
        Conflict::DeadlineMissed { activity, days } => {
            let milestone = milestone(program, activity)?;
            let deadline = milestone.deadline?;
            let days = working_days(days.into());
            Some((
                deadline.place,
                format!("the deadline {} of {} is missed by {days}", deadline.value, milestone.head().id),
            ))
        }
        Conflict::ConstraintMissed { activity, kind, date, days } => {
            let milestone = milestone(program, activity)?;
            let place = milestone.constraint.map_or(milestone.head().place, |constraint| constraint.place);
            let days = working_days(days.into());
            Some((
                place,
                format!(
                    "the constraint {} {date} of {} is missed by {days}",
                    kind.word(),
                    milestone.head().id
                ),
            ))
        }
        Conflict::ConstraintAgainstLink { activity, days, .. } => {
            let milestone = milestone(program, activity)?;
            let place = milestone.constraint.map_or(milestone.head().place, |constraint| constraint.place);
            let id = &milestone.head().id;
            let days = working_days(days.into());
            Some((place, format!("the constraint of {id} puts it {days} before what it waits for")))
        }
        Conflict::FinishBeforeStart { activity } => {
            let milestone = milestone(program, activity)?;
            let facts = &chronicle.now.milestones.get(activity)?.facts;
            let place = facts.actual_finish.as_ref().map_or(milestone.head().place, |fact| fact.place);
            Some((place, format!("{} is reported finished before it was started", milestone.head().id)))
        }
        // Told by rules and checks of their own, or follow from one of the above.
        Conflict::NegativeFloat { .. }
        | Conflict::OutOfSequence { .. }
        | Conflict::ActualInFuture { .. }
        | Conflict::FinishMissed { .. } => None,
    });
    let hint = "move the date, or change what it waits for";
    said.map(|(place, message)| Diagnostic::new(Code::ScheduleConflict, place, message).hint(hint)).collect()
}

/// Activities are numbered as the milestones are; gates follow.
fn milestone(program: &Program, activity: usize) -> Option<&Milestone> {
    program.milestones.get(Key::new(activity))
}

pub(super) fn non_working_days(program: &Program, _: &Chronicle) -> Vec<Diagnostic> {
    let calendar = &program.settings.calendar.calendar;
    let dates = |m: &Milestone| [("start", m.baseline_start), ("finish", m.baseline_finish)];
    let all = program.milestones.rows().iter().flat_map(|m| dates(m).map(|(what, date)| (m, what, date)));
    all.filter_map(|(milestone, what, date)| {
        let date = date.filter(|date| !calendar.is_workday(date.value))?;
        let message =
            format!("the baseline {what} {} of {} is no working day", date.value, milestone.head().id);
        let hint = "choose a working day, or correct the calendar in `milepost.yaml`";
        Some(Diagnostic::new(Code::NonWorkingDay, date.place, message).hint(hint))
    })
    .collect()
}

/// Years from the program's start beyond which a date is taken for a slip of the finger.
const FAR: i32 = 20;

pub(super) fn dates_out_of_plan(program: &Program, _: &Chronicle) -> Vec<Diagnostic> {
    let Some(start) = program.settings.start else { return Vec::new() };
    let dates = |m: &Milestone| [m.baseline_start, m.baseline_finish, m.deadline];
    let all = program.milestones.rows().iter().flat_map(|m| dates(m).map(|date| (m, date)));
    all.filter_map(|(milestone, date)| {
        let date = date.filter(|date| (date.value.year() - start.value.year()).abs() > FAR)?;
        let message =
            format!("the date {} of {} lies years away from the program", date.value, milestone.head().id);
        let hint = format!("the program starts on {}; is the year right?", start.value);
        Some(Diagnostic::new(Code::DateOutOfPlan, date.place, message).hint(hint))
    })
    .collect()
}
