//! The program: all things in their tables, references resolved.

use super::{
    Blocker, Contract, Decision, Entity, Extra, Head, Id, Key, Kind, Lost, Milestone, Naming, Owner, Page,
    Party, PartyKind, Phase, ReadRecord, Relations, Risk, Service, Settings, Sprint, Table, Task,
};
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::{
    date::Dates,
    diag::{FileId, Sources},
};

/// Most days off that still belong to the sprint before them.
const LONGEST_BREAK: usize = 31;

/// Everything the content says.
#[derive(Debug, Clone)]
pub struct Program {
    /// `milepost.yaml`.
    pub settings: Settings,
    /// Phases in order of their ids.
    pub phases: Table<Phase>,
    /// Milestones in order of their ids.
    pub milestones: Table<Milestone>,
    /// Sprints in order of their ids.
    pub sprints: Table<Sprint>,
    /// Risks in order of their ids.
    pub risks: Table<Risk>,
    /// Blockers in order of their ids.
    pub blockers: Table<Blocker>,
    /// Services in order of their ids.
    pub services: Table<Service>,
    /// Contracts in order of their ids.
    pub contracts: Table<Contract>,
    /// Tasks in order of their ids.
    pub tasks: Table<Task>,
    /// Decisions in order of their ids.
    pub decisions: Table<Decision>,
    /// Agents, teams, people in order of their ids.
    pub parties: Table<Party>,
    /// Other pages in order of their paths.
    pub pages: Table<Page>,
    /// What was written and does not count, by the file it stands in, in order of place.
    pub lost: BTreeMap<FileId, Vec<Lost>>,
    /// What things are to each other, beside the terms that kinds have of their own.
    pub relations: Relations,
    /// Every text of a field that names something.
    pub namings: Vec<Naming>,
    /// Ids that things had before and none has now.
    pub former: BTreeMap<Id, Subject>,
    /// What front matter says beyond our fields, by file, in the order written.
    pub extras: BTreeMap<FileId, Vec<Extra>>,
    /// Files that are not read for the ending of their names, and would be things of the plan.
    pub unread: Vec<FileId>,
    /// The records of sprints that were closed before the status date.
    pub records: BTreeMap<Key<Sprint>, ReadRecord>,
    /// The texts that places point into.
    pub sources: Sources,
}

/// Any one thing of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A phase.
    Phase(Key<Phase>),
    /// A milestone.
    Milestone(Key<Milestone>),
    /// A sprint.
    Sprint(Key<Sprint>),
    /// A risk.
    Risk(Key<Risk>),
    /// A blocker.
    Blocker(Key<Blocker>),
    /// A service.
    Service(Key<Service>),
    /// A contract.
    Contract(Key<Contract>),
    /// A task.
    Task(Key<Task>),
    /// A decision.
    Decision(Key<Decision>),
    /// An agent, team or person.
    Party(Key<Party>),
    /// A page.
    Page(Key<Page>),
}

impl Program {
    /// What of a file is lost that bears on a color, beside what its facts, criteria and measurements say themselves.
    pub fn lost_of(&self, file: FileId) -> impl Iterator<Item = &Lost> {
        let lost = self.lost.get(&file).map_or(&[][..], Vec::as_slice);
        lost.iter().filter(|lost| lost.bears_on_color() && !lost.claimed)
    }

    /// Id, title and file of a thing.
    pub fn head(&self, subject: Subject) -> &Head {
        match subject {
            Subject::Phase(key) => self.phases[key].head(),
            Subject::Milestone(key) => self.milestones[key].head(),
            Subject::Sprint(key) => self.sprints[key].head(),
            Subject::Risk(key) => self.risks[key].head(),
            Subject::Blocker(key) => self.blockers[key].head(),
            Subject::Service(key) => self.services[key].head(),
            Subject::Contract(key) => self.contracts[key].head(),
            Subject::Task(key) => self.tasks[key].head(),
            Subject::Decision(key) => self.decisions[key].head(),
            Subject::Party(key) => self.parties[key].head(),
            Subject::Page(key) => self.pages[key].head(),
        }
    }

    /// What people call somebody who was named: the name on their page, else the name in words beside the short one, else
    /// the name as it was written.
    pub fn calls<'a>(&'a self, owner: &'a Owner) -> &'a str {
        match owner.party {
            Some(party) => &self.parties[party].head().title,
            None => owner.called.as_deref().unwrap_or(&owner.name),
        }
    }

    /// What kind a thing is of.
    pub fn kind(&self, subject: Subject) -> Kind {
        match subject {
            Subject::Phase(_) => Kind::Phase,
            Subject::Milestone(_) => Kind::Milestone,
            Subject::Sprint(_) => Kind::Sprint,
            Subject::Risk(_) => Kind::Risk,
            Subject::Blocker(_) => Kind::Blocker,
            Subject::Service(_) => Kind::Service,
            Subject::Contract(_) => Kind::Contract,
            Subject::Task(_) => Kind::Task,
            Subject::Decision(_) => Kind::Decision,
            Subject::Party(key) if self.parties[key].kind == PartyKind::Team => Kind::Team,
            Subject::Party(_) => Kind::Person,
            Subject::Page(_) => Kind::Page,
        }
    }

