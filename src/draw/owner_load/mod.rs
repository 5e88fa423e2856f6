//! Owner load: for each owner a row of weekly bars, asked working days against those there are.
//!
//! Must not know whose work it is, nor how it was counted.

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};
use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::axis::DateAxis;
use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Marker, Plot, Sample, Sheet, along, marker};
use super::svg::{Anchor, Group, Hatch, RoundRect, Slot, Tiles, Weight, fit, line, units, width};
use crate::say::days;
use crate::view::chart::owner_load::{OwnerLoadView, OwnerWeekView};

/// Height of a row; the bars leave room for a number over them.
const ROW: f64 = 60.0;
const NUMBER: f64 = 13.0;
const HEAD: f64 = 20.0;
/// More than this many times of what there is looks all the same.
const MOST: f64 = 4.0;
/// At most so many weeks are drawn; the table has all of them.
pub const MOST_WEEKS: u64 = 53;
const NAME: (f64, Weight, Slot) = (12.0, Weight::Regular, Slot::Ink);
const SOFT: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// What the chart is called.
pub const TITLE: &str = "Work asked of each owner";

/// The chart; nothing where nothing is asked.
pub fn draw(loads: &[OwnerLoadView], options: &ChartOptions) -> Option<String> {
    let loads: Vec<&OwnerLoadView> = loads.iter().filter(|load| !load.weeks.is_empty()).collect();
    let axis = weeks(&loads)?;
    let widest = loads.iter().map(|load| width(load.owner.shown(), NAME.0, NAME.1)).fold(60.0, f64::max);
    let left = (widest + 22.0).min(options.width * 0.3);
    let top = Sheet::top(options) + HEAD;
    let bottom = top + loads.len() as f64 * ROW;
    let plot = Plot { left, right: options.width - 12.0, top, bottom };
    let legend = Legend::new(samples(&loads), options.width);
    let sheet = Sheet::new(options, TITLE, &description(&loads), bottom + 8.0 + legend.height());
    let up = RangedCoordf64::from(loads.len() as f64..0.0);
    let chart = sheet.chart(plot, axis.clone(), up, options.width);
    let at = |day: NaiveDate, row: f64| chart.plotting_area().map_coordinate(&(day, row));
    ground(&sheet.pen, plot, &axis, loads.len());
    let most = loads.iter().flat_map(|load| &load.weeks).map(share).fold(1.0, f64::max);
    let high = (ROW - NUMBER - 3.0) / most;
    for (i, load) in loads.iter().enumerate() {
        let foot = units(plot.top + (i as f64 + 1.0) * ROW) - 10;
        row(&sheet.pen, load, plot, (foot, high), &axis, &at, options);
    }
    legend.paint(&sheet.pen, bottom + 8.0);
    Some(sheet.finish())
}

/// Asked days as a share of those there are.
fn share(week: &OwnerWeekView) -> f64 {
    if week.asked == 0 { 0.0 } else { (f64::from(week.asked) / f64::from(week.available)).min(MOST) }
}

fn weeks(loads: &[&OwnerLoadView]) -> Option<DateAxis> {
    let mondays = || loads.iter().flat_map(|load| load.weeks.iter().map(|week| week.week));
    let (first, last) = (mondays().min()?, mondays().max()?);
    let end = last.checked_add_days(Days::new(7)).unwrap_or(last);
    let most = first.checked_add_days(Days::new(7 * MOST_WEEKS)).unwrap_or(end);
    Some(DateAxis::new(first, end.min(most)))
}

fn ground(pen: &Pen, plot: Plot, axis: &DateAxis, rows: usize) {
    let _ground = pen.svg.group(&Group::default().hidden());
    let day = (plot.right - plot.left) / axis.days() as f64;
    let mut rules = Vec::new();
    for monday in axis.mondays(56.0 / day) {
        let x = along(axis, monday, plot.left, plot.right);
        rules.push(((units(x), units(plot.top - 16.0)), (units(x), units(plot.top))));
        let words = days::short_day(monday);
        if x + 4.0 + width(&words, SOFT.0, SOFT.1) < plot.right + 10.0 {
            pen.text(&words, (units(x + 4.0), units(plot.top - 9.0)), SOFT, HPos::Left);
        }
    }
    let level = |row: usize| units(plot.top + row as f64 * ROW);
    rules.extend((0..=rows).map(|row| ((units(8.0), level(row)), (units(plot.right), level(row)))));
    pen.draw(Tiles::lines(rules, Slot::Rule, 1.0));
}

