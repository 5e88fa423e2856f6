//! The list of milestones, phase after phase.

use serde::Serialize;

use crate::{
    analyse::Tally,
    model::{Rag, Subject},
    view::{Context, SubjectLink, part::milestone_row::MilestoneRow},
};

/// What stands on the page of all milestones.
#[derive(Debug, Clone, Serialize)]
pub struct MilestonesPage {
    /// All milestones, phase after phase; those of no phase last.
    pub groups: Vec<MilestoneGroup>,
    /// How many of each color.
    pub tally: Tally,
    /// How many there are.
    pub count: usize,
    /// How many are done.
    pub done: usize,
    /// How many are on the critical path.
    pub critical: usize,
    /// How many are declared better than computed.
    pub watermelons: usize,
}

/// The milestones of one phase.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneGroup {
    /// The phase; `None` for those that belong to none.
    pub phase: Option<SubjectLink>,
    /// Its color.
    pub rag: Option<Rag>,
    /// Its milestones in order of their ids.
    pub rows: Vec<MilestoneRow>,
}

impl Context<'_> {
    /// The page of all milestones.
    pub fn milestones_page(&self) -> MilestonesPage {
        let now = self.now();
        let rows_of = |phase| {
            let of_it = self.program.milestones.iter().filter(move |(_, row)| row.phase == phase);
            of_it.map(|(key, _)| self.milestone_row(now, key)).collect::<Vec<_>>()
        };
        let phases = self.program.phases.keys().map(|phase| MilestoneGroup {
            phase: Some(self.link(Subject::Phase(phase))),
            rag: Some(now.phases[phase.index()].roll_up.rag),
            rows: rows_of(Some(phase)),
        });
        let loose = MilestoneGroup { phase: None, rag: None, rows: rows_of(None) };
        let groups: Vec<MilestoneGroup> =
            phases.chain([loose]).filter(|group| !group.rows.is_empty()).collect();
        let count = |is: &dyn Fn(&MilestoneRow) -> bool| {
            groups.iter().flat_map(|group| &group.rows).filter(|row| is(row)).count()
        };
        MilestonesPage {
            tally: now.program.roll_up.tally,
            count: self.program.milestones.len(),
            done: count(&|row| row.status == "done"),
            critical: count(&|row| row.critical),
            watermelons: count(&|row| row.watermelon),
            groups,
        }
    }
}
