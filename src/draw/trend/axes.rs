//! The two axes of days, the reports, and the past.

use chrono::NaiveDate;
use plotters::coord::ranged1d::Ranged;
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::super::axis::DateAxis;
use super::super::pen::Pen;
use super::super::plot::{Plot, along, day_ticks, fitting};
use crate::draw::svg::{Group, Slot, Tiles, Weight, line, units};
use crate::say::days;
use crate::view::chart::trend::TrendView;

const SIZE: f64 = 10.5;
const SOFT: (f64, Weight, Slot) = (SIZE, Weight::Regular, Slot::Soft);

pub(super) fn paint(
    pen: &Pen,
    view: &TrendView,
    plot: Plot,
    axes: (&DateAxis, &DateAxis),
    at: &impl Fn(NaiveDate, NaiveDate) -> BackendCoord,
) {
    let _axes = pen.svg.group(&Group::default().hidden());
    let corners = [(units(plot.left), units(plot.top)), (units(plot.right), units(plot.bottom))];
    past(pen, axes, at);
    finishes(pen, axes.1, plot);
    reports(pen, view, axes.0, plot);
    pen.draw(Rectangle::new(corners, line(1.0, Slot::Edge)));
}

/// Finishes before the day of the report: nothing open can be there.
fn past(pen: &Pen, (across, up): (&DateAxis, &DateAxis), at: &impl Fn(NaiveDate, NaiveDate) -> BackendCoord) {
    let (x, y) = (across.range(), up.range());
    let (from, to) = (x.start.max(y.start), x.end.min(y.end));
    if from >= to {
        return;
    }
    let mut shape = vec![at(from, y.start), at(from, from), at(to, to)];
    if to < x.end {
        shape.push(at(x.end, y.end));
    }
    shape.push(at(x.end, y.start));
    pen.draw(Polygon::new(shape, Slot::Shade.filled()));
    pen.draw(PathElement::new(vec![at(from, from), at(to, to)], line(1.2, Slot::Edge)));
}

fn finishes(pen: &Pen, axis: &DateAxis, plot: Plot) {
    let mut rules = Vec::new();
    for tick in day_ticks(axis, plot.bottom - plot.top, 24.0) {
        let y = units(along(axis, tick.on, plot.bottom, plot.top));
        rules.push(((units(plot.left), y), (units(plot.right), y)));
        pen.text(&tick.words, (units(plot.left - 8.0), y), SOFT, HPos::Right);
    }
    pen.draw(Tiles::lines(rules, Slot::Rule, 1.0));
}

/// An upright line for every report, with its name and day under it.
fn reports(pen: &Pen, view: &TrendView, axis: &DateAxis, plot: Plot) {
    let mut marks: Vec<(f64, &str, String)> = vec![(plot.left, "plan", days::short_day(view.first))];
    marks.extend(view.reports.iter().map(|report| {
        (along(axis, report.on, plot.left, plot.right), report.short.as_str(), days::short_day(report.on))
    }));
    let upright =
        marks.iter().map(|mark| ((units(mark.0), units(plot.top)), (units(mark.0), units(plot.bottom))));
    pen.draw(Tiles::lines(upright, Slot::Rule, 1.0));
    let widest: Vec<(f64, &str)> = marks
        .iter()
        .map(|(x, name, day)| (*x, if name.len() > day.len() { *name } else { day.as_str() }))
        .collect();
    for ((x, name, day), shown) in marks.iter().zip(fitting(&widest, SIZE, 8.0)) {
        if !shown {
            continue;
        }
        let (weight, slot) =
            if *name == "now" { (Weight::Bold, Slot::Today) } else { (Weight::Regular, Slot::Ink) };
        let y = |down: f64| units(plot.bottom + down);
        pen.text(name, (units(*x), y(12.0)), (SIZE, weight, slot), HPos::Center);
        pen.text(day, (units(*x), y(26.0)), SOFT, HPos::Center);
    }
    if let Some((x, ..)) = marks.last().filter(|mark| mark.1 == "now") {
        let x = units(*x);
        pen.draw(PathElement::new(
            vec![(x, units(plot.top)), (x, units(plot.bottom))],
            line(1.6, Slot::Today),
        ));
    }
}
