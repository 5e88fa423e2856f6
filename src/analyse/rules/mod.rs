//! The rules that give a milestone its color: one function each, all in one table, the worst that fires counts.

use super::{
    Dates, Facts, Fired, MilestoneAnalysis, Missed, RuleCode, Unscheduled, Verdict,
    day::{Day, MilestoneDay},
};
use crate::{
    diag::Place,
    model::{Fact, Key, Milestone, Override, Rag},
};

mod deadline;
mod delivery;
mod facts;
mod life;
mod links;
mod lost;
mod missing;
mod schedule;
mod silent;

/// When a milestone is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expected {
    /// First and last day.
    pub dates: Dates,
    /// Something it waits for has no dates: it will be then at the earliest.
    pub at_least: bool,
    /// What of its deadline and its constraints cannot be kept.
    pub missed: Option<Missed>,
}

/// What a rule reads.
pub(super) struct Case<'a> {
    day: &'a Day<'a>,
    key: Key<Milestone>,
    milestone: &'a Milestone,
    state: &'a MilestoneDay,
    expected: Result<Expected, &'a Unscheduled>,
    variance: Option<i32>,
}

impl Case<'_> {
    /// Whether something is lost, of it or of what it waits for, that may move its dates.
    fn dates_lost(&self) -> bool {
        self.state.dates_lost || self.day.lost_before(self.key).is_some()
    }
}

type Rule = fn(&Case) -> Option<Fired>;

/// Every rule but the last resorts, in the order of the manual.
const RULES: [Rule; 15] = [
    schedule::overdue,
    schedule::slip,
    deadline::deadline,
    delivery::blocked,
    delivery::tested,
    schedule::behind,
    links::out_of_sequence,
    links::waits_for_cancelled,
    delivery::risk,
    facts::stale,
    silent::silent,
    facts::no_owner,
    missing::no_facts,
    lost::lost,
    facts::unscheduled,
];

/// The color of a milestone on the day, with every rule that fired. `expected` are its dates, or why it has none.
pub(super) fn judge(day: &Day, key: Key<Milestone>, expected: Result<Expected, &Unscheduled>) -> Verdict {
    let variance = day.variance(key, expected.ok().map(|expected| expected.dates));
    let (milestone, state) = (&day.program.milestones[key], day.milestone(key));
    let case = Case { day, key, milestone, state, expected, variance };
    let mut fired: Vec<Fired> = match life::cancelled(&case) {
        Some(cancelled) => [Some(cancelled), lost::lost_color(&case)].into_iter().flatten().collect(),
        None => RULES.iter().filter_map(|rule| rule(&case)).collect(),
    };
    fired.extend(life::done(&case));
    if fired.is_empty() {
        fired.extend(life::otherwise(&case));
    }
    fired.sort_by(|a, b| b.rag.cmp(&a.rag).then(a.code.cmp(&b.code)));
    conclude(&case, fired)
}

fn conclude(case: &Case, fired: Vec<Fired>) -> Verdict {
    let computed = fired.first().map_or(Rag::Unknown, |worst| worst.rag);
    let declared = declared(case).map(|fact| fact.value);
    let better = declared.is_some_and(|declared| weight(declared) < weight(computed));
    let worse = declared.map_or(computed, |declared| if better { computed } else { declared.max(computed) });
    // Nobody declared it too well where it is only not known how it stands.
    let unowned = computed == Rag::Unknown && case.state.facts.owner.lost().is_some();
    let watermelon = better && !unowned && case.state.lost.is_empty();
    let valid = standing_override(case);
    let overridden = valid.map(|fact| fact.value.clone());
    let shown = valid.map_or(worse, |fact| fact.value.rag);
    Verdict { shown, computed, declared, fired, watermelon, overridden }
}

/// The override that counts on the day: not one that has expired, nor one that is lost or was to be replaced by one that is.
fn standing_override<'a>(case: &Case<'a>) -> Option<&'a Fact<Override>> {
    let valid = case.state.facts.rag_override.as_ref();
    valid.filter(|valid| case.day.as_of <= valid.value.expires)
}

/// The declared color, unless the milestone was reported done after it was declared.
fn declared<'a>(case: &Case<'a>) -> Option<&'a Fact<Rag>> {
    let rag = case.state.facts.rag.as_ref()?;
    let outlived = case.state.done() && case.state.facts.status.as_ref().is_some_and(|s| rag.on < s.on);
    (!outlived).then_some(rag)
}

/// How bad a color is; unknown counts as amber.
pub(super) fn weight(rag: Rag) -> u8 {
    match rag {
        Rag::Planned => 0,
        Rag::Green => 1,
        Rag::Amber | Rag::Unknown => 2,
        Rag::Red => 3,
    }
}

/// What a rule returns when it fires.
fn fired(code: RuleCode, rag: Rag, place: Option<Place>, facts: Facts) -> Option<Fired> {
    Some(Fired { code, rag, facts, place })
}

impl MilestoneAnalysis {
    /// The worst rule that fired.
    pub fn worst(&self) -> Option<&Fired> {
        self.verdict.fired.first()
    }
}
