//! Rows and pieces that several pages share.
//!
//! Must not use a page.

pub mod asks;
pub mod changes;
pub mod derived;
pub mod fact_age;
pub mod moved;
pub mod needed_by;
pub mod owing;
pub mod parts;
pub mod place_in_plan;
pub mod reading;
