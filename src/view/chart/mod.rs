//! The plain data of each drawing: what is drawn, in which order, with which words.
//!
//! Knows no geometry; must not use a page.

pub mod burn_up;
pub mod card;
pub mod diagram;
pub mod forecast;
pub mod gantt;
pub mod history;
pub mod matrix;
pub mod owner_load;
pub mod plan;
pub mod rag_trend;
pub mod report_day;
pub mod spread;
pub mod trend;
pub mod way;
