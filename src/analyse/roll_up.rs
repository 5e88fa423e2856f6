//! The color of a sprint, phase or program: the worst in its scope, with the list that made it so.

use super::{MilestoneAnalysis, RollUp, RollUpMember, Tally, day::Day, rules::weight};
use crate::model::{Blocker, Entity, Key, Milestone, Owner, Rag, Risk, Severity, Subject};

/// What a color is made from.
pub(super) struct Scope<'a> {
    pub milestones: &'a [Key<Milestone>],
    pub risks: &'a [Key<Risk>],
    pub blockers: &'a [Key<Blocker>],
    pub also: Vec<RollUpMember>,
}

/// The color of a scope.
pub(super) fn roll_up(day: &Day, milestones: &[MilestoneAnalysis], scope: Scope) -> RollUp {
    let mut tally = Tally::default();
    let mut members = scope.also;
    let mut watermelons = 0;
    for key in scope.milestones {
        let milestone = &milestones[key.index()];
        count(&mut tally, milestone.verdict.shown);
        watermelons += usize::from(milestone.verdict.watermelon);
        members.push(RollUpMember {
            subject: Subject::Milestone(*key),
            rag: milestone.verdict.shown,
            reason: shown_reason(milestone),
            owner: milestone.facts.owner.as_ref().map(|fact| fact.value.clone()),
        });
    }
    members.extend(scope.risks.iter().map(|key| risk(day, *key)));
    members.extend(
        scope.blockers.iter().filter(|key| day.blockers[key.index()].active).map(|key| blocker(day, *key)),
    );
    let rag = worst(&members);
    members.retain(|member| weight(member.rag) > 1);
    members.sort_by(|a, b| b.rag.cmp(&a.rag).then(a.subject.cmp(&b.subject)));
    RollUp { rag, because: members, tally, watermelons }
}

/// Unknown counts as amber; where nothing else has a color it is said as it is.
fn worst(members: &[RollUpMember]) -> Rag {
    let colored = || members.iter().map(|member| member.rag).filter(|rag| *rag != Rag::Planned);
    match colored().max_by_key(|rag| (weight(*rag), *rag != Rag::Unknown)) {
        None => Rag::Planned,
        Some(Rag::Unknown) if colored().any(|rag| rag != Rag::Unknown) => Rag::Amber,
        Some(rag) => rag,
    }
}

/// Why a milestone is shown in its color: an override, the worst rule, or its owner's word.
fn shown_reason(milestone: &MilestoneAnalysis) -> String {
    let verdict = &milestone.verdict;
    if let Some(overridden) = &verdict.overridden {
        return format!("Overridden: {overridden}");
    }
    if verdict.shown == verdict.computed {
        return milestone.reason().to_owned();
    }
    match (&milestone.facts.rag, &milestone.facts.note) {
        (Some(rag), Some(note)) => {
            let by = rag.by.as_ref().map_or_else(String::new, |by| format!(" by {}", by.name));
            format!("Declared {}{by}: {}", rag.value.word(), note.value)
        }
        _ => format!("Declared {}.", verdict.shown.word()),
    }
}

fn count(tally: &mut Tally, rag: Rag) {
    let counter = match rag {
        Rag::Red => &mut tally.red,
        Rag::Amber => &mut tally.amber,
        Rag::Unknown => &mut tally.unknown,
        Rag::Green => &mut tally.green,
        Rag::Planned => &mut tally.planned,
    };
    *counter += 1;
}

fn risk(day: &Day, key: Key<Risk>) -> RollUpMember {
    let (state, head) = (&day.risks[key.index()], day.program.risks[key].head());
    let (probability, impact) = (&state.facts.probability, &state.facts.impact);
    let reason = match (probability, impact) {
        (Some(probability), Some(impact)) => {
            format!(
                "{} Probability {}, impact {}.",
                sentence(&head.title),
                probability.value.word(),
                impact.value.word()
            )
        }
        _ => format!("{} Its probability or impact is not known.", sentence(&head.title)),
    };
    member(Subject::Risk(key), state.rag, reason, state.facts.owner.as_ref().map(|fact| &fact.value))
}

fn blocker(day: &Day, key: Key<Blocker>) -> RollUpMember {
    let (state, head) = (&day.blockers[key.index()], day.program.blockers[key].head());
    let severity = state.facts.severity.as_ref().map(|fact| fact.value);
    let rag = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
    let words = severity.map_or("unknown", Severity::word);
    let reason = format!("{} Severity {words}.", sentence(&head.title));
    member(Subject::Blocker(key), rag, reason, state.facts.required_from.as_ref().map(|fact| &fact.value))
}

fn member(subject: Subject, rag: Rag, reason: String, owner: Option<&Owner>) -> RollUpMember {
    RollUpMember { subject, rag, reason, owner: owner.cloned() }
}

/// A title as a sentence.
fn sentence(title: &str) -> String {
    if title.ends_with(['.', '!', '?']) { title.to_owned() } else { format!("{title}.") }
}
