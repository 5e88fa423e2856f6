//! Dates that cannot be: what has happened lies after the day it was reported, or ends before it began.

use chrono::NaiveDate;

use crate::{
    analyse::Finding,
    diag::{Code, Located},
    model::{Blocker, Key, Milestone, Program, Told},
};

/// A date that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImpossibleDate {
    /// An actual date after the day of its report.
    Foretold {
        /// It is `actual_finish`, else `actual_start`.
        finish: bool,
        /// The date.
        date: NaiveDate,
        /// The day of the report.
        reported: NaiveDate,
    },
    /// Something about a blocker before it was raised.
    BeforeRaised {
        /// The blocker.
        blocker: Key<Blocker>,
        /// What.
        what: Look,
        /// When.
        on: NaiveDate,
        /// When it was raised.
        raised: Located<NaiveDate>,
    },
}

/// What happens to a blocker after it is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It is resolved.
    Resolved,
    /// A session looks at it.
    Session,
}

impl ImpossibleDate {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::ImpossibleDate
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let milestones = program.milestones.rows().iter().flat_map(foretold);
    let blockers = program.blockers.iter().flat_map(|(key, row)| blocker(key, row));
    milestones.chain(blockers).collect()
}

fn foretold(milestone: &Milestone) -> Vec<Finding> {
    let actual = |finish, fact: &Told<NaiveDate>, reported: NaiveDate| {
        let fact = fact.as_ref().filter(|fact| fact.value > reported)?;
        Some(Finding::new(fact.place, ImpossibleDate::Foretold { finish, date: fact.value, reported }))
    };
    let updates = milestone.history.updates.iter();
    let found = updates.flat_map(|update| {
        [
            actual(false, &update.facts.actual_start, update.date),
            actual(true, &update.facts.actual_finish, update.date),
        ]
    });
    found.flatten().collect()
}

/// A blocker is raised, then looked at, then resolved.
fn blocker(key: Key<Blocker>, blocker: &Blocker) -> Vec<Finding> {
    let Some(raised) = blocker.raised_on else { return Vec::new() };
    let resolved = blocker.history.on(NaiveDate::MAX).resolved_on;
    let resolved =
        resolved.as_ref().map(|fact| (Look::Resolved, Located { value: fact.value, place: fact.place }));
    let sessions = blocker.sessions.iter().map(|session| (Look::Session, *session));
    let before = resolved.into_iter().chain(sessions).filter(|(_, on)| on.value < raised.value);
    let finding = |(what, on): (Look, Located<NaiveDate>)| {
        Finding::new(on.place, ImpossibleDate::BeforeRaised { blocker: key, what, on: on.value, raised })
    };
    before.map(finding).collect()
}
