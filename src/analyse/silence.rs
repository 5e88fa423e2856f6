//! Findings that only follow from something that is told already: one fault, one message.
//!
//! What was written and cannot be read is told where it stands ([`Program::lost`]), and so are dates that contradict
//! each other and milestones that wait for each other. Colors and dates that are what they are only because of that
//! are told again when they still are after it is mended. Knows no words.

use std::collections::BTreeSet;

use super::{
    Analysis, ContractGap, DependencyGraph, Evidence, Facts, Finding, FindingFacts, Fired, Unscheduled,
    checks::{ContractFault, Dated, ImpossibleDate, Seam, SprintSeam},
    findings::{FactFault, GateFault, RecordFault, ScheduleFault, StatusFault, Supersession, Wanting},
    rules::weight,
};
use crate::{
    diag::FileId,
    model::{Agreement, Entity, Key, Kind, Loss, Lost, Milestone, Overlay, Program, Rag, Subject},
};

/// The findings without those that only follow from a fault that is told.
pub fn without_consequences(
    program: &Program,
    graph: &DependencyGraph,
    now: &Analysis,
    found: Vec<Finding>,
) -> Vec<Finding> {
    let told = Told::new(program, graph, now, &found);
    found.into_iter().filter(|finding| !told.explains(&finding.facts)).collect()
}

/// What is told already.
struct Told<'a> {
    program: &'a Program,
    now: &'a Analysis,
    /// The files in which a fact is lost or contradicts another.
    files: BTreeSet<FileId>,
    /// The things of which a finding says that it is open how they stand.
    doubted: BTreeSet<Subject>,
    /// The milestones that wait, however far back, for one in such a file, or for each other in a circle.
    behind: BTreeSet<Key<Milestone>>,
    /// Whether the day or the calendar of the program is lost.
    time_lost: bool,
    /// Whether the day itself is.
    day_lost: bool,
}

impl<'a> Told<'a> {
    fn new(program: &'a Program, graph: &DependencyGraph, now: &'a Analysis, found: &[Finding]) -> Self {
        // Of a plan; what reports contradict is lost of the facts as long as no later one has said it again.
        let contradicts = |finding: &&Finding| match &finding.facts {
            FindingFacts::BackwardDates(dates) => dates.of == Dated::Baseline,
            FindingFacts::ImpossibleDate(ImpossibleDate::Foretold { field, .. }) => *field == "resolved_on",
            FindingFacts::ImpossibleDate(_) => true,
            _ => false,
        };
        let lost = program.lost.iter().filter(|(_, lost)| lost.iter().any(Lost::bears_on_color));
        let mut files: BTreeSet<FileId> = lost.map(|(file, _)| *file).collect();
        files.extend(found.iter().filter(contradicts).map(|finding| finding.place.file));
        let milestones = program.milestones.iter();
        files.extend(milestones.filter(|(_, row)| row.unresolved).map(|(_, row)| row.head().file));
        let circles = now.program.cycles.iter().flatten();
        files.extend(circles.map(|subject| program.head(*subject).file));
        let settings = program.lost.get(&FileId::default()).map_or(&[][..], Vec::as_slice);
        let doubted = found.iter().filter_map(|finding| match finding.facts {
            FindingFacts::FactFault(FactFault::Contradiction { milestone, .. }) => {
                Some(Subject::Milestone(milestone))
            }
            FindingFacts::FactFault(FactFault::LeftOpen { subject, .. }) => Some(subject),
            _ => None,
        });
        let doubted = doubted.collect();
        let mut told = Self {
            program,
            now,
            files,
            doubted,
            behind: BTreeSet::new(),
            time_lost: settings.iter().any(Lost::bears_on_color),
            day_lost: settings.iter().any(|lost| &*lost.field == "status_date"),
        };
        let mut next: Vec<Key<Milestone>> =
            program.milestones.keys().filter(|key| told.is_told(Subject::Milestone(*key))).collect();
        while let Some(key) = next.pop() {
            let successors = graph.successors(key).iter();
            next.extend(successors.filter(|successor| told.behind.insert(**successor)));
        }
        told
    }

