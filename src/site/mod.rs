//! (module site)
pub mod plan;
