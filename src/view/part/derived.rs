//! Risks that nobody wrote down: test coverage under its threshold (escalation E5). They are always red.

use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, coverage, escalate::EscalationCode},
    model::{Entity, Key, Milestone, Rag, Service, Subject},
    say::coverage::{risk_title, too_low},
    view::{Context, OwnerLink, SubjectLink, part::next_action::NextActionView},
};

/// A risk that follows from a measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedRisk {
    /// The code of its rule and what it is about: `E5-inventory`.
    pub id: String,
    /// `Test coverage of inventory is under its threshold`.
    pub title: String,
    /// The service.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// What was measured.
    pub effect: String,
    /// Who answers for the service.
    pub owner: Option<OwnerLink>,
    /// What is to be done next, as reported of the milestone that delivers the service.
    pub next_action: Option<NextActionView>,
    /// No milestone in scope delivers the service.
    pub outside: bool,
}

impl Context<'_> {
    /// The coverage risks of a day, in order of the services; without a scope none is outside. A service that was never
    /// measured gives none: that is a question, not a risk.
    pub fn derived_risks(&self, analysis: &Analysis, scope: Option<&[Key<Milestone>]>) -> Vec<DerivedRisk> {
        let services = self.program.services.keys();
        services.filter_map(|key| self.derived_risk(analysis, scope, key)).collect()
    }

    fn derived_risk(
        &self,
        analysis: &Analysis,
        scope: Option<&[Key<Milestone>]>,
        key: Key<Service>,
    ) -> Option<DerivedRisk> {
        let service = &self.program.services[key];
        let (_, short) = coverage::too_low(self.program, key, analysis.known)?;
        let id = &service.head().id;
        let delivering = self.delivering(key);
        let action = delivering.iter().find_map(|m| analysis.milestone(*m).facts.next_action.as_ref());
        let within = |scope: &[Key<Milestone>]| {
            delivering.is_empty() || delivering.iter().any(|milestone| scope.contains(milestone))
        };
        Some(DerivedRisk {
            id: format!("{}-{id}", EscalationCode::Coverage.name()),
            title: risk_title(service),
            subject: self.link(Subject::Service(key)),
            rag: Rag::Red,
            effect: too_low(self.voice_on(analysis.as_of), &short),
            owner: service.owner.as_ref().map(|owner| self.owner(owner)),
            next_action: action.map(|action| self.next_action(analysis, &action.value)),
            outside: scope.is_some_and(|scope| !within(scope)),
        })
    }
}
