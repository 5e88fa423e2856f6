//! The program as reported on one day: what every rule and the schedule read.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Dates, DependencyGraph,
    astray::{may_hold_up, reach_lost},
    decided::Decided,
    doubt::{Doubt, doubt},
    states::States,
};
use crate::{
    date::WorkCalendar,
    model::{
        Blocker, BlockerFacts, Contradiction, GateFacts, Key, Known, Loss, Lost, Milestone, NamedCalendar,
        Overlay, Program, Rag, Risk, RiskFacts, RiskStatus, Subject, Told,
    },
};

pub(super) use super::milestone_day::doubt_of;
pub use super::milestone_day::{MilestoneDay, Progress, StateReport, named_calendar};

/// Facts folded to a day.
pub struct Day<'a> {
    /// The day.
    pub as_of: NaiveDate,
    /// The same as seen from the status date.
    pub known: Known,
    /// What was reported on.
    pub program: &'a Program,
    /// Who waits for whom.
    pub graph: &'a DependencyGraph,
    states: Cow<'a, States>,
    /// What of the criteria of gates was not met when they were decided.
    pub(super) decided: Cow<'a, Decided>,
    /// By key of the milestone: its state, as an index into `states`, and after their end into `undated`.
    at: Vec<u32>,
    undated: Vec<MilestoneDay>,
    /// By key: the first milestone that it waits for, however far back, and of which dates are lost; empty for none.
    lost_before: Vec<Option<Key<Milestone>>>,
    /// Milestones of which it is lost what waits for them.
    pub may_hold_up: Vec<Key<Milestone>>,
    /// By key.
    pub risks: Vec<RiskDay>,
    /// By key.
    pub blockers: Vec<BlockerDay>,
    /// By key of the phase.
    pub gates: Vec<GateFacts>,
    /// The baseline that counts on the day, as an index.
    pub baseline: usize,
}

/// A risk on the day.
#[derive(Debug, Clone)]
pub struct RiskDay {
    /// Its facts.
    pub facts: RiskFacts,
    /// Whether anybody knew of it.
    pub known: bool,
    /// Whether it stands.
    pub open: bool,
    /// Its color.
    pub rag: Rag,
    /// It stands, and what it affects may be more than can be read.
    pub reach_lost: bool,
}

/// A blocker on the day.
#[derive(Debug, Clone)]
pub struct BlockerDay {
    /// Its facts.
    pub facts: BlockerFacts,
    /// Whether anybody knew of it.
    pub known: bool,
    /// Raised and not yet resolved.
    pub active: bool,
    /// It is active, and what it holds up may be more than can be read.
    pub reach_lost: bool,
}

impl<'a> Day<'a> {
    /// Fold all facts to a day; decisions at gates are not judged.
    pub fn new(program: &'a Program, graph: &'a DependencyGraph, known: Known) -> Self {
        Self::of(program, graph, Cow::Owned(States::of_day(program, known)), Cow::default(), known)
    }

    /// The same with the decisions at gates judged.
    pub(super) fn with_decided(self, decided: Decided) -> Self {
        Self { decided: Cow::Owned(decided), ..self }
    }

    /// The same from states that are folded already, and decisions that are judged already.
    pub(super) fn at(
        program: &'a Program,
        graph: &'a DependencyGraph,
        states: &'a States,
        decided: Cow<'a, Decided>,
        known: Known,
    ) -> Self {
        Self::of(program, graph, Cow::Borrowed(states), decided, known)
    }

