//! Since when milestones have been slipping or of unknown state: the first day of an unbroken run.
//!
//! Such a state follows from the whole plan and from the day, so it is found by asking days, not by reading a date. What
//! is kept of the ends of sprints says on which of them it held: going back over them gives the stretch in which a run
//! began, and halving that stretch gives its first day. Within a stretch a state is taken to begin once.
//!
//! A day is asked for no more than it takes to answer: its progress is filled into a plan that is ready, and the
//! milestones in question are judged by it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rayon::prelude::*;

use super::{
    DependencyGraph, Past, Since, Snapshot, Verdict, escalate::beginning, ground::Ground,
    past::MilestoneSnapshot, placement::timetable::Timetable, rules,
};
use crate::model::{Key, Milestone, Program};

/// A state that has no date of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// A rule found that the state is unknown.
    Unknown,
    /// The forecast slips beyond the threshold.
    Slipping,
}

impl State {
    const ALL: [Self; 2] = [Self::Unknown, Self::Slipping];

    fn holds(self, verdict: &Verdict) -> bool {
        match self {
            Self::Unknown => verdict.is_unknown(),
            Self::Slipping => verdict.is_slipping(),
        }
    }

    /// The first day that is kept of a milestone.
    fn since(self, kept: &mut MilestoneSnapshot) -> &mut Option<NaiveDate> {
        match self {
            Self::Unknown => &mut kept.unknown_since,
            Self::Slipping => &mut kept.slipping_since,
        }
    }
}

type Case = (Key<Milestone>, State);

/// A stretch of days from one that is kept to the next.
struct Stretch {
    /// On this day none of the cases holds.
    before: NaiveDate,
    /// On this day all of them do.
    last: NaiveDate,
    cases: Vec<Case>,
}

/// Finds the first days for the status date and the end of every sprint that is over. Each snapshot comes with its own
/// day as the first one of the states that hold on it, and is given the right one. Returns how many days were asked.
pub(super) fn find(
    ground: &Ground,
    program: &Program,
    graph: &DependencyGraph,
    past: &mut Past,
    today: &mut Snapshot,
    since: Since,
) -> usize {
    let mut kept: Vec<&mut Snapshot> = past.days_mut().chain([today]).collect();
    kept.sort_by_key(|kept| kept.as_of);
    let mut stretches = stretches(program, &mut kept);
    if let (Since::Today, Some(today)) = (since, kept.last_mut()) {
        lasting(program, today, &mut stretches);
    }
    let plan = (program, graph);
    let found: Vec<(BTreeMap<Case, NaiveDate>, usize)> = stretches
        .par_iter()
        .map_init(
            || ground.timetable(),
            |timetable, stretch| Search::new(ground, plan, timetable).first_days(stretch),
        )
        .collect();
    let asked = found.iter().map(|(_, asked)| asked).sum();
    let mut found = found.into_iter().map(|(first, _)| first);
    let mut running: BTreeMap<Case, NaiveDate> = BTreeMap::new();
    let mut day = None;
    for kept in kept {
        let began = if day == Some(kept.as_of) { None } else { found.next() };
        day = Some(kept.as_of);
        running.extend(began.into_iter().flatten());
        for (key, milestone) in program.milestones.keys().zip(&mut kept.milestones) {
            for state in State::ALL {
                let since = state.since(milestone);
                match since {
                    Some(_) => *since = running.get(&(key, state)).copied().or(*since),
                    None => drop(running.remove(&(key, state))),
                }
            }
        }
    }
    asked
}

/// For each day that is kept, in order of time, the cases that hold on it and did not on the day before that is kept.
fn stretches(program: &Program, kept: &mut [&mut Snapshot]) -> Vec<Stretch> {
    let first = beginning(program).and_then(|day| day.checked_sub_days(Days::new(1)));
    let mut held = vec![[false; 2]; program.milestones.len()];
    let mut stretches: Vec<Stretch> = Vec::new();
    for kept in kept {
        let last = kept.as_of;
        if stretches.last().is_some_and(|stretch| stretch.last == last) {
            continue;
        }
        let before = stretches.last().map(|stretch| stretch.last).or(first).unwrap_or(last);
        let mut cases = Vec::new();
        for ((key, held), milestone) in program.milestones.keys().zip(&mut held).zip(&mut kept.milestones) {
            for (held, state) in held.iter_mut().zip(State::ALL) {
                let holds = state.since(milestone).is_some();
                if holds && !*held {
                    cases.push((key, state));
                }
                *held = holds;
            }
        }
        stretches.push(Stretch { before, last, cases });
    }
    stretches
}

/// Leaves of the stretches the cases that last to the end: of those that hold on the last day that is kept, the last beginning.
fn lasting(program: &Program, today: &mut Snapshot, stretches: &mut [Stretch]) {
    let keyed = program.milestones.keys().zip(&mut today.milestones);
    let mut running: BTreeSet<Case> = keyed
        .flat_map(|(key, milestone)| {
            State::ALL
                .into_iter()
                .filter(|state| state.since(milestone).is_some())
                .map(move |state| (key, state))
                .collect::<Vec<_>>()
        })
        .collect();
    for stretch in stretches.iter_mut().rev() {
        stretch.cases.retain(|case| running.remove(case));
    }
}

/// Asks days.
struct Search<'a> {
    ground: &'a Ground,
    plan: (&'a Program, &'a DependencyGraph),
    timetable: &'a mut Timetable,
    found: BTreeMap<Case, NaiveDate>,
    asked: usize,
}

impl<'a> Search<'a> {
    fn new(
        ground: &'a Ground,
        plan: (&'a Program, &'a DependencyGraph),
        timetable: &'a mut Timetable,
    ) -> Self {
        Self { ground, plan, timetable, found: BTreeMap::new(), asked: 0 }
    }

    fn first_days(mut self, stretch: &Stretch) -> (BTreeMap<Case, NaiveDate>, usize) {
        self.halve(stretch.before, stretch.last, &stretch.cases);
        (self.found, self.asked)
    }

    /// None of the cases holds on the day `before`, all hold on the day `last`.
    fn halve(&mut self, before: NaiveDate, last: NaiveDate, cases: &[Case]) {
        if cases.is_empty() {
            return;
        }
        let days = u64::try_from((last - before).num_days()).unwrap_or(0);
        let middle = before.checked_add_days(Days::new(days / 2)).filter(|_| days > 1);
        let Some(middle) = middle else {
            self.found.extend(cases.iter().map(|case| (*case, last)));
            return;
        };
        let (held, not_yet) = self.ask(middle, cases);
        self.halve(before, middle, &held);
        self.halve(middle, last, &not_yet);
    }

    /// Which of the cases hold on a day, and which do not.
    fn ask(&mut self, as_of: NaiveDate, cases: &[Case]) -> (Vec<Case>, Vec<Case>) {
        self.asked += 1;
        let (program, graph) = self.plan;
        let day = self.ground.day(program, graph, as_of);
        let turned = self.timetable.turn_to(&day);
        cases.iter().partition(|(key, state)| {
            let place = self.timetable.place(&day, *key, turned);
            state.holds(&rules::judge(&day, *key, place.as_ref().copied()))
        })
    }
}
