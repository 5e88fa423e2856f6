//! The driving chain: from an activity back to what its date comes from, and onward to what it holds up.

use std::collections::BTreeSet;

use super::network::Network;
use super::outcome::{Driver, Schedule};

/// Who drives whom in a schedule, built once for many questions.
#[derive(Debug, Clone)]
pub struct DrivingChains {
    drivers: Vec<Option<(Driver, Option<usize>)>>,
    driven: Vec<Vec<usize>>,
}

/// A step of a driving chain: an activity, and what its early dates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainStep {
    /// Index of the activity.
    pub activity: usize,
    /// What drives it; a [`Driver::Link`] leads to the activity of the next step.
    pub driver: Driver,
}

impl DrivingChains {
    /// The chains of a schedule, and of the network it was made from.
    pub fn new(network: &Network, schedule: &Schedule) -> Self {
        let count = network.activities.len();
        let mut driven = vec![Vec::new(); count];
        let mut drivers = Vec::with_capacity(count);
        for activity in 0..count {
            let driver = schedule.dates(activity).map(|dates| dates.driver);
            let predecessor = match driver {
                Some(Driver::Link(link)) => network.links.get(link).map(|l| l.from),
                _ => None,
            };
            if let Some(from) = predecessor {
                driven[from].push(activity);
            }
            drivers.push(driver.map(|driver| (driver, predecessor)));
        }
        DrivingChains { drivers, driven }
    }

    /// Why an activity has its date: itself, what drives it, what drives that, to the first that no link
    /// drives. Empty if it is not scheduled.
    pub fn to(&self, activity: usize) -> Vec<ChainStep> {
        self.steps(activity).collect()
    }

    /// The same, step by step.
    pub fn steps(&self, activity: usize) -> impl Iterator<Item = ChainStep> {
        let mut next = Some(activity);
        let step = move |_| {
            let activity = next?;
            let (driver, predecessor) = (*self.drivers.get(activity)?)?;
            next = predecessor;
            Some(ChainStep { activity, driver })
        };
        (0..self.drivers.len()).map_while(step)
    }

    /// What an activity holds up: all whose driving chain goes through it, ascending, without itself.
    pub fn held_up_by(&self, activity: usize) -> Vec<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = self.driven_by(activity).to_vec();
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.driven_by(next));
            }
        }
        found.into_iter().collect()
    }

    /// What an activity drives directly, ascending.
    pub fn driven_by(&self, activity: usize) -> &[usize] {
        self.driven.get(activity).map_or(&[], Vec::as_slice)
    }
}
