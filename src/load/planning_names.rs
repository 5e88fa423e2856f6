//! Names of calendars and baselines, which any file may use.

/// The names that content may use for calendars and baselines, in the order of their tables.
#[derive(Debug, Default)]
pub struct PlanningNames {
    /// Names of calendars.
    pub calendars: Vec<String>,
    /// Names of baselines.
    pub baselines: Vec<String>,
}
