//! The records of `api/program.json`: names and shapes that other programs rely on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::history::HistoryRecord;
use super::planning::{
    ApprovedRecord, MissingContractRecord, OwnerLoadRecord, PlaceRecord, RiskForecastRecord,
};
use crate::{
    analyse::Tally,
    date::{Dates, OpenDates},
    diag::json::DiagnosticRecord,
    model::Rag,
};

/// The whole program.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramRecord {
    /// Version of this format; raised when a field changes its meaning or goes away.
    pub format: u32,
    /// Title.
    pub title: String,
    /// The day whose state it is.
    pub as_of: NaiveDate,
    /// The commit that it was made from, with `-dirty` where files had changed since.
    pub commit: Option<String>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Color.
    pub rag: Rag,
    /// What made it.
    pub reasons: Vec<ReasonRecord>,
    /// Milestones by color.
    pub tally: Tally,
    /// Milestones declared better than computed.
    pub watermelons: usize,
    /// Approved dates.
    pub baseline: Option<OpenDates>,
    /// Expected dates.
    pub forecast: Option<Dates>,
    /// Expected minus approved finish, over the milestones that have both.
    pub variance: Option<i32>,
    /// Milestones that have no date, or wait for one that has none: left out of these dates.
    pub left_out: usize,
    /// Milestones that are in no approved plan, where others are.
    pub not_in_baseline: usize,
    /// Critical milestones that are not done, in order of time.
    pub critical_path: Vec<String>,
    /// The sprint of the day.
    pub current_sprint: Option<String>,
    /// Cycles of dependencies, each once.
    pub cycles: Vec<Vec<String>>,
    /// The approved plans, in the order of their approval.
    pub baselines: Vec<ApprovedRecord>,
    /// What was expected and done at the end of each sprint so far.
    pub history: HistoryRecord,
    /// The forecast with risk; none where nothing is estimated.
    pub risk_forecast: Option<RiskForecastRecord>,
    /// What is asked of each owner, week by week from that of the day on.
    pub owner_load: Vec<OwnerLoadRecord>,
    /// Uses of one service by another without a contract.
    pub missing_contracts: Vec<MissingContractRecord>,
    /// Phases.
    pub phases: Vec<PhaseRecord>,
    /// Milestones.
    pub milestones: Vec<MilestoneRecord>,
    /// Sprints.
    pub sprints: Vec<SprintRecord>,
    /// Risks.
    pub risks: Vec<RiskRecord>,
    /// Blockers.
    pub blockers: Vec<BlockerRecord>,
    /// Services.
    pub services: Vec<ServiceRecord>,
    /// Contracts.
    pub contracts: Vec<ContractRecord>,
    /// Decisions.
    pub decisions: Vec<DecisionRecord>,
    /// What is wrong with the content.
    pub diagnostics: Vec<DiagnosticRecord>,
}

