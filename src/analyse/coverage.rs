//! Test coverage of services on a day, against the thresholds of the program.

use chrono::NaiveDate;

use crate::model::{Coverage, Key, Known, Program, Service, Thresholds};

/// What of a measurement is under its threshold; one of the two at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// Unit tests.
    pub unit: Option<Below>,
    /// Integration tests.
    pub integration: Option<Below>,
    /// When it was measured.
    pub on: Option<NaiveDate>,
}

/// A percentage under the one that is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Below {
    /// What was measured.
    pub percent: u8,
    /// What is needed.
    pub least: u8,
}

/// What a measurement leaves out; one of the two at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unmeasured {
    /// Unit tests.
    pub unit: bool,
    /// Integration tests.
    pub integration: bool,
    /// When the rest was measured.
    pub on: Option<NaiveDate>,
}

/// The measurements that count on a day: the last dated one, and those without a date, which may be later.
pub fn standing(program: &Program, key: Key<Service>, known: Known) -> impl Iterator<Item = &Coverage> {
    let service = &program.services[key];
    let counts = move |measured: &&Coverage| known.measured(program, service, measured);
    let last = service.coverage.iter().rev().find(move |m| m.on.is_some() && counts(m));
    last.into_iter().chain(service.coverage.iter().filter(move |m| m.on.is_none() && counts(m)))
}

/// The measurement under a threshold that counts on the day, and what is under it.
pub fn too_low(program: &Program, key: Key<Service>, known: Known) -> Option<(&Coverage, Shortfall)> {
    let thresholds = &program.settings.thresholds;
    standing(program, key, known).find_map(|measured| Some((measured, shortfall(thresholds, measured)?)))
}

fn shortfall(thresholds: &Thresholds, measured: &Coverage) -> Option<Shortfall> {
    let below = |percent: Option<u8>, least| {
        percent.filter(|percent| *percent < least).map(|percent| Below { percent, least })
    };
    let unit = below(measured.unit, thresholds.unit_coverage);
    let integration = below(measured.integration, thresholds.integration_coverage);
    (unit.is_some() || integration.is_some()).then_some(Shortfall { unit, integration, on: measured.on })
}

/// The measurement that counts on the day and leaves something out, and what.
pub(super) fn unmeasured(
    program: &Program,
    key: Key<Service>,
    known: Known,
) -> Option<(&Coverage, Unmeasured)> {
    standing(program, key, known).find_map(|measured| {
        let what = Unmeasured {
            unit: measured.unit.is_none(),
            integration: measured.integration.is_none(),
            on: measured.on,
        };
        (what.unit || what.integration).then_some((measured, what))
    })
}