    fn of(
        program: &'a Program,
        graph: &'a DependencyGraph,
        states: Cow<'a, States>,
        decided: Cow<'a, Decided>,
        known: Known,
    ) -> Self {
        let as_of = known.day;
        let mut undated = Vec::new();
        let mut at = Vec::with_capacity(program.milestones.len());
        for key in program.milestones.keys() {
            let mut index = states.at(key, as_of);
            let state = states.get(index);
            if state.begun_some_day {
                index = states.len() + undated.len();
                undated.push(MilestoneDay { progress: Progress::UnderWay(as_of), ..state.clone() });
            }
            at.push(u32::try_from(index).unwrap_or(u32::MAX));
        }
        let risks = program.risks.keys().map(|key| RiskDay::new(program, key, known)).collect();
        let blockers = program.blockers.keys().map(|key| BlockerDay::new(program, key, known)).collect();
        let gates = program.phases.rows().iter().map(|phase| gate_on(&phase.gate.history, known)).collect();
        let baseline = program.settings.baseline_on(as_of);
        let lost_before = Vec::new();
        let mut day = Self {
            as_of,
            known,
            program,
            graph,
            states,
            decided,
            at,
            undated,
            lost_before,
            may_hold_up: Vec::new(),
            risks,
            blockers,
            gates,
            baseline,
        };
        let is_lost = |key: &Key<Milestone>| {
            let state = day.milestone(*key);
            state.dates_lost && !state.done()
        };
        let lost: Vec<Key<Milestone>> = program.milestones.keys().filter(is_lost).collect();
        day.may_hold_up =
            may_hold_up(program).into_iter().filter(|key| !day.milestone(*key).done()).collect();
        if !lost.is_empty() {
            day.lost_before = graph.behind(&lost);
        }
        day
    }

    /// A milestone on the day.
    pub fn milestone(&self, key: Key<Milestone>) -> &MilestoneDay {
        let index = self.at[key.index()] as usize;
        match index.checked_sub(self.states.len()) {
            None => self.states.get(index),
            Some(undated) => &self.undated[undated],
        }
    }

    /// The number of a milestone's state, by which states that are shared by days are told apart; `None` where the day
    /// has one of its own.
    pub fn number_of_state(&self, key: Key<Milestone>) -> Option<u32> {
        let number = self.at[key.index()];
        ((number as usize) < self.states.len()).then_some(number)
    }

    /// The first milestone that one waits for, however far back, and of which dates are lost.
    pub fn lost_before(&self, key: Key<Milestone>) -> Option<Key<Milestone>> {
        self.lost_before.get(key.index()).copied().flatten()
    }

    /// All milestones on the day, by key.
    pub fn milestones(&self) -> impl Iterator<Item = &MilestoneDay> {
        self.program.milestones.keys().map(|key| self.milestone(key))
    }

    /// The calendar of the program.
    pub fn calendar(&self) -> &'a WorkCalendar {
        &self.program.settings.calendar.calendar
    }

    /// The calendar that a milestone, else its owner, names.
    pub fn named_calendar(&self, key: Key<Milestone>) -> Option<Key<NamedCalendar>> {
        named_calendar(self.program, &self.program.milestones[key], &self.milestone(key).facts)
    }

    /// The calendar in which a milestone is worked.
    pub fn calendar_of(&self, key: Key<Milestone>) -> &'a WorkCalendar {
        self.program.settings.calendar_of(self.named_calendar(key))
    }

    /// Working days from the approved finish of a milestone to that of the dates it is expected to have.
    pub fn variance(&self, key: Key<Milestone>, expected: Option<Dates>) -> Option<i32> {
        let (approved, expected) = self.milestone(key).baseline.finish.zip(expected)?;
        Some(self.calendar().days_between(approved, expected.finish))
    }

    /// Whether a list of things names a milestone: itself, its phase, or a service it delivers.
    pub fn concerns(&self, subjects: impl IntoIterator<Item = Subject>, key: Key<Milestone>) -> bool {
        let milestone = &self.program.milestones[key];
        subjects.into_iter().any(|subject| milestone.is_named_by(key, subject))
    }
}

/// A gate decided later than the day was still pending on it.
fn gate_on(history: &crate::model::History<GateFacts>, known: Known) -> GateFacts {
    let mut facts = history.laid_over(known.base(history).into_owned(), known.day, |state, report| {
        let bent = foretold(report);
        state.overlay(bent.as_ref().unwrap_or(report));
    });
    // The decision of another report is that of the meeting whose day cannot be.
    if let Some(Loss::Contradicts(why)) = facts.decided_on.lost().map(|lost| lost.why.clone()) {
        facts.decision.lose("decision", Loss::Contradicts(why));
    }
    let to_come = facts.decided_on.as_ref().is_some_and(|on| on.value > known.day);
    if to_come { GateFacts::default() } else { facts }
}

