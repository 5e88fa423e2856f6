//! Parts that several pages share: rows, reasons, asks, changes.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::Serialize;

use crate::say::words::{color, counted, listed};
use crate::view::{Context, OwnerLink, SubjectLink, part::fact_age::ReportAge};
use crate::{
    analyse::{
        Analysis, Dates, MilestoneAnalysis, Progress, RollUp, RollUpMember, Tally, counted as counted_by_kind,
    },
    model::{Blocker, Key, Kind, LifeCycle, Milestone, NextAction, Rag, Risk, Subject},
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

/// A figure that readers look for first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// What it is.
    pub label: String,
    /// The figure in words: `13 of 29`, `31 Jul 2026`.
    pub value: String,
    /// What it is compared with, or who is meant.
    pub note: Option<String>,
    /// Its color, where it has one.
    pub rag: Option<Rag>,
    /// The page that says more.
    pub href: Option<String>,
}

impl FigureView {
    /// A bare figure.
    pub fn new(label: impl Into<String>, value: impl ToString) -> Self {
        Self { label: label.into(), value: value.to_string(), note: None, rag: None, href: None }
    }

    /// With a note; an empty one is none.
    #[must_use]
    pub fn note(self, note: String) -> Self {
        Self { note: Some(note).filter(|note| !note.is_empty()), ..self }
    }

    /// With a color.
    #[must_use]
    pub fn rag(self, rag: Rag) -> Self {
        Self { rag: Some(rag), ..self }
    }

    /// With the page that says more.
    #[must_use]
    pub fn link(self, href: Option<String>) -> Self {
        Self { href, ..self }
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
    /// How old the last report of its state is.
    pub reported: Option<ReportAge>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// A color in short.
#[derive(Debug, Clone, Serialize)]
pub struct ColorView {
    /// The color.
    pub rag: Rag,
    /// In one sentence.
    pub sentence: String,
    /// How many of each color.
    pub tally: Tally,
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
    /// `High impact, medium probability.`
    pub rating: String,
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
            reported: self.report_age(analysis, key),
            baseline: milestone.baseline.map(Into::into),
            forecast: milestone.forecast().map(Into::into),
            baseline_finish: milestone.baseline.map(|dates| dates.finish),
            forecast_finish: milestone.forecast().map(|dates| dates.finish),
            variance: placement.and_then(|p| p.variance),
            total_float: placement.map(|p| p.total_float),
            critical: placement.is_some_and(|p| p.critical),
            watermelon: milestone.verdict.watermelon,
            declared: milestone.verdict.declared,
            reason: milestone.worst().map_or_else(String::new, |worst| self.voice().rule(worst)),
            unscheduled: milestone.schedule.as_ref().err().map(|reason| self.voice().unscheduled(reason)),
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

    /// How much depends on a thing: critical milestones, the latest first, then what holds work up, then the others.
    fn weight_in_plan(&self, analysis: &Analysis, subject: Subject) -> (u8, i32) {
        match subject {
            Subject::Milestone(key) => {
                let milestone = analysis.milestone(key);
                let placement = milestone.schedule.as_ref().ok();
                let open = !matches!(milestone.progress, Progress::Done(_) | Progress::Cancelled);
                let critical = open && placement.is_some_and(|placement| placement.critical);
                let late = placement.and_then(|placement| placement.variance).unwrap_or(0);
                (if critical { 3 } else { u8::from(open) }, late)
            }
            Subject::Blocker(_) => (2, 0),
            _ => (0, 0),
        }
    }

    /// A color with what made it in the state of `analysis`: the worst first, and of these what most depends on.
    pub fn roll_up(&self, analysis: &Analysis, roll_up: &RollUp) -> RollUpView {
        let mut members: Vec<&RollUpMember> = roll_up.because.iter().collect();
        members.sort_by_key(|member| {
            (Reverse(member.rag), Reverse(self.weight_in_plan(analysis, member.subject)))
        });
        let because: Vec<ReasonView> = members
            .into_iter()
            .map(|member| ReasonView {
                subject: self.link(member.subject),
                rag: member.rag,
                reason: self.voice().member(analysis, member),
                owner: analysis.answers_for(self.program, member.subject).map(|owner| self.owner(owner)),
            })
            .collect();
        let sentence = roll_up_sentence(roll_up.rag, &counted_by_kind(self.program, roll_up));
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
            rating: rating(
                facts.impact.as_ref().map(|fact| fact.value.word()),
                facts.probability.as_ref().map(|fact| fact.value.word()),
            ),
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
}

/// `Red because of 3 milestones, 1 risk and 1 blocker.`
pub(in crate::view) fn roll_up_sentence(rag: Rag, because: &[(Rag, Kind, usize)]) -> String {
    match rag {
        Rag::Planned => return "Nothing in scope is due yet.".to_owned(),
        Rag::Green => return "Green: no rule found anything wrong.".to_owned(),
        Rag::Red | Rag::Amber | Rag::Unknown => {}
    }
    let counts = |of: Rag| {
        let counts = because.iter().filter(|(rag, ..)| *rag == of);
        // A phase is among the reasons for its gate alone.
        let noun = |kind: &Kind| if *kind == Kind::Phase { "gate" } else { kind.word() };
        listed(&counts.map(|(_, kind, count)| counted(*count, noun(kind))).collect::<Vec<_>>())
    };
    let (made_it, unknown) = (counts(rag), counts(Rag::Unknown));
    let color = color(rag);
    match (rag, made_it.is_empty(), unknown.is_empty()) {
        (Rag::Amber, true, _) => format!("{color} because the state of {unknown} is unknown."),
        (Rag::Amber, false, false) => {
            format!("{color} because of {made_it}, and because the state of {unknown} is unknown.")
        }
        (Rag::Unknown, ..) => format!("{color}: nothing recent is known of {unknown}."),
        _ => format!("{color} because of {made_it}."),
    }
}

/// `High impact, medium probability.`
fn rating(impact: Option<&str>, probability: Option<&str>) -> String {
    let [impact, probability] = [impact, probability].map(|word| word.unwrap_or("unknown"));
    let (first, rest) = impact.split_at(impact.len().min(1));
    format!("{}{rest} impact, {probability} probability.", first.to_uppercase())
}
