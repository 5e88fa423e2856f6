//! E5: test coverage under its threshold, flagged as a red risk.

use super::{
    Escalation, EscalationCode, MASTER, Payload, Scene, StatusPayload, context::next_step,
    since::first_of_run,
};
use crate::{
    analyse::coverage,
    model::{Entity, Key, Priority, Service, Subject},
};

pub(super) fn too_low(scene: &Scene) -> Vec<Escalation> {
    scene.program.services.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Service>) -> Option<Escalation> {
    let service = &scene.program.services[key];
    let thresholds = &scene.program.settings.thresholds;
    let (measured, what) = coverage::too_low(service, thresholds, scene.as_of())?;
    let low = |day| coverage::too_low(service, thresholds, day).is_some();
    let days = service.coverage.iter().filter_map(|measured| measured.on);
    let raised_on = first_of_run(scene.as_of(), days, scene.beginning(), low);
    let milestone = scene.delivering(key).first().copied();
    let analysis = milestone.map(|milestone| scene.analysis.milestone(milestone));
    let on = measured.on.map_or_else(String::new, |on| format!(" (measured {on})"));
    let summary = format!("RISK, RAG RED: test coverage of {}: {what}{on}.", service.head().id);
    let subject = Subject::Service(key);
    let context = scene.context(subject, milestone, Some(key), raised_on);
    Some(Escalation {
        code: EscalationCode::Coverage,
        about: vec![subject],
        raised_on,
        to: MASTER.to_owned(),
        who: service.owner.clone(),
        priority: Priority::High,
        place: measured.place,
        payload: Payload::Status(StatusPayload {
            task_id: context.task_id.clone(),
            status: analysis.map(|analysis| analysis.life_cycle().word()),
            percent_complete: analysis.and_then(|analysis| analysis.percent()),
            summary: summary.clone(),
            files_modified: Vec::new(),
            blockers: milestone.map(|milestone| scene.blockers_on(milestone)).unwrap_or_default(),
            next_step: analysis.and_then(|analysis| analysis.facts.next_action.as_ref()).map(next_step),
        }),
        summary,
        context,
    })
}
