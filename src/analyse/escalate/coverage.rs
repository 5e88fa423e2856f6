//! E5: test coverage under its threshold, flagged as a red risk.

use super::{
    Escalation, EscalationFacts,
    scene::{Scene, Standing},
    since::first_of_run,
};
use crate::{
    analyse::coverage::{self, Shortfall},
    model::{Key, Service, Subject},
};

/// A measurement of test coverage under a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LowCoverage {
    /// The service that was measured.
    pub service: Key<Service>,
    /// What is too low.
    pub short: Shortfall,
    /// How the first milestone that delivers the service stands.
    pub delivery: Option<Standing>,
}

pub(super) fn too_low(scene: &Scene) -> Vec<Escalation> {
    scene.program.services.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Service>) -> Option<Escalation> {
    let service = &scene.program.services[key];
    let (measured, short) = coverage::too_low(scene.program, key, scene.analysis.known)?;
    let low = |day| coverage::too_low(scene.program, key, scene.analysis.known.on(day)).is_some();
    let days = service.coverage.iter().filter_map(|measured| measured.on);
    let raised_on = first_of_run(scene.as_of(), days, scene.beginning(), low);
    let milestone = scene.delivering(key).first().copied();
    let facts =
        LowCoverage { service: key, short, delivery: milestone.map(|milestone| scene.standing(milestone)) };
    let (about, who) = (vec![Subject::Service(key)], service.owner.clone());
    let setting = scene.setting(milestone, Some(key), raised_on);
    let place = measured.place;
    Some(scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Coverage(facts)))
}
