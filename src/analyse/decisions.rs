//! The decisions at gates, judged on the days on which they were taken.
//!
//! A decision is judged by what was known then, whatever came after. That does not depend on the day asked for, so it is
//! worked out once for each day of a decision, from the facts of that day alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    DependencyGraph,
    criterion::judge,
    day::Day,
    decided::{Decided, decision_day, passes},
};
use crate::model::{Key, Known, Phase, Program};

/// All decisions of a program; `facts_of` gives the facts of a day.
pub(super) fn decisions<'a>(program: &Program, facts_of: impl Fn(NaiveDate) -> Day<'a>) -> Decided {
    let mut days: BTreeMap<NaiveDate, BTreeSet<Key<Phase>>> = BTreeMap::new();
    for (key, phase) in program.phases.iter() {
        let history = &phase.gate.history;
        let states = history.updates.iter().map(|update| history.on(update.date));
        let states = states.chain([history.base.clone()]);
        for on in states.filter(passes).filter_map(|facts| decision_day(&facts)) {
            days.entry(on).or_default().insert(key);
        }
    }
    let judged = days.into_iter().flat_map(|(on, phases)| {
        let day = facts_of(on);
        phases.into_iter().map(move |phase| ((on, phase), not_met(&day, phase))).collect::<Vec<_>>()
    });
    Decided::new(judged)
}

/// The facts of a day alone, with the decisions taken by then.
pub(super) fn day_alone<'a>(program: &'a Program, graph: &'a DependencyGraph, known: Known) -> Day<'a> {
    let decided = decisions(program, |on| Day::new(program, graph, known.on(on)));
    Day::new(program, graph, known).with_decided(decided)
}

/// The criteria of a gate that are not met on a day, as indices.
pub(super) fn not_met(day: &Day, phase: Key<Phase>) -> Vec<usize> {
    let criteria = day.program.phases[phase].gate.criteria.iter().enumerate();
    criteria.filter(|(_, criterion)| !judge(day, criterion).met).map(|(index, _)| index).collect()
}
