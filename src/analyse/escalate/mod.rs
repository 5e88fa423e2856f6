//! Escalations: what has to reach somebody who can act, raised by rule, as facts.
//!
//! One file a trigger, each a function over a `Scene`: the program in the state of one day. Whether something is
//! escalated follows from the facts alone, so the same facts give the same escalations, and one that is cleared is no
//! longer among them. Knows no files, no clock and no words: messages are made where somebody asks for them.

mod blocked;
mod contracts;
mod coverage;
mod escalation;
mod scene;
mod since;
mod slip;
mod unknown;

pub use blocked::{Blocked, beyond};
pub use contracts::Unacknowledged;
pub use coverage::LowCoverage;
pub use escalation::{Escalation, EscalationCode, EscalationFacts};
pub use scene::{Setting, Standing, Waiting};
pub use slip::Slip;
pub use unknown::{Gap, Unknown};

use self::scene::Scene;
pub(super) use self::since::beginning;
use super::{Analysis, DependencyGraph, Snapshot};
use crate::model::Program;

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
    let scene = Scene::new(program, graph, analysis, kept);
    let mut raised: Vec<Escalation> = TRIGGERS.iter().flat_map(|trigger| trigger(&scene)).collect();
    raised.sort_by(|a, b| a.code.cmp(&b.code).then_with(|| a.about.cmp(&b.about)));
    raised
}