    fn explains(&self, facts: &FindingFacts) -> bool {
        let told = |subject| self.is_told(subject);
        match facts {
            FindingFacts::StatusFault(fault) => self.explains_status(fault),
            FindingFacts::FactFault(fault) => self.explains_fact(fault),
            FindingFacts::ScheduleFault(fault) => self.explains_dates(fault),
            // Whoever signs and is not known is told there, and so is a definition that cannot be read.
            FindingFacts::AgreementFault(fault) => {
                let contract = &self.program.contracts[fault.contract];
                let unread = contract.definition.as_ref().is_some_and(|file| file.value.hash.is_none());
                let undefined = contract.definition_lost || unread || contract.definition.is_none();
                let stranger = fault.agreement == Agreement::Stranger;
                undefined || stranger || self.day_lost || self.any_lost(Subject::Contract(fault.contract))
            }
            FindingFacts::GateFault(fault) => self.explains_gate(fault),
            FindingFacts::OpenTasks(open) => open.named.iter().any(|task| told(Subject::Task(*task))),
            FindingFacts::Informal(informal) => told(Subject::Service(informal.user)),
            FindingFacts::ContractFault(ContractFault::NoDefinition(contract)) => {
                told(Subject::Contract(*contract))
            }
            FindingFacts::ContractFault(ContractFault::UnlistedConsumer { contract, user }) => {
                self.any_lost(Subject::Contract(*contract)) || told(Subject::Service(*user))
            }
            FindingFacts::UnreadTopic(_) | FindingFacts::UnwrittenTopic(_) => {
                self.any_told(Kind::Contract) || self.any_told(Kind::Service)
            }
            FindingFacts::Supersession(found) => {
                let (Supersession::StillAccepted { old, new, .. } | Supersession::OneSided { old, new, .. }) =
                    found;
                told(Subject::Decision(*old)) || told(Subject::Decision(*new))
            }
            FindingFacts::RecordFault(RecordFault::NotClosed(sprint)) => {
                self.day_lost || told(Subject::Sprint(*sprint))
            }
            FindingFacts::SprintSeam(SprintSeam { seam: Seam::Gap(_), .. }) => {
                self.program.pages.rows().iter().any(|page| page.meant == Some(Kind::Sprint))
            }
            _ => false,
        }
    }

    fn explains_status(&self, fault: &StatusFault) -> bool {
        if self.day_lost {
            return true;
        }
        match fault {
            StatusFault::NoNextAction { subject: Subject::Milestone(key), wanting, .. } => {
                self.explains_trouble(*key, *wanting)
            }
            StatusFault::NoNextAction { subject, .. } => self.any_lost(*subject),
            StatusFault::Watermelon { milestone, declared, .. } => self.explains_color(*milestone, *declared),
            StatusFault::RiskColor { risk, .. } => self.is_told(Subject::Risk(*risk)) || self.time_lost,
            StatusFault::ExpiredOverride { .. } | StatusFault::ReviewOverdue { .. } => false,
        }
    }

    /// Whether a milestone is red or amber for nothing but what is told; what is unknown asks for no action.
    fn explains_trouble(&self, key: Key<Milestone>, wanting: Wanting) -> bool {
        let lost = self.program.lost.get(&self.program.milestones[key].head().file);
        // who owns it says nothing of what is to be done
        let bears = |lost: &Lost| wanting == Wanting::Actor || &*lost.field != "owner";
        let told = self.is_told(Subject::Milestone(key)) || lost.is_some_and(|lost| lost.iter().any(bears));
        // What is behind something of which part is lost is unknown, or would be.
        if told || self.behind.contains(&key) {
            return true;
        }
        let verdict = &self.now.milestones[key.index()].verdict;
        let trouble = |rag: Rag| matches!(rag, Rag::Red | Rag::Amber);
        if verdict.overridden.as_ref().is_some_and(|set| trouble(set.rag)) {
            return false;
        }
        let others = verdict.fired.iter().filter(|fired| !self.explains_rule(key, fired));
        let without = others.map(|fired| fired.rag).chain(verdict.declared);
        let worst = without.max_by_key(|rag| (weight(*rag), *rag == Rag::Unknown));
        !worst.is_some_and(trouble)
    }

