//! Three-point estimates, and how whole days are drawn from them.
//!
//! A distribution is kept as its quantiles, so that a draw is one look into a table.

/// A three-point estimate in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Estimate {
    /// If all goes well.
    pub optimistic: u32,
    /// As it mostly goes.
    pub most_likely: u32,
    /// If it goes badly.
    pub pessimistic: u32,
    /// How the draws lie between the points.
    pub shape: Shape,
}

/// The distribution between the points of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Shape {
    /// The beta distribution of PERT, in which the most likely weighs four times (Malcolm, Roseboom, Clark,
    /// Fazar, Operations Research 7, 1959; in the form of Vose, Risk Analysis, 2008).
    #[default]
    Pert,
    /// A triangle over the three points.
    Triangular,
}

/// Quantiles in a table: enough that P80 is right to a tenth of a percent.
const QUANTILES: usize = 1024;

/// A distribution of whole days, ready to be drawn from.
pub(super) struct Table([u32; QUANTILES]);

impl Table {
    /// The table of an estimate; its points are put in order.
    pub fn new(estimate: &Estimate) -> Self {
        let mut points =
            [estimate.optimistic, estimate.most_likely, estimate.pessimistic].map(|d| d.min(99_999));
        points.sort_unstable();
        let [low, mode, high] = points.map(f64::from);
        if low == high {
            return Table([points[0]; QUANTILES]);
        }
        let peak = (mode - low) / (high - low);
        let quantiles = match estimate.shape {
            Shape::Pert => pert_quantiles(peak),
            Shape::Triangular => std::array::from_fn(|i| triangular_quantile(peak, level(i))),
        };
        Table(quantiles.map(|q| (low + q * (high - low)).round() as u32))
    }

    /// The days at a level, which is drawn evenly from all 64-bit numbers.
    pub fn days(&self, drawn: u64) -> u32 {
        self.0[(drawn >> 54) as usize]
    }
}

/// The level of the `i`-th quantile: the middle of its part of 0 to 1.
fn level(i: usize) -> f64 {
    (i as f64 + 0.5) / QUANTILES as f64
}

fn triangular_quantile(peak: f64, level: f64) -> f64 {
    if level < peak { (level * peak).sqrt() } else { 1.0 - ((1.0 - level) * (1.0 - peak)).sqrt() }
}

/// Quantiles of the beta distribution on 0 to 1 with `alpha = 1 + 4 peak`, `beta = 5 - 4 peak`, by summing up
/// its density over cells and going straight through each.
fn pert_quantiles(peak: f64) -> [f64; QUANTILES] {
    const CELLS: usize = 1024;
    let middle = |cell: usize| (cell as f64 + 0.5) / CELLS as f64;
    let density = |x: f64| fourth_power_to(peak, x) * fourth_power_to(1.0 - peak, 1.0 - x);
    let weights: Vec<f64> = (0..CELLS).map(|cell| density(middle(cell))).collect();
    let whole: f64 = weights.iter().sum();
    let (mut cell, mut below) = (0, 0.0);
    std::array::from_fn(|i| {
        let asked = level(i) * whole;
        while cell + 1 < CELLS && below + weights[cell] < asked {
            below += weights[cell];
            cell += 1;
        }
        (cell as f64 + (asked - below) / weights[cell]) / CELLS as f64
    })
}

/// `x` to the power of `4 part`, for a part from 0 to 1 that is taken in steps of a 4096th: by square roots
/// alone, which are exact, so that every system draws the same.
fn fourth_power_to(part: f64, x: f64) -> f64 {
    const STEPS: u32 = 4096;
    let steps = (part * f64::from(STEPS)).round() as u32;
    let (mut root, mut step, mut power) = (x * x * x * x, STEPS, 1.0);
    while step > 0 {
        if steps & step != 0 {
            power *= root;
        }
        root = root.sqrt();
        step /= 2;
    }
    power
}

/// The `n`-th number of the stream of a seed: the generator splitmix64 read by counter (Steele, Lea, Flood,
/// "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
pub(super) fn draw(seed: u64, n: u64) -> u64 {
    let mut z = seed.wrapping_add(n.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(optimistic: u32, most_likely: u32, pessimistic: u32, shape: Shape) -> Table {
        Table::new(&Estimate { optimistic, most_likely, pessimistic, shape })
    }

    fn mean(table: &Table) -> f64 {
        table.0.iter().map(|&d| f64::from(d)).sum::<f64>() / QUANTILES as f64
    }

    #[test]
    fn means_are_those_of_the_formulas() {
        // PERT: (o + 4 m + p) / 6; triangular: (o + m + p) / 3.
        for (o, m, p) in [(100, 200, 600), (0, 0, 1000), (300, 300, 301), (0, 900, 900)] {
            let (o6, m6, p6) = (f64::from(o), f64::from(m), f64::from(p));
            assert!(
                (mean(&table(o, m, p, Shape::Pert)) - (o6 + 4.0 * m6 + p6) / 6.0).abs() < 0.5,
                "{o} {m} {p}"
            );
            assert!((mean(&table(o, m, p, Shape::Triangular)) - (o6 + m6 + p6) / 3.0).abs() < 0.5);
        }
    }

    #[test]
    fn the_median_of_a_symmetric_beta_and_its_quantile() {
        // Beta(3, 3) has its 80th percentile at 0.6731 (its distribution function there is 0.8).
        let table = table(0, 500, 1000, Shape::Pert);
        assert_eq!((f64::from(table.0[511] + table.0[512]) / 2.0).round(), 500.0);
        let x: f64 = f64::from(table.0[819]) / 1000.0;
        let distribution = x * x * x * (10.0 - 15.0 * x + 6.0 * x * x);
        assert!((distribution - level(819)).abs() < 0.002, "{x} {distribution}");
    }

    #[test]
    fn one_point_is_certain_and_points_out_of_order_are_put_in_order() {
        assert_eq!(table(4, 4, 4, Shape::Pert).0, [4; QUANTILES]);
        assert_eq!(table(9, 1, 5, Shape::Triangular).0, table(1, 5, 9, Shape::Triangular).0);
    }

    #[test]
    fn the_generator_is_splitmix64() {
        // The first numbers that the authors' own program gives for the seed 1234567.
        assert_eq!(draw(1_234_567, 0), 6_457_827_717_110_365_317);
        assert_eq!(draw(1_234_567, 1), 3_203_168_211_198_807_973);
    }
}
