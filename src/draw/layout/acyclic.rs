//! Directions for edges so that none closes a cycle.

use super::{Graph, Size};
use petgraph::algo::{greedy_feedback_arc_set, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};

/// An edge as it is laid out, from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oriented {
    /// Its index in the graph.
    pub edge: usize,
    pub from: usize,
    pub to: usize,
    /// Whether the graph has it the other way round.
    pub turned: bool,
    pub label: Option<Size>,
}

/// All edges but loops, few of them turned, so that they form no cycle.
///
/// Only edges within a strongly connected component can close a cycle; of those, the greedy heuristic of Eades,
/// Lin and Smyth ("A fast and effective heuristic for the feedback arc set problem", 1993) picks few.
pub(super) fn oriented(graph: &Graph) -> Vec<Oriented> {
    let mut edges: Vec<Oriented> = graph
        .edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| edge.from != edge.to)
        .map(|(i, edge)| Oriented { edge: i, from: edge.from, to: edge.to, turned: false, label: edge.label })
        .collect();
    for i in closing(graph.nodes.len(), &edges) {
        let edge = &mut edges[i];
        (edge.from, edge.to, edge.turned) = (edge.to, edge.from, true);
    }
    edges
}

/// Indices of edges without which there is no cycle.
fn closing(nodes: usize, edges: &[Oriented]) -> Vec<usize> {
    let mut cyclic = DiGraph::<(), usize>::with_capacity(nodes, edges.len());
    for _ in 0..nodes {
        cyclic.add_node(());
    }
    for (i, edge) in edges.iter().enumerate() {
        cyclic.add_edge(NodeIndex::new(edge.from), NodeIndex::new(edge.to), i);
    }
    let mut component = vec![0; nodes];
    for (i, members) in kosaraju_scc(&cyclic).into_iter().enumerate() {
        for node in members {
            component[node.index()] = i;
        }
    }
    cyclic.retain_edges(|graph, edge| {
        graph.edge_endpoints(edge).is_some_and(|(a, b)| component[a.index()] == component[b.index()])
    });
    greedy_feedback_arc_set(&cyclic).map(|edge| *edge.weight()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Node};
    use super::*;
    use petgraph::algo::is_cyclic_directed;
    use proptest::prelude::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        Graph {
            nodes: vec![Node::new(10.0, 10.0); nodes],
            edges: edges.iter().map(|&(from, to)| Edge::new(from, to)).collect(),
        }
    }

    fn turned(nodes: usize, edges: &[(usize, usize)]) -> usize {
        oriented(&graph(nodes, edges)).iter().filter(|edge| edge.turned).count()
    }

    #[test]
    fn edges_of_an_acyclic_graph_stay() {
        assert_eq!(turned(4, &[(3, 2), (2, 1), (1, 0), (3, 0)]), 0);
    }

    #[test]
    fn one_edge_of_a_ring_is_turned_whatever_leads_to_it() {
        assert_eq!(turned(6, &[(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (0, 5)]), 1);
    }

    #[test]
    fn loops_are_left_out() {
        assert_eq!(oriented(&graph(1, &[(0, 0)])), vec![]);
    }

    proptest! {
        #[test]
        fn no_cycle_is_left(edges in prop::collection::vec((0..12usize, 0..12usize), 0..60)) {
            let oriented = oriented(&graph(12, &edges));
            let pairs = oriented.iter().map(|edge| (edge.from as u32, edge.to as u32));
            prop_assert!(!is_cyclic_directed(&DiGraph::<(), ()>::from_edges(pairs)));
        }
    }
}
