//! Directions for edges so that none closes a cycle.

use super::{Graph, Size};
use petgraph::algo::{greedy_feedback_arc_set, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;

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
/// Only edges within a strongly connected component can close a cycle. Of those, a walk in the order in which
/// nodes and edges are listed finds the ones a reader would call backwards; where the greedy heuristic of Eades,
/// Lin and Smyth ("A fast and effective heuristic for the feedback arc set problem", 1993) needs fewer, its choice
/// is taken.
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
    let listed = backwards(&cyclic);
    let greedy: Vec<usize> = greedy_feedback_arc_set(&cyclic).map(|edge| *edge.weight()).collect();
    if greedy.len() < listed.len() { greedy } else { listed }
}

/// The edges that lead back to where a depth first walk came from.
fn backwards(graph: &DiGraph<(), usize>) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        Unseen,
        Open,
        Done,
    }
    let mut state = vec![State::Unseen; graph.node_count()];
    let mut found = Vec::new();
    for root in graph.node_indices() {
        if state[root.index()] != State::Unseen {
            continue;
        }
        state[root.index()] = State::Open;
        let mut path = vec![(root, leaving(graph, root))];
        while let Some((v, edges)) = path.last_mut() {
            let Some((next, edge)) = edges.pop() else {
                state[v.index()] = State::Done;
                path.pop();
                continue;
            };
            match state[next.index()] {
                State::Open => found.push(edge),
                State::Done => {}
                State::Unseen => {
                    state[next.index()] = State::Open;
                    path.push((next, leaving(graph, next)));
                }
            }
        }
    }
    found
}

/// Where the edges of a node lead and what they are called, the first listed at the end.
fn leaving(graph: &DiGraph<(), usize>, node: NodeIndex) -> Vec<(NodeIndex, usize)> {
    let mut edges: Vec<_> = graph.edges(node).map(|edge| (edge.target(), *edge.weight())).collect();
    edges.sort_by_key(|&(_, edge)| Reverse(edge));
    edges
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
    fn the_edge_listed_against_the_others_is_turned() {
        let edges = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 3), (3, 0), (1, 5), (5, 3)];
        let graph = graph(6, &edges);
        let turned: Vec<usize> =
            oriented(&graph).iter().filter(|edge| edge.turned).map(|edge| edge.edge).collect();
        assert_eq!(turned, [5]);
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
