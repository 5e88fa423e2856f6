//! A service as a row of a table, and how well it is tested.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Key, Service, Subject},
    view::{Context, OwnerLink, SubjectLink, part::affected::Affected},
};

/// A service as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceRow {
    /// Which.
    pub subject: SubjectLink,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// Where it is in its life.
    pub lifecycle: Option<String>,
    /// The milestones that deliver it, with their colors.
    pub milestones: Vec<Affected>,
    /// Test coverage.
    pub coverage: CoverageView,
    /// The services it uses, each once.
    pub depends_on: Vec<SubjectLink>,
    /// The services that use it, each once.
    pub depended_on_by: Vec<SubjectLink>,
}

/// Test coverage against the thresholds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CoverageView {
    /// When it was measured; `None` where nobody said or nothing was measured.
    pub on: Option<NaiveDate>,
    /// By unit tests.
    pub unit: Measure,
    /// By integration tests.
    pub integration: Measure,
}

/// One measurement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Percent; `None` where it was not measured.
    pub percent: Option<u8>,
    /// What is asked.
    pub threshold: u8,
    /// It was measured and is enough.
    pub met: bool,
}

impl Context<'_> {
    pub(in crate::view) fn service_row(&self, key: Key<Service>) -> ServiceRow {
        let service = &self.program.services[key];
        let distinct = |mut keys: Vec<Key<Service>>| -> Vec<SubjectLink> {
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().map(|key| self.link(Subject::Service(key))).collect()
        };
        let using = self
            .program
            .services
            .iter()
            .filter(|(_, row)| row.depends_on.iter().any(|use_of| use_of.service.value == key));
        ServiceRow {
            subject: self.link(Subject::Service(key)),
            owner: service.owner.as_ref().map(|owner| self.owner(owner)),
            lifecycle: service.lifecycle.clone(),
            milestones: self
                .delivering(key)
                .into_iter()
                .map(|milestone| self.affected(Subject::Milestone(milestone)))
                .collect(),
            coverage: self
                .measurements(key)
                .into_iter()
                .next()
                .unwrap_or_else(|| self.measured(None, None, None)),
            depends_on: distinct(service.depends_on.iter().map(|use_of| use_of.service.value).collect()),
            depended_on_by: distinct(using.map(|(key, _)| key).collect()),
        }
    }

    /// Measurements up to the status date, newest first.
    pub(in crate::view) fn measurements(&self, key: Key<Service>) -> Vec<CoverageView> {
        let service = &self.program.services[key];
        let measured = service.coverage.iter().rev();
        let known = measured.filter(|coverage| self.now().known.measured(self.program, service, coverage));
        known.map(|coverage| self.measured(coverage.on, coverage.unit, coverage.integration)).collect()
    }

    fn measured(&self, on: Option<NaiveDate>, unit: Option<u8>, integration: Option<u8>) -> CoverageView {
        let thresholds = &self.program.settings.thresholds;
        let measure = |percent: Option<u8>, threshold: u8| Measure {
            percent,
            threshold,
            met: percent.is_some_and(|percent| percent >= threshold),
        };
        CoverageView {
            on,
            unit: measure(unit, thresholds.unit_coverage),
            integration: measure(integration, thresholds.integration_coverage),
        }
    }
}
