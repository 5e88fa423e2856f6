//! Sifting: each vertex in turn is moved to the best place of its column.
//!
//! Matuszewski, Schönfeld and Molitor, "Using Sifting for k-Layer Straightline Crossing Minimization" (1999).

use super::budget::Budget;
use super::columns::Columns;
use super::order::Order;
use super::restless::Restless;
use super::sweep::Ends;

/// Moves every vertex of every restless column once to where its pieces cross least, at most
/// `reach` places away. How many crossings that saved.
pub(super) fn sift(
    columns: &Columns,
    order: &mut Order,
    restless: &mut Restless,
    reach: usize,
    budget: &mut Budget,
) -> usize {
    let mut saved = 0;
    for column in 0..columns.count {
        if restless.rest_column(column) && !budget.is_spent() {
            saved += sift_column(columns, order, column, restless, reach, budget);
        }
    }
    saved
}

fn sift_column(
    columns: &Columns,
    order: &mut Order,
    column: usize,
    restless: &mut Restless,
    reach: usize,
    budget: &mut Budget,
) -> usize {
    let ends = Ends::of(columns, order, column, budget);
    let before = order.columns[column].clone();
    // The place each vertex had when its ends were listed, in the order that they have now.
    let mut line: Vec<usize> = (0..before.len()).collect();
    let mut saved = 0;
    for (moving, &v) in before.iter().enumerate() {
        if !restless.rest(v) || budget.is_spent() {
            continue;
        }
        let from = order.position[v] as usize;
        let (to, gain) = best_place(&ends, &line, from, reach);
        budget.spend(ends.size(moving) * line.len().min(reach.saturating_mul(2)));
        if gain > 0 {
            line.remove(from);
            line.insert(to, moving);
            let moved = from.min(to)..from.max(to) + 1;
            for place in moved.clone() {
                order.put(column, place, before[line[place]]);
            }
            restless.stir(columns, order, column, moved);
            saved += gain;
        }
    }
    saved
}

/// The place where the vertex now at `from` causes the fewest crossings, the nearest if several do, and how many
/// fewer that is.
fn best_place(ends: &Ends, line: &[usize], from: usize, reach: usize) -> (usize, usize) {
    let moving = line[from];
    let mut best = (0, 0, from);
    let mut change = 0i64;
    for (place, &other) in line.iter().enumerate().skip(from + 1).take(reach) {
        let (above, below) = ends.crossings(moving, other);
        change += below as i64 - above as i64;
        best = best.min((change, place - from, place));
    }
    change = 0;
    for (place, &other) in line.iter().enumerate().take(from).rev().take(reach) {
        let (above, below) = ends.crossings(moving, other);
        change += above as i64 - below as i64;
        best = best.min((change, from - place, place));
    }
    (best.2, best.0.unsigned_abs() as usize)
}

#[cfg(test)]
mod tests {
    use super::super::acyclic::oriented;
    use super::super::sweep::transpose;
    use super::super::{Edge, Graph, Node, crossing};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_saved_is_the_difference_in_crossings(
            edges in prop::collection::vec((0..8usize, 0..8usize, any::<bool>()), 1..30),
        ) {
            let shift = |late: bool| if late { 8 } else { 0 };
            let edges = edges.iter().map(|&(a, b, late)| Edge::new(a + shift(late), 8 + b + shift(late)));
            let graph = Graph { nodes: vec![Node::new(1.0, 1.0); 24], edges: edges.collect() };
            let ranks: Vec<usize> = (0..24).map(|v| v / 8).collect();
            let columns = Columns::new(&graph, &oriented(&graph), &ranks);
            let mut order = Order::new(&columns, (0..3).map(|c| (8 * c..8 * c + 8).collect()).collect());
            let mut budget = Budget::new(1_000_000);
            let at_first = crossing::total(&columns, &order);
            let mut restless = Restless::new(&columns, true);
            let swapped = transpose(&columns, &mut order, &mut restless, true, &mut budget);
            prop_assert_eq!(crossing::total(&columns, &order), at_first - swapped);
            let sifted = sift(&columns, &mut order, &mut Restless::new(&columns, true), 8, &mut budget);
            prop_assert_eq!(crossing::total(&columns, &order), at_first - swapped - sifted);
        }
    }
}
