//! Drawings: what a view says, as SVG text. Knows geometry, colors and SVG; must not know HTML pages, files or
//! the analysis behind a view.

pub mod diagram;
pub mod gantt;
pub mod layout;
mod pen;
pub mod svg;
