//! Whole-number positions that keep distances and cost least, by network simplex.
//!
//! Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (IEEE Transactions on Software
//! Engineering, 1993), section 2. The cut value of a tree edge is kept as the sum of out minus in weights over the
//! subtree below it, so an exchange touches only the smaller side of the cut and the ways up to the root. Knows no
//! graph to be drawn.

use super::budget::Budget;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// `position[to] - position[from]` is at least `min`, and each unit of it costs `weight`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Constraint {
    pub from: usize,
    pub to: usize,
    pub min: i64,
    pub weight: i64,
}

/// Positions of `count` variables that meet all constraints at least cost, or near it if the budget ends first.
/// Each connected part begins at 0. The constraints must form no cycle; `start`, if given, must meet them.
pub(super) fn solve(
    count: usize,
    constraints: &[Constraint],
    start: Option<Vec<i64>>,
    budget: &mut Budget,
) -> Vec<i64> {
    let mut network = Network::new(count, constraints, start);
    let mut tree = Tree::tight(&mut network);
    while !budget.is_spent() {
        let Some(leaving) = tree.leaving(&network, budget) else { break };
        tree.exchange(&mut network, leaving, budget);
    }
    tree.normalized(network)
}

struct Network<'a> {
    constraints: &'a [Constraint],
    /// For each variable the constraints that begin at it, and those that end at it.
    out: Vec<Vec<Link>>,
    into: Vec<Vec<Link>>,
    position: Vec<i64>,
}

/// A constraint as seen from one of its ends.
#[derive(Debug, Clone, Copy)]
struct Link {
    constraint: usize,
    /// Its other end.
    other: usize,
}

impl<'a> Network<'a> {
    fn new(count: usize, constraints: &'a [Constraint], start: Option<Vec<i64>>) -> Network<'a> {
        let (mut out, mut into) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (i, &Constraint { from, to, .. }) in constraints.iter().enumerate() {
            out[from].push(Link { constraint: i, other: to });
            into[to].push(Link { constraint: i, other: from });
        }
        let mut network = Network { constraints, out, into, position: vec![0; count] };
        match start {
            Some(start) => network.position = start,
            None => network.push_forward(),
        }
        debug_assert!((0..constraints.len()).all(|i| network.slack(i) >= 0), "the start breaks a constraint");
        network
    }

    /// The least position that the constraints allow, in topological order.
    fn push_forward(&mut self) {
        let mut waiting: Vec<usize> = self.into.iter().map(Vec::len).collect();
        let mut ready: Vec<usize> = (0..waiting.len()).filter(|&v| waiting[v] == 0).collect();
        while let Some(v) = ready.pop() {
            for &Link { constraint, other } in &self.out[v] {
                self.position[other] =
                    self.position[other].max(self.position[v] + self.constraints[constraint].min);
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    ready.push(other);
                }
            }
        }
    }

    fn slack(&self, i: usize) -> i64 {
        let Constraint { from, to, min, .. } = self.constraints[i];
        self.position[to] - self.position[from] - min
    }

    /// The other end of a constraint.
    fn across(&self, i: usize, v: usize) -> usize {
        self.constraints[i].from + self.constraints[i].to - v
    }
}

/// A spanning tree of tight constraints (a forest, if the network is not connected).
struct Tree {
    /// The constraint that leads to the parent; none at a root.
    parent: Vec<Option<usize>>,
    /// The tree's constraints at each variable.
    branches: Vec<Vec<Link>>,
    /// Out minus in weights, summed over the subtree.
    sum: Vec<i64>,
    /// Variables from the roots outwards, as the tree was first built.
    grown: Vec<usize>,
    /// Where in `grown` each connected part begins.
    parts: Vec<usize>,
    /// Where the search for a leaving constraint goes on.
    cursor: usize,
    /// Which side of a cut the variable was last seen on.
    stamp: Vec<usize>,
    stamps: usize,
}

/// One side of a cut: its variables, which all bear its stamp, from the cut onwards.
#[derive(Default)]
struct Side {
    stamp: usize,
    members: Vec<usize>,
}

/// How many constraints with a negative cut value are compared before the worst is taken.
const CANDIDATES: usize = 30;

