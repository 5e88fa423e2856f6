//! An order of the vertices within each column. How a good one is found is not known here.

use super::columns::Columns;

/// The vertices of each column from top to bottom, and the place of each vertex in its column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Order {
    pub columns: Vec<Vec<usize>>,
    pub position: Vec<u32>,
    /// For each column whether it may have changed since this was last asked.
    changed: Vec<bool>,
}

impl Order {
    pub fn new(columns: &Columns, order: Vec<Vec<usize>>) -> Order {
        let position = vec![0; columns.vertices.len()];
        let mut order = Order { changed: vec![false; order.len()], columns: order, position };
        (0..columns.count).for_each(|column| order.number(column));
        order
    }

    pub fn put(&mut self, column: usize, place: usize, v: usize) {
        self.changed[column] = true;
        self.columns[column][place] = v;
        self.position[v] = place as u32;
    }

    /// The columns that may have changed since this was last asked.
    pub fn take_changed(&mut self) -> Vec<usize> {
        let changed = self.changed.iter_mut().map(std::mem::take).enumerate();
        changed.filter_map(|(column, changed)| changed.then_some(column)).collect()
    }

    /// Makes a column as it is in another order.
    pub fn copy_column(&mut self, other: &Order, column: usize) {
        self.columns[column].copy_from_slice(&other.columns[column]);
        self.number(column);
    }

    fn number(&mut self, column: usize) {
        for (place, &v) in self.columns[column].iter().enumerate() {
            self.position[v] = place as u32;
        }
    }
}
