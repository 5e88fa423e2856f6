//! The schedule as the program says it: from content to dates, reasons and answers.

mod answers;
mod baselines;
mod by_plan;
mod calendars;
mod content;
mod dates;
mod lengths;
mod links;
#[path = "../schedule/network.rs"]
#[allow(dead_code, reason = "shared with the tests of the engine, which use more of it")]
mod network;
mod owners;
mod project;
mod risk;
mod sprints;
mod unscheduled;
