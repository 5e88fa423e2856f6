//! The color of a sprint, phase or program: the worst in its scope, with the list that made it so.

use std::cmp::Reverse;

use super::{
    Analysis, Cause, RollUp, RollUpMember, Tally, astray, day::Day, rules::weight, standing::Standing,
};
use crate::model::{Blocker, Key, Milestone, Owner, Phase, Program, Rag, Risk, Severity, Subject};

/// What a color is made from.
pub(super) struct Scope<'a> {
    pub milestones: &'a [Key<Milestone>],
    pub risks: &'a [Key<Risk>],
    pub blockers: &'a [Key<Blocker>],
    pub also: Vec<RollUpMember>,
}

/// The color of a scope.
pub(super) fn roll_up(day: &Day, milestones: &[Standing], scope: &Scope) -> RollUp {
    let mut tally = Tally::default();
    let mut watermelons = 0;
    for key in scope.milestones {
        let milestone = &milestones[key.index()];
        tally.count(milestone.rag);
        watermelons += usize::from(milestone.watermelon);
    }
    let rag = color(day, milestones, scope);
    let mut because: Vec<RollUpMember> =
        members(day, milestones, scope).filter(|member| weight(member.rag) > 1).collect();
    because.sort_by(|a, b| b.rag.cmp(&a.rag).then(a.subject.cmp(&b.subject)));
    RollUp { rag, because, tally, watermelons }
}

/// The color alone: the worst in scope. Unknown counts as amber; where nothing else has a color it is said as it is.
pub(super) fn color(day: &Day, milestones: &[Standing], scope: &Scope) -> Rag {
    let colored =
        || members(day, milestones, scope).map(|member| member.rag).filter(|rag| *rag != Rag::Planned);
    match colored().max_by_key(|rag| (weight(*rag), *rag != Rag::Unknown)) {
        None => Rag::Planned,
        Some(Rag::Unknown) if colored().any(|rag| rag != Rag::Unknown) => Rag::Amber,
        Some(rag) => rag,
    }
}

/// All in a scope that can have a color.
fn members<'a>(
    day: &'a Day,
    milestones: &'a [Standing],
    scope: &'a Scope,
) -> impl Iterator<Item = RollUpMember> + 'a {
    let milestone = |key: &Key<Milestone>| {
        let milestone = &milestones[key.index()];
        RollUpMember { subject: Subject::Milestone(*key), rag: milestone.rag, cause: milestone.cause }
    };
    let active = scope.blockers.iter().filter(|key| day.blockers[key.index()].active);
    let also = scope.also.iter().copied();
    also.chain(scope.milestones.iter().map(milestone))
        .chain(scope.risks.iter().map(|key| risk(day, *key)))
        .chain(active.map(|key| blocker(day, *key)))
}

impl Tally {
    /// One more of a color.
    pub fn count(&mut self, rag: Rag) {
        let counter = match rag {
            Rag::Red => &mut self.red,
            Rag::Amber => &mut self.amber,
            Rag::Unknown => &mut self.unknown,
            Rag::Green => &mut self.green,
            Rag::Planned => &mut self.planned,
        };
        *counter += 1;
    }
}

/// What may belong to a phase: milestones of no readable phase, and what may concern anything.
pub(super) fn astray_in(day: &Day, phase: Key<Phase>) -> impl Iterator<Item = RollUpMember> {
    let unknown = |subject, cause| RollUpMember { subject, rag: Rag::Unknown, cause };
    let milestones = astray::may_be_of(day.program, phase).map(Subject::Milestone);
    let milestones = milestones.map(move |subject| unknown(subject, Cause::Astray));
    let parts_lost = astray::parts_lost(day.program, phase);
    let own = parts_lost.then(|| unknown(Subject::Phase(phase), Cause::PartsLost));
    let blockers = day.program.blockers.keys().filter(|key| day.blockers[key.index()].reach_lost);
    let blockers = blockers.map(|key| RollUpMember { rag: Rag::Unknown, ..blocker(day, key) });
    milestones.chain(own).chain(risks_astray(day)).chain(blockers)
}

/// Risks of which it cannot be read what they concern: it may be anything.
pub(super) fn risks_astray(day: &Day) -> impl Iterator<Item = RollUpMember> {
    let risks = day.program.risks.keys().filter(|key| day.risks[key.index()].reach_lost);
    risks.map(|key| RollUpMember { rag: Rag::Unknown, ..risk(day, key) })
}

/// Files that may be things of the plan, and of anything in it; `whole` is what they may be a part of.
pub(super) fn of_strays(day: &Day, whole: Option<Subject>) -> impl Iterator<Item = RollUpMember> {
    let unknown = |subject, cause| RollUpMember { subject, rag: Rag::Unknown, cause };
    let pages = day.program.pages.iter().filter(|(_, page)| page.stray.is_some());
    let pages = pages.map(move |(key, _)| unknown(Subject::Page(key), Cause::Stray));
    let unread = whole.filter(|_| !day.program.unread.is_empty());
    pages.chain(unread.map(move |whole| unknown(whole, Cause::Unread)))
}

fn risk(day: &Day, key: Key<Risk>) -> RollUpMember {
    let state = &day.risks[key.index()];
    let cause = Cause::Risk {
        probability: state.facts.probability.as_ref().map(|fact| fact.value),
        impact: state.facts.impact.as_ref().map(|fact| fact.value),
    };
    RollUpMember { subject: Subject::Risk(key), rag: state.rag, cause }
}

fn blocker(day: &Day, key: Key<Blocker>) -> RollUpMember {
    let severity = day.blockers[key.index()].facts.severity.as_ref().map(|fact| fact.value);
    let rag = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
    let raised = day.program.blockers[key].raised_on.map(|on| on.value);
    RollUpMember { subject: Subject::Blocker(key), rag, cause: Cause::Blocker { severity, raised } }
}

impl Analysis {
    /// What made a color: the worst first, and of these what most depends on.
    pub fn worst_first(&self, roll_up: &RollUp) -> Vec<RollUpMember> {
        let mut members = roll_up.because.clone();
        members.sort_by_key(|member| (Reverse(member.rag), Reverse(self.weight_in_plan(member.subject))));
        members
    }

    /// How much depends on a thing: critical milestones, the latest first, then what holds work up, then the others.
    fn weight_in_plan(&self, subject: Subject) -> (u8, i32) {
        match subject {
            Subject::Milestone(key) => {
                let milestone = self.milestone(key);
                let placement = milestone.schedule.as_ref().ok();
                let open = milestone.progress.is_open();
                let critical = open && placement.is_some_and(|placement| placement.critical);
                let late = placement.and_then(|placement| placement.variance).unwrap_or(0);
                (if critical { 3 } else { u8::from(open) }, late)
            }
            Subject::Blocker(_) => (2, 0),
            _ => (0, 0),
        }
    }

    /// Who answers for a thing on the day: the owner of a milestone, risk or phase, who must act on a blocker.
    pub fn answers_for<'a>(&'a self, program: &'a Program, subject: Subject) -> Option<&'a Owner> {
        let fact = match subject {
            Subject::Milestone(key) => &self.milestone(key).facts.owner,
            Subject::Risk(key) => &self.risk(key).facts.owner,
            Subject::Blocker(key) => &self.blockers[key.index()].facts.required_from,
            Subject::Phase(key) => return program.phases[key].owner.as_ref(),
            _ => return None,
        };
        fact.as_ref().map(|fact| &fact.value)
    }
}
