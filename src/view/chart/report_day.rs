//! The days on which the state of the program is known, by which charts of the past count.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Snapshot,
    model::{Entity, Key, Sprint, Subject},
    view::{Context, SubjectLink},
};

/// A day on which the state of the program is known: the end of a past sprint, or the status date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportDay {
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
    /// The past days that are known, in order of time, and the status date as the last.
    pub(in crate::view) fn reports(&self) -> Vec<(ReportDay, &Snapshot)> {
        let past = |key: Key<Sprint>| Some((self.sprint_report(key), self.chronicle.past.at(key)?));
        let mut reports: Vec<(ReportDay, &Snapshot)> =
            self.sprints_in_time().into_iter().filter_map(past).collect();
        reports.sort_by_key(|(report, _)| report.on);
        // of sprints that end on the same day, one tells it
        reports.dedup_by_key(|(report, _)| report.on);
        let now = &self.chronicle.today;
        reports.retain(|(report, _)| report.on < now.as_of);
        let name = "now".to_owned();
        reports.push((ReportDay { on: now.as_of, short: name.clone(), name, sprint: None }, now));
        reports
    }

    /// The last day that belongs to a sprint.
    pub(in crate::view) fn sprint_report(&self, key: Key<Sprint>) -> ReportDay {
        let head = self.program.sprints[key].head();
        let digits: String = head.id.chars().skip_while(|c| !c.is_ascii_digit()).collect();
        let number = digits.trim_start_matches('0');
        let short = if number.is_empty() { head.id.to_string() } else { format!("S{number}") };
        let sprint_link = Some(self.link(Subject::Sprint(key)));
        ReportDay { on: self.program.last_day(key), name: head.title.clone(), short, sprint: sprint_link }
    }
}
