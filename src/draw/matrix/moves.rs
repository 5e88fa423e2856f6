//! Which moves of risks are drawn, and where each ends.

use super::{MOST_IN_A_CELL, MOST_MOVES, named};
use crate::view::chart::matrix::{MatrixMove, MatrixView};

/// A move that is drawn.
pub(super) struct Moved<'a> {
    pub id: &'a str,
    pub from: &'a MatrixMove,
    /// In which line of the cell that was left.
    pub line: usize,
    /// The cell and the line it goes to.
    pub to: ((usize, usize), usize),
}

#[cfg(test)]
impl Moved<'_> {
    /// The cells it leads from and to.
    pub fn ends(&self) -> ((usize, usize), (usize, usize)) {
        (self.from.cell, self.to.0)
    }
}

/// The moves that are drawn: of risks that are named in their cells.
pub(super) fn drawn(view: &MatrixView) -> Vec<Moved<'_>> {
    let mut moves: Vec<Moved<'_>> = Vec::new();
    for (row, line) in view.rows.iter().enumerate() {
        for (column, cell) in line.cells.iter().enumerate() {
            for (n, risk) in cell.risks.iter().take(named(cell.risks.len())).enumerate() {
                // each step leads to the next, the last to where it stands
                let first = moves.len();
                for from in &risk.moves {
                    if moves.len() == MOST_MOVES || view.rows.get(from.cell.0).is_none() {
                        break;
                    }
                    let here = view.rows[from.cell.0].cells.get(from.cell.1).map_or(0, |c| c.risks.len());
                    let above = moves.iter().filter(|other| other.from.cell == from.cell).count();
                    let line = here.min(MOST_IN_A_CELL) + above;
                    if let Some(last) = moves[first..].last_mut() {
                        last.to = (from.cell, line);
                    }
                    moves.push(Moved { id: &risk.subject.id, from, line, to: ((row, column), n) });
                }
            }
        }
    }
    moves
}
