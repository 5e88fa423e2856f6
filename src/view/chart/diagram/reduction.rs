//! Transitive reduction: edges that follow from others are left out, so that `*` and ranges stay readable.
//!
//! Knows nodes by number only.

use petgraph::{
    algo::kosaraju_scc,
    graph::{DiGraph, NodeIndex},
};

/// An edge between two nodes given by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The end waits for the whole of the beginning: such edges one after the other make those over them needless.
    pub binds: bool,
    /// It says more than its ends do, and is never left out.
    pub kept: bool,
}

/// Targets that are looked at together: one bit each.
const BLOCK: usize = 512;
const WORDS: usize = BLOCK / 64;
type Bits = [u64; WORDS];

/// For each edge, whether it is left in.
///
/// An edge goes if another way of binding edges leads from its beginning to its end by a third place (Aho, Garey,
/// Ullman 1972, "The Transitive Reduction of a Directed Graph"). Edges inside a cycle all stay, and so do several
/// from one cycle to another. Takes `nodes * edges / 64` steps and 64 bytes a node.
pub fn reduced(nodes: usize, arcs: &[Arc]) -> Vec<bool> {
    let mut graph = DiGraph::<(), ()>::new();
    (0..nodes).for_each(|_| {
        graph.add_node(());
    });
    let exists = |arc: &&Arc| arc.from < nodes && arc.to < nodes;
    graph.extend_with_edges(
        arcs.iter()
            .filter(exists)
            .filter(|arc| arc.binds)
            .map(|arc| (NodeIndex::new(arc.from), NodeIndex::new(arc.to))),
    );
    // components come with all their successors before them
    let components = kosaraju_scc(&graph);
    let mut of = vec![0; nodes];
    for (at, component) in components.iter().enumerate() {
        component.iter().for_each(|node| of[node.index()] = at);
    }
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
    for edge in graph.raw_edges() {
        let (from, to) = (of[edge.source().index()], of[edge.target().index()]);
        if from != to {
            next[from].push(to);
        }
    }
    for targets in &mut next {
        targets.sort_unstable();
        targets.dedup();
    }
    let mut implied = vec![false; arcs.len()];
    for block in 0..components.len().div_ceil(BLOCK) {
        mark_implied(&next, &of, arcs, block * BLOCK, &mut implied);
    }
    arcs.iter().zip(implied).map(|(arc, implied)| exists(&arc) && (arc.kept || !implied)).collect()
}

/// Marks the edges into the components `first..first + BLOCK` that another way makes needless.
fn mark_implied(next: &[Vec<usize>], of: &[usize], arcs: &[Arc], first: usize, implied: &mut [bool]) {
    let bit =
        |at: usize| at.checked_sub(first).filter(|at| *at < BLOCK).map(|at| (at / 64, 1u64 << (at % 64)));
    // what each component leads to in one step or more, and in two or more
    let mut ways: Vec<Bits> = vec![[0; WORDS]; next.len()];
    let mut long_ways = ways.clone();
    for at in 0..next.len() {
        let (mut all, mut long) = ([0; WORDS], [0; WORDS]);
        for &to in &next[at] {
            for (word, further) in ways[to].iter().enumerate() {
                long[word] |= further;
                all[word] |= further;
            }
            if let Some((word, mask)) = bit(to) {
                all[word] |= mask;
            }
        }
        ways[at] = all;
        long_ways[at] = long;
    }
    let ends = |arc: &Arc| Some((*of.get(arc.from)?, *of.get(arc.to)?));
    for (arc, implied) in arcs.iter().zip(implied) {
        let Some((from, to)) = ends(arc).filter(|(from, to)| from != to) else { continue };
        if let Some((word, mask)) = bit(to) {
            *implied |= long_ways[from][word] & mask != 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(pairs: &[(usize, usize)]) -> Vec<Arc> {
        pairs.iter().map(|&(from, to)| Arc { from, to, binds: true, kept: false }).collect()
    }

    fn left(nodes: usize, pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let stays = reduced(nodes, &arcs(pairs));
        pairs.iter().zip(stays).filter_map(|(pair, stays)| stays.then_some(*pair)).collect()
    }

    #[test]
    fn what_follows_from_others_goes() {
        assert_eq!(left(3, &[(0, 1), (1, 2), (0, 2)]), [(0, 1), (1, 2)]);
        assert_eq!(left(4, &[(0, 3), (0, 1), (1, 2), (2, 3), (1, 3)]), [(0, 1), (1, 2), (2, 3)]);
        assert_eq!(left(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]).len(), 4, "a diamond is as short as can be");
    }

    #[test]
    fn cycles_stay_whole() {
        let cycle = [(0, 1), (1, 2), (2, 0), (0, 2)];
        assert_eq!(left(3, &cycle), cycle);
        let between = [(0, 1), (1, 0), (2, 3), (3, 2), (0, 2), (1, 3)];
        assert_eq!(
            left(4, &between),
            between,
            "neither of two edges between cycles makes the other needless"
        );
        assert_eq!(left(2, &[(0, 0), (0, 1), (0, 1)]).len(), 3);
    }

    #[test]
    fn edges_of_other_kinds_make_nothing_needless_and_kept_ones_stay() {
        let mut arcs = arcs(&[(0, 1), (1, 2), (0, 2)]);
        arcs[1].binds = false;
        assert_eq!(reduced(3, &arcs), [true; 3]);
        arcs[1].binds = true;
        assert_eq!(reduced(3, &arcs), [true, true, false]);
        arcs[2].kept = true;
        assert_eq!(reduced(3, &arcs), [true; 3]);
        assert_eq!(reduced(1, &arcs), [false; 3], "edges that end nowhere are none");
    }

    #[test]
    fn reachability_is_that_of_the_whole_graph_whatever_its_size() {
        // every node to every later one: what stays is the chain
        let n = 700;
        let all: Vec<(usize, usize)> = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
        assert_eq!(left(n, &all), (0..n - 1).map(|a| (a, a + 1)).collect::<Vec<_>>());
    }
}
