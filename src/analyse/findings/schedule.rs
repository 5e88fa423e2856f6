//! What is wrong with dates and dependencies.

use chrono::{Datelike, NaiveDate};

use crate::{
    analyse::{Chronicle, Unscheduled, day, rules::working_days, schedule::Conflict},
    diag::{Code, Diagnostic, Located, Place},
    model::{BaselineDates, Constraint, ConstraintKind, Entity, Key, Milestone, Program, Subject},
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
            let days = working_days(days.into());
            Some((
                constraint_place(milestone, |constraint| constraint.kind == kind && constraint.date == date),
                format!(
                    "the constraint {} {date} of {} is missed by {days}",
                    kind.word(),
                    milestone.head().id
                ),
            ))
        }
        Conflict::ConstraintAgainstLink { activity, days, .. } => {
            let milestone = milestone(program, activity)?;
            let place =
                constraint_place(milestone, |c| matches!(c.kind, ConstraintKind::Mso | ConstraintKind::Mfo));
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

/// Where the constraint that is meant was written; one of the schedule's own has none.
fn constraint_place(milestone: &Milestone, is_meant: impl Fn(&Constraint) -> bool) -> Place {
    let meant = milestone.constraints.iter().find(|constraint| is_meant(&constraint.value));
    meant.map_or(milestone.head().place, |constraint| constraint.place)
}

/// Activities are numbered as the milestones are; gates follow.
fn milestone(program: &Program, activity: usize) -> Option<&Milestone> {
    program.milestones.get(Key::new(activity))
}

pub(super) fn non_working_days(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.milestones.rows().iter().zip(&chronicle.now.milestones);
    let dates = all.flat_map(|(milestone, analysis)| {
        let calendar = program.settings.calendar_of(day::named_calendar(program, milestone, &analysis.facts));
        baseline_dates(milestone).map(move |(what, date)| (milestone, calendar, what, date))
    });
    dates
        .filter(|(_, calendar, _, date)| !calendar.is_workday(date.value))
        .map(|(milestone, _, what, date)| {
            let message =
                format!("the baseline {what} {} of {} is no working day", date.value, milestone.head().id);
            let hint = "choose a working day, or correct the calendar in `milepost.yaml`";
            Diagnostic::new(Code::NonWorkingDay, date.place, message).hint(hint)
        })
        .collect()
}

/// The dates of a milestone in all baselines.
fn baseline_dates(milestone: &Milestone) -> impl Iterator<Item = (&'static str, Located<NaiveDate>)> {
    let first = BaselineDates { start: milestone.baseline_start, finish: milestone.baseline_finish };
    let all = [first].into_iter().chain(milestone.baselines.values().copied());
    let dates = all.flat_map(|dates| [("start", dates.start), ("finish", dates.finish)]);
    dates.filter_map(|(what, date)| Some((what, date?)))
}

/// Years from the program's start beyond which a date is taken for a slip of the finger.
const FAR: i32 = 20;

pub(super) fn dates_out_of_plan(program: &Program, _: &Chronicle) -> Vec<Diagnostic> {
    let Some(start) = program.settings.start else { return Vec::new() };
    let all = program.milestones.rows().iter().flat_map(|milestone| {
        let dates = baseline_dates(milestone).map(|(_, date)| date).chain(milestone.deadline);
        dates.map(move |date| (milestone, date))
    });
    all.filter_map(|(milestone, date)| {
        let date = Some(date).filter(|date| (date.value.year() - start.value.year()).abs() > FAR)?;
        let message =
            format!("the date {} of {} lies years away from the program", date.value, milestone.head().id);
        let hint = format!("the program starts on {}; is the year right?", start.value);
        Some(Diagnostic::new(Code::DateOutOfPlan, date.place, message).hint(hint))
    })
    .collect()
}
