//! `milepost risks`: the risk register.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::written::{ReportFormat, written};
use crate::report::RiskRegister;

/// Writes the risk register.
///
/// # Errors
/// When the project cannot be read, or the register not be written.
pub fn risks(settings: &Settings, format: ReportFormat) -> Result<Exit, Failure> {
    written(settings, format, |cx| Ok(RiskRegister::new(cx, &cx.risks_page())))
}
