//! Drawings: what a view says, as SVG text. Knows geometry, colors and SVG; must not know HTML pages, files or
//! the analysis behind a view.

mod axis;
pub mod burn_up;
pub mod card;
pub mod diagram;
pub mod gantt;
pub mod layout;
pub mod matrix;
pub mod owner_load;
mod pen;
pub mod plot;
pub mod rag_trend;
pub mod spread;
pub mod strip;
pub mod svg;
pub mod tornado;
pub mod trend;
