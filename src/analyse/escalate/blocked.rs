//! E2: a blocker that stays unresolved, session after session.

use chrono::NaiveDate;

use super::{BlockerPayload, Escalation, EscalationCode, MASTER, Payload, Scene, context::listed};
use crate::model::{Blocker, Entity, Id, Key, Priority, Subject, TaskStatus};

pub(super) fn unresolved(scene: &Scene) -> Vec<Escalation> {
    scene.program.blockers.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Blocker>) -> Option<Escalation> {
    let (blocker, state) = (&scene.program.blockers[key], &scene.analysis.blockers[key.index()]);
    let mut sessions: Vec<NaiveDate> =
        blocker.sessions.iter().map(|day| day.value).filter(|day| *day <= scene.as_of()).collect();
    sessions.sort_unstable();
    let limit = usize::try_from(scene.program.settings.thresholds.blocker_sessions).unwrap_or(usize::MAX);
    // The first session beyond the threshold is the one that escalates it.
    let raised_on = *sessions.get(limit).filter(|_| state.active)?;
    let head = blocker.head();
    let blocks: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
    let subject = Subject::Blocker(key);
    let context = scene.context(subject, scene.open_milestones(&blocks).first().copied(), None, raised_on);
    let facts = &state.facts;
    let who = facts.required_from.as_ref().map(|fact| fact.value.clone());
    let summary = summary(scene, key, &sessions, &blocks);
    Some(Escalation {
        code: EscalationCode::Blocked,
        about: vec![subject],
        raised_on,
        to: MASTER.to_owned(),
        priority: Priority::Critical,
        place: head.place,
        payload: Payload::Blocker(BlockerPayload {
            task_id: blocked_task(scene, &blocks).or_else(|| context.task_id.clone()),
            blocker_type: blocker.blocker_type,
            description: summary.clone(),
            attempted_resolutions: attempts(scene, blocker),
            required_from: who.as_ref().map(|who| who.name.clone()),
            urgency: Priority::Critical,
            workaround_possible: blocker.workaround.as_ref().map(|_| true),
        }),
        who,
        summary,
        context,
    })
}

fn summary(scene: &Scene, key: Key<Blocker>, sessions: &[NaiveDate], blocks: &[Subject]) -> String {
    let blocker = &scene.program.blockers[key];
    let head = blocker.head();
    let raised = blocker.raised_on.map_or_else(String::new, |on| format!(" Raised {}.", on.value));
    let days: Vec<String> = sessions.iter().map(NaiveDate::to_string).collect();
    let ids: Vec<String> = blocks.iter().map(|subject| scene.program.head(*subject).id.to_string()).collect();
    let blocks = if ids.is_empty() { String::new() } else { format!(" Blocks {}.", listed(&ids)) };
    let title = head.title.trim_end_matches('.');
    format!(
        "{}: {title}.{raised} Looked at in {} sessions ({}) and not resolved.{blocks}",
        head.id,
        days.len(),
        listed(&days)
    )
}

fn blocked_task(scene: &Scene, blocks: &[Subject]) -> Option<Id> {
    blocks.iter().find_map(|subject| match subject {
        Subject::Task(key) => {
            let task = &scene.program.tasks[*key];
            (task.status != Some(TaskStatus::Completed)).then(|| task.head().id.clone())
        }
        _ => None,
    })
}

/// What was reported of it, oldest first.
fn attempts(scene: &Scene, blocker: &Blocker) -> Vec<String> {
    let updates = blocker.history.until(scene.as_of()).iter();
    let told = updates.filter_map(|update| {
        let by = update.by.as_ref().map_or_else(String::new, |by| format!(", {}", by.name));
        Some(format!("{}{by}: {}", update.date, update.note.as_deref()?))
    });
    told.collect()
}
