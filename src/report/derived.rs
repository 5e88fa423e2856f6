//! Risks that nobody wrote down: test coverage under its threshold (escalation E5). They are always red.

use chrono::NaiveDate;

use super::risk::RiskEntry;
use crate::{
    model::{Coverage, Entity, Key, Rag, Service},
    view::Context,
};

/// The coverage risks of the day `as_of`, in order of the services. A service that was never measured gives none: that
/// is a question, not a risk.
pub(super) fn coverage_risks(cx: &Context, as_of: NaiveDate) -> Vec<(Key<Service>, RiskEntry)> {
    let services = cx.program.services.iter();
    services.filter_map(|(key, service)| Some((key, coverage_risk(cx, service, as_of)?))).collect()
}

fn coverage_risk(cx: &Context, service: &Service, as_of: NaiveDate) -> Option<RiskEntry> {
    let known = service.coverage.iter().rev();
    let measured = known.into_iter().find(|coverage| coverage.on.is_none_or(|on| on <= as_of))?;
    let short = shortfalls(cx, measured);
    if short.is_empty() {
        return None;
    }
    let head = service.head();
    let on = measured.on.map_or_else(String::new, |on| format!(", measured {on}"));
    let is: Vec<String> =
        short.iter().map(|(what, is, least)| format!("{what} {is} % of {least} % required")).collect();
    let to: Vec<String> =
        short.iter().map(|(what, is, least)| format!("{what} from {is} % to {least} %")).collect();
    let description = format!("Test coverage: {}{on}.", is.join(", "));
    Some(RiskEntry {
        id: format!("E5-{}", head.id),
        title: format!("Test coverage of {} is under its threshold", head.id),
        rag: Rag::Red,
        derived: true,
        outside: false,
        category: Some("technical"),
        probability: None,
        impact: None,
        status: "open",
        open: true,
        effect: Some(description.clone()),
        description: Some(description),
        mitigation: Some(format!("Raise the coverage by tests: {}.", to.join(", "))),
        owner: service.owner.as_ref().map(|owner| owner.name.clone()),
        next_action: None,
        review_by: None,
        review_overdue: false,
    })
}

/// What is under its threshold: sort of test, percent, percent required.
fn shortfalls(cx: &Context, measured: &Coverage) -> Vec<(&'static str, u8, u8)> {
    let thresholds = &cx.program.settings.thresholds;
    let pairs = [
        ("unit", measured.unit, thresholds.unit_coverage),
        ("integration", measured.integration, thresholds.integration_coverage),
    ];
    let short = pairs.into_iter().filter_map(|(what, percent, least)| Some((what, percent?, least)));
    short.filter(|(_, percent, least)| percent < least).collect()
}
