//! Since when milestones have been of unknown state or slipping: found by halving the time between the ends of two
//! sprints with a whole analysis for each day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use milepost::{
    analyse::{
        Analysis, Chronicle, DependencyGraph, MilestoneAnalysis, MilestoneSnapshot, RuleCode, analyse,
    },
    model::{Known, Program, Rag},
};

fn holds(milestone: &MilestoneAnalysis, unknown: bool) -> bool {
    milestone.verdict.fired.iter().any(|fired| match unknown {
        true => fired.rag == Rag::Unknown,
        false => fired.code == RuleCode::Slip && fired.rag == Rag::Red,
    })
}

fn first_day(kept: &MilestoneSnapshot, unknown: bool) -> Option<NaiveDate> {
    if unknown { kept.unknown_since } else { kept.slipping_since }
}

/// Every first day that is kept is the one that is found the slow way.
pub fn assert_first_days(program: &Program, graph: &DependencyGraph, chronicle: &Chronicle) {
    let mut days: Vec<_> = chronicle.past.days().map(|(_, kept)| kept).chain([&chronicle.today]).collect();
    days.sort_by_key(|kept| kept.as_of);
    days.dedup_by_key(|kept| kept.as_of);
    let mut analyses = Analyses { known: chronicle.now.known, made: BTreeMap::new() };
    let before = beginning(program).map(|day| day - Days::new(1));
    for key in program.milestones.keys() {
        for unknown in [true, false] {
            let mut last = before;
            let mut began: Option<NaiveDate> = None;
            for kept in &days {
                let held = holds(analyses.on(program, graph, kept.as_of).milestone(key), unknown);
                began = match (held, began) {
                    (false, _) => None,
                    (true, Some(began)) => Some(began),
                    (true, None) => {
                        let is = |day| holds(analyses.on(program, graph, day).milestone(key), unknown);
                        Some(halve(last.unwrap_or(kept.as_of), kept.as_of, is))
                    }
                };
                assert_eq!(first_day(kept.milestone(key), unknown), began, "{key:?} on {}", kept.as_of);
                last = Some(kept.as_of);
            }
        }
    }
}

/// The first day that the program knows of: its start, else its earliest update.
fn beginning(program: &Program) -> Option<NaiveDate> {
    let updates = program.milestones.rows().iter().filter_map(|row| row.history.updates.first());
    program.settings.start.map(|start| start.value).or(updates.map(|update| update.date).min())
}

/// It does not hold on the day `before`, it does on the day `last`.
fn halve(before: NaiveDate, last: NaiveDate, mut holds: impl FnMut(NaiveDate) -> bool) -> NaiveDate {
    let days = u64::try_from((last - before).num_days()).unwrap_or(0);
    if days <= 1 {
        return last;
    }
    let middle = before + Days::new(days / 2);
    if holds(middle) { halve(before, middle, holds) } else { halve(middle, last, holds) }
}

/// Analyses by day.
struct Analyses {
    known: Known,
    made: BTreeMap<NaiveDate, Analysis>,
}

impl Analyses {
    fn on(&mut self, program: &Program, graph: &DependencyGraph, day: NaiveDate) -> &Analysis {
        let known = self.known.on(day);
        self.made.entry(day).or_insert_with(|| analyse(program, graph, known))
    }
}
