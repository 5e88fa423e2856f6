//! `milepost timeline`: the timeline of a phase.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::written::{ReportFormat, find, ids, nothing_named, phase, written};
use crate::report::Timeline;

/// Writes the timeline of the phase of that id.
///
/// # Errors
/// When there is no such phase, the project cannot be read, or the timeline not be written.
pub fn timeline(settings: &Settings, of: &str, format: ReportFormat) -> Result<Exit, Failure> {
    written(settings, format, |cx| {
        let phases = &cx.program.phases;
        let key = find(cx.program, of, phase).ok_or_else(|| nothing_named("phase", of, &ids(phases)))?;
        Ok(Timeline::new(cx, key))
    })
}
