//! Test coverage under a threshold, in words.

use super::{Voice, words::listed};
use crate::{analyse::coverage::Shortfall, model::Service};

/// `76 % unit (80 % required) and 50 % integration (60 % required)`: what is under its threshold.
pub fn shortfall(short: &Shortfall) -> String {
    let parts = [("unit", short.unit), ("integration", short.integration)];
    let parts = parts.into_iter().filter_map(|(what, below)| {
        let below = below?;
        Some(format!("{} % {what} ({} % required)", below.percent, below.least))
    });
    listed(&parts.collect::<Vec<_>>())
}

/// `Test coverage is 76 % unit (80 % required), measured 22 Apr.`
pub fn too_low(voice: Voice, short: &Shortfall) -> String {
    format!("Test coverage is {}{}.", shortfall(short), measured(voice, short))
}

/// `, measured 22 Apr`.
pub(super) fn measured(voice: Voice, short: &Shortfall) -> String {
    short.on.map_or_else(String::new, |on| format!(", measured {}", voice.day(on)))
}

/// The title of the risk that follows: `Test coverage of inventory is too low`.
pub fn risk_title(service: &Service) -> String {
    format!("Test coverage of {} is too low", service.head.id)
}
