//! The whole Gantt chart on another scale: as wide as weeks, months or quarters want it, on a page of its own.

use serde::Serialize;

use crate::view::addresses;

/// How wide a day is in a chart of the whole plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As the page has room.
    Page,
    /// Each week has its name.
    Weeks,
    /// Each month.
    Months,
    /// Each quarter.
    Quarters,
}

/// A scale to choose.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleLink {
    /// What it is called.
    pub title: &'static str,
    /// The page with the chart on it, as a path from the site's root.
    pub href: &'static str,
    /// It is this page.
    pub here: bool,
}

/// What stands beside the chart on another scale.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineScalePage {
    /// All scales.
    pub scales: Vec<ScaleLink>,
}

impl Scale {
    /// All of them, the closest last but one.
    pub const ALL: [Scale; 4] = [Scale::Page, Scale::Weeks, Scale::Months, Scale::Quarters];

    /// Width of a day in CSS pixels: the names of two marks stand 80 pixels apart at least.
    pub fn per_day(self) -> f64 {
        match self {
            Scale::Page => 0.0,
            Scale::Weeks => 12.0,
            Scale::Months => 3.0,
            Scale::Quarters => 1.0,
        }
    }

    /// What links to all scales need, seen from this one.
    pub fn links(self) -> Vec<ScaleLink> {
        let link = |scale: Scale| {
            let (title, href) = match scale {
                Scale::Page => ("Whole", addresses::TIMELINE),
                Scale::Weeks => ("Weeks", addresses::TIMELINE_BY_WEEK),
                Scale::Months => ("Months", addresses::TIMELINE_BY_MONTH),
                Scale::Quarters => ("Quarters", addresses::TIMELINE_BY_QUARTER),
            };
            ScaleLink { title, href, here: scale == self }
        };
        Self::ALL.map(link).into()
    }

    /// What stands beside the chart.
    pub fn page(self) -> TimelineScalePage {
        TimelineScalePage { scales: self.links() }
    }
}
