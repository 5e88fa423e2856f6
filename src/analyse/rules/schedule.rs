//! Rules about dates: overdue, slip, behind, out of sequence.

use super::{Case, fired, reported, working_days};
use crate::{
    analyse::{Fired, RuleCode, day::Progress},
    model::{Entity, Key, Milestone, Rag},
};

pub(super) fn overdue(case: &Case) -> Option<Fired> {
    let finish = case.state.baseline?.finish;
    if case.state.done() || case.day.as_of <= finish || case.state.may_be_done {
        return None;
    }
    let late = case.day.calendar().days_between(finish, case.day.as_of);
    let reason = format!(
        "Baseline finish {finish} passed {} ago and the milestone is not done.",
        working_days(i64::from(late))
    );
    let place = case.milestone.baseline_dates(case.day.baseline).finish.map(|finish| finish.place);
    Some(Fired { place, ..fired(RuleCode::Overdue, Rag::Red, reason) })
}

pub(super) fn slip(case: &Case) -> Option<Fired> {
    let slip = case.variance.filter(|days| *days > 0)?;
    if case.state.done() || case.state.may_be_done {
        return None;
    }
    let (forecast, baseline) = (case.expected.ok()?.finish, case.state.baseline?.finish);
    let threshold = case.day.program.settings.thresholds.slip;
    let beyond = i64::from(slip) > i64::from(threshold);
    let than = if beyond { "more than" } else { "within" };
    // Where the owner expects that finish, the owner's word is what was read.
    let owners = case.state.facts.forecast_finish.as_ref().filter(|fact| fact.value == forecast);
    let told = owners.map_or_else(String::new, |fact| format!(" (its owner's{})", reported(fact)));
    let reason = format!(
        "Forecast finish {forecast}{told} is {} after the baseline finish {baseline}; {than} the {threshold} allowed.",
        working_days(i64::from(slip)),
    );
    let approved = case.milestone.baseline_finish.map(|finish| finish.place);
    let place = owners.map(|fact| fact.place).or(approved);
    Some(Fired { place, ..fired(RuleCode::Slip, if beyond { Rag::Red } else { Rag::Amber }, reason) })
}

pub(super) fn behind(case: &Case) -> Option<Fired> {
    let percent = match case.state.progress {
        Progress::UnderWay(_) => i64::from(case.state.percent()?),
        Progress::NotStarted if case.state.facts.status.is_some() => 0,
        _ => return None,
    };
    let baseline = case.state.baseline.filter(|_| !case.state.may_be_done)?;
    let calendar = case.day.calendar();
    let whole = i64::from(calendar.days_of_span(baseline.start, baseline.finish)).max(1);
    let elapsed = i64::from(calendar.days_between(baseline.start, case.day.as_of)).clamp(0, whole);
    let expected = elapsed * 100 / whole;
    let lag = expected - percent;
    let thresholds = &case.day.program.settings.thresholds;
    let (amber, red) = (i64::from(thresholds.behind_amber), i64::from(thresholds.behind_red));
    if lag <= amber {
        return None;
    }
    let fact = case.state.facts.percent_complete.as_ref();
    let told = fact.map(reported).filter(|told| !told.is_empty());
    let told = told.as_deref().map_or(" reported", |told| told.trim_start_matches(','));
    let reason = format!(
        "{percent} %{told}, but {elapsed} of {} have passed ({expected} %): {lag} points behind, {} allowed.",
        working_days(whole),
        if lag > red { red } else { amber },
    );
    let status = case.state.facts.status.as_ref().map(|fact| fact.place);
    let place = fact.map(|fact| fact.place).or(status);
    let rag = if lag > red { Rag::Red } else { Rag::Amber };
    Some(Fired { place, ..fired(RuleCode::Behind, rag, reason) })
}

/// Links other than finish-to-start allow an overlap, so only those of that type count.
pub(super) fn out_of_sequence(case: &Case) -> Option<Fired> {
    let done = match case.state.progress {
        Progress::Done(_) => true,
        Progress::UnderWay(_) => false,
        _ => return None,
    };
    let before = case.predecessors.iter().copied();
    let open: Vec<Key<Milestone>> =
        before.filter(|key| finish_to_start(case, *key) && open(case, *key)).collect();
    if open.is_empty() {
        return None;
    }
    let facts = &case.state.facts;
    let status = facts.status.as_ref().map(|fact| (fact.place, fact.on));
    let told = status.or(facts.percent_complete.as_ref().map(|fact| (fact.place, fact.on)));
    let place = told.map(|(place, _)| place);
    let on = told.and_then(|(_, on)| on).map_or_else(String::new, |on| format!(" on {on}"));
    let what = if done { "Reported done" } else { "Reported as begun" };
    let names: Vec<String> = open.iter().map(|key| describe(case, *key)).collect();
    let names = listed(&names);
    let (rag, reason) = if open.iter().all(|key| case.day.milestone(*key).may_be_done) {
        (Rag::Unknown, format!("{what}{on}; it is not known whether what it waits for is done: {names}."))
    } else {
        let rag = if done { Rag::Red } else { Rag::Amber };
        (rag, format!("{what}{on} before what it waits for: {names}."))
    };
    Some(Fired { place, ..fired(RuleCode::OutOfSequence, rag, reason) })
}

fn open(case: &Case, key: Key<Milestone>) -> bool {
    let state = case.day.milestone(key);
    !state.done() && state.progress != Progress::Cancelled
}

fn finish_to_start(case: &Case, key: Key<Milestone>) -> bool {
    case.day.graph.binds_start_to_finish(key, case.key)
}

fn describe(case: &Case, key: Key<Milestone>) -> String {
    let id = &case.day.program.milestones[key].head().id;
    match case.day.milestone(key).percent() {
        Some(percent) => format!("{id} ({percent} %)"),
        None => format!("{id} (no progress reported)"),
    }
}

/// The first few of a list, and how many more there are.
fn listed(items: &[String]) -> String {
    const SHOWN: usize = 5;
    let more = items.len().saturating_sub(SHOWN);
    let shown = items.get(..SHOWN.min(items.len())).unwrap_or_default().join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}
