//! The plan made ready for many days: links, order and calendars once, and for each day the progress of what has
//! another state than on the day before.
//!
//! Gives the same dates as a [`network`](super::network::network) that is made for the day alone.

use chrono::NaiveDate;

use super::network::{PlanLink, activity, calendars, first_day, gate, owner_finish, plan_links};
use super::{GateDates, has_work, links_lost, missed, unscheduled};
use crate::{
    analyse::{
        Dates, Unscheduled,
        day::{Day, Progress},
        graph::Node,
        rules::Expected,
        schedule::{Network, Prepared, Schedule},
    },
    model::{Key, Milestone, Phase},
};

/// The plan, filled in for one day after the other.
#[derive(Clone)]
pub(in crate::analyse) struct Timetable {
    engine: Prepared,
    /// By key of the milestone: the state that is filled in, as the day numbers it.
    filled: Vec<Option<u32>>,
    /// By key of the milestone: its link into the gate of its phase.
    into_gate: Vec<Option<usize>>,
    /// By index of the link: it does not count on the day.
    cut: Vec<bool>,
}

impl Timetable {
    /// The plan of a program, with nothing filled in yet. All days that are asked for must share the states of `day`.
    pub fn new(day: &Day) -> Self {
        let links: Vec<PlanLink> = plan_links(day.graph).collect();
        let mut into_gate = vec![None; day.program.milestones.len()];
        for (index, link) in links.iter().enumerate() {
            if let (Node::Milestone(key), Node::Gate(_)) = link.nodes {
                into_gate[key.index()] = Some(index);
            }
        }
        let milestones = day.program.milestones.keys().map(|key| activity(day, key, owner_finish(day, key)));
        let gates = day.program.phases.keys().map(|phase| gate(day, phase));
        let engine = Prepared::new(Network {
            start: day.as_of,
            finish: None,
            status_date: Some(day.as_of),
            calendars: calendars(day),
            activities: milestones.chain(gates).collect(),
            links: links.iter().map(|link| link.link).collect(),
        });
        Self { engine, filled: vec![None; into_gate.len()], cut: vec![false; links.len()], into_gate }
    }

    /// Fills in a day and finds its early dates; false where nothing has a date to begin from.
    pub fn turn_to(&mut self, day: &Day) -> bool {
        let Some(start) = first_day(day) else { return false };
        self.engine.turn_to(start, day.as_of);
        for key in day.program.milestones.keys() {
            self.fill(day, key);
        }
        for phase in day.program.phases.keys() {
            let (node, gate) = (day.graph.gate(phase).index(), gate(day, phase));
            let filled = &self.engine.network().activities[node];
            if (filled.actual_finish, filled.finished_some_day)
                != (gate.actual_finish, gate.finished_some_day)
            {
                self.engine.fill(node, gate);
            }
        }
        self.engine.cut(&self.cut);
        self.engine.pass();
        true
    }

    fn fill(&mut self, day: &Day, key: Key<Milestone>) {
        let state = day.milestone(key);
        // Without a duration, what is left follows from the day.
        let filled = &self.engine.network().activities[key.index()];
        let fluid = matches!(state.progress, Progress::UnderWay(_)) && filled.duration.is_none();
        let number = day.number_of_state(key).filter(|_| !fluid);
        if number.is_some() && self.filled[key.index()] == number {
            return;
        }
        self.engine.fill(key.index(), activity(day, key, owner_finish(day, key)));
        self.filled[key.index()] = number;
        if let Some(link) = self.into_gate[key.index()] {
            // What was given up hands time on to what waits for it, but its phase is complete without it.
            self.cut[link] = state.progress == Progress::Cancelled;
        }
    }

    /// The expected dates of a milestone on the day that was filled in last, or why it has none; of a cycle without
    /// its members. `turned` is what [`turn_to`](Self::turn_to) said of the day.
    pub fn place(&self, day: &Day, key: Key<Milestone>, turned: bool) -> Result<Expected, Unscheduled> {
        if !turned {
            return Err(Unscheduled::NoStart);
        }
        if day.milestone(key).progress == Progress::Cancelled {
            return Err(Unscheduled::Cancelled);
        }
        let at_least = self.engine.is_incomplete(key.index());
        let expected = self.engine.early(key.index()).map(|(start, finish)| Expected {
            dates: Dates { start, finish },
            at_least,
            missed: missed(day, self.network(), self.engine.missed(key.index())),
        });
        let why = || unscheduled(self.engine.reason(key.index()), links_lost(day, key), |_| Vec::new());
        expected.ok_or_else(why)
    }

    /// The length of a milestone on that day, in working days.
    pub fn duration(&self, key: Key<Milestone>) -> u32 {
        self.engine.network().activities[key.index()].duration.unwrap_or(0)
    }

    /// When all before a gate is expected to be done, as of that day. `turned` as for [`place`](Self::place).
    pub fn gate(&self, day: &Day, phase: Key<Phase>, turned: bool) -> Option<GateDates> {
        let node = day.graph.gate(phase).index();
        let (_, early) = self.engine.early(node).filter(|_| turned && has_work(day, phase))?;
        Some(GateDates { early, incomplete: self.engine.is_incomplete(node) })
    }

    /// The network of that day.
    pub fn network(&self) -> &Network {
        self.engine.network()
    }

    /// All that follows for that day.
    pub fn schedule(&self) -> Schedule {
        self.engine.schedule()
    }

    /// The finish of each activity of that day if nobody heeded what owners expect; `None` where nobody expects
    /// anything.
    pub fn without_owners(&mut self, day: &Day) -> Option<Vec<Option<NaiveDate>>> {
        let expects = |key: &Key<Milestone>| owner_finish(day, *key).is_some();
        let told: Vec<Key<Milestone>> = day.program.milestones.keys().filter(expects).collect();
        if told.is_empty() {
            return None;
        }
        for key in &told {
            self.engine.fill(key.index(), activity(day, *key, None));
        }
        self.engine.pass();
        let finishes = (0..self.filled.len()).map(|i| self.engine.early(i).map(|(_, finish)| finish));
        let finishes = finishes.collect();
        for key in told {
            self.engine.fill(key.index(), activity(day, key, owner_finish(day, key)));
        }
        self.engine.pass();
        Some(finishes)
    }
}
