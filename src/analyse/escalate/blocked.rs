//! E2: a blocker that stays unresolved, session after session.

use chrono::NaiveDate;

use super::{Escalation, EscalationFacts, scene::Scene};
use crate::analyse::{Sessions, sessions};
use crate::model::{Blocker, Entity, Key, Subject, Task, Thresholds};

/// A blocker that was looked at too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// Which.
    pub blocker: Key<Blocker>,
    /// The days on which it was looked at, in order; more than the threshold allows.
    pub sessions: Sessions,
    /// The first task held up that is not completed.
    pub task: Option<Key<Task>>,
    /// The day until which its updates are known.
    pub known_on: NaiveDate,
}

/// The first session beyond the threshold, which is the one that escalates a blocker; `sessions` are in order.
pub fn beyond(thresholds: &Thresholds, sessions: &[NaiveDate]) -> Option<NaiveDate> {
    let limit = usize::try_from(thresholds.blocker_sessions).unwrap_or(usize::MAX);
    sessions.get(limit).copied()
}

pub(super) fn unresolved(scene: &Scene) -> Vec<Escalation> {
    scene.program.blockers.keys().filter_map(|key| escalation(scene, key)).collect()
}

fn escalation(scene: &Scene, key: Key<Blocker>) -> Option<Escalation> {
    let (blocker, state) = (&scene.program.blockers[key], &scene.analysis.blockers[key.index()]);
    let sessions = sessions(scene.program, blocker, scene.as_of());
    let raised_on = beyond(&scene.program.settings.thresholds, &sessions.days).filter(|_| state.active)?;
    let blocks: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
    let setting = scene.setting(scene.open_milestones(&blocks).first().copied(), None, raised_on);
    let task = blocks.iter().find_map(|subject| match subject {
        Subject::Task(task) => Some(*task).filter(|task| scene.is_open_task(*task)),
        _ => None,
    });
    let who = state.facts.required_from.as_ref().map(|fact| fact.value.clone());
    let facts = Blocked { blocker: key, sessions, task: task.or(setting.task), known_on: scene.as_of() };
    let (about, place) = (vec![Subject::Blocker(key)], blocker.head().place);
    Some(scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Blocked(facts)))
}
