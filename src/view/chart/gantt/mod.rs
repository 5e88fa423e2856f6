//! What a Gantt chart shows, as plain data: rows, dates, facts and the words for them.
//!
//! The chart and the table beside it are made from the same view. It must not know colors, coordinates or HTML.

mod fold;
mod span;
mod words;

pub use span::{LONGEST_SPAN, bounded_span};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    date::Dates,
    model::{LifeCycle, LinkKind, Rag},
};

/// A Gantt chart. Rows stand in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanttView {
    /// What is planned.
    pub title: String,
    /// A sentence or two for those who cannot see the picture: finish, critical path.
    pub description: String,
    /// First and last day shown; see [`bounded_span`].
    pub range: Dates,
    /// The day the facts are of; a line on the chart.
    pub status_date: NaiveDate,
    /// Days of the week on which nobody works.
    pub days_off: Vec<Weekday>,
    /// Other days on which nobody works.
    pub holidays: Vec<NaiveDate>,
    /// By start, without gaps or overlaps if the chart is to look right.
    pub sprints: Vec<GanttSprint>,
    /// From top to bottom.
    pub phases: Vec<GanttPhase>,
    /// What has no dates, and why.
    pub unplaced: Vec<Unplaced>,
    /// What the chart does not show.
    pub note: Option<GanttNote>,
}

/// What a chart leaves out, and where that is told. A chart says so in its last row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GanttNote {
    /// What is left out: `380 more milestones`.
    pub what: String,
    /// Where it is, or what was chosen instead, as a sentence.
    pub words: String,
    /// Where it is, as a path from the site's root; empty where it has none.
    #[serde(default)]
    pub href: String,
}

/// A sprint, as a band behind the rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanttSprint {
    /// `Sprint 3`.
    pub name: String,
    /// Shown where the name is too wide: `3`, `S3`.
    pub short_name: String,
    /// Its days.
    pub span: Dates,
    /// Its page, as a path from the site's root; empty where it has none.
    #[serde(default)]
    pub href: String,
}

/// A phase and its rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanttPhase {
    /// Its id, shown before the title.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a path from the site's root; empty where it has none.
    #[serde(default)]
    pub href: String,
    /// Its health, if known.
    pub rag: Option<Rag>,
    /// From its first to its last day; `None` without a dated row.
    pub span: Option<Dates>,
    /// From top to bottom; see [`GanttView::sort_rows`].
    pub rows: Vec<GanttRow>,
    /// How many milestones it has that are folded away; see [`GanttView::folded`].
    #[serde(default, skip_serializing_if = "is_zero")]
    pub folded: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A milestone or a gate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GanttRow {
    /// Its id, unique in the chart; links name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a path from the site's root; empty where it has none.
    #[serde(default)]
    pub href: String,
    /// An instant, drawn as a diamond at the end of its last day.
    pub gate: bool,
    /// Where it stands in its life.
    pub status: LifeCycle,
    /// Its health, if known.
    pub rag: Option<Rag>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// What was approved.
    pub baseline: Option<Dates>,
    /// What is expected now; actual dates where they are known.
    pub forecast: Option<Dates>,
    /// What is expected when no owner is asked for more than they can do, where that is to be shown.
    pub leveled: Option<Dates>,
    /// How many are done, where the row stands for many.
    pub rollup: Option<Rollup>,
    /// The start is a fact, not a forecast.
    pub started: bool,
    /// The finish is a fact, not a forecast.
    pub finished: bool,
    /// Total float in working days.
    pub float_days: Option<i32>,
    /// The last day on which it may finish without moving the end.
    pub float_until: Option<NaiveDate>,
    /// It lies on the critical path.
    pub critical: bool,
    /// Forecast finish minus baseline finish, in working days; negative when early.
    pub slip_days: i32,
    /// Something holds it up, whatever its status says.
    pub blocked: bool,
    /// Its forecast has passed without it being done.
    pub late: bool,
    /// What must come before it; rows that are not in the chart are passed over.
    pub needs: Vec<GanttLink>,
}

/// What a row for many milestones counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rollup {
    /// How many of them are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// A dependency on another row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GanttLink {
    /// The predecessor's id.
    pub from: String,
    /// Which ends it ties.
    pub kind: LinkKind,
    /// It lies on the critical path.
    pub critical: bool,
}

/// Something that could not be given a bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Its id, or empty.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a path from the site's root; empty where it has none.
    #[serde(default)]
    pub href: String,
    /// Why, as the end of a sentence: `no duration`.
    pub reason: String,
}

impl GanttView {
    /// Sorts the rows of each phase by forecast start, then finish, then id; rows without dates last.
    pub fn sort_rows(&mut self) {
        for phase in &mut self.phases {
            // `None` sorts before `Some`, so a row without dates says so first
            phase.rows.sort_by_cached_key(|row| {
                let (start, finish) = row.forecast.map(|f| (f.start, f.finish)).unzip();
                (start.is_none(), start, row.gate, finish, row.id.clone())
            });
        }
    }

    /// All rows together, where it says enough of them in which phase they are.
    pub fn without_headings(&mut self) {
        let rows: Vec<GanttRow> = self.phases.drain(..).flat_map(|phase| phase.rows).collect();
        if !rows.is_empty() {
            self.phases.push(GanttPhase {
                id: String::new(),
                title: String::new(),
                href: String::new(),
                rag: None,
                span: None,
                rows,
                folded: 0,
            });
        }
    }

    /// Every date a row mentions.
    pub fn dates(&self) -> Vec<NaiveDate> {
        let rows = self.phases.iter().flat_map(|p| &p.rows);
        let spans = rows.clone().flat_map(|r| r.forecast.into_iter().chain(r.baseline));
        let leveled = rows.clone().filter_map(|r| r.leveled);
        let floats = rows.filter_map(|r| r.float_until);
        spans.chain(leveled).flat_map(|s| [s.start, s.finish]).chain(floats).collect()
    }

    /// Whether nobody works on a day.
    pub fn is_day_off(&self, day: NaiveDate) -> bool {
        self.days_off.contains(&day.weekday()) || self.holidays.contains(&day)
    }
}
