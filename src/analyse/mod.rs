//! (module analyse)

pub mod schedule;
