//! How close the vertices of a column may stand.

use super::Options;
use super::columns::Columns;

/// The distances to keep within a column.
pub(super) struct Spacing<'a> {
    pub columns: &'a Columns,
    pub options: &'a Options,
}

impl Spacing<'_> {
    /// The least distance between the middles of two vertices that follow each other in a column.
    pub fn between(&self, upper: usize, lower: usize) -> f64 {
        let (upper, lower) = (&self.columns.vertices[upper], &self.columns.vertices[lower]);
        let Options { node_gap, edge_gap, .. } = *self.options;
        let gap = match (upper.is_node(), lower.is_node()) {
            (true, true) => node_gap,
            (false, false) => edge_gap,
            _ => (node_gap + edge_gap) / 2.0,
        };
        (upper.size.height + lower.size.height) / 2.0 + gap
    }
}
