//! Parts that several pages share: rows, reasons, asks, changes.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Context, OwnerLink, SubjectLink};
use crate::{
    analyse::{Analysis, Dates, MilestoneAnalysis, Progress, RollUp, Tally, Unscheduled},
    model::{Blocker, Key, LifeCycle, Milestone, NextAction, Rag, Risk, Subject},
};

/// A first and a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DatesView {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
}

impl From<Dates> for DatesView {
    fn from(dates: Dates) -> Self {
        Self { start: dates.start, finish: dates.finish }
    }
}

/// A milestone as a row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneRow {
    /// Which.
    pub subject: SubjectLink,
    /// The color shown.
    pub rag: Rag,
    /// Where it stands in its life.
    pub status: &'static str,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// 0 to 100, where it was reported.
    pub percent_complete: Option<u8>,
    /// The approved dates.
    pub baseline: Option<DatesView>,
    /// The expected or actual dates.
    pub forecast: Option<DatesView>,
    /// Last day of the baseline.
    pub baseline_finish: Option<NaiveDate>,
    /// Last day of the forecast.
    pub forecast_finish: Option<NaiveDate>,
    /// Forecast minus baseline in working days.
    pub variance: Option<i32>,
    /// Total float in working days.
    pub total_float: Option<i32>,
    /// No total float.
    pub critical: bool,
    /// Declared better than computed.
    pub watermelon: bool,
    /// Color its owner declared.
    pub declared: Option<Rag>,
    /// Why it has its color.
    pub reason: String,
    /// Why it has no dates.
    pub unscheduled: Option<String>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
}

/// Who does what by when.
#[derive(Debug, Clone, Serialize)]
pub struct NextActionView {
    /// What.
    pub text: String,
    /// Who.
    pub owner: Option<OwnerLink>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
}

/// A color with what made it.
#[derive(Debug, Clone, Serialize)]
pub struct RollUpView {
    /// The color.
    pub rag: Rag,
    /// In one sentence.
    pub sentence: String,
    /// What made it, worst first.
    pub because: Vec<ReasonView>,
    /// How many of each color.
    pub tally: Tally,
    /// How many declared better than computed.
    pub watermelons: usize,
}

/// One that made a color.
#[derive(Debug, Clone, Serialize)]
pub struct ReasonView {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
}

/// A risk as a row.
#[derive(Debug, Clone, Serialize)]
pub struct RiskRow {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// What it concerns.
    pub category: Option<&'static str>,
    /// How likely.
    pub probability: Option<&'static str>,
    /// How bad.
    pub impact: Option<&'static str>,
    /// Whether it stands.
    pub status: &'static str,
    /// Whether it still counts.
    pub open: bool,
    /// What would follow.
    pub effect: Option<String>,
    /// What is done against it.
    pub mitigation: Option<String>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
}

/// A blocker as a row.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerRow {
    /// Which.
    pub subject: SubjectLink,
    /// How bad.
    pub severity: &'static str,
    /// Its color: red from high on, amber below.
    pub rag: Rag,
    /// Still in the way.
    pub active: bool,
    /// What it holds up.
    pub blocks: Vec<SubjectLink>,
    /// Who raised it.
    pub raised_by: Option<OwnerLink>,
    /// When.
    pub raised_on: Option<NaiveDate>,
    /// When it was resolved.
    pub resolved_on: Option<NaiveDate>,
    /// Calendar days it has been, or was, open.
    pub age_days: Option<i64>,
    /// Who must act.
    pub required_from: Option<OwnerLink>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
    /// What was said last.
    pub note: Option<String>,
}

/// Something a reader is asked to do.
#[derive(Debug, Clone, Serialize)]
pub struct Ask {
    /// What; `None` where nobody has said.
    pub action: Option<String>,
    /// Who.
    pub owner: Option<OwnerLink>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
    /// The color of what it is about.
    pub rag: Rag,
    /// What it is about.
    pub subject: SubjectLink,
}

/// One report.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// When.
    pub date: NaiveDate,
    /// On what.
    pub subject: SubjectLink,
    /// By whom.
    pub by: Option<OwnerLink>,
    /// In words.
    pub note: Option<String>,
    /// What changed: `status in_progress`, `20 %`.
    pub facts: Vec<String>,
    /// The color declared.
    pub rag: Option<Rag>,
}

