//! `milepost escalations`: what has to reach somebody who can act, as a list or as messages.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::terminal::Stream;
use super::written::{ReportFormat, written};
use crate::diag::Severity;
use crate::report::EscalationReport;
use crate::site;

/// Tells everything that is escalated; as JSON the messages of the protocol. That something is, is no failure.
///
/// # Errors
/// When the project cannot be read, or the report not be written.
pub fn escalations(settings: &Settings, format: ReportFormat) -> Result<Exit, Failure> {
    if format != ReportFormat::Json {
        return written(settings, format, |cx| Ok(EscalationReport::new(cx, &cx.escalations_page())));
    }
    let checked = site::check(&settings.project.open()?, &settings.config);
    settings.day_is_known(&checked.program)?;
    Stream::Out.write(&site::escalations(&checked.context()))?;
    let failed = settings.strict && checked.count(Severity::Error) > 0;
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}
