//! What is known on a day: the one filter for facts of every kind.
//!
//! Each kind has a day from which it is known: updates, measurements, acknowledgements and decisions their date, risks and
//! blockers the day they were raised. Before it they do not exist. A plan (dates, durations, links, owners) holds always.
//! What was reported without a day counts from the status date on, and not for days before it, unless an actual date
//! beside it says since when it is so. Knows no rules and no colors.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Blocker, BlockerFacts, Coverage, Decision, DecisionStatus, Entity, GateFacts, History, Key, LifeCycle,
    MilestoneFacts, Overlay, Program, Risk, RiskFacts, Service, Subject, Told,
};

/// A day, seen from the status date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The day.
    pub day: NaiveDate,
    /// The status date, from which on facts without a day count. Not before `day`.
    pub status_date: NaiveDate,
}

impl From<NaiveDate> for Known {
    /// The status date itself.
    fn from(day: NaiveDate) -> Self {
        Self { day, status_date: day }
    }
}

/// Facts that front matter can tell without a day.
pub trait Dated: Overlay {
    /// What of them is known on a day before the status date.
    fn known_by(&self, day: NaiveDate) -> Self;
}

impl Known {
    /// Another day, seen from the same status date.
    pub fn on(self, day: NaiveDate) -> Self {
        Self { day, ..self }
    }

    /// Whether what has no day counts.
    pub fn undated(self) -> bool {
        self.day >= self.status_date
    }

    /// What of the front matter of a thing is known.
    pub fn base<F: Dated>(self, history: &History<F>) -> Cow<'_, F> {
        if self.undated() {
            Cow::Borrowed(&history.base)
        } else {
            Cow::Owned(history.base.known_by(self.day))
        }
    }

    /// The state of a thing on the day.
    pub fn state<F: Dated>(self, history: &History<F>) -> F {
        history.over(self.base(history).into_owned(), self.day)
    }

    /// Whether a risk was known: from the day it was raised on, else from its first report, else from the status date.
    pub fn risk(self, program: &Program, key: Key<Risk>) -> bool {
        let risk = &program.risks[key];
        let raised = risk.raised_on.map(|on| on.value);
        let lost = !risk.history.lost.is_empty() || program.is_lost(risk.head().file, "raised_on");
        self.raised(raised, first_report(&risk.history), lost)
    }

    /// The same of a blocker; it was known on the first day that it was looked at.
    pub fn blocker(self, program: &Program, key: Key<Blocker>) -> bool {
        let blocker = &program.blockers[key];
        let raised = blocker.raised_on.map(|on| on.value);
        let looked_at = blocker.sessions.iter().map(|day| day.value);
        let first = looked_at.chain(first_report(&blocker.history)).min();
        let lost = !blocker.history.lost.is_empty() || program.is_lost(blocker.head().file, "raised_on");
        self.raised(raised, first, lost)
    }

    /// Whether a thing existed: of everything but risks and blockers that is a matter of the plan.
    pub fn exists(self, program: &Program, subject: Subject) -> bool {
        match subject {
            Subject::Risk(key) => self.risk(program, key),
            Subject::Blocker(key) => self.blocker(program, key),
            _ => true,
        }
    }

    /// Where the day on which it was raised is lost, or a report on it is, it may always have been there.
    fn raised(self, raised: Option<NaiveDate>, first: Option<NaiveDate>, lost: bool) -> bool {
        match (raised, first) {
            // Reported before it was raised: one of the two is wrong.
            (Some(on), first) => first.map_or(on, |first| first.min(on)) <= self.day,
            (None, first) => self.undated() || lost || first.is_some_and(|on| on <= self.day),
        }
    }

    /// Whether a measurement was known.
    pub fn measured(self, program: &Program, service: &Service, measured: &Coverage) -> bool {
        match measured.on {
            Some(on) => on <= self.day,
            None => {
                // one whose day or figures cannot be read may be of any day
                let torn = measured.unit.is_none() && measured.integration.is_none();
                let lost = |field| program.is_lost(service.head().file, field);
                self.undated() || torn || lost("date") || lost("on")
            }
        }
    }

    /// Whether a decision was taken, or whatever else its status says of it: before its date it is still to be taken.
    pub fn decided(self, decision: &Decision) -> bool {
        decision.date.map_or(self.undated(), |date| date.value <= self.day)
    }

    /// How far a decision was; `None` where that cannot be read. One that was replaced later was still in force.
    pub fn decision(self, program: &Program, key: Key<Decision>) -> Option<DecisionStatus> {
        let decision = &program.decisions[key];
        let status = decision.status?.value;
        if !self.decided(decision) {
            return Some(DecisionStatus::Proposed);
        }
        let by = &decision.superseded_by;
        let replaced_later = !by.is_empty() && by.iter().all(|by| !self.supersedes(program, by.value));
        match status {
            DecisionStatus::Superseded if replaced_later => Some(DecisionStatus::Accepted),
            status => Some(status),
        }
    }

    /// Whether a decision could replace others: on its date it does.
    pub fn supersedes(self, program: &Program, newer: Key<Decision>) -> bool {
        self.decided(&program.decisions[newer])
    }

    /// Whether a decision was still to be taken: proposed, and not replaced by another. Of one whose status cannot be read
    /// nobody can tell; what it holds up may still wait for it.
    pub fn is_undecided(self, program: &Program, key: Key<Decision>) -> bool {
        let decision = &program.decisions[key];
        let replaced = decision.superseded_by.iter().any(|by| self.supersedes(program, by.value));
        let open = match self.decision(program, key) {
            Some(status) => status == DecisionStatus::Proposed,
            None => !decision.blocks.is_empty(),
        };
        open && !replaced
    }
}

fn first_report<F>(history: &History<F>) -> Option<NaiveDate> {
    history.updates.first().map(|update| update.date)
}

impl Dated for MilestoneFacts {
    /// Done from the actual finish on, with all that was said of it; under way from the actual start on. Who answers for
    /// it is a matter of the plan.
    fn known_by(&self, day: NaiveDate) -> Self {
        let reached = |date: &Told<NaiveDate>| date.clone().filter(|date| date.value <= day);
        let (start, finish) = (reached(&self.actual_start), reached(&self.actual_finish));
        let status = self.status.as_ref().map(|status| status.value);
        if status == Some(LifeCycle::Done) && finish.is_some() {
            return self.clone();
        }
        let dated = match status {
            Some(LifeCycle::InProgress) => start.is_some(),
            // what cannot be read may have said either
            Some(LifeCycle::Unknown) => start.is_some() || finish.is_some(),
            _ => false,
        };
        Self {
            owner: self.owner.clone(),
            // what cannot be read may have been so since ever
            status: self.status.clone().filter(|_| dated),
            actual_start: start,
            actual_finish: finish,
            ..Self::default()
        }
    }
}

impl Dated for RiskFacts {
    /// Its rating is dated by the day it was raised; that it is gone was not known then.
    fn known_by(&self, _: NaiveDate) -> Self {
        Self { status: Told::Silent, ..self.clone() }
    }
}

impl Dated for BlockerFacts {
    /// All of it is dated by the day it was raised, but for the day on which it was resolved, which has its own.
    fn known_by(&self, day: NaiveDate) -> Self {
        let resolved_on = self.resolved_on.clone().filter(|on| on.value <= day);
        Self { resolved_on, ..self.clone() }
    }
}

impl Dated for GateFacts {
    /// From the day of the meeting on.
    fn known_by(&self, day: NaiveDate) -> Self {
        let held = self.decided_on.as_ref().is_some_and(|on| on.value <= day);
        if held { self.clone() } else { Self::default() }
    }
}
