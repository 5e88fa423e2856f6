//! Which decisions, blockers and risks name a thing, and which services use it: found once, and looked up by every page.
//!
//! Must not know the day: what is not known yet is left out by whoever asks.

use std::collections::BTreeMap;

use crate::{
    model::{Blocker, Decision, Key, Milestone, Party, Program, RecordRelation, Risk, Service, Subject},
    view::Context,
};

/// By what is named, all that names it, each once and in order.
#[derive(Debug, Default)]
pub struct NamedIn {
    decisions: BTreeMap<Subject, Vec<Key<Decision>>>,
    blockers: BTreeMap<Subject, Vec<Key<Blocker>>>,
    risks: BTreeMap<Subject, Vec<Key<Risk>>>,
    /// What other decisions say of one.
    relations: BTreeMap<Key<Decision>, Vec<(Key<Decision>, RecordRelation)>>,
    users: BTreeMap<Key<Service>, Vec<Key<Service>>>,
    records: BTreeMap<Key<Party>, Vec<Key<Decision>>>,
}

impl NamedIn {
    /// That of a program.
    pub(in crate::view) fn new(program: &Program) -> Self {
        let mut all = Self::default();
        for (key, row) in program.decisions.iter() {
            for subject in row.affects.iter().chain(&row.blocks) {
                push(all.decisions.entry(subject.value).or_default(), key);
            }
            for party in row.makers.iter().chain(&row.authors).filter_map(|maker| maker.party) {
                push(all.records.entry(party).or_default(), key);
            }
            for relation in row.relations.iter().filter(|relation| relation.other.value != key) {
                all.relations.entry(relation.other.value).or_default().push((key, *relation));
            }
        }
        for (key, row) in program.blockers.iter() {
            row.blocks.iter().for_each(|named| push(all.blockers.entry(named.value).or_default(), key));
        }
        for (key, row) in program.risks.iter() {
            row.affects.iter().for_each(|named| push(all.risks.entry(named.value).or_default(), key));
        }
        for (key, row) in program.services.iter() {
            row.depends_on
                .iter()
                .for_each(|named| push(all.users.entry(named.service.value).or_default(), key));
        }
        all
    }

    /// The decisions that affect or hold up a thing.
    pub fn decisions(&self, subject: Subject) -> &[Key<Decision>] {
        self.decisions.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// The blockers that name a thing.
    pub fn blockers(&self, subject: Subject) -> &[Key<Blocker>] {
        self.blockers.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// What other decisions say of one.
    pub fn relations(&self, key: Key<Decision>) -> &[(Key<Decision>, RecordRelation)] {
        self.relations.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The decisions that somebody proposes or takes.
    pub fn records(&self, key: Key<Party>) -> &[Key<Decision>] {
        self.records.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The services that use one.
    pub fn users(&self, key: Key<Service>) -> &[Key<Service>] {
        self.users.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// Keys come in order, so that one that is there already is the last.
fn push<T>(keys: &mut Vec<Key<T>>, key: Key<T>) {
    if keys.last() != Some(&key) {
        keys.push(key);
    }
}

impl Context<'_> {
    /// The blockers that name a milestone: itself, its phase, a service or task of it.
    pub(in crate::view) fn blockers_naming_milestone(&self, key: Key<Milestone>) -> Vec<Key<Blocker>> {
        self.naming(key, |subject| self.named_in().blockers(subject))
    }

    /// The risks that name a milestone so.
    pub(in crate::view) fn risks_naming_milestone(&self, key: Key<Milestone>) -> Vec<Key<Risk>> {
        let risks = |subject| self.named_in().risks.get(&subject).map_or(&[][..], Vec::as_slice);
        self.naming(key, risks)
    }

    fn naming<'a, T: 'a>(&'a self, key: Key<Milestone>, of: impl Fn(Subject) -> &'a [Key<T>]) -> Vec<Key<T>> {
        let milestone = &self.program.milestones[key];
        let phase = milestone.phase.map(Subject::Phase);
        let services = milestone.services.iter().copied().map(Subject::Service);
        let tasks = milestone.tasks.iter().copied().map(Subject::Task);
        let names = std::iter::once(Subject::Milestone(key)).chain(phase).chain(services).chain(tasks);
        let mut found: Vec<Key<T>> = names.flat_map(|subject| of(subject).iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
