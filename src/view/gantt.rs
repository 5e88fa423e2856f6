//! What a Gantt chart shows, as plain data: rows, dates, facts and the words for them.
//!
//! The chart and the table beside it are made from the same view. It must not know colors, coordinates or HTML.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Serialize;

/// The longest time a chart spans, in days: ten years.
pub const LONGEST_SPAN: u64 = 3653;

/// A Gantt chart. Rows stand in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GanttView {
    /// What is planned.
    pub title: String,
    /// A sentence or two for those who cannot see the picture: finish, critical path.
    pub description: String,
    /// First and last day shown; see [`bounded_span`].
    pub range: DateSpan,
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
}

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DateSpan {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
}

/// A sprint, as a band behind the rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GanttSprint {
    /// `Sprint 3`.
    pub name: String,
    /// Shown where the name is too wide: `3`, `S3`.
    pub short_name: String,
    /// Its days.
    pub span: DateSpan,
    /// Its page, as seen from the page of the chart.
    pub href: String,
}

/// A phase and its rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GanttPhase {
    /// Its id, shown before the title.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as seen from the page of the chart.
    pub href: String,
    /// Its health, if known.
    pub rag: Option<Rag>,
    /// From its first to its last day; `None` without a dated row.
    pub span: Option<DateSpan>,
    /// From top to bottom; see [`GanttView::sort_rows`].
    pub rows: Vec<GanttRow>,
}

/// A milestone or a gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GanttRow {
    /// Its id, unique in the chart; links name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as seen from the page of the chart.
    pub href: String,
    /// An instant, drawn as a diamond at the end of its last day.
    pub gate: bool,
    /// Where it stands in its life.
    pub status: RowStatus,
    /// Its health, if known.
    pub rag: Option<Rag>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// What was approved.
    pub baseline: Option<DateSpan>,
    /// What is expected now; actual dates where they are known.
    pub forecast: Option<DateSpan>,
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

/// A dependency on another row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GanttLink {
    /// The predecessor's id.
    pub from: String,
    /// Which ends it ties.
    pub kind: LinkKind,
    /// It lies on the critical path.
    pub critical: bool,
}

/// Which end of the predecessor holds which end of the successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Start after its finish.
    FinishStart,
    /// Start after its start.
    StartStart,
    /// Finish after its finish.
    FinishFinish,
    /// Finish after its start.
    StartFinish,
}

/// Life cycle of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowStatus {
    /// Not begun.
    Planned,
    /// Under way.
    InProgress,
    /// Finished.
    Done,
    /// Begun, and held up.
    Blocked,
    /// Given up.
    Cancelled,
    /// Nobody knows.
    Unknown,
}

/// Health.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// Off the plan.
    Red,
    /// Needs attention.
    Amber,
    /// As it should be.
    Green,
    /// Facts are missing.
    Unknown,
}

/// Something that could not be given a bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unplaced {
    /// Its id, or empty.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as seen from the page of the chart.
    pub href: String,
    /// Why, as the end of a sentence: `no duration`.
    pub reason: String,
}

impl DateSpan {
    /// The same span with its ends in order.
    pub fn ordered(self) -> Self {
        DateSpan { start: self.start.min(self.finish), finish: self.start.max(self.finish) }
    }

    /// Days from the first to the last, both counted.
    pub fn days(self) -> u64 {
        let days = self.finish.signed_duration_since(self.start).num_days();
        u64::try_from(days).unwrap_or(0) + 1
    }

    /// `2 March to 13 March 2026`, `1 October 2026`.
    pub fn words(self) -> String {
        let Self { start, finish } = self;
        match (start == finish, start.year() == finish.year()) {
            (true, _) => long_date(finish),
            (false, true) => format!("{} to {}", start.format("%-d %B"), long_date(finish)),
            (false, false) => format!("{} to {}", long_date(start), long_date(finish)),
        }
    }
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

    /// Every date a row mentions.
    pub fn dates(&self) -> Vec<NaiveDate> {
        let rows = self.phases.iter().flat_map(|p| &p.rows);
        let spans = rows.clone().flat_map(|r| r.forecast.into_iter().chain(r.baseline));
        let floats = rows.filter_map(|r| r.float_until);
        spans.flat_map(|s| [s.start, s.finish]).chain(floats).collect()
    }

    /// Whether nobody works on a day.
    pub fn is_day_off(&self, day: NaiveDate) -> bool {
        self.days_off.contains(&day.weekday()) || self.holidays.contains(&day)
    }
}

impl GanttPhase {
    /// The whole phase in a sentence.
    pub fn spoken(&self) -> String {
        let mut parts = vec![format!("Phase {}", label(&self.id, &self.title))];
        parts.extend(self.span.map(DateSpan::words));
        parts.extend(self.rag.map(|rag| rag.word().to_string()));
        parts.push(counted(self.rows.len(), "milestone"));
        parts.join(", ")
    }
}

impl GanttRow {
    /// Id and title, as in the name column.
    pub fn label(&self) -> String {
        label(&self.id, &self.title)
    }

    /// `critical`, `5 d`, or nothing when it is not known.
    pub fn float_text(&self) -> String {
        match self.float_days {
            _ if self.critical => "critical".to_string(),
            Some(days) => format!("{} d", signed(days).trim_start_matches('+')),
            None => String::new(),
        }
    }

