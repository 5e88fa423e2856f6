//! Iterated local search: the best order again and again, each time with a small part of it shaken.
//!
//! Lourenço, Martin and Stützle, "Iterated Local Search" (2003).

use super::budget::Budget;
use super::columns::Columns;
use super::ends::Ends;
use super::order::Order;
use super::random::Random;
use super::restless::Restless;
use super::sift::Sifter;
use std::ops::Range;

/// How often an order may be shaken in vain, for each of its columns.
const VAIN_SHAKES: usize = 8;
/// How many columns are shaken at once, and the most neighbors in each but one.
const COLUMNS: usize = 3;
const NEIGHBORS: usize = 8;
/// How far a vertex moves at once after a shake.
const REACH: usize = 8;

/// Shakes an order with so many crossings until that has been in vain for long, and returns the best found.
pub(super) fn improve(
    columns: &Columns,
    order: Order,
    crossings: usize,
    random: &mut Random,
    budget: &mut Budget,
) -> Order {
    let (mut best, mut fewest, mut vain) = (order.clone(), crossings, 0);
    let mut trial = Trial {
        columns,
        order,
        restless: Restless::new(columns, false),
        ends: Ends::default(),
        sifter: Sifter::default(),
    };
    while vain < VAIN_SHAKES * columns.count && fewest > 0 && !budget.is_spent() {
        let added = trial.shake(random, budget);
        let Trial { order, restless, sifter, .. } = &mut trial;
        let saved = sifter.settle(columns, order, restless, REACH, budget) as i64;
        vain = if saved > added { 0 } else { vain + 1 };
        for column in order.take_changed() {
            budget.spend(order.columns[column].len());
            if saved < added {
                order.copy_column(&best, column);
            } else {
                best.copy_column(order, column);
            }
        }
        fewest = fewest.saturating_sub((saved - added).max(0) as usize);
    }
    best
}

/// An order to shake, equal to the best before and after.
struct Trial<'a> {
    columns: &'a Columns,
    order: Order,
    restless: Restless,
    ends: Ends,
    sifter: Sifter,
}

impl Trial<'_> {
    /// Shuffles a few neighbors in a few columns. How many crossings that added, less than 0 if it saved some.
    fn shake(&mut self, random: &mut Random, budget: &mut Budget) -> i64 {
        let count = self.columns.count;
        let first = random.below(count);
        let mut added = 0;
        for column in first..count.min(first + COLUMNS) {
            let height = self.order.columns[column].len();
            let begin = random.below(height);
            let end = height.min(begin + 2 + random.below(NEIGHBORS));
            added += self.shuffle(column, begin..end, random, budget);
        }
        added
    }

    fn shuffle(
        &mut self,
        column: usize,
        places: Range<usize>,
        random: &mut Random,
        budget: &mut Budget,
    ) -> i64 {
        let before = self.order.columns[column][places.clone()].to_vec();
        self.ends.begin(before.len());
        for (index, &v) in before.iter().enumerate() {
            self.ends.list(index, v, self.columns, &self.order, budget);
        }
        let mut line: Vec<usize> = (0..before.len()).collect();
        random.shuffle(&mut line);
        let mut added = 0;
        for (place, &upper) in line.iter().enumerate() {
            for &lower in line[place + 1..].iter().filter(|&&lower| lower < upper) {
                let (now, before) = self.ends.crossings(upper, lower);
                budget.spend(self.ends.size(upper));
                added += now as i64 - before as i64;
            }
            self.order.put(column, places.start + place, before[upper]);
        }
        self.restless.stir(self.columns, &self.order, column, places);
        added
    }
}

#[cfg(test)]
mod tests {
    use super::super::crossing;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_shake_adds_and_settling_saves_is_the_difference_in_crossings(
            edges in prop::collection::vec((0..8usize, 0..8usize, any::<bool>()), 1..30),
            seed in 1..u64::MAX,
        ) {
            let columns = &Columns::three_of_eight(&edges);
            let order = Order::new(columns, (0..3).map(|c| (8 * c..8 * c + 8).collect()).collect());
            let count = |order: &Order| crossing::total(columns, order) as i64;
            let at_first = count(&order);
            let mut budget = Budget::new(1_000_000);
            let mut random = Random(seed);
            let restless = Restless::new(columns, false);
            let (ends, sifter) = (Ends::default(), Sifter::default());
            let mut trial = Trial { columns, order: order.clone(), restless, ends, sifter };
            let added = trial.shake(&mut random, &mut budget);
            prop_assert_eq!(count(&trial.order), at_first + added);
            let Trial { order: shaken, restless, sifter, .. } = &mut trial;
            let saved = sifter.settle(columns, shaken, restless, REACH, &mut budget) as i64;
            prop_assert_eq!(count(shaken), at_first + added - saved);
            let better = improve(columns, order, at_first as usize, &mut random, &mut budget);
            prop_assert!(count(&better) <= at_first);
            let mut all = better.columns.concat();
            all.sort_unstable();
            prop_assert!(all.into_iter().eq(0..24));
        }
    }
}
