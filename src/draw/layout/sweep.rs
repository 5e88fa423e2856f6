//! Sweeps over the columns: each is sorted by where its neighbors stand, then neighbors change places.
//!
//! Sorting finds the rough order fast and may make it worse in part; changing places never makes it worse and cannot find
//! what needs two changes at once. So the two take turns, and the best order seen is kept by who calls.

use super::budget::Budget;
use super::columns::Columns;
use super::crossing::sorted_positions;
use super::ends::Ends;
use super::order::Order;
use super::restless::Restless;

/// What a vertex is drawn to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pull {
    /// The median of its neighbors, weighted to the side where they stand closer together (Gansner et al. 1993).
    Median,
    /// The mean of where its neighbors stand.
    Barycenter,
}

/// Which way a sweep goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Direction {
    Rightwards,
    Leftwards,
}

/// Sorts every column by the column just passed. Vertices without a neighbor there keep their place; of two with the
/// same key the upper one stays above, or the lower one comes to be above if `flip` is set.
pub(super) fn sweep(
    columns: &Columns,
    order: &mut Order,
    direction: Direction,
    pull: Pull,
    flip: bool,
    budget: &mut Budget,
) {
    for step in 1..columns.count {
        let (column, neighbors) = match direction {
            Direction::Rightwards => (step, &columns.left),
            Direction::Leftwards => (columns.count - 1 - step, &columns.right),
        };
        let mut places = Vec::new();
        let mut drawn = Vec::new();
        let mut positions = Vec::new();
        for (place, &v) in order.columns[column].iter().enumerate() {
            positions.clear();
            sorted_positions(&neighbors[v], order, &mut positions);
            budget.spend(2 + positions.len());
            if !positions.is_empty() {
                places.push(place);
                drawn.push((key(&positions, pull), v));
            }
        }
        // The sort is stable, so turning them around first turns around those with the same key, and only these.
        if flip {
            drawn.reverse();
        }
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Only among the places of those that are drawn anywhere: the others have no reason to move.
        for (place, (_, v)) in places.into_iter().zip(drawn) {
            order.put(column, place, v);
        }
    }
}

fn key(positions: &[u32], pull: Pull) -> f64 {
    let at = |i: usize| f64::from(positions[i]);
    let (count, last) = (positions.len(), positions.len() - 1);
    let half = count / 2;
    match pull {
        Pull::Barycenter => positions.iter().map(|&p| f64::from(p)).sum::<f64>() / count as f64,
        Pull::Median if count % 2 == 1 => at(half),
        Pull::Median => {
            // Between the two in the middle, nearer to the side that is packed more closely.
            let (above, below) = (at(half - 1) - at(0), at(last) - at(half));
            if above + below == 0.0 {
                (at(half - 1) + at(half)) / 2.0
            } else {
                (at(half - 1) * below + at(half) * above) / (above + below)
            }
        }
    }
}

/// Lets neighbors in a column change places where that saves crossings (or, with `ties`, costs none), in every
/// restless column. How many crossings it saved.
pub(super) fn transpose(
    columns: &Columns,
    order: &mut Order,
    restless: &mut Restless,
    ties: bool,
    budget: &mut Budget,
) -> usize {
    let mut saved = 0;
    let mut ends = Ends::default();
    for column in 0..columns.count {
        if !restless.rest_column(column) {
            continue;
        }
        ends.begin(order.columns[column].len());
        for (place, &v) in order.columns[column].iter().enumerate() {
            ends.list(place, v, columns, order, budget);
        }
        for place in 1..order.columns[column].len() {
            let (now, then) = ends.crossings(place - 1, place);
            budget.spend(ends.size(place - 1) + ends.size(place));
            // Ties changed once open the way out of an order that no single change betters.
            if then < now || (ties && then == now) {
                saved += now - then;
                let (upper, lower) = (order.columns[column][place - 1], order.columns[column][place]);
                order.put(column, place - 1, lower);
                order.put(column, place, upper);
                ends.swap(place - 1, place);
                restless.stir(columns, order, column, place - 1..place + 1);
            }
        }
    }
    saved
}