    /// `+3 d`, `−2 d`; nothing without slip.
    pub fn slip_text(&self) -> String {
        if self.slip_days == 0 { String::new() } else { format!("{} d", signed(self.slip_days)) }
    }

    /// Whether work on it is held up, by status or by a blocker.
    pub fn is_blocked(&self) -> bool {
        self.blocked || self.status == RowStatus::Blocked
    }

    /// Share done, 0 to 1: all of what is done, whatever was reported.
    pub fn progress(&self) -> f64 {
        if self.status == RowStatus::Done {
            1.0
        } else {
            f64::from(self.percent.unwrap_or(0).min(100)) / 100.0
        }
    }

    /// The whole row in a sentence: the name of its link and its tooltip.
    pub fn spoken(&self) -> String {
        let mut parts = vec![format!("{}{}", if self.gate { "Gate " } else { "" }, self.label())];
        parts.push(self.forecast.map_or_else(
            || "no dates".to_string(),
            |f| if self.gate { long_date(f.finish) } else { f.words() },
        ));
        parts.push(self.status.word().to_string());
        parts.extend(self.rag.map(|rag| rag.word().to_string()));
        if self.status != RowStatus::Done {
            parts.extend(self.percent.map(|p| format!("{}% complete", p.min(100))));
        }
        if self.is_blocked() && self.status != RowStatus::Blocked {
            parts.push("blocked".to_string());
        }
        if self.late {
            parts.push("late".to_string());
        }
        if self.slip_days != 0 {
            let days = counted(self.slip_days.unsigned_abs() as usize, "working day");
            parts.push(format!(
                "{days} {} than the baseline",
                if self.slip_days > 0 { "later" } else { "earlier" }
            ));
        }
        match self.float_days {
            _ if self.critical => parts.push("on the critical path".to_string()),
            Some(days) if days > 0 => {
                parts.push(format!("{} of float", counted(days.unsigned_abs() as usize, "working day")))
            }
            _ => {}
        }
        parts.extend(self.owner.as_ref().map(|owner| format!("owner {owner}")));
        parts.join(", ")
    }
}

impl RowStatus {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            RowStatus::Planned => "planned",
            RowStatus::InProgress => "in progress",
            RowStatus::Done => "done",
            RowStatus::Blocked => "blocked",
            RowStatus::Cancelled => "cancelled",
            RowStatus::Unknown => "status unknown",
        }
    }
}

impl Rag {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Rag::Red => "red",
            Rag::Amber => "amber",
            Rag::Green => "green",
            Rag::Unknown => "RAG unknown",
        }
    }
}

/// The days a chart should span: from the first to the last date, but never more than [`LONGEST_SPAN`].
///
/// A date far from the others (a typing error in a year) does not stretch the chart: only dates within half the
/// longest span of the median count. `near` is shown too when it lies that close; alone, it gives four weeks.
pub fn bounded_span(dates: &[NaiveDate], near: NaiveDate) -> DateSpan {
    let mut sorted = dates.to_vec();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(near);
    let reach = LONGEST_SPAN / 2;
    let close = |day: &&NaiveDate| day.signed_duration_since(median).num_days().unsigned_abs() <= reach;
    let kept = || sorted.iter().chain([&near]).filter(close);
    let (first, last) = (kept().min().copied().unwrap_or(median), kept().max().copied().unwrap_or(median));
    let finish = if sorted.is_empty() { last.checked_add_days(Days::new(27)).unwrap_or(last) } else { last };
    DateSpan { start: first, finish }
}

/// `12 November 2026`; years outside four digits in ISO form.
pub fn long_date(day: NaiveDate) -> String {
    if (0..=9999).contains(&day.year()) { day.format("%-d %B %Y").to_string() } else { day.to_string() }
}

fn label(id: &str, title: &str) -> String {
    if id.is_empty() || title.starts_with(id) { title.to_string() } else { format!("{id} {title}") }
}

/// With a sign and a true minus.
fn signed(days: i32) -> String {
    if days < 0 { format!("\u{2212}{}", days.unsigned_abs()) } else { format!("+{days}") }
}

fn counted(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn one_wild_date_does_not_stretch_the_chart() {
        let dates =
            [day("2026-03-02"), day("2026-04-01"), day("2026-05-20"), day("0026-05-20"), day("9999-12-31")];
        let span = bounded_span(&dates, day("2026-04-15"));
        assert_eq!(span, DateSpan { start: day("2026-03-02"), finish: day("2026-05-20") });
    }

    #[test]
    fn a_span_is_bounded_whatever_comes_in() {
        let wild = [NaiveDate::MIN, NaiveDate::MAX, day("2026-01-01")];
        for near in wild {
            assert!(bounded_span(&wild, near).days() <= LONGEST_SPAN);
            assert!(bounded_span(&[], near).days() <= 28);
        }
    }

    #[test]
    fn spans_are_said_without_repeating_the_year() {
        let words = |a, b| DateSpan { start: day(a), finish: day(b) }.words();
        assert_eq!(words("2026-03-02", "2026-03-13"), "2 March to 13 March 2026");
        assert_eq!(words("2026-12-02", "2027-01-13"), "2 December 2026 to 13 January 2027");
        assert_eq!(words("2026-12-02", "2026-12-02"), "2 December 2026");
    }
}
