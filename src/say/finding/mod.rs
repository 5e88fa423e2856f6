//! Findings in words: the diagnostics of what analysis found wrong.
//!
//! One file a group, with the names that they have in [`analyse::checks`](crate::analyse::checks) and
//! [`analyse::findings`](crate::analyse::findings()). A value is quoted as it stands in the file, dates too; other days are
//! written as people read them.

mod agreements;
mod contracts;
mod decisions;
mod done_with_open_tasks;
mod facts;
mod finish_before_start;
mod gates;
mod impossible_dates;
mod no_contract;
mod one_sided_relations;
mod records;
mod schedule;
mod sprints;
mod status;
mod supersession;
mod template_text;
mod topics;

use crate::{
    analyse::{Finding, FindingFacts as Facts},
    diag::Diagnostic,
    model::{Program, Subject},
};

/// The diagnostic of a finding.
pub fn diagnostic(program: &Program, finding: &Finding) -> Diagnostic {
    let Said { message, hint } = said(program, &finding.facts);
    let diagnostic = Diagnostic::new(finding.code(), finding.place, message).hint(hint);
    labeled(program, &finding.facts, diagnostic)
}

/// What is said of one finding.
struct Said {
    /// What is wrong, in one sentence without a full stop.
    message: String,
    /// What to do next.
    hint: String,
}

impl Said {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

fn said(program: &Program, facts: &Facts) -> Said {
    match facts {
        Facts::AgreementFault(fault) => agreements::said(program, fault),
        Facts::BackwardDates(dates) => finish_before_start::said(dates),
        Facts::ContractFault(fault) => contracts::said(program, fault),
        Facts::DecisionFault(fault) => decisions::said(program, fault),
        Facts::FactFault(fault) => facts::said(program, fault),
        Facts::FillerText(text) => template_text::said(text),
        Facts::GateFault(fault) => gates::said(program, fault),
        Facts::ImpossibleDate(date) => impossible_dates::said(program, date),
        Facts::Informal(found) => no_contract::said(program, found),
        Facts::OneSided(found) => one_sided_relations::said(program, found),
        Facts::OpenTasks(tasks) => done_with_open_tasks::said(program, tasks),
        Facts::RecordFault(fault) => records::said(program, fault),
        Facts::ScheduleFault(fault) => schedule::said(program, fault),
        Facts::SprintSeam(seam) => sprints::said(program, seam),
        Facts::StatusFault(fault) => status::said(program, fault),
        Facts::Supersession(found) => supersession::said(program, found),
        Facts::UnreadTopic(topic) => topics::unread(program, topic),
        Facts::UnwrittenTopic(topic) => topics::unwritten(program, topic),
    }
}

/// With the other places that belong to it.
fn labeled(program: &Program, facts: &Facts, diagnostic: Diagnostic) -> Diagnostic {
    match facts {
        Facts::BackwardDates(dates) => diagnostic.label(dates.start.place, "the start"),
        Facts::ContractFault(fault) => contracts::labeled(program, fault, diagnostic),
        Facts::ImpossibleDate(date) => impossible_dates::labeled(date, diagnostic),
        Facts::OpenTasks(tasks) => done_with_open_tasks::labeled(program, tasks, diagnostic),
        Facts::ScheduleFault(fault) => schedule::labeled(program, fault, diagnostic),
        Facts::SprintSeam(seam) => sprints::labeled(program, seam, diagnostic),
        Facts::Supersession(found) => supersession::labeled(program, found, diagnostic),
        _ => diagnostic,
    }
}

fn id(program: &Program, subject: Subject) -> &str {
    &program.head(subject).id
}
