//! Where in the program an escalation belongs, from the facts: sprint, milestone, service, task. And what waits.

use chrono::{Days, NaiveDate};

use super::{MessageContext, Scene, message::named, uuid};
use crate::{
    analyse::{MilestoneAnalysis, Progress},
    model::{Entity, Fact, Id, Key, Milestone, NextAction, Service, Subject, TaskStatus},
};

impl Scene<'_> {
    /// The context of a message about `subject`, raised on `on`.
    pub fn context(
        &self,
        subject: Subject,
        milestone: Option<Key<Milestone>>,
        service: Option<Key<Service>>,
        on: NaiveDate,
    ) -> MessageContext {
        let delivers = milestone.map(|key| self.program.milestones[key].services.as_slice());
        let only = match delivers {
            Some([only]) => Some(*only),
            _ => None,
        };
        let feature = service.or(only).map(|key| self.program.services[key].head().id.clone());
        MessageContext {
            sprint: self.sprint_on(on),
            milestone: milestone.map(|key| self.program.milestones[key].head().id.clone()),
            feature,
            task_id: milestone.and_then(|key| self.open_task(key)),
            parent_task_id: None,
            correlation_id: uuid(&["correlation", &named(self.program, subject)]),
        }
    }

    /// The sprint that holds a day; days off after its end belong to it.
    fn sprint_on(&self, day: NaiveDate) -> Option<Id> {
        let calendar = &self.program.settings.calendar.calendar;
        let begun = self.program.sprints.rows().iter().filter(|sprint| sprint.start <= day);
        let sprint = begun.max_by_key(|sprint| sprint.start)?;
        let after = sprint.end.checked_add_days(Days::new(1))?;
        (day <= sprint.end || calendar.days_of_span(after, day) == 0).then(|| sprint.head().id.clone())
    }

    /// The first task of a milestone that is not completed.
    pub fn open_task(&self, milestone: Key<Milestone>) -> Option<Id> {
        let tasks = self.program.milestones[milestone].tasks.iter().map(|task| &self.program.tasks[*task]);
        let mut open = tasks.filter(|task| task.status != Some(TaskStatus::Completed));
        open.next().map(|task| task.head().id.clone())
    }

    /// Active blockers that name a milestone, its phase, a service or a task of it.
    pub fn blockers_on(&self, key: Key<Milestone>) -> Vec<Id> {
        let milestone = &self.program.milestones[key];
        let blockers = self.program.blockers.iter().filter(|(blocker, row)| {
            let named = || row.blocks.iter().any(|subject| milestone.is_named_by(key, subject.value));
            self.analysis.blockers[blocker.index()].active && named()
        });
        blockers.map(|(_, row)| row.head().id.clone()).collect()
    }

    /// Milestones that are named by one of `subjects`, neither done nor given up.
    pub fn open_milestones(&self, subjects: &[Subject]) -> Vec<Key<Milestone>> {
        let open = |key: &Key<Milestone>| {
            let row = &self.program.milestones[*key];
            is_open(self.analysis.milestone(*key))
                && subjects.iter().any(|subject| row.is_named_by(*key, *subject))
        };
        self.program.milestones.keys().filter(open).collect()
    }

    /// The milestones that deliver a service: those under way before others.
    pub fn delivering(&self, service: Key<Service>) -> Vec<Key<Milestone>> {
        let milestones = self.program.milestones.iter().filter(|(_, row)| row.services.contains(&service));
        let mut keys: Vec<Key<Milestone>> = milestones.map(|(key, _)| key).collect();
        keys.sort_by_key(|key| (!self.analysis.milestone(*key).under_way(), *key));
        keys
    }

    /// What waits for `milestones`, and by when the first of it has to begin.
    pub fn waiting(&self, milestones: &[Key<Milestone>]) -> String {
        const NAMED: usize = 5;
        if milestones.is_empty() {
            return "No open milestone waits for it.".to_owned();
        }
        let id = |key: &Key<Milestone>| self.program.milestones[*key].head().id.to_string();
        let mut ids: Vec<String> = milestones.iter().take(NAMED).map(id).collect();
        if milestones.len() > NAMED {
            ids.push(format!("{} more", milestones.len() - NAMED));
        }
        let late_start = |key: &Key<Milestone>| {
            Some((self.analysis.milestone(*key).schedule.as_ref().ok()?.late.start, *key))
        };
        let verb = if milestones.len() == 1 { "waits" } else { "wait" };
        let waits = format!("{} {verb} for it", listed(&ids));
        match milestones.iter().filter_map(late_start).min() {
            Some((day, key)) => {
                format!("{waits}; {} has to begin by {day} to keep the program's finish.", id(&key))
            }
            None => format!("{waits}; none of them has dates."),
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Neither done nor given up.
pub(super) fn is_open(milestone: &MilestoneAnalysis) -> bool {
    !matches!(milestone.progress, Progress::Done(_) | Progress::Cancelled)
}

/// `Decide RS256 or HS256 (master, due 2026-02-26)`.
pub(super) fn next_step(action: &Fact<NextAction>) -> String {
    let action = &action.value;
    let owner = action.owner.as_ref().map(|owner| owner.name.clone());
    let due = action.due.map(|due| format!("due {due}"));
    let aside: Vec<String> = owner.into_iter().chain(due).collect();
    if aside.is_empty() { action.text.clone() } else { format!("{} ({})", action.text, aside.join(", ")) }
}