/// What is left of a report of a meeting after its own day, as one of the two is wrong; `None` where it is none.
fn foretold(report: &GateFacts) -> Option<GateFacts> {
    let on = report.decided_on.as_ref()?;
    let why = Loss::Contradicts(Contradiction::Foretold(on.on.filter(|reported| on.value > *reported)?));
    let mut bent = report.clone();
    bent.decision.lose("decision", why.clone());
    bent.decided_on.lose("decided_on", why);
    Some(bent)
}

impl RiskDay {
    fn new(program: &Program, key: Key<Risk>, known: Known) -> Self {
        let risk = &program.risks[key];
        if !known.risk(program, key) {
            return Self {
                facts: RiskFacts::default(),
                known: false,
                open: false,
                rag: Rag::Planned,
                reach_lost: false,
            };
        }
        let mut facts = known.state(&risk.history);
        let settled = facts.status.lost().is_none();
        if settled && matches!(doubt_of_risk(risk, known), Some(Doubt::StillOver(_))) {
            // Reported on after it was gone, and not said to be gone still: it stands.
            facts.status = Told::Silent;
        }
        let lost_of_plan = |lost: &Lost| &*lost.field != "affects";
        let lost = program.lost_of(risk.head.file).any(lost_of_plan) || facts.lost().next().is_some();
        let lost = lost || doubt(&risk.history, known, rated).is_some();
        let status = facts.status.as_ref().map_or(RiskStatus::Open, |fact| fact.value);
        let open = matches!(status, RiskStatus::Open | RiskStatus::Accepted);
        let rated = facts.probability.as_ref().zip(facts.impact.as_ref());
        let rated =
            rated.map(|(probability, impact)| program.settings.risk_color(probability.value, impact.value));
        let rag = match rated {
            // What is lost may have made it worse.
            _ if lost => Rag::Unknown,
            _ if status == RiskStatus::Closed => Rag::Green,
            rated => rated.unwrap_or(Rag::Unknown),
        };
        let reach_lost = open && reach_lost(program, risk.head.file, "affects");
        Self { facts, known: true, open, rag, reach_lost }
    }
}

impl BlockerDay {
    fn new(program: &Program, key: Key<Blocker>, known: Known) -> Self {
        let blocker = &program.blockers[key];
        if !known.blocker(program, key) {
            return Self { facts: BlockerFacts::default(), known: false, active: false, reach_lost: false };
        }
        let mut facts = known.state(&blocker.history);
        let rated = |facts: &BlockerFacts| facts.severity.as_ref().map(|_| false);
        let torn = program.lost_of(blocker.head.file).any(|lost| lost.why == Loss::Torn);
        let in_doubt = torn || doubt(&blocker.history, known, rated).is_some();
        if in_doubt && facts.severity.lost().is_none() {
            // What was lost may have made it worse.
            facts.severity = Told::Silent;
        }
        // Resolved before it was raised, or after the day on which that was reported: one of the two is wrong.
        let raised = blocker.raised_on.map(|on| on.value);
        let fits = |on: NaiveDate, reported: Option<NaiveDate>| {
            raised.is_none_or(|raised| raised <= on) && reported.is_none_or(|reported| on <= reported)
        };
        let resolved =
            facts.resolved_on.as_ref().is_some_and(|on| on.value <= known.day && fits(on.value, on.on));
        let active = !resolved;
        let reach_lost = active && reach_lost(program, blocker.head.file, "blocks");
        Self { facts, known: true, active, reach_lost }
    }
}

/// Where the reports on a risk leave it open whether it is gone.
pub(super) fn doubt_of_risk(risk: &Risk, known: Known) -> Option<Doubt<'_, RiskFacts>> {
    doubt(&risk.history, known, risk_over)
}

/// Whether a report says that a risk is gone.
fn risk_over(facts: &RiskFacts) -> Option<bool> {
    let status = facts.status.as_ref()?.value;
    Some(matches!(status, RiskStatus::Mitigated | RiskStatus::Closed))
}

/// That a report rates a risk anew.
fn rated(facts: &RiskFacts) -> Option<bool> {
    (facts.probability.is_some() && facts.impact.is_some()).then_some(false)
}
