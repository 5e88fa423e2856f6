//! The criteria of gates, each judged on the day by what shows that it holds. Missing evidence is not met.

use chrono::NaiveDate;

use super::{agreements::consumers, coverage, day::Day, evidence_day::evidence_day};
use crate::{
    diag::Place,
    model::{
        Agreement, Check, Contract, ContractStatus, Coverage, Criterion, Found, Key, Kind, Lost, Milestone,
        Rag, Service, Severity, Subject,
    },
};

/// Whether a criterion is met, and by what it was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionAnalysis {
    /// Whether it is met on the day; missing evidence is not met.
    pub met: bool,
    /// What was read.
    pub evidence: Evidence,
    /// Where that was written.
    pub place: Option<Place>,
    /// The day of it, where it has one.
    pub on: Option<NaiveDate>,
}

/// What a criterion was judged by. What its check says itself, such as paths and names, stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// It counted up to this day.
    Expired(NaiveDate),
    /// It was there from this day on, which is later; `None` where nobody has said since when, and the day is past.
    NotYet(Option<NaiveDate>),
    /// There is no check that could confirm anything.
    NoCheck {
        /// Evidence was given in words.
        given: bool,
    },
    /// Something of the criterion does not count.
    Lost(Lost),
    /// The check cannot be read.
    Unreadable,
    /// The check names nothing.
    NamesNothing,
    /// Things of this kind cannot be open.
    NeverOpen(Kind),
    /// Milestones that have to be done.
    Done {
        /// Those that are not.
        open: Vec<Key<Milestone>>,
        /// How many there are.
        of: usize,
    },
    /// The coverage of a service was never measured on a day that is known.
    NeverMeasured(Key<Service>),
    /// The coverage of a service.
    Coverage {
        /// The service.
        service: Key<Service>,
        /// Unit tests.
        unit: Measured,
        /// Integration tests.
        integration: Measured,
        /// When it was measured.
        on: Option<NaiveDate>,
    },
    /// Risks or blockers that may not be open.
    NoOpen {
        /// Which of the two.
        kind: Kind,
        /// The least severity that counts.
        least: Option<Severity>,
        /// Those that are.
        open: Vec<Subject>,
    },
    /// Contracts that have to be agreed and acknowledged: what is missing.
    Contracts(Vec<ContractGap>),
    /// A file that has to be there.
    File {
        /// It is.
        exists: bool,
    },
    /// A value in a JSON file: the check holds what stands there and what should.
    Json,
    /// A signature: the check holds whose and when.
    Signed,
}

/// What was measured, in percent, beside what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// None where it was left out.
    pub percent: Option<u8>,
    /// What is needed.
    pub least: u8,
}

/// What is missing of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractGap {
    /// Something of it cannot be read, and with it perhaps who has to agree.
    Lost(Key<Contract>),
    /// It is not agreed.
    Status(Key<Contract>, ContractStatus),
    /// A consumer has not acknowledged it as it is.
    Consumer(Key<Contract>, Key<Service>, Agreement),
}

pub(super) fn judge(day: &Day, criterion: &Criterion) -> CriterionAnalysis {
    let on = evidence_day(day, criterion);
    let judged = |(met, evidence), place| CriterionAnalysis { met, evidence, place: Some(place), on };
    if let Some(lost) = &criterion.lost {
        return judged((false, Evidence::Lost(lost.clone())), lost.place);
    }
    if let Some(expires) = criterion.expires.filter(|expires| expires.value < day.as_of) {
        return judged((false, Evidence::Expired(expires.value)), expires.place);
    }
    if let Some(since) = criterion.since.filter(|since| since.value > day.as_of) {
        return judged((false, Evidence::NotYet(Some(since.value))), since.place);
    }
    match &criterion.check {
        Some(check) if is_of_unknown_day(day, criterion, &check.value) => {
            judged((false, Evidence::NotYet(None)), check.place)
        }
        Some(check) => judged(judge_by(day, &check.value), check.place),
        None => {
            let given = criterion.evidence.is_some();
            judged((false, Evidence::NoCheck { given }), criterion.place)
        }
    }
}

/// A file that is there now, on a day that is past, where nobody has said since when it is there.
fn is_of_unknown_day(day: &Day, criterion: &Criterion, check: &Check) -> bool {
    let is_there = match check {
        Check::File { exists, .. } => *exists,
        Check::Json { found, .. } => found.is_some(),
        _ => false,
    };
    is_there && criterion.since.is_none() && !day.known.undated()
}

