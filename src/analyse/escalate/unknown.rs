//! E0: what nobody knows is asked of whoever should know it.

use chrono::NaiveDate;

use super::{
    Escalation, EscalationFacts,
    scene::{Scene, Waiting},
    since::{first_of_run, report_days},
};
use crate::{
    analyse::{Fired, Unclear},
    model::{Blocker, Key, Milestone, Owner, Phase, Rag, Risk, Subject},
};

/// Something that is not known of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is not known.
    pub gap: Gap,
    /// What waits for the thing.
    pub waiting: Waiting,
}

/// What is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The state of a milestone: the rules that found so, the most telling first; never empty.
    State(Vec<Fired>),
    /// How likely a risk is, or how bad.
    Rating,
    /// How severe a blocker is.
    Severity,
    /// What was decided at the gate of a phase, and why that is unclear.
    Decision(Unclear),
}

pub(super) fn unknown(scene: &Scene) -> Vec<Escalation> {
    let program = scene.program;
    let milestones = program.milestones.keys().filter_map(|key| milestone(scene, key));
    let risks = program.risks.keys().filter_map(|key| risk(scene, key));
    let blockers = program.blockers.keys().filter_map(|key| blocker(scene, key));
    let gates = program.phases.keys().filter_map(|key| gate(scene, key));
    milestones.chain(risks).chain(blockers).chain(gates).collect()
}

fn milestone(scene: &Scene, key: Key<Milestone>) -> Option<Escalation> {
    let analysis = scene.analysis.milestone(key);
    let fired = analysis.verdict.fired.iter().filter(|fired| fired.rag == Rag::Unknown);
    let fired: Vec<Fired> = fired.cloned().collect();
    if fired.is_empty() {
        return None;
    }
    let raised_on = scene.kept.milestone(key).unknown_since.unwrap_or(scene.as_of());
    let owner = analysis.facts.owner.as_ref().map(|fact| fact.value.clone());
    let gap = Unknown { gap: Gap::State(fired), waiting: scene.waiting(&scene.open_successors(key)) };
    Some(escalation(scene, Subject::Milestone(key), Some(key), raised_on, owner, gap))
}

fn risk(scene: &Scene, key: Key<Risk>) -> Option<Escalation> {
    let state = scene.analysis.risk(key);
    if !state.open || state.rag != Rag::Unknown {
        return None;
    }
    let risk = &scene.program.risks[key];
    let unrated = |day| {
        let facts = scene.analysis.known.on(day).state(&risk.history);
        facts.probability.is_none() || facts.impact.is_none()
    };
    let from = risk.raised_on.map_or(scene.beginning(), |on| on.value.min(scene.as_of()));
    let raised_on = first_of_run(scene.as_of(), report_days(&risk.history), from, unrated).max(from);
    let affected: Vec<Subject> = risk.affects.iter().map(|subject| subject.value).collect();
    let waiting = scene.open_milestones(&affected);
    let owner = state.facts.owner.as_ref().map(|fact| fact.value.clone());
    let gap = Unknown { gap: Gap::Rating, waiting: scene.waiting(&waiting) };
    Some(escalation(scene, Subject::Risk(key), waiting.first().copied(), raised_on, owner, gap))
}

fn blocker(scene: &Scene, key: Key<Blocker>) -> Option<Escalation> {
    let state = &scene.analysis.blockers[key.index()];
    if !state.active || state.facts.severity.is_some() {
        return None;
    }
    let blocker = &scene.program.blockers[key];
    let from = blocker.raised_on.map_or(scene.beginning(), |on| on.value.min(scene.as_of()));
    let blocked: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
    let waiting = scene.open_milestones(&blocked);
    let required = state.facts.required_from.as_ref().map(|fact| fact.value.clone());
    let owner = blocker.raised_by.clone().or(required);
    let gap = Unknown { gap: Gap::Severity, waiting: scene.waiting(&waiting) };
    Some(escalation(scene, Subject::Blocker(key), waiting.first().copied(), from, owner, gap))
}

fn gate(scene: &Scene, key: Key<Phase>) -> Option<Escalation> {
    let unclear = scene.analysis.phases[key.index()].gate.unclear.clone()?;
    let phase = &scene.program.phases[key];
    let days = report_days(&phase.gate.history).filter(|day| *day <= scene.as_of());
    let raised_on = days.last().unwrap_or(scene.beginning()).min(scene.as_of());
    let gap = Unknown { gap: Gap::Decision(unclear), waiting: scene.waiting(&[]) };
    Some(escalation(scene, Subject::Phase(key), None, raised_on, phase.owner.clone(), gap))
}

/// An escalation that goes to the owner, where there is one.
fn escalation(
    scene: &Scene,
    subject: Subject,
    milestone: Option<Key<Milestone>>,
    raised_on: NaiveDate,
    owner: Option<Owner>,
    unknown: Unknown,
) -> Escalation {
    let setting = scene.setting(milestone, None, raised_on);
    let asked = owner.as_ref().map(|owner| owner.name.to_string());
    let (place, facts) = (scene.program.head(subject).place, EscalationFacts::Unknown(unknown));
    let escalation = scene.escalation(vec![subject], raised_on, owner, place, setting, facts);
    match asked {
        Some(to) => Escalation { to, ..escalation },
        None => escalation,
    }
}
