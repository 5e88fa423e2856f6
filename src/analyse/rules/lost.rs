//! The rule `lost`: what was written about a milestone, or about what surrounds it, and does not count.

use super::{Case, fired};
use crate::{
    analyse::{Facts, Fired, RuleCode},
    model::{Entity, Kind, Lost, Rag, Subject},
};

pub(super) fn lost(case: &Case) -> Option<Fired> {
    own(case).or_else(|| before(case)).or_else(|| around(case))
}

/// The part of it that holds for what was given up, too: a color that was reported, or set against the rules.
pub(super) fn lost_color(case: &Case) -> Option<Fired> {
    let facts = &case.state.facts;
    let mut lost = facts.rag.lost().into_iter().chain(facts.rag_override.lost());
    told(lost.find(|lost| lost.counts_on(case.day.as_of))?, 0)
}

/// What of its facts, its plan or the settings does not count.
fn own(case: &Case) -> Option<Fired> {
    let all = &case.state.lost;
    told(all.first()?, all.len() - 1)
}

fn told(lost: &Lost, more: usize) -> Option<Fired> {
    fired(RuleCode::Lost, Rag::Unknown, Some(lost.place), Facts::Lost { lost: lost.clone(), more })
}

/// What it waits for, however far back, may be later than is known.
fn before(case: &Case) -> Option<Fired> {
    let key = case.day.lost_before(case.key).filter(|_| !case.state.done())?;
    let place = case.day.milestone(key).lost.first().map(|lost| lost.place);
    let place = place.unwrap_or(case.milestone.head().place);
    fired(RuleCode::Lost, Rag::Unknown, Some(place), Facts::LostBefore(key))
}

/// A blocker, risk or milestone of which it cannot be read what it holds up or affects, or that it is one.
fn around(case: &Case) -> Option<Fired> {
    if !case.state.progress.is_open() {
        return None;
    }
    let (day, program) = (case.day, case.day.program);
    let blocker = program.blockers.keys().find(|key| day.blockers[key.index()].reach_lost);
    let risk = || program.risks.keys().find(|key| day.risks[key.index()].reach_lost);
    let stray =
        || program.pages.iter().find(|(_, page)| matches!(page.stray, Some(Kind::Risk | Kind::Blocker)));
    let subject = blocker
        .map(Subject::Blocker)
        .or_else(|| risk().map(Subject::Risk))
        .or_else(|| stray().map(|(key, _)| Subject::Page(key)))
        .or_else(|| {
            let mut others = day.may_hold_up.iter().filter(|other| **other != case.key);
            others.next().map(|key| Subject::Milestone(*key))
        })?;
    let lost = day.program.lost_of(program.head(subject).file).next();
    let place = lost.map_or(case.milestone.head().place, |lost| lost.place);
    fired(RuleCode::Lost, Rag::Unknown, Some(place), Facts::LostReach(subject))
}
