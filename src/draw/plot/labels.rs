//! Labels in a line that keep apart: moved as little as may be, never past each other, never out of their room.

/// Middles of labels, each `gap` from the next at least, between `low` and `high`; wishes in ascending order.
///
/// Isotonic regression by pooling neighbors (Ayer, Brunk, Ewing, Reid, Silverman 1955): the squares of all moves
/// sum up to the least. Where the room is too small for all, they run out of it at `high`.
pub fn spread(wishes: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let last = wishes.len().saturating_sub(1) as f64;
    let high = (high - gap * last).max(low);
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, wish) in wishes.iter().enumerate() {
        let mut pool = (wish - gap * i as f64, 1);
        while let Some(&(mean, count)) = pools.last().filter(|(mean, _)| *mean > pool.0) {
            pools.pop();
            let all = count + pool.1;
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / all as f64, all);
        }
        pools.push(pool);
    }
    let level = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean.clamp(low, high), count));
    level.enumerate().map(|(i, at)| at + gap * i as f64).collect()
}

/// Left ends of labels of these widths, wished in ascending order of their middles, `gap` apart, between `low` and
/// `high`; `None` where they do not all fit.
pub fn beside_each_other(wishes: &[(f64, f64)], gap: f64, low: f64, high: f64) -> Option<Vec<f64>> {
    let mut lefts: Vec<f64> = Vec::new();
    let mut free = low;
    for (middle, wide) in wishes {
        let left = (middle - wide / 2.0).max(free);
        free = left + wide + gap;
        lefts.push(left);
    }
    let mut end = high;
    for (left, (_, wide)) in lefts.iter_mut().zip(wishes).rev() {
        *left = left.min(end - wide);
        end = *left - gap;
    }
    lefts.first().is_none_or(|first| *first >= low).then_some(lefts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_apart_and_in_their_room() {
        let cases: [&[f64]; 5] =
            [&[], &[50.0], &[50.0, 50.0, 50.0], &[0.0, 1.0, 99.0, 100.0], &[-20.0, 10.0, 40.0, 300.0]];
        for wishes in cases {
            let placed = spread(wishes, 12.0, 0.0, 100.0);
            assert_eq!(placed.len(), wishes.len());
            assert!(placed.windows(2).all(|w| w[1] - w[0] >= 12.0 - 1e-9), "{placed:?}");
            assert!(placed.iter().all(|at| (-1e-9..=100.0 + 1e-9).contains(at)), "{placed:?}");
        }
    }

    #[test]
    fn labels_that_fit_stay_where_they_are() {
        assert_eq!(spread(&[10.0, 40.0, 60.0], 12.0, 0.0, 100.0), [10.0, 40.0, 60.0]);
        assert_eq!(spread(&[50.0, 50.0], 10.0, 0.0, 100.0), [45.0, 55.0]);
    }

    #[test]
    fn level_labels_keep_apart_or_are_refused() {
        let placed = beside_each_other(&[(50.0, 20.0), (55.0, 20.0), (95.0, 20.0)], 5.0, 0.0, 100.0);
        assert_eq!(placed, Some(vec![30.0, 55.0, 80.0]));
        assert_eq!(beside_each_other(&[(50.0, 60.0), (55.0, 60.0)], 5.0, 0.0, 100.0), None);
    }
}
