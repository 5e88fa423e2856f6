//! Milestone trend charts: a [`TrendView`] as SVG. Reports go across, forecast finishes up.
//!
//! Where a line meets the slanted edge of the past, its report day is its finish: it is done. A column at the right
//! names every line, with its finish and slip, in order of the finishes. Must not know how dates were computed.

mod axes;
mod column;
mod lines;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};

use super::axis::DateAxis;
use super::plot::{ChartOptions, Legend, Look, Marker, Plot, Sample, Sheet, along};
use super::svg::Slot;
use crate::view::chart::trend::{TrendRow, TrendView};
use column::Column;

/// So many lines at most are drawn: those that moved most. The table has all of them.
pub const MOST_LINES: usize = 28;

/// Room for the labels of the two axes, in CSS pixels.
const LEFT: f64 = 70.0;
const UNDER: f64 = 42.0;
/// Between the plot and the column of names.
const GUTTER: f64 = 26.0;

/// The chart; nothing where no row has a date.
pub fn draw(view: &TrendView, options: &ChartOptions) -> Option<String> {
    let lines = shown(view);
    if lines.is_empty() {
        return None;
    }
    let (across, up) = (days_across(view), days_up(view, &lines));
    let column = Column::new(&lines, options.width);
    let legend = Legend::new(samples(&lines), options.width);
    let top = Sheet::top(options) + 8.0;
    let high = (lines.len() as f64 * column::LINE + 10.0).max(if lines.len() == 1 { 130.0 } else { 230.0 });
    let plot = Plot { left: LEFT, right: options.width - column.width - GUTTER, top, bottom: top + high };
    let height = plot.bottom + UNDER + legend.height();
    let sheet = Sheet::new(options, &view.title, &description(view, lines.len()), height);
    let chart = sheet.chart(plot, across.clone(), up.clone(), options.width);
    let at = |x: NaiveDate, y: NaiveDate| chart.plotting_area().map_coordinate(&(x, y));
    axes::paint(&sheet.pen, view, plot, (&across, &up), &at);
    let ends: Vec<f64> = lines.iter().map(|line| along(&up, line.end.1, plot.bottom, plot.top)).collect();
    let places = column.places(&ends, plot);
    lines::leaders(&sheet.pen, &lines, &places, plot, &at);
    for (line, place) in lines.iter().zip(&places) {
        let _link = column.link(&sheet.pen, line, *place, plot, options);
        lines::paint(&sheet.pen, line, &at);
        column.name(&sheet.pen, line, *place, plot);
    }
    legend.paint(&sheet.pen, plot.bottom + UNDER);
    Some(sheet.finish())
}

/// A row that can be drawn.
struct Line<'a> {
    row: &'a TrendRow,
    look: Look,
    /// Report days and the finishes they told; the baseline stands at the first day of the plan.
    points: Vec<(NaiveDate, NaiveDate)>,
    /// Its last point.
    end: (NaiveDate, NaiveDate),
}

impl<'a> Line<'a> {
    fn new(view: &TrendView, row: &'a TrendRow, n: usize) -> Option<Line<'a>> {
        let mut points: Vec<(NaiveDate, NaiveDate)> =
            row.baseline.map(|day| (view.first, day)).into_iter().collect();
        for point in &row.points {
            if let Some(done) = row.done.filter(|done| *done <= point.on) {
                points.push((done.max(view.first), done));
                break;
            }
            points.extend(point.finish.map(|finish| (point.on, finish)));
        }
        let look = match row.gate {
            true => Look { slot: Slot::Gate, dash: "", marker: Marker::Diamond },
            false => Look::nth(n),
        };
        Some(Line { row, look, end: *points.last()?, points })
    }
}

/// The lines in the order of their ends, the latest first.
fn shown(view: &TrendView) -> Vec<Line<'_>> {
    let mut rows: Vec<&TrendRow> = view.rows.iter().collect();
    rows.sort_by_key(|row| (!row.gate, std::cmp::Reverse(row.slip_days.map_or(0, i32::unsigned_abs))));
    rows.truncate(MOST_LINES);
    // neighbors in the picture get looks that differ most
    rows.sort_by(|a, b| (b.finish(), &b.subject.id).cmp(&(a.finish(), &a.subject.id)));
    let mut lines: Vec<Line<'_>> =
        rows.into_iter().enumerate().filter_map(|(n, row)| Line::new(view, row, n)).collect();
    // a gate lies on the last of its milestones: it is painted first and broader, so that both show
    lines.sort_by_key(|line| (std::cmp::Reverse(line.end.1), !line.row.gate));
    lines
}

fn days_across(view: &TrendView) -> DateAxis {
    let last = view.reports.last().map_or(view.first, |report| report.on);
    DateAxis::new(view.first.min(last), last)
}

/// From the first to the last finish, with some air.
fn days_up(view: &TrendView, lines: &[Line<'_>]) -> DateAxis {
    let days = || lines.iter().flat_map(|line| line.points.iter().map(|point| point.1));
    let (first, last) = (days().min().unwrap_or(view.first), days().max().unwrap_or(view.first));
    let air = Days::new(u64::try_from((last - first).num_days() / 12).unwrap_or(0).max(7));
    DateAxis::new(first.checked_sub_days(air).unwrap_or(first), last.checked_add_days(air).unwrap_or(last))
}

fn description(view: &TrendView, lines: usize) -> String {
    if lines < view.rows.len() {
        format!("{} Shown are the {lines} that moved most.", view.description)
    } else {
        view.description.clone()
    }
}

fn samples(lines: &[Line<'_>]) -> Vec<(Sample, &'static str)> {
    let mut samples = Vec::new();
    let mut add =
        |wanted: bool, sample: Sample, words: &'static str| samples.extend(wanted.then_some((sample, words)));
    add(
        lines.iter().any(|l| l.row.baseline.is_some()),
        Sample::Marked(Marker::Hollow, Slot::Baseline),
        "baseline",
    );
    add(lines.iter().any(|l| l.row.gate), Sample::Marked(Marker::Diamond, Slot::Gate), "gate");
    add(lines.iter().any(|l| l.row.done.is_some()), Sample::Done(Slot::Ink), "done");
    add(true, Sample::Area(Slot::Shade), "before the day of the report");
    samples
}
