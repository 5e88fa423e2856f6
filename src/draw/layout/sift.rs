//! Sifting: each vertex in turn is moved to the best place of its column.
//!
//! Matuszewski, Schönfeld and Molitor, "Using Sifting for k-Layer Straightline Crossing Minimization" (1999). Only the
//! pieces of two vertices decide how often they cross each other, so a vertex can be carried past its neighbors one by one
//! and the crossings of each place follow from those of the place before.

use super::budget::Budget;
use super::columns::Columns;
use super::ends::Ends;
use super::order::Order;
use super::restless::Restless;

/// The work space of sifting, kept from column to column.
#[derive(Debug, Default)]
pub(super) struct Sifter {
    ends: Ends,
    /// The column as it was.
    before: Vec<usize>,
    /// The place each vertex had then, in the order that they have now.
    line: Vec<usize>,
}

impl Sifter {
    /// Moves every vertex of every restless column to where its pieces cross least, at most `reach` places away at
    /// once, until that saves nothing more. How many crossings it saved.
    pub fn settle(
        &mut self,
        columns: &Columns,
        order: &mut Order,
        restless: &mut Restless,
        reach: usize,
        budget: &mut Budget,
    ) -> usize {
        let mut saved = 0;
        loop {
            let before = saved;
            for column in 0..columns.count {
                if !budget.is_spent() && restless.rest_column(column) {
                    saved += self.sift(columns, order, column, restless, reach, budget);
                }
            }
            if saved == before {
                return saved;
            }
        }
    }

    fn sift(
        &mut self,
        columns: &Columns,
        order: &mut Order,
        column: usize,
        restless: &mut Restless,
        reach: usize,
        budget: &mut Budget,
    ) -> usize {
        let Sifter { ends, before, line } = self;
        before.clone_from(&order.columns[column]);
        line.clear();
        line.extend(0..before.len());
        ends.begin(before.len());
        budget.spend(before.len() / 2);
        let mut saved = 0;
        // In the order that the column had: what is moved on the way must not be met twice.
        for (moving, &v) in before.iter().enumerate() {
            if !restless.rest(v) || budget.is_spent() {
                continue;
            }
            let from = order.position[v] as usize;
            let near =
                from.saturating_sub(reach)..line.len().min(from.saturating_add(reach).saturating_add(1));
            // The pieces of those that it may pass are listed now, and once: most vertices never move.
            for &index in &line[near.clone()] {
                ends.list(index, before[index], columns, order, budget);
            }
            let (to, gain) = best_place(ends, line, from, reach);
            budget.spend(ends.size(moving) * near.len());
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
}

/// The place where the vertex now at `from` causes the fewest crossings, the nearest if several do, and how many
/// fewer that is.
fn best_place(ends: &Ends, line: &[usize], from: usize, reach: usize) -> (usize, usize) {
    let moving = line[from];
    let mut best = (0, 0, from);
    // Negative is better; of equals the nearest place, so that nothing moves for nothing and the search ends.
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
    use super::super::crossing;
    use super::super::sweep::transpose;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_saved_is_the_difference_in_crossings(
            edges in prop::collection::vec((0..8usize, 0..8usize, any::<bool>()), 1..30),
        ) {
            let columns = Columns::three_of_eight(&edges);
            let mut order = Order::new(&columns, (0..3).map(|c| (8 * c..8 * c + 8).collect()).collect());
            let mut budget = Budget::new(1_000_000);
            let at_first = crossing::total(&columns, &order);
            let mut restless = Restless::new(&columns, true);
            let swapped = transpose(&columns, &mut order, &mut restless, true, &mut budget);
            prop_assert_eq!(crossing::total(&columns, &order), at_first - swapped);
            let mut all = Restless::new(&columns, true);
            let sifted = Sifter::default().settle(&columns, &mut order, &mut all, 8, &mut budget);
            prop_assert_eq!(crossing::total(&columns, &order), at_first - swapped - sifted);
        }
    }
}