/// One that made a color.
#[derive(Debug, Clone, Serialize)]
pub struct ReasonRecord {
    /// Its id.
    pub id: String,
    /// Its color.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// A rule that fired.
#[derive(Debug, Clone, Serialize)]
pub struct RuleRecord {
    /// Its stable name.
    pub code: &'static str,
    /// The color it gives.
    pub rag: Rag,
    /// Why.
    pub reason: String,
}

/// One thing that is waited for; `on` is a milestone, a phase (its gate), or `*`.
#[derive(Debug, Clone, Serialize)]
pub struct DependencyRecord {
    /// What.
    pub on: String,
    /// `FS`, `SS`, `FF`, `SF`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `0d`, `2d`, `-1d`, `3ed`.
    pub lag: String,
}

/// A milestone.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// Id of its phase.
    pub phase: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where it stands in its life.
    pub status: &'static str,
    /// 0 to 100, where reported; 100 when done.
    pub percent_complete: Option<u8>,
    /// The color shown.
    pub rag: Rag,
    /// What its owner says.
    pub rag_declared: Option<Rag>,
    /// What the rules say.
    pub rag_computed: Rag,
    /// Declared better than computed.
    pub watermelon: bool,
    /// A valid override, as a sentence.
    pub overridden: Option<String>,
    /// All rules that fired, worst first.
    pub rules: Vec<RuleRecord>,
    /// Approved dates.
    pub baseline: OpenDates,
    /// Expected dates.
    pub forecast: OpenDates,
    /// Dates that have come true.
    pub actual: OpenDates,
    /// Earliest start.
    pub early_start: Option<NaiveDate>,
    /// Earliest finish.
    pub early_finish: Option<NaiveDate>,
    /// Latest start that does not move the program's finish.
    pub late_start: Option<NaiveDate>,
    /// Latest finish that does not move the program's finish.
    pub late_finish: Option<NaiveDate>,
    /// Working days it can move without moving the program's finish.
    pub total_float: Option<i32>,
    /// Working days it can move without moving anything.
    pub free_float: Option<i32>,
    /// No total float, and not done.
    pub critical: bool,
    /// Id of the milestone, or the phase whose gate, gives it its dates.
    pub driving: Option<String>,
    /// Why its dates are what they are.
    pub why: Option<String>,
    /// Working days by which the forecast is behind the baseline; 0 when not.
    pub slip: Option<u32>,
    /// Forecast minus baseline in working days; negative when early.
    pub variance: Option<i32>,
    /// What it waits for, ranges written out.
    pub depends_on: Vec<DependencyRecord>,
    /// Why it has no dates.
    pub unscheduled: Option<String>,
    /// Its place in the plan, beyond its dates.
    #[serde(flatten)]
    pub place: PlaceRecord,
}

/// A phase.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Color.
    pub rag: Rag,
    /// What made it.
    pub reasons: Vec<ReasonRecord>,
    /// Mean of the percentages, weighed by duration.
    pub percent_complete: Option<u8>,
    /// Approved dates.
    pub baseline: Option<OpenDates>,
    /// Expected dates.
    pub forecast: Option<Dates>,
    /// Ids of its milestones.
    pub milestones: Vec<String>,
    /// How it ends.
    pub gate: GateRecord,
}

/// A gate.
#[derive(Debug, Clone, Serialize)]
pub struct GateRecord {
    /// The decision.
    pub decision: &'static str,
    /// Who took it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Approved day.
    pub baseline: Option<NaiveDate>,
    /// Expected day.
    pub forecast: Option<NaiveDate>,
    /// Expected minus approved, in working days, over the milestones that have both.
    pub variance: Option<i32>,
    /// Milestones before it that have no date, or wait for one that has none: left out of these dates.
    pub left_out: usize,
    /// Milestones before it that are in no approved plan, where others are.
    pub not_in_baseline: usize,
    /// Decided `go` while a criterion was not met, whatever came after.
    pub signed_unmet: bool,
    /// Ids of the criteria that were not met on the day on which it was decided `go` or `conditional`.
    pub unmet_when_decided: Vec<String>,
    /// What must hold.
    pub criteria: Vec<CriterionRecord>,
}

/// A criterion of a gate.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionRecord {
    /// Id.
    pub id: String,
    /// What must hold.
    pub text: String,
    /// Whether it does.
    pub met: bool,
    /// Why.
    pub reason: String,
    /// The day by which it must be met, while it is not; none where nothing that is scheduled waits for it.
    pub needed_by: Option<NaiveDate>,
    /// Id of what needs it first: a milestone, or the phase whose gate it is.
    pub needed_for: Option<String>,
}

/// A sprint.
#[derive(Debug, Clone, Serialize)]
pub struct SprintRecord {
    /// It is over, and told by its record.
    pub closed: bool,
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Id of the phase it serves.
    pub phase: Option<String>,
    /// The day whose state this is.
    pub as_of: NaiveDate,
    /// Color.
    pub rag: Rag,
    /// What made it; of more than 100, the worst.
    pub reasons: Vec<ReasonRecord>,
    /// Milestones by color.
    pub tally: Tally,
    /// Ids of the milestones in scope.
    pub milestones: Vec<String>,
    /// Ids of those finished in it.
    pub completed: Vec<String>,
    /// Ids of the open risks in scope.
    pub risks: Vec<String>,
    /// Ids of the blockers that were active in it.
    pub blockers: Vec<String>,
}

