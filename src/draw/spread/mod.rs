//! Distributions of a finish: a [`SpreadView`] as SVG. Days go across; bars say how many runs end on each, a line how
//! many of a hundred by then.
//!
//! Must not know how the runs were made.

mod flags;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::element::Rectangle;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::axis::DateAxis;
use super::pen::Pen;
use super::plot::{
    ChartOptions, Legend, Marker, Plot, Sample, Sheet, Tick, along, day_ticks, fitting, marker,
};
use super::svg::{Group, RoundRect, Route, Slot, Tiles, Weight, line, units};
use crate::say::days;
use crate::view::chart::spread::{SpreadMark, SpreadView};

const LEFT: f64 = 56.0;
const RIGHT: f64 = 18.0;
const UNDER: f64 = 28.0;
const HIGH: f64 = 190.0;
/// With so much room every day has its label.
const EACH_DAY: f64 = 34.0;
/// Height of the highest bar as a part of the whole.
const BARS: f64 = 0.7;
const SOFT: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// The chart; nothing where no day has a run.
pub fn draw(view: &SpreadView, options: &ChartOptions) -> Option<String> {
    let highest = view.bins.iter().map(|bin| bin.runs).max().filter(|runs| *runs > 0)?;
    let legend = Legend::new(samples(view), options.width);
    let top = Sheet::top(options) + flags::HIGH + 14.0;
    let plot = Plot { left: LEFT, right: options.width - RIGHT, top, bottom: top + HIGH };
    let sheet = Sheet::new(options, &view.title, &view.description, plot.bottom + UNDER + legend.height());
    let across = days(view)?;
    let chart = sheet.chart(plot, across.clone(), RangedCoordf64::from(0.0..104.0), options.width);
    let at = |day: NaiveDate, percent: f64| chart.plotting_area().map_coordinate(&(day, percent));
    axes(&sheet.pen, plot, &across, &at);
    bars(&sheet.pen, view, highest, &at);
    flags::paint(&sheet.pen, view, plot, &across);
    curve(&sheet.pen, view, plot, &across, &at);
    legend.paint(&sheet.pen, plot.bottom + UNDER);
    Some(sheet.finish())
}

/// The days of the runs and the asked ones that are not too far from them.
fn days(view: &SpreadView) -> Option<DateAxis> {
    let (first, last) = (view.bins.first()?.from, view.bins.last()?.to);
    let reach = (last - first).num_days().max(12);
    let near = |mark: &SpreadMark| {
        let (before, after) = ((first - mark.on).num_days(), (mark.on - last).num_days());
        before <= reach && after <= reach
    };
    let marks = || view.planned.iter().chain(&view.baseline).filter(|mark| near(mark)).map(|mark| mark.on);
    let (begin, end) = (marks().chain([first]).min()?, marks().chain([last]).max()?);
    let air = Days::new(u64::try_from((end - begin).num_days() / 30).unwrap_or(0).max(1));
    Some(DateAxis::new(
        begin.checked_sub_days(air).unwrap_or(begin),
        end.checked_add_days(air).unwrap_or(end),
    ))
}

fn axes(pen: &Pen, plot: Plot, across: &DateAxis, at: &impl Fn(NaiveDate, f64) -> BackendCoord) {
    let _axes = pen.svg.group(&Group::default().hidden());
    let (left, right) = (units(plot.left), units(plot.right));
    let mut rules = Vec::new();
    for percent in [0.0, 20.0, 50.0, 80.0, 100.0] {
        let y = at(across.range().start, percent).1;
        rules.push(((left, y), (right, y)));
        pen.text(&format!("{percent} %"), (left - 80, y), SOFT, HPos::Right);
    }
    pen.draw(Tiles::lines(rules, Slot::Rule, 1.0));
    labels(pen, plot, across);
    pen.draw(Rectangle::new([(left, units(plot.top)), (right, units(plot.bottom))], line(1.0, Slot::Edge)));
}

