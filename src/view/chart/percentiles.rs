//! Days by which something is finished, with so much certainty.

use chrono::NaiveDate;
use serde::Serialize;

use crate::analyse::Percentiles;

/// Days by which something is finished in so many of a hundred runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PercentilesView {
    /// In 10.
    pub p10: NaiveDate,
    /// In 50.
    pub p50: NaiveDate,
    /// In 80.
    pub p80: NaiveDate,
    /// In 90.
    pub p90: NaiveDate,
}

impl From<Percentiles> for PercentilesView {
    fn from(days: Percentiles) -> Self {
        let Percentiles { p10, p50, p80, p90 } = days;
        Self { p10, p50, p80, p90 }
    }
}
