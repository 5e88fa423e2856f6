//! What is escalated, rule by rule.

use serde::Serialize;

use crate::{
    analyse::escalate::EscalationCode,
    view::{Context, part::escalation_row::EscalationRow},
};

/// What stands on the page of escalations.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationsPage {
    /// One for each rule that raised something, in the order of the codes.
    pub groups: Vec<EscalationGroup>,
    /// How many there are.
    pub total: usize,
    /// The rules that raised nothing.
    pub quiet: Vec<EscalationRule>,
}

/// What one rule raised.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationGroup {
    /// The rule.
    #[serde(flatten)]
    pub rule: EscalationRule,
    /// What it raised, the longest standing first; of many, the first.
    pub rows: Vec<EscalationRow>,
    /// How many it raised.
    pub count: usize,
}

/// Of what one rule raised so many are shown; `milepost escalations` has all of it.
const MOST: usize = 40;

/// A rule that escalates.
#[derive(Debug, Clone, Serialize)]
pub struct EscalationRule {
    /// `E1`.
    pub code: &'static str,
    /// `At risk of slipping`.
    pub title: &'static str,
    /// The manual entry.
    pub about: &'static str,
}

impl Context<'_> {
    /// The page of escalations, on the status date.
    pub fn escalations_page(&self) -> EscalationsPage {
        let all = &self.chronicle.escalations;
        let mut page = EscalationsPage { groups: Vec::new(), total: all.len(), quiet: Vec::new() };
        for &code in EscalationCode::ALL {
            let rule = EscalationRule { code: code.name(), title: code.title(), about: code.about() };
            let of_code = all.iter().filter(|escalation| escalation.code == code);
            let mut rows: Vec<EscalationRow> =
                of_code.map(|escalation| self.escalation_row(escalation)).collect();
            rows.sort_by_key(|row| row.line.since);
            let count = rows.len();
            rows.truncate(MOST);
            match count {
                0 => page.quiet.push(rule),
                _ => page.groups.push(EscalationGroup { rule, rows, count }),
            }
        }
        page
    }
}
