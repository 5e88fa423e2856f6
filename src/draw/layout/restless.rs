//! Which vertices are worth another look, because something beside them or joined to them has moved.

use super::columns::Columns;
use super::order::Order;
use std::ops::Range;

/// Vertices, and the columns that have any, whose surroundings have changed since they were last looked at.
#[derive(Debug, Clone)]
pub(super) struct Restless {
    columns: Vec<bool>,
    vertices: Vec<bool>,
}

impl Restless {
    /// Everything, or nothing.
    pub fn new(columns: &Columns, all: bool) -> Restless {
        Restless { columns: vec![all; columns.count], vertices: vec![all; columns.vertices.len()] }
    }

    /// Notes that the vertices at some places of a column have changed places.
    pub fn stir(&mut self, columns: &Columns, order: &Order, column: usize, places: Range<usize>) {
        let last = self.columns.len() - 1;
        self.columns[column.saturating_sub(1)..=last.min(column + 1)].fill(true);
        for &v in &order.columns[column][places] {
            self.vertices[v] = true;
            for &u in columns.left[v].iter().chain(&columns.right[v]) {
                self.vertices[u] = true;
            }
        }
    }

    /// Lets a column rest until it is stirred again. Whether it was restless.
    pub fn rest_column(&mut self, column: usize) -> bool {
        std::mem::take(&mut self.columns[column])
    }

    /// Lets a vertex rest until it is stirred again. Whether it was restless.
    pub fn rest(&mut self, v: usize) -> bool {
        std::mem::take(&mut self.vertices[v])
    }
}