fn judge_by(day: &Day, check: &Check) -> (bool, Evidence) {
    match check {
        Check::Done(milestones) => done(day, milestones),
        Check::Coverage { service, unit, integration } => covered(day, *service, *unit, *integration),
        Check::NoOpen { kind, severity } => no_open(day, *kind, *severity),
        Check::Contract(contracts) => agreed(day, contracts),
        Check::File { exists, .. } => (*exists, Evidence::File { exists: *exists }),
        Check::Json { found, .. } => (*found == Some(Found::Expected), Evidence::Json),
        Check::Signed { on, .. } => (on.is_some_and(|on| on <= day.as_of), Evidence::Signed),
        Check::Unreadable => (false, Evidence::Unreadable),
    }
}

fn done(day: &Day, milestones: &[Key<Milestone>]) -> (bool, Evidence) {
    if milestones.is_empty() {
        return (false, Evidence::NamesNothing);
    }
    let open: Vec<_> = milestones.iter().copied().filter(|key| !day.milestone(*key).done()).collect();
    (open.is_empty(), Evidence::Done { open, of: milestones.len() })
}

fn covered(day: &Day, service: Key<Service>, unit: Option<u8>, integration: Option<u8>) -> (bool, Evidence) {
    let thresholds = &day.program.settings.thresholds;
    let standing = || coverage::standing(day.program, service, day.known);
    // What has no day shows nothing to be fine, but may show that it is not.
    if standing().all(|measured| measured.on.is_none()) {
        return (false, Evidence::NeverMeasured(service));
    }
    let unit = unit.unwrap_or(thresholds.unit_coverage);
    let integration = integration.unwrap_or(thresholds.integration_coverage);
    let reaches = |measured: &&Coverage| {
        measured.unit.is_some_and(|percent| percent >= unit)
            && measured.integration.is_some_and(|percent| percent >= integration)
    };
    let short = standing().find(|measured| !reaches(measured));
    let Some(told) = short.or(standing().next()) else { return (false, Evidence::NeverMeasured(service)) };
    let evidence = Evidence::Coverage {
        service,
        unit: Measured { percent: told.unit, least: unit },
        integration: Measured { percent: told.integration, least: integration },
        on: told.on,
    };
    (short.is_none(), evidence)
}

fn no_open(day: &Day, kind: Kind, least: Option<Severity>) -> (bool, Evidence) {
    let open: Vec<Subject> = match kind {
        Kind::Blocker => {
            let counts = |key: &Key<_>| {
                let state = &day.blockers[Key::index(*key)];
                let severity = state.facts.severity.as_ref().map(|fact| fact.value);
                // Of unknown severity: counts, to fail closed.
                state.active && severity.is_none_or(|s| least.is_none_or(|least| s >= least))
            };
            day.program.blockers.keys().filter(counts).map(Subject::Blocker).collect()
        }
        Kind::Risk => {
            let counts = |key: &Key<_>| {
                let state = &day.risks[Key::index(*key)];
                state.open && least.is_none_or(|least| at_least(state.rag, least))
            };
            day.program.risks.keys().filter(counts).map(Subject::Risk).collect()
        }
        _ => return (false, Evidence::NeverOpen(kind)),
    };
    (open.is_empty(), Evidence::NoOpen { kind, least, open })
}

/// A red risk counts as high, an amber one as medium, an unknown one as anything.
fn at_least(rag: Rag, severity: Severity) -> bool {
    match rag {
        Rag::Unknown | Rag::Red => true,
        Rag::Amber => severity <= Severity::Medium,
        Rag::Green | Rag::Planned => severity == Severity::Low,
    }
}

fn agreed(day: &Day, contracts: &[Key<Contract>]) -> (bool, Evidence) {
    if contracts.is_empty() {
        return (false, Evidence::NamesNothing);
    }
    let gaps = |key: Key<Contract>| {
        let contract = &day.program.contracts[key];
        let status =
            (contract.status != ContractStatus::Agreed).then_some(ContractGap::Status(key, contract.status));
        let consumers = consumers(day.program, key).into_iter().filter_map(move |(consumer, entry)| {
            let agreement = contract.agreement(entry, day.as_of);
            let gap = ContractGap::Consumer(key, consumer, agreement);
            (!agreement.counts()).then_some(gap)
        });
        let lost = day.program.lost_of(contract.head.file).next().map(|_| ContractGap::Lost(key));
        lost.into_iter().chain(status).chain(consumers)
    };
    let missing: Vec<ContractGap> = contracts.iter().flat_map(|key| gaps(*key)).collect();
    (missing.is_empty(), Evidence::Contracts(missing))
}