impl Tree {
    /// Moves the positions so that a spanning tree of tight constraints exists, and returns it.
    fn tight(network: &mut Network) -> Tree {
        let count = network.out.len();
        let mut tree = Tree {
            parent: vec![None; count],
            branches: vec![Vec::new(); count],
            sum: vec![0; count],
            grown: Vec::with_capacity(count),
            parts: Vec::new(),
            cursor: 0,
            stamp: vec![0; count],
            stamps: 0,
        };
        let mut inside = vec![false; count];
        for root in 0..count {
            if !inside[root] {
                tree.grow(network, root, &mut inside);
            }
        }
        for constraint in network.constraints {
            tree.sum[constraint.from] += constraint.weight;
            tree.sum[constraint.to] -= constraint.weight;
        }
        for &v in tree.grown.iter().rev() {
            if let Some(up) = tree.parent[v] {
                tree.sum[network.across(up, v)] += tree.sum[v];
            }
        }
        tree
    }

    /// Adds the part of the network around `root`, always by the constraint with the least slack. To close that
    /// slack the whole tree moves; its positions are written only at the end.
    fn grow(&mut self, network: &mut Network, root: usize, inside: &mut [bool]) {
        let first = self.grown.len();
        self.parts.push(first);
        let mut frontier = Frontier::default();
        let mut joined = Some((root, None));
        while let Some((v, up)) = joined {
            inside[v] = true;
            self.grown.push(v);
            self.parent[v] = up;
            if let Some(up) = up {
                self.join(network, up);
            }
            frontier.reach(network, v, inside);
            joined = frontier.closest(network, inside);
        }
        for &v in &self.grown[first..] {
            network.position[v] += frontier.moved;
        }
    }

    /// Makes a constraint part of the tree.
    fn join(&mut self, network: &Network, constraint: usize) {
        let Constraint { from, to, .. } = network.constraints[constraint];
        self.branches[from].push(Link { constraint, other: to });
        self.branches[to].push(Link { constraint, other: from });
    }

    /// What the cost changes by if the constraint above `v` is stretched by one.
    fn cut_value(&self, network: &Network, v: usize) -> i64 {
        match self.parent[v] {
            Some(up) if network.constraints[up].from == v => self.sum[v],
            Some(_) => -self.sum[v],
            None => 0,
        }
    }

    /// The variable below a tree constraint that is better stretched, if there is one.
    fn leaving(&mut self, network: &Network, budget: &mut Budget) -> Option<usize> {
        let count = self.parent.len();
        let mut worst = None;
        let mut found = 0;
        for step in 0..count {
            let v = (self.cursor + step) % count;
            let value = self.cut_value(network, v);
            if value < 0 {
                worst = least(worst, (value, v));
                found += 1;
                if found == CANDIDATES {
                    budget.spend(step);
                    self.cursor = (v + 1) % count;
                    return worst.map(|(_, v)| v);
                }
            }
        }
        budget.spend(count);
        worst.map(|(_, v)| v)
    }

    /// Takes the constraint above `v` out of the tree and the tightest one that can replace it in.
    fn exchange(&mut self, network: &mut Network, v: usize, budget: &mut Budget) {
        let Some(leaving) = self.parent[v] else { return };
        let side = self.smaller_side(network, v, leaving);
        // The new constraint crosses the cut the other way than the old one.
        let side_gets_head = network.constraints[leaving].from == side.members[0];
        let mut entering = None;
        for &u in &side.members {
            let links = if side_gets_head { &network.into[u] } else { &network.out[u] };
            budget.spend(2 + links.len());
            let crossing = links.iter().filter(|link| self.stamp[link.other] != side.stamp);
            for &Link { constraint, .. } in crossing {
                entering = least(entering, (network.slack(constraint), constraint));
            }
        }
        let Some((slack, entering)) = entering else { return };
        let shift = if side_gets_head { -slack } else { slack };
        for &u in &side.members {
            network.position[u] += shift;
        }
        let subtree_gets_head = network.constraints[leaving].from == v;
        let Constraint { from, to, .. } = network.constraints[entering];
        self.rehang(network, v, if subtree_gets_head { to } else { from }, entering, budget);
    }

