//! E1: a milestone at risk of slipping beyond the threshold.

use super::{
    Escalation, EscalationFacts,
    scene::{Scene, Standing},
};
use crate::{
    analyse::{Fired, RuleCode, Why},
    model::{Entity, Key, Milestone, Rag, Subject},
};

/// A milestone that slips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Which.
    pub milestone: Key<Milestone>,
    /// The rule that found it.
    pub fired: Fired,
    /// Why its dates are what they are.
    pub why: Why,
    /// How it stands.
    pub standing: Standing,
}

pub(super) fn slipping(scene: &Scene) -> Vec<Escalation> {
    scene.program.milestones.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Milestone>) -> Option<Escalation> {
    let (milestone, analysis) = (&scene.program.milestones[key], scene.analysis.milestone(key));
    let beyond = |fired: &&Fired| fired.code == RuleCode::Slip && fired.rag == Rag::Red;
    let fired = analysis.verdict.fired.iter().find(beyond)?;
    let placement = analysis.schedule.as_ref().ok()?;
    let raised_on = scene.kept.milestone(key).slipping_since.unwrap_or(scene.as_of());
    let action = analysis.facts.next_action.as_ref();
    let owner = analysis.facts.owner.as_ref().map(|fact| fact.value.clone());
    let who = action.and_then(|action| action.value.owner.clone()).or(owner);
    let facts =
        Slip { milestone: key, fired: fired.clone(), why: placement.why, standing: scene.standing(key) };
    let (about, place) = (vec![Subject::Milestone(key)], milestone.head().place);
    let setting = scene.setting(Some(key), None, raised_on);
    Some(scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Slip(Box::new(facts))))
}
