//! What is wrong with colors: nothing to do about them, declared too well, overridden for too long.

use crate::{
    analyse::{Chronicle, Progress},
    diag::{Code, Diagnostic},
    model::{Entity, NextAction, Owner, Program, Rag},
};

pub(super) fn no_next_action(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let now = &chronicle.now;
    let mut found = Vec::new();
    for (milestone, analysis) in program.milestones.rows().iter().zip(&now.milestones) {
        let open = !matches!(analysis.progress, Progress::Done(_) | Progress::Cancelled);
        let rag = analysis.verdict.shown;
        if open && matches!(rag, Rag::Red | Rag::Amber) {
            let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
            let owner = analysis.facts.owner.as_ref().map(|fact| &fact.value);
            if let Some(missing) = missing(action, owner) {
                let head = milestone.head();
                let message = format!("{} is {} but has no {missing}", head.id, rag.word());
                found.push(Diagnostic::new(Code::NoNextAction, head.place, message).hint(HINT));
            }
        }
    }
    for (risk, analysis) in program.risks.rows().iter().zip(&now.risks) {
        if analysis.open && matches!(analysis.rag, Rag::Red | Rag::Amber) {
            let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
            let owner = analysis.facts.owner.as_ref().map(|fact| &fact.value);
            let (head, rag) = (risk.head(), analysis.rag.word());
            let (missing, hint) = match missing(action, owner) {
                _ if owner.is_none() => ("owner", "add `owner:`"),
                Some(missing) => (missing, HINT),
                None => continue,
            };
            let message = format!("{} is {rag} but has no {missing}", head.id);
            found.push(Diagnostic::new(Code::NoNextAction, head.place, message).hint(hint));
        }
    }
    for (blocker, analysis) in program.blockers.rows().iter().zip(&now.blockers) {
        let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
        let owner = analysis.facts.required_from.as_ref().map(|fact| &fact.value);
        if let Some(missing) = missing(action, owner).filter(|_| analysis.active) {
            let head = blocker.head();
            let message = format!("{} is active but has no {missing}", head.id);
            found.push(Diagnostic::new(Code::NoNextAction, head.place, message).hint(HINT));
        }
    }
    found
}

const HINT: &str = "add `next_action: {text: ..., owner: ..., due: 2026-05-08}`";

fn missing(action: Option<&NextAction>, owner: Option<&Owner>) -> Option<&'static str> {
    match action {
        None => Some("next action"),
        Some(action) if action.due.is_none() => Some("next action with a due date"),
        Some(action) if action.owner.is_none() && owner.is_none() => Some("owner"),
        Some(_) => None,
    }
}

pub(super) fn watermelons(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.milestones.rows().iter().zip(&chronicle.now.milestones);
    all.filter(|(_, analysis)| analysis.verdict.watermelon)
        .filter_map(|(milestone, analysis)| {
            let (verdict, declared) = (&analysis.verdict, analysis.facts.rag.as_ref()?);
            let (said, is) = (declared.value.word(), verdict.computed.word());
            let reason = analysis.reason().trim_end_matches('.');
            let message =
                format!("{} is declared {said}, but the rules make it {is}: {reason}", milestone.head().id);
            let hint = "report what is known, or give an `override` with reason, name and expiry";
            Some(Diagnostic::new(Code::Watermelon, declared.place, message).hint(hint))
        })
        .collect()
}

pub(super) fn expired_overrides(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.milestones.rows().iter().zip(&chronicle.now.milestones);
    all.filter_map(|(milestone, analysis)| {
        let fact = analysis.facts.rag_override.as_ref()?;
        let expires = fact.value.expires;
        let expired = expires < chronicle.now.as_of;
        let message =
            format!("the override of {} expired on {expires} and no longer counts", milestone.head().id);
        let hint = "remove it, or renew it with a new date";
        expired.then(|| Diagnostic::new(Code::ExpiredOverride, fact.place, message).hint(hint))
    })
    .collect()
}

pub(super) fn overdue_reviews(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.risks.rows().iter().zip(&chronicle.now.risks).filter(|(_, analysis)| analysis.open);
    all.filter_map(|(risk, _)| {
        let review = risk.review_by.filter(|review| review.value < chronicle.now.as_of)?;
        let message = format!("{} was to be reviewed by {}", risk.head().id, review.value);
        let hint = "review it: add an update, and move `review_by` on or close it";
        Some(Diagnostic::new(Code::ReviewOverdue, review.place, message).hint(hint))
    })
    .collect()
}

pub(super) fn risk_colors(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let all = program.risks.rows().iter().zip(&chronicle.now.risks);
    all.filter_map(|(risk, analysis)| {
        let typed = analysis.facts.rag.as_ref().filter(|typed| typed.value != analysis.rag)?;
        let (said, is) = (typed.value.word(), analysis.rag.word());
        let message = format!("{} is typed {said}, but the risk matrix makes it {is}", risk.head().id);
        let hint = "remove `rag`, or correct `probability` and `impact`";
        Some(Diagnostic::new(Code::RiskColor, typed.place, message).hint(hint))
    })
    .collect()
}
