//! Who owns and reports: agents, teams, people.

use std::sync::Arc;

use super::{Entity, Head, Key, NamedCalendar};
use crate::diag::Place;

/// What sort of party it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// Listed under `agents` in `milepost.yaml`.
    Agent,
    /// A team file.
    Team,
    /// A person file.
    Person,
    /// Named somewhere, in a program that lists nobody: all who are named exist.
    Named,
}

/// An agent, team or person.
#[derive(Debug, Clone)]
pub struct Party {
    /// Id, name (as title), file, narrative.
    pub head: Head,
    /// What sort it is.
    pub kind: PartyKind,
    /// What it does in the program.
    pub role: Option<String>,
    /// Where it can be reached.
    pub contact: Option<String>,
    /// The members of a team.
    pub members: Vec<Owner>,
    /// The days on which it works; the program's calendar where none is named. Milestones it owns are worked on
    /// those days unless they name a calendar themselves.
    pub calendar: Option<Key<NamedCalendar>>,
    /// How many milestones at a time it can work on; 1 where the content does not say, for a team too.
    pub capacity: Option<u32>,
}

impl Entity for Party {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// A party as it was named somewhere; the name may be nobody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The name as written; shared, because every fact and every day repeats it.
    pub name: Arc<str>,
    /// Where it was written.
    pub place: Place,
    /// The party of that id, if there is one.
    pub party: Option<Key<Party>>,
    /// The name in words that stands beside a short one, where nobody of the program is meant.
    pub called: Option<Arc<str>>,
    /// Those who were named with it: the first answers for the thing, they stand beside.
    pub with: Arc<[Owner]>,
}

impl Owner {
    /// Somebody alone.
    pub fn new(name: impl Into<Arc<str>>, place: Place, party: Option<Key<Party>>) -> Self {
        Self { name: name.into(), place, party, called: None, with: [].into() }
    }

    /// It and those beside it.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.with.iter())
    }
}
