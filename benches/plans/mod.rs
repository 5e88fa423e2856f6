//! Made-up plans for the benchmarks, by name. Each benchmark takes those that it needs.
#![allow(dead_code, reason = "not every benchmark takes every plan")]

#[path = "../../examples/plans/made_up.rs"]
mod made_up;

use made_up::{Options, Past};
use milepost::{site::Config, world::Memory};

/// A plan to measure with.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// What it is called in the results.
    pub name: &'static str,
    options: Options,
}

/// A program that nothing is wrong with.
pub const CALM: Plan = plan("calm, 1,000 x 60", 1_000, 60, Past::Calm);
/// One of which nearly all is done.
pub const HISTORY: Plan = plan("history, 1,000 x 60", 1_000, 60, Past::History);
/// One of which all is late.
pub const TROUBLE: Plan = plan("trouble, 1,000 x 60", 1_000, 60, Past::Trouble);
/// The same, small enough to be built as a whole again and again.
pub const SMALL_TROUBLE: Plan = plan("trouble, 300 x 12", 300, 12, Past::Trouble).with_prose(50);
/// A program as most are.
pub const SMALL: Plan = plan("calm, 300 x 12", 300, 12, Past::Calm).with_prose(50);
/// No plan at all, but prose.
pub const PROSE: Plan = plan("1,000 pages of prose", 0, 0, Past::Calm).with_prose(1_000);

/// So many milestones, a phase for twenty of them, so many sprints that are over.
const fn plan(name: &'static str, milestones: usize, sprints: u32, past: Past) -> Plan {
    let options = Options {
        milestones,
        phases: milestones / 20,
        names: made_up::Names::Short,
        past,
        sprints: Some(sprints),
        pages: 0,
    };
    Plan { name, options }
}

impl Plan {
    const fn with_prose(mut self, pages: usize) -> Self {
        self.options.pages = pages;
        self
    }

    /// Its files, in memory.
    pub fn project(&self) -> Memory {
        Memory::of(made_up::program(&self.options).expect("dates")).expect("clean paths")
    }
}

/// How the plans are built.
pub fn config() -> Config {
    Config::usual(chrono::NaiveDate::MIN)
}
