//! Dates that cannot be: what has happened lies after the day it was reported, or ends before it began.

use chrono::NaiveDate;

use crate::{
    diag::{Code, Diagnostic, Located, Place},
    model::{Blocker, Entity, Fact, Milestone, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let milestones = program.milestones.rows().iter().flat_map(foretold);
    let blockers = program.blockers.rows().iter().flat_map(blocker);
    milestones.chain(blockers).collect()
}

/// Actual dates after the day of their report.
fn foretold(milestone: &Milestone) -> Vec<Diagnostic> {
    let actual = |name, fact: &Option<Fact<NaiveDate>>, said: NaiveDate| {
        let fact = fact.as_ref().filter(|fact| fact.value > said)?;
        let message = format!("`{name}` is {}, but was reported on {said} already", fact.value);
        let hint = "correct one of the two dates; what is expected is `forecast_finish`";
        Some(Diagnostic::new(Code::ImpossibleDate, fact.place, message).hint(hint))
    };
    let updates = milestone.history.updates.iter();
    let found = updates.flat_map(|update| {
        [
            actual("actual_start", &update.facts.actual_start, update.date),
            actual("actual_finish", &update.facts.actual_finish, update.date),
        ]
    });
    found.flatten().collect()
}

/// A blocker is raised, then looked at, then resolved.
fn blocker(blocker: &Blocker) -> Vec<Diagnostic> {
    let Some(raised) = blocker.raised_on else { return Vec::new() };
    let resolved = blocker.history.on(NaiveDate::MAX).resolved_on;
    let mut found = Vec::new();
    if let Some(resolved) = resolved.as_ref().filter(|resolved| resolved.value < raised.value) {
        let what = format!("is resolved on {}", resolved.value);
        found.push(before_raised(blocker, resolved.place, &what, raised));
    }
    let sessions = blocker.sessions.iter();
    found.extend(sessions.filter(|session| session.value < raised.value).map(|session| {
        before_raised(blocker, session.place, &format!("was looked at on {}", session.value), raised)
    }));
    found
}

fn before_raised(blocker: &Blocker, place: Place, what: &str, raised: Located<NaiveDate>) -> Diagnostic {
    let message = format!("`{}` {what}, before it was raised on {}", blocker.head().id, raised.value);
    Diagnostic::new(Code::ImpossibleDate, place, message)
        .hint("correct one of the two dates")
        .label(raised.place, "raised")
}
