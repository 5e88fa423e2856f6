//! Checks of the content that need no schedule: contradictions between what was written in different places.
//!
//! One file a check, each a function over the [`Program`]. Must not know the status date: what depends on a day is
//! said by the analysis of that day.

mod contracts;
mod done_with_open_tasks;
mod finish_before_start;
mod impossible_dates;
mod no_contract;
mod sprints;
mod supersession;
mod template_text;
mod topic_without_consumer;
mod topic_without_producer;

use crate::{
    diag::{Code, Diagnostic},
    model::Program,
};

/// A check.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// What it can report.
    pub codes: &'static [Code],
    /// Look for it.
    pub run: fn(&Program) -> Vec<Diagnostic>,
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
    Check { codes: &[Code::SupersededAccepted, Code::OneSidedSupersession], run: supersession::run },
    Check { codes: &[Code::TemplateText], run: template_text::run },
];

/// Run every check; the findings are in order of place.
pub fn check(program: &Program) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| (check.run)(program)).collect();
    findings.sort();
    findings
}