/// The word of a milestone's life cycle, as far as its facts tell.
pub fn status_word(milestone: &MilestoneAnalysis) -> &'static str {
    let told = milestone.facts.status.as_ref().map(|status| status.value);
    match (milestone.progress, told) {
        (Progress::Done(_), _) => LifeCycle::Done.word(),
        (Progress::Cancelled, _) => LifeCycle::Cancelled.word(),
        (_, Some(LifeCycle::Blocked)) => LifeCycle::Blocked.word(),
        (_, Some(LifeCycle::Unknown)) => LifeCycle::Unknown.word(),
        (Progress::UnderWay(_), _) => LifeCycle::InProgress.word(),
        (Progress::NotStarted, _) => LifeCycle::Planned.word(),
    }
}

/// The reported percentage; 100 when done.
pub fn percent(milestone: &MilestoneAnalysis) -> Option<u8> {
    match milestone.progress {
        Progress::Done(_) => Some(100),
        _ => milestone.facts.percent_complete.as_ref().map(|fact| fact.value),
    }
}

/// Why a milestone has no dates.
pub fn unscheduled_reason(cx: &Context, reason: &Unscheduled) -> String {
    match reason {
        Unscheduled::Cycle(members) => {
            let mut ids: Vec<&str> = members.iter().map(|subject| &*cx.program.head(*subject).id).collect();
            ids.extend(ids.first().copied());
            format!("it waits for itself: {}", ids.join(" → "))
        }
        Unscheduled::NoDuration => "it has neither a duration nor both dates".to_owned(),
        Unscheduled::UnknownReference => "it waits for something that is not in the program".to_owned(),
        Unscheduled::Cancelled => "it was given up".to_owned(),
        Unscheduled::NoStart => "the program has no start date".to_owned(),
    }
}

