//! The table beside the whole Gantt chart.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    date::{Dates, OpenDates},
    model::Rag,
    say::headline_notes,
    view::{
        Context, OwnerLink, SubjectLink,
        chart::gantt::GanttRow,
        part::{
            milestone_row::MilestoneRow,
            phase_step::PhaseStep,
            timeline_scale::{Scale, ScaleLink},
        },
    },
};

/// The table beside the whole chart has all milestones up to so many; of more, the next ones alone, so that its page stays
/// quick.
const MOST_TIMELINE_ROWS: usize = 150;
/// See [`MOST_TIMELINE_ROWS`].
const NEXT: usize = 40;

/// What stands beside the whole Gantt chart.
#[derive(Debug, Clone, Serialize)]
pub struct TimelinePage {
    /// The approved dates of the program.
    pub baseline: Option<OpenDates>,
    /// The expected dates of the program.
    pub forecast: Option<Dates>,
    /// Expected minus approved finish, in working days.
    pub variance: Option<i32>,
    /// What is left out of these dates; empty where nothing is.
    pub note: String,
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
    /// On which scales the chart is drawn.
    pub scales: Vec<ScaleLink>,
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

impl Context<'_> {
    /// The page of the whole Gantt chart.
    pub fn timeline_page(&self) -> TimelinePage {
        let now = self.now();
        let mut rows: Vec<TimelineRow> = Vec::new();
        let mut unscheduled = Vec::new();
        for key in self.program.milestones.keys() {
            let row = self.milestone_row(now, key);
            match &now.milestone(key).schedule {
                // Beside the chart, which shows how early it could be.
                Ok(placement) => rows.push(TimelineRow {
                    row: MilestoneRow {
                        forecast: Some(placement.forecast),
                        forecast_finish: Some(placement.forecast.finish),
                        variance: placement.variance,
                        ..row
                    },
                    duration: placement.duration,
                    late_start: placement.late.start,
                    late_finish: placement.late.finish,
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
            rows.truncate(NEXT);
        }
        TimelinePage {
            phases: self.plan_by_phase(),
            left_out: placed - rows.len(),
            baseline: now.program.headline.baseline.known(),
            forecast: now.program.headline.forecast,
            variance: now.program.headline.variance,
            note: headline_notes(&now.program.headline).join(", "),
            as_of: now.as_of,
            rows,
            gates: self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect(),
            unscheduled,
            critical_path: now.program.critical_path.iter().map(|key| self.milestone(*key)).collect(),
            scales: Scale::Page.links(),
        }
    }
}
