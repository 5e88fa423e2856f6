//! Since when milestones have been slipping or of unknown state: the first day of an unbroken run.
//!
//! Such a state follows from the whole plan and from the day, so it is found by analyzing days, not by reading a date.
//! The ends of sprints are analyzed already: going back over them gives the stretch in which a run began, and halving
//! that stretch gives its first day. Within a stretch a state is taken to begin once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rayon::prelude::*;

use crate::{
    analyse::{Analysis, DependencyGraph, MilestoneAnalysis, Past, RuleCode, Snapshot, analyse},
    model::{History, Key, Milestone, Program, Rag, Update},
};

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

    /// Whether a milestone is in it.
    fn holds(self, milestone: &MilestoneAnalysis) -> bool {
        milestone.verdict.fired.iter().any(|fired| match self {
            Self::Unknown => fired.rag == Rag::Unknown,
            Self::Slipping => fired.code == RuleCode::Slip && fired.rag == Rag::Red,
        })
    }
}

type Case = (Key<Milestone>, State);

/// The first day that the program knows of: its start, else its earliest update.
pub(super) fn beginning(program: &Program) -> Option<NaiveDate> {
    fn first<F>(updates: &[Update<F>]) -> Option<NaiveDate> {
        updates.first().map(|update| update.date)
    }
    let earliest = program.milestones.rows().iter().filter_map(|m| first(&m.history.updates)).min();
    program.settings.start.map(|start| start.value).or(earliest)
}

/// Find the first days for the status date and the end of every sprint that is over, and write them into what is kept
/// of these days.
pub(in crate::analyse) fn first_days(
    program: &Program,
    graph: &DependencyGraph,
    now: &Analysis,
    past: &[Option<Analysis>],
    kept: &mut Past,
    today: &mut Snapshot,
) {
    let mut told: Vec<&Analysis> = past.iter().flatten().collect();
    told.push(now);
    told.sort_by_key(|analysis| analysis.as_of);
    told.dedup_by_key(|analysis| analysis.as_of);
    let before = beginning(program).and_then(|day| day.checked_sub_days(Days::new(1)));
    // Where the run of each case that holds began: the index of the first told day of the run.
    let mut runs: Vec<BTreeMap<Case, usize>> = Vec::with_capacity(told.len());
    for (index, analysis) in told.iter().enumerate() {
        let earlier = index.checked_sub(1).and_then(|before| runs.get(before));
        let run = |case: Case| earlier.and_then(|runs| runs.get(&case)).copied().unwrap_or(index);
        runs.push(cases(program, analysis).map(|case| (case, run(case))).collect());
    }
    let stretches: Vec<(NaiveDate, NaiveDate, Vec<Case>)> = (0..told.len())
        .map(|index| {
            let last = told[index].as_of;
            let first = index.checked_sub(1).map(|before| told[before].as_of).or(before).unwrap_or(last);
            let began: Vec<Case> =
                runs[index].iter().filter(|(_, start)| **start == index).map(|(case, _)| *case).collect();
            (first, last, began)
        })
        .collect();
    let found: Vec<BTreeMap<Case, NaiveDate>> = stretches
        .into_par_iter()
        .map(|(before, last, cases)| {
            let mut found = BTreeMap::new();
            halve(program, graph, before, last, cases, &mut found);
            found
        })
        .collect();
    let days = told.iter().zip(&runs).flat_map(|(analysis, runs)| {
        let found = &found;
        runs.iter()
            .filter_map(move |(case, start)| Some(((analysis.as_of, *case), *found[*start].get(case)?)))
    });
    let first: BTreeMap<(NaiveDate, Case), NaiveDate> = days.collect();
    for snapshot in kept.days_mut().chain([today]) {
        let as_of = snapshot.as_of;
        for (key, milestone) in program.milestones.keys().zip(&mut snapshot.milestones) {
            let since = |state| first.get(&(as_of, (key, state))).copied();
            milestone.unknown_since = since(State::Unknown);
            milestone.slipping_since = since(State::Slipping);
        }
    }
}

fn cases<'a>(program: &'a Program, analysis: &'a Analysis) -> impl Iterator<Item = Case> + 'a {
    let all = program.milestones.keys().flat_map(|key| State::ALL.map(|state| (key, state)));
    all.filter(|(key, state)| state.holds(analysis.milestone(*key)))
}

/// None of the cases holds on the day `before`, all hold on the day `last`.
fn halve(
    program: &Program,
    graph: &DependencyGraph,
    before: NaiveDate,
    last: NaiveDate,
    cases: Vec<Case>,
    found: &mut BTreeMap<Case, NaiveDate>,
) {
    if cases.is_empty() {
        return;
    }
    let days = u64::try_from((last - before).num_days()).unwrap_or(0);
    let middle = before.checked_add_days(Days::new(days / 2)).filter(|_| days > 1);
    let Some(middle) = middle else {
        found.extend(cases.into_iter().map(|case| (case, last)));
        return;
    };
    let analysis = analyse(program, graph, middle);
    let (held, not_yet) = cases.into_iter().partition(|(key, state)| state.holds(analysis.milestone(*key)));
    halve(program, graph, before, middle, held, found);
    halve(program, graph, middle, last, not_yet, found);
}

/// The first day of the run of days, back from `as_of`, on which `holds`: for what depends on dated facts alone, which
/// can change on `days` only. `beginning` where it has always been so.
pub(super) fn first_of_run(
    as_of: NaiveDate,
    days: impl IntoIterator<Item = NaiveDate>,
    beginning: NaiveDate,
    holds: impl Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let days: BTreeSet<NaiveDate> = days.into_iter().filter(|day| *day <= as_of).collect();
    let before = days.first().and_then(|day| day.checked_sub_days(Days::new(1)));
    let mut first = None;
    for day in days.iter().rev() {
        if !holds(*day) {
            return first.unwrap_or(as_of);
        }
        first = Some(*day);
    }
    let always = before.is_none_or(holds);
    if always { beginning.min(first.unwrap_or(as_of)) } else { first.unwrap_or(as_of) }
}

/// The days on which something was reported of a thing.
pub(super) fn report_days<F>(history: &History<F>) -> impl Iterator<Item = NaiveDate> + use<'_, F> {
    history.updates.iter().map(|update| update.date)
}
