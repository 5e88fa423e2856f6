//! The list of milestones, phase after phase.

use std::collections::BTreeSet;

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
    /// Its milestones in order of their ids; in a long list those that matter on the day.
    pub rows: Vec<MilestoneRow>,
    /// How many more stand on the page of the phase.
    pub more: usize,
}

/// A list longer than this shows of each phase what is not well or under way first; the page of the phase has all.
const MOST: usize = 300;

impl MilestoneGroup {
    /// Keeps so many rows, those that matter most, in their order.
    fn keep(&mut self, most: usize) {
        self.more = self.rows.len().saturating_sub(most);
        if self.more > 0 {
            let mut ranked: Vec<usize> = (0..self.rows.len()).collect();
            ranked.sort_by_key(|at| self.rows[*at].effect());
            ranked.truncate(most);
            let kept: BTreeSet<usize> = ranked.into_iter().collect();
            let mut at = 0..;
            self.rows.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
        }
    }
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
            more: 0,
        });
        let loose = MilestoneGroup { phase: None, rag: None, rows: rows_of(None), more: 0 };
        let mut groups: Vec<MilestoneGroup> =
            phases.chain([loose]).filter(|group| !group.rows.is_empty()).collect();
        let count = |is: &dyn Fn(&MilestoneRow) -> bool| {
            groups.iter().flat_map(|group| &group.rows).filter(|row| is(row)).count()
        };
        let (done, critical, watermelons) =
            (count(&|row| row.status == "done"), count(&|row| row.critical), count(&|row| row.watermelon));
        let all = self.program.milestones.len();
        if all > MOST {
            // those of no phase stand on no other page
            let each = (MOST / groups.len()).max(1);
            groups.iter_mut().filter(|group| group.phase.is_some()).for_each(|group| group.keep(each));
        }
        MilestonesPage { tally: now.program.roll_up.tally, count: all, done, critical, watermelons, groups }
    }
}
