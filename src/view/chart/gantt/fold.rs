//! A chart with what is done and well folded away, so that eyes meet what is still to be done.

use super::{GanttPhase, GanttRow, GanttView};
use crate::{
    date::Dates,
    model::{LifeCycle, Rag},
};

/// So many rows of a phase are worth a row that stands for them.
const LEAST: usize = 3;
/// A chart that would not get shorter by so many rows stays as it is.
const SAVED: usize = 4;

impl GanttView {
    /// The same with a row for what is done of each phase, and of a phase that is over its heading alone. What is done
    /// and not well stays. `None` where that saves little.
    pub fn folded(&self) -> Option<GanttView> {
        let phases = self.phases.iter().map(GanttPhase::folded).collect();
        let view = GanttView { phases, ..self.clone() };
        (view.rows() + SAVED <= self.rows()).then_some(view)
    }

    /// How many rows it has, without the headings of phases.
    pub fn rows(&self) -> usize {
        self.phases.iter().map(|phase| phase.rows.len()).sum()
    }
}

impl GanttPhase {
    fn folded(&self) -> GanttPhase {
        let (away, stay): (Vec<GanttRow>, Vec<GanttRow>) =
            self.rows.iter().cloned().partition(GanttRow::is_over_and_well);
        let milestones = away.iter().filter(|row| !row.is_gate_of_phase()).count();
        // a chart without headings has no place to say what is gone
        if self.title.is_empty() || away.len() < LEAST {
            return self.clone();
        }
        let rows = if stay.is_empty() {
            stay
        } else {
            std::iter::once(self.stands_for(&away, milestones)).chain(stay).collect()
        };
        let folded = if rows.is_empty() { milestones } else { 0 };
        GanttPhase { rows, folded, ..self.clone() }
    }

    /// A row for those that are away.
    fn stands_for(&self, away: &[GanttRow], milestones: usize) -> GanttRow {
        let name = format!("{}: {milestones} done", if self.id.is_empty() { &self.title } else { &self.id });
        GanttRow {
            id: name.clone(),
            title: name,
            href: self.href.clone(),
            gate: false,
            status: LifeCycle::Done,
            rag: Some(Rag::Green),
            owner: None,
            percent: Some(100),
            baseline: None,
            forecast: Dates::over(away.iter().filter_map(|row| row.forecast)),
            leveled: None,
            rollup: None,
            started: true,
            finished: true,
            float_days: None,
            float_until: None,
            critical: false,
            slip_days: 0,
            blocked: false,
            late: false,
            needs: Vec::new(),
        }
    }
}

impl GanttRow {
    fn is_over_and_well(&self) -> bool {
        let over = matches!(self.status, LifeCycle::Done | LifeCycle::Cancelled);
        // the heading of the phase has the color of its gate
        over && (self.is_gate_of_phase() || !matches!(self.rag, Some(Rag::Red | Rag::Amber | Rag::Unknown)))
    }

    fn is_gate_of_phase(&self) -> bool {
        self.gate && self.href.ends_with("#gate")
    }
}
