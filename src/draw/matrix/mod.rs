//! Risk matrices: a [`MatrixView`] as SVG. Impact goes across, probability up; each cell has a word and a shape
//! beside its tint, its risks as small boxes, and an arrow for each that moved.
//!
//! Must not know which risks count, nor since when a move is news.

mod chip;
mod grid;
mod moved;
mod moves;
#[cfg(test)]
mod tests;

use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Sample, Sheet};
use super::state::mark_of;
use super::svg::{Glyph, Group, RoundRect, Slot, Weight, units};
use crate::view::chart::matrix::MatrixView;
use grid::{Grid, HEAD};

/// So many risks at most are named in a cell, the rest counted.
pub const MOST_IN_A_CELL: usize = 5;
/// So many moves at most are drawn; the table tells all.
pub const MOST_MOVES: usize = 6;

const AXIS: (f64, Weight, Slot) = (12.0, Weight::Bold, Slot::Ink);
const NAME: (f64, Weight, Slot) = (12.0, Weight::Regular, Slot::Ink);
/// How much of a color tints a cell.
const TINT: f64 = 0.1;

/// The matrix; nothing where it has no cells.
pub fn draw(view: &MatrixView, options: &ChartOptions) -> Option<String> {
    if view.rows.is_empty() || view.impacts.is_empty() {
        return None;
    }
    let moves = moves::drawn(view);
    let grid = Grid::new(view, &moves, options);
    let legend = Legend::new(samples(!moves.is_empty()), options.width);
    let under = grid.bottom() + 44.0;
    let height = under + if moves.is_empty() { 0.0 } else { legend.height() };
    let sheet = Sheet::new(options, &view.title, &view.description, height);
    axes(&sheet.pen, view, &grid);
    cells(&sheet.pen, view, &grid);
    moved::paint(&sheet.pen, &moves, &grid);
    for (row, line) in view.rows.iter().enumerate() {
        for (column, cell) in line.cells.iter().enumerate() {
            chip::cell(&sheet.pen, view, cell, &grid, (row, column));
        }
    }
    if !moves.is_empty() {
        legend.paint(&sheet.pen, under);
    }
    Some(sheet.finish())
}

/// How many risks of so many are named in a cell; the last line counts the rest.
fn named(risks: usize) -> usize {
    if risks > MOST_IN_A_CELL { MOST_IN_A_CELL - 1 } else { risks }
}

fn axes(pen: &Pen, view: &MatrixView, grid: &Grid) {
    let _axes = pen.svg.group(&Group::default().hidden());
    pen.text("Probability", (units(8.0), units(grid.top - 12.0)), AXIS, HPos::Left);
    for (row, line) in view.rows.iter().enumerate() {
        let (_, (top, bottom)) = grid.cell((row, 0));
        pen.text(line.probability, (units(8.0), units((top + bottom) / 2.0)), NAME, HPos::Left);
    }
    for (column, impact) in view.impacts.iter().enumerate() {
        let ((left, right), _) = grid.cell((0, column));
        let at = (units((left + right) / 2.0), units(grid.bottom() + 13.0));
        pen.text(impact, at, NAME, HPos::Center);
    }
    let middle = (grid.left + grid.right) / 2.0;
    pen.text("Impact", (units(middle), units(grid.bottom() + 32.0)), AXIS, HPos::Center);
}

fn cells(pen: &Pen, view: &MatrixView, grid: &Grid) {
    let _cells = pen.svg.group(&Group::default().hidden());
    for (row, line) in view.rows.iter().enumerate() {
        for (column, cell) in line.cells.iter().enumerate() {
            let ((left, right), (top, bottom)) = grid.cell((row, column));
            let corners = [(units(left), units(top)), (units(right), units(bottom))];
            let mark = mark_of(cell.rag);
            pen.draw(Rectangle::new(corners, mark.slot().mix(TINT).filled()));
            pen.draw(RoundRect::new(corners[0], corners[1], 0.0).edge(Slot::Rule, 1.0));
            let y = units(top + HEAD / 2.0 + 2.0);
            pen.draw(Glyph { mark, center: (units(left + 15.0), y), size: 12.0 });
            let style = (11.0, Weight::Regular, Slot::Ink);
            pen.text(cell.rag.word(), (units(left + 26.0), y), style, HPos::Left);
        }
    }
}

fn samples(moved: bool) -> Vec<(Sample, &'static str)> {
    if !moved {
        return Vec::new();
    }
    vec![
        (Sample::Bar(Slot::Ground, Slot::NodeEdge), "where a risk stands"),
        (Sample::Left(Slot::NodeEdge), "where it stood, until that day"),
    ]
}
