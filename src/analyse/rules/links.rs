//! Rules about what a milestone waits for: out of sequence, and waiting for what was given up.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{Direction, visit::EdgeRef};

use super::{Case, fired};
use crate::{
    analyse::{
        Facts, Fired, OpenBefore, RuleCode,
        day::{Day, Progress},
        graph::Node,
    },
    model::{Fact, Key, Milestone, Rag},
};

/// Of more than these, the others are only counted.
const NAMED: usize = 5;

pub(super) fn out_of_sequence(case: &Case) -> Option<Fired> {
    let done = match case.state.progress {
        Progress::Done(_) => true,
        Progress::UnderWay(_) => false,
        _ => return None,
    };
    let open = Open::before(case, done);
    let count = open.len();
    if count == 0 {
        return None;
    }
    let certain = open.iter().any(|before| !case.day.milestone(before.milestone).may_be_done);
    let facts = &case.state.facts;
    let reported = facts.status.as_ref().map(Fact::reported);
    let reported = reported.or_else(|| facts.percent_complete.as_ref().map(Fact::reported));
    let rag = match (certain, done) {
        (false, _) => Rag::Unknown,
        (true, true) => Rag::Red,
        (true, false) => Rag::Amber,
    };
    let place = reported.as_ref().map(|told| told.place);
    let (open, more) = (open.into_iter().take(NAMED).collect(), count.saturating_sub(NAMED));
    fired(RuleCode::OutOfSequence, rag, place, Facts::OutOfSequence { done, reported, open, more, certain })
}

/// What should have begun or be done by the links of a milestone, and is not.
struct Open<'a> {
    day: &'a Day<'a>,
    /// Whether it should only have begun, by key.
    found: BTreeMap<Key<Milestone>, bool>,
    /// What was given up, in the order in which it was met.
    given_up: Vec<Key<Milestone>>,
    met: BTreeSet<Key<Milestone>>,
}

impl<'a> Open<'a> {
    /// In order of their ids. A link that ends at the finish binds only what is done.
    fn before(case: &Case<'a>, done: bool) -> Vec<OpenBefore> {
        let mut open =
            Open { day: case.day, found: BTreeMap::new(), given_up: Vec::new(), met: BTreeSet::new() };
        open.look_before(case.key, |to_start| to_start || done);
        // Time passes through what was given up, and both its ends are one.
        let mut passed = 0;
        while let Some(key) = open.given_up.get(passed).copied() {
            open.look_before(key, |_| true);
            passed += 1;
        }
        let day = case.day;
        let before = |(milestone, to_begin)| OpenBefore {
            milestone,
            percent: day.milestone(milestone).percent(),
            to_begin,
        };
        open.found.into_iter().map(before).collect()
    }

    fn look_before(&mut self, key: Key<Milestone>, binds: impl Fn(bool) -> bool) {
        let graph = self.day.graph;
        for edge in graph.petgraph().edges_directed(graph.milestone(key), Direction::Incoming) {
            let kind = edge.weight().kind;
            if !binds(kind.to_start()) {
                continue;
            }
            match graph.petgraph()[edge.source()] {
                Node::Milestone(from) => self.look(from, !kind.from_finish()),
                // A gate is reached when all before it are done.
                Node::Gate(phase) => {
                    let members = graph.members(phase).iter().copied();
                    members.filter(|from| *from != key).for_each(|from| {
                        if self.day.milestone(from).progress != Progress::Cancelled {
                            self.look(from, false);
                        }
                    });
                }
            }
        }
    }

    fn look(&mut self, key: Key<Milestone>, to_begin: bool) {
        let is_open = match self.day.milestone(key).progress {
            Progress::Done(_) => false,
            Progress::UnderWay(_) => !to_begin,
            Progress::NotStarted => true,
            Progress::Cancelled => {
                if self.met.insert(key) {
                    self.given_up.push(key);
                }
                false
            }
        };
        if is_open {
            let only_to_begin = self.found.entry(key).or_insert(true);
            *only_to_begin &= to_begin;
        }
    }
}

/// Until the dependency is dropped, or what waits is over itself.
pub(super) fn waits_for_cancelled(case: &Case) -> Option<Fired> {
    if !case.state.progress.is_open() {
        return None;
    }
    let given_up = |key: &&Key<Milestone>| case.day.milestone(**key).progress == Progress::Cancelled;
    let entries = case.milestone.depends_on.iter();
    let mut on: Vec<Key<Milestone>> =
        entries.clone().flat_map(|entry| entry.milestones().iter().filter(given_up)).copied().collect();
    on.sort_unstable();
    on.dedup();
    let first = *on.first()?;
    let place =
        entries.filter(|entry| entry.milestones().contains(&first)).map(|entry| entry.on.place).next();
    let more = on.len().saturating_sub(NAMED);
    on.truncate(NAMED);
    fired(RuleCode::WaitsForCancelled, Rag::Amber, place, Facts::WaitsForCancelled { on, more })
}
