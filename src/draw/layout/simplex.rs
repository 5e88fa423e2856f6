//! Whole-number positions that keep distances and cost least, by network simplex.
//!
//! Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (IEEE Transactions on Software
//! Engineering, 1993), section 2. The cut value of a tree edge is kept as the sum of out minus in weights over the
//! subtree below it, so an exchange touches only the smaller side of the cut and the cycle that the new edge closes.
//! Knows no graph to be drawn.

use super::budget::Budget;
use super::network::{Constraint, Network};
use super::tight::{Tight, Up};

/// Positions of `count` variables that meet all constraints at least cost, or near it if the budget ends first.
/// Each connected part begins at 0. The constraints must form no cycle; `start`, if given, must meet them.
pub(super) fn solve(
    count: usize,
    constraints: &[Constraint],
    start: Option<Vec<i64>>,
    budget: &mut Budget,
) -> Vec<i64> {
    let mut network = Network::new(count, constraints, start);
    let mut tree = Tree::new(&mut network);
    // Every exchange keeps all constraints, so the positions can be used whenever the budget ends.
    while !budget.is_spent() {
        let Some(leaving) = tree.leaving(budget) else { break };
        tree.exchange(&mut network, leaving, budget);
    }
    tree.normalized(network)
}

/// A spanning tree of tight constraints (a forest, if the network is not connected).
struct Tree {
    /// The way to the parent; none at a root.
    up: Vec<Option<Up>>,
    /// What hangs on each variable.
    subtree: Vec<Subtree>,
    /// Variables from the roots outwards, as the tree was first built.
    grown: Vec<usize>,
    /// Where in `grown` each connected part begins.
    parts: Vec<usize>,
    /// The smaller side of the cut last made.
    side: Vec<u32>,
    /// Where the search for a leaving constraint goes on.
    cursor: usize,
    /// What a variable was last seen as.
    stamp: Vec<u32>,
    stamps: u32,
}

/// A variable and all below it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Subtree {
    /// Out minus in weights, summed.
    sum: i64,
    /// How many variables.
    size: i64,
}

impl Subtree {
    fn add(&mut self, times: i64, other: Subtree) {
        self.sum += times * other.sum;
        self.size += times * other.size;
    }
}

/// How many constraints with a negative cut value are compared before the worst is taken.
const CANDIDATES: usize = 30;

impl Tree {
    fn new(network: &mut Network) -> Tree {
        let Tight { up, grown, parts } = Tight::grow(network);
        let mut subtree = vec![Subtree { sum: 0, size: 1 }; up.len()];
        for constraint in network.constraints {
            subtree[constraint.from].sum += constraint.weight;
            subtree[constraint.to].sum -= constraint.weight;
        }
        // Outermost first, so that a subtree is whole before it is added to that of its parent.
        for &v in grown.iter().rev() {
            if let Some(up) = up[v] {
                let below = subtree[v];
                subtree[up.parent as usize].add(1, below);
            }
        }
        let stamp = vec![0; up.len()];
        Tree { up, subtree, grown, parts, side: Vec::new(), cursor: 0, stamp, stamps: 0 }
    }

    /// What the cost changes by if the constraint above `v` is stretched by one: all that lies below moves away from the
    /// rest by one, and of its weights those that lead inside of it cancel out in the sum.
    fn cut_value(&self, v: usize) -> i64 {
        match self.up[v] {
            Some(up) if up.ends_there => self.subtree[v].sum,
            Some(_) => -self.subtree[v].sum,
            None => 0,
        }
    }