    /// The side with fewer variables of the two that the tree falls into without `leaving`, which is above `v`. Both
    /// are explored in turns until one is complete.
    fn smaller_side(&mut self, network: &Network, v: usize, leaving: usize) -> Side {
        let other = network.across(leaving, v);
        let mut sides = [v, other].map(|first| {
            self.stamps += 1;
            self.stamp[first] = self.stamps;
            Side { stamp: self.stamps, members: vec![first] }
        });
        let mut next = 0;
        loop {
            for side in &mut sides {
                let Some(&u) = side.members.get(next) else { return std::mem::take(side) };
                for &Link { constraint, other } in &self.branches[u] {
                    if constraint != leaving && self.stamp[other] != side.stamp {
                        self.stamp[other] = side.stamp;
                        side.members.push(other);
                    }
                }
            }
            next += 1;
        }
    }

    /// Hangs the subtree of `v` on `entering`, by its variable `inner`, and brings the sums up to date.
    fn rehang(&mut self, network: &Network, v: usize, inner: usize, entering: usize, budget: &mut Budget) {
        let Some(leaving) = self.parent[v] else { return };
        let total = self.sum[v];
        let (old_parent, new_parent) = (network.across(leaving, v), network.across(entering, inner));
        for end in [v, old_parent] {
            self.branches[end].retain(|branch| branch.constraint != leaving);
        }
        self.join(network, entering);
        self.add_upwards(network, old_parent, -total, budget);
        self.add_upwards(network, new_parent, total, budget);
        let (mut at, mut up, mut below) = (inner, entering, 0);
        loop {
            let old_sum = std::mem::replace(&mut self.sum[at], total - below);
            let old_up = self.parent[at].replace(up);
            if at == v {
                break;
            }
            let Some(old_up) = old_up else { break };
            (below, up) = (old_sum, old_up);
            at = network.across(old_up, at);
        }
    }

    fn add_upwards(&mut self, network: &Network, from: usize, amount: i64, budget: &mut Budget) {
        let mut at = Some(from);
        while let Some(v) = at {
            budget.spend(1);
            self.sum[v] += amount;
            at = self.parent[v].map(|up| network.across(up, v));
        }
    }

    /// The positions, each connected part moved to begin at 0.
    fn normalized(&self, network: Network) -> Vec<i64> {
        let mut position = network.position;
        let ends = self.parts.iter().skip(1).copied().chain([self.grown.len()]);
        for (&begin, end) in self.parts.iter().zip(ends) {
            let members = &self.grown[begin..end];
            let least = members.iter().map(|&v| position[v]).min().unwrap_or(0);
            for &v in members {
                position[v] -= least;
            }
        }
        position
    }
}

/// The constraints between a growing tree and what is outside, by slack. Slacks and the positions of the tree's
/// variables are kept as if the tree had never `moved`, so that moving it touches none of them.
#[derive(Default)]
struct Frontier {
    outward: BinaryHeap<Reverse<(i64, usize)>>,
    inward: BinaryHeap<Reverse<(i64, usize)>>,
    moved: i64,
}

impl Frontier {
    /// Takes in the constraints at `v`, which just joined the tree.
    fn reach(&mut self, network: &mut Network, v: usize, inside: &[bool]) {
        network.position[v] -= self.moved;
        let outside = |link: &&Link| !inside[link.other];
        let entry = |link: &Link| Reverse((network.slack(link.constraint), link.constraint));
        self.outward.extend(network.out[v].iter().filter(outside).map(entry));
        self.inward.extend(network.into[v].iter().filter(outside).map(entry));
    }

    /// Moves the tree to close the least slack; the variable reached so, and by which constraint.
    fn closest(&mut self, network: &Network, inside: &[bool]) -> Option<(usize, Option<usize>)> {
        while self.outward.peek().is_some_and(|&Reverse((_, i))| inside[network.constraints[i].to]) {
            self.outward.pop();
        }
        while self.inward.peek().is_some_and(|&Reverse((_, i))| inside[network.constraints[i].from]) {
            self.inward.pop();
        }
        let out = self.outward.peek().map(|&Reverse((slack, i))| (slack - self.moved, i));
        let back = self.inward.peek().map(|&Reverse((slack, i))| (slack + self.moved, i));
        match (out, back) {
            (Some(out), back) if back.is_none_or(|back| out <= back) => {
                self.moved += out.0;
                Some((network.constraints[out.1].to, Some(out.1)))
            }
            (_, Some(back)) => {
                self.moved -= back.0;
                Some((network.constraints[back.1].from, Some(back.1)))
            }
            _ => None,
        }
    }
}

