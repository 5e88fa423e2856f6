//! The rows of a chart: milestones, gates, and the phases they stand in. It must not know which of them are shown.

use std::collections::BTreeSet;

use super::Chart;
use crate::{
    analyse::{Dates, MilestoneAnalysis, Placement, Waiting, WaitingOn},
    model::{Entity, Key, LifeCycle, LinkKind, Milestone, Phase, Subject},
    view::{
        Context, addresses,
        chart::gantt::{GanttLink, GanttPhase, GanttRow},
    },
};

impl Chart<'_> {
    pub(super) fn phase(&self, key: Option<Key<Phase>>, mut rows: Vec<GanttRow>) -> GanttPhase {
        let Some(key) = key else {
            let (id, title) = (String::new(), "Without a phase".to_owned());
            let href = addresses::MILESTONES.to_owned();
            return GanttPhase { id, title, href, rag: None, span: span(&rows), rows, folded: 0 };
        };
        let (head, analysis) = (self.cx.program.phases[key].head(), &self.analysis.phases[key.index()]);
        if self.gates && analysis.gate.forecast.is_some() {
            rows.push(self.gate(key));
        }
        GanttPhase {
            id: head.id.to_string(),
            title: head.title.clone(),
            href: self.href(Subject::Phase(key)),
            rag: analysis.roll_up.rag.begun(),
            span: span(&rows),
            rows,
            folded: 0,
        }
    }

    pub(super) fn gate(&self, key: Key<Phase>) -> GanttRow {
        let phase = &self.analysis.phases[key.index()];
        let done = phase.milestones.iter().all(|m| !self.analysis.milestone(*m).progress.is_open());
        let within: BTreeSet<_> = phase.milestones.iter().copied().collect();
        let last = phase.milestones.iter().filter(|m| {
            let next = self.cx.graph.successors(**m);
            self.shown.contains(m) && !next.iter().any(|next| within.contains(next))
        });
        let needs = last.map(|m| GanttLink {
            from: self.cx.program.milestones[*m].head().id.to_string(),
            kind: LinkKind::FinishStart,
            critical: phase.gate.driving == Some(*m) && self.critical(*m),
        });
        GanttRow {
            id: gate_id(self.cx, key),
            title: gate_id(self.cx, key),
            href: format!("{}#gate", self.href(Subject::Phase(key))),
            gate: true,
            status: if done { LifeCycle::Done } else { LifeCycle::Planned },
            rag: phase.roll_up.rag.begun(),
            owner: self.cx.program.phases[key]
                .owner
                .as_ref()
                .map(|owner| self.cx.program.calls(owner).to_owned()),
            percent: None,
            baseline: phase.gate.baseline.map(Dates::on),
            forecast: phase.gate.forecast.map(Dates::on),
            leveled: None,
            rollup: None,
            started: done,
            finished: done,
            float_days: None,
            float_until: None,
            critical: phase.gate.driving.is_some_and(|m| self.critical(m)),
            slip_days: phase.gate.variance.unwrap_or(0),
            blocked: false,
            late: false,
            needs: needs.collect(),
        }
    }

    pub(super) fn critical(&self, key: Key<Milestone>) -> bool {
        self.analysis.milestone(key).schedule.as_ref().is_ok_and(|placement| placement.critical)
    }

    pub(super) fn row(&self, key: Key<Milestone>) -> GanttRow {
        let (milestone, analysis) = (&self.cx.program.milestones[key], self.analysis.milestone(key));
        let placement = analysis.schedule.as_ref().ok();
        let done = analysis.progress.is_done();
        let mut naming = self.cx.blockers_naming_milestone(key).into_iter();
        let held = naming.any(|blocker| self.analysis.blockers[blocker.index()].active);
        GanttRow {
            id: milestone.head().id.to_string(),
            title: milestone.head().title.clone(),
            href: self.href(Subject::Milestone(key)),
            gate: placement.is_some_and(|placement| placement.duration == 0),
            status: analysis.life_cycle(),
            rag: analysis.verdict.shown.begun(),
            owner: analysis.facts.owner.as_ref().map(|fact| self.cx.program.calls(&fact.value).to_owned()),
            percent: analysis.percent(),
            baseline: drawn(analysis),
            forecast: analysis.forecast(),
            leveled: placement.filter(|_| self.leveled && !done).and_then(moved_by_leveling),
            rollup: None,
            started: done || analysis.progress.is_under_way(),
            finished: done,
            float_days: placement.map(|placement| placement.total_float).filter(|_| !done),
            float_until: placement.filter(|p| !done && p.total_float > 0).map(|p| p.late.finish),
            critical: placement.is_some_and(|placement| placement.critical),
            slip_days: placement.and_then(|placement| placement.variance).unwrap_or(0),
            blocked: held && !done,
            late: !done && analysis.baseline.finish.is_some_and(|finish| finish < self.analysis.as_of),
            needs: self
                .cx
                .graph
                .waits_for(key)
                .iter()
                .filter_map(|waiting| self.link(key, waiting))
                .collect(),
        }
    }

    /// `*` is not drawn: an arrow from everything says nothing.
    fn link(&self, key: Key<Milestone>, waiting: &Waiting) -> Option<GanttLink> {
        let driving =
            self.analysis.milestone(key).schedule.as_ref().ok().and_then(|placement| placement.driving);
        let (from, subject) = match waiting.on {
            WaitingOn::Milestone(on) if self.shown.contains(&on) => {
                (self.cx.program.milestones[on].head().id.to_string(), Subject::Milestone(on))
            }
            WaitingOn::Gate(on) if self.gates => (gate_id(self.cx, on), Subject::Phase(on)),
            _ => return None,
        };
        Some(GanttLink { from, kind: waiting.kind, critical: driving == Some(subject) && self.critical(key) })
    }
}

pub(super) fn gate_id(cx: &Context, key: Key<Phase>) -> String {
    format!("{} gate", cx.program.phases[key].head().id)
}

/// The dates after leveling, where they are others.
fn moved_by_leveling(placement: &Placement) -> Option<Dates> {
    placement.leveled.filter(|leveled| *leveled != placement.forecast)
}

pub(super) fn span(rows: &[GanttRow]) -> Option<Dates> {
    Dates::over(rows.iter().filter_map(|row| row.forecast))
}

/// The baseline as a bar: both its ends, or the one day of what takes no time. Half a baseline is no bar; it stands in
/// the tables.
fn drawn(milestone: &MilestoneAnalysis) -> Option<Dates> {
    let instant = milestone.schedule.as_ref().is_ok_and(|placement| placement.duration == 0);
    milestone.baseline.whole().or_else(|| milestone.baseline.finish.filter(|_| instant).map(Dates::on))
}
