//! What is wrong with dates and dependencies.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{
    analyse::{Analysis, Dates, Finding, Progress, Unscheduled, day, planned_length, schedule::Conflict},
    date::Length,
    diag::{Code, Located, Place},
    model::{BaselineDates, Constraint, ConstraintKind, Entity, Key, Milestone, Program, Subject},
};

/// A date or dependency that the schedule cannot keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScheduleFault {
    /// Milestones and gates that wait for each other in a circle, in order; the last waits for the first.
    Cycle {
        /// Them.
        members: Vec<Subject>,
        /// Where they say so, but for the first entry, which is the place of the finding.
        waits: Vec<Wait>,
    },
    /// It has no place in the schedule.
    NotScheduled {
        /// The milestone.
        milestone: Key<Milestone>,
        /// Why: it has no duration, or the program no start.
        why: Unscheduled,
        /// How many others are not for the same reason, where that is so of every milestone.
        others: usize,
    },
    /// Its expected finish misses its deadline.
    DeadlineMissed {
        /// The milestone.
        milestone: Key<Milestone>,
        /// The deadline.
        deadline: NaiveDate,
        /// By so many working days.
        days: u32,
    },
    /// Its expected dates miss a constraint.
    ConstraintMissed {
        /// The milestone.
        milestone: Key<Milestone>,
        /// Which kind.
        kind: ConstraintKind,
        /// The day it asks for.
        date: NaiveDate,
        /// By so many working days.
        days: u32,
    },
    /// A constraint puts it before what it waits for.
    ConstraintAgainstLink {
        /// The milestone.
        milestone: Key<Milestone>,
        /// By so many working days.
        days: u32,
    },
    /// Reported finished before it was started.
    FinishedBeforeStarted(Key<Milestone>),
    /// Its duration is not the time between its dates.
    DurationAgainstDates {
        /// The milestone.
        milestone: Key<Milestone>,
        /// The duration as written.
        duration: Length,
        /// How long it takes by the dates, in days of the same sort.
        dated: Length,
        /// The dates: both ends included.
        dates: Dates,
    },
    /// It waits for what was given up.
    WaitsForCancelled {
        /// The milestone.
        milestone: Key<Milestone>,
        /// What one entry names of that, in order.
        given_up: Vec<Key<Milestone>>,
    },
    /// A baseline date on a day off.
    NonWorkingDay {
        /// The milestone.
        milestone: Key<Milestone>,
        /// Which date.
        end: End,
        /// The day.
        date: NaiveDate,
    },
    /// A date years away from the program.
    OutOfPlan {
        /// The milestone.
        milestone: Key<Milestone>,
        /// The date.
        date: NaiveDate,
        /// The start of the program.
        start: NaiveDate,
    },
}

/// Where one thing says that it waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// The place.
    pub place: Place,
    /// What waits.
    pub waits: Subject,
    /// What it waits for.
    pub on: Subject,
}

/// An end of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its start.
    Start,
    /// Its finish.
    Finish,
}

impl ScheduleFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::Cycle { .. } => Code::Cycle,
            Self::NotScheduled { .. } => Code::NotScheduled,
            Self::DeadlineMissed { .. }
            | Self::ConstraintMissed { .. }
            | Self::ConstraintAgainstLink { .. }
            | Self::FinishedBeforeStarted(_) => Code::ScheduleConflict,
            Self::DurationAgainstDates { .. } => Code::DurationAgainstDates,
            Self::WaitsForCancelled { .. } => Code::WaitsForCancelled,
            Self::NonWorkingDay { .. } => Code::NonWorkingDay,
            Self::OutOfPlan { .. } => Code::DateOutOfPlan,
        }
    }
}

/// Most places of a cycle that are told beside the first.
const MOST_WAITS: usize = 20;

/// Each cycle once, with the places that make it.
pub(super) fn cycles(program: &Program, now: &Analysis) -> Vec<Finding> {
    now.program.cycles.iter().filter_map(|members| cycle(program, members)).collect()
}

fn cycle(program: &Program, members: &[Subject]) -> Option<Finding> {
    // Each member is waited for by the next: the entry that says so stands in the next one's file.
    let pairs = members.iter().zip(members.iter().cycle().skip(1));
    let wait = |(on, waits): (&Subject, &Subject)| {
        Some(Wait { place: entry(program, *on, *waits)?, waits: *waits, on: *on })
    };
    let mut waits = pairs.filter_map(wait);
    let first = waits.next()?;
    let waits = waits.take(MOST_WAITS).collect();
    Some(Finding::new(first.place, ScheduleFault::Cycle { members: members.to_vec(), waits }))
}

