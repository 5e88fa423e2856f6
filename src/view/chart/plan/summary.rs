//! A long plan in short: a row for each phase, with its gate.

use std::collections::BTreeMap;

use super::{
    Chart, PlanScope,
    choice::{MOST_PROGRAM_ROWS, MOST_ROWS},
    rows::{gate_id, span},
};
use crate::{
    analyse::{Dates, MilestoneAnalysis, Progress, WaitingOn},
    date::OpenDates,
    model::{Entity, Key, LifeCycle, LinkKind, Milestone, Phase, Subject},
    view::{
        addresses,
        chart::gantt::{GanttLink, GanttNote, GanttPhase, GanttRow, GanttView, Rollup, bounded_span},
    },
};

/// Milestones by phase; those without one last.
type Groups = BTreeMap<(bool, Option<Key<Phase>>), Vec<Key<Milestone>>>;

impl Chart<'_> {
    /// Whether a chart of the whole program would be too long to take in; never where it would not be shorter by phases.
    pub(super) fn is_long(&self, keys: &[Key<Milestone>]) -> bool {
        let phases = self.groups(keys).len();
        keys.len() + 2 * phases > MOST_PROGRAM_ROWS && phases > 1
    }

    /// Whether there are phases that tell milestones apart.
    pub(super) fn has_phases(&self, keys: &[Key<Milestone>]) -> bool {
        self.groups(keys).len() > 1
    }

    /// Phases and gates. Phases stand in their own order, which readers know, whatever starts first.
    pub(super) fn summary(&self, keys: &[Key<Milestone>]) -> GanttView {
        let groups = self.groups(keys);
        let mut rows = Vec::new();
        let with_gates = 2 * groups.len() <= MOST_ROWS;
        for ((_, phase), members) in groups.iter().take(MOST_ROWS) {
            rows.push(self.phase_row(*phase, members));
            rows.extend(phase.filter(|_| with_gates).and_then(|phase| self.gate_row(phase)));
        }
        let mut view = self.empty(self.title(PlanScope::Program));
        view.phases = vec![GanttPhase {
            id: String::new(),
            title: "All phases".to_owned(),
            href: addresses::PHASES.to_owned(),
            rag: self.analysis.program.roll_up.rag.begun(),
            span: span(&rows),
            rows,
            folded: 0,
        }];
        view.description = self.description(keys);
        view.range = bounded_span(&view.dates(), self.analysis.as_of);
        view.note = Some(self.left_to_phases(keys, groups.len()));
        view
    }

    /// A row for each phase, without gates.
    pub(super) fn phase_rows(&self, keys: &[Key<Milestone>]) -> Vec<GanttRow> {
        self.groups(keys).iter().map(|((_, phase), members)| self.phase_row(*phase, members)).collect()
    }

    fn groups(&self, keys: &[Key<Milestone>]) -> Groups {
        let mut groups = Groups::new();
        for key in keys {
            let phase = self.cx.program.milestones[*key].phase;
            groups.entry((phase.is_none(), phase)).or_default().push(*key);
        }
        groups
    }

    fn left_to_phases(&self, keys: &[Key<Milestone>], phases: usize) -> GanttNote {
        let unplaced = keys.iter().filter(|key| self.analysis.milestone(**key).schedule.is_err()).count();
        let mut words = "in the chart of each phase; all in the table".to_owned();
        if unplaced > 0 {
            words.push_str(&format!("; {unplaced} not scheduled"));
        }
        if phases > MOST_ROWS {
            words.push_str(&format!("; {} more phases", phases - MOST_ROWS));
        }
        GanttNote {
            what: format!("{} milestones", keys.len()),
            words,
            href: addresses::MILESTONES.to_owned(),
        }
    }

    fn gate_row(&self, phase: Key<Phase>) -> Option<GanttRow> {
        self.analysis.phases[phase.index()].gate.forecast?;
        Some(GanttRow { needs: Vec::new(), ..self.gate(phase) })
    }

    fn phase_row(&self, phase: Option<Key<Phase>>, members: &[Key<Milestone>]) -> GanttRow {
        let of = || members.iter().map(|key| self.analysis.milestone(*key));
        let placed = || of().filter_map(|milestone| milestone.schedule.as_ref().ok().map(|p| (milestone, p)));
        let open = || placed().filter(|(milestone, _)| !is_over(milestone));
        let done = of().filter(|milestone| milestone.progress.is_done()).count();
        let over = of().all(is_over);
        let begun = of().any(|milestone| !matches!(milestone.progress, Progress::NotStarted));
        let baseline = OpenDates::over(of().map(|milestone| milestone.baseline)).whole();
        let forecast = Dates::over(placed().map(|(_, placement)| placement.forecast));
        let calendar = &self.cx.program.settings.calendar.calendar;
        let (id, title, href) = self.named(phase);
        GanttRow {
            id,
            title,
            href,
            gate: false,
            status: match (over, begun) {
                (true, _) => LifeCycle::Done,
                (false, true) => LifeCycle::InProgress,
                (false, false) => LifeCycle::Planned,
            },
            rag: phase.and_then(|phase| self.analysis.phases[phase.index()].roll_up.rag.begun()),
            owner: phase
                .and_then(|phase| self.cx.program.phases[phase].owner.as_ref())
                .map(|owner| self.cx.program.calls(owner).to_owned()),
            percent: phase.and_then(|phase| self.analysis.phases[phase.index()].percent_complete),
            baseline,
            forecast,
            leveled: None,
            rollup: Some(Rollup { done, of: members.len() }),
            started: begun,
            finished: over,
            float_days: open().map(|(_, placement)| placement.total_float).min(),
            float_until: None,
            critical: open().any(|(_, placement)| placement.critical),
            slip_days: phase
                .and_then(|phase| self.analysis.phases[phase.index()].gate.variance)
                .or_else(|| Some(calendar.days_between(baseline?.finish, forecast?.finish)))
                .unwrap_or(0),
            blocked: false,
            late: !over && baseline.is_some_and(|dates| dates.finish < self.analysis.as_of),
            needs: self.gates_needed(phase, members),
        }
    }

    /// Id, title and the place of its chart.
    fn named(&self, phase: Option<Key<Phase>>) -> (String, String, String) {
        match phase {
            Some(key) => {
                let head = self.cx.program.phases[key].head();
                let page = self.href(Subject::Phase(key));
                // a phase of which nothing has dates has no chart
                let members = &self.analysis.phases[key.index()].milestones;
                let drawn = members.iter().any(|key| self.analysis.milestone(*key).schedule.is_ok());
                let href = if drawn { format!("{page}#timeline") } else { page };
                (head.id.to_string(), head.title.clone(), href)
            }
            None => {
                let href = addresses::MILESTONES.to_owned();
                (String::new(), "Without a phase".to_owned(), href)
            }
        }
    }

    /// The gates of other phases that something in a phase waits for.
    fn gates_needed(&self, phase: Option<Key<Phase>>, members: &[Key<Milestone>]) -> Vec<GanttLink> {
        let waits = members
            .iter()
            .flat_map(|key| self.cx.graph.waits_for(*key).iter().map(move |waiting| (*key, waiting.on)));
        let mut gates: BTreeMap<Key<Phase>, bool> = BTreeMap::new();
        for (key, on) in waits {
            if let WaitingOn::Gate(gate) = on
                && Some(gate) != phase
            {
                let placement = self.analysis.milestone(key).schedule.as_ref().ok();
                let driven = placement.and_then(|p| p.driving) == Some(Subject::Phase(gate));
                *gates.entry(gate).or_default() |= driven && self.critical(key);
            }
        }
        let link = |(gate, critical)| GanttLink {
            from: gate_id(self.cx, gate),
            kind: LinkKind::FinishStart,
            critical,
        };
        gates.into_iter().map(link).collect()
    }
}

fn is_over(milestone: &MilestoneAnalysis) -> bool {
    !milestone.progress.is_open()
}
