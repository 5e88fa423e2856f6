//! Dates that cannot be: what has happened lies after the day it was reported, or ends before it began.

use chrono::NaiveDate;

use crate::{
    analyse::Finding,
    diag::{Code, Located},
    model::{Blocker, Key, Milestone, Program, Subject, Told, Update},
};

/// A date that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImpossibleDate {
    /// An actual date after the day of its report.
    Foretold {
        /// Its field.
        field: &'static str,
        /// The date.
        date: NaiveDate,
        /// The day of the report.
        reported: NaiveDate,
    },
    /// Something about a blocker or risk before it was raised.
    BeforeRaised {
        /// The blocker or risk.
        subject: Subject,
        /// What.
        what: Look,
        /// When.
        on: NaiveDate,
        /// When it was raised.
        raised: Located<NaiveDate>,
    },
}

/// What happens to a blocker or risk after it is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It is resolved.
    Resolved,
    /// A session looks at it.
    Session,
    /// It is reported on.
    Report,
}

impl ImpossibleDate {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::ImpossibleDate
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let milestones = program.milestones.rows().iter().flat_map(foretold);
    let blockers = program.blockers.iter().flat_map(|(key, row)| blocker(key, row));
    let risks = program.risks.iter().flat_map(|(key, row)| {
        let first = row.history.updates.first();
        before_raised(Subject::Risk(key), row.raised_on, first.map(reported).into_iter())
    });
    let gates = program.phases.rows().iter().flat_map(|row| &row.gate.history.updates);
    let gates = gates.filter_map(|update| told("decided_on", &update.facts.decided_on, update.date));
    let resolved = program.blockers.rows().iter().flat_map(|row| &row.history.updates);
    let resolved = resolved.filter_map(|update| told("resolved_on", &update.facts.resolved_on, update.date));
    milestones.chain(blockers).chain(risks).chain(gates).chain(resolved).collect()
}

fn foretold(milestone: &Milestone) -> Vec<Finding> {
    let updates = milestone.history.updates.iter();
    let found = updates.flat_map(|update| {
        [
            told("actual_start", &update.facts.actual_start, update.date),
            told("actual_finish", &update.facts.actual_finish, update.date),
        ]
    });
    found.flatten().collect()
}

/// A day on which something has happened, after that on which it was reported.
fn told(field: &'static str, fact: &Told<NaiveDate>, reported: NaiveDate) -> Option<Finding> {
    let fact = fact.as_ref().filter(|fact| fact.value > reported)?;
    Some(Finding::new(fact.place, ImpossibleDate::Foretold { field, date: fact.value, reported }))
}

/// A blocker is raised, then looked at and reported on, then resolved.
fn blocker(key: Key<Blocker>, blocker: &Blocker) -> Vec<Finding> {
    let resolved = blocker.history.on(NaiveDate::MAX).resolved_on;
    let resolved =
        resolved.as_ref().map(|fact| (Look::Resolved, Located { value: fact.value, place: fact.place }));
    let sessions = blocker.sessions.iter().map(|session| (Look::Session, *session));
    let first = blocker.history.updates.first().map(reported);
    let looks = resolved.into_iter().chain(sessions).chain(first);
    before_raised(Subject::Blocker(key), blocker.raised_on, looks)
}

fn reported<F>(update: &Update<F>) -> (Look, Located<NaiveDate>) {
    (Look::Report, Located { value: update.date, place: update.place })
}

fn before_raised(
    subject: Subject,
    raised: Option<Located<NaiveDate>>,
    looks: impl Iterator<Item = (Look, Located<NaiveDate>)>,
) -> Vec<Finding> {
    let Some(raised) = raised else { return Vec::new() };
    let before = looks.filter(|(_, on)| on.value < raised.value);
    let finding = |(what, on): (Look, Located<NaiveDate>)| {
        Finding::new(on.place, ImpossibleDate::BeforeRaised { subject, what, on: on.value, raised })
    };
    before.map(finding).collect()
}