    /// Whether a milestone is worse than a color for nothing but what is told.
    fn explains_color(&self, key: Key<Milestone>, than: Rag) -> bool {
        if self.is_told(Subject::Milestone(key)) {
            return true;
        }
        let verdict = &self.now.milestones[key.index()].verdict;
        let declared_worse = verdict.declared.is_some_and(|declared| weight(declared) > weight(than));
        let mut worse = verdict.fired.iter().filter(|fired| weight(fired.rag) > weight(than));
        !declared_worse && worse.all(|fired| self.explains_rule(key, fired))
    }

    /// Whether a rule fired for nothing but what is told elsewhere.
    fn explains_rule(&self, key: Key<Milestone>, fired: &Fired) -> bool {
        let waits = self.behind.contains(&key);
        match &fired.facts {
            Facts::Slip { .. } | Facts::Deadline { .. } => waits || self.time_lost,
            Facts::NoOwner { .. } => self.now.milestones[key.index()].facts.owner.lost().is_some(),
            Facts::Overdue { .. }
            | Facts::Behind { .. }
            | Facts::Stale { .. }
            | Facts::SilentInSprint { .. }
            | Facts::Silent { .. } => self.time_lost,
            Facts::OutOfSequence { open, .. } => {
                open.iter().all(|open| self.is_doubtful(Subject::Milestone(open.milestone)))
            }
            // What is lost is told where it stands.
            Facts::Lost { .. } | Facts::LostBefore(_) | Facts::LostReach(_) => true,
            Facts::Unscheduled(why) => waits || self.explains_unscheduled(key, why),
            Facts::Risk { risk, .. } => self.is_doubtful(Subject::Risk(*risk)) || self.time_lost,
            Facts::Blocked { by, .. } => self.is_doubtful(Subject::Blocker(*by)),
            Facts::LowCoverage { service, .. } | Facts::Unmeasured { service, .. } => {
                self.is_told(Subject::Service(*service))
            }
            _ => false,
        }
    }

    /// Whether the criteria over which a gate was signed are not met for nothing but what is told.
    fn explains_gate(&self, fault: &GateFault) -> bool {
        let judged = &self.now.phases[fault.phase.index()].gate.criteria;
        let told = |index: &usize| match judged.get(*index).map(|criterion| &criterion.evidence) {
            Some(Evidence::Lost(_) | Evidence::Unreadable | Evidence::NoCheck { .. }) => true,
            Some(Evidence::Done { open, .. }) => {
                open.iter().all(|key| self.is_doubtful(Subject::Milestone(*key)))
            }
            Some(Evidence::NeverMeasured(service) | Evidence::Coverage { service, .. }) => {
                self.is_told(Subject::Service(*service))
            }
            Some(Evidence::NoOpen { open, .. }) => open.iter().all(|subject| self.is_doubtful(*subject)),
            Some(Evidence::Contracts(gaps)) => gaps.iter().all(|gap| {
                let (ContractGap::Lost(key) | ContractGap::Status(key, _) | ContractGap::Consumer(key, ..)) =
                    gap;
                self.any_lost(Subject::Contract(*key))
            }),
            _ => false,
        };
        self.day_lost || self.is_told(Subject::Phase(fault.phase)) || fault.unmet.iter().all(told)
    }

