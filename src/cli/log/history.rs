//! What moved each date of a program, as its pages tell it when a build is asked for that.

use super::states::{Of, States};
use super::{Movement, repository};
use crate::cli::exit::Failure;
use crate::cli::settings::Settings;
use crate::model::Entity;
use crate::report::{Format, Report, block::Block};
use crate::site::{self, History};
use crate::world::World;

/// A movement as it stands on a page, which has a title already.
#[derive(serde::Serialize)]
struct OnPage<'a>(&'a Movement);

impl Report for OnPage<'_> {
    fn blocks(&self) -> Vec<Block> {
        let lines = std::iter::once(self.0.summary()).chain(self.0.circumstances()).collect();
        std::iter::once(Block::Lines(lines)).chain(self.0.table()).collect()
    }
}

/// What moved the finish of the program, its gates and its milestones, from all commits that there are.
///
/// # Errors
/// When the project is not kept in git, or that does not give what a commit holds.
pub fn history(settings: &Settings, world: &dyn World) -> Result<History, Failure> {
    let repository = repository(settings)?;
    let now = site::check(world, &settings.config);
    let states = States::read(settings, &repository, world, &now)?;
    let program = &now.program;
    let text = |of: &Of, name: &str| {
        let movement = Movement::of(&states, of, name.to_owned(), &now);
        // Where nothing has moved, and all is known, there is nothing to tell.
        let told = movement.moves.len() > 1 || movement.incomplete.is_some();
        told.then(|| OnPage(&movement).write(Format::Markdown))
    };
    let milestones = program.milestones.iter().filter_map(|(key, row)| {
        Some((row.head().id.clone(), text(&Of::milestone(program, key), "Finish")?))
    });
    let gates = program
        .phases
        .iter()
        .filter_map(|(key, row)| Some((row.head().id.clone(), text(&Of::gate(program, key), "Gate")?)));
    Ok(History {
        program: text(&Of::Program, "Finish of the program"),
        gates: gates.collect(),
        milestones: milestones.collect(),
    })
}