impl Context<'_> {
    /// A milestone as a row, in the state of `analysis`.
    pub fn milestone_row(&self, analysis: &Analysis, key: Key<Milestone>) -> MilestoneRow {
        let milestone = analysis.milestone(key);
        let placement = milestone.schedule.as_ref().ok();
        MilestoneRow {
            subject: self.milestone(key),
            rag: milestone.verdict.shown,
            status: status_word(milestone),
            owner: milestone.facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            percent_complete: percent(milestone),
            baseline: milestone.baseline.map(Into::into),
            forecast: milestone.forecast().map(Into::into),
            baseline_finish: milestone.baseline.map(|dates| dates.finish),
            forecast_finish: milestone.forecast().map(|dates| dates.finish),
            variance: placement.and_then(|p| p.variance),
            total_float: placement.map(|p| p.total_float),
            critical: placement.is_some_and(|p| p.critical),
            watermelon: milestone.verdict.watermelon,
            declared: milestone.verdict.declared,
            reason: milestone.reason().to_owned(),
            unscheduled: milestone.schedule.as_ref().err().map(|reason| unscheduled_reason(self, reason)),
            next_action: self.current_action(analysis, milestone),
        }
    }

    /// The next action of a milestone; what is done needs none.
    fn current_action(&self, analysis: &Analysis, milestone: &MilestoneAnalysis) -> Option<NextActionView> {
        let open = !matches!(milestone.progress, Progress::Done(_) | Progress::Cancelled);
        milestone
            .facts
            .next_action
            .as_ref()
            .filter(|_| open)
            .map(|fact| self.next_action(analysis, &fact.value))
    }

    /// Who does what by when.
    pub fn next_action(&self, analysis: &Analysis, action: &NextAction) -> NextActionView {
        NextActionView {
            text: action.text.clone(),
            owner: action.owner.as_ref().map(|owner| self.owner(owner)),
            due: action.due,
            overdue: action.due.is_some_and(|due| due < analysis.as_of),
        }
    }

    /// A color with what made it.
    pub fn roll_up(&self, roll_up: &RollUp) -> RollUpView {
        let because: Vec<ReasonView> = roll_up
            .because
            .iter()
            .map(|member| ReasonView {
                subject: self.link(member.subject),
                rag: member.rag,
                reason: member.reason.clone(),
                owner: member.owner.as_ref().map(|owner| self.owner(owner)),
            })
            .collect();
        let sentence = roll_up_sentence(roll_up, &because);
        RollUpView {
            rag: roll_up.rag,
            sentence,
            because,
            tally: roll_up.tally,
            watermelons: roll_up.watermelons,
        }
    }

    /// A risk as a row, in the state of `analysis`.
    pub fn risk_row(&self, analysis: &Analysis, key: Key<Risk>) -> RiskRow {
        let (risk, state) = (&self.program.risks[key], analysis.risk(key));
        let facts = &state.facts;
        RiskRow {
            subject: self.link(Subject::Risk(key)),
            rag: state.rag,
            category: risk.category.map(|category| category.word()),
            probability: facts.probability.as_ref().map(|fact| fact.value.word()),
            impact: facts.impact.as_ref().map(|fact| fact.value.word()),
            status: facts.status.as_ref().map_or("open", |fact| fact.value.word()),
            open: state.open,
            effect: risk.effect.clone(),
            mitigation: facts.mitigation.as_ref().map(|fact| fact.value.clone()),
            owner: facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            next_action: facts.next_action.as_ref().map(|fact| self.next_action(analysis, &fact.value)),
        }
    }

    /// A blocker as a row, in the state of `analysis`.
    pub fn blocker_row(&self, analysis: &Analysis, key: Key<Blocker>) -> BlockerRow {
        let (blocker, state) = (&self.program.blockers[key], &analysis.blockers[key.index()]);
        let facts = &state.facts;
        let severity = facts.severity.as_ref().map(|fact| fact.value);
        let raised_on = blocker.raised_on.map(|on| on.value);
        let resolved_on = facts.resolved_on.as_ref().map(|on| on.value).filter(|on| *on <= analysis.as_of);
        let until = resolved_on.unwrap_or(analysis.as_of);
        BlockerRow {
            subject: self.link(Subject::Blocker(key)),
            severity: severity.map_or("unknown", crate::model::Severity::word),
            rag: match severity {
                _ if !state.active => Rag::Green,
                Some(severity) if severity < crate::model::Severity::High => Rag::Amber,
                _ => Rag::Red,
            },
            active: state.active,
            blocks: blocker.blocks.iter().map(|subject| self.link(subject.value)).collect(),
            raised_by: blocker.raised_by.as_ref().map(|owner| self.owner(owner)),
            raised_on,
            resolved_on,
            age_days: raised_on.map(|on| (until - on).num_days().max(0)),
            required_from: facts.required_from.as_ref().map(|fact| self.owner(&fact.value)),
            next_action: facts
                .next_action
                .as_ref()
                .filter(|_| state.active)
                .map(|fact| self.next_action(analysis, &fact.value)),
            note: facts.note.as_ref().map(|fact| fact.value.clone()),
        }
    }

    /// What readers are asked to do: next actions of what is off the plan, in order of their day; without one last.
    pub fn asks(
        &self,
        analysis: &Analysis,
        milestones: &[Key<Milestone>],
        blockers: &[Key<Blocker>],
    ) -> Vec<Ask> {
        let mut asks = Vec::new();
        for key in blockers.iter().filter(|key| analysis.blockers[key.index()].active) {
            let row = self.blocker_row(analysis, *key);
            let owner = row.required_from.clone();
            asks.push(ask(row.next_action, owner, row.rag, row.subject));
        }
        for key in milestones {
            let row = self.milestone_row(analysis, *key);
            let open = !matches!(analysis.milestone(*key).progress, Progress::Done(_) | Progress::Cancelled);
            if open && matches!(row.rag, Rag::Red | Rag::Amber | Rag::Unknown) {
                asks.push(ask(row.next_action, row.owner, row.rag, row.subject));
            }
        }
        asks.sort_by(|a, b| (a.due.is_none(), a.due).cmp(&(b.due.is_none(), b.due)).then(b.rag.cmp(&a.rag)));
        asks
    }

    /// Reports from the day after `after` up to `until`, newest first.
    pub fn changes(&self, after: Option<NaiveDate>, until: NaiveDate) -> Vec<ChangeView> {
        let mut changes = Vec::new();
        let fresh = |date: NaiveDate| date <= until && after.is_none_or(|after| date > after);
        for (key, milestone) in self.program.milestones.iter() {
            for update in milestone.history.updates.iter().filter(|update| fresh(update.date)) {
                let facts = &update.facts;
                let mut said = Vec::new();
                said.extend(facts.status.as_ref().map(|fact| fact.value.word().replace('_', " ")));
                said.extend(facts.percent_complete.as_ref().map(|fact| format!("{} %", fact.value)));
                said.extend(facts.forecast_finish.as_ref().map(|fact| format!("expected {}", fact.value)));
                let rag = facts.rag.as_ref().map(|fact| fact.value);
                changes.push(self.change(Subject::Milestone(key), update, said, rag));
            }
        }
        for (key, risk) in self.program.risks.iter() {
            for update in risk.history.updates.iter().filter(|update| fresh(update.date)) {
                let facts = &update.facts;
                let mut said = Vec::new();
                said.extend(facts.status.as_ref().map(|fact| fact.value.word().to_owned()));
                said.extend(
                    facts.probability.as_ref().map(|fact| format!("probability {}", fact.value.word())),
                );
                said.extend(facts.impact.as_ref().map(|fact| format!("impact {}", fact.value.word())));
                changes.push(self.change(Subject::Risk(key), update, said, None));
            }
        }
        for (key, blocker) in self.program.blockers.iter() {
            for update in blocker.history.updates.iter().filter(|update| fresh(update.date)) {
                let facts = &update.facts;
                let mut said = Vec::new();
                said.extend(facts.resolved_on.as_ref().map(|_| "resolved".to_owned()));
                said.extend(facts.severity.as_ref().map(|fact| format!("severity {}", fact.value.word())));
                changes.push(self.change(Subject::Blocker(key), update, said, None));
            }
        }
        changes.sort_by_key(|change| std::cmp::Reverse(change.date));
        changes
    }

    pub(super) fn change<F>(
        &self,
        subject: Subject,
        update: &crate::model::Update<F>,
        facts: Vec<String>,
        rag: Option<Rag>,
    ) -> ChangeView {
        ChangeView {
            date: update.date,
            subject: self.link(subject),
            by: update.by.as_ref().map(|by| self.owner(by)),
            note: update.note.clone(),
            facts,
            rag,
        }
    }
}

