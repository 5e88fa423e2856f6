//! The first tree of a network simplex: a spanning tree of constraints without slack.
//!
//! Gansner et al. 1993, figure 2-2.

use super::network::{LinkEnd, Network};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A spanning tree (a forest, if the network is not connected), from its roots outwards.
pub(super) struct Tight {
    /// The way to the parent; none at a root.
    pub up: Vec<Option<Up>>,
    /// Variables from the roots outwards.
    pub grown: Vec<usize>,
    /// Where in `grown` each connected part begins.
    pub parts: Vec<usize>,
}

/// The constraint between a variable and its parent in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Up {
    pub parent: u32,
    pub constraint: u32,
    /// Whether the constraint ends at the parent.
    pub ends_there: bool,
}

impl Tight {
    /// Moves the positions so that a spanning tree of tight constraints exists, and returns it.
    pub fn grow(network: &mut Network) -> Tight {
        let count = network.position.len();
        let grown = Vec::with_capacity(count);
        let mut tree = Tight { up: vec![None; count], grown, parts: Vec::new() };
        let mut inside = vec![false; count];
        for root in 0..count {
            if !inside[root] {
                tree.grow_part(network, root, &mut inside);
            }
        }
        tree
    }

    /// Adds the part of the network around `root`, always by the constraint with the least slack. To close that
    /// slack the whole tree moves; its positions are written only at the end.
    fn grow_part(&mut self, network: &mut Network, root: usize, inside: &mut [bool]) {
        let first = self.grown.len();
        self.parts.push(first);
        let mut frontier = Frontier::default();
        let mut joined = Some((root, None));
        while let Some((v, up)) = joined {
            inside[v] = true;
            self.grown.push(v);
            self.up[v] = up;
            if let Some(up) = up {
                network.join(up.constraint);
            }
            frontier.reach(network, v, inside);
            joined = frontier.closest(network, inside);
        }
        for &v in &self.grown[first..] {
            network.position[v] += frontier.moved;
        }
    }
}

/// The constraints between a growing tree and what is outside, by slack. Slacks and the positions of the tree's
/// variables are kept as if the tree had never `moved`, so that moving it touches none of them.
#[derive(Default)]
struct Frontier {
    outward: BinaryHeap<Reverse<(i64, u32)>>,
    inward: BinaryHeap<Reverse<(i64, u32)>>,
    moved: i64,
}

impl Frontier {
    /// Takes in the constraints at `v`, which just joined the tree.
    fn reach(&mut self, network: &mut Network, v: usize, inside: &[bool]) {
        network.position[v] -= self.moved;
        let outside = |link: &&LinkEnd| !inside[link.other as usize];
        for link in network.links(v).iter().filter(outside) {
            let side = if link.begins { &mut self.outward } else { &mut self.inward };
            side.push(Reverse((network.slack(v, link), link.constraint)));
        }
    }

    /// Moves the tree to close the least slack; the variable reached so, and by which constraint.
    fn closest(&mut self, network: &Network, inside: &[bool]) -> Option<(usize, Option<Up>)> {
        let constraint = |i: u32| &network.constraints[i as usize];
        while self.outward.peek().is_some_and(|&Reverse((_, i))| inside[constraint(i).to]) {
            self.outward.pop();
        }
        while self.inward.peek().is_some_and(|&Reverse((_, i))| inside[constraint(i).from]) {
            self.inward.pop();
        }
        let out = self.outward.peek().map(|&Reverse((slack, i))| (slack - self.moved, i));
        let back = self.inward.peek().map(|&Reverse((slack, i))| (slack + self.moved, i));
        match (out, back) {
            (Some(out), back) if back.is_none_or(|back| out <= back) => {
                self.moved += out.0;
                let parent = constraint(out.1).from as u32;
                let up = Up { parent, constraint: out.1, ends_there: false };
                Some((constraint(out.1).to, Some(up)))
            }
            (_, Some(back)) => {
                self.moved -= back.0;
                let parent = constraint(back.1).to as u32;
                let up = Up { parent, constraint: back.1, ends_there: true };
                Some((constraint(back.1).from, Some(up)))
            }
            _ => None,
        }
    }
}
