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
        budget.spend(ends.size(moving) * line.len().min(2 * reach));
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
