//! Rules about dates: overdue, slip, behind, out of sequence.

use super::{Case, fired};
use crate::{
    analyse::{Facts, Fired, OpenBefore, RuleCode, day::Progress},
    model::{Fact, Key, Milestone, Rag},
};

pub(super) fn overdue(case: &Case) -> Option<Fired> {
    let finish = case.state.baseline?.finish;
    if case.state.done() || case.day.as_of <= finish || case.state.may_be_done {
        return None;
    }
    let late = case.day.calendar().days_between(finish, case.day.as_of);
    let place = case.milestone.baseline_dates(case.day.baseline).finish.map(|finish| finish.place);
    fired(RuleCode::Overdue, Rag::Red, place, Facts::Overdue { finish, late })
}

pub(super) fn slip(case: &Case) -> Option<Fired> {
    let days = case.variance.filter(|days| *days > 0)?;
    if case.state.done() || case.state.may_be_done {
        return None;
    }
    let (forecast, baseline) = (case.expected.ok()?.finish, case.state.baseline?.finish);
    let limit = case.day.program.settings.thresholds.slip;
    let rag = if i64::from(days) > i64::from(limit) { Rag::Red } else { Rag::Amber };
    // Where the owner expects that finish, the owner's word is what was read.
    let owners = case.state.facts.forecast_finish.as_ref().filter(|fact| fact.value == forecast);
    let approved = case.milestone.baseline_finish.map(|finish| finish.place);
    let place = owners.map(|fact| fact.place).or(approved);
    let owner = owners.map(Fact::reported);
    fired(RuleCode::Slip, rag, place, Facts::Slip { forecast, baseline, days, limit, owner })
}

pub(super) fn behind(case: &Case) -> Option<Fired> {
    let facts = &case.state.facts;
    let (complete, status) = (facts.percent_complete.as_ref(), facts.status.as_ref());
    let percent = match case.state.progress {
        Progress::UnderWay(_) => Some(case.state.percent()?),
        Progress::NotStarted if status.is_some() => None,
        _ => return None,
    };
    let baseline = case.state.baseline.filter(|_| !case.state.may_be_done)?;
    let calendar = case.day.calendar();
    let of = calendar.days_of_span(baseline.start, baseline.finish).max(1);
    let passed = calendar.days_between(baseline.start, case.day.as_of);
    let passed = u32::try_from(passed).unwrap_or(0).min(of);
    let expected = u64::from(passed) * 100 / u64::from(of);
    let lag = expected.saturating_sub(percent.unwrap_or(0).into());
    let thresholds = &case.day.program.settings.thresholds;
    let (amber, red) = (thresholds.behind_amber, thresholds.behind_red);
    let (rag, limit) = if lag > u64::from(red) { (Rag::Red, red) } else { (Rag::Amber, amber) };
    if lag <= u64::from(amber) {
        return None;
    }
    let place = complete.map(|fact| fact.place).or(status.map(|fact| fact.place));
    let reported = match percent {
        Some(_) => complete.map(Fact::reported),
        None => status.map(Fact::reported),
    };
    let expected = u8::try_from(expected).unwrap_or(100);
    fired(RuleCode::Behind, rag, place, Facts::Behind { percent, reported, passed, of, expected, limit })
}

/// Of more than these, the others are only counted.
const NAMED: usize = 5;

/// Links other than finish-to-start allow an overlap, so only those of that type count.
pub(super) fn out_of_sequence(case: &Case) -> Option<Fired> {
    let done = match case.state.progress {
        Progress::Done(_) => true,
        Progress::UnderWay(_) => false,
        _ => return None,
    };
    let before = || {
        let before = case.predecessors.iter().copied();
        before.filter(|key| finish_to_start(case, *key) && open(case, *key))
    };
    let count = before().count();
    if count == 0 {
        return None;
    }
    let certain = before().any(|key| !case.day.milestone(key).may_be_done);
    let facts = &case.state.facts;
    let reported = facts.status.as_ref().map(Fact::reported);
    let reported = reported.or_else(|| facts.percent_complete.as_ref().map(Fact::reported));
    let rag = match (certain, done) {
        (false, _) => Rag::Unknown,
        (true, true) => Rag::Red,
        (true, false) => Rag::Amber,
    };
    let named = before().take(NAMED);
    let open =
        named.map(|key| OpenBefore { milestone: key, percent: case.day.milestone(key).percent() }).collect();
    let place = reported.as_ref().map(|told| told.place);
    let more = count.saturating_sub(NAMED);
    let facts = Facts::OutOfSequence { done, reported, open, more, certain };
    fired(RuleCode::OutOfSequence, rag, place, facts)
}

fn open(case: &Case, key: Key<Milestone>) -> bool {
    let state = case.day.milestone(key);
    !state.done() && state.progress != Progress::Cancelled
}

fn finish_to_start(case: &Case, key: Key<Milestone>) -> bool {
    case.day.graph.binds_start_to_finish(key, case.key)
}
