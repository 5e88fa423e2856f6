//! The risk register: every risk in a block of lines.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Report,
    block::{Block, Entry},
    derived,
    risk::RiskEntry,
    wording::{MISSING, UNKNOWN, capitals, next_words},
};
use crate::view::{Context, page::risks::RisksPage};

/// The risk register on the status date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RiskRegister {
    /// The day it was made for.
    pub generated: NaiveDate,
    /// Risks that stand first, closed ones last, the worst of each first; those that follow from measurements before
    /// those that were written down.
    pub risks: Vec<RiskEntry>,
}

impl RiskRegister {
    /// The register of the program, from the page of all risks.
    pub fn new(cx: &Context, page: &RisksPage) -> Self {
        let generated = cx.now().as_of;
        let mut risks: Vec<RiskEntry> = page.derived.iter().map(derived::entry).collect();
        risks.extend(page.rows.iter().map(|row| RiskEntry {
            review_by: row.review_by,
            review_overdue: row.review_overdue,
            ..RiskEntry::of(&row.risk)
        }));
        Self { generated, risks }
    }
}

impl Report for RiskRegister {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Title("RISK REGISTER".to_owned()),
            Block::Lines(vec![format!("Generated: {}", self.generated)]),
        ];
        blocks.extend(self.risks.iter().map(|risk| Block::Entry(entry(risk))));
        if self.risks.is_empty() {
            blocks.push(Block::Lines(vec!["No risks are recorded.".to_owned()]));
        }
        blocks
    }
}

fn entry(risk: &RiskEntry) -> Entry {
    let unknown = if risk.derived { "measured" } else { UNKNOWN };
    let rated = format!(
        "{} | Probability: {} | Impact: {} | RAG: {}",
        risk.category.unwrap_or(UNKNOWN),
        risk.probability.unwrap_or(unknown),
        risk.impact.unwrap_or(unknown),
        capitals(risk.rag),
    );
    let or_missing = |text: &Option<String>| text.clone().unwrap_or_else(|| MISSING.to_owned());
    let owner = risk.owner.as_deref().unwrap_or(MISSING);
    let mut fields = vec![
        ("Category", rated),
        ("Description", or_missing(&risk.description)),
        ("Mitigation", or_missing(&risk.mitigation)),
        ("Owner", format!("{owner} | Status: {}", risk.status)),
    ];
    if risk.needs_action() || risk.open && risk.next_action.is_some() {
        fields.push(("Next Action", next_words(risk.next_action.as_ref(), risk.owner.as_deref())));
    }
    if let Some(day) = risk.review_by.filter(|_| risk.open) {
        let overdue = if risk.review_overdue { " (overdue)" } else { "" };
        fields.push(("Review By", format!("{day}{overdue}")));
    }
    Entry { head: risk.id.clone(), text: risk.marked_title(), fields }
}
