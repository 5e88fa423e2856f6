//! The escalations as a list: what has to reach somebody who can act, one section for each rule that raised something.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Report,
    block::{Block, Entry},
    wording::{MISSING, Named, name},
};
use crate::{
    say::{
        escalation::ChoiceOption,
        words::{phrase, working_days},
    },
    view::{
        Context,
        page::escalations::{EscalationGroup, EscalationsPage},
        part::escalation_row::EscalationRow,
    },
};

/// What is escalated on the status date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EscalationReport {
    /// The day it was made for.
    pub generated: NaiveDate,
    /// Rules that raised something, in the order of their codes.
    pub rules: Vec<Raised>,
}

/// What one rule raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Raised {
    /// `E1`.
    pub code: &'static str,
    /// `At risk of slipping`.
    pub title: &'static str,
    /// The longest standing first.
    pub entries: Vec<EscalationEntry>,
}

/// One escalation. What is `None` was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EscalationEntry {
    /// What it is about, the first before all.
    pub about: Vec<Named>,
    /// How urgent it is.
    pub priority: &'static str,
    /// What is so.
    pub situation: String,
    /// The first day on which it was so.
    pub since: NaiveDate,
    /// Working days since then.
    pub days: i32,
    /// Who must act.
    pub who: Option<String>,
    /// The question, or the next step.
    pub ask: Option<String>,
    /// Answers to the question, each with what it means.
    pub options: Vec<String>,
    /// What happens without an answer.
    pub impact: Option<String>,
    /// Which message tells it.
    pub message: &'static str,
    /// To whom.
    pub to: String,
}

impl EscalationReport {
    /// The report, from the page of escalations.
    pub fn new(cx: &Context, page: &EscalationsPage) -> Self {
        Self { generated: cx.now().as_of, rules: page.groups.iter().map(raised).collect() }
    }
}

fn raised(group: &EscalationGroup) -> Raised {
    let entries = group.rows.iter().map(escalation).collect();
    Raised { code: group.rule.code, title: group.rule.title, entries }
}

fn escalation(row: &EscalationRow) -> EscalationEntry {
    let option = |told: &ChoiceOption| format!("{}: {}", told.option, told.description);
    EscalationEntry {
        about: row.line.about.iter().map(Named::from).collect(),
        priority: row.priority,
        situation: row.situation.clone(),
        since: row.line.since,
        days: row.days,
        who: name(row.line.who.as_ref()),
        ask: row.ask.clone(),
        options: row.options.iter().map(option).collect(),
        impact: row.impact.clone(),
        message: row.message,
        to: row.line.to.clone(),
    }
}

impl Report for EscalationReport {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Title("ESCALATIONS".to_owned()),
            Block::Lines(vec![format!("Generated: {}", self.generated)]),
        ];
        for rule in &self.rules {
            let heading = format!("{} {} ({})", rule.code, rule.title.to_uppercase(), rule.entries.len());
            blocks.push(Block::Heading(heading));
            blocks.extend(rule.entries.iter().map(|told| Block::Entry(entry(told))));
        }
        if self.rules.is_empty() {
            blocks.push(Block::Lines(vec!["Nothing has to be escalated.".to_owned()]));
        }
        blocks
    }
}

fn entry(told: &EscalationEntry) -> Entry {
    let about: Vec<&str> = told.about.iter().map(|named| named.id.as_str()).collect();
    let mut fields = vec![
        ("Since", format!("{} ({})", told.since, working_days(told.days))),
        ("Must act", told.who.clone().unwrap_or_else(|| MISSING.to_owned())),
    ];
    let name = if told.message == "question" { "Question" } else { "Next step" };
    fields.extend(told.ask.clone().map(|ask| (name, ask)));
    fields.extend(told.options.iter().map(|option| ("Option", option.clone())));
    fields.extend(told.impact.clone().map(|impact| ("Without an answer", impact)));
    fields.push(("Message", format!("{} to {}", told.message, told.to)));
    Entry {
        head: format!("[{}] {}", about.join(", "), told.priority.to_uppercase()),
        text: text(told),
        fields,
    }
}

/// The situation; behind a title where it is about one thing, whose id stands before it.
fn text(told: &EscalationEntry) -> String {
    match told.about.as_slice() {
        [one] if one.id != one.title => format!("{}: {}", phrase(&one.title), told.situation),
        _ => told.situation.clone(),
    }
}
