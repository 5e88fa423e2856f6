//! The facts that the color of a milestone rests on, each with its age, whether it is old or not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, MilestoneAnalysis, StateReport, coverage},
    diag::Place,
    model::{Coverage, Entity, Fact, Key, Milestone, Owner},
    say::{days::day, words::working_days},
    view::{Context, OwnerLink, part::source::SourceLink},
};

/// One fact with its origin.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// What it tells: `Percentage`, `Coverage of user`.
    pub label: String,
    /// What was reported.
    pub value: String,
    /// When; none for what has no date.
    pub on: Option<NaiveDate>,
    /// By whom.
    pub by: Option<OwnerLink>,
    /// `1 working day ago`, `today`, `no date`.
    pub age: String,
    /// Where it was written.
    pub source: SourceLink,
}

/// How old the last report of a milestone's state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAge {
    /// Working days.
    pub days: i32,
    /// Too old for its color to count.
    pub stale: bool,
}

/// How long ago a day is, in words.
pub(in crate::view) fn age_words(days: Option<i32>) -> String {
    match days {
        None => "no date".to_owned(),
        Some(0) => "today".to_owned(),
        Some(days @ 1..) => format!("{} ago", working_days(days)),
        Some(days) => format!("in {}", working_days(days)),
    }
}

impl Context<'_> {
    /// Working days from a day to that of the analysis; 0 for the day itself.
    pub(in crate::view) fn age(&self, analysis: &Analysis, on: NaiveDate) -> i32 {
        self.program.settings.calendar.calendar.days_between(on, analysis.as_of)
    }

    /// The age of the last report of a milestone's state on the day of the analysis.
    pub(in crate::view) fn report_age(&self, analysis: &Analysis, key: Key<Milestone>) -> Option<ReportAge> {
        let milestone = analysis.milestone(key);
        let days = self.age(analysis, milestone.last_report.as_ref()?.on);
        let limit = i64::from(self.program.settings.thresholds.stale_after);
        let under_way = milestone.progress.is_under_way();
        Some(ReportAge { days, stale: under_way && i64::from(days) > limit })
    }

    /// What the color of a milestone rests on: reports of its owner, then coverage of its services.
    pub(in crate::view) fn fact_ages(&self, analysis: &Analysis, key: Key<Milestone>) -> Vec<FactView> {
        let mut views = self.reported_facts(analysis, analysis.milestone(key));
        for service in &self.program.milestones[key].services {
            let row = &self.program.services[*service];
            let label = format!("Coverage of {}", row.head().id);
            let measured = coverage::standing(self.program, *service, analysis.known).map(|measured| {
                self.fact_view(analysis, &label, coverage_words(measured), measured.on, None, measured.place)
            });
            views.extend(measured);
        }
        views
    }

    fn reported_facts(&self, analysis: &Analysis, milestone: &MilestoneAnalysis) -> Vec<FactView> {
        let facts = &milestone.facts;
        let status = facts.status.as_ref();
        let value = status.map_or("no status", |status| status.value.word()).replace('_', " ");
        let report = match &milestone.last_report {
            Some(StateReport { on, by, place }) => {
                Some(self.fact_view(analysis, "Last report", value, Some(*on), by.as_ref(), *place))
            }
            None => status.map(|fact| self.told(analysis, "Status", value, fact)),
        };
        let percent = facts.percent_complete.as_ref();
        let percent =
            percent.map(|fact| self.told(analysis, "Percentage", format!("{} %", fact.value), fact));
        let declared = facts.rag.as_ref();
        let declared =
            declared.map(|fact| self.told(analysis, "Reported color", fact.value.word().to_owned(), fact));
        let expected = facts.forecast_finish.as_ref();
        let expected = expected.map(|fact| self.told(analysis, "Expected finish", day(fact.value), fact));
        [report, percent, declared, expected].into_iter().flatten().collect()
    }

    fn told<T>(&self, analysis: &Analysis, label: &str, value: String, fact: &Fact<T>) -> FactView {
        self.fact_view(analysis, label, value, fact.on, fact.by.as_ref(), fact.place)
    }

    fn fact_view(
        &self,
        analysis: &Analysis,
        label: &str,
        value: String,
        on: Option<NaiveDate>,
        by: Option<&Owner>,
        place: Place,
    ) -> FactView {
        FactView {
            label: label.to_owned(),
            value,
            on,
            by: by.map(|by| self.owner(by)),
            age: age_words(on.map(|on| self.age(analysis, on))),
            source: self.source(place),
        }
    }
}

/// `unit 84 %, integration not measured`.
fn coverage_words(measured: &Coverage) -> String {
    let percent = |percent: Option<u8>| percent.map_or("not measured".to_owned(), |it| format!("{it} %"));
    format!("unit {}, integration {}", percent(measured.unit), percent(measured.integration))
}
