//! E5: test coverage under its threshold, as a red risk in a status update.

use crate::{
    analyse::escalate::LowCoverage,
    say::{Voice, coverage::too_low},
};

pub(super) fn situation(voice: Voice, facts: &LowCoverage) -> String {
    too_low(voice, &facts.short)
}
