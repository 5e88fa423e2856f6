//! Loops among the links: activities that wait for each other, and the order of all others.
//!
//! It must not know of dates.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::network::Link;
use super::outcome::Cycle;

/// An order in which each activity comes after all it waits for, without the members of cycles; and the
/// cycles, by their first members.
pub(super) fn order(activities: usize, links: &[Link]) -> (Vec<usize>, Vec<Cycle>) {
    let mut graph: DiGraph<(), usize, usize> = DiGraph::with_capacity(activities, links.len());
    for _ in 0..activities {
        graph.add_node(());
    }
    let mut waits_for_itself = vec![false; activities];
    for (i, link) in links.iter().enumerate() {
        if link.from < activities && link.to < activities {
            graph.add_edge(NodeIndex::new(link.from), NodeIndex::new(link.to), i);
            waits_for_itself[link.from] |= link.from == link.to;
        }
    }
    let mut order = Vec::with_capacity(activities);
    let mut cycles = Vec::new();
    // Components come with all that waits for them before them; hence from the last to the first.
    for component in kosaraju_scc(&graph).into_iter().rev() {
        match component[..] {
            [single] if !waits_for_itself[single.index()] => order.push(single.index()),
            _ => cycles.push(shortest(&graph, component)),
        }
    }
    cycles.sort_by(|a: &Cycle, b| a.members.cmp(&b.members));
    (order, cycles)
}

/// A shortest loop in a component, found by a breadth-first search from each member; members that have been
/// searched from are taken out, as all loops through them are known.
fn shortest(graph: &DiGraph<(), usize, usize>, component: Vec<NodeIndex<usize>>) -> Cycle {
    let mut members: Vec<usize> = component.iter().map(|n| n.index()).collect();
    members.sort_unstable();
    let mut search = Search::new(graph, &members);
    let mut best: Vec<usize> = Vec::new();
    for &member in &members {
        let limit = if best.is_empty() { members.len() } else { best.len() - 1 };
        if limit == 0 {
            break;
        }
        if let Some(found) = search.loop_through(member, limit) {
            best = found;
        }
        search.take_out(member);
    }
    Cycle { members, links: best }
}

/// Breadth-first searches within the members of a component.
struct Search<'a> {
    graph: &'a DiGraph<(), usize, usize>,
    inside: Vec<bool>,
    /// The search that met a node last, and the link by which.
    met: Vec<(usize, usize)>,
    round: usize,
}

impl<'a> Search<'a> {
    fn new(graph: &'a DiGraph<(), usize, usize>, members: &[usize]) -> Self {
        let mut inside = vec![false; graph.node_count()];
        for &member in members {
            inside[member] = true;
        }
        Search { graph, inside, met: vec![(0, 0); graph.node_count()], round: 0 }
    }

    fn take_out(&mut self, member: usize) {
        self.inside[member] = false;
    }

    /// The links of a shortest loop through a member, of at most `limit` links.
    fn loop_through(&mut self, member: usize, limit: usize) -> Option<Vec<usize>> {
        self.round += 1;
        let mut queue = VecDeque::from([(member, 0)]);
        while let Some((at, steps)) = queue.pop_front() {
            if steps == limit {
                return None;
            }
            let mut next: Vec<(usize, usize)> = self.neighbors(at);
            next.sort_unstable();
            for (link, to) in next {
                if self.inside[to] && self.met[to].0 != self.round {
                    self.met[to] = (self.round, link);
                    if to == member {
                        return Some(self.path_back(member));
                    }
                    queue.push_back((to, steps + 1));
                }
            }
        }
        None
    }

    /// Links that leave a node, each with where it leads.
    fn neighbors(&self, node: usize) -> Vec<(usize, usize)> {
        use petgraph::visit::EdgeRef;
        self.graph.edges(NodeIndex::new(node)).map(|e| (*e.weight(), e.target().index())).collect()
    }

    fn path_back(&self, member: usize) -> Vec<usize> {
        let mut links = Vec::new();
        let mut at = member;
        loop {
            let link = self.met[at].1;
            links.push(link);
            at = self.source(link, at);
            if at == member {
                links.reverse();
                return links;
            }
        }
    }

    /// Where a link that arrives at a node comes from.
    fn source(&self, link: usize, to: usize) -> usize {
        use petgraph::visit::EdgeRef;
        self.graph
            .edges_directed(NodeIndex::new(to), petgraph::Direction::Incoming)
            .find(|e| *e.weight() == link)
            .map_or(to, |e| e.source().index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::schedule::network::LinkKind;

    fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
        pairs.iter().map(|&(a, b)| Link::new(a, b, LinkKind::FinishStart)).collect()
    }

    #[test]
    fn without_loops_all_is_ordered() {
        let links = links(&[(3, 1), (1, 0), (3, 0), (0, 2)]);
        assert_eq!(order(4, &links), (vec![3, 1, 0, 2], vec![]));
    }

    #[test]
    fn the_shortest_loop_of_a_knot_is_told() {
        let links = links(&[(0, 1), (1, 2), (2, 3), (3, 0), (2, 1), (3, 4)]);
        let (order, cycles) = order(5, &links);
        assert_eq!(order, [4]);
        assert_eq!(cycles, [Cycle { members: vec![0, 1, 2, 3], links: vec![1, 4] }]);
    }

    #[test]
    fn an_activity_that_waits_for_itself_is_a_loop() {
        let links = links(&[(0, 1), (1, 1), (1, 2)]);
        let (order, cycles) = order(3, &links);
        assert_eq!(order, [0, 2]);
        assert_eq!(cycles, [Cycle { members: vec![1], links: vec![1] }]);
    }

    #[test]
    fn two_knots_are_two_cycles_and_stray_links_none() {
        let links = links(&[(4, 5), (5, 4), (0, 1), (1, 0), (1, 4), (9, 0), (0, 9)]);
        let (order, cycles) = order(6, &links);
        assert_eq!(order, [2, 3]);
        assert_eq!(cycles.iter().map(|c| c.members.clone()).collect::<Vec<_>>(), [[0, 1], [4, 5]]);
    }

    #[test]
    fn a_long_chain_and_a_long_ring_end() {
        let chain: Vec<(usize, usize)> = (0..20_000).map(|i| (i, i + 1)).collect();
        assert_eq!(order(20_001, &links(&chain)).0.len(), 20_001);
        let mut ring = chain[..2_000].to_vec();
        ring.push((2_000, 0));
        assert_eq!(order(2_001, &links(&ring)).1[0].links.len(), 2_001);
    }
}
