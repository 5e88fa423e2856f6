//! The list of services.

use serde::Serialize;

use crate::view::{
    Context,
    part::{service_row::ServiceRow, service_ties::UseView},
};

/// What stands on the page of all services.
#[derive(Debug, Clone, Serialize)]
pub struct ServicesPage {
    /// All services in order of their ids.
    pub rows: Vec<ServiceRow>,
    /// Uses of one service by another that no contract covers.
    pub uncovered: Vec<UseView>,
    /// How many services are tested less than the thresholds ask.
    pub below: usize,
    /// How many services have no measurement.
    pub unmeasured: usize,
    /// How many uses of one service by another there are.
    pub uses: usize,
}

impl Context<'_> {
    /// The page of all services.
    pub fn services_page(&self) -> ServicesPage {
        let rows: Vec<ServiceRow> = self.program.services.keys().map(|key| self.service_row(key)).collect();
        let uses: Vec<UseView> = self.program.services.keys().flat_map(|key| self.uses(key)).collect();
        let measures = |row: &ServiceRow| [row.coverage.unit.clone(), row.coverage.integration.clone()];
        let below = |row: &&ServiceRow| measures(row).iter().any(|m| m.percent.is_some() && !m.met);
        let unmeasured = |row: &&ServiceRow| measures(row).iter().any(|m| m.percent.is_none());
        ServicesPage {
            below: rows.iter().filter(below).count(),
            unmeasured: rows.iter().filter(unmeasured).count(),
            uses: uses.len(),
            uncovered: uses.into_iter().filter(|use_of| use_of.contract.is_none()).collect(),
            rows,
        }
    }
}