/// A thing off the plan without an action stays in the list: that nobody has said what to do is itself news.
fn ask(action: Option<NextActionView>, owner: Option<OwnerLink>, rag: Rag, subject: SubjectLink) -> Ask {
    let (due, overdue) = action.as_ref().map_or((None, false), |action| (action.due, action.overdue));
    let named = action.as_ref().and_then(|action| action.owner.clone());
    let question = (rag == Rag::Unknown).then(|| "Report where it stands.".to_owned());
    Ask {
        action: action.map(|action| action.text).or(question),
        owner: named.or(owner),
        due,
        overdue,
        rag,
        subject,
    }
}

/// `Red because of M2.5, M2.6 and 3 more.`
fn roll_up_sentence(roll_up: &RollUp, because: &[ReasonView]) -> String {
    const NAMED: usize = 3;
    let color = match roll_up.rag {
        Rag::Planned => return "Nothing in scope is due yet.".to_owned(),
        Rag::Green => return "Green: no rule found anything wrong.".to_owned(),
        Rag::Amber => "Amber",
        Rag::Red => "Red",
        Rag::Unknown => "Unknown",
    };
    let worst: Vec<&str> = match roll_up.rag {
        Rag::Red => because.iter().filter(|r| r.rag == Rag::Red).map(|r| r.subject.id.as_str()).collect(),
        _ => because.iter().map(|r| r.subject.id.as_str()).collect(),
    };
    let named = worst.get(..NAMED.min(worst.len())).unwrap_or_default().join(", ");
    let more = worst.len().saturating_sub(NAMED);
    if more == 0 {
        format!("{color} because of {named}.")
    } else {
        format!("{color} because of {named} and {more} more.")
    }
}
