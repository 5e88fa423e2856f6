//! What belongs to a sprint, and its color.

use chrono::NaiveDate;

pub(super) use super::sprint_time::time;
use super::{
    Dates, RollUp, SprintAnalysis, SprintTime, Tally,
    day::{Day, MilestoneDay, Progress},
    roll_up::{Scope, of_strays, risks_astray, roll_up},
    standing::Standing,
    states::days_of_change,
};
use crate::model::{Blocker, Key, Milestone, Rag, Risk, Sprint, Subject};

/// What follows for a sprint on the day.
pub(super) fn analyse(day: &Day, milestones: &[Standing], key: Key<Sprint>) -> SprintAnalysis {
    let sprint = &day.program.sprints[key];
    let span = Dates { start: sprint.start, finish: day.program.last_day(key) };
    let news = day.program.days_of(key);
    let time = time(day, key);
    let scope: Vec<Key<Milestone>> = day
        .program
        .milestones
        .keys()
        .filter(|m| belongs(day, milestones[m.index()].expected, *m, key, span) || completed(day, *m, news))
        .collect();
    let risks = risks(day, &scope);
    let blockers = blockers(day, span);
    let completed = scope.iter().copied().filter(|m| completed(day, *m, news)).collect();
    let roll_up = match time {
        SprintTime::Future => planned(scope.len()),
        _ => {
            let of_any = risks_astray(day)
                .filter(|member| !risks.iter().any(|risk| member.subject == Subject::Risk(*risk)));
            let also = of_strays(day, Some(Subject::Sprint(key))).chain(of_any).collect();
            let parts = Scope { milestones: &scope, risks: &risks, blockers: &blockers, also };
            roll_up(day, milestones, &parts)
        }
    };
    SprintAnalysis { roll_up, milestones: scope, risks, blockers, completed }
}

/// Whether a milestone became known to be done on some days: it is completed once, however late it was reported.
fn completed(day: &Day, key: Key<Milestone>, news: Dates) -> bool {
    let state = day.milestone(key);
    let Progress::Done(Some(on)) = state.progress else { return false };
    let last_told = state.last_report.as_ref().map_or(on, |report| report.on.max(on));
    if news.finish < on || last_told < news.start {
        return false;
    }
    let known = done_since(day, key, news.start);
    news.start <= known && known <= news.finish
}

/// The day since when a milestone that is done on the day has been known to be so without a break; any day before
/// `from` where that is earlier.
fn done_since(day: &Day, key: Key<Milestone>, from: NaiveDate) -> NaiveDate {
    let milestone = &day.program.milestones[key];
    let mut since = day.as_of;
    for change in days_of_change(milestone, &[day.known.status_date]).into_iter().rev() {
        if change > day.as_of {
            continue;
        }
        if !MilestoneDay::new(day.program, milestone, day.known.on(change)).done() {
            break;
        }
        since = change;
        if since < from {
            break;
        }
    }
    since
}

fn belongs(
    day: &Day,
    expected: Option<Dates>,
    key: Key<Milestone>,
    sprint: Key<Sprint>,
    span: Dates,
) -> bool {
    if day.program.milestones[key].sprint == Some(sprint) {
        return true;
    }
    // A report that has no place in time, or does not tell what is so, may have been of this sprint; so may what is lost.
    let state = day.milestone(key);
    let sprint_lost = state.lost.iter().any(|lost| &*lost.field == "sprint");
    let unplaced = state.dates_lost || state.left_open || sprint_lost;
    if unplaced && span.start <= day.as_of {
        return true;
    }
    if carried_over(day, key, span) {
        return true;
    }
    let overlaps = |dates: Dates| dates.start <= span.finish && span.start <= dates.finish;
    let state = day.milestone(key);
    let baseline = state.baseline.known_days().is_some_and(overlaps);
    let expected = match (expected, state.progress) {
        (_, Progress::Cancelled) => return baseline,
        (Some(dates), _) => overlaps(dates),
        (None, Progress::UnderWay(since)) => since <= span.finish && span.start <= day.as_of,
        (None, _) => false,
    };
    baseline || expected
}

/// What should have been finished before the sprint and was not, however far off it is forecast now: else the later
/// a milestone is expected, the better its sprint would look.
fn carried_over(day: &Day, key: Key<Milestone>, span: Dates) -> bool {
    let state = day.milestone(key);
    let open = match state.progress {
        Progress::Done(on) => on.is_none_or(|on| span.start <= on),
        Progress::Cancelled => false,
        Progress::NotStarted | Progress::UnderWay(_) => true,
    };
    open && span.start <= day.as_of && state.baseline.finish.is_some_and(|finish| finish < span.start)
}

/// Open risks that affect a milestone in scope, or name none.
fn risks(day: &Day, scope: &[Key<Milestone>]) -> Vec<Key<Risk>> {
    let concerns_scope = |key: Key<Risk>| {
        let named: Vec<Subject> =
            day.program.risks[key].affects.iter().map(|subject| subject.value).collect();
        named.is_empty() || scope.iter().any(|milestone| day.concerns(named.iter().copied(), *milestone))
    };
    day.program.risks.keys().filter(|key| day.risks[key.index()].open && concerns_scope(*key)).collect()
}

/// Blockers that were active on a day of the sprint.
fn blockers(day: &Day, span: Dates) -> Vec<Key<Blocker>> {
    let active = |key: &Key<Blocker>| {
        // Since when it is known is asked once: the day on which it was raised may contradict its reports.
        let state = &day.blockers[key.index()];
        let resolved = state.facts.resolved_on.as_ref().map(|on| on.value);
        state.known && (state.active || resolved.is_none_or(|on| on >= span.start))
    };
    day.program.blockers.keys().filter(active).collect()
}

/// A future sprint has a plan and no color.
fn planned(milestones: usize) -> RollUp {
    let tally = Tally { planned: milestones, ..Tally::default() };
    RollUp { rag: Rag::Planned, because: Vec::new(), tally, watermelons: 0 }
}
