//! Test coverage of services on a day, against the thresholds of the program.

use chrono::NaiveDate;

use crate::model::{Coverage, Service, Thresholds};

/// The last measurement up to the day `as_of`.
pub(super) fn latest(service: &Service, as_of: NaiveDate) -> Option<&Coverage> {
    service.coverage.iter().rev().find(|coverage| coverage.on.is_none_or(|on| on <= as_of))
}

/// What is under its threshold, in words; `None` where nothing that was measured is.
pub(super) fn shortfall(thresholds: &Thresholds, measured: &Coverage) -> Option<String> {
    let below = |what: &str, percent: Option<u8>, least: u8| {
        percent.filter(|p| *p < least).map(|p| format!("{what} {p} %, under the {least} % required"))
    };
    let unit = below("unit", measured.unit, thresholds.unit_coverage);
    let integration = below("integration", measured.integration, thresholds.integration_coverage);
    match (unit, integration) {
        (Some(unit), Some(integration)) => Some(format!("{unit}; {integration}")),
        (unit, integration) => unit.or(integration),
    }
}

/// What a measurement leaves out: `unit`, `integration`.
pub(super) fn unmeasured(measured: &Coverage) -> Option<&'static str> {
    match (measured.unit, measured.integration) {
        (None, None) => Some("unit and integration coverage"),
        (None, Some(_)) => Some("unit coverage"),
        (Some(_), None) => Some("integration coverage"),
        (Some(_), Some(_)) => None,
    }
}