/// A risk.
#[derive(Debug, Clone, Serialize)]
pub struct RiskRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// What it concerns.
    pub category: Option<&'static str>,
    /// How likely.
    pub probability: Option<&'static str>,
    /// How bad.
    pub impact: Option<&'static str>,
    /// Color by the matrix.
    pub rag: Rag,
    /// Color as typed.
    pub rag_declared: Option<Rag>,
    /// Whether it stands.
    pub status: &'static str,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What is done against it.
    pub mitigation: Option<String>,
    /// Ids of what it affects.
    pub affects: Vec<String>,
}

/// A blocker.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// How bad.
    pub severity: &'static str,
    /// Still in the way.
    pub active: bool,
    /// Ids of what it holds up.
    pub blocks: Vec<String>,
    /// Who raised it.
    pub raised_by: Option<String>,
    /// When.
    pub raised_on: Option<NaiveDate>,
    /// When it was resolved.
    pub resolved_on: Option<NaiveDate>,
    /// Who must act.
    pub required_from: Option<String>,
    /// The day by which it must be out of the way, while it is active; none where nothing that is scheduled waits for it.
    pub needed_by: Option<NaiveDate>,
    /// Id of what needs it first: a milestone.
    pub needed_for: Option<String>,
}

/// A service.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where it is in its life.
    pub lifecycle: Option<String>,
    /// What it uses.
    pub depends_on: Vec<ServiceDependencyRecord>,
    /// Ids of the contracts it keeps.
    pub provides: Vec<String>,
    /// Test coverage, percent, as last measured.
    pub coverage: Option<CoverageRecord>,
}

/// One service's use of another.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceDependencyRecord {
    /// Id of the service used.
    pub service: String,
    /// How.
    pub via: Option<&'static str>,
    /// Id of the contract.
    pub contract: Option<String>,
}

/// Test coverage.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRecord {
    /// Unit tests, percent.
    pub unit: Option<u8>,
    /// Integration tests, percent.
    pub integration: Option<u8>,
    /// When it was measured.
    pub on: Option<NaiveDate>,
}

/// A contract.
#[derive(Debug, Clone, Serialize)]
pub struct ContractRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// What sort it is.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// Id of the service that keeps it.
    pub provider: Option<String>,
    /// How far it is agreed.
    pub status: &'static str,
    /// Path of its definition.
    pub definition: Option<String>,
    /// Hash of its definition.
    pub hash: Option<String>,
    /// Who relies on it.
    pub consumers: Vec<ConsumerRecord>,
    /// The day by which all consumers must have agreed, while some have not; none where nothing that is scheduled waits for it.
    pub needed_by: Option<NaiveDate>,
    /// Id of what needs it first: a milestone.
    pub needed_for: Option<String>,
}

/// A consumer of a contract.
#[derive(Debug, Clone, Serialize)]
pub struct ConsumerRecord {
    /// Id of the service.
    pub service: String,
    /// It has agreed to the definition as it is.
    pub acknowledged: bool,
    /// It agreed to another content.
    pub outdated: bool,
}

/// A decision.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRecord {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page, from the site's root.
    pub url: String,
    /// How far it is; none where that cannot be read.
    pub status: Option<&'static str>,
    /// The status as it was written, where that is another word.
    pub status_written: Option<String>,
    /// When it was last changed.
    pub date: Option<NaiveDate>,
    /// Who takes it.
    pub makers: Vec<String>,
    /// Who wrote it down.
    pub authors: Vec<String>,
    /// Ids of the decisions it replaces.
    pub supersedes: Vec<String>,
    /// Ids of the decisions that replace it; none where none does.
    pub superseded_by: Option<Vec<String>>,
    /// Ids of the other decisions that it has to do with, by what it is to them: `amends`, `amended_by`.
    pub relations: BTreeMap<String, Vec<String>>,
    /// Ids of what waits for it.
    pub blocks: Vec<String>,
    /// The day by which it must be taken, while it is open; none where nothing that is scheduled waits for it.
    pub needed_by: Option<NaiveDate>,
    /// Id of what needs it first: a milestone.
    pub needed_for: Option<String>,
}
