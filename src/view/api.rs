//! Everything computed, as flat data for other programs: `api/program.json`.
//!
//! Working days are whole numbers, dates are ISO and inclusive, ids are those of the content.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Context,
    parts::{DatesView, percent, status_word, unscheduled_reason},
};
use crate::{
    analyse::{Fired, RollUp, Tally, WaitingOn},
    diag::{Diagnostic, json::DiagnosticRecord},
    model::{Entity, GateDecision, Key, Milestone, Owner, Rag, Subject},
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
    pub baseline: Option<DatesView>,
    /// Expected dates.
    pub forecast: Option<DatesView>,
    /// Expected minus approved finish.
    pub variance: Option<i32>,
    /// Critical milestones that are not done, in order of time.
    pub critical_path: Vec<String>,
    /// The sprint of the day.
    pub current_sprint: Option<String>,
    /// Cycles of dependencies, each once.
    pub cycles: Vec<Vec<String>>,
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

/// A first and a last day, either of which may not be known.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OpenDates {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub finish: Option<NaiveDate>,
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
    pub baseline: Option<DatesView>,
    /// Expected dates.
    pub forecast: Option<DatesView>,
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
    /// Expected minus approved, in working days.
    pub variance: Option<i32>,
    /// Decided `go` while a criterion is not met.
    pub signed_unmet: bool,
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
}

/// A sprint.
#[derive(Debug, Clone, Serialize)]
pub struct SprintRecord {
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
    /// What made it.
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
    /// How far it is.
    pub status: Option<&'static str>,
    /// When it was last changed.
    pub date: Option<NaiveDate>,
    /// Who takes it.
    pub makers: Vec<String>,
    /// Ids of the decisions it replaces.
    pub supersedes: Vec<String>,
    /// Id of the decision that replaces it.
    pub superseded_by: Option<String>,
    /// Ids of what waits for it.
    pub blocks: Vec<String>,
}

