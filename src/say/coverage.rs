//! Test coverage under a threshold, in words.

use super::words::{day, listed};
use crate::model::{Coverage, Service, Thresholds};

/// `76 % unit (80 % required) and 50 % integration (60 % required)`: what is under its threshold.
pub fn shortfall(thresholds: &Thresholds, measured: &Coverage) -> String {
    let below = |what: &str, percent: Option<u8>, least: u8| {
        let percent = percent.filter(|percent| *percent < least)?;
        Some(format!("{percent} % {what} ({least} % required)"))
    };
    let unit = below("unit", measured.unit, thresholds.unit_coverage);
    let integration = below("integration", measured.integration, thresholds.integration_coverage);
    listed(&unit.into_iter().chain(integration).collect::<Vec<_>>())
}

/// `Test coverage is 76 % unit (80 % required), measured 22 Apr 2026.`
pub fn too_low(thresholds: &Thresholds, measured: &Coverage) -> String {
    let on = measured.on.map_or_else(String::new, |on| format!(", measured {}", day(on)));
    format!("Test coverage is {}{on}.", shortfall(thresholds, measured))
}

/// The title of the risk that follows: `Test coverage of inventory is too low`.
pub fn risk_title(service: &Service) -> String {
    format!("Test coverage of {} is too low", service.head.id)
}
