//! E1: a milestone at risk of slipping beyond the threshold.

use super::{Escalation, EscalationCode, MASTER, Payload, Scene, StatusPayload, context::next_step};
use crate::{
    analyse::{Fired, RuleCode},
    model::{Entity, Key, Milestone, Priority, Rag, Subject},
};

pub(super) fn slipping(scene: &Scene) -> Vec<Escalation> {
    scene.program.milestones.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Milestone>) -> Option<Escalation> {
    let (milestone, analysis) = (&scene.program.milestones[key], scene.analysis.milestone(key));
    let beyond = |fired: &&Fired| fired.code == RuleCode::Slip && fired.rag == Rag::Red;
    let fired = analysis.verdict.fired.iter().find(beyond)?;
    let placement = analysis.schedule.as_ref().ok()?;
    let head = milestone.head();
    let raised_on = scene.kept.milestone(key).slipping_since.unwrap_or(scene.as_of());
    let subject = Subject::Milestone(key);
    let summary = format!("{} {}: {} {}", head.id, head.title, fired.reason, placement.why);
    let action = analysis.facts.next_action.as_ref();
    let owner = analysis.facts.owner.as_ref().map(|fact| fact.value.clone());
    let who = action.and_then(|action| action.value.owner.clone()).or(owner);
    Some(Escalation {
        code: EscalationCode::Slip,
        about: vec![subject],
        raised_on,
        to: MASTER.to_owned(),
        who,
        priority: Priority::High,
        place: head.place,
        context: scene.context(subject, Some(key), None, raised_on),
        payload: Payload::Status(StatusPayload {
            task_id: scene.open_task(key),
            status: Some(analysis.life_cycle().word()),
            percent_complete: analysis.percent(),
            summary: summary.clone(),
            files_modified: Vec::new(),
            blockers: scene.blockers_on(key),
            next_step: action.map(next_step),
        }),
        summary,
    })
}
