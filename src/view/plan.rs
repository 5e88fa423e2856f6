//! The plan as a Gantt chart: which rows, in which order, with which words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use super::{
    Context,
    gantt::{
        DateSpan, GanttLink, GanttPhase, GanttRow, GanttSprint, GanttView, LinkKind, Rag as Health,
        RowStatus, Unplaced, bounded_span, long_date,
    },
    parts::{percent, unscheduled_reason},
};
use crate::{
    analyse::{Analysis, Dates, MilestoneAnalysis, Progress, Waiting, WaitingOn},
    model::{self, Entity, Key, LifeCycle, Milestone, Phase, Rag, Sprint, Subject},
    world::SitePath,
};

/// Which part of the plan a chart shows.
#[derive(Debug, Clone, Copy)]
pub enum PlanScope {
    /// All of it.
    Program,
    /// The milestones of a phase, and its gate.
    Phase(Key<Phase>),
    /// The milestones in scope of a sprint.
    Sprint(Key<Sprint>),
}

impl Context<'_> {
    /// The chart of a part of the plan, with links as seen from the page `page`. A sprint shows its own day.
    pub fn gantt(&self, scope: PlanScope, page: &str) -> GanttView {
        let analysis = match scope {
            PlanScope::Sprint(key) => self.chronicle.for_sprint(key),
            PlanScope::Program | PlanScope::Phase(_) => self.now(),
        };
        let keys: Vec<Key<Milestone>> = match scope {
            PlanScope::Program => self.program.milestones.keys().collect(),
            PlanScope::Phase(key) => analysis.phases[key.index()].milestones.clone(),
            PlanScope::Sprint(key) => analysis.sprints[key.index()].milestones.clone(),
        };
        let gates = !matches!(scope, PlanScope::Sprint(_));
        let chart = Chart { cx: self, analysis, page, shown: keys.iter().copied().collect(), gates };
        chart.view(scope, &keys)
    }
}

struct Chart<'a> {
    cx: &'a Context<'a>,
    analysis: &'a Analysis,
    page: &'a str,
    shown: BTreeSet<Key<Milestone>>,
    gates: bool,
}

