//! What a page tells of the way so far: which days were reported on, and the charts made from them.
//!
//! Must not know how they are drawn.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Snapshot,
    model::{Entity, Key, Milestone, Phase, Sprint, Subject},
    view::{
        Context, SubjectLink,
        chart::{burn_up::BurnUpView, plan::PlanScope, rag_trend::RagTrendView, trend::TrendView},
    },
};

/// What the picture of a trend is called, beside its page.
pub const TREND_FILE: &str = "trend.svg";
/// What the picture of a burn-up is called, beside its page.
pub const BURN_UP_FILE: &str = "burn-up.svg";

/// The history of a phase, a milestone or the program. What has no data is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HistoryView {
    /// How the colors changed.
    pub colors: Option<RagTrendView>,
    /// How the forecasts moved.
    pub trend: Option<TrendView>,
    /// The same as a picture of its own; empty where there is none.
    pub trend_file: String,
    /// How the work got done.
    pub burn_up: Option<BurnUpView>,
    /// The same as a picture of its own; empty where there is none.
    pub burn_up_file: String,
}

/// A day on which the state of the program is known: the end of a past sprint, or the status date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The day.
    pub on: NaiveDate,
    /// `Sprint 3`, `now`.
    pub name: String,
    /// The same for a narrow place: `S3`, `now`.
    pub short: String,
    /// The sprint that ended.
    pub sprint: Option<SubjectLink>,
}

impl Context<'_> {
    /// The history of the whole program: colors, work done.
    pub fn program_history(&self) -> HistoryView {
        HistoryView {
            colors: self.program_colors(),
            burn_up: self.burn_up(PlanScope::Program),
            burn_up_file: BURN_UP_FILE.to_owned(),
            ..HistoryView::default()
        }
    }

    /// The history of a phase.
    pub fn phase_history(&self, key: Key<Phase>) -> HistoryView {
        HistoryView {
            colors: self.phase_colors(key),
            trend: self.phase_trend(key),
            trend_file: self.addresses.beside(Subject::Phase(key), TREND_FILE),
            burn_up: self.burn_up(PlanScope::Phase(key)),
            burn_up_file: self.addresses.beside(Subject::Phase(key), BURN_UP_FILE),
        }
    }

    /// The history of a milestone.
    pub fn milestone_history(&self, key: Key<Milestone>) -> HistoryView {
        HistoryView {
            colors: self.milestone_colors(key),
            trend: self.milestone_trend(key),
            ..HistoryView::default()
        }
    }

    /// The past days that are known, in order of time, and the status date as the last.
    pub(in crate::view) fn reports(&self) -> Vec<(Report, &Snapshot)> {
        let past = |key: Key<Sprint>| Some((self.sprint_report(key), self.chronicle.past.at(key)?));
        let mut reports: Vec<(Report, &Snapshot)> =
            self.sprints_in_time().into_iter().filter_map(past).collect();
        reports.sort_by_key(|(report, _)| report.on);
        // of sprints that end on the same day, one tells it
        reports.dedup_by_key(|(report, _)| report.on);
        let now = &self.chronicle.today;
        reports.retain(|(report, _)| report.on < now.as_of);
        let name = "now".to_owned();
        reports.push((Report { on: now.as_of, short: name.clone(), name, sprint: None }, now));
        reports
    }

    /// The end of a sprint.
    pub(in crate::view) fn sprint_report(&self, key: Key<Sprint>) -> Report {
        let sprint = &self.program.sprints[key];
        let head = sprint.head();
        let digits: String = head.id.chars().skip_while(|c| !c.is_ascii_digit()).collect();
        let number = digits.trim_start_matches('0');
        let short = if number.is_empty() { head.id.to_string() } else { format!("S{number}") };
        let sprint_link = Some(self.link(Subject::Sprint(key)));
        Report { on: sprint.end, name: head.title.clone(), short, sprint: sprint_link }
    }

    /// The day the plan begins: as set, else the first day of anything.
    pub(in crate::view) fn plan_start(&self) -> NaiveDate {
        let set = self.program.settings.start.map(|start| start.value);
        let baseline = self.now().program.baseline.map(|dates| dates.start);
        let forecast = self.now().program.forecast.map(|dates| dates.start);
        let sprint = self.program.sprints.rows().iter().map(|sprint| sprint.start).min();
        set.or(baseline.into_iter().chain(forecast).chain(sprint).min()).unwrap_or(self.now().as_of)
    }
}
