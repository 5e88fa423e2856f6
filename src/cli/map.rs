//! `milepost map`: the dependency map of a phase or a service.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::written::{ReportFormat, find, ids, nothing_named, phase, written};
use crate::model::Subject;
use crate::report::DependencyMap;

/// Writes the dependency map of the phase or service of that id.
///
/// # Errors
/// When there is neither, the project cannot be read, or the map not be written.
pub fn map(settings: &Settings, of: &str, format: ReportFormat) -> Result<Exit, Failure> {
    written(settings, format, |cx| {
        let program = cx.program;
        if let Some(key) = find(program, of, phase) {
            return Ok(DependencyMap::of_phase(cx, key));
        }
        let known = [ids(&program.phases), ids(&program.services)].concat();
        let service = |subject| if let Subject::Service(key) = subject { Some(key) } else { None };
        let key = find(program, of, service).ok_or_else(|| nothing_named("phase or service", of, &known))?;
        Ok(DependencyMap::of_service(cx, key))
    })
}
