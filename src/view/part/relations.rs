//! What a thing is to others of any kind: what it waits for, what waits for it, what is a part of it.

use serde::Serialize;

use crate::{
    analyse::Progress,
    model::{Key, Milestone, Subject, TaskStatus, Tie},
    view::{Context, SubjectLink},
};

/// What a thing is to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relatives {
    /// What it waits for.
    pub waits_for: Vec<SubjectLink>,
    /// What waits for it.
    pub holds_up: Vec<SubjectLink>,
    /// What it is a part of.
    pub part_of: Vec<SubjectLink>,
    /// Its parts.
    pub parts: Vec<SubjectLink>,
    /// How many of its parts are done, and of how many.
    pub done: Option<PartsDone>,
}

/// How many parts of a thing are done. Those that were given up are no parts any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PartsDone {
    /// Done.
    pub done: usize,
    /// All.
    pub of: usize,
}

impl Context<'_> {
    /// What a thing is to others, as far as the content says so beside the terms of its kind.
    pub(in crate::view) fn relatives(&self, subject: Subject) -> Relatives {
        let relations = &self.program.relations;
        let links = |found: Vec<Subject>| found.into_iter().map(|other| self.link(other)).collect();
        let parts: Vec<Subject> = relations.from(subject, Tie::PartOf).collect();
        Relatives {
            waits_for: links(relations.to(subject, Tie::WaitsFor).collect()),
            holds_up: links(relations.from(subject, Tie::WaitsFor).collect()),
            part_of: links(relations.to(subject, Tie::PartOf).collect()),
            done: self.parts_done(parts.iter().copied()),
            parts: links(parts),
        }
    }

    /// How many of the tasks and parts of a milestone are done.
    pub(in crate::view) fn milestone_parts(&self, key: Key<Milestone>) -> Option<PartsDone> {
        let tasks = self.program.milestones[key].tasks.iter().map(|task| Subject::Task(*task));
        let parts = self.program.relations.from(Subject::Milestone(key), Tie::PartOf);
        let mut all: Vec<Subject> = tasks.chain(parts).collect();
        all.sort_unstable();
        all.dedup();
        self.parts_done(all)
    }

    fn parts_done(&self, parts: impl IntoIterator<Item = Subject>) -> Option<PartsDone> {
        let mut counted = PartsDone { done: 0, of: 0 };
        for part in parts {
            let (done, given_up) = match part {
                Subject::Task(key) => {
                    let status = self.program.tasks[key].status;
                    (status == Some(TaskStatus::Completed), status == Some(TaskStatus::Cancelled))
                }
                Subject::Milestone(key) => {
                    let progress = &self.now().milestone(key).progress;
                    (progress.is_done(), matches!(progress, Progress::Cancelled))
                }
                _ => continue,
            };
            counted.of += usize::from(!given_up);
            counted.done += usize::from(done);
        }
        (counted.of > 0).then_some(counted)
    }
}
