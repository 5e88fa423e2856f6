//! Findings that depend on the day: what the analysis found wrong, each at the value it read.
//!
//! One file a group. Knows no words: `say` makes the diagnostics.

use super::{Analysis, Finding};
use crate::model::Program;

mod agreements;
mod decisions;
mod facts;
mod future;
mod gates;
mod records;
mod schedule;
mod status;
mod supersession;

pub use agreements::AgreementFault;
pub use decisions::DecisionFault;
pub use facts::FactFault;
pub use future::FutureFact;
pub use gates::GateFault;
pub use records::{RecordFault, of_records};
pub use schedule::{End, ScheduleFault, Wait};
pub use status::{StatusFault, Wanting};
pub use supersession::{Side, Supersession};

type Look = fn(&Program, &Analysis) -> Vec<Finding>;

/// Everything that is looked for, in the order of the manual.
const LOOKS: [Look; 22] = [
    schedule::cycles,
    schedule::not_scheduled,
    schedule::conflicts,
    schedule::durations_against_dates,
    schedule::waits_for_cancelled,
    schedule::non_working_days,
    schedule::dates_out_of_plan,
    future::later_facts,
    facts::out_of_sequence,
    facts::done_without_date,
    facts::left_open,
    facts::done_not_complete,
    facts::contradictions,
    status::no_next_action,
    status::watermelons,
    status::expired_overrides,
    status::risk_colors,
    status::overdue_reviews,
    gates::signed_unmet,
    agreements::missing,
    decisions::unrecorded,
    supersession::replaced,
];

/// All that is wrong on the day of an analysis.
pub fn findings(program: &Program, analysis: &Analysis) -> Vec<Finding> {
    LOOKS.iter().flat_map(|look| look(program, analysis)).collect()
}