/// One owner: `foot` is where the bars stand in backend units, `high` the height in pixels of all there is.
fn row(
    pen: &Pen,
    load: &OwnerLoadView,
    plot: Plot,
    (foot, high): (i32, f64),
    axis: &DateAxis,
    at: &impl Fn(NaiveDate, f64) -> BackendCoord,
    options: &ChartOptions,
) {
    let href = load.owner.href.as_deref().unwrap_or_default();
    let _link = pen.svg.link(&Anchor { href, name: &spoken(load), ..Anchor::default() });
    pen.svg.ring((units(2.0), foot - units(ROW - 3.0)), (units(options.width - 2.0), foot + 5));
    let name = fit(load.owner.shown(), NAME.0, NAME.1, plot.left - 18.0).into_owned();
    pen.text(&name, (units(8.0), foot - units(ROW / 2.0 - 3.0)), NAME, HPos::Left);
    let end = plotters::coord::ranged1d::Ranged::range(axis).end;
    let shown = || load.weeks.iter().filter(|week| week.week < end);
    for week in shown() {
        let next = week.week.checked_add_days(Days::new(7)).unwrap_or(week.week);
        let (from, to) = (at(week.week, 0.0).0 + 10, at(next, 0.0).0 - 10);
        bar(pen, week, (from, to.max(from + 10)), foot, high);
    }
    // what there is, over the bars
    let level = foot - units(high);
    let first = shown().map(|week| week.week).min().map_or(units(plot.left), |day| at(day, 0.0).0);
    let last = shown().filter_map(|week| week.week.checked_add_days(Days::new(7))).max();
    let last = last.map_or(units(plot.right), |day| at(day, 0.0).0);
    pen.draw(PathElement::new(vec![(first, level), (last, level)], line(1.2, Slot::Soft)));
}

fn bar(pen: &Pen, week: &OwnerWeekView, (from, to): (i32, i32), foot: i32, high: f64) {
    let share = share(week);
    let within = foot - units(share.min(1.0) * high).max(10);
    pen.draw(RoundRect::new((from, within), (to, foot), 1.0).fill(Slot::Bar).edge(Slot::BarEdge, 1.0));
    if !week.overload {
        return;
    }
    let top = foot - units(share.max(1.0) * high);
    if share > 1.0 {
        pen.draw(
            RoundRect::new((from, top), (to, within), 1.0).fill(Slot::Critical).edge(Slot::CriticalEdge, 1.0),
        );
        pen.draw(Hatch::new((from + 6, top + 6), (to - 6, within - 6), Slot::CriticalEdge));
    }
    let words = week.asked.to_string();
    let (middle, y) = ((from + to) / 2, top - units(NUMBER / 2.0));
    if units(width(&words, 10.0, Weight::Bold)) <= to - from {
        pen.text(&words, (middle, y), (10.0, Weight::Bold, Slot::CriticalEdge), HPos::Center);
    } else {
        marker(pen, Marker::Down, (middle, y), Slot::CriticalEdge);
    }
}

fn spoken(load: &OwnerLoadView) -> String {
    let over = load.weeks.iter().filter(|week| week.overload);
    let worst = over.clone().max_by_key(|week| (week.asked, std::cmp::Reverse(week.week)));
    match worst {
        None => format!("{}: never more asked than there is", load.owner.shown()),
        Some(week) => format!(
            "{}: more asked than there is in {} of {} weeks; the most in the week of {}: {} of {} days, {} at a time",
            load.owner.shown(),
            over.count(),
            load.weeks.len(),
            week.week,
            week.asked,
            week.available,
            week.peak
        ),
    }
}

fn description(loads: &[&OwnerLoadView]) -> String {
    let over: Vec<&str> =
        loads.iter().filter(|load| load.overloaded).map(|load| load.owner.shown()).collect();
    match over.as_slice() {
        [] => "Nobody is asked for more working days in a week than there are.".to_owned(),
        names => format!("Asked for more working days in some week than there are: {}.", names.join(", ")),
    }
}

fn samples(loads: &[&OwnerLoadView]) -> Vec<(Sample, &'static str)> {
    let mut samples = vec![
        (Sample::Bar(Slot::Bar, Slot::BarEdge), "working days asked in the week"),
        (Sample::Line(Slot::Soft, 1.2, ""), "all there are"),
    ];
    if loads.iter().any(|load| load.overloaded) {
        let over = Sample::Hatched(Slot::Critical, Slot::CriticalEdge, Slot::CriticalEdge);
        samples.push((over, "asked beyond that; the number is all days asked"));
    }
    samples
}
