//! What somebody else's Markdown is, and which settings would say so: the counts and the proposal of `milepost adopt`.
//!
//! Looks at the content twice: as it stands, for the keys, words and folders in it, and once more under the settings that
//! follow from these. Changes nothing. Must not know how its findings are told.

mod folder;
mod front;
mod guess;
mod under;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::guess::Guesses;
pub use self::under::Under;
use super::{Loaded, fields::snake, load};
use crate::{
    diag::{Code, Severity},
    model::{Kind, Program, Subject},
    world::{ProjectPath, World},
};

/// What was found, and what is proposed.
#[derive(Debug, Clone)]
pub struct Survey {
    /// How many Markdown files there are.
    pub files: usize,
    /// Of each kind that is recognized, how many things.
    pub kinds: Vec<(Kind, usize)>,
    /// How many decisions have a status that is read, and how many a day.
    pub decisions: (usize, usize),
    /// Of each code, how many findings there are under the settings, with the first of them.
    pub findings: Vec<(Code, Severity, usize, String)>,
    /// The settings, as text for a file.
    pub settings: String,
}

/// Look at the Markdown under `content`; `title` is what the project is called.
pub fn survey(world: &dyn World, content: &ProjectPath, title: &str, start: &str) -> Survey {
    let mut guesses = Guesses::new(world, content, title);
    let under = |settings: &str| load(&Under { world, settings }, content);
    let first = under(&guesses.settings(title, start));
    guesses.ignore(unknown_keys(&first));
    let unread = first.program.decisions.rows().iter().filter(|row| row.status.is_none());
    guesses.undecided(unread.filter_map(|row| row.status_text.clone()));
    let settings = guesses.settings(title, start);
    let loaded = under(&settings);
    let program = &loaded.program;
    let mut findings: BTreeMap<Code, (Severity, usize, String)> = BTreeMap::new();
    for found in &loaded.diagnostics {
        let told = findings.entry(found.code).or_insert_with(|| {
            let place = found.place.map_or("", |place| program.sources.path(place.file));
            (found.severity, 0, format!("{place}: {}", found.message))
        });
        told.1 += 1;
    }
    Survey {
        files: world.list_markdown(content).files.len(),
        kinds: kinds(program),
        decisions: (
            program.decisions.rows().iter().filter(|row| row.status.is_some()).count(),
            program.decisions.rows().iter().filter(|row| row.date.is_some()).count(),
        ),
        findings: findings
            .into_iter()
            .map(|(code, (severity, count, first))| (code, severity, count, first))
            .collect(),
        settings,
    }
}

/// The keys that nobody reads where they stand, with the number of their places.
fn unknown_keys(loaded: &Loaded) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    for found in loaded.diagnostics.iter().filter(|found| found.code == Code::UnknownKey) {
        let text = found
            .place
            .and_then(|place| loaded.program.sources.get(place.file)?.text.get(place.span.range()));
        if let Some(text) = text {
            *keys.entry(snake(text).into_owned()).or_default() += 1;
        }
    }
    keys
}

fn kinds(program: &Program) -> Vec<(Kind, usize)> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for subject in program.subjects().filter(|subject| !matches!(subject, Subject::Party(_))) {
        *counts.entry(program.kind(subject)).or_default() += 1;
    }
    counts.into_iter().collect()
}
