//! Part one: a column for every node, so that the edges, weighed alike, are as short as can be.

use super::Node;
use super::acyclic::Oriented;
use super::budget::{Budget, RANKS};
use super::network::Constraint;
use super::simplex::solve;

/// The column of each node, counted from 0. Every edge leads to a later column, a labeled one past at least one
/// column in between. No column is empty but those that an edge needs for its label.
pub(super) fn ranks(nodes: &[Node], edges: &[Oriented]) -> Vec<usize> {
    let mut constraints: Vec<Constraint> = edges
        .iter()
        .map(|edge| Constraint { from: edge.from, to: edge.to, min: span(edge) as i32, weight: 1 })
        .collect();
    let boundaries = band_boundaries(nodes, edges, &mut constraints);
    let count = nodes.len() + boundaries;
    let mut position = solve(count, &constraints, None, &mut Budget::new(RANKS));
    balance(nodes.len(), &constraints, &mut position);
    let ranks = position.iter().take(nodes.len()).map(|&p| p.max(0) as usize).collect();
    without_gaps(ranks, edges)
}

/// How many columns an edge needs at least.
fn span(edge: &Oriented) -> usize {
    if edge.label.is_some() { 2 } else { 1 }
}

/// For each band but the first a variable between it and the bands before; how many there are.
fn band_boundaries(nodes: &[Node], edges: &[Oriented], constraints: &mut Vec<Constraint>) -> usize {
    let bands = reachable_bands(nodes, edges);
    let mut used: Vec<usize> = nodes.iter().zip(&bands).filter_map(|(n, &band)| n.band.and(band)).collect();
    used.sort_unstable();
    used.dedup();
    let boundary = |i: usize| nodes.len() + i;
    let free = |from, to, min| Constraint { from, to, min, weight: 0 };
    for (v, node) in nodes.iter().enumerate() {
        let Some(band) = node.band.and(bands[v]) else { continue };
        let i = used.partition_point(|&other| other < band);
        if i > 0 {
            constraints.push(free(boundary(i - 1), v, 0));
        }
        if i + 1 < used.len() {
            constraints.push(free(v, boundary(i), 1));
        }
    }
    let boundaries = used.len().saturating_sub(1);
    constraints.extend((1..boundaries).map(|i| free(boundary(i - 1), boundary(i), 1)));
    boundaries
}

/// The band of each node, or a later one if it depends on a node of that one. Never falls along an edge.
fn reachable_bands(nodes: &[Node], edges: &[Oriented]) -> Vec<Option<usize>> {
    let mut bands: Vec<Option<usize>> = nodes.iter().map(|node| node.band).collect();
    let mut leaving = vec![Vec::new(); nodes.len()];
    let mut waiting = vec![0; nodes.len()];
    for edge in edges {
        leaving[edge.from].push(edge.to);
        waiting[edge.to] += 1;
    }
    let mut ready: Vec<usize> = (0..nodes.len()).filter(|&v| waiting[v] == 0).collect();
    while let Some(v) = ready.pop() {
        for &to in &leaving[v] {
            bands[to] = bands[to].max(bands[v]);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    bands
}

/// Moves every node that may move at no cost to the least crowded column it can be in.
fn balance(nodes: usize, constraints: &[Constraint], position: &mut [i64]) {
    let last = position.iter().copied().max().unwrap_or(0);
    let mut crowd = vec![0usize; last as usize + 1];
    for &p in &position[..nodes] {
        crowd[p as usize] += 1;
    }
    let mut touching = vec![Vec::new(); nodes];
    for constraint in constraints {
        for end in [constraint.from, constraint.to] {
            if end < nodes {
                touching[end].push(constraint);
            }
        }
    }
    for v in 0..nodes {
        let (mut low, mut high, mut pull) = (0, last, 0);
        for c in &touching[v] {
            if c.from == v {
                high = high.min(position[c.to] - i64::from(c.min));
                pull += c.weight;
            } else {
                low = low.max(position[c.from] + i64::from(c.min));
                pull -= c.weight;
            }
        }
        if pull == 0 {
            let here = position[v] as usize;
            crowd[here] -= 1;
            let best = (low as usize..=high as usize).min_by_key(|&r| (crowd[r], r.abs_diff(here), r));
            let best = best.unwrap_or(here);
            crowd[best] += 1;
            position[v] = best as i64;
        }
    }
}

/// The same ranks without the columns that hold no node, as far as labeled edges stay long enough.
fn without_gaps(mut ranks: Vec<usize>, edges: &[Oriented]) -> Vec<usize> {
    let columns = ranks.iter().max().map_or(0, |last| last + 1);
    let mut needed = vec![false; columns];
    for &rank in &ranks {
        needed[rank] = true;
    }
    for edge in edges.iter().filter(|edge| edge.label.is_some()) {
        let between = ranks[edge.from] + 1..ranks[edge.to];
        if let Some(first) = between.start.lt(&between.end).then_some(between.start)
            && !between.clone().any(|rank| needed[rank])
        {
            needed[first] = true;
        }
    }
    let mut dropped = 0;
    let dropped_before: Vec<usize> = needed
        .iter()
        .map(|&needed| {
            dropped += usize::from(!needed);
            dropped
        })
        .collect();
    for rank in &mut ranks {
        *rank -= dropped_before[*rank];
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::super::acyclic::oriented;
    use super::super::{Edge, Graph, Size};
    use super::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        Graph {
            nodes: vec![Node::new(10.0, 10.0); nodes],
            edges: edges.iter().map(|&(from, to)| Edge::new(from, to)).collect(),
        }
    }

    fn ranks_of(graph: &Graph) -> Vec<usize> {
        ranks(&graph.nodes, &oriented(graph))
    }

    #[test]
    fn a_node_with_one_neighbor_stands_next_to_it() {
        assert_eq!(ranks_of(&graph(5, &[(0, 1), (1, 2), (2, 3), (4, 3)])), [0, 1, 2, 3, 2]);
    }

    #[test]
    fn a_node_that_may_choose_takes_the_less_crowded_column() {
        let edges = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 3), (0, 5), (5, 2), (0, 6), (6, 2)];
        assert_eq!(ranks_of(&graph(7, &edges))[4], 2);
    }

    #[test]
    fn a_labeled_edge_leaves_a_column_for_its_label() {
        let mut graph = graph(3, &[(0, 1), (1, 2)]);
        graph.edges[0].label = Some(Size { width: 30.0, height: 10.0 });
        assert_eq!(ranks_of(&graph), [0, 2, 3]);
    }

    #[test]
    fn bands_stand_one_after_another() {
        let mut graph = graph(5, &[(0, 1), (1, 2)]);
        for (node, band) in [0, 0, 0, 1, 1].into_iter().enumerate() {
            graph.nodes[node].band = Some(band);
        }
        assert_eq!(ranks_of(&graph), [0, 1, 2, 3, 3]);
    }

    #[test]
    fn a_band_gives_way_to_a_dependency() {
        let mut graph = graph(3, &[(0, 1), (1, 2)]);
        for (node, band) in [1, 0, 1].into_iter().enumerate() {
            graph.nodes[node].band = Some(band);
        }
        assert_eq!(ranks_of(&graph), [0, 1, 2]);
    }
}