impl Chart<'_> {
    fn view(&self, scope: PlanScope, keys: &[Key<Milestone>]) -> GanttView {
        let program = self.cx.program;
        let mut by_phase: BTreeMap<(bool, Option<Key<Phase>>), Vec<GanttRow>> = BTreeMap::new();
        let mut unplaced = Vec::new();
        for key in keys {
            match &self.analysis.milestone(*key).schedule {
                Ok(_) => {
                    let phase = program.milestones[*key].phase;
                    by_phase.entry((phase.is_none(), phase)).or_default().push(self.row(*key));
                }
                Err(reason) => {
                    let head = program.milestones[*key].head();
                    unplaced.push(Unplaced {
                        id: head.id.to_string(),
                        title: head.title.clone(),
                        href: self.href(Subject::Milestone(*key)),
                        reason: unscheduled_reason(self.cx, reason),
                    });
                }
            }
        }
        let phases = by_phase.into_iter().map(|((_, phase), rows)| self.phase(phase, rows)).collect();
        let calendar = &program.settings.calendar;
        let mut view = GanttView {
            title: self.title(scope),
            description: String::new(),
            range: DateSpan { start: self.analysis.as_of, finish: self.analysis.as_of },
            status_date: self.analysis.as_of,
            days_off: days_off(&calendar.calendar),
            holidays: calendar.holidays.clone(),
            sprints: self.sprints(),
            phases,
            unplaced,
        };
        view.description = self.description(&view);
        view.range = bounded_span(&view.dates(), self.analysis.as_of);
        view.sort_rows();
        view
    }

    fn href(&self, subject: Subject) -> String {
        relative(self.page, self.cx.addresses.of(subject))
    }

    fn title(&self, scope: PlanScope) -> String {
        let of = |subject| {
            let head = self.cx.program.head(subject);
            if *head.id == *head.title { head.title.clone() } else { format!("{} {}", head.id, head.title) }
        };
        match scope {
            PlanScope::Program => format!("Timeline of {}", self.cx.program.settings.title),
            PlanScope::Phase(key) => format!("Timeline of {}", of(Subject::Phase(key))),
            PlanScope::Sprint(key) => format!("Timeline of {}", of(Subject::Sprint(key))),
        }
    }

    fn description(&self, view: &GanttView) -> String {
        let rows: Vec<&GanttRow> = view.phases.iter().flat_map(|phase| &phase.rows).collect();
        let Some(finish) = rows.iter().filter_map(|row| row.forecast.map(|span| span.finish)).max() else {
            return "Nothing is scheduled.".to_owned();
        };
        let milestones = rows.iter().filter(|row| !row.gate).count();
        let critical: Vec<&str> =
            rows.iter().filter(|row| row.critical && !row.gate).map(|row| row.id.as_str()).collect();
        let path = match critical.as_slice() {
            [] => "None of them is critical.".to_owned(),
            ids => format!("Critical: {}.", ids.join(", ")),
        };
        let many = if milestones == 1 { "milestone" } else { "milestones" };
        format!("{milestones} {many}, expected to finish on {}. {path}", long_date(finish))
    }

    fn sprints(&self) -> Vec<GanttSprint> {
        let band = |key: Key<Sprint>| {
            let sprint = &self.cx.program.sprints[key];
            let digits: String = sprint.head().id.chars().skip_while(|c| !c.is_ascii_digit()).collect();
            let short = digits.trim_start_matches('0').to_owned();
            GanttSprint {
                name: sprint.head().title.clone(),
                short_name: if short.is_empty() { sprint.head().id.to_string() } else { short },
                span: DateSpan { start: sprint.start, finish: sprint.end },
                href: self.href(Subject::Sprint(key)),
            }
        };
        self.cx.sprints_in_time().into_iter().map(band).collect()
    }

    fn phase(&self, key: Option<Key<Phase>>, mut rows: Vec<GanttRow>) -> GanttPhase {
        let Some(key) = key else {
            let (id, title) = (String::new(), "Without a phase".to_owned());
            let href = relative(self.page, super::addresses::MILESTONES);
            return GanttPhase { id, title, href, rag: None, span: span(&rows), rows };
        };
        let (head, analysis) = (self.cx.program.phases[key].head(), &self.analysis.phases[key.index()]);
        if self.gates && analysis.gate.forecast.is_some() {
            rows.push(self.gate(key));
        }
        GanttPhase {
            id: head.id.to_string(),
            title: head.title.clone(),
            href: self.href(Subject::Phase(key)),
            rag: health(analysis.roll_up.rag),
            span: span(&rows),
            rows,
        }
    }

    fn gate(&self, key: Key<Phase>) -> GanttRow {
        let phase = &self.analysis.phases[key.index()];
        let instant = |day| DateSpan { start: day, finish: day };
        let done = phase
            .milestones
            .iter()
            .all(|m| matches!(self.analysis.milestone(*m).progress, Progress::Done(_) | Progress::Cancelled));
        let within: BTreeSet<_> = phase.milestones.iter().copied().collect();
        let last = phase.milestones.iter().filter(|m| {
            let next = &self.analysis.milestone(**m).successors;
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
            status: if done { RowStatus::Done } else { RowStatus::Planned },
            rag: None,
            owner: self.cx.program.phases[key].owner.as_ref().map(|owner| owner.name.clone()),
            percent: None,
            baseline: phase.gate.baseline.map(instant),
            forecast: phase.gate.forecast.map(instant),
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

    fn critical(&self, key: Key<Milestone>) -> bool {
        self.analysis.milestone(key).schedule.as_ref().is_ok_and(|placement| placement.critical)
    }

    fn row(&self, key: Key<Milestone>) -> GanttRow {
        let (milestone, analysis) = (&self.cx.program.milestones[key], self.analysis.milestone(key));
        let placement = analysis.schedule.as_ref().ok();
        let done = matches!(analysis.progress, Progress::Done(_));
        let held = self.cx.program.blockers.iter().any(|(blocker, row)| {
            self.analysis.blockers[blocker.index()].active
                && row.blocks.iter().any(|subject| milestone.is_named_by(key, subject.value))
        });
        GanttRow {
            id: milestone.head().id.to_string(),
            title: milestone.head().title.clone(),
            href: self.href(Subject::Milestone(key)),
            gate: placement.is_some_and(|placement| placement.duration == 0),
            status: row_status(analysis),
            rag: health(analysis.verdict.shown),
            owner: analysis.facts.owner.as_ref().map(|fact| fact.value.name.clone()),
            percent: percent(analysis),
            baseline: analysis.baseline.map(date_span),
            forecast: analysis.forecast().map(date_span),
            started: done || matches!(analysis.progress, Progress::UnderWay(_)),
            finished: done,
            float_days: placement.map(|placement| placement.total_float).filter(|_| !done),
            float_until: placement.filter(|p| !done && p.total_float > 0).map(|p| p.late.finish),
            critical: placement.is_some_and(|placement| placement.critical),
            slip_days: placement.and_then(|placement| placement.variance).unwrap_or(0),
            blocked: held && !done,
            late: !done && analysis.baseline.is_some_and(|dates| dates.finish < self.analysis.as_of),
            needs: analysis.waits_for.iter().filter_map(|waiting| self.link(key, waiting)).collect(),
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
        let kind = match waiting.kind {
            model::LinkKind::FinishStart => LinkKind::FinishStart,
            model::LinkKind::StartStart => LinkKind::StartStart,
            model::LinkKind::FinishFinish => LinkKind::FinishFinish,
            model::LinkKind::StartFinish => LinkKind::StartFinish,
        };
        Some(GanttLink { from, kind, critical: driving == Some(subject) && self.critical(key) })
    }
}

/// The relative link from one page to another.
pub fn relative(from: &str, to: &str) -> String {
    match (SitePath::new(from), SitePath::new(to)) {
        (Ok(from), Ok(to)) => to.href_from(&from),
        _ => to.to_owned(),
    }
}

fn gate_id(cx: &Context, key: Key<Phase>) -> String {
    format!("{} gate", cx.program.phases[key].head().id)
}

fn date_span(dates: Dates) -> DateSpan {
    DateSpan { start: dates.start, finish: dates.finish }
}

fn span(rows: &[GanttRow]) -> Option<DateSpan> {
    let spans = rows.iter().filter_map(|row| row.forecast);
    spans.reduce(|a, b| DateSpan { start: a.start.min(b.start), finish: a.finish.max(b.finish) })
}

/// The color of what has begun.
pub(super) fn health(rag: Rag) -> Option<Health> {
    match rag {
        Rag::Planned => None,
        Rag::Green => Some(Health::Green),
        Rag::Amber => Some(Health::Amber),
        Rag::Red => Some(Health::Red),
        Rag::Unknown => Some(Health::Unknown),
    }
}

/// Where a milestone stands in its life.
pub(super) fn row_status(milestone: &MilestoneAnalysis) -> RowStatus {
    let told = milestone.facts.status.as_ref().map(|status| status.value);
    match (milestone.progress, told) {
        (Progress::Done(_), _) => RowStatus::Done,
        (Progress::Cancelled, _) => RowStatus::Cancelled,
        (_, Some(LifeCycle::Blocked)) => RowStatus::Blocked,
        (_, Some(LifeCycle::Unknown)) => RowStatus::Unknown,
        (Progress::UnderWay(_), _) => RowStatus::InProgress,
        (Progress::NotStarted, _) => RowStatus::Planned,
    }
}

/// The days of the week on which nobody works.
fn days_off(calendar: &crate::date::WorkCalendar) -> Vec<Weekday> {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    week.into_iter().filter(|day| !calendar.works_on(*day)).collect()
}
