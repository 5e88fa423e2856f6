//! (module view)

pub mod gantt;
