//! How a run ends: the exit codes, and what stops a run short.

use std::io;
use std::process::ExitCode;

use crate::publish::PublishError;

/// The exit codes, as help and README tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Fine = 0,
    /// The content has problems that were asked to count.
    Problems = 1,
    /// The command line asks for what cannot be.
    Usage = 2,
    /// The content came to nothing or to much less, and the site that stands was left as it is.
    Kept = 3,
    /// Something could not be read or written.
    Io = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a run stopped short. Of bad content, only a lost status date is among it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line or the environment asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// The project could not be read.
    #[error("{0}")]
    Unreadable(String),
    /// There is nothing to build from, and a site stands that was built before.
    #[error("{told}\nThe site in {site} was left as it is.")]
    Kept {
        /// What is missing, and what to do.
        told: String,
        /// Where the site stands, for people.
        site: String,
    },
    /// It is not known which day is to be shown: the clock never stands in for a date that was written.
    #[error(
        "`status_date` of milepost.yaml cannot be read, so it is not known which day to show; correct it, or give --as-of"
    )]
    NoDay,
    /// The site could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The report could not be written.
    #[error("cannot write the report: {0}")]
    Report(#[from] io::Error),
}

impl Failure {
    /// The exit code that tells it.
    pub fn exit(&self) -> Exit {
        match self {
            Self::NoDay => Exit::Problems,
            Self::Kept { .. } | Self::Publish(PublishError::Nothing { .. }) => Exit::Kept,
            Self::Usage(_) | Self::Publish(PublishError::Refused { .. }) => Exit::Usage,
            Self::Unreadable(_) | Self::Publish(_) | Self::Report(_) => Exit::Io,
        }
    }
}
