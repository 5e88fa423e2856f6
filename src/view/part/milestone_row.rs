//! A milestone as a row of a table, in the state of a day.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, MilestoneAnalysis},
    date::{Dates, OpenDates},
    load::words::fold,
    model::{Key, Milestone, Rag},
    text::visible,
    view::{
        Context, OwnerLink, SubjectLink, Word,
        part::{fact_age::ReportAge, next_action::NextActionView},
        word,
    },
};

/// A milestone as a row of a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MilestoneRow {
    /// Which.
    pub subject: SubjectLink,
    /// The color shown.
    pub rag: Rag,
    /// Where it stands in its life.
    #[serde(deserialize_with = "word::read")]
    pub status: Word,
    /// The same as it was written, where that is another word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_written: Option<String>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// 0 to 100, where it was reported.
    pub percent_complete: Option<u8>,
    /// How old the last report of its state is.
    pub reported: Option<ReportAge>,
    /// The approved dates.
    pub baseline: Option<OpenDates>,
    /// The expected dates, by the plan where that is later than it could begin, or the actual ones.
    pub forecast: Option<Dates>,
    /// Last day of the baseline.
    pub baseline_finish: Option<NaiveDate>,
    /// Last day of the forecast.
    pub forecast_finish: Option<NaiveDate>,
    /// The forecast is a lower bound: something that it waits for has no dates.
    #[serde(default)]
    pub not_before: bool,
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
    /// The same for a report, which is read alone, where that says more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_length: Option<String>,
    /// Why it has no dates.
    pub unscheduled: Option<String>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
}

/// The place of a milestone in a list in order of effect.
type Effect = (bool, Reverse<Rag>, bool, Reverse<Option<i32>>);

/// What is off the plan comes first, of that what gives the finish its day, then what is latest; what is over last.
fn by_effect(status: Word, rag: Rag, critical: bool, variance: Option<i32>) -> Effect {
    (matches!(status, "done" | "cancelled"), Reverse(rag), !critical, Reverse(variance))
}

impl MilestoneRow {
    /// Its place in a list in order of effect.
    pub fn effect(&self) -> impl Ord + use<> {
        by_effect(self.status, self.rag, self.critical, self.variance)
    }
}

/// The place of a milestone in a list in order of effect.
pub fn effect(milestone: &MilestoneAnalysis) -> impl Ord + use<> {
    let placement = milestone.schedule.as_ref().ok();
    by_effect(
        milestone.life_cycle().word(),
        milestone.verdict.shown,
        placement.is_some_and(|placement| placement.critical),
        placement.and_then(|placement| placement.variance),
    )
}

impl Context<'_> {
    /// A milestone as a row, in the state of `analysis`.
    pub fn milestone_row(&self, analysis: &Analysis, key: Key<Milestone>) -> MilestoneRow {
        let milestone = analysis.milestone(key);
        let placement = milestone.schedule.as_ref().ok();
        let expected = placement.map(|placement| placement.forecast);
        let voice = self.voice_on(analysis.as_of);
        let reason = voice.shown(milestone);
        let at_length = Some(voice.at_length().shown(milestone)).filter(|long| *long != reason);
        MilestoneRow {
            subject: self.milestone(key),
            rag: milestone.verdict.shown,
            status: milestone.life_cycle().word(),
            status_written: self.status_written(milestone),
            owner: milestone.facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            percent_complete: milestone.percent(),
            reported: self.report_age(analysis, key),
            baseline: milestone.baseline.known(),
            forecast: expected,
            baseline_finish: milestone.baseline.finish,
            forecast_finish: expected.map(|dates| dates.finish),
            not_before: placement.is_some_and(|p| p.incomplete),
            variance: placement.and_then(|placement| placement.variance),
            total_float: placement.map(|p| p.total_float),
            critical: placement.is_some_and(|p| p.critical),
            watermelon: milestone.verdict.watermelon,
            declared: milestone.verdict.declared,
            reason,
            at_length,
            unscheduled: milestone
                .schedule
                .as_ref()
                .err()
                .map(|reason| self.voice_on(analysis.as_of).unscheduled(reason)),
            next_action: self.current_action(analysis, milestone),
        }
    }

    /// The word that was written for where a milestone stands, where it is another than ours or cannot be read.
    pub(in crate::view) fn status_written(&self, milestone: &MilestoneAnalysis) -> Option<String> {
        const LONGEST: usize = 60;
        if let Some(lost) = milestone.facts.status.lost() {
            return lost.written.as_deref().map(|written| visible::closed(written.to_owned()));
        }
        let fact = milestone.facts.status.as_ref()?;
        let written = self.program.sources.at(fact.place).trim().trim_matches(['"', '\'']).trim();
        let is_ours = fold(written) == fact.value.word();
        (!is_ours && !written.is_empty() && written.chars().count() <= LONGEST)
            .then(|| visible::closed(written.to_owned()))
    }

    /// The next action of a milestone; what is done needs none.
    pub(in crate::view) fn current_action(
        &self,
        analysis: &Analysis,
        milestone: &MilestoneAnalysis,
    ) -> Option<NextActionView> {
        let open = milestone.progress.is_open();
        milestone
            .facts
            .next_action
            .as_ref()
            .filter(|_| open)
            .map(|fact| self.next_action(analysis, &fact.value))
    }
}