/// The smaller of two values, if there are two.
fn least<T: Ord>(found: Option<T>, candidate: T) -> Option<T> {
    Some(match found {
        Some(found) => found.min(candidate),
        None => candidate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn constraint(from: usize, to: usize, min: i64, weight: i64) -> Constraint {
        Constraint { from, to, min, weight }
    }

    fn cost(constraints: &[Constraint], position: &[i64]) -> i64 {
        constraints.iter().map(|c| c.weight * (position[c.to] - position[c.from])).sum()
    }

    fn meets(constraints: &[Constraint], position: &[i64]) -> bool {
        constraints.iter().all(|c| position[c.to] - position[c.from] >= c.min)
    }

    /// The least cost of positions from 0 to `top`, by trying them all.
    fn least_cost(count: usize, constraints: &[Constraint], top: i64) -> Option<i64> {
        let base = top + 1;
        (0..base.pow(count as u32))
            .map(|code| (0..count).map(|v| code / base.pow(v as u32) % base).collect::<Vec<_>>())
            .filter(|position| meets(constraints, position))
            .map(|position| cost(constraints, &position))
            .min()
    }

    #[test]
    fn a_short_branch_moves_to_the_heavy_end() {
        let constraints =
            [constraint(0, 1, 1, 1), constraint(1, 2, 1, 1), constraint(0, 3, 1, 1), constraint(3, 2, 1, 5)];
        let constraints = [&constraints[..], &[constraint(1, 4, 1, 1), constraint(4, 2, 1, 1)]].concat();
        assert_eq!(solve(5, &constraints, None, &mut Budget::new(1000)), [0, 1, 3, 2, 2]);
    }

    #[test]
    fn parts_without_a_constraint_between_them_begin_at_zero() {
        let constraints = [constraint(3, 2, 2, 1)];
        assert_eq!(solve(4, &constraints, None, &mut Budget::new(1000)), [0, 0, 2, 0]);
    }

    #[test]
    fn without_budget_the_constraints_still_hold() {
        let constraints = [constraint(0, 1, 1, 1), constraint(0, 2, 3, 1), constraint(1, 2, 1, 9)];
        assert!(meets(&constraints, &solve(3, &constraints, None, &mut Budget::new(0))));
    }

    #[test]
    fn nothing_has_no_positions() {
        assert!(solve(0, &[], None, &mut Budget::new(1000)).is_empty());
    }

    fn networks() -> impl Strategy<Value = Vec<Constraint>> {
        let pair = (0..5usize, 0..5usize, 0..2i64, 0..4i64);
        prop::collection::vec(pair, 1..9).prop_map(|pairs| {
            let forward = pairs.into_iter().filter(|(a, b, ..)| a != b);
            forward.map(|(a, b, min, weight)| constraint(a.min(b), a.max(b), min, weight)).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_cost_is_the_least_there_is(constraints in networks()) {
            let position = solve(5, &constraints, None, &mut Budget::new(1_000_000));
            prop_assert!(meets(&constraints, &position));
            prop_assert_eq!(Some(cost(&constraints, &position)), least_cost(5, &constraints, 4));
        }

        #[test]
        fn a_start_changes_nothing_about_the_cost(constraints in networks(), spread in 1..9i64) {
            let start: Vec<i64> = (0..5).map(|v| v * spread).collect();
            let position = solve(5, &constraints, Some(start), &mut Budget::new(1_000_000));
            let without = solve(5, &constraints, None, &mut Budget::new(1_000_000));
            prop_assert!(meets(&constraints, &position));
            prop_assert_eq!(cost(&constraints, &position), cost(&constraints, &without));
        }
    }
}
