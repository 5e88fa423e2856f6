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

pub(super) use self::since::first_days;
use super::{Analysis, DependencyGraph, Snapshot};
use crate::model::Program;

/// What a trigger reads.
struct Scene<'a> {
    program: &'a Program,
    graph: &'a DependencyGraph,
    analysis: &'a Analysis,
    /// What is kept of the same day: since when milestones have been as they are.
    kept: &'a Snapshot,
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

/// Everything that is escalated on a day, in order of code and subject. `kept` is what is kept of the same day.
pub(super) fn escalate(
    program: &Program,
    graph: &DependencyGraph,
    analysis: &Analysis,
    kept: &Snapshot,
) -> Vec<Escalation> {
    let scene = Scene { program, graph, analysis, kept };
    let mut raised: Vec<Escalation> = TRIGGERS.iter().flat_map(|trigger| trigger(&scene)).collect();
    raised.sort_by(|a, b| a.code.cmp(&b.code).then_with(|| a.about.cmp(&b.about)));
    raised
}