/// Where `waits` says that it waits for `on`; a gate waits for its milestones by their `phase`.
fn entry(program: &Program, on: Subject, waits: Subject) -> Option<Place> {
    match (on, waits) {
        (_, Subject::Milestone(waits)) => {
            let entries = &program.milestones[waits].depends_on;
            let named = entries.iter().find(|entry| entry.names(Some(on)));
            named.or_else(|| entries.iter().find(|entry| entry.names(None))).map(|entry| entry.on.place)
        }
        (Subject::Milestone(on), Subject::Phase(_)) => Some(program.milestones[on].head().place),
        _ => None,
    }
}

pub(super) fn not_scheduled(program: &Program, now: &Analysis) -> Vec<Finding> {
    let all = program.milestones.iter().zip(&now.milestones);
    let found = all.filter_map(|((milestone, row), analysis)| {
        let why = analysis.schedule.as_ref().err()?;
        match why {
            Unscheduled::NoDuration | Unscheduled::NoStart => {}
            // Told where the reference, the cycle or the status was written.
            Unscheduled::UnknownReference
            | Unscheduled::LostLink
            | Unscheduled::Cycle(_)
            | Unscheduled::Cancelled
            | Unscheduled::FinishedSomeDay => return None,
        }
        Some((row.head().place, milestone, why.clone()))
    });
    let mut found: Vec<_> = found.collect();
    // A program in which nothing has dates is a list, and no plan: that is one finding.
    let is_list = found.len() > FEW && now.milestones.iter().all(|milestone| milestone.schedule.is_err());
    let others = if is_list { found.len() - 1 } else { 0 };
    if is_list {
        found.truncate(1);
    }
    let fault = |milestone, why| ScheduleFault::NotScheduled { milestone, why, others };
    found.into_iter().map(|(place, milestone, why)| Finding::new(place, fault(milestone, why))).collect()
}

/// Milestones without dates of which each is told.
const FEW: usize = 5;

pub(super) fn conflicts(program: &Program, now: &Analysis) -> Vec<Finding> {
    // A constraint against many links is told once, with the worst of them.
    let mut against: BTreeMap<usize, u32> = BTreeMap::new();
    for conflict in &now.conflicts {
        if let Conflict::ConstraintAgainstLink { activity, days, .. } = *conflict {
            let worst = against.entry(activity).or_default();
            *worst = days.max(*worst);
        }
    }
    let mut told_once = |conflict: &Conflict| match *conflict {
        Conflict::ConstraintAgainstLink { activity, days, .. } if against.get(&activity) == Some(&days) => {
            against.remove(&activity).is_some()
        }
        Conflict::ConstraintAgainstLink { .. } => false,
        _ => true,
    };
    let once = now.conflicts.iter().filter(|conflict| told_once(conflict));
    once.filter_map(|conflict| told(program, now, *conflict)).collect()
}

fn told(program: &Program, now: &Analysis, conflict: Conflict) -> Option<Finding> {
    // Activities are numbered as the milestones are; gates follow.
    let of = |activity| {
        let milestone: Key<Milestone> = Key::new(activity);
        Some((milestone, program.milestones.get(milestone)?))
    };
    let (place, fault) = match conflict {
        Conflict::DeadlineMissed { activity, days } => {
            let (milestone, row) = of(activity)?;
            let deadline = row.deadline?;
            (deadline.place, ScheduleFault::DeadlineMissed { milestone, deadline: deadline.value, days })
        }
        Conflict::ConstraintMissed { activity, kind, date, days } => {
            let (milestone, row) = of(activity)?;
            let place =
                constraint_place(row, |constraint| constraint.kind == kind && constraint.date == date);
            (place, ScheduleFault::ConstraintMissed { milestone, kind, date, days })
        }
        Conflict::ConstraintAgainstLink { activity, days, .. } => {
            let (milestone, row) = of(activity)?;
            let place =
                constraint_place(row, |c| matches!(c.kind, ConstraintKind::Mso | ConstraintKind::Mfo));
            (place, ScheduleFault::ConstraintAgainstLink { milestone, days })
        }
        Conflict::FinishBeforeStart { activity } => {
            let (milestone, row) = of(activity)?;
            let finish = now.milestone(milestone).facts.actual_finish.as_ref();
            let place = finish.map_or(row.head().place, |fact| fact.place);
            (place, ScheduleFault::FinishedBeforeStarted(milestone))
        }
        // Told by rules and checks of their own, or follow from one of the above.
        Conflict::NegativeFloat { .. }
        | Conflict::OutOfSequence { .. }
        | Conflict::ActualInFuture { .. }
        | Conflict::FinishMissed { .. } => return None,
    };
    Some(Finding::new(place, fault))
}

