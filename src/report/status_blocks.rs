//! The layout of the status report.

use super::{
    Report,
    block::{Block, Column, Entry, Table},
    risk::RiskEntry,
    status::{BlockerEntry, CompletedLine, MilestoneLine, NextSprint, PreviewLine, StatusReport},
    wording::{MISSING, UNKNOWN, capitals, next_words, number},
};
use crate::say::words::{counted, phrase, sentence};

/// Most milestones that the beginning of another is said to wait for by name.
const NAMED: usize = 4;

/// Most rows of a table or list of the report: nobody reads on, and the page has where the rest stands.
const MOST: usize = 100;

impl Report for StatusReport {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Title("SPRINT STATUS REPORT".to_owned()),
            Block::Lines(self.head()),
            Block::Lines(self.overall()),
            Block::Heading("MILESTONE SUMMARY".to_owned()),
            Block::Table(summary(&self.milestones[..self.milestones.len().min(MOST)])),
        ];
        if self.in_scope > MOST {
            blocks.push(Block::Lines(vec![format!(
                "And {}.",
                counted(self.in_scope - MOST, "more milestone")
            )]));
        }
        blocks.push(Block::Heading("RISKS AND ISSUES".to_owned()));
        let entries = self.risks.iter().map(risk_entry);
        let mut issues: Vec<&MilestoneLine> =
            self.milestones.iter().take(MOST).filter(|m| m.is_issue()).collect();
        issues.sort_by_key(|milestone| std::cmp::Reverse(milestone.rag));
        section(&mut blocks, entries.chain(issues.into_iter().map(issue_entry)).map(Block::Entry).collect());
        blocks.push(Block::Heading("BLOCKERS (Active)".to_owned()));
        section(
            &mut blocks,
            self.blockers.iter().map(|blocker| Block::Entry(blocker_entry(blocker))).collect(),
        );
        blocks.push(Block::Heading("COMPLETED THIS SPRINT".to_owned()));
        section(&mut blocks, items(self.completed.iter().map(completed_line).collect()));
        blocks.push(Block::Heading("NEXT SPRINT PREVIEW".to_owned()));
        section(
            &mut blocks,
            items(self.next.as_ref().map_or_else(|| vec!["No sprint follows".to_owned()], preview)),
        );
        blocks
    }
}

impl StatusReport {
    fn head(&self) -> Vec<String> {
        let phase = self.phase.as_ref().map(|phase| format!("{} — {}", number(&phase.id), phase.title));
        vec![
            format!("Sprint: {} | Phase: {}", number(&self.sprint.id), phase.as_deref().unwrap_or(MISSING)),
            format!("Report Date: {}", self.report_date),
            format!("Reporter: {}", self.reporter),
            format!("Generated: {}", self.generated),
        ]
    }

    fn overall(&self) -> Vec<String> {
        let mut lines = vec![format!("OVERALL STATUS: {}", capitals(self.status)), self.because.clone()];
        if self.unknown > 0 {
            lines.push(format!("{UNKNOWN} state: {} of {} milestones.", self.unknown, self.in_scope));
        }
        if self.watermelons > 0 {
            lines.push(format!(
                "Reported better than the facts: {} of {} milestones.",
                self.watermelons, self.in_scope
            ));
        }
        lines
    }
}

/// The blocks of a section, or that there are none.
fn section(blocks: &mut Vec<Block>, parts: Vec<Block>) {
    if parts.is_empty() {
        blocks.push(Block::Lines(vec!["None.".to_owned()]));
    }
    blocks.extend(parts);
}

fn items(lines: Vec<String>) -> Vec<Block> {
    let more = lines.len().saturating_sub(MOST);
    let rest = (more > 0).then(|| format!("And {more} more"));
    let lines: Vec<String> = lines.into_iter().take(MOST).chain(rest).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Items(lines)] }
}

fn summary(milestones: &[MilestoneLine]) -> Table {
    let column = |head, centered, least, most| Column { head, centered, least, most };
    let row = |milestone: &MilestoneLine| {
        vec![
            milestone.milestone.dashed(),
            capitals(milestone.rag),
            milestone.owner.clone().unwrap_or_else(|| MISSING.to_owned()),
            completion(milestone),
        ]
    };
    Table {
        columns: vec![
            column("Milestone", false, 27, 44),
            column("Status", true, 6, 9),
            column("Owner", false, 8, 18),
            column("Completion %", true, 12, 12),
        ],
        rows: milestones.iter().map(row).collect(),
    }
}

