//! The sheet a chart is drawn on: which row holds what, how big everything is, which days are shown.
//!
//! All sizes in CSS pixels. Must not know how anything is painted.

use super::super::axis::DateAxis;
use super::GanttOptions;
use crate::date::Dates;
use crate::draw::svg::{Weight, units, width};
use crate::view::chart::gantt::{
    GanttNote, GanttPhase, GanttRow, GanttView, LONGEST_SPAN, Unplaced, bounded_span,
};
use chrono::{Days, NaiveDate};
use plotters::coord::ranged1d::Ranged;
use std::borrow::Cow;

pub(super) const ROW: f64 = 26.0;
/// Least distance of two labels of the axis, in CSS pixels.
pub(super) const LEAST_APART: f64 = 80.0;
/// One line of the axis.
pub(super) const AXIS_LINE: f64 = 18.0;
/// The strip over the rows that holds the label of the status date.
pub(super) const FLAG: f64 = 20.0;
pub(super) const TITLE: f64 = 36.0;
pub(super) const MARGIN: f64 = 10.0;
/// Widths of the columns of facts, which hold `28 May 27` and a bold `critical`, and the space before their words.
pub(super) const FINISH: f64 = 66.0;
pub(super) const FLOAT: f64 = 56.0;
const FACTS: f64 = FINISH + FLOAT;
pub(super) const BEFORE_FACT: f64 = 4.0;
/// Size of names, where they begin, and the space after them.
pub(super) const NAME: f64 = 12.0;
pub(super) const NAME_AT: f64 = 28.0;
const AFTER_NAME: f64 = 10.0;
const LEAST_NAMES: f64 = 120.0;
/// Room at the right for what stands after the last bar.
const AFTER_LAST: f64 = 76.0;

/// Sprints narrower than this are not shown.
const LEAST_SPRINT: f64 = 14.0;

/// Which part of the chart a drawing holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// The name column alone, to stay in place while the chart scrolls.
    Names,
    /// Everything right of the names.
    Chart,
}

/// What a row of the sheet holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'a> {
    Phase(&'a GanttPhase),
    Row(&'a GanttRow),
    UnplacedHeading,
    Unplaced(&'a Unplaced),
    Note(&'a GanttNote),
}

/// The measures of one drawing.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub view: &'a GanttView,
    pub part: Part,
    pub lines: Vec<Line<'a>>,
    pub width: f64,
    /// Width of the name column, 0 where there is none.
    pub names: f64,
    /// Where the days begin and end.
    pub plot: (f64, f64),
    /// Height of everything above the first row.
    pub head: f64,
    /// Height of the title above the axis.
    pub title: f64,
    pub dates: DateAxis,
    /// The days that the view is about; those shown are some more.
    pub span: Dates,
}

impl<'a> Sheet<'a> {
    pub fn new(view: &'a GanttView, options: &GanttOptions, part: Part) -> Self {
        // `max` and `min` turn a width that is no number into the least one
        let bounded = |width: f64, least: f64| width.max(least).min(8000.0);
        let lines = lines(view);
        let column = names_column(&lines, bounded(options.names_width, LEAST_NAMES).min(600.0));
        let whole = bounded(options.width, column + 300.0);
        let (names, width) = match part {
            Part::Whole => (column, whole),
            Part::Names => (column, column),
            Part::Chart => (0.0, whole - column),
        };
        let title = if part == Part::Whole { TITLE } else { 0.0 };
        let facts = if lines_are_flat(&lines) { AFTER_NAME } else { FACTS };
        let plot = match part {
            // the days of the chart beside it, so that both have the same head
            Part::Names => (facts, whole - column - MARGIN),
            Part::Whole | Part::Chart => (names + facts, width - MARGIN),
        };
        let span = span(view);
        let mut sheet = Sheet {
            view,
            part,
            lines,
            width,
            names,
            plot,
            head: 0.0,
            title,
            dates: dates(span, plot.1 - plot.0, room_after(view, span)),
            span,
        };
        let lines = 2 + usize::from(sheet.shows_sprints());
        sheet.head = title + lines as f64 * AXIS_LINE + FLAG;
        sheet
    }

    /// Whether the rows stand without headings, on a page whose table tells their dates.
    pub fn is_flat(&self) -> bool {
        lines_are_flat(&self.lines)
    }

    /// Whether sprints are wide enough to be told apart.
    pub fn shows_sprints(&self) -> bool {
        let widest = self.view.sprints.iter().map(|s| s.span.ordered().days()).max().unwrap_or(0);
        widest as f64 * self.day() >= LEAST_SPRINT
    }

    /// Bottom of the last row.
    pub fn bottom(&self) -> f64 {
        self.head + self.lines.len() as f64 * ROW
    }

    /// Top of a row.
    pub fn top(&self, line: usize) -> f64 {
        self.head + line as f64 * ROW
    }

    /// Left edge of a day, in backend units: the same place that the chart's coordinates give it.
    pub fn x(&self, day: NaiveDate) -> i32 {
        self.dates.map(&day, (units(self.plot.0), units(self.plot.1)))
    }

    /// Left edge of the first day and right edge of the last, in backend units.
    pub fn ends(&self, span: Dates) -> (i32, i32) {
        let span = span.ordered();
        (self.x(span.start), self.x(span.finish.succ_opt().unwrap_or(span.finish)))
    }

    /// The part of some days that the chart is about; `None` where there is none.
    pub fn seen(&self, days: Dates) -> Option<Dates> {
        let days = days.ordered();
        let (start, finish) = (days.start.max(self.span.start), days.finish.min(self.span.finish));
        (start <= finish).then_some(Dates { start, finish })
    }

    /// Days off, neighbors joined.
    pub fn spans_off(&self) -> Vec<Dates> {
        let mut spans: Vec<Dates> = Vec::new();
        let shown = self.dates.range();
        for day in shown.start.iter_days().take_while(|&d| d < shown.end).filter(|&d| self.view.is_day_off(d))
        {
            match spans.last_mut().filter(|s| s.finish.succ_opt() == Some(day)) {
                Some(span) => span.finish = day,
                None => spans.push(Dates { start: day, finish: day }),
            }
        }
        spans
    }

    /// Whether a day is within the days shown.
    pub fn shows(&self, day: NaiveDate) -> bool {
        self.dates.range().contains(&day)
    }

    /// Width of a day.
    pub fn day(&self) -> f64 {
        (self.plot.1 - self.plot.0) / self.dates.days() as f64
    }
}

fn lines_are_flat(lines: &[Line<'_>]) -> bool {
    !lines.is_empty() && !lines.iter().any(|line| matches!(line, Line::Phase(_)))
}

fn lines(view: &GanttView) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for phase in &view.phases {
        if !phase.title.is_empty() {
            lines.push(Line::Phase(phase));
        }
        lines.extend(phase.rows.iter().map(Line::Row));
    }
    if !view.unplaced.is_empty() {
        lines.push(Line::UnplacedHeading);
        lines.extend(view.unplaced.iter().map(Line::Unplaced));
    }
    lines.extend(view.note.as_ref().map(Line::Note));
    lines
}

/// As wide as the longest name, within bounds: room that names do not need belongs to the days.
fn names_column(lines: &[Line<'_>], most: f64) -> f64 {
    let longest = lines.iter().map(|line| width(&line.name(), NAME, line.weight())).fold(0.0, f64::max);
    (NAME_AT + longest + AFTER_NAME).ceil().clamp(LEAST_NAMES, most)
}

impl Line<'_> {
    /// What stands in the name column.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Line::Phase(phase) => phase.label().into(),
            Line::Row(row) => row.label().into(),
            Line::UnplacedHeading => "Not placed".into(),
            Line::Unplaced(item) if item.id.is_empty() => item.title.as_str().into(),
            Line::Unplaced(item) => format!("{} {}", item.id, item.title).into(),
            Line::Note(note) => note.what.as_str().into(),
        }
    }

    /// How heavy the name is written.
    pub fn weight(&self) -> Weight {
        match self {
            Line::Phase(_) | Line::UnplacedHeading => Weight::Bold,
            Line::Row(row) if row.rollup.is_some() => Weight::Bold,
            Line::Row(_) | Line::Unplaced(_) | Line::Note(_) => Weight::Regular,
        }
    }
}