/// Where the constraint that is meant was written; one of the schedule's own has none.
fn constraint_place(milestone: &Milestone, is_meant: impl Fn(&Constraint) -> bool) -> Place {
    let meant = milestone.constraints.iter().find(|constraint| is_meant(&constraint.value));
    meant.map_or(milestone.head().place, |constraint| constraint.place)
}

/// Durations that are not the time between the dates of the plan that counts.
pub(super) fn durations_against_dates(program: &Program, now: &Analysis) -> Vec<Finding> {
    let counts = program.settings.baseline_on(now.as_of);
    let all = program.milestones.iter().zip(&now.milestones);
    let found = all.filter_map(|((milestone, row), analysis)| {
        let duration = row.duration?;
        let calendar = program.settings.calendar_of(day::named_calendar(program, row, &analysis.facts));
        let (dates, dated) = planned_length::between_dates(row, calendar, counts)?;
        let fault = ScheduleFault::DurationAgainstDates { milestone, duration: duration.value, dated, dates };
        (dated != duration.value).then(|| Finding::new(duration.place, fault))
    });
    found.collect()
}

/// Open milestones that name what was given up among what they wait for.
pub(super) fn waits_for_cancelled(program: &Program, now: &Analysis) -> Vec<Finding> {
    let all = program.milestones.iter().zip(&now.milestones);
    let open = all.filter(|(_, analysis)| analysis.progress.is_open());
    let found = open.flat_map(|((milestone, row), _)| {
        row.depends_on.iter().filter_map(move |entry| {
            let given_up = |on: &&Key<Milestone>| now.milestone(**on).progress == Progress::Cancelled;
            let given_up: Vec<_> = entry.milestones().iter().filter(given_up).copied().collect();
            let place = (!given_up.is_empty()).then_some(entry.on.place)?;
            Some(Finding::new(place, ScheduleFault::WaitsForCancelled { milestone, given_up }))
        })
    });
    found.collect()
}

pub(super) fn non_working_days(program: &Program, now: &Analysis) -> Vec<Finding> {
    let all = program.milestones.iter().zip(&now.milestones);
    let found = all.flat_map(|((milestone, row), analysis)| {
        let calendar = program.settings.calendar_of(day::named_calendar(program, row, &analysis.facts));
        let off = baseline_dates(row).filter(|(_, date)| !calendar.is_workday(date.value));
        // Of one that is not written as ours are it is told already how it was read.
        let off = off.filter(|(_, date)| program.sources.at(date.place).contains(&date.value.to_string()));
        off.map(move |(end, date)| {
            Finding::new(date.place, ScheduleFault::NonWorkingDay { milestone, end, date: date.value })
        })
    });
    found.collect()
}

/// The dates of a milestone in all baselines.
fn baseline_dates(milestone: &Milestone) -> impl Iterator<Item = (End, Located<NaiveDate>)> {
    let first = BaselineDates { start: milestone.baseline_start, finish: milestone.baseline_finish };
    let all = [first].into_iter().chain(milestone.baselines.values().copied());
    let dates = all.flat_map(|dates| [(End::Start, dates.start), (End::Finish, dates.finish)]);
    dates.filter_map(|(end, date)| Some((end, date?)))
}

/// Years from the program's start beyond which a date is taken for a slip of the finger.
const FAR: i32 = 20;

pub(super) fn dates_out_of_plan(program: &Program, _: &Analysis) -> Vec<Finding> {
    let Some(start) = program.settings.start else { return Vec::new() };
    let all = program.milestones.iter().flat_map(|(milestone, row)| {
        let dates = baseline_dates(row).map(|(_, date)| date).chain(row.deadline);
        dates.map(move |date| (milestone, date))
    });
    let far = |date: NaiveDate| (date.year() - start.value.year()).abs() > FAR;
    let found = all.filter(|(_, date)| far(date.value)).map(|(milestone, date)| {
        let fault = ScheduleFault::OutOfPlan { milestone, date: date.value, start: start.value };
        Finding::new(date.place, fault)
    });
    found.collect()
}
