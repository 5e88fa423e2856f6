//! The rows of a Gantt chart as a plotters coordinate, from top to bottom.

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use std::ops::Range;

/// Rows from top to bottom, each `height` backend units high; 0 is the top of the first.
#[derive(Debug, Clone)]
pub(super) struct RowAxis {
    pub rows: usize,
    pub height: i32,
}

impl Ranged for RowAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, row: &f64, limit: (i32, i32)) -> i32 {
        limit.0.min(limit.1) + (row * f64::from(self.height)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        (1..=self.rows).take(hint.bold_points()).map(|row| row as f64).collect()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.rows as f64
    }
}
