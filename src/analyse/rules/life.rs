//! Rules that fire when nothing is wrong: done, on track, not due, given up.

use super::{Case, deadline, fired};
use crate::{
    analyse::{Facts, Fired, RuleCode, day::Progress},
    model::{Fact, Rag},
};

pub(super) fn done(case: &Case) -> Option<Fired> {
    let Progress::Done(Some(on)) = case.state.progress else { return None };
    let (finish, status) = (case.state.facts.actual_finish.as_ref(), case.state.facts.status.as_ref());
    let place = finish.map(|fact| fact.place).or(status.map(|fact| fact.place));
    let reported = status.map(Fact::reported);
    fired(
        RuleCode::Done,
        Rag::Green,
        place,
        Facts::Done { on, reported, missed: deadline::missed_by(case, on) },
    )
}

pub(super) fn cancelled(case: &Case) -> Option<Fired> {
    let given_up = case.state.progress == Progress::Cancelled;
    let status = case.state.facts.status.as_ref().filter(|_| given_up)?;
    fired(RuleCode::Cancelled, Rag::Planned, Some(status.place), Facts::Cancelled(status.reported()))
}

/// On track or not due: the last resort when no other rule fires.
pub(super) fn otherwise(case: &Case) -> Option<Fired> {
    if let Progress::UnderWay(_) = case.state.progress {
        let percent = case.state.facts.percent_complete.as_ref();
        let place = percent.map(|fact| fact.place);
        let reported = percent.map(Fact::reported);
        let facts = Facts::OnTrack { percent: percent.map(|fact| fact.value), reported };
        return fired(RuleCode::OnTrack, Rag::Green, place, facts);
    }
    let written = case.milestone.baseline_dates(case.day.baseline);
    let place = written.start.or(written.finish).map(|date| date.place);
    fired(RuleCode::NotDue, Rag::Planned, place, Facts::NotDue(case.state.baseline))
}
