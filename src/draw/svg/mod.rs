//! An accessible, themable SVG backend for plotters.
//!
//! plotters brings coordinates, axes, series and elements; this module turns its calls into SVG that links,
//! groups and names things, follows a light or dark page, and fits labels by real font metrics. It must not know
//! what is drawn: no milestones, no dates.
//!
//! Coordinates: plotters hands over whole numbers, so one backend unit is a tenth of a CSS pixel (see
//! [`units`]). Stroke widths and font sizes are in the same units.
//!
//! ```
//! use milepost::draw::svg::{Frame, Group, Mode, Slot, Svg, units};
//! use plotters::prelude::*;
//!
//! let svg = Svg::new(Frame::new("load", "Load", "One bar.", 200.0, 40.0, Mode::Inline));
//! let area = svg.clone().into_drawing_area();
//! {
//!     let _bars = svg.group(&Group::class("bars"));
//!     let bar = Rectangle::new([(units(8.0), units(8.0)), (units(150.0), units(20.0))], Slot::Bar.filled());
//!     area.draw(&bar).expect("writing to a string does not fail");
//! }
//! assert!(svg.finish().contains("<g class=\"bars\">"));
//! ```

mod advances;
mod backend;
mod body;
mod document;
mod glyph;
mod hatch;
mod metrics;
mod mode;
mod number;
mod palette;
mod scope;
mod shape;
mod style;
mod tiles;
#[cfg(test)]
pub(crate) mod wellformed;
mod window;
#[cfg(test)]
mod tests;
mod xml;

pub use backend::{Svg, SvgError};
pub use document::{Frame, IDS};
pub use glyph::{Glyph, Mark};
pub use hatch::Hatch;
pub use metrics::{Weight, fit, width};
pub use mode::Mode;
pub use number::{UNITS_PER_PIXEL, decimal, units};
pub use palette::{FLOORS, Pairing, Slot, contrast};
pub use scope::{Anchor, Group, Scope};
pub use shape::{Head, RoundRect, Route};
pub use style::{FONT_FAMILY, font, line, page_rules, page_variables};
pub use tiles::Tiles;
pub use window::Area;
pub use xml::escape;
