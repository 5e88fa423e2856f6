//! Driving chains in the program's terms: from a milestone or gate back to what its dates come from, and onward
//! to what it holds up.
//!
//! Walked when asked for: written out for every milestone, the chains of a long plan would fill a disk.

use std::collections::{BTreeSet, VecDeque};

use super::schedule::{DrivingChains, Network, Schedule};
use crate::model::{Key, Subject};

/// Who drives whom.
#[derive(Debug, Clone)]
pub struct Chains {
    milestones: usize,
    chains: DrivingChains,
}

impl Default for Chains {
    /// Nothing drives anything.
    fn default() -> Self {
        let network = Network::default();
        Self { milestones: 0, chains: DrivingChains::new(&network, &super::schedule::schedule(&network)) }
    }
}

impl Chains {
    /// The chains of a schedule whose activities are so many milestones by key, then gates by key.
    pub(super) fn new(milestones: usize, network: &Network, schedule: &Schedule) -> Self {
        Self { milestones, chains: DrivingChains::new(network, schedule) }
    }

    /// What drives a milestone or a gate (told by its phase), what drives that, and so on to what waits for
    /// nothing; nearest first, without itself.
    pub fn driving(&self, subject: Subject) -> impl Iterator<Item = Subject> {
        let number = self.number(subject);
        let steps = number.into_iter().flat_map(|number| self.chains.steps(number).skip(1));
        steps.map(|step| self.subject(step.activity))
    }

    /// What a milestone or a gate holds up: all whose driving chain goes through it; nearest first, of equally
    /// near ones milestones before gates in order of their ids.
    pub fn held_up_by(&self, subject: Subject) -> impl Iterator<Item = Subject> {
        let mut open: VecDeque<usize> = VecDeque::new();
        let mut seen = BTreeSet::new();
        if let Some(number) = self.number(subject) {
            open.extend(self.chains.driven_by(number));
            seen.insert(number);
        }
        std::iter::from_fn(move || {
            loop {
                let next = open.pop_front()?;
                if seen.insert(next) {
                    open.extend(self.chains.driven_by(next));
                    return Some(self.subject(next));
                }
            }
        })
    }

    fn number(&self, subject: Subject) -> Option<usize> {
        match subject {
            Subject::Milestone(key) => Some(key.index()),
            Subject::Phase(key) => Some(self.milestones + key.index()),
            _ => None,
        }
    }

    fn subject(&self, number: usize) -> Subject {
        match number.checked_sub(self.milestones) {
            None => Subject::Milestone(Key::new(number)),
            Some(phase) => Subject::Phase(Key::new(phase)),
        }
    }
}
