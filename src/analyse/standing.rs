//! What the colors of phases, sprints and the program are made from: of each milestone its own color and its dates.
//!
//! Small, and the same for a day that is analyzed whole and for one of which only columns are kept.

use super::{Cause, Dates, Verdict};
use crate::model::Rag;

/// Where a milestone stands on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// The dates it is expected to have, where it has a place in the schedule.
    pub expected: Option<Dates>,
    /// Something that it waits for has no dates: it may be later than that.
    pub at_least: bool,
    /// Working days; 0 where it has no place.
    pub duration: u32,
    /// The color shown.
    pub rag: Rag,
    /// Where that comes from.
    pub cause: Cause,
    /// Declared better than computed.
    pub watermelon: bool,
    /// A rule found that its state is unknown.
    pub unknown: bool,
    /// Its forecast slips beyond the threshold.
    pub slipping: bool,
}

impl Standing {
    /// That of a milestone of such a color.
    pub fn new(verdict: &Verdict, expected: Option<Dates>, at_least: bool, duration: u32) -> Self {
        Self {
            duration: expected.map_or(0, |_| duration),
            expected,
            at_least,
            rag: verdict.shown,
            cause: cause(verdict),
            watermelon: verdict.watermelon,
            unknown: verdict.is_unknown(),
            slipping: verdict.is_slipping(),
        }
    }
}

/// Where the color of a milestone comes from: an override, the worst rule, or its owner's word.
fn cause(verdict: &Verdict) -> Cause {
    match verdict.fired.first() {
        _ if verdict.overridden.is_some() => Cause::Overridden,
        Some(worst) if verdict.shown == verdict.computed => Cause::Rule(worst.code),
        _ => Cause::Declared,
    }
}
