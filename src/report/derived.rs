//! Risks that follow from measurements, as entries of reports.

use super::{
    risk::RiskEntry,
    wording::{NextStep, name},
};
use crate::{
    model::{RiskCategory, RiskStatus},
    view::part::derived::DerivedRisk,
};

/// The entry of a derived risk. Nobody assessed its probability and impact: it is measured.
pub(super) fn entry(risk: &DerivedRisk) -> RiskEntry {
    RiskEntry {
        id: risk.id.clone(),
        title: risk.title.clone(),
        rag: risk.rag,
        derived: true,
        outside: risk.outside,
        category: Some(RiskCategory::Technical.word()),
        probability: None,
        impact: None,
        status: RiskStatus::Open.word(),
        open: true,
        effect: Some(risk.effect.clone()),
        description: Some(risk.effect.clone()),
        mitigation: None,
        owner: name(risk.owner.as_ref()),
        next_action: risk.next_action.as_ref().map(NextStep::from),
        review_by: None,
        review_overdue: false,
    }
}
