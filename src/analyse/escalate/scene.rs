//! What a trigger reads: the program in the state of one day, and who waits for what in it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Escalation, EscalationFacts, since};
use crate::{
    analyse::{Analysis, DependencyGraph, Snapshot},
    diag::Place,
    model::{
        Blocker, Key, LifeCycle, Milestone, NextAction, Owner, Program, Service, Sprint, Subject, Task,
        TaskStatus,
    },
};

/// Where in the program an escalation belongs; `None` where the facts do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The sprint of the day it was raised.
    pub sprint: Option<Key<Sprint>>,
    /// The milestone it concerns.
    pub milestone: Option<Key<Milestone>>,
    /// The service it concerns: the one of the milestone where it delivers just one.
    pub service: Option<Key<Service>>,
    /// The first task of the milestone that is not completed.
    pub task: Option<Key<Task>>,
}

/// How the milestone that an escalation concerns stands on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where it is in its life.
    pub life_cycle: LifeCycle,
    /// 0 to 100, as reported.
    pub percent: Option<u8>,
    /// Active blockers on it, in order of their ids.
    pub blockers: Vec<Key<Blocker>>,
    /// What is to be done next.
    pub next_action: Option<NextAction>,
}

/// The open milestones that wait for something: neither done nor given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The first few of them, in order.
    pub named: Vec<Key<Milestone>>,
    /// How many there are in all.
    pub count: usize,
    /// The late start of the one that has to begin first; `None` where none has dates.
    pub first: Option<(NaiveDate, Key<Milestone>)>,
}

/// The program on a day, with the tables that the triggers ask.
pub(super) struct Scene<'a> {
    pub program: &'a Program,
    graph: &'a DependencyGraph,
    pub analysis: &'a Analysis,
    /// What is kept of the same day: since when milestones have been as they are.
    pub kept: &'a Snapshot,
    /// The milestones that naming something names: itself, those of a phase, of a service, of a task; in order.
    named_by: BTreeMap<Subject, Vec<Key<Milestone>>>,
    /// Active blockers that name a milestone, its phase, a service or a task of it; in order.
    blockers_on: BTreeMap<Key<Milestone>, Vec<Key<Blocker>>>,
}

impl<'a> Scene<'a> {
    pub fn new(
        program: &'a Program,
        graph: &'a DependencyGraph,
        analysis: &'a Analysis,
        kept: &'a Snapshot,
    ) -> Self {
        let mut named_by: BTreeMap<Subject, Vec<Key<Milestone>>> = BTreeMap::new();
        for (key, row) in program.milestones.iter() {
            let mut names = vec![Subject::Milestone(key)];
            names.extend(row.phase.map(Subject::Phase));
            names.extend(row.services.iter().map(|service| Subject::Service(*service)));
            names.extend(row.tasks.iter().map(|task| Subject::Task(*task)));
            names.sort_unstable();
            names.dedup();
            for name in names {
                named_by.entry(name).or_default().push(key);
            }
        }
        let mut scene = Self { program, graph, analysis, kept, named_by, blockers_on: BTreeMap::new() };
        let active = program.blockers.iter().filter(|(key, _)| analysis.blockers[key.index()].active);
        for (key, blocker) in active {
            let blocks: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
            for milestone in scene.named(&blocks) {
                scene.blockers_on.entry(milestone).or_default().push(key);
            }
        }
        scene
    }

    pub fn as_of(&self) -> NaiveDate {
        self.analysis.as_of
    }

    /// The first day of the program, for what nobody has dated: it has been so as long as the content tells.
    pub fn beginning(&self) -> NaiveDate {
        since::beginning(self.program).map_or(self.as_of(), |day| day.min(self.as_of()))
    }

    /// Where something belongs that was raised on `on`.
    pub fn setting(
        &self,
        milestone: Option<Key<Milestone>>,
        service: Option<Key<Service>>,
        on: NaiveDate,
    ) -> Setting {
        let delivers = milestone.map(|key| self.program.milestones[key].services.as_slice());
        let only = match delivers {
            Some([only]) => Some(*only),
            _ => None,
        };
        Setting {
            sprint: self.sprint_on(on),
            milestone,
            service: service.or(only),
            task: milestone.and_then(|key| self.open_task(key)),
        }
    }