/// The view's range where it is sensible.
fn span(view: &GanttView) -> Dates {
    match view.range.ordered() {
        range if range.days() <= LONGEST_SPAN => range,
        _ => bounded_span(&view.dates(), view.status_date),
    }
}

/// Room for the words after the last bar: more where bars go on beyond the days shown, which is told.
fn room_after(view: &GanttView, span: Dates) -> f64 {
    let mut rows = view.phases.iter().flat_map(|phase| &phase.rows);
    let cut = rows.any(|row| row.forecast.is_some_and(|days| days.finish > span.finish));
    let summed = view.phases.iter().flat_map(|phase| &phase.rows).any(|row| row.rollup.is_some());
    if cut || summed { 2.0 * AFTER_LAST } else { AFTER_LAST }
}

/// Some days before the span, and enough days after it for so many pixels.
fn dates(span: Dates, plot: f64, room: f64) -> DateAxis {
    let Dates { start, finish } = span;
    let days = span.days() as f64;
    let before = (days / 60.0).ceil();
    let after = (room * (days + before) / (plot - room).max(plot / 4.0)).ceil();
    let first = start.checked_sub_days(Days::new(before as u64)).unwrap_or(start);
    let end = finish.checked_add_days(Days::new(1 + after as u64)).unwrap_or(finish);
    DateAxis::new(first, end)
}

/// Height of the axis, and where its lines begin.
pub(super) fn axis_line(sheet: &Sheet<'_>, line: usize) -> (i32, i32) {
    let top = sheet.title + line as f64 * AXIS_LINE;
    (units(top), units(top + AXIS_LINE))
}

/// How wide names and chart are together where a day is so wide.
pub(super) fn width_at(view: &GanttView, per_day: f64) -> f64 {
    let span = span(view);
    let days = span.days() as f64;
    // `dates` shows so many before the span
    let plot = (days + (days / 60.0).ceil()) * per_day + room_after(view, span);
    names_column(&lines(view), 300.0) + FACTS + plot + MARGIN
}

/// Space left and right of the picture.
pub(super) fn margin() -> i32 {
    units(MARGIN)
}
