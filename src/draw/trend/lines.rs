//! The lines with their marks, and the thin leaders to their names.

use chrono::NaiveDate;
use plotters_backend::BackendCoord;

use super::super::pen::Pen;
use super::super::plot::{Marker, Plot, done, marker};
use super::{GUTTER, Line};
use crate::draw::svg::{Group, Route, Slot, units};

/// The line of a row, lit where its link is.
pub(super) fn paint(pen: &Pen, line: &Line<'_>, at: &impl Fn(NaiveDate, NaiveDate) -> BackendCoord) {
    let points: Vec<BackendCoord> = line.points.iter().map(|(x, y)| at(*x, *y)).collect();
    let look = line.look;
    if let [first, rest @ ..] = points.as_slice()
        && !rest.is_empty()
    {
        let wide = if line.row.gate { 3.6 } else { 1.8 };
        let route = rest.iter().fold(Route::new(*first, look.slot, wide), |route, to| route.line_to(*to));
        pen.draw(route.dash(look.dash));
    }
    let reported = if line.row.baseline.is_some() { points.get(1..).unwrap_or(&[]) } else { &points };
    for point in reported {
        marker(pen, look.marker, *point, look.slot);
    }
    if line.row.baseline.is_some()
        && let Some(first) = points.first()
    {
        marker(pen, Marker::Hollow, *first, Slot::Baseline);
    }
    if line.row.done.is_some()
        && let Some(last) = points.last()
    {
        done(pen, *last, look.slot);
    }
}

/// From the end of each line level to the edge of the plot, and slanted in the gutter to its name. Nothing is on the
/// way: a line that ends inside the plot is done, and what lies beside it there is the past.
pub(super) fn leaders(
    pen: &Pen,
    lines: &[Line<'_>],
    places: &[f64],
    plot: Plot,
    at: &impl Fn(NaiveDate, NaiveDate) -> BackendCoord,
) {
    let _leaders = pen.svg.group(&Group::default().hidden());
    for (line, place) in lines.iter().zip(places) {
        let (x, y) = at(line.end.0, line.end.1);
        let (edge, name) = (units(plot.right), units(plot.right + GUTTER - 6.0));
        let mut route = Route::new((x, y), Slot::Edge, 0.8);
        if x < edge {
            route = route.line_to((edge, y));
        }
        pen.draw(route.line_to((edge + 40, y)).line_to((name, units(*place))).dash("1 2"));
    }
}
