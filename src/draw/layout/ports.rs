//! Where along the side of a node each of its edges ends.

use super::Graph;
use super::columns::{Chain, Columns};
use super::order::Order;

/// For each chain how far from the middle of its first and its last node it ends, in CSS pixels downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ports {
    pub start: Vec<f64>,
    pub end: Vec<f64>,
}

/// The widest distance between two ports.
const STEP: f64 = 8.0;

/// Spreads the edges of each side of a node evenly around its middle, in the order of what they lead to, so that they
/// do not cross on the way.
pub(super) fn spread(graph: &Graph, columns: &Columns, order: &Order) -> Ports {
    let count = graph.nodes.len();
    let (mut leaving, mut arriving) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for (i, chain) in columns.chains.iter().enumerate() {
        let second = if chain.detour { u32::MAX } else { order.position[chain.vertices[1]] };
        let second_last = chain.vertices[chain.vertices.len() - 2];
        let second_last = if chain.detour { u32::MAX } else { order.position[second_last] };
        leaving[chain.edge.from].push((second, i));
        arriving[chain.edge.to].push((second_last, i));
    }
    let side = |mut sides: Vec<Vec<(u32, usize)>>| {
        let mut ports = vec![0.0; columns.chains.len()];
        for (node, edges) in graph.nodes.iter().zip(&mut sides) {
            edges.sort_unstable();
            let gaps = edges.len().saturating_sub(1) as f64;
            let step = STEP.min(node.port_span / gaps.max(1.0));
            for (place, &(_, chain)) in edges.iter().enumerate() {
                ports[chain] = (place as f64 - gaps / 2.0) * step;
            }
        }
        ports
    };
    Ports { start: side(leaving), end: side(arriving) }
}

impl Ports {
    /// How far from the middle of its `place`th vertex a chain runs.
    pub fn offset(&self, columns: &Columns, chain: usize, place: usize) -> f64 {
        let Chain { vertices, .. } = &columns.chains[chain];
        if place == 0 {
            self.start[chain]
        } else if place + 1 == vertices.len() {
            self.end[chain]
        } else {
            columns.vertices[vertices[place]].line()
        }
    }
}
