//! Test coverage of services on a day, against the thresholds of the program.

use chrono::NaiveDate;

use crate::model::{Coverage, Service, Thresholds};

/// The measurements that count on the day `as_of`: the last dated one, and those without a date, which may be later.
pub fn standing(service: &Service, as_of: NaiveDate) -> Vec<&Coverage> {
    let dated = |measured: &&Coverage| measured.on.is_some_and(|on| on <= as_of);
    let last = service.coverage.iter().rev().find(dated);
    last.into_iter().chain(service.coverage.iter().filter(|measured| measured.on.is_none())).collect()
}

/// The measurement under a threshold that counts on the day, and what is under it.
pub fn too_low<'a>(
    service: &'a Service,
    thresholds: &Thresholds,
    as_of: NaiveDate,
) -> Option<(&'a Coverage, String)> {
    standing(service, as_of)
        .into_iter()
        .find_map(|measured| Some((measured, shortfall(thresholds, measured)?)))
}

/// What is under its threshold, in words; `None` where nothing that was measured is.
fn shortfall(thresholds: &Thresholds, measured: &Coverage) -> Option<String> {
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

/// What a measurement leaves out.
pub(super) fn unmeasured(measured: &Coverage) -> Option<&'static str> {
    match (measured.unit, measured.integration) {
        (None, None) => Some("unit and integration coverage"),
        (None, Some(_)) => Some("unit coverage"),
        (Some(_), None) => Some("integration coverage"),
        (Some(_), Some(_)) => None,
    }
}
