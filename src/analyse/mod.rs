//! What follows from the program on a day: graph, schedule, colors, gates, checks. Pure, over [`crate::model::Program`].
//!
//! Knows no Markdown, no pages, no clock: the day is given. A past day gives what was known then.

mod whole;
pub mod analysis;
pub mod checks;
pub mod day;
pub mod findings;
mod coverage;
pub mod escalate;
mod gate;
pub mod graph;
mod placement;
mod roll_up;
mod rules;
pub mod schedule;
mod sprint;
pub mod verdict;

pub use analysis::{
    Analysis, Chronicle, CriterionAnalysis, Dates, GateAnalysis, MilestoneAnalysis, PhaseAnalysis, Placement,
    ProgramAnalysis, RiskAnalysis, SprintAnalysis, SprintTime, Unscheduled, Waiting, WaitingOn,
};
pub use day::{BlockerDay, Progress};
pub use escalate::{Escalation, EscalationCode, Escalations};
pub use findings::findings;
pub use graph::DependencyGraph;
pub use verdict::{Fired, RollUp, RollUpMember, RuleCode, Tally, Verdict};
pub use whole::{analyse, chronicle};
