//! The files of the site that are for programs.

use serde::Serialize;

use super::Checked;
use crate::{
    diag::Diagnostic,
    say::escalation::message,
    text::visible,
    view::{Context, addresses},
};

/// Path and bytes of each; `found` are the diagnostics of the assembly, beside those of the check.
pub(super) fn files(cx: &Context, checked: &Checked, found: &[Diagnostic]) -> Vec<(String, Vec<u8>)> {
    let mut diagnostics: Vec<Diagnostic> = checked.diagnostics.iter().chain(found).cloned().collect();
    diagnostics.sort();
    diagnostics.dedup();
    let record = cx.program_record(&diagnostics);
    vec![
        (addresses::PROGRAM_JSON.to_owned(), json(&record).into_bytes()),
        (addresses::ESCALATIONS_JSON.to_owned(), escalations(checked).into_bytes()),
    ]
}

/// The messages of all escalations as JSON, each in its envelope.
pub fn escalations(checked: &Checked) -> String {
    let raised = checked.chronicle.escalations.iter();
    let messages: Vec<_> = raised.map(|escalation| message(&checked.program, escalation)).collect();
    json(&messages)
}

fn json(data: &impl Serialize) -> String {
    let mut json = visible::json(serde_json::to_string_pretty(data).unwrap_or_default());
    json.push('\n');
    json
}