    /// All sprints in order of time.
    pub fn sprints_in_time(&self) -> Vec<Key<Sprint>> {
        let mut keys: Vec<Key<Sprint>> = self.sprints.keys().collect();
        keys.sort_by_key(|key| (self.sprints[*key].start, *key));
        keys
    }

    /// The sprint after one, in order of time.
    pub fn sprint_after(&self, key: Key<Sprint>) -> Option<Key<Sprint>> {
        self.sprints_in_time().into_iter().skip_while(|other| *other != key).nth(1)
    }

    /// The last day that belongs to a sprint: days off after its end do, up to the sprint that begins on one.
    pub fn last_day(&self, key: Key<Sprint>) -> NaiveDate {
        let (end, calendar) = (self.sprints[key].end, &self.settings.calendar.calendar);
        let begins = |day| self.sprints.rows().iter().any(|sprint| sprint.start == day);
        let mut last = end;
        for _ in 0..LONGEST_BREAK {
            match last.checked_add_days(Days::new(1)) {
                Some(next) if !calendar.is_workday(next) && !begins(next) => last = next,
                _ => break,
            }
        }
        last
    }

    /// The days on which what becomes known belongs to a sprint: from the day after the last one of the sprint before.
    pub fn days_of(&self, key: Key<Sprint>) -> Dates {
        let order = self.sprints_in_time();
        let at = order.iter().position(|other| *other == key).unwrap_or(0);
        let before =
            at.checked_sub(1).and_then(|before| self.last_day(order[before]).checked_add_days(Days::new(1)));
        let start = self.sprints[key].start;
        Dates { start: before.map_or(start, |day| day.min(start)), finish: self.last_day(key) }
    }

    /// Whether a field of a file was written and could not be read.
    pub fn is_lost(&self, file: FileId, field: &str) -> bool {
        self.lost.get(&file).is_some_and(|lost| lost.iter().any(|lost| &*lost.field == field))
    }

    /// The thing of that id, of whatever kind.
    pub fn find(&self, id: &str) -> Option<Subject> {
        None.or_else(|| self.milestones.key(id).map(Subject::Milestone))
            .or_else(|| self.phases.key(id).map(Subject::Phase))
            .or_else(|| self.sprints.key(id).map(Subject::Sprint))
            .or_else(|| self.risks.key(id).map(Subject::Risk))
            .or_else(|| self.blockers.key(id).map(Subject::Blocker))
            .or_else(|| self.services.key(id).map(Subject::Service))
            .or_else(|| self.contracts.key(id).map(Subject::Contract))
            .or_else(|| self.tasks.key(id).map(Subject::Task))
            .or_else(|| self.decisions.key(id).map(Subject::Decision))
            .or_else(|| self.parties.key(id).map(Subject::Party))
            .or_else(|| self.pages.key(id).map(Subject::Page))
    }

    /// The thing that has that id, or had it before.
    pub fn find_or_former(&self, id: &str) -> Option<Subject> {
        self.find(id).or_else(|| self.former.get(id).copied())
    }

    /// The things of the same kind before and after one, in the order of their table.
    pub fn beside(&self, subject: Subject) -> (Option<Subject>, Option<Subject>) {
        fn around<T>(
            table: &Table<T>,
            key: Key<T>,
            of: fn(Key<T>) -> Subject,
        ) -> (Option<Subject>, Option<Subject>) {
            let (before, after) = table.beside(key);
            (before.map(of), after.map(of))
        }
        match subject {
            Subject::Phase(key) => around(&self.phases, key, Subject::Phase),
            Subject::Milestone(key) => around(&self.milestones, key, Subject::Milestone),
            Subject::Sprint(key) => around(&self.sprints, key, Subject::Sprint),
            Subject::Risk(key) => around(&self.risks, key, Subject::Risk),
            Subject::Blocker(key) => around(&self.blockers, key, Subject::Blocker),
            Subject::Service(key) => around(&self.services, key, Subject::Service),
            Subject::Contract(key) => around(&self.contracts, key, Subject::Contract),
            Subject::Task(key) => around(&self.tasks, key, Subject::Task),
            Subject::Decision(key) => around(&self.decisions, key, Subject::Decision),
            Subject::Party(key) => around(&self.parties, key, Subject::Party),
            Subject::Page(key) => around(&self.pages, key, Subject::Page),
        }
    }

    /// All things, kind after kind.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        (self.phases.keys().map(Subject::Phase))
            .chain(self.milestones.keys().map(Subject::Milestone))
            .chain(self.sprints.keys().map(Subject::Sprint))
            .chain(self.risks.keys().map(Subject::Risk))
            .chain(self.blockers.keys().map(Subject::Blocker))
            .chain(self.services.keys().map(Subject::Service))
            .chain(self.contracts.keys().map(Subject::Contract))
            .chain(self.tasks.keys().map(Subject::Task))
            .chain(self.decisions.keys().map(Subject::Decision))
            .chain(self.parties.keys().map(Subject::Party))
            .chain(self.pages.keys().map(Subject::Page))
    }
}
