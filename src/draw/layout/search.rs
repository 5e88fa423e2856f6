//! Part two: an order within each column, so that few edges cross.
//!
//! Finding the best order is NP-hard already for two columns. So: several starts, sweeps and transpositions until
//! they save nothing more, sifting, and then again from the best order found with part of it shaken.

use super::budget::Budget;
use super::columns::Columns;
use super::crossing;
use super::order::Order;
use super::random::Random;
use super::restless::Restless;
use super::shake;
use super::sift::Sifter;
use super::sweep::{Direction, Pull, sweep, transpose};

/// How many different first orders are tried.
const STARTS: usize = 4;
/// How many sweeps an order gets, and how many of them may be in vain one after another.
const SWEEPS: usize = 24;
const VAIN_SWEEPS: usize = 6;
/// How often neighbors change places after a sweep.
const TRANSPOSITIONS: usize = 8;

/// An order with few crossings, found in at most `steps` steps or little more.
pub(super) fn arrange(columns: &Columns, steps: u64) -> Order {
    let first = walk(columns, Direction::Rightwards, None);
    let mut search = Search {
        columns,
        fewest: crossing::total(columns, &first),
        best: first.clone(),
        budget: Budget::new(steps),
        random: Random(0x9E37_79B9_7F4A_7C15),
    };
    let mut start = first;
    for attempt in 0..STARTS {
        if search.is_over() || search.budget.left() < steps / 3 * 2 {
            break;
        }
        if attempt > 0 {
            let direction = [Direction::Rightwards, Direction::Leftwards][attempt % 2];
            start = walk(columns, direction, (attempt > 1).then_some(&mut search.random));
        }
        let pull = [Pull::Median, Pull::Barycenter][attempt / 2 % 2];
        search.untangle(start.clone(), pull);
    }
    let Search { best, fewest, mut budget, mut random, .. } = search;
    shake::improve(columns, best, fewest, &mut random, &mut budget)
}

/// A first order: depth first from one side to the other, so that what hangs together stands together. Shuffled
/// if there is a source of chance.
fn walk(columns: &Columns, direction: Direction, mut random: Option<&mut Random>) -> Order {
    let mut roots: Vec<usize> = (0..columns.vertices.len()).collect();
    if let Some(random) = random.as_deref_mut() {
        random.shuffle(&mut roots);
    }
    let ahead = match direction {
        Direction::Rightwards => &columns.right,
        Direction::Leftwards => {
            roots.reverse();
            &columns.left
        }
    };
    let distance = |v: usize| match direction {
        Direction::Rightwards => columns.column[v],
        Direction::Leftwards => columns.count - columns.column[v],
    };
    roots.sort_by_key(|&v| distance(v));
    let mut order = vec![Vec::new(); columns.count];
    let mut seen = vec![false; columns.vertices.len()];
    let mut stack = Vec::new();
    for root in roots {
        stack.push(root);
        while let Some(v) = stack.pop() {
            if !std::mem::replace(&mut seen[v], true) {
                order[columns.column[v]].push(v);
                let pushed = stack.len();
                stack.extend(ahead[v].iter().rev().filter(|&&u| !seen[u]));
                if let Some(random) = random.as_deref_mut() {
                    random.shuffle(&mut stack[pushed..]);
                }
            }
        }
    }
    Order::new(columns, order)
}

/// The best order so far and what is left to look for a better one.
struct Search<'a> {
    columns: &'a Columns,
    best: Order,
    fewest: usize,
    budget: Budget,
    random: Random,
}

impl Search<'_> {
    fn is_over(&self) -> bool {
        self.fewest == 0 || self.budget.is_spent()
    }

    /// Sweeps an order to and fro, then sifts the best that came of it.
    fn untangle(&mut self, mut order: Order, pull: Pull) {
        let mut best = order.clone();
        let mut fewest = usize::MAX;
        let mut vain = 0;
        for round in 0..SWEEPS {
            let direction = [Direction::Rightwards, Direction::Leftwards][round % 2];
            sweep(self.columns, &mut order, direction, pull, round % 4 > 1, &mut self.budget);
            self.transpose(&mut order, round % 2 == 1);
            let crossings = self.count(&order);
            vain += 1;
            if crossings < fewest {
                (fewest, vain) = (crossings, 0);
                best.clone_from(&order);
            }
            if fewest == 0 || vain > VAIN_SWEEPS || self.budget.is_spent() {
                break;
            }
        }
        let mut restless = Restless::new(self.columns, true);
        fewest -=
            Sifter::default().settle(self.columns, &mut best, &mut restless, usize::MAX, &mut self.budget);
        if fewest <= self.fewest {
            (self.fewest, self.best) = (fewest, best);
        }
    }

    /// Lets neighbors change places for as long as that saves crossings, within reason.
    fn transpose(&mut self, order: &mut Order, ties: bool) {
        let mut restless = Restless::new(self.columns, true);
        for time in 0..TRANSPOSITIONS {
            let ties = ties && time == 0;
            if transpose(self.columns, order, &mut restless, ties, &mut self.budget) == 0 {
                break;
            }
        }
    }

    fn count(&mut self, order: &Order) -> usize {
        self.budget.spend(self.columns.vertices.len());
        crossing::total(self.columns, order)
    }
}
