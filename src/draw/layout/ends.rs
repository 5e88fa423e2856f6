//! Where the pieces at the vertices of a column end in the columns beside it, to compare two vertices by.

use super::budget::Budget;
use super::columns::Columns;
use super::crossing::{pair, sorted_positions};
use super::order::Order;

/// For the vertices of a column, by their places when it was begun, where their pieces end in the columns on both
/// sides. Listed one by one, as only few may be needed.
#[derive(Debug, Default)]
pub(super) struct Ends {
    positions: Vec<u32>,
    /// For each place where its positions to the left begin, where those to the right do, and where they end.
    spans: Vec<[u32; 3]>,
}

/// Stands for the span of a vertex that is not listed yet.
const UNLISTED: [u32; 3] = [u32::MAX; 3];

impl Ends {
    /// Begins with another column, of so many vertices.
    pub fn begin(&mut self, height: usize) {
        self.positions.clear();
        self.spans.clear();
        self.spans.resize(height, UNLISTED);
    }

    /// Lists a vertex, unless it is listed already.
    pub fn list(&mut self, index: usize, v: usize, columns: &Columns, order: &Order, budget: &mut Budget) {
        if self.spans[index] != UNLISTED {
            return;
        }
        let begin = self.positions.len();
        sorted_positions(&columns.left[v], order, &mut self.positions);
        let middle = self.positions.len();
        sorted_positions(&columns.right[v], order, &mut self.positions);
        let end = self.positions.len();
        self.spans[index] = [begin as u32, middle as u32, end as u32];
        budget.spend(1 + 2 * (end - begin));
    }

    /// How often the pieces of two listed vertices cross with the first above, and with the first below.
    pub fn crossings(&self, first: usize, second: usize) -> (usize, usize) {
        let [left, right] = self.sides(first);
        let [other_left, other_right] = self.sides(second);
        let (left, right) = (pair(left, other_left), pair(right, other_right));
        (left.0 + right.0, left.1 + right.1)
    }

    fn sides(&self, index: usize) -> [&[u32]; 2] {
        let [begin, middle, end] = self.spans[index].map(|at| at as usize);
        [&self.positions[begin..middle], &self.positions[middle..end]]
    }

    /// How many steps a comparison with this listed vertex takes.
    pub fn size(&self, index: usize) -> usize {
        let [begin, _, end] = self.spans[index];
        1 + (end - begin) as usize
    }

    /// Lets two vertices change places.
    pub fn swap(&mut self, first: usize, second: usize) {
        self.spans.swap(first, second);
    }
}