impl Context<'_> {
    /// The whole program as data, with `diagnostics`.
    pub fn program_record(&self, diagnostics: &[Diagnostic]) -> ProgramRecord {
        let (program, now) = (self.program, self.now());
        let whole = &now.program;
        ProgramRecord {
            format: 1,
            title: program.settings.title.clone(),
            as_of: now.as_of,
            start: program.settings.start.map(|start| start.value),
            rag: whole.roll_up.rag,
            reasons: self.reasons(&whole.roll_up),
            tally: whole.roll_up.tally,
            watermelons: whole.roll_up.watermelons,
            baseline: whole.baseline.map(Into::into),
            forecast: whole.forecast.map(Into::into),
            variance: whole.variance,
            critical_path: whole.critical_path.iter().map(|key| self.id(Subject::Milestone(*key))).collect(),
            current_sprint: whole.current_sprint.map(|key| self.id(Subject::Sprint(key))),
            cycles: whole.cycles.iter().map(|cycle| self.ids(cycle.iter().copied())).collect(),
            phases: self.phase_records(),
            milestones: program.milestones.keys().map(|key| self.milestone_record(key)).collect(),
            sprints: self.sprint_records(),
            risks: self.risk_records(),
            blockers: self.blocker_records(),
            services: self.service_records(),
            contracts: self.contract_records(),
            decisions: self.decision_records(),
            diagnostics: diagnostics.iter().map(|d| DiagnosticRecord::new(d, &program.sources)).collect(),
        }
    }

    fn id(&self, subject: Subject) -> String {
        self.program.head(subject).id.to_string()
    }

    fn ids(&self, subjects: impl Iterator<Item = Subject>) -> Vec<String> {
        subjects.map(|subject| self.id(subject)).collect()
    }

    fn url(&self, subject: Subject) -> String {
        self.addresses.of(subject).to_owned()
    }

    fn reasons(&self, roll_up: &RollUp) -> Vec<ReasonRecord> {
        let members = roll_up.because.iter().map(|member| ReasonRecord {
            id: self.id(member.subject),
            rag: member.rag,
            reason: member.reason.clone(),
            owner: name(member.owner.as_ref()),
        });
        members.collect()
    }

    fn milestone_record(&self, key: Key<Milestone>) -> MilestoneRecord {
        let (milestone, analysis) = (&self.program.milestones[key], self.now().milestone(key));
        let (facts, verdict) = (&analysis.facts, &analysis.verdict);
        let placement = analysis.schedule.as_ref().ok();
        let finished = match analysis.progress {
            crate::analyse::Progress::Done(on) => Some(on),
            _ => None,
        };
        MilestoneRecord {
            id: milestone.head().id.to_string(),
            title: milestone.head().title.clone(),
            url: self.url(Subject::Milestone(key)),
            phase: milestone.phase.map(|phase| self.id(Subject::Phase(phase))),
            owner: facts.owner.as_ref().map(|fact| fact.value.name.clone()),
            status: status_word(analysis),
            percent_complete: percent(analysis),
            rag: verdict.shown,
            rag_declared: verdict.declared,
            rag_computed: verdict.computed,
            watermelon: verdict.watermelon,
            overridden: verdict.overridden.clone(),
            rules: verdict.fired.iter().map(rule).collect(),
            baseline: OpenDates {
                start: milestone
                    .baseline_start
                    .map(|on| on.value)
                    .or(analysis.baseline.map(|dates| dates.start)),
                finish: milestone
                    .baseline_finish
                    .map(|on| on.value)
                    .or(analysis.baseline.map(|dates| dates.finish)),
            },
            forecast: OpenDates {
                start: placement.map(|p| p.forecast.start),
                finish: placement.map(|p| p.forecast.finish),
            },
            actual: OpenDates { start: facts.actual_start.as_ref().map(|fact| fact.value), finish: finished },
            early_start: placement.map(|p| p.early.start),
            early_finish: placement.map(|p| p.early.finish),
            late_start: placement.map(|p| p.late.start),
            late_finish: placement.map(|p| p.late.finish),
            total_float: placement.map(|p| p.total_float),
            free_float: placement.map(|p| p.free_float),
            critical: placement.is_some_and(|p| p.critical),
            driving: placement.and_then(|p| p.driving).map(|subject| self.id(subject)),
            why: placement.map(|p| p.why.clone()),
            slip: placement.and_then(|p| p.variance.map(|_| p.slip())),
            variance: placement.and_then(|p| p.variance),
            depends_on: analysis.waits_for.iter().map(|waiting| self.dependency(waiting)).collect(),
            unscheduled: analysis.schedule.as_ref().err().map(|reason| unscheduled_reason(self, reason)),
        }
    }

    fn dependency(&self, waiting: &crate::analyse::Waiting) -> DependencyRecord {
        let on = match waiting.on {
            WaitingOn::Milestone(key) => self.id(Subject::Milestone(key)),
            WaitingOn::Gate(key) => self.id(Subject::Phase(key)),
            WaitingOn::Everything => "*".to_owned(),
        };
        let unit = if waiting.elapsed { "ed" } else { "d" };
        DependencyRecord { on, kind: waiting.kind.word(), lag: format!("{}{unit}", waiting.lag) }
    }

    fn phase_records(&self) -> Vec<PhaseRecord> {
        let record = |(key, phase): (Key<crate::model::Phase>, &crate::model::Phase)| {
            let analysis = &self.now().phases[key.index()];
            let gate = &analysis.gate;
            let criteria =
                phase.gate.criteria.iter().zip(&gate.criteria).map(|(criterion, judged)| CriterionRecord {
                    id: criterion.id.clone(),
                    text: criterion.text.clone(),
                    met: judged.met,
                    reason: judged.reason.clone(),
                });
            PhaseRecord {
                id: phase.head().id.to_string(),
                title: phase.head().title.clone(),
                url: self.url(Subject::Phase(key)),
                owner: name(phase.owner.as_ref()),
                rag: analysis.roll_up.rag,
                reasons: self.reasons(&analysis.roll_up),
                percent_complete: analysis.percent_complete,
                baseline: analysis.baseline.map(Into::into),
                forecast: analysis.forecast.map(Into::into),
                milestones: self.ids(analysis.milestones.iter().map(|key| Subject::Milestone(*key))),
                gate: GateRecord {
                    decision: gate.facts.decision.as_ref().map_or(GateDecision::Pending, |d| d.value).word(),
                    decided_by: gate.facts.decided_by.as_ref().map(|by| by.value.name.clone()),
                    decided_on: gate.facts.decided_on.as_ref().map(|on| on.value),
                    baseline: gate.baseline,
                    forecast: gate.forecast,
                    variance: gate.variance,
                    signed_unmet: gate.signed_unmet,
                    criteria: criteria.collect(),
                },
            }
        };
        self.program.phases.iter().map(record).collect()
    }

    fn sprint_records(&self) -> Vec<SprintRecord> {
        let record = |(key, sprint): (Key<crate::model::Sprint>, &crate::model::Sprint)| {
            let analysis = self.chronicle.for_sprint(key);
            let scope = &analysis.sprints[key.index()];
            SprintRecord {
                id: sprint.head().id.to_string(),
                title: sprint.head().title.clone(),
                url: self.url(Subject::Sprint(key)),
                start: sprint.start,
                end: sprint.end,
                phase: sprint.phase.map(|phase| self.id(Subject::Phase(phase))),
                as_of: analysis.as_of,
                rag: scope.roll_up.rag,
                reasons: self.reasons(&scope.roll_up),
                tally: scope.roll_up.tally,
                milestones: self.ids(scope.milestones.iter().map(|key| Subject::Milestone(*key))),
                completed: self.ids(scope.completed.iter().map(|key| Subject::Milestone(*key))),
                risks: self.ids(scope.risks.iter().map(|key| Subject::Risk(*key))),
                blockers: self.ids(scope.blockers.iter().map(|key| Subject::Blocker(*key))),
            }
        };
        self.program.sprints.iter().map(record).collect()
    }

    fn risk_records(&self) -> Vec<RiskRecord> {
        let record = |(key, risk): (Key<crate::model::Risk>, &crate::model::Risk)| {
            let row = self.risk_row(self.now(), key);
            RiskRecord {
                id: row.subject.id,
                title: row.subject.title,
                url: self.url(Subject::Risk(key)),
                category: row.category,
                probability: row.probability,
                impact: row.impact,
                rag: row.rag,
                rag_declared: self.now().risk(key).facts.rag.as_ref().map(|fact| fact.value),
                status: row.status,
                owner: row.owner.map(|owner| owner.name),
                mitigation: row.mitigation,
                affects: self.ids(risk.affects.iter().map(|subject| subject.value)),
            }
        };
        self.program.risks.iter().map(record).collect()
    }

    fn blocker_records(&self) -> Vec<BlockerRecord> {
        let record = |key: Key<crate::model::Blocker>| {
            let row = self.blocker_row(self.now(), key);
            BlockerRecord {
                id: row.subject.id,
                title: row.subject.title,
                url: self.url(Subject::Blocker(key)),
                severity: row.severity,
                active: row.active,
                blocks: row.blocks.into_iter().map(|link| link.id).collect(),
                raised_by: row.raised_by.map(|owner| owner.name),
                raised_on: row.raised_on,
                resolved_on: row.resolved_on,
                required_from: row.required_from.map(|owner| owner.name),
            }
        };
        self.program.blockers.keys().map(record).collect()
    }

    fn service_records(&self) -> Vec<ServiceRecord> {
        let record = |(key, service): (Key<crate::model::Service>, &crate::model::Service)| {
            let measured =
                service.coverage.iter().rev().find(|c| c.on.is_none_or(|on| on <= self.now().as_of));
            let uses = service.depends_on.iter().map(|dependency| ServiceDependencyRecord {
                service: self.id(Subject::Service(dependency.service.value)),
                via: dependency.via.map(crate::model::Mechanism::word),
                contract: dependency.contract.map(|contract| self.id(Subject::Contract(contract.value))),
            });
            ServiceRecord {
                id: service.head().id.to_string(),
                title: service.head().title.clone(),
                url: self.url(Subject::Service(key)),
                owner: name(service.owner.as_ref()),
                lifecycle: service.lifecycle.clone(),
                depends_on: uses.collect(),
                provides: self.ids(service.provides.iter().map(|contract| Subject::Contract(*contract))),
                coverage: measured.map(|measured| CoverageRecord {
                    unit: measured.unit,
                    integration: measured.integration,
                    on: measured.on,
                }),
            }
        };
        self.program.services.iter().map(record).collect()
    }

    fn contract_records(&self) -> Vec<ContractRecord> {
        let record = |(key, contract): (Key<crate::model::Contract>, &crate::model::Contract)| {
            let definition = contract.definition.as_ref().map(|definition| &definition.value);
            let consumers = contract.consumers.iter().map(|consumer| ConsumerRecord {
                service: self.id(Subject::Service(consumer.service.value)),
                acknowledged: contract.acknowledged(consumer, self.now().as_of),
                outdated: contract.outdated(consumer),
            });
            ContractRecord {
                id: contract.head().id.to_string(),
                title: contract.head().title.clone(),
                url: self.url(Subject::Contract(key)),
                kind: contract.kind.map(crate::model::ContractType::word),
                provider: contract.provider.map(|provider| self.id(Subject::Service(provider.value))),
                status: contract.status.word(),
                definition: definition.map(|definition| definition.path.clone()),
                hash: definition.and_then(|definition| definition.hash.clone()),
                consumers: consumers.collect(),
            }
        };
        self.program.contracts.iter().map(record).collect()
    }

    fn decision_records(&self) -> Vec<DecisionRecord> {
        let record =
            |(key, decision): (Key<crate::model::Decision>, &crate::model::Decision)| DecisionRecord {
                id: decision.head().id.to_string(),
                title: decision.head().title.clone(),
                url: self.url(Subject::Decision(key)),
                status: decision.status.map(|status| status.value.word()),
                date: decision.date.map(|date| date.value),
                makers: decision.makers.iter().map(|maker| maker.name.clone()).collect(),
                supersedes: self.ids(decision.supersedes.iter().map(|other| Subject::Decision(other.value))),
                superseded_by: decision.superseded_by.map(|other| self.id(Subject::Decision(other.value))),
                blocks: self.ids(decision.blocks.iter().map(|subject| subject.value)),
            };
        self.program.decisions.iter().map(record).collect()
    }
}

fn rule(fired: &Fired) -> RuleRecord {
    RuleRecord { code: fired.code.name(), rag: fired.rag, reason: fired.reason.clone() }
}

fn name(owner: Option<&Owner>) -> Option<String> {
    owner.map(|owner| owner.name.clone())
}
