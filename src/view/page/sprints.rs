//! The list of sprints.

use serde::Serialize;

use crate::view::{
    Context,
    part::{sprint_row::SprintRow, sprint_trend::TrendStep},
};

/// What stands on the page of all sprints.
#[derive(Debug, Clone, Serialize)]
pub struct SprintsPage {
    /// The sprint of the status date.
    pub current: Option<SprintRow>,
    /// All sprints in order of time.
    pub rows: Vec<SprintRow>,
    /// The color of every sprint.
    pub trend: Vec<TrendStep>,
    /// How many are over.
    pub past: usize,
}

impl Context<'_> {
    /// The page of all sprints.
    pub fn sprints_page(&self) -> SprintsPage {
        let rows: Vec<SprintRow> =
            self.sprints_in_time().into_iter().map(|sprint| self.sprint_row(sprint)).collect();
        let current = self.now().program.current_sprint;
        SprintsPage {
            current: current.map(|sprint| self.sprint_row(sprint)),
            past: rows.iter().filter(|row| row.time == "past").count(),
            rows,
            trend: self.trend(current),
        }
    }
}