/// ` 70%`; what has not begun has no percentage, and where one is owed that is said.
fn completion(milestone: &MilestoneLine) -> String {
    match (milestone.percent_complete, milestone.status) {
        (Some(percent), _) => format!("{percent:>3}%"),
        (None, "planned" | "cancelled") => "—".to_owned(),
        (None, _) => UNKNOWN.to_owned(),
    }
}

fn risk_entry(risk: &RiskEntry) -> Entry {
    let or_missing = |text: &Option<String>| text.clone().unwrap_or_else(|| MISSING.to_owned());
    let impact = match (risk.impact, risk.derived) {
        (_, true) => or_missing(&risk.effect),
        (Some(impact), false) => format!("{}. {}", first_upper(impact), or_missing(&risk.effect)),
        (None, false) => format!("{UNKNOWN}. {}", or_missing(&risk.effect)),
    };
    let mut fields = vec![
        ("Impact", impact),
        ("Mitigation", or_missing(&risk.mitigation)),
        ("Owner", risk.owner.clone().unwrap_or_else(|| MISSING.to_owned())),
    ];
    if risk.needs_action() || risk.next_action.is_some() {
        fields.push(("Next action", next_words(risk.next_action.as_ref(), risk.owner.as_deref())));
    }
    Entry {
        head: format!("[{}] {}", risk.id, capitals(risk.rag)),
        text: sentence(&risk.marked_title()),
        fields,
    }
}

/// A milestone that is not as it should be.
fn issue_entry(milestone: &MilestoneLine) -> Entry {
    let action = match milestone.status {
        "done" | "cancelled" => format!("none, it is {}", milestone.status),
        _ => next_words(milestone.next_action.as_ref(), milestone.owner.as_deref()),
    };
    let name = &milestone.milestone;
    Entry {
        head: format!("[{}] {}", name.id, capitals(milestone.rag)),
        text: format!("{} — {}", name.title, milestone.reason),
        fields: vec![
            ("Owner", milestone.owner.clone().unwrap_or_else(|| MISSING.to_owned())),
            ("Next action", action),
        ],
    }
}

fn blocker_entry(blocker: &BlockerEntry) -> Entry {
    let blocking: Vec<String> = blocker.blocking.iter().map(super::wording::Named::in_brackets).collect();
    let blocking = if blocking.is_empty() { MISSING.to_owned() } else { blocking.join(", ") };
    let by = blocker.raised_by.as_deref().unwrap_or(MISSING);
    let on = blocker.raised_on.map_or_else(|| MISSING.to_owned(), |on| on.to_string());
    Entry {
        head: format!("[{}] {}", blocker.blocker.id, blocker.severity.to_uppercase()),
        text: sentence(&blocker.blocker.title),
        fields: vec![
            ("Blocking", blocking),
            ("Raised by", format!("{by} on {on}")),
            ("Action required from", required(blocker)),
        ],
    }
}

/// `master (Decide RS256 or HS256, due 2026-02-26)`; the name of the one who acts where that is another.
fn required(blocker: &BlockerEntry) -> String {
    let step = blocker.next_action.as_ref();
    let actor = step.and_then(|step| step.owner.as_deref());
    let from = blocker.required_from.as_deref().or(actor);
    let what = step.map_or_else(
        || format!("next action {MISSING}"),
        |step| {
            let other = actor.filter(|actor| Some(*actor) != from);
            let by = other.map_or_else(String::new, |other| format!(" by {other}"));
            format!("{}{by}, {}", step.phrase(), step.due_words())
        },
    );
    format!("{} ({what})", from.unwrap_or(MISSING))
}

fn completed_line(done: &CompletedLine) -> String {
    let said = done.note.as_deref().unwrap_or(&done.milestone.title);
    let when = if done.late { "reported late, finished" } else { "done" };
    format!("{}: {} ({when} {})", done.milestone.id, phrase(said), done.on)
}

fn preview(next: &NextSprint) -> Vec<String> {
    next.milestones.iter().map(preview_line).collect()
}

/// `Complete M1.3 (User service — 30 % remaining)`, `Begin M1.4 (Gateway — 5 working days) once M1.3 is done`.
fn preview_line(line: &PreviewLine) -> String {
    let detail = if line.detail.is_empty() { String::new() } else { format!(" — {}", line.detail) };
    let named = line.once.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = line.once.len().saturating_sub(NAMED);
    let once = match (line.once.len(), more) {
        (0, _) => String::new(),
        (1, _) => format!(" once {named} is done"),
        (_, 0) => format!(" once {named} are done"),
        (_, more) => format!(" once {named} and {more} more are done"),
    };
    format!("{} {} ({}{detail}){once}", line.verb, line.milestone.id, line.milestone.title)
}

/// `High` of `high`; the words of our own lists alone.
fn first_upper(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
