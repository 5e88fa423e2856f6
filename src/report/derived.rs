//! Risks that nobody wrote down: test coverage under its threshold (escalation E5). They are always red.

use chrono::NaiveDate;

use super::risk::RiskEntry;
use crate::{
    analyse::{coverage, escalate::EscalationCode},
    model::{Entity, Key, Rag, RiskCategory, RiskStatus, Service},
    view::Context,
};

/// The coverage risks of the day `as_of`, in order of the services. A service that was never measured gives none: that
/// is a question, not a risk.
pub(super) fn coverage_risks(cx: &Context, as_of: NaiveDate) -> Vec<(Key<Service>, RiskEntry)> {
    let services = cx.program.services.iter();
    services.filter_map(|(key, service)| Some((key, coverage_risk(cx, service, as_of)?))).collect()
}

fn coverage_risk(cx: &Context, service: &Service, as_of: NaiveDate) -> Option<RiskEntry> {
    let (measured, what) = coverage::too_low(service, &cx.program.settings.thresholds, as_of)?;
    let head = service.head();
    let on = measured.on.map_or_else(String::new, |on| format!(" (measured {on})"));
    let description = format!("Test coverage: {what}{on}.");
    Some(RiskEntry {
        id: format!("{}-{}", EscalationCode::Coverage.name(), head.id),
        title: format!("Test coverage of {} is under its threshold", head.id),
        rag: Rag::Red,
        derived: true,
        outside: false,
        category: Some(RiskCategory::Technical.word()),
        probability: None,
        impact: None,
        status: RiskStatus::Open.word(),
        open: true,
        effect: Some(description.clone()),
        description: Some(description),
        mitigation: None,
        owner: service.owner.as_ref().map(|owner| owner.name.clone()),
        next_action: None,
        review_by: None,
        review_overdue: false,
    })
}
