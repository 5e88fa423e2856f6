//! Counting crossings between neighboring columns.

use super::columns::Columns;
use super::order::Order;

/// Crossings in the whole drawing.
pub(super) fn total(columns: &Columns, order: &Order) -> usize {
    (1..columns.count).map(|column| before(columns, order, column)).sum()
}

/// Crossings between a column and the one before it.
///
/// Barth, Jünger and Mutzel, "Simple and Efficient Bilayer Cross Counting" (2002): the pieces sorted by their left
/// and then their right end, every piece crosses those before it that end further down; a Fenwick tree counts them.
pub(super) fn before(columns: &Columns, order: &Order, column: usize) -> usize {
    let mut ends = Fenwick::new(order.columns[column].len());
    let mut crossings = 0;
    let mut seen = 0;
    let mut positions = Vec::new();
    for &v in &order.columns[column - 1] {
        positions.clear();
        sorted_positions(&columns.right[v], order, &mut positions);
        crossings += positions.iter().map(|&end| seen - ends.up_to(end)).sum::<usize>();
        positions.iter().for_each(|&end| ends.add(end));
        seen += positions.len();
    }
    crossings
}

/// Adds where the neighbors of a vertex stand in their column, in rising order.
pub(super) fn sorted_positions(neighbors: &[usize], order: &Order, positions: &mut Vec<u32>) {
    let begin = positions.len();
    positions.extend(neighbors.iter().map(|&u| order.position[u]));
    positions[begin..].sort_unstable();
}

/// Crossings between the pieces of two vertices of a column, for the neighbors' positions in one other column:
/// how many if the first vertex is above, and how many if it is below.
pub(super) fn pair(first: &[u32], second: &[u32]) -> (usize, usize) {
    // So it is for most: an edge that passes through has one end on each side.
    if let (&[first], &[second]) = (first, second) {
        return (usize::from(second < first), usize::from(first < second));
    }
    let (mut above, mut below) = (0, 0);
    let (mut less, mut at_most) = (0, 0);
    for &end in first {
        while second.get(less).is_some_and(|&other| other < end) {
            less += 1;
        }
        at_most = at_most.max(less);
        while second.get(at_most).is_some_and(|&other| other <= end) {
            at_most += 1;
        }
        above += less;
        below += second.len() - at_most;
    }
    (above, below)
}

/// How many values up to a bound were added.
struct Fenwick(Vec<usize>);

impl Fenwick {
    fn new(values: usize) -> Fenwick {
        Fenwick(vec![0; values + 1])
    }

    fn add(&mut self, value: u32) {
        let mut at = value as usize + 1;
        while at < self.0.len() {
            self.0[at] += 1;
            at += at & at.wrapping_neg();
        }
    }

    fn up_to(&self, value: u32) -> usize {
        let mut at = value as usize + 1;
        let mut sum = 0;
        while at > 0 {
            sum += self.0[at];
            at &= at - 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::super::acyclic::oriented;
    use super::super::{Edge, Graph, Node};
    use super::*;
    use proptest::prelude::*;

    /// Crossings by comparing every pair of pieces.
    fn naive(pieces: &[(usize, usize)]) -> usize {
        let crosses = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.0 && a.1 > b.1;
        pieces.iter().map(|a| pieces.iter().filter(|b| crosses(a, b)).count()).sum()
    }

    proptest! {
        #[test]
        fn as_many_as_pairs_that_cross(pieces in prop::collection::vec((0..7usize, 0..7usize), 0..30)) {
            let edges = pieces.iter().map(|&(a, b)| Edge::new(a, 7 + b)).collect();
            let graph = Graph { nodes: vec![Node::new(1.0, 1.0); 14], edges };
            let ranks: Vec<usize> = (0..14).map(|v| v / 7).collect();
            let columns = Columns::new(&graph, &oriented(&graph), &ranks);
            let order = Order::new(&columns, vec![(0..7).collect(), (7..14).collect()]);
            prop_assert_eq!(total(&columns, &order), naive(&pieces));
        }

        #[test]
        fn a_pair_counted_both_ways(
            mut first in prop::collection::vec(0..6u32, 0..6),
            mut second in prop::collection::vec(0..6u32, 0..6),
        ) {
            first.sort_unstable();
            second.sort_unstable();
            let count = |upper: &[u32], lower: &[u32]| {
                upper.iter().map(|a| lower.iter().filter(|b| a > b).count()).sum::<usize>()
            };
            prop_assert_eq!(pair(&first, &second), (count(&first, &second), count(&second, &first)));
        }
    }
}
