//! What does not depend on the day: the states of all milestones through time, and the plan made ready for many days.

use std::fmt;

use chrono::NaiveDate;

use super::{
    Analysis, DependencyGraph,
    day::Day,
    placement::{place, timetable::Timetable},
    states::States,
    whole::whole,
};
use crate::model::Program;

/// What the days of a program share.
#[derive(Clone)]
pub(super) struct Ground {
    states: States,
    timetable: Timetable,
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground").field("states", &self.states.len()).finish_non_exhaustive()
    }
}

impl Ground {
    /// That of a program.
    pub fn new(program: &Program, graph: &DependencyGraph) -> Self {
        let states = States::new(program);
        let timetable = Timetable::new(&Day::at(program, graph, &states, NaiveDate::MIN));
        Self { states, timetable }
    }

    /// A plan to be filled in for one day after the other.
    pub fn timetable(&self) -> Timetable {
        self.timetable.clone()
    }

    /// The facts of a day.
    pub fn day<'a>(&'a self, program: &'a Program, graph: &'a DependencyGraph, as_of: NaiveDate) -> Day<'a> {
        Day::at(program, graph, &self.states, as_of)
    }

    /// The whole analysis of a day, with the load of owners.
    pub fn today(&self, program: &Program, graph: &DependencyGraph, as_of: NaiveDate) -> Analysis {
        let (day, mut timetable) = (self.day(program, graph, as_of), self.timetable());
        let places = place(&day, &mut timetable);
        whole(&day, places, Some(timetable.network()))
    }

    /// The whole analysis of a past day.
    pub fn then(&self, program: &Program, graph: &DependencyGraph, as_of: NaiveDate) -> Analysis {
        let day = self.day(program, graph, as_of);
        let places = place(&day, &mut self.timetable());
        whole(&day, places, None)
    }
}
