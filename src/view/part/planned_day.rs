//! The days of the plan, as calendars have them: gates, milestones, sprints.

use chrono::NaiveDate;

use crate::{
    analyse::Progress,
    model::{Entity, GateDecision, Key, LifeCycle, Party, Subject},
    say::planned_day as say,
    view::Context,
};

/// What takes days of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDay {
    /// Which: a phase stands for its gate.
    pub subject: Subject,
    /// A name that it keeps wherever it moves: `gate-P2`.
    pub name: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// What people see.
    pub title: String,
    /// Color, approved day, owner.
    pub about: String,
    /// It is given up.
    pub cancelled: bool,
}

impl Context<'_> {
    /// The days of the whole plan, or of what somebody answers for (sprints are everybody's), in order of time.
    pub fn planned_days(&self, owner: Option<Key<Party>>) -> Vec<PlannedDay> {
        let mine = |subject| owner.is_none_or(|owner| self.is_answered_by(subject, owner));
        let gates = self.program.phases.keys().filter(|key| mine(Subject::Phase(*key)));
        let gates = gates.filter_map(|key| {
            let phase = &self.now().phases[key.index()];
            let on = phase.gate.forecast?;
            let decision =
                phase.gate.facts.decision.as_ref().map_or(GateDecision::Pending, |fact| fact.value);
            let name = self.plain_link(Subject::Phase(key)).text;
            let owner = self.program.phases[key].owner.as_ref().map(|owner| self.program.calls(owner));
            Some(PlannedDay {
                subject: Subject::Phase(key),
                name: format!("gate-{}", self.program.phases[key].head().id),
                first: on,
                last: on,
                title: say::gate(&name),
                about: say::about(phase.roll_up.rag, decision.word(), phase.gate.baseline, owner),
                cancelled: false,
            })
        });
        let milestones = self.program.milestones.keys().filter(|key| mine(Subject::Milestone(*key)));
        let milestones = milestones.filter_map(|key| {
            let analysis = self.now().milestone(key);
            let on = match analysis.progress {
                Progress::Done(on) => on,
                _ => None,
            };
            let on = on.or_else(|| Some(analysis.schedule.as_ref().ok()?.forecast.finish))?;
            let life = analysis.life_cycle();
            let owner = analysis.facts.owner.as_ref().map(|owner| self.program.calls(&owner.value));
            Some(PlannedDay {
                subject: Subject::Milestone(key),
                name: format!("milestone-{}", self.program.milestones[key].head().id),
                first: on,
                last: on,
                title: self.plain_link(Subject::Milestone(key)).text,
                about: say::about(analysis.verdict.shown, life.word(), analysis.baseline.finish, owner),
                cancelled: life == LifeCycle::Cancelled,
            })
        });
        let sprints = self.program.sprints.iter().map(|(key, sprint)| PlannedDay {
            subject: Subject::Sprint(key),
            name: format!("sprint-{}", sprint.head().id),
            first: sprint.start,
            last: sprint.end,
            title: sprint.head().title.clone(),
            about: sprint.goal.clone().unwrap_or_default(),
            cancelled: false,
        });
        let mut days: Vec<PlannedDay> = gates.chain(milestones).chain(sprints).collect();
        days.sort_by(|a, b| (a.first, a.last, &a.name).cmp(&(b.first, b.last, &b.name)));
        days
    }
}
