//! What a program is: phases, milestones, sprints, risks, services, contracts, decisions and their dated facts.
//!
//! A [`Program`] is immutable and its references are resolved: a [`Key`] always leads to something. Nothing here
//! computes a status or a date; nothing here knows YAML, Markdown or files beyond the place a value was written at.

pub mod blocker;
pub mod contract;
pub mod decision;
pub mod dependency;
pub mod entity;
pub mod extra;
pub mod fact;
pub mod forge;
pub mod gate;
pub mod known;
pub mod milestone;
pub mod naming;
pub mod page;
pub mod party;
pub mod phase;
pub mod program;
pub mod rag;
pub mod record;
pub mod relation;
pub mod risk;
pub mod service;
pub mod settings;
pub mod sprint;
pub mod table;
pub mod task;
pub mod told;
pub mod written;

pub use blocker::{Blocker, BlockerFacts, BlockerType, Severity};
pub use contract::{Acknowledgement, Agreement, Contract, ContractStatus, ContractType, Definition};
pub use decision::{Decision, DecisionStatus, RecordRelation, RecordTie};
pub use dependency::{Dependency, LinkKind, Mechanism, Predecessor};
pub use entity::{Body, Entity, GivenId, Head, Heading, Hyperlink, Id, Kind};
pub use extra::Extra;
pub use fact::{Fact, History, LostUpdate, NextAction, Overlay, Override, Reported, Update};
pub use forge::Forge;
pub use gate::{Check, Criterion, Found, Gate, GateDecision, GateFacts};
pub use known::{Dated, Known};
pub use milestone::{
    BaselineDates, Constraint, ConstraintKind, Estimate, LifeCycle, Milestone, MilestoneFacts,
};
pub use naming::Naming;
pub use page::Page;
pub use party::{Owner, Party, PartyKind};
pub use phase::Phase;
pub use program::{Program, Subject};
pub use rag::Rag;
pub use record::{
    ReadRecord, Record, RecordedContent, RecordedFacts, RecordedMilestone, RecordedPhase, RecordedProgress,
    RecordedState, RecordedText,
};
pub use relation::{Relation, Relations, Tie};
pub use risk::{Impact, Probability, Risk, RiskCategory, RiskFacts, RiskStatus, ScheduleImpact};
pub use service::{Coverage, Service, ServiceDependency};
pub use settings::{
    Baseline, CalendarSettings, Distribution, ForecastSettings, NamedCalendar, Settings, Thresholds,
};
pub use sprint::Sprint;
pub use table::{Key, Table};
pub use task::{Priority, Task, TaskStatus};
pub use told::{Bearing, Contradiction, Loss, Lost, Told};
pub use written::Written;
