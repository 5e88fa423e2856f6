//! Where risks came from: a dashed box in the cell they left, and an arrow to where they stand.
//!
//! Arrows run in the gaps between rows and columns, so that none is drawn through a word.

use plotters::style::text_anchor::HPos;

use super::super::pen::Pen;
use super::grid::Grid;
use super::moves::Moved;
use crate::draw::svg::{Group, Head, Route, Slot, Weight, fit, units, width};
use crate::say::days;

const STYLE: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Ink);
/// Between two arrows in one gap.
const LANE: f64 = 3.0;

/// Boxes and arrows.
pub(super) fn paint(pen: &Pen, moves: &[Moved<'_>], grid: &Grid) {
    let _moves = pen.svg.group(&Group::default().hidden());
    for (lane, moved) in moves.iter().enumerate() {
        former(pen, moved, grid);
        pen.draw(arrow(moved, grid, (lane as f64 - (moves.len() as f64 - 1.0) / 2.0) * LANE));
    }
}

fn former(pen: &Pen, moved: &Moved<'_>, grid: &Grid) {
    let ((left, right), (top, bottom)) = grid.slot(moved.from.cell, moved.line);
    let [l, r, t, b] = [left, right, top, bottom].map(units);
    let frame = Route::new((l, t), Slot::NodeEdge, 1.2).line_to((r, t)).line_to((r, b)).line_to((l, b));
    pen.draw(frame.line_to((l, t)).dash("3 2"));
    let until = days::short_day(moved.from.until);
    let words = [format!("{} until {until}", moved.id), format!("until {until}"), until];
    let room = right - left - 12.0;
    let fits = |words: &&String| width(words, STYLE.0, STYLE.1) <= room;
    let words = words.iter().find(fits).or(words.last());
    if let Some(words) = words {
        let words = fit(words, STYLE.0, STYLE.1, room);
        pen.text(&words, (l + 60, (t + b) / 2), STYLE, HPos::Left);
    }
}

fn arrow(moved: &Moved<'_>, grid: &Grid, aside: f64) -> Route {
    let ((left, right), (top, bottom)) = grid.slot(moved.from.cell, moved.line);
    let ((cell, line), (from_row, from)) = (moved.to, moved.from.cell);
    let ((to_left, to_right), (to_top, to_bottom)) = grid.slot(cell, line);
    let (y, to_y) = ((top + bottom) / 2.0, (to_top + to_bottom) / 2.0);
    let to = cell.1;
    // out at the side that faces the other cell, in at the side that faces this one
    let (x, out) = if to >= from {
        (right, grid.gap_after(Some(from)) + aside)
    } else {
        (left, grid.gap_after(from.checked_sub(1)) + aside)
    };
    let (to_x, into) = if to > from {
        (to_left, grid.gap_after(to.checked_sub(1)) + aside)
    } else {
        (to_right, grid.gap_after(Some(to)) + aside)
    };
    let at = |x: f64, y: f64| (units(x), units(y));
    let start = Route::new(at(x, y), Slot::Ink, 1.6).rounded(4.0).head(Head::Arrow).line_to(at(out, y));
    if (out - into).abs() < 0.5 {
        return start.line_to(at(into, to_y)).line_to(at(to_x, to_y));
    }
    // along the gap between rows that is nearest on the way
    let row = if cell.0 >= from_row { Some(from_row) } else { from_row.checked_sub(1) };
    let across = grid.gap_under(row) + aside / 2.0;
    start.line_to(at(out, across)).line_to(at(into, across)).line_to(at(into, to_y)).line_to(at(to_x, to_y))
}
