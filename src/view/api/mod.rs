//! Everything computed, as flat data for other programs: `api/program.json`.
//!
//! Working days are whole numbers, dates are ISO and inclusive, ids are those of the content.

mod history;
mod planning;
mod records;
mod twin;

pub use history::*;
pub use planning::*;
pub use records::*;
pub use twin::*;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::{
    analyse::{Fired, RollUp, RollUpMember, WaitingOn},
    date::{Dates, OpenDates},
    diag::{Diagnostic, json::DiagnosticRecord},
    model::{Entity, GateDecision, Key, Milestone, Owner, Record, Subject},
    view::{Context, SubjectLink, part::roll_up::RollUpView},
};

/// Most reasons for the color of a sprint.
const MOST_REASONS: usize = 100;

impl Context<'_> {
    /// The whole program as data, with `diagnostics`, at the commit of that name.
    pub fn program_record(&self, diagnostics: &[Diagnostic], commit: Option<&str>) -> ProgramRecord {
        let (program, now) = (self.program, self.now());
        let whole = &now.program;
        ProgramRecord {
            format: 1,
            title: program.settings.title.clone(),
            as_of: now.as_of,
            commit: commit.map(str::to_owned),
            start: program.settings.start.map(|start| start.value),
            rag: whole.roll_up.rag,
            reasons: self.reasons(&whole.roll_up),
            tally: whole.roll_up.tally,
            watermelons: whole.roll_up.watermelons,
            baseline: whole.headline.baseline.known(),
            forecast: whole.headline.forecast,
            variance: whole.headline.variance,
            left_out: whole.headline.left_out,
            not_in_baseline: whole.headline.not_in_baseline,
            critical_path: whole.critical_path.iter().map(|key| self.id(Subject::Milestone(*key))).collect(),
            current_sprint: whole.current_sprint.map(|key| self.id(Subject::Sprint(key))),
            cycles: whole.cycles.iter().map(|cycle| self.ids(cycle.iter().copied())).collect(),
            baselines: self.approved_records(),
            history: self.history_record(),
            risk_forecast: self.risk_forecast_record(),
            owner_load: self.owner_load_records(),
            missing_contracts: self.missing_contract_records(),
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
        roll_up.because.iter().map(|member| self.reason(member)).collect()
    }

    /// The same of a sprint, of many the worst: what is carried over is a reason of each sprint again.
    fn worst_reasons(&self, roll_up: &RollUp) -> Vec<ReasonRecord> {
        if roll_up.because.len() <= MOST_REASONS {
            return self.reasons(roll_up);
        }
        let worst = self.now().worst_first(roll_up);
        worst.iter().take(MOST_REASONS).map(|member| self.reason(member)).collect()
    }

    fn reason(&self, member: &RollUpMember) -> ReasonRecord {
        ReasonRecord {
            id: self.id(member.subject),
            rag: member.rag,
            reason: self.voice().member(self.now(), member),
            owner: name(self.now().answers_for(self.program, member.subject)),
        }
    }

    fn milestone_record(&self, key: Key<Milestone>) -> MilestoneRecord {
        let (milestone, analysis) = (&self.program.milestones[key], self.now().milestone(key));
        let (facts, verdict) = (&analysis.facts, &analysis.verdict);
        let placement = analysis.schedule.as_ref().ok();
        let finished = match analysis.progress {
            crate::analyse::Progress::Done(on) => on,
            _ => None,
        };
        MilestoneRecord {
            id: milestone.head().id.to_string(),
            title: milestone.head().title.clone(),
            url: self.url(Subject::Milestone(key)),
            phase: milestone.phase.map(|phase| self.id(Subject::Phase(phase))),
            owner: facts.owner.as_ref().map(|fact| fact.value.name.to_string()),
            status: analysis.life_cycle().word(),
            percent_complete: analysis.percent(),
            rag: verdict.shown,
            rag_declared: verdict.declared,
            rag_computed: verdict.computed,
            watermelon: verdict.watermelon,
            overridden: verdict.overridden.as_ref().map(|set| self.voice().overridden(set)),
            rules: verdict.fired.iter().map(|fired| self.rule_record(fired)).collect(),
            baseline: analysis.baseline,
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
            why: placement.map(|_| self.voice().why_of(analysis)),
            slip: placement.and_then(|p| p.variance.map(|_| p.slip())),
            variance: placement.and_then(|p| p.variance),
            depends_on: self.graph.waits_for(key).iter().map(|waiting| self.dependency(waiting)).collect(),
            unscheduled: analysis.schedule.as_ref().err().map(|reason| self.voice().unscheduled(reason)),
            place: self.place_record(key),
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

    fn rule_record(&self, fired: &Fired) -> RuleRecord {
        RuleRecord { code: fired.code.name(), rag: fired.rag, reason: self.voice().rule(fired) }
    }

    fn phase_records(&self) -> Vec<PhaseRecord> {
        let record = |(key, phase): (Key<crate::model::Phase>, &crate::model::Phase)| {
            let analysis = &self.now().phases[key.index()];
            let gate = &analysis.gate;
            let criteria = phase.gate.criteria.iter().zip(&gate.criteria).enumerate().map(
                |(index, (written, judged))| {
                    let need = self.now().needed_by.criterion(key, index);
                    CriterionRecord {
                        id: written.id.clone(),
                        text: written.text.clone(),
                        met: judged.met,
                        reason: self.voice().criterion(written, judged),
                        needed_by: need.map(|need| need.by),
                        needed_for: self.needed_for(need),
                    }
                },
            );
            PhaseRecord {
                id: phase.head().id.to_string(),
                title: phase.head().title.clone(),
                url: self.url(Subject::Phase(key)),
                owner: name(phase.owner.as_ref()),
                rag: analysis.roll_up.rag,
                reasons: self.reasons(&analysis.roll_up),
                percent_complete: analysis.percent_complete,
                baseline: analysis.baseline.known(),
                forecast: analysis.forecast,
                milestones: self.ids(analysis.milestones.iter().map(|key| Subject::Milestone(*key))),
                gate: GateRecord {
                    decision: gate.facts.decision.as_ref().map_or(GateDecision::Pending, |d| d.value).word(),
                    decided_by: gate.facts.decided_by.as_ref().map(|by| by.value.name.to_string()),
                    decided_on: gate.facts.decided_on.as_ref().map(|on| on.value),
                    baseline: gate.baseline,
                    forecast: gate.forecast,
                    variance: gate.variance,
                    left_out: gate.headline.left_out,
                    not_in_baseline: gate.headline.not_in_baseline,
                    signed_unmet: gate.signed_unmet,
                    unmet_when_decided: gate
                        .unmet_when_decided
                        .iter()
                        .map(|index| phase.gate.criteria[*index].id.clone())
                        .collect(),
                    criteria: criteria.collect(),
                },
            }
        };
        self.program.phases.iter().map(record).collect()
    }

    fn sprint_records(&self) -> Vec<SprintRecord> {
        let record = |key: Key<crate::model::Sprint>| {
            let sprint = &self.program.sprints[key];
            let (as_of, scope) = self.chronicle.scope_of(key);
            if let Some(closed) = self.closed_record(key) {
                return closed;
            }
            SprintRecord {
                closed: false,
                id: sprint.head().id.to_string(),
                title: sprint.head().title.clone(),
                url: self.url(Subject::Sprint(key)),
                start: sprint.start,
                end: sprint.end,
                phase: sprint.phase.map(|phase| self.id(Subject::Phase(phase))),
                as_of,
                rag: scope.roll_up.rag,
                reasons: self.worst_reasons(&scope.roll_up),
                tally: scope.roll_up.tally,
                milestones: self.ids(scope.milestones.iter().map(|key| Subject::Milestone(*key))),
                completed: self.ids(scope.completed.iter().map(|key| Subject::Milestone(*key))),
                risks: self.ids(scope.risks.iter().map(|key| Subject::Risk(*key))),
                blockers: self.ids(scope.blockers.iter().map(|key| Subject::Blocker(*key))),
            }
        };
        self.program.sprints.keys().map(record).collect()
    }

    /// A closed sprint, as its record keeps it.
    fn closed_record(&self, key: Key<crate::model::Sprint>) -> Option<SprintRecord> {
        let record = &self.program.records.get(&key)?.record;
        let status: RollUpView = part_of(record, "status")?;
        let subject: SubjectLink = part_of(record, "subject")?;
        let phase: Option<SubjectLink> = part_of(record, "phase");
        let dates: Dates = part_of(record, "dates")?;
        let reasons = status.because.into_iter().map(|reason| ReasonRecord {
            id: reason.subject.id,
            rag: reason.rag,
            reason: reason.reason,
            owner: reason.owner.map(|owner| owner.name),
        });
        Some(SprintRecord {
            closed: true,
            id: record.sprint.clone(),
            title: subject.title,
            url: self.url(Subject::Sprint(key)),
            start: dates.start,
            end: dates.finish,
            phase: phase.map(|phase| phase.id),
            as_of: record.day,
            rag: record.state.sprint,
            reasons: reasons.take(MOST_REASONS).collect(),
            tally: status.tally,
            milestones: record.state.scope.clone(),
            completed: record.state.completed.clone(),
            risks: record.state.risks.iter().map(|(id, _)| id.clone()).collect(),
            blockers: record.state.blockers.clone(),
        })
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
        self.known_risks().map(|key| record((key, &self.program.risks[key]))).collect()
    }

    fn blocker_records(&self) -> Vec<BlockerRecord> {
        let record = |key: Key<crate::model::Blocker>| {
            let row = self.blocker_row(self.now(), key);
            let need = self.now().needed_by.blocker(key);
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
                needed_by: need.map(|need| need.by),
                needed_for: self.needed_for(need),
            }
        };
        self.known_blockers().map(record).collect()
    }

    fn service_records(&self) -> Vec<ServiceRecord> {
        let record = |(key, service): (Key<crate::model::Service>, &crate::model::Service)| {
            let known = self.now().known;
            let measured = service.coverage.iter().rev().find(|c| known.measured(self.program, service, c));
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
            let need = self.now().needed_by.contract(key);
            let consumers = contract.consumers.iter().map(|consumer| ConsumerRecord {
                service: self.id(Subject::Service(consumer.service.value)),
                acknowledged: contract.acknowledged(consumer, self.now().as_of),
                outdated: contract.agreement(Some(consumer), self.now().as_of).outdated().is_some(),
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
                needed_by: need.map(|need| need.by),
                needed_for: self.needed_for(need),
            }
        };
        self.program.contracts.iter().map(record).collect()
    }

    fn decision_relations(&self, key: Key<crate::model::Decision>) -> BTreeMap<String, Vec<String>> {
        let entry = self.decision_entry(key);
        let ids = |of: &crate::view::part::decision_entry::Related| {
            (of.key.to_owned(), of.others.iter().map(|other| other.id.clone()).collect())
        };
        entry.related.iter().map(ids).collect()
    }

    fn decision_records(&self) -> Vec<DecisionRecord> {
        let record = |(key, decision): (Key<crate::model::Decision>, &crate::model::Decision)| {
            let (need, known) = (self.now().needed_by.decision(key), self.now().known);
            let replaces = decision.supersedes.iter().filter(|_| known.decided(decision));
            let replaced =
                decision.superseded_by.iter().filter(|by| known.supersedes(self.program, by.value));
            DecisionRecord {
                id: decision.head().id.to_string(),
                title: decision.head().title.clone(),
                url: self.url(Subject::Decision(key)),
                status: known.decision(self.program, key).map(crate::model::DecisionStatus::word),
                status_written: self.decision_row(key).status_text,
                date: decision.date.map(|date| date.value).filter(|date| *date <= known.day),
                makers: decision.makers.iter().map(|maker| maker.name.to_string()).collect(),
                authors: decision.authors.iter().map(|author| author.name.to_string()).collect(),
                supersedes: self.ids(replaces.map(|other| Subject::Decision(other.value))),
                superseded_by: Some(self.ids(replaced.map(|other| Subject::Decision(other.value))))
                    .filter(|others| !others.is_empty()),
                relations: self.decision_relations(key),
                blocks: self.ids(decision.blocks.iter().map(|subject| subject.value)),
                needed_by: need.map(|need| need.by),
                needed_for: self.needed_for(need),
            }
        };
        self.program.decisions.iter().map(record).collect()
    }
}

/// A part of the page that a record keeps.
fn part_of<T: DeserializeOwned>(record: &Record, name: &str) -> Option<T> {
    serde_json::from_value(record.page.get(name)?.clone()).ok()
}

fn name(owner: Option<&Owner>) -> Option<String> {
    owner.map(|owner| owner.name.to_string())
}
