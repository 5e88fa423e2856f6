//! What line and bar charts over time share: the sheet with its title, day axes, labels that keep apart, legends.
//!
//! Coordinates, axes and elements are plotters'; see [`crate::draw::svg`] for what they are drawn on.
//! Must not know what a chart is about.

mod days;
mod labels;
mod legend;
mod series;
mod sheet;

pub(super) use days::{Tick, along, day_ticks, fitting};
pub(super) use labels::{beside_each_other, spread};
pub(super) use legend::{Legend, Sample};
pub(super) use series::{Look, Marker, done, marker};
pub(super) use sheet::{Plot, Sheet};

use super::svg::Mode;

/// How a chart is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartOptions {
    /// Inside a page, or as a file with a title of its own.
    pub mode: Mode,
    /// Width of the picture in CSS pixels.
    pub width: f64,
    /// Keeps the ids of several pictures on a page apart.
    pub prefix: String,
    /// The page it stands on or beside, as a path from the site's root.
    pub page: String,
}

impl ChartOptions {
    /// For a page that has a title for it.
    pub fn inline(prefix: &str, page: &str, width: f64) -> Self {
        let (prefix, page) = (prefix.to_owned(), page.to_owned());
        ChartOptions { mode: Mode::Inline, width, prefix, page }
    }

    /// For a file beside the page.
    pub fn standalone(prefix: &str, page: &str, width: f64) -> Self {
        ChartOptions { mode: Mode::Standalone, ..ChartOptions::inline(prefix, page, width) }
    }
}
