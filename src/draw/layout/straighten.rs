//! Final heights: the least sum of rises and falls, where long edges count most.
//!
//! Gansner et al. 1993, section 4.2: a second network simplex, over a graph with a variable for every vertex and one
//! more for every piece of an edge, which stands at the higher end of the piece and so measures its rise. Ports are
//! part of the distances, so an edge is level from port to port and not just from middle to middle.

use super::budget::Budget;
use super::columns::Columns;
use super::network::Constraint;
use super::order::Order;
use super::ports::Ports;
use super::simplex::solve;
use super::spacing::Spacing;

/// Units of the simplex in a CSS pixel.
const UNITS: f64 = 2.0;

/// The middle of each vertex, at best, or on the way there from `aligned` if the steps do not suffice.
pub(super) fn heights(
    columns: &Columns,
    order: &Order,
    ports: &Ports,
    spacing: &Spacing,
    aligned: &[f64],
    steps: u64,
) -> Vec<f64> {
    let mut constraints = Vec::new();
    let mut start: Vec<i64> = aligned.iter().map(|y| (y * UNITS).round() as i64).collect();
    for column in &order.columns {
        for pair in column.windows(2) {
            let min = (spacing.between(pair[0], pair[1]) * UNITS).ceil() as i32;
            constraints.push(Constraint { from: pair[0], to: pair[1], min, weight: 0 });
            start[pair[1]] = start[pair[1]].max(start[pair[0]] + i64::from(min));
        }
    }
    for (i, chain) in columns.chains.iter().enumerate().filter(|(_, chain)| !chain.detour) {
        for (place, pair) in chain.vertices.windows(2).enumerate() {
            let offset = |at: usize| (ports.offset(columns, i, at) * UNITS).round() as i32;
            let (left, right) = (offset(place), offset(place + 1));
            let weight = weight(columns, pair[0], pair[1]);
            let higher = start.len();
            start.push((start[pair[0]] + i64::from(left)).min(start[pair[1]] + i64::from(right)));
            constraints.push(Constraint { from: higher, to: pair[0], min: -left, weight });
            constraints.push(Constraint { from: higher, to: pair[1], min: -right, weight });
        }
    }
    let solved = solve(start.len(), &constraints, Some(start), &mut Budget::new(steps));
    solved.iter().take(aligned.len()).map(|&y| y as f64 / UNITS).collect()
}

/// How much a piece should be level: most between two bends, least between two nodes.
pub(super) fn weight(columns: &Columns, left: usize, right: usize) -> i64 {
    match (columns.vertices[left].is_node(), columns.vertices[right].is_node()) {
        (true, true) => 1,
        (false, false) => 8,
        _ => 2,
    }
}
