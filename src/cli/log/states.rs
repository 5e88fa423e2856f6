//! The dates of a program at each commit that touched it, all worked out on the same day.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use crate::analyse::{DependencyGraph, analyse};
use crate::cli::exit::Failure;
use crate::cli::git::{Commit, Repository, Tree, git};
use crate::cli::settings::Settings;
use crate::load::{Memo, load_again};
use crate::model::{Entity, Key, Milestone, Phase, Program, Subject};
use crate::site::{Checked, Config};
use crate::world::{ProjectPath, World};

/// Most commits that are looked at.
const MOST: usize = 1_000;

/// Whose date is asked for. A thing is found by its id, and before it had that, by those that it had.
#[derive(Debug, Clone)]
pub enum Of {
    /// The finish of the program.
    Program,
    /// The gate of a phase.
    Gate(Vec<String>),
    /// The finish of a milestone.
    Milestone(Vec<String>),
}

impl Of {
    /// The gate of a phase.
    pub fn gate(program: &Program, key: Key<Phase>) -> Self {
        Self::Gate(names(program, Subject::Phase(key), &program.phases[key].head().id))
    }

    /// A milestone.
    pub fn milestone(program: &Program, key: Key<Milestone>) -> Self {
        Self::Milestone(names(program, Subject::Milestone(key), &program.milestones[key].head().id))
    }
}

fn names(program: &Program, subject: Subject, id: &str) -> Vec<String> {
    let former = program.former.iter().filter(|(_, of)| **of == subject).map(|(id, _)| id.to_string());
    std::iter::once(id.to_owned()).chain(former).collect()
}

/// A commit that touched the project.
pub struct Touched {
    /// Its whole name.
    pub id: String,
    /// Whose it is.
    pub author: String,
    /// The day of it.
    pub on: String,
    /// Its first line.
    pub subject: String,
}

/// All dates of one state.
struct Dates {
    finish: Option<NaiveDate>,
    gates: BTreeMap<String, Option<NaiveDate>>,
    milestones: BTreeMap<String, Option<NaiveDate>>,
}

/// Every state of a project, the oldest first, with the commit that made it; none for the files as they are.
pub struct States {
    states: Vec<(Option<Touched>, Dates)>,
    /// Whether older ones are missing, and why.
    pub incomplete: Option<String>,
}

impl States {
    /// Those of the project in `world`, which comes to `now`.
    ///
    /// # Errors
    /// When git does not give what a commit holds.
    pub fn read(
        settings: &Settings,
        repository: &Repository,
        world: &dyn World,
        now: &Checked,
    ) -> Result<Self, Failure> {
        let config = Config { as_of: Some(now.chronicle.now.as_of), ..settings.config.clone() };
        let mut commits = commits(repository);
        let mut incomplete = repository.is_shallow().then(|| {
            "this clone is shallow: older commits are missing; run `git fetch --unshallow`, on GitHub set `fetch-depth: 0` of actions/checkout".to_owned()
        });
        if commits.len() > MOST {
            incomplete = Some(format!("only the last {MOST} commits are looked at"));
            commits.drain(..commits.len() - MOST);
        }
        let output = output(settings);
        let memo = Memo::default();
        let mut states = Vec::with_capacity(commits.len() + 1);
        for commit in commits {
            let named = Commit { id: commit.id.clone(), named: commit.id.clone() };
            let tree = Tree::read(repository, &named, output.as_ref()).map_err(|error| {
                Failure::Unreadable(format!("git does not give what {} holds: {error}", named.shown()))
            })?;
            let dates = Dates::of(&tree, &config, &memo);
            states.push((Some(commit), dates));
        }
        states.push((None, Dates::of(world, &config, &memo)));
        Ok(Self { states, incomplete })
    }

    /// How many commits were looked at.
    pub fn commits(&self) -> usize {
        self.states.len().saturating_sub(1)
    }

    /// One date in every state.
    pub fn of<'a>(&'a self, of: &'a Of) -> impl Iterator<Item = (Option<&'a Touched>, Option<NaiveDate>)> {
        self.states.iter().map(|(commit, dates)| (commit.as_ref(), dates.date(of)))
    }
}

/// The folder of the site, if it lies in the project.
fn output(settings: &Settings) -> Option<ProjectPath> {
    let project = &settings.project;
    let inside = project.output.strip_prefix(&project.root).ok().and_then(Path::to_str)?;
    ProjectPath::root().resolve(inside).ok().filter(|output| !output.is_root())
}

impl Dates {
    fn of(world: &dyn World, config: &Config, memo: &Memo) -> Self {
        let program = load_again(world, &config.content, Some(memo)).program;
        let graph = DependencyGraph::new(&program);
        let now = analyse(&program, &graph, config.as_of.unwrap_or(config.today));
        let gates = program
            .phases
            .iter()
            .map(|(key, phase)| (phase.head().id.to_string(), now.phases[key.index()].gate.forecast));
        let milestones = program.milestones.iter().map(|(key, milestone)| {
            (milestone.head().id.to_string(), now.milestone(key).forecast().map(|dates| dates.finish))
        });
        Self {
            finish: now.program.headline.forecast.map(|dates| dates.finish),
            gates: gates.collect(),
            milestones: milestones.collect(),
        }
    }

    fn date(&self, of: &Of) -> Option<NaiveDate> {
        match of {
            Of::Program => self.finish,
            Of::Gate(names) => names.iter().find_map(|id| self.gates.get(id).copied())?,
            Of::Milestone(names) => names.iter().find_map(|id| self.milestones.get(id).copied())?,
        }
    }
}

/// The commits that touched the project, the oldest first; of a merge what it brought is one step.
fn commits(repository: &Repository) -> Vec<Touched> {
    let words = [
        "log",
        "--first-parent",
        "--reverse",
        "-z",
        "--date=short",
        "--format=%H%x1f%an%x1f%ad%x1f%s",
        "--",
        ".",
    ];
    let answer = git(&repository.folder, &words).unwrap_or_default();
    let text = String::from_utf8_lossy(&answer).into_owned();
    let commit = |line: &str| {
        let parts: Vec<&str> = line.splitn(4, '\u{1f}').collect();
        let [id, author, on, subject] = parts[..] else { return None };
        let own = |text: &str| text.trim().to_owned();
        Some(Touched { id: own(id), author: own(author), on: own(on), subject: own(subject) })
    };
    text.split('\0').filter_map(commit).collect()
}
