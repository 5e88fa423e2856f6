//! Where the cells of a risk matrix lie, and the lines of boxes in them. All in CSS pixels.

use super::super::plot::{ChartOptions, Sheet};
use super::moves::Moved;
use super::{AXIS, MOST_IN_A_CELL, NAME};
use crate::draw::svg::width;
use crate::view::chart::matrix::MatrixView;

/// Height of a cell's own line: its shape and its word.
pub(super) const HEAD: f64 = 24.0;
/// Height of the line of a box, and of the box itself.
const LINE: f64 = 24.0;
pub(super) const BOX: f64 = 19.0;
const FOOT: f64 = 8.0;
const LEAST: f64 = 62.0;
/// Between two cells.
const GAP: f64 = 4.0;
/// Between a cell's side and its boxes: arrows run in it.
pub(super) const INSET: f64 = 9.0;

/// A side's beginning and end.
pub(super) type Span = (f64, f64);

/// Where the cells of the matrix lie, in CSS pixels.
pub(super) struct Grid {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    /// Left and right of each column.
    columns: Vec<Span>,
    /// Top and bottom of each row.
    rows: Vec<Span>,
}

impl Grid {
    pub fn new(view: &MatrixView, moves: &[Moved<'_>], options: &ChartOptions) -> Grid {
        let words = view.rows.iter().map(|row| width(row.probability, NAME.0, NAME.1));
        let widest = words.fold(width("Probability", AXIS.0, AXIS.1), f64::max);
        let top = Sheet::top(options) + 24.0;
        let mut end = top;
        let mut rows = Vec::new();
        for (row, line) in view.rows.iter().enumerate() {
            let lines = line.cells.iter().enumerate().map(|(column, cell)| {
                let left = moves.iter().filter(|moved| moved.from.cell == (row, column)).count();
                cell.risks.len().min(MOST_IN_A_CELL) + left
            });
            let high = HEAD + lines.max().unwrap_or(0) as f64 * LINE + FOOT;
            rows.push((end, end + high.max(LEAST)));
            end += high.max(LEAST) + GAP;
        }
        let (left, right) = (widest + 20.0, options.width - 12.0);
        Grid { left, right, top, columns: columns(&weights(view, moves), left, right), rows }
    }

    /// Left and right, top and bottom of a cell.
    pub fn cell(&self, (row, column): (usize, usize)) -> (Span, Span) {
        let across = self.columns.get(column).copied().unwrap_or((self.right, self.right));
        (across, self.rows.get(row).copied().unwrap_or((self.top, self.top)))
    }

    /// Left and right, top and bottom of the n-th box in a cell.
    pub fn slot(&self, cell: (usize, usize), n: usize) -> (Span, Span) {
        let ((left, right), (top, _)) = self.cell(cell);
        let top = top + HEAD + n as f64 * LINE + (LINE - BOX) / 2.0;
        ((left + INSET, right - INSET), (top, top + BOX))
    }

    /// The middle of the gap after a column; before the first for `None`.
    pub fn gap_after(&self, column: Option<usize>) -> f64 {
        column.map_or(self.left - GAP / 2.0, |column| self.cell((0, column)).0.1 + GAP / 2.0)
    }

    /// The middle of the gap under a row; over the first for `None`.
    pub fn gap_under(&self, row: Option<usize>) -> f64 {
        row.map_or(self.top - GAP / 2.0, |row| self.cell((row, 0)).1.1 + GAP / 2.0)
    }

    /// Where the last row ends.
    pub fn bottom(&self) -> f64 {
        self.rows.last().map_or(self.top, |row| row.1)
    }
}

/// In a matrix of many risks, a column without any is half as wide, so that the others can name theirs.
fn weights(view: &MatrixView, moves: &[Moved<'_>]) -> Vec<f64> {
    let used = |column: usize| {
        let stands = view.rows.iter().filter_map(|row| row.cells.get(column)).any(|c| !c.risks.is_empty());
        stands || moves.iter().any(|moved| moved.from.cell.1 == column)
    };
    let even = view.since.is_none();
    (0..view.impacts.len()).map(|column| if even || used(column) { 1.0 } else { 0.5 }).collect()
}

fn columns(weights: &[f64], left: f64, right: f64) -> Vec<Span> {
    let one = (right - left + GAP) / weights.iter().sum::<f64>().max(0.5);
    let mut begin = left;
    let column = |weight: &f64| {
        let end = begin + weight * one;
        (std::mem::replace(&mut begin, end), end - GAP)
    };
    weights.iter().map(column).collect()
}
