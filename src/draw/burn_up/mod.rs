//! Burn-up charts: a [`BurnUpView`] as SVG. Days go across, work in working days goes up.
//!
//! Must not know how work is counted.

mod flags;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::element::Rectangle;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::axis::DateAxis;
use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Marker, Plot, Sample, Sheet, along, day_ticks, fitting, marker};
use super::svg::{Group, Route, Slot, Tiles, Weight, line, units};
use crate::view::chart::burn_up::BurnUpView;

const LEFT: f64 = 52.0;
const RIGHT: f64 = 18.0;
const UNDER: f64 = 28.0;
const HIGH: f64 = 240.0;
const SOFT: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// The lines, each told by its dash and mark as well as by its color.
const SCOPE: (Slot, f64, &str) = (Slot::Ink, 1.4, "");
const PLAN: (Slot, f64, &str) = (Slot::Baseline, 1.8, "2 3");
const DONE: (Slot, f64, &str) = (Slot::BarDone, 2.6, "");
const AHEAD: (Slot, f64, &str) = (Slot::BarDone, 1.8, "6 4");

/// The chart; nothing where there is no work.
pub fn draw(view: &BurnUpView, options: &ChartOptions) -> Option<String> {
    let most = view.steps.iter().filter_map(|step| step.scope).fold(view.scope, f64::max);
    let most = view.plan.iter().chain(&view.ahead).map(|point| point.work).fold(most, f64::max);
    if most.is_nan() || most <= 0.0 || view.steps.is_empty() {
        return None;
    }
    let legend = Legend::new(samples(view), options.width);
    let top = Sheet::top(options) + flags::HIGH + 14.0;
    let plot = Plot { left: LEFT, right: options.width - RIGHT, top, bottom: top + HIGH };
    let sheet = Sheet::new(options, &view.title, &view.description, plot.bottom + UNDER + legend.height());
    let (across, up) = (days(view), RangedCoordf64::from(0.0..most * 1.06));
    let chart = sheet.chart(plot, across.clone(), up.clone(), options.width);
    let at = |day: NaiveDate, work: f64| chart.plotting_area().map_coordinate(&(day, work));
    let mut lines = axes(&sheet.pen, plot, &across, &up, &at);
    lines.extend(flags::paint(&sheet.pen, view, plot, &across));
    lines.extend(curves(&sheet.pen, view, &at));
    flags::value(&sheet.pen, view, plot, at(now(view, view.as_of, view.done), view.done), &lines);
    legend.paint(&sheet.pen, plot.bottom + UNDER);
    Some(sheet.finish())
}

fn days(view: &BurnUpView) -> DateAxis {
    let steps = view.steps.iter().map(|step| step.report.on);
    let ends = view.baseline.into_iter().chain(view.forecast);
    let known = view.steps.iter().filter_map(|step| Some(now(view, step.report.on, step.done?))).max();
    let last = ends.chain(known).max().or(steps.max()).unwrap_or(view.as_of);
    DateAxis::new(view.first.min(last), last)
}

fn axes(
    pen: &Pen,
    plot: Plot,
    across: &DateAxis,
    up: &RangedCoordf64,
    at: &impl Fn(NaiveDate, f64) -> BackendCoord,
) -> Vec<Vec<BackendCoord>> {
    let _axes = pen.svg.group(&Group::default().hidden());
    let mut rules = Vec::new();
    let (left, right) = (units(plot.left), units(plot.right));
    for work in up.key_points(BoldPoints(6)) {
        let y = at(across.range().start, work).1;
        rules.push(((left, y), (right, y)));
        let words = if work == 0.0 { "0".to_owned() } else { format!("{work} d") };
        pen.text(&words, (left - 80, y), SOFT, HPos::Right);
    }
    let ticks = day_ticks(across, plot.right - plot.left, 56.0);
    let marks: Vec<(f64, &str)> = ticks
        .iter()
        .map(|tick| (along(across, tick.on, plot.left, plot.right), tick.words.as_str()))
        .collect();
    for ((x, words), shown) in marks.iter().zip(fitting(&marks, 10.5, 10.0)) {
        let x = units(*x);
        pen.draw(Tiles::lines([((x, units(plot.bottom)), (x, units(plot.bottom + 4.0)))], Slot::Edge, 1.0));
        if shown && x + 300 < units(plot.right + RIGHT) {
            pen.text(words, (x, units(plot.bottom + 13.0)), SOFT, HPos::Center);
        }
    }
    pen.draw(Tiles::lines(rules.clone(), Slot::Rule, 1.0));
    let corners = [(left, units(plot.top)), (right, units(plot.bottom))];
    pen.draw(Rectangle::new(corners, line(1.0, Slot::Edge)));
    rules.into_iter().map(|(a, b)| vec![a, b]).collect()
}

/// The day on which a report's work is drawn: what is all done was so on its last finish.
fn now(view: &BurnUpView, on: NaiveDate, done: f64) -> NaiveDate {
    view.forecast.filter(|finish| done >= view.scope && *finish < on).unwrap_or(on)
}

/// Paints the lines and hands them back.
fn curves(
    pen: &Pen,
    view: &BurnUpView,
    at: &impl Fn(NaiveDate, f64) -> BackendCoord,
) -> Vec<Vec<BackendCoord>> {
    let _curves = pen.svg.group(&Group::default().hidden());
    let draw = |points: &[BackendCoord], (slot, wide, dash): (Slot, f64, &'static str)| {
        if let [first, rest @ ..] = points
            && !rest.is_empty()
        {
            let route = rest.iter().fold(Route::new(*first, slot, wide), |route, to| route.line_to(*to));
            pen.draw(route.dash(dash));
        }
    };
    let known = || {
        view.steps.iter().filter_map(|step| {
            let (done, scope) = (step.done?, step.scope?);
            Some((now(view, step.report.on, done), done, scope))
        })
    };
    let mut scope: Vec<BackendCoord> = known().map(|(on, _, scope)| at(on, scope)).collect();
    if let Some((_, _, first)) = known().next() {
        scope.insert(0, at(view.first, first));
    }
    scope.extend(view.ahead.last().map(|end| at(end.on, view.scope)));
    let plan: Vec<BackendCoord> = view.plan.iter().map(|point| at(point.on, point.work)).collect();
    let ahead: Vec<BackendCoord> = view.ahead.iter().map(|point| at(point.on, point.work)).collect();
    draw(&scope, SCOPE);
    draw(&plan, PLAN);
    draw(&ahead, AHEAD);
    let mut done = vec![at(view.first, 0.0)];
    done.extend(known().map(|(on, done, _)| at(on, done)));
    draw(&done, DONE);
    for point in done.iter().skip(1) {
        marker(pen, Marker::Disc, *point, Slot::BarDone);
    }
    if let Some(end) = view.plan.last() {
        marker(pen, Marker::Hollow, at(end.on, end.work), Slot::Baseline);
    }
    if let Some(end) = view.ahead.last() {
        marker(pen, Marker::Ring, at(end.on, end.work), Slot::BarDone);
    }
    vec![scope, plan, ahead, done]
}

fn samples(view: &BurnUpView) -> Vec<(Sample, &'static str)> {
    let line = |(slot, wide, dash): (Slot, f64, &'static str)| Sample::Line(slot, wide, dash);
    let mut samples = vec![(line(DONE), "done"), (line(SCOPE), "all work")];
    samples.extend((!view.plan.is_empty()).then_some((line(PLAN), "planned in the baseline")));
    samples.extend((!view.ahead.is_empty()).then_some((line(AHEAD), "forecast")));
    samples
}
