//! Part three: how far down each vertex stands, so that edges are straight and short.

use super::Options;
use super::align;
use super::columns::Columns;
use super::order::Order;
use super::ports::Ports;
use super::spacing::Spacing;
use super::straighten;

/// The middle of each vertex, in CSS pixels downwards from anywhere.
pub(super) fn heights(
    columns: &Columns,
    order: &Order,
    ports: &Ports,
    options: &Options,
    steps: u64,
) -> Vec<f64> {
    let spacing = Spacing { columns, options };
    let aligned = align::heights(columns, order, &spacing);
    let mut heights = straighten::heights(columns, order, ports, &spacing, &aligned, steps);
    drop_small_bends(columns, ports, &mut heights, SMALL_BEND.min(options.edge_gap / 4.0));
    heights
}

/// How far an edge may shift between two columns without bending: under 4 degrees in a gap of 48 pixels.
const SMALL_BEND: f64 = 3.0;

/// Levels every stretch of an edge that rises or falls by less than `tolerance` in all. As nothing moves further than
/// that, a quarter of the gap between two edges, everything stays in order and apart.
fn drop_small_bends(columns: &Columns, ports: &Ports, heights: &mut [f64], tolerance: f64) {
    for (i, chain) in columns.chains.iter().enumerate().filter(|(_, chain)| chain.vertices.len() > 2) {
        let last = chain.vertices.len() - 1;
        let lines: Vec<f64> = chain
            .vertices
            .iter()
            .enumerate()
            .map(|(at, &v)| heights[v] + ports.offset(columns, i, at))
            .collect();
        let mut begin = 0;
        while begin <= last {
            let (mut low, mut high, mut end) = (lines[begin], lines[begin], begin + 1);
            while end <= last && lines[end].max(high) - lines[end].min(low) <= tolerance {
                (low, high) = (low.min(lines[end]), high.max(lines[end]));
                end += 1;
            }
            let level = if begin == 0 {
                lines[0]
            } else if end > last {
                lines[last]
            } else {
                (low + high) / 2.0
            };
            for place in begin.max(1)..end.min(last) {
                heights[chain.vertices[place]] += level - lines[place];
            }
            begin = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::acyclic::oriented;
    use super::super::{Edge, Graph, Node, ports, rank, search};
    use super::*;
    use proptest::prelude::*;

    fn keep_their_distance(order: &Order, spacing: &Spacing, heights: &[f64], spare: f64) -> bool {
        let mut pairs = order.columns.iter().flat_map(|column| column.windows(2));
        pairs.all(|pair| heights[pair[1]] - heights[pair[0]] >= spacing.between(pair[0], pair[1]) - spare)
    }

    /// The weighted rises that straightening makes small.
    fn rises(columns: &Columns, ports: &Ports, heights: &[f64]) -> f64 {
        let line =
            |i: usize, at: usize| heights[columns.chains[i].vertices[at]] + ports.offset(columns, i, at);
        let rise = |i: usize, at: usize| {
            let ends = [at, at + 1].map(|at| columns.chains[i].vertices[at]);
            straighten::weight(columns, ends[0], ends[1]) as f64 * (line(i, at + 1) - line(i, at)).abs()
        };
        let chains = columns.chains.iter().enumerate();
        chains.map(|(i, chain)| (1..chain.vertices.len()).map(|at| rise(i, at - 1)).sum::<f64>()).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn vertices_keep_their_distance_and_edges_grow_straighter(
            edges in prop::collection::vec((0..12usize, 0..12usize), 1..24),
        ) {
            let edges = edges.iter().filter(|(a, b)| a != b).map(|&(a, b)| Edge::new(a.min(b), a.max(b)));
            let graph = Graph { nodes: vec![Node::new(80.0, 36.0); 12], edges: edges.collect() };
            let edges = oriented(&graph);
            let columns = Columns::new(&graph, &edges, &rank::ranks(&graph.nodes, &edges));
            let order = search::arrange(&columns, 100_000);
            let ports = ports::spread(&graph, &columns, &order);
            let spacing = Spacing { columns: &columns, options: &Options::default() };
            let aligned = align::heights(&columns, &order, &spacing);
            prop_assert!(keep_their_distance(&order, &spacing, &aligned, 1e-6));
            let straight = straighten::heights(&columns, &order, &ports, &spacing, &aligned, 1_000_000);
            prop_assert!(keep_their_distance(&order, &spacing, &straight, 1e-6));
            // Ports fall between the units of the simplex, which costs up to a pixel for each piece.
            let pieces: usize = columns.chains.iter().map(|chain| 8 * chain.vertices.len()).sum();
            prop_assert!(rises(&columns, &ports, &straight) <= rises(&columns, &ports, &aligned) + pieces as f64);
            let heights = heights(&columns, &order, &ports, spacing.options, 1_000_000);
            prop_assert!(keep_their_distance(&order, &spacing, &heights, 2.0 * SMALL_BEND));
        }
    }
}