    /// The variable below a tree constraint that is better stretched, if there is one. The search goes on where the last
    /// one ended: to look at all of them for the very worst costs more than the better exchange saves.
    fn leaving(&mut self, budget: &mut Budget) -> Option<usize> {
        let count = self.up.len();
        let mut worst = None;
        let mut found = 0;
        for step in 0..count {
            let v = if self.cursor + step < count { self.cursor + step } else { self.cursor + step - count };
            let value = self.cut_value(v);
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
        let Some(leaving) = self.up[v] else { return };
        // Either side of the cut may move against the other, so the smaller one does.
        network.part(leaving.constraint);
        let holds_subtree = 2 * self.subtree[v].size <= self.up.len() as i64;
        let side = self.explore(network, if holds_subtree { v as u32 } else { leaving.parent });
        // The new constraint crosses the cut the other way than the old one.
        let side_gets_head = leaving.ends_there == holds_subtree;
        let mut entering = None;
        for &u in &self.side {
            let (_, links) = network.tree_and_other_links(u as usize);
            budget.spend(2 + links.len());
            for link in links {
                // The tightest one: with any other, this one would be too short after the move.
                if self.stamp[link.other as usize] != side && link.begins != side_gets_head {
                    let slack = network.slack(u as usize, link);
                    entering = least(entering, (slack, link.constraint, u, link.other));
                }
            }
        }
        // Nothing holds the two sides together the other way: the cost has no end here, and the tree stays as it was.
        let Some((slack, constraint, inside, outside)) = entering else {
            network.join(leaving.constraint);
            return;
        };
        let shift = if side_gets_head { -slack } else { slack };
        for &u in &self.side {
            network.position[u as usize] += shift;
        }
        network.join(constraint);
        let (inner, parent) = if holds_subtree { (inside, outside) } else { (outside, inside) };
        let up = Up { parent, constraint, ends_there: !leaving.ends_there };
        self.rehang(v, inner as usize, up, budget);
    }

    /// Gathers, and stamps alike, what hangs together with `first` in the tree. The stamp.
    fn explore(&mut self, network: &Network, first: u32) -> u32 {
        let stamp = self.next_stamp();
        self.stamp[first as usize] = stamp;
        self.side.clear();
        self.side.push(first);
        let mut next = 0;
        while let Some(&u) = self.side.get(next) {
            for link in network.tree_and_other_links(u as usize).0 {
                if self.stamp[link.other as usize] != stamp {
                    self.stamp[link.other as usize] = stamp;
                    self.side.push(link.other);
                }
            }
            next += 1;
        }
        stamp
    }

    fn next_stamp(&mut self) -> u32 {
        self.stamps += 1;
        self.stamps
    }

    /// Hangs the subtree of `v` on `entering`, by its variable `inner`, and brings the sums up to date.
    fn rehang(&mut self, v: usize, inner: usize, entering: Up, budget: &mut Budget) {
        let Some(leaving) = self.up[v] else { return };
        let whole = self.subtree[v];
        self.hand_over(leaving.parent as usize, entering.parent as usize, whole, budget);
        // Between `inner` and `v` parents become children: each holds the whole subtree but for what hung on it on the way
        // to `inner`, which is now above it.
        let (mut at, mut up, mut below) = (inner, entering, Subtree { sum: 0, size: 0 });
        loop {
            budget.spend(1);
            let mut now = whole;
            now.add(-1, below);
            let before = std::mem::replace(&mut self.subtree[at], now);
            let old_up = self.up[at].replace(up);
            if at == v {
                break;
            }
            let Some(old_up) = old_up else { break };
            up = Up { parent: at as u32, ends_there: !old_up.ends_there, ..old_up };
            (below, at) = (before, old_up.parent as usize);
        }
    }

    /// Takes a subtree from `loser` and all above it and gives it to `winner` and all above that: nothing changes
    /// from where the two ways meet.
    fn hand_over(&mut self, loser: usize, winner: usize, subtree: Subtree, budget: &mut Budget) {
        let meeting = self.meeting(loser, winner);
        for (from, times) in [(loser, -1), (winner, 1)] {
            let mut at = Some(from);
            while let Some(v) = at.filter(|_| at != meeting) {
                budget.spend(2);
                self.subtree[v].add(times, subtree);
                at = self.up[v].map(|up| up.parent as usize);
            }
        }
    }

    /// Where the ways from two variables up to the root meet. Both are walked in turns, so that it costs no more
    /// than twice the longer of the two.
    fn meeting(&mut self, first: usize, second: usize) -> Option<usize> {
        let stamps = [self.next_stamp(), self.next_stamp()];
        let mut at = [Some(first), Some(second)];
        while at != [None, None] {
            for (i, at) in at.iter_mut().enumerate() {
                if let Some(v) = *at {
                    if self.stamp[v] == stamps[1 - i] {
                        return Some(v);
                    }
                    self.stamp[v] = stamps[i];
                    *at = self.up[v].map(|up| up.parent as usize);
                }
            }
        }
        None
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

    fn constraint(from: usize, to: usize, min: i32, weight: i64) -> Constraint {
        Constraint { from, to, min, weight }
    }

    fn cost(constraints: &[Constraint], position: &[i64]) -> i64 {
        constraints.iter().map(|c| c.weight * (position[c.to] - position[c.from])).sum()
    }

    fn meets(constraints: &[Constraint], position: &[i64]) -> bool {
        constraints.iter().all(|c| position[c.to] - position[c.from] >= i64::from(c.min))
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
        let pair = (0..5usize, 0..5usize, 0..2i32, 0..4i64);
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
