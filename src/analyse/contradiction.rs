//! Facts of a milestone that cannot both be so. Neither counts then: which of the two is wrong nobody knows.
//!
//! Knows no colors and no words: what is lost this way is like what cannot be read.

use chrono::NaiveDate;

use crate::model::{
    Contradiction, Fact, Known, LifeCycle, Loss, Lost, Milestone, MilestoneFacts, Overlay, Told,
};

/// What is known of a milestone on a day. A report that contradicts itself says nothing of what it contradicts, whatever
/// others of its day say: what they leave out stays lost.
pub(super) fn state(milestone: &Milestone, known: Known) -> MilestoneFacts {
    let history = &milestone.history;
    let base = known.base(history);
    let base = at_odds(&base).unwrap_or_else(|| base.into_owned());
    let mut facts = history.laid_over(base, known.day, |state, report| {
        let bent = at_odds(report);
        state.overlay(bent.as_ref().unwrap_or(report));
    });
    lose_contradictions(&mut facts);
    facts
}

/// What is left of a report that contradicts itself, or may do so; `None` where it does not.
fn at_odds(report: &MilestoneFacts) -> Option<MilestoneFacts> {
    // What status it has where it gives none, another report says.
    let by_status = || report.status.is_some() && (not_done(report).is_some() || finished(report).is_some());
    let perhaps = perhaps(report);
    let odds = backward(report).is_some() || perhaps.is_some() || by_status();
    odds.then(|| {
        let mut bent = report.clone();
        if let Some(why) = perhaps {
            bent.actual_start.lose("actual_start", why.clone());
            bent.actual_finish.lose("actual_finish", why);
        }
        lose_contradictions(&mut bent);
        bent
    })
}

/// What cannot be read beside a date may have contradicted it.
fn perhaps(report: &MilestoneFacts) -> Option<Loss> {
    let (start, finish) = (&report.actual_start, &report.actual_finish);
    let beside = match (start.is_some(), finish.is_some()) {
        (_, true) => report.status.lost().or(start.lost()),
        (true, false) => finish.lost(),
        (false, false) => None,
    };
    beside.map(|lost| lost.why.clone())
}

/// Lose the facts of a state that contradict each other. A status that is newer than what it contradicts, where both have
/// a day, takes that back.
fn lose_contradictions(facts: &mut MilestoneFacts) {
    foretold(&mut facts.actual_start, "actual_start");
    foretold(&mut facts.actual_finish, "actual_finish");
    if let Some(why) = backward(facts) {
        facts.actual_start.lose("actual_start", Loss::Contradicts(why));
        facts.actual_finish.lose("actual_finish", Loss::Contradicts(why));
    }
    if let Some(why) = perhaps_not_done(facts) {
        facts.status.lose("status", why);
    } else if let Some(why) = not_done(facts) {
        facts.status.lose("status", Loss::Contradicts(why));
    } else if let Some(why) = finished(facts) {
        facts.actual_finish.lose("actual_finish", Loss::Contradicts(why));
        if facts.status.is_some() {
            facts.status.lose("status", Loss::Contradicts(why));
        }
    }
}

/// Finished before it was begun.
fn backward(facts: &MilestoneFacts) -> Option<Contradiction> {
    let (start, finish) = facts.actual_start.as_ref().zip(facts.actual_finish.as_ref())?;
    let (start, finish) = (start.value, finish.value);
    (finish < start).then_some(Contradiction::Backwards { start, finish })
}

/// What has happened after the day on which it was told.
fn foretold(fact: &mut Told<NaiveDate>, field: &'static str) {
    let Some(told) = fact.as_ref() else { return };
    if let Some(on) = told.on.filter(|on| told.value > *on) {
        fact.lose(field, Loss::Contradicts(Contradiction::Foretold(on)));
    }
}

/// Done, and a fact that is as new is lost, which may have said that it is not.
fn perhaps_not_done(facts: &MilestoneFacts) -> Option<Loss> {
    let status = facts.status.as_ref().filter(|status| status.value == LifeCycle::Done)?;
    let lost = [
        facts.percent_complete.lost(),
        facts.remaining.lost(),
        facts.actual_start.lost(),
        facts.actual_finish.lost(),
    ];
    // Dates in the wrong order both say that it was begun and finished.
    let in_disorder = |lost: &Lost| matches!(lost.why, Loss::Contradicts(Contradiction::Backwards { .. }));
    let mut lost = lost.into_iter().flatten().filter(|lost| !in_disorder(lost));
    let lost = lost.find(|lost| lost.on.is_none() || lost.on >= status.on)?;
    Some(lost.why.clone())
}

/// Done, and a fact that is as new says that it is not.
fn not_done(facts: &MilestoneFacts) -> Option<Contradiction> {
    let status = facts.status.as_ref().filter(|status| status.value == LifeCycle::Done)?;
    let stands = |on: Option<NaiveDate>| on.is_none() || on >= status.on;
    let percent = facts.percent_complete.as_ref().filter(|percent| stands(percent.on));
    if let Some(percent) = percent.filter(|percent| percent.value < 100) {
        // Front matter without a day is older than a report.
        return (percent.on.is_some() || status.on.is_none()).then_some(Contradiction::DoneAt(percent.value));
    }
    let remaining = facts.remaining.as_ref().filter(|left| left.value.days() > 0 && stands(left.on))?;
    (remaining.on.is_some() || status.on.is_none()).then_some(Contradiction::DoneWithWork)
}

/// A day of finish without a status that says that it is done then.
fn finished(facts: &MilestoneFacts) -> Option<Contradiction> {
    let finish = facts.actual_finish.as_ref()?;
    let open = |status: &&Fact<LifeCycle>| !matches!(status.value, LifeCycle::Done | LifeCycle::Cancelled);
    match facts.status.as_ref() {
        None if facts.status.is_silent() => {
            Some(Contradiction::Finished { finish: finish.value, status: None })
        }
        Some(status) if open(&status) => {
            let taken_back = finish.on < status.on;
            let why = Contradiction::Finished { finish: finish.value, status: Some(status.value) };
            (!taken_back).then_some(why)
        }
        _ => None,
    }
}
