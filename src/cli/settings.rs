//! What was typed, and what was not, as one meaning.

use super::project::Project;
use super::today::Today;
use super::{Failure, GlobalArgs};
use crate::analyse::Analysis;
use crate::model::Program;
use crate::site::{Config, is_day_lost};

/// How much is told beside what was asked for, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// Nothing.
    Silent,
    /// Errors.
    Quiet,
    /// Errors, warnings, a summary.
    Normal,
    /// Everything.
    Verbose,
}

/// A run, fully determined.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its folders.
    pub project: Project,
    /// What the pipeline needs to know. Without a commit: only a build asks for that.
    pub config: Config,
    /// Whether more problems count.
    pub strict: bool,
    /// How much is told.
    pub loudness: Loudness,
    today: Today,
}

impl Settings {
    /// What the command line means here and today.
    ///
    /// # Errors
    /// When it means nothing.
    pub fn new(args: &GlobalArgs) -> Result<Self, Failure> {
        let project = Project::find(args)?;
        let today = Today::read()?;
        let config = Config {
            content: project.content.clone(),
            themes: project.themes.clone(),
            statics: project.statics.clone(),
            as_of: args.as_of.map(|as_of| as_of.on(today.date)),
            today: today.date,
            commit: None,
        };
        Ok(Self { project, config, strict: args.strict, loudness: loudness(args), today })
    }

    /// The same for a project at that commit.
    #[must_use]
    pub fn with_commit(&self, commit: Option<String>) -> Self {
        let mut settings = self.clone();
        settings.config.commit = commit;
        settings
    }

    /// That the day which is shown is known.
    ///
    /// # Errors
    /// When a status date was written that cannot be read, and none is given.
    pub fn day_is_known(&self, program: &Program) -> Result<(), Failure> {
        let lost = self.config.as_of.is_none() && is_day_lost(program);
        if lost { Err(Failure::NoDay) } else { Ok(()) }
    }

    /// Where a run reads and what day it speaks about, for those who want to know everything.
    pub fn circumstances(&self, program: &Program, now: &Analysis) -> String {
        let giver = match () {
            () if self.config.as_of.is_some() => "--as-of",
            () if program.settings.status_date.is_some() => "status_date of milepost.yaml",
            () => self.today.source,
        };
        let root = self.project.shown(&self.project.root);
        let content = self.project.shown(&self.project.root.join(self.config.content.as_str()));
        format!("Project {root}, content {content}\nAs of {}, given by {giver}\n", now.as_of)
    }
}

fn loudness(args: &GlobalArgs) -> Loudness {
    match i16::from(args.verbose) - i16::from(args.quiet) {
        ..=-2 => Loudness::Silent,
        -1 => Loudness::Quiet,
        0 => Loudness::Normal,
        1.. => Loudness::Verbose,
    }
}
