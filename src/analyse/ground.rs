//! What does not depend on the day: the states of all milestones through time, and the plan made ready for many days.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::NaiveDate;

use super::{
    Analysis, DependencyGraph, MilestoneSnapshot, PhaseAnalysis, PhaseSnapshot, Snapshot, SprintAnalysis,
    SprintSnapshot, SprintTime,
    day::Day,
    decided::Decided,
    decisions::decisions,
    placement::{place, timetable::Timetable},
    rules, sprint,
    standing::Standing,
    states::States,
    whole::{headline_of_program, phase, whole},
};
use crate::model::{Key, Known, Program, Sprint};

/// What the days of a program share.
#[derive(Clone)]
pub(super) struct Ground {
    status_date: NaiveDate,
    states: States,
    decided: Decided,
    timetable: Timetable,
    /// How many days were analyzed whole, by this ground and its clones.
    analyses: Arc<AtomicUsize>,
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground").field("states", &self.states.len()).finish_non_exhaustive()
    }
}

impl Ground {
    /// That of a program, seen from a status date.
    pub fn new(program: &Program, graph: &DependencyGraph, status_date: NaiveDate) -> Self {
        let states = States::new(program, status_date);
        let known = Known::from(status_date);
        let day = |on| Day::at(program, graph, &states, Cow::default(), known.on(on));
        let (timetable, decided) = (Timetable::new(&day(NaiveDate::MIN)), decisions(program, day));
        Self { status_date, states, decided, timetable, analyses: Arc::default() }
    }

    /// A plan to be filled in for one day after the other.
    pub fn timetable(&self) -> Timetable {
        self.timetable.clone()
    }

    /// The facts of a day.
    pub fn day<'a>(&'a self, program: &'a Program, graph: &'a DependencyGraph, as_of: NaiveDate) -> Day<'a> {
        let known = Known { day: as_of, status_date: self.status_date };
        Day::at(program, graph, &self.states, Cow::Borrowed(&self.decided), known)
    }

    /// How many days were analyzed whole so far.
    pub fn analyses(&self) -> usize {
        self.analyses.load(Ordering::Relaxed)
    }

    /// The whole analysis of the status date: with the load of owners, and with the sprints that are not over.
    pub fn today(&self, program: &Program, graph: &DependencyGraph) -> Analysis {
        self.analyses.fetch_add(1, Ordering::Relaxed);
        let (day, mut timetable) = (self.day(program, graph, self.status_date), self.timetable());
        let places = place(&day, &mut timetable);
        let open = program.sprints.keys().filter(|key| sprint::time(&day, *key) != SprintTime::Past);
        whole(&day, places, &with_next(program, open), Some(timetable.network()))
    }

    /// The whole analysis of the last day of a sprint, with that sprint and the next.
    pub fn end_of(&self, program: &Program, graph: &DependencyGraph, sprint: Key<Sprint>) -> Analysis {
        self.analyses.fetch_add(1, Ordering::Relaxed);
        let day = self.day(program, graph, program.last_day(sprint));
        let places = place(&day, &mut self.timetable());
        whole(&day, places, &with_next(program, [sprint].into_iter()), None)
    }

    /// What is kept of the last day of a sprint, with its own day as the first one of what is unknown or slips on it,
    /// and what belonged to the sprint.
    pub fn snapshot(
        &self,
        program: &Program,
        graph: &DependencyGraph,
        timetable: &mut Timetable,
        sprint: Key<Sprint>,
    ) -> (Snapshot, SprintAnalysis) {
        let day = self.day(program, graph, program.last_day(sprint));
        let turned = timetable.turn_to(&day);
        let standing = |key| {
            let place = timetable.place(&day, key, turned);
            let verdict = rules::judge(&day, key, place.as_ref().copied());
            let at_least = place.as_ref().is_ok_and(|expected| expected.at_least);
            let expected = place.ok().map(|expected| expected.dates);
            Standing::new(&verdict, expected, at_least, timetable.duration(key))
        };
        let standings: Vec<Standing> = program.milestones.keys().map(standing).collect();
        let phase = |key| phase(&day, &standings, key, timetable.gate(&day, key, turned));
        let phases: Vec<PhaseAnalysis> = program.phases.keys().map(phase).collect();
        let milestone = |(standing, key)| {
            let state = day.milestone(key);
            MilestoneSnapshot::new(day.as_of, standing, (state.progress, state.percent()))
        };
        let scope = sprint::analyse(&day, &standings, sprint);
        let snapshot = Snapshot {
            as_of: day.as_of,
            program: headline_of_program(&day, &standings, &phases).0.rag,
            sprint: Some(SprintSnapshot::new(program, &scope)),
            phases: phases.iter().map(PhaseSnapshot::new).collect(),
            milestones: standings.iter().zip(program.milestones.keys()).map(milestone).collect(),
        };
        (snapshot, scope)
    }
}

/// Some sprints, each with the one after it.
fn with_next(program: &Program, sprints: impl Iterator<Item = Key<Sprint>>) -> Vec<Key<Sprint>> {
    let with_next = |key| [key].into_iter().chain(program.sprint_after(key));
    let all: BTreeSet<Key<Sprint>> = sprints.flat_map(with_next).collect();
    all.into_iter().collect()
}
