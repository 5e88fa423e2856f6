//! Diagnostics that depend on the day: what the analysis found wrong, each at the value it read.

use super::Chronicle;
use crate::{diag::Diagnostic, model::Program};

mod decisions;
mod facts;
mod gates;
mod schedule;
mod status;

type Finding = fn(&Program, &Chronicle) -> Vec<Diagnostic>;

/// Every finding, in the order of the manual.
const FINDINGS: [Finding; 17] = [
    schedule::cycles,
    schedule::not_scheduled,
    schedule::conflicts,
    schedule::non_working_days,
    schedule::dates_out_of_plan,
    facts::future_updates,
    facts::out_of_sequence,
    facts::done_without_date,
    facts::left_open,
    facts::done_not_complete,
    status::no_next_action,
    status::watermelons,
    status::expired_overrides,
    status::risk_colors,
    status::overdue_reviews,
    gates::all,
    decisions::unrecorded,
];

/// All that is wrong on the day.
pub fn findings(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    FINDINGS.iter().flat_map(|finding| finding(program, chronicle)).collect()
}
