//! The lists of sprints, phases and milestones, and the tables beside the whole timeline and the whole map.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{
    Context, OwnerLink, SubjectLink, addresses,
    chart::gantt::GanttRow,
    page::phase::PhaseStep,
    page::risk::Affected,
    page::sprint::{SprintRow, TrendStep},
    part::parts::{DatesView, MilestoneRow},
};
use crate::{
    analyse::{Progress, Tally, Waiting, WaitingOn},
    model::{Key, Milestone, Rag, Subject},
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

/// What stands on the page of all phases.
#[derive(Debug, Clone, Serialize)]
pub struct PhasesPage {
    /// All phases in order of their ids.
    pub phases: Vec<PhaseStep>,
    /// How many gates are behind us.
    pub passed: usize,
    /// How many milestones belong to none.
    pub without_phase: usize,
    /// How many milestones there are.
    pub milestones: usize,
}

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

/// The table beside the whole chart has no more rows than this, so that its page stays quick.
const MOST_TIMELINE_ROWS: usize = 300;

/// What stands beside the whole Gantt chart.
#[derive(Debug, Clone, Serialize)]
pub struct TimelinePage {
    /// The approved dates of the program.
    pub baseline: Option<DatesView>,
    /// The expected dates of the program.
    pub forecast: Option<DatesView>,
    /// Expected minus approved finish, in working days.
    pub variance: Option<i32>,
    /// The status date.
    pub as_of: NaiveDate,
    /// Phases as the chart of a long plan shows them; empty where it shows milestones.
    pub phases: Vec<GanttRow>,
    /// Milestones with a place in the schedule, in order of time; of very many the open ones.
    pub rows: Vec<TimelineRow>,
    /// How many milestones are in the table of all of them alone.
    pub left_out: usize,
    /// The gates.
    pub gates: Vec<PhaseStep>,
    /// Milestones without one, and why.
    pub unscheduled: Vec<UnscheduledRow>,
    /// Milestones that give the program its finish, in order of time.
    pub critical_path: Vec<SubjectLink>,
}

/// A milestone as a row beside the Gantt chart.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineRow {
    /// What every list of milestones shows.
    #[serde(flatten)]
    pub row: MilestoneRow,
    /// Length in working days.
    pub duration: u32,
    /// The last day on which it may start without moving the program's finish.
    pub late_start: NaiveDate,
    /// The last day on which it may finish without moving it.
    pub late_finish: NaiveDate,
    /// Something it waits for has no dates: it may be later than told.
    pub incomplete: bool,
}

/// A milestone without a place in the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct UnscheduledRow {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// Why, as a clause: `it has neither a duration nor both dates`.
    pub reason: String,
}

/// What stands beside the whole map.
#[derive(Debug, Clone, Serialize)]
pub struct DependenciesPage {
    /// All milestones in order of their ids.
    pub rows: Vec<DependencyRow>,
    /// How many links between milestones were written, ranges written out.
    pub on_milestones: usize,
    /// How many links to gates.
    pub on_gates: usize,
    /// How many wait for everything.
    pub on_everything: usize,
    /// Circles of milestones and gates; the last of each waits for the first.
    pub cycles: Vec<Vec<SubjectLink>>,
}

/// A milestone with its neighbors.
#[derive(Debug, Clone, Serialize)]
pub struct DependencyRow {
    /// Which, with its color.
    #[serde(flatten)]
    pub milestone: Affected,
    /// Its phase.
    pub phase: Option<SubjectLink>,
    /// On the critical path.
    pub critical: bool,
    /// What it waits for.
    pub waits_for: Vec<DependencyView>,
    /// What directly waits for it, gates and `*` written out.
    pub holds_up: Vec<Affected>,
}

/// One thing a milestone waits for.
#[derive(Debug, Clone, Serialize)]
pub struct DependencyView {
    /// What; `None` for everything.
    pub on: Option<Affected>,
    /// It is the gate of a phase.
    pub gate: bool,
    /// `SS +2d`; empty for a plain finish-to-start link.
    pub link: String,
    /// It is done.
    pub done: bool,
    /// It gives the milestone its dates.
    pub driving: bool,
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

    /// The page of all phases.
    pub fn phases_page(&self) -> PhasesPage {
        let now = self.now();
        let phases: Vec<PhaseStep> =
            self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect();
        PhasesPage {
            passed: phases.iter().filter(|phase| matches!(phase.decision, "go" | "conditional")).count(),
            phases,
            without_phase: self.program.milestones.rows().iter().filter(|row| row.phase.is_none()).count(),
            milestones: self.program.milestones.len(),
        }
    }

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

