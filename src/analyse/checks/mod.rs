//! Checks of the content that need no schedule: contradictions between what was written in different places.
//!
//! One file a check, each a function over the [`Program`]. Must not know the status date: what depends on a day is
//! said by the analysis of that day.

mod circles;
mod contracts;
mod done_with_open_tasks;
mod finish_before_start;
mod impossible_dates;
mod no_contract;
mod one_sided_relations;
mod sprints;
mod template_text;
mod topic_without_consumer;
mod topic_without_producer;

pub use contracts::ContractFault;
pub use done_with_open_tasks::OpenTasks;
pub use finish_before_start::{BackwardDates, Dated};
pub use impossible_dates::{ImpossibleDate, Look};
pub use one_sided_relations::OneSided;
pub use sprints::{Seam, SprintSeam};
pub use template_text::FillerText;
pub use topic_without_consumer::UnreadTopic;
pub use topic_without_producer::UnwrittenTopic;

use super::Finding;
use crate::{diag::Code, model::Program};

/// A check.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// What it can report.
    pub codes: &'static [Code],
    /// Look for it.
    pub run: fn(&Program) -> Vec<Finding>,
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check { codes: &[Code::FinishBeforeStart], run: finish_before_start::run },
    Check { codes: &[Code::SprintGap, Code::SprintOverlap], run: sprints::run },
    Check { codes: &[Code::DoneWithOpenTasks], run: done_with_open_tasks::run },
    Check { codes: &[Code::ImpossibleDate], run: impossible_dates::run },
    Check { codes: &[Code::NoDefinition], run: contracts::no_definition },
    Check { codes: &[Code::UnlistedConsumer], run: contracts::unlisted_consumers },
    Check { codes: &[Code::TopicWithoutConsumer], run: topic_without_consumer::run },
    Check { codes: &[Code::NoContract], run: no_contract::run },
    Check { codes: &[Code::TopicWithoutProducer], run: topic_without_producer::run },
    Check { codes: &[Code::Cycle], run: circles::run },
    Check { codes: &[Code::OneSidedRelation], run: one_sided_relations::run },
    Check { codes: &[Code::TemplateText], run: template_text::run },
];

/// Run every check; what they find is in the order of [`CHECKS`].
pub fn check(program: &Program) -> Vec<Finding> {
    CHECKS.iter().flat_map(|check| (check.run)(program)).collect()
}