    fn explains_fact(&self, fault: &FactFault) -> bool {
        if self.day_lost {
            return true;
        }
        match fault {
            FactFault::Future { .. } => false,
            FactFault::OutOfSequence { milestone, fired } => {
                self.is_told(Subject::Milestone(*milestone)) || self.explains_rule(*milestone, fired)
            }
            FactFault::DoneWithoutDate { milestone, .. } | FactFault::CompleteNotDone(milestone) => {
                self.is_told(Subject::Milestone(*milestone))
            }
            FactFault::Contradiction { milestone, .. } => {
                let stranger = |lost: &Lost| matches!(lost.why, Loss::Stranger(_));
                self.is_told_as(Subject::Milestone(*milestone), stranger)
            }
            FactFault::LeftOpen { subject, .. } => self.is_told(*subject),
        }
    }

    fn explains_dates(&self, fault: &ScheduleFault) -> bool {
        let moved = |key: &Key<Milestone>| {
            self.time_lost || self.behind.contains(key) || self.is_told(Subject::Milestone(*key))
        };
        match fault {
            ScheduleFault::NotScheduled { milestone, why, .. } => self.explains_unscheduled(*milestone, why),
            ScheduleFault::DeadlineMissed { milestone, .. }
            | ScheduleFault::ConstraintMissed { milestone, .. }
            | ScheduleFault::ConstraintAgainstLink { milestone, .. } => moved(milestone),
            ScheduleFault::DurationAgainstDates { milestone, .. } => {
                self.time_lost || self.is_told(Subject::Milestone(*milestone))
            }
            // Of what is lost nobody knows whether it waits at all.
            ScheduleFault::WaitsForCancelled { milestone, .. } => {
                self.is_told(Subject::Milestone(*milestone))
            }
            ScheduleFault::NonWorkingDay { milestone, .. } => {
                self.time_lost || self.any_lost(Subject::Milestone(*milestone))
            }
            _ => false,
        }
    }

    fn explains_unscheduled(&self, key: Key<Milestone>, why: &Unscheduled) -> bool {
        match why {
            Unscheduled::NoStart => self.time_lost,
            Unscheduled::NoDuration => self.is_told(Subject::Milestone(key)),
            Unscheduled::UnknownReference | Unscheduled::LostLink | Unscheduled::Cycle(_) => true,
            _ => false,
        }
    }

    /// Whether something about a thing is told already that leaves it open how it stands.
    fn is_told(&self, subject: Subject) -> bool {
        // A report by nobody who is known loses what it says, and is told as that; so is one that contradicts itself.
        self.is_told_as(subject, |lost| matches!(lost.why, Loss::Stranger(_) | Loss::Contradicts(_)))
    }

    fn is_told_as(&self, subject: Subject, told: impl Fn(&Lost) -> bool) -> bool {
        let reported = match subject {
            Subject::Milestone(key) => self.now.milestones[key.index()].lost.iter().any(told),
            Subject::Risk(key) => self.now.risks[key.index()].facts.lost().any(told),
            Subject::Blocker(key) => self.now.blockers[key.index()].facts.lost().any(told),
            Subject::Phase(key) => self.now.phases[key.index()].gate.facts.lost().any(told),
            _ => false,
        };
        reported || self.files.contains(&self.program.head(subject).file)
    }

    /// Whether something about a thing is told already, also where no color depends on it.
    fn any_lost(&self, subject: Subject) -> bool {
        self.is_told(subject) || self.program.lost.contains_key(&self.program.head(subject).file)
    }

    /// Whether something is told that leaves it open how a thing stands, be it another finding.
    fn is_doubtful(&self, subject: Subject) -> bool {
        self.is_told(subject) || self.doubted.contains(&subject)
    }

    fn any_told(&self, kind: Kind) -> bool {
        let mut of_kind = self.program.subjects().filter(|subject| self.program.kind(*subject) == kind);
        of_kind.any(|subject| self.is_told(subject))
    }
}