    /// The page of the whole Gantt chart.
    pub fn timeline_page(&self) -> TimelinePage {
        let now = self.now();
        let mut rows: Vec<TimelineRow> = Vec::new();
        let mut unscheduled = Vec::new();
        for key in self.program.milestones.keys() {
            let row = self.milestone_row(now, key);
            match &now.milestone(key).schedule {
                Ok(placement) => rows.push(TimelineRow {
                    row,
                    duration: placement.duration,
                    late_start: placement.late.start,
                    late_finish: placement.late.finish,
                    incomplete: placement.incomplete,
                }),
                Err(reason) => unscheduled.push(UnscheduledRow {
                    subject: row.subject,
                    rag: row.rag,
                    owner: row.owner,
                    reason: self.voice().unscheduled(reason),
                }),
            }
        }
        rows.sort_by_key(|row| row.row.forecast.map(|dates| (dates.start, dates.finish)));
        let placed = rows.len();
        if placed > MOST_TIMELINE_ROWS {
            rows.retain(|row| row.row.status != "done");
            rows.truncate(MOST_TIMELINE_ROWS);
        }
        TimelinePage {
            phases: self.plan_by_phase(addresses::TIMELINE),
            left_out: placed - rows.len(),
            baseline: now.program.baseline.map(Into::into),
            forecast: now.program.forecast.map(Into::into),
            variance: now.program.variance,
            as_of: now.as_of,
            rows,
            gates: self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect(),
            unscheduled,
            critical_path: now.program.critical_path.iter().map(|key| self.milestone(*key)).collect(),
        }
    }

    /// The page of the whole map.
    pub fn dependencies_page(&self) -> DependenciesPage {
        let now = self.now();
        let count = |is: fn(&WaitingOn) -> bool| {
            let all = self.program.milestones.keys().flat_map(|key| self.graph.waits_for(key));
            all.filter(|waiting| is(&waiting.on)).count()
        };
        DependenciesPage {
            on_milestones: count(|on| matches!(on, WaitingOn::Milestone(_))),
            on_gates: count(|on| matches!(on, WaitingOn::Gate(_))),
            on_everything: count(|on| matches!(on, WaitingOn::Everything)),
            rows: self.program.milestones.keys().map(|key| self.dependency_row(key)).collect(),
            cycles: now
                .program
                .cycles
                .iter()
                .map(|cycle| cycle.iter().map(|subject| self.link(*subject)).collect())
                .collect(),
        }
    }

    fn dependency_row(&self, key: Key<Milestone>) -> DependencyRow {
        let analysis = self.now().milestone(key);
        let placement = analysis.schedule.as_ref().ok();
        let driving = placement.and_then(|placement| placement.driving);
        DependencyRow {
            milestone: self.affected(Subject::Milestone(key)),
            phase: self.program.milestones[key].phase.map(|phase| self.link(Subject::Phase(phase))),
            critical: placement.is_some_and(|placement| placement.critical),
            waits_for: self
                .graph
                .waits_for(key)
                .iter()
                .map(|waiting| self.dependency_view(waiting, driving))
                .collect(),
            holds_up: self
                .graph
                .successors(key)
                .iter()
                .map(|next| self.affected(Subject::Milestone(*next)))
                .collect(),
        }
    }

    fn dependency_view(&self, waiting: &Waiting, driving: Option<Subject>) -> DependencyView {
        let now = self.now();
        let over = |key: &Key<Milestone>| matches!(now.milestone(*key).progress, Progress::Done(_));
        let (subject, done) = match waiting.on {
            WaitingOn::Milestone(key) => (Some(Subject::Milestone(key)), over(&key)),
            WaitingOn::Gate(key) => {
                (Some(Subject::Phase(key)), now.phases[key.index()].milestones.iter().all(over))
            }
            WaitingOn::Everything => (None, false),
        };
        DependencyView {
            on: subject.map(|subject| self.affected(subject)),
            gate: matches!(waiting.on, WaitingOn::Gate(_)),
            link: link_words(waiting),
            done,
            driving: subject.is_some() && subject == driving,
        }
    }
}

/// `SS +2d`; nothing for a plain finish-to-start link, which is what people expect.
fn link_words(waiting: &Waiting) -> String {
    let unit = if waiting.elapsed { "ed" } else { "d" };
    match (waiting.kind.word(), waiting.lag) {
        ("FS", 0) => String::new(),
        (kind, 0) => kind.to_owned(),
        (kind, lag) => format!("{kind} {lag:+}{unit}"),
    }
}
