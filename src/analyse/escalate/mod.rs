//! Escalations: what has to reach somebody who can act, raised by rule, with the message that tells them.
//!
//! One file a trigger, each a function over a `Scene`: the program in the state of one day. Whether something is
//! escalated follows from the facts alone, so the same facts give the same messages, byte for byte, and one that is
//! cleared is no longer among them. Knows no files and no clock.

mod blocked;
mod context;
mod contracts;
mod coverage;
mod escalation;
mod identity;
mod message;
mod payload;
mod since;
mod slip;
mod unknown;

use chrono::NaiveDate;

pub use escalation::{Escalation, EscalationCode};
pub use identity::uuid;
pub use message::{Envelope, FROM, MASTER, MessageContext};
pub use payload::{BlockerPayload, ChoiceOption, Payload, QuestionPayload, StatusPayload};

use self::since::FirstDays;
use super::{Analysis, Chronicle, DependencyGraph};
use crate::model::{Key, Program, Sprint};

/// What is escalated now, and what was at the end of each sprint that is over.
#[derive(Debug, Clone, Default)]
pub struct Escalations {
    /// On the status date, in order of code and subject.
    pub now: Vec<Escalation>,
    /// For each sprint by key: at its end where that lies before the status date.
    pub at_sprint_end: Vec<Option<Vec<Escalation>>>,
}

impl Escalations {
    /// What the page of a sprint shows: the state at its end if it is over, else now.
    pub fn for_sprint(&self, sprint: Key<Sprint>) -> &[Escalation] {
        self.at_sprint_end.get(sprint.index()).and_then(Option::as_ref).unwrap_or(&self.now)
    }
}

/// What a trigger reads.
struct Scene<'a> {
    program: &'a Program,
    analysis: &'a Analysis,
    /// Since when milestones have been as they are.
    first_days: &'a FirstDays,
}

impl Scene<'_> {
    fn as_of(&self) -> NaiveDate {
        self.analysis.as_of
    }

    /// The first day of the program, for what nobody has dated: it has been so as long as the content tells.
    fn beginning(&self) -> NaiveDate {
        since::beginning(self.program).map_or(self.as_of(), |day| day.min(self.as_of()))
    }
}

type Trigger = fn(&Scene) -> Vec<Escalation>;

/// Every trigger, in the order of the codes.
const TRIGGERS: [Trigger; 6] = [
    unknown::unknown,
    slip::slipping,
    blocked::unresolved,
    contracts::not_formal,
    contracts::not_acknowledged,
    coverage::too_low,
];

/// Everything that is escalated, on the status date and at the end of each sprint before it.
pub fn escalate(program: &Program, graph: &DependencyGraph, chronicle: &Chronicle) -> Escalations {
    let first_days = since::first_days(program, graph, chronicle);
    let raise = |analysis: &Analysis| {
        let scene = Scene { program, analysis, first_days: &first_days };
        let mut raised: Vec<Escalation> = TRIGGERS.iter().flat_map(|trigger| trigger(&scene)).collect();
        raised.sort_by(|a, b| a.code.cmp(&b.code).then_with(|| a.about.cmp(&b.about)));
        raised
    };
    Escalations {
        now: raise(&chronicle.now),
        at_sprint_end: chronicle.at_sprint_end.iter().map(|past| past.as_ref().map(raise)).collect(),
    }
}
