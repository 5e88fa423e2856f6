//! One file for each kind of page: all that stands on it, sorted and looked up.
//!
//! A page uses parts and charts, never another page.

pub mod blocker;
pub mod checks;
pub mod contract;
pub mod decision;
pub mod escalation;
pub mod home;
pub mod lists;
pub mod milestone;
pub mod party;
pub mod phase;
pub mod risk;
pub mod service;
pub mod sprint;
pub mod task;
pub mod text;
