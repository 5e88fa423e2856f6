//! What things of any kind are to each other: one waits for another, one is a part of another.
//!
//! Milestones wait for each other in terms of their own ([`Dependency`](super::Dependency)); decisions replace each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::diag::Place;

/// What one thing is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// It waits for it.
    WaitsFor,
    /// It is a part of it.
    PartOf,
}

/// One thing is something to another, because one of the two says so, or both do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Which thing.
    pub from: Subject,
    /// What it is.
    pub tie: Tie,
    /// To which.
    pub to: Subject,
    /// Where the first of the two says so.
    pub by_from: Option<Place>,
    /// Where the second says so: `blocks`, `children`.
    pub by_to: Option<Place>,
}

/// All relations of a program, each once.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    all: Vec<Relation>,
    /// By either of the two, the places in `all`.
    of: BTreeMap<Subject, Vec<usize>>,
}

impl Relations {
    /// Relations from what is said, in the order of what it is said of.
    pub fn new(said: impl IntoIterator<Item = Relation>) -> Self {
        let mut known: BTreeMap<(Subject, Tie, Subject), Relation> = BTreeMap::new();
        for relation in said.into_iter().filter(|relation| relation.from != relation.to) {
            let one = known.entry((relation.from, relation.tie, relation.to)).or_insert(relation);
            one.by_from = one.by_from.or(relation.by_from);
            one.by_to = one.by_to.or(relation.by_to);
        }
        let all: Vec<Relation> = known.into_values().collect();
        let mut of: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
        for (index, relation) in all.iter().enumerate() {
            of.entry(relation.from).or_default().push(index);
            of.entry(relation.to).or_default().push(index);
        }
        Self { all, of }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Relation> {
        self.all.iter()
    }

    fn around(&self, subject: Subject) -> impl Iterator<Item = &Relation> {
        self.of.get(&subject).into_iter().flatten().map(|index| &self.all[*index])
    }

    /// What a thing is something to, in order.
    pub fn to(&self, from: Subject, tie: Tie) -> impl Iterator<Item = Subject> {
        let fits = move |relation: &&Relation| relation.from == from && relation.tie == tie;
        self.around(from).filter(fits).map(|relation| relation.to)
    }

    /// What is something to a thing, in order.
    pub fn from(&self, to: Subject, tie: Tie) -> impl Iterator<Item = Subject> {
        let fits = move |relation: &&Relation| relation.to == to && relation.tie == tie;
        self.around(to).filter(fits).map(|relation| relation.from)
    }

    /// The circles of things that wait for each other, by way of one another; each as a list in the order of waiting.
    pub fn circles(&self) -> Vec<Vec<&Relation>> {
        let mut circles = Vec::new();
        let mut seen: BTreeSet<Subject> = BTreeSet::new();
        let starts: BTreeSet<Subject> = self.all.iter().map(|relation| relation.from).collect();
        for start in starts {
            if seen.contains(&start) {
                continue;
            }
            if let Some(circle) = self.circle_from(start, &mut seen) {
                circles.push(circle);
            }
        }
        circles
    }

    /// The first circle that a walk from a thing finds; what the walk has left behind is seen.
    fn circle_from(&self, start: Subject, seen: &mut BTreeSet<Subject>) -> Option<Vec<&Relation>> {
        let waits = |subject: Subject| -> Vec<&Relation> {
            self.around(subject).filter(|r| r.from == subject && r.tie == Tie::WaitsFor).collect()
        };
        // Each step of the walk: what leads on from it, and how far that was followed.
        let mut walk: Vec<(Subject, Vec<&Relation>, usize)> = vec![(start, waits(start), 0)];
        let mut found = None;
        while let Some((_, next, at)) = walk.last_mut() {
            let Some(relation) = next.get(*at).copied() else {
                let done = walk.pop().map(|(subject, ..)| subject);
                seen.extend(done);
                continue;
            };
            *at += 1;
            if let Some(first) = walk.iter().position(|(subject, ..)| *subject == relation.to) {
                let circle =
                    walk[first..].iter().filter_map(|(_, next, at)| next.get(at.checked_sub(1)?).copied());
                found = found.or_else(|| Some(circle.collect()));
            } else if !seen.contains(&relation.to) {
                walk.push((relation.to, waits(relation.to), 0));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    fn task(index: usize) -> Subject {
        Subject::Task(Key::new(index))
    }

    fn waits(from: usize, to: usize) -> Relation {
        Relation { from: task(from), tie: Tie::WaitsFor, to: task(to), by_from: None, by_to: None }
    }

    #[test]
    fn both_ends_find_a_relation() {
        let relations = Relations::new([waits(1, 0), waits(1, 0), waits(2, 1), waits(3, 3)]);
        assert_eq!(relations.iter().count(), 2);
        assert_eq!(relations.to(task(1), Tie::WaitsFor).collect::<Vec<_>>(), [task(0)]);
        assert_eq!(relations.from(task(1), Tie::WaitsFor).collect::<Vec<_>>(), [task(2)]);
        assert!(relations.circles().is_empty());
    }

    #[test]
    fn circles_are_found_whole() {
        let relations =
            Relations::new([waits(0, 1), waits(1, 2), waits(2, 0), waits(3, 0), waits(4, 5), waits(5, 4)]);
        let circles: Vec<usize> = relations.circles().iter().map(Vec::len).collect();
        assert_eq!(circles, [3, 2]);
    }
}