    /// The sprint that holds a day; days off after its end belong to it.
    fn sprint_on(&self, day: NaiveDate) -> Option<Key<Sprint>> {
        let calendar = &self.program.settings.calendar.calendar;
        let begun = self.program.sprints.iter().filter(|(_, sprint)| sprint.start <= day);
        let (key, sprint) = begun.max_by_key(|(_, sprint)| sprint.start)?;
        let after = sprint.end.checked_add_days(Days::new(1))?;
        (day <= sprint.end || calendar.days_of_span(after, day) == 0).then_some(key)
    }

    /// The first task of a milestone that is not completed.
    fn open_task(&self, milestone: Key<Milestone>) -> Option<Key<Task>> {
        self.program.milestones[milestone].tasks.iter().copied().find(|task| self.is_open_task(*task))
    }

    /// Whether a task is not completed.
    pub fn is_open_task(&self, task: Key<Task>) -> bool {
        !self.program.tasks[task].status.is_some_and(TaskStatus::is_over)
    }

    /// How a milestone stands.
    pub fn standing(&self, key: Key<Milestone>) -> Standing {
        let analysis = self.analysis.milestone(key);
        Standing {
            life_cycle: analysis.life_cycle(),
            percent: analysis.percent(),
            blockers: self.blockers_on.get(&key).cloned().unwrap_or_default(),
            next_action: analysis.facts.next_action.as_ref().map(|fact| fact.value.clone()),
        }
    }

    /// Milestones that are named by one of `subjects`, in order.
    fn named(&self, subjects: &[Subject]) -> Vec<Key<Milestone>> {
        let named = subjects.iter().filter_map(|subject| self.named_by.get(subject));
        let mut keys: Vec<Key<Milestone>> = named.flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Milestones that are named by one of `subjects`, neither done nor given up; in order.
    pub fn open_milestones(&self, subjects: &[Subject]) -> Vec<Key<Milestone>> {
        let mut keys = self.named(subjects);
        keys.retain(|key| self.analysis.milestone(*key).progress.is_open());
        keys
    }

    /// Milestones that directly wait for a milestone, neither done nor given up; in order.
    pub fn open_successors(&self, key: Key<Milestone>) -> Vec<Key<Milestone>> {
        let mut keys = self.graph.successors(key).to_vec();
        keys.retain(|key| self.analysis.milestone(*key).progress.is_open());
        keys
    }

    /// The milestones that deliver a service: those under way before others.
    pub fn delivering(&self, service: Key<Service>) -> Vec<Key<Milestone>> {
        let mut keys = self.named(&[Subject::Service(service)]);
        keys.sort_by_key(|key| (!self.analysis.milestone(*key).under_way(), *key));
        keys
    }

    /// What waits, out of some milestones.
    pub fn waiting(&self, milestones: &[Key<Milestone>]) -> Waiting {
        const NAMED: usize = 5;
        let late_start = |key: &Key<Milestone>| {
            Some((self.analysis.milestone(*key).schedule.as_ref().ok()?.late.start, *key))
        };
        Waiting {
            named: milestones.iter().take(NAMED).copied().collect(),
            count: milestones.len(),
            first: milestones.iter().filter_map(late_start).min(),
        }
    }

    /// An escalation that goes to whom the settings name.
    pub fn escalation(
        &self,
        about: Vec<Subject>,
        raised_on: NaiveDate,
        who: Option<Owner>,
        place: Place,
        setting: Setting,
        facts: EscalationFacts,
    ) -> Escalation {
        let code = facts.code();
        Escalation {
            code,
            about,
            raised_on,
            to: self.program.settings.escalate_to.clone(),
            who,
            priority: code.priority(),
            place,
            setting,
            facts,
        }
    }
}