/// Every day of a short span under its bar; else weeks or months from their first day on.
fn labels(pen: &Pen, plot: Plot, across: &DateAxis) {
    let wide = plot.right - plot.left;
    let daily = wide / across.days() as f64 >= EACH_DAY;
    let ticks = if daily { every_day(across) } else { day_ticks(across, wide, 56.0) };
    let aside = if daily { wide / across.days() as f64 / 2.0 } else { 0.0 };
    let middles: Vec<(f64, &str)> = ticks
        .iter()
        .map(|tick| (along(across, tick.on, plot.left, plot.right) + aside, tick.words.as_str()))
        .collect();
    let mut strokes = Vec::new();
    for ((x, words), shown) in middles.iter().zip(fitting(&middles, SOFT.0, 10.0)) {
        let x = units(*x);
        strokes.extend((!daily).then_some(((x, units(plot.bottom)), (x, units(plot.bottom + 4.0)))));
        if shown && x + 300 < units(plot.right + RIGHT) {
            pen.text(words, (x, units(plot.bottom + 13.0)), SOFT, HPos::Center);
        }
    }
    pen.draw(Tiles::lines(strokes, Slot::Edge, 1.0));
}

fn every_day(across: &DateAxis) -> Vec<Tick> {
    let range = across.range();
    let days = std::iter::successors(Some(range.start), |day| day.succ_opt());
    days.take_while(|day| *day < range.end).map(|on| Tick { on, words: days::short_day(on) }).collect()
}

fn bars(pen: &Pen, view: &SpreadView, highest: u32, at: &impl Fn(NaiveDate, f64) -> BackendCoord) {
    let _bars = pen.svg.group(&Group::default().hidden());
    for bin in view.bins.iter().filter(|bin| bin.runs > 0) {
        let end = bin.to.succ_opt().unwrap_or(bin.to);
        let share = f64::from(bin.runs) / f64::from(highest) * 100.0 * BARS;
        let (foot, head) = (at(bin.from, 0.0), at(end, share));
        let (from, to) = (foot.0 + 6, (head.0 - 6).max(foot.0 + 12));
        let top = head.1.min(foot.1 - 10);
        pen.draw(RoundRect::new((from, top), (to, foot.1), 0.0).fill(Slot::Bar).edge(Slot::BarEdge, 1.0));
    }
}

/// By the end of each group so many of a hundred runs have ended.
fn curve(
    pen: &Pen,
    view: &SpreadView,
    plot: Plot,
    across: &DateAxis,
    at: &impl Fn(NaiveDate, f64) -> BackendCoord,
) {
    let _curve = pen.svg.group(&Group::default().hidden());
    let Some(first) = view.bins.first() else { return };
    let start = at(first.from, 0.0);
    let end_of = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let points = view.bins.iter().map(|bin| at(end_of(bin.to), bin.by_then));
    let route = points.fold(Route::new(start, Slot::BarDone, 2.6), Route::line_to);
    pen.draw(route.line_to((units(plot.right), at(first.from, 100.0).1)));
    for (day, percent) in [(view.days.p50, 50.0), (view.days.p80, 80.0)] {
        let by_then = on_the_curve(view, day).unwrap_or(percent);
        let x = units(along(across, end_of(day), plot.left, plot.right));
        marker(pen, Marker::Disc, (x, at(day, by_then).1), Slot::BarDone);
    }
}

/// The height of the line at the end of a day: it goes evenly through a group of several days.
fn on_the_curve(view: &SpreadView, day: NaiveDate) -> Option<f64> {
    let at = view.bins.iter().position(|bin| bin.to >= day)?;
    let bin = view.bins[at];
    let before = at.checked_sub(1).map_or(0.0, |at| view.bins[at].by_then);
    let (gone, all) = ((day - bin.from).num_days() + 1, (bin.to - bin.from).num_days() + 1);
    Some(before + (bin.by_then - before) * gone as f64 / all.max(1) as f64)
}

fn samples(view: &SpreadView) -> Vec<(Sample, &'static str)> {
    let single = view.bins.iter().all(|bin| bin.from == bin.to);
    let bars = if single { "runs that end on a day" } else { "runs that end in a week" };
    vec![
        (Sample::Line(Slot::BarDone, 2.6, ""), "runs that have ended by then, of a hundred"),
        (Sample::Bar(Slot::Bar, Slot::BarEdge), bars),
    ]
}
