//! What follows from the program on a day: graph, schedule, colors, gates, checks. Pure, over [`crate::model::Program`].
//!
//! Knows no Markdown, no pages, no clock: the day is given. A past day gives what was known then.

mod agreements;
mod whole;
pub mod analysis;
mod astray;
pub mod chains;
pub mod checks;
mod chronicle;
mod contradiction;
pub mod day;
mod decided;
mod decisions;
mod doubt;
mod criterion;
mod evidence_day;
mod finding;
mod fired;
pub mod findings;
mod first_days;
pub mod coverage;
pub mod escalate;
mod gate;
mod ground;
mod headline;
mod milestone_day;
mod informal;
pub mod graph;
pub mod outline;
pub mod needed_by;
pub mod owner_load;
mod past;
mod placement;
mod planned_length;
pub mod risk_forecast;
mod recorded;
mod recorded_facts;
mod recorded_words;
mod roll_up;
mod rules;
mod sessions;
mod silence;
pub mod schedule;
mod sprint;
mod sprint_time;
mod standing;
mod states;
pub mod verdict;

pub use agreements::{Agreements, consumers};
pub use analysis::{
    Analysis, BaselineVariance, GateAnalysis, MilestoneAnalysis, PhaseAnalysis, Placement, ProgramAnalysis,
    RiskAnalysis, SprintAnalysis, SprintTime, Waiting, WaitingOn, Why,
};
pub use chains::Chains;
pub use chronicle::{Chronicle, Effort, Since, chronicle, chronicle_with};
pub use criterion::{ContractGap, CriterionAnalysis, Evidence, Measured};
pub use day::{BlockerDay, Progress, StateReport};
pub use escalate::{Escalation, EscalationCode, EscalationFacts};
pub use finding::{Finding, FindingFacts};
pub use findings::findings;
pub use fired::{Asked, Facts, Fired, Missed, OpenBefore, PlannedStart, Unscheduled, Untold};
pub use gate::Unclear;
pub use graph::DependencyGraph;
pub use headline::Headline;
pub use informal::{Informal, Missing};
pub use needed_by::{MissingContract, Need, NeededBy};
pub use owner_load::{OwnerLoad, OwnerWeek};
pub use past::{MilestoneSnapshot, Past, PhaseSnapshot, Snapshot, SprintSnapshot, counted};
pub use recorded::{Difference, recorded_state, told_before};
pub use risk_forecast::{RiskForecast, Swing, risk_forecast};
pub use schedule::risk::{Percentiles, Spread};
pub use sessions::{Sessions, sessions};
pub use silence::without_consequences;
pub use verdict::{Cause, RollUp, RollUpMember, RuleCode, Tally, Verdict};
pub use whole::analyse;

pub use crate::date::Dates;
