//! A party with those who act for it, and what it answers for.

use std::collections::BTreeSet;

use crate::{
    model::{Decision, Key, Milestone, Owner, Party, Service, Subject},
    view::{Context, SubjectLink},
};

/// A party with those who act for it: a team and its members.
pub(in crate::view) struct Side<'a> {
    keys: BTreeSet<Key<Party>>,
    names: BTreeSet<&'a str>,
}

impl Side<'_> {
    /// Whether somebody who was named belongs to it.
    pub fn is(&self, owner: &Owner) -> bool {
        owner.party.is_some_and(|party| self.keys.contains(&party)) || self.names.contains(&*owner.name)
    }

    /// Whether some of it are nobody of the program.
    pub fn has_strangers(&self) -> bool {
        !self.names.is_empty()
    }

    /// The parties that belong to it, in order.
    pub fn parties(&self) -> impl Iterator<Item = Key<Party>> {
        self.keys.iter().copied()
    }
}

impl Context<'_> {
    /// A party with those who act for it.
    pub(in crate::view) fn side(&self, key: Key<Party>) -> Side<'_> {
        let party = &self.program.parties[key];
        let mut keys: BTreeSet<Key<Party>> = party.members.iter().filter_map(|member| member.party).collect();
        keys.insert(key);
        let unknown = party.members.iter().filter(|member| member.party.is_none());
        Side { keys, names: unknown.map(|member| &*member.name).collect() }
    }

    /// The milestones a party answers for, in order.
    pub(in crate::view) fn milestones_of(&self, side: &Side) -> Vec<Key<Milestone>> {
        let owner =
            |key: &Key<Milestone>| self.now().milestone(*key).facts.owner.as_ref().map(|fact| &fact.value);
        self.program.milestones.keys().filter(|key| owner(key).is_some_and(|owner| side.is(owner))).collect()
    }

    /// The teams it is in.
    pub(in crate::view) fn teams_of(&self, key: Key<Party>) -> Vec<SubjectLink> {
        self.named_in().teams(key).iter().map(|team| self.link(Subject::Party(*team))).collect()
    }

    /// The decisions that a party proposes or takes, in order.
    pub(in crate::view) fn records_of(&self, side: &Side) -> Vec<Key<Decision>> {
        let keys: BTreeSet<Key<Decision>> =
            side.parties().flat_map(|party| self.named_in().records(party)).copied().collect();
        keys.into_iter().collect()
    }

    /// The services that a party answers for.
    pub(in crate::view) fn services_owned(&self, owns: impl Fn(&Owner) -> bool) -> Vec<Key<Service>> {
        let services = self.program.services.iter();
        services.filter(|(_, row)| row.owner.as_ref().is_some_and(&owns)).map(|(key, _)| key).collect()
    }
}
