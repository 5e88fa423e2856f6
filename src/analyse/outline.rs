//! What a program comes to, by ids alone, so that two can be compared: before and after an edit, here and elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Chronicle;
use crate::{
    date::WorkCalendar,
    model::{Entity, Kind, Program, Rag},
};

/// The answers a program gives: dates, colors, what is critical.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The forecast finish of the program.
    pub finish: Option<NaiveDate>,
    /// The forecast of each gate, by id of its phase.
    pub gates: BTreeMap<String, Option<NaiveDate>>,
    /// The forecast finish of each milestone, and whether it is critical.
    pub milestones: BTreeMap<String, (Option<NaiveDate>, bool)>,
    /// Colors by kind and id; that of the program has no id.
    pub colors: BTreeMap<(Option<Kind>, String), Rag>,
}

/// One answer that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The finish of the program.
    Finish(Moved),
    /// The gate of a phase.
    Gate(String, Moved),
    /// The finish of a milestone.
    Milestone(String, Moved),
    /// A milestone that is critical now, or no longer.
    Critical(String, bool),
    /// A color; of the program where there is no id.
    Color {
        /// Of which kind of thing; `None` for the program.
        kind: Option<Kind>,
        /// Its id.
        id: String,
        /// Before.
        from: Rag,
        /// After.
        to: Rag,
    },
    /// A thing that was not there before.
    New(Kind, String),
    /// A thing that is no longer there.
    Gone(Kind, String),
}

/// A day that is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Before.
    pub from: Option<NaiveDate>,
    /// After.
    pub to: Option<NaiveDate>,
    /// By how many working days; negative when earlier. `None` where one of the two is missing.
    pub days: Option<i32>,
}

impl Outline {
    /// Of a program on its status date.
    pub fn new(program: &Program, chronicle: &Chronicle) -> Self {
        let now = &chronicle.now;
        let mut colors = BTreeMap::from([((None, String::new()), now.program.roll_up.rag)]);
        let mut color = |kind: Kind, id: String, rag: Rag| colors.insert((Some(kind), id), rag);
        for (key, phase) in program.phases.iter() {
            color(Kind::Phase, phase.head().id.to_string(), now.phases[key.index()].roll_up.rag);
        }
        for (key, milestone) in program.milestones.iter() {
            color(Kind::Milestone, milestone.head().id.to_string(), now.milestone(key).verdict.shown);
        }
        for (key, sprint) in program.sprints.iter() {
            color(Kind::Sprint, sprint.head().id.to_string(), chronicle.scope_of(key).1.roll_up.rag);
        }
        for (key, risk) in program.risks.iter().filter(|(key, _)| now.risk(*key).open) {
            color(Kind::Risk, risk.head().id.to_string(), now.risk(key).rag);
        }
        let gates = program
            .phases
            .iter()
            .map(|(key, phase)| (phase.head().id.to_string(), now.phases[key.index()].gate.forecast));
        let milestones = program.milestones.iter().map(|(key, milestone)| {
            let placement = now.milestone(key).schedule.as_ref().ok();
            let finish = placement.map(|placement| placement.forecast.finish);
            (milestone.head().id.to_string(), (finish, placement.is_some_and(|placement| placement.critical)))
        });
        Self {
            finish: now.program.headline.forecast.map(|dates| dates.finish),
            gates: gates.collect(),
            milestones: milestones.collect(),
            colors,
        }
    }

    /// What is otherwise in `after`, in order of weight: the finish, gates, colors from the whole to its parts,
    /// milestones. Working days are those of `calendar`.
    pub fn changes(&self, after: &Self, calendar: &WorkCalendar) -> Vec<Change> {
        let moved = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            let days = from.zip(to).map(|(from, to)| calendar.days_between(from, to));
            (from != to).then_some(Moved { from, to, days })
        };
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(moved(self.finish, after.finish).map(Change::Finish));
        for (id, (from, to)) in both(&self.gates, &after.gates) {
            changes.extend(moved(*from, *to).map(|moved| Change::Gate(id.clone(), moved)));
        }
        for ((kind, id), (from, to)) in both(&self.colors, &after.colors) {
            if from != to {
                changes.push(Change::Color { kind: *kind, id: id.clone(), from: *from, to: *to });
            }
        }
        for (id, ((from, was), (to, is))) in both(&self.milestones, &after.milestones) {
            changes.extend(moved(*from, *to).map(|moved| Change::Milestone(id.clone(), moved)));
            if was != is {
                changes.push(Change::Critical(id.clone(), *is));
            }
        }
        let (old, new): (BTreeSet<_>, BTreeSet<_>) =
            (self.colors.keys().collect(), after.colors.keys().collect());
        let named = |key: &(Option<Kind>, String)| key.0.map(|kind| (kind, key.1.clone()));
        changes.extend(
            new.difference(&old).filter_map(|key| named(key)).map(|(kind, id)| Change::New(kind, id)),
        );
        changes.extend(
            old.difference(&new).filter_map(|key| named(key)).map(|(kind, id)| Change::Gone(kind, id)),
        );
        changes
    }
}

/// What stands under the same key in both.
fn both<'a, K: Ord, V>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, (&'a V, &'a V))> {
    before.iter().filter_map(|(key, old)| Some((key, (old, after.get(key)?))))
}
