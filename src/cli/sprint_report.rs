//! `milepost report`: the status report of a sprint.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::written::{ReportFormat, find, ids, nothing_named, sprint, written};
use crate::model::{Key, Sprint};
use crate::report::StatusReport;
use crate::view::Context;

/// Writes the status report of the sprint of that id, or of the current one.
///
/// # Errors
/// When there is no such sprint, the project cannot be read, or the report not be written.
pub fn report(settings: &Settings, named: &str, format: ReportFormat) -> Result<Exit, Failure> {
    written(settings, format, |cx| {
        let key = sprint_named(cx, named)?;
        if let Some(closed) = cx.closed_sprint(key) {
            return Ok(StatusReport::new(&closed.page));
        }
        let state = cx.sprint_state(key);
        Ok(StatusReport::new(&cx.sprint_page(key, &state)))
    })
}

/// By id, by number alone, or `current`, unless a sprint has that for its id.
pub(super) fn sprint_named(cx: &Context, typed: &str) -> Result<Key<Sprint>, Failure> {
    let sprints = &cx.program.sprints;
    let named = |id: &str| find(cx.program, id, sprint);
    let numbered = || named(&format!("sprint-{typed:0>2}")).or_else(|| named(&format!("sprint-{typed}")));
    let current = || cx.current_sprint().filter(|_| typed == "current");
    let found = named(typed).or_else(current).or_else(numbered);
    found.ok_or_else(|| nothing_named("sprint", typed, &ids(sprints)))
}
