//! The status report of a sprint.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    derived,
    risk::RiskEntry,
    wording::{Named, NextStep, name},
};
use crate::{
    model::Rag,
    view::{
        page::sprint::{NextSprintView, PreviewView, SprintPage},
        part::{blocker_row::BlockerRow, milestone_row::MilestoneRow},
    },
};

/// The status report of a sprint, in the state that its page shows. What is `None` was not reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusReport {
    /// Which sprint.
    pub sprint: Named,
    /// The phase it serves.
    pub phase: Option<Named>,
    /// The day whose state it tells: the end of the sprint, or the status date.
    pub report_date: NaiveDate,
    /// The day whose state it tells.
    pub generated: NaiveDate,
    /// Who reports.
    pub reporter: String,
    /// The color of the sprint.
    pub status: Rag,
    /// What made it, in a sentence.
    pub because: String,
    /// Milestones in scope whose state is not known.
    pub unknown: usize,
    /// Milestones in scope that are declared better than computed.
    pub watermelons: usize,
    /// Milestones in scope.
    pub milestones: Vec<MilestoneLine>,
    /// How many there are in all, where the list holds only the first.
    #[serde(skip)]
    pub in_scope: usize,
    /// Open risks in scope, worst first, and all that follow from measurements.
    pub risks: Vec<RiskEntry>,
    /// Blockers active on the day.
    pub blockers: Vec<BlockerEntry>,
    /// Milestones finished in the sprint.
    pub completed: Vec<CompletedLine>,
    /// The sprint after it.
    pub next: Option<NextSprint>,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MilestoneLine {
    /// Which.
    #[serde(flatten)]
    pub milestone: Named,
    /// Its color.
    pub rag: Rag,
    /// Where it stands in its life.
    pub status: &'static str,
    /// Who answers for it.
    pub owner: Option<String>,
    /// 0 to 100.
    pub percent_complete: Option<u8>,
    /// Why it has its color.
    pub reason: String,
    /// What is to be done next; what is done needs nothing.
    pub next_action: Option<NextStep>,
}

impl MilestoneLine {
    /// Whether its color has to be explained.
    pub(super) fn is_issue(&self) -> bool {
        matches!(self.rag, Rag::Red | Rag::Amber | Rag::Unknown)
    }
}

/// A blocker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockerEntry {
    /// Which.
    #[serde(flatten)]
    pub blocker: Named,
    /// How bad; `unknown` where nobody said.
    pub severity: &'static str,
    /// What it holds up.
    pub blocking: Vec<Named>,
    /// Who raised it.
    pub raised_by: Option<String>,
    /// When.
    pub raised_on: Option<NaiveDate>,
    /// Who must act.
    pub required_from: Option<String>,
    /// What they must do.
    pub next_action: Option<NextStep>,
}

/// A milestone finished in the sprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompletedLine {
    /// Which.
    #[serde(flatten)]
    pub milestone: Named,
    /// When.
    pub on: NaiveDate,
    /// It was finished before the sprint, and reported in it.
    pub late: bool,
    /// What was said then.
    pub note: Option<String>,
}

/// What the next sprint holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextSprint {
    /// Which.
    #[serde(flatten)]
    pub sprint: Named,
    /// What it is for.
    pub goal: Option<String>,
    /// Its milestones.
    pub milestones: Vec<PreviewLine>,
}

/// A milestone of the next sprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewLine {
    /// Which.
    #[serde(flatten)]
    pub milestone: Named,
    /// `Complete`, `Continue` or `Begin`.
    pub verb: &'static str,
    /// `30 % remaining`, `5 working days`.
    pub detail: String,
    /// What it directly waits for and is not done, where it is yet to begin.
    pub once: Vec<String>,
}

impl StatusReport {
    /// The report of a sprint, from its page.
    pub fn new(page: &SprintPage) -> Self {
        let mut risks: Vec<RiskEntry> = page.derived.iter().map(derived::entry).collect();
        risks.extend(page.risks.iter().map(RiskEntry::of));
        risks.sort_by_key(|risk| std::cmp::Reverse(risk.rag));
        let completed = page.completed.iter().map(|done| CompletedLine {
            milestone: Named::from(&done.subject),
            on: done.on,
            late: done.late,
            note: done.note.clone(),
        });
        Self {
            sprint: Named::from(&page.subject),
            phase: page.phase.as_ref().map(Named::from),
            report_date: page.as_of,
            generated: page.as_of,
            reporter: page.reporter.clone(),
            status: page.status.rag,
            because: page.status.sentence.clone(),
            unknown: page.status.tally.unknown,
            watermelons: page.status.watermelons,
            milestones: page.milestones.iter().map(milestone_line).collect(),
            in_scope: page.in_all().milestones,
            risks,
            blockers: page.blockers.iter().map(blocker_entry).collect(),
            completed: completed.collect(),
            next: page.next.as_ref().map(next_sprint),
        }
    }
}

fn milestone_line(row: &MilestoneRow) -> MilestoneLine {
    MilestoneLine {
        milestone: Named::from(&row.subject),
        rag: row.rag,
        status: row.status,
        owner: name(row.owner.as_ref()),
        percent_complete: row.percent_complete,
        reason: row.at_length.as_ref().unwrap_or(&row.reason).clone(),
        next_action: row.next_action.as_ref().map(NextStep::from),
    }
}

fn blocker_entry(row: &BlockerRow) -> BlockerEntry {
    BlockerEntry {
        blocker: Named::from(&row.subject),
        severity: row.severity,
        blocking: row.blocks.iter().map(Named::from).collect(),
        raised_by: name(row.raised_by.as_ref()),
        raised_on: row.raised_on,
        required_from: name(row.required_from.as_ref()),
        next_action: row.next_action.as_ref().map(NextStep::from),
    }
}

fn next_sprint(view: &NextSprintView) -> NextSprint {
    NextSprint {
        sprint: Named::from(&view.subject),
        goal: view.goal.clone(),
        milestones: view.milestones.iter().map(preview_line).collect(),
    }
}

fn preview_line(preview: &PreviewView) -> PreviewLine {
    PreviewLine {
        milestone: Named::from(&preview.subject),
        verb: preview.verb,
        detail: preview.detail.clone(),
        once: preview.once.clone(),
    }
}
