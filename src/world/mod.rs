//! What a build reads and the names of what it writes.
//!
//! [`World`] is the only door through which the pipeline sees a project: files have names and bytes, and
//! nothing else. [`Memory`] is the twin used by tests; the one over a real folder is `disk::Disk`.
//! [`ProjectPath`] names what is read, [`SitePath`] what is written.
//!
//! This module must not know the file system, the clock or the environment. Today's date is a value that the
//! caller passes along, never something a `World` tells.

mod memory;
mod project_path;
mod site_names;
mod relative;
mod site_path;
mod slug;
mod trace;

use std::collections::BTreeSet;

pub use memory::Memory;
pub use project_path::{PathError, ProjectPath};
pub use relative::relative;
pub use site_names::{Collision, CollisionKind, SiteNames};
pub use site_path::{SitePath, SitePathError};
pub use slug::{slug, slugs};
pub use trace::{Trace, Traced};

/// A project's files, by name. Hidden files and folders (a name that begins with a dot) do not exist for it.
///
/// Shared between threads: the caller reads many files at once.
pub trait World: Sync {
    /// The bytes of one file.
    ///
    /// # Errors
    /// When there is no such regular file, it may not be read, or it is a link that leaves the project.
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError>;

    /// All files below `folder`, at any depth, in byte order of their paths, and what could not be listed.
    fn list(&self, folder: &ProjectPath) -> Listing;

    /// Whether [`World::read`] would find a regular file here.
    fn exists(&self, path: &ProjectPath) -> bool;

    /// Where the bytes of a file lie once links are followed; `None` where [`World::exists`] says no.
    fn behind_links(&self, path: &ProjectPath) -> Option<ProjectPath> {
        self.exists(path).then(|| path.clone())
    }

    /// A name for what the world is now; `None` where nobody sees it change.
    fn moment(&self) -> Option<Moment> {
        None
    }

    /// The files whose bytes may be others than they were at that moment; `None` where files may have come or gone.
    fn changed_since(&self, _: Moment) -> Option<BTreeSet<ProjectPath>> {
        None
    }

    /// As [`World::list`], but the Markdown files alone (see [`ProjectPath::is_markdown`]).
    fn list_markdown(&self, folder: &ProjectPath) -> Listing {
        let mut listing = self.list(folder);
        listing.files.retain(ProjectPath::is_markdown);
        listing
    }
}

/// A moment in the life of a world that is watched. What is read after it was asked for is at least as new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files, sorted, without repetition.
    pub files: Vec<ProjectPath>,
    /// What is there but cannot be used, sorted by place.
    pub problems: Vec<ListProblem>,
}

impl Listing {
    /// Puts files and problems in the order that [`World::list`] promises.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.files.sort_unstable();
        self.files.dedup();
        self.problems.sort_unstable();
        self.problems.dedup();
        self
    }
}

/// Something in a listed folder that a build has to leave out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListProblem {
    /// Where it is, relative to the project's root; bytes that are no UTF-8 and control characters are
    /// replaced, so that it can be shown.
    pub place: String,
    /// Why it cannot be used.
    pub reason: ListFailure,
}

/// Why something in a folder is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum ListFailure {
    /// The folder that was asked for is not there.
    #[error("there is no such folder")]
    Missing,
    /// What was asked for is there, and is no folder.
    #[error("it is not a folder")]
    NotAFolder,
    /// The name cannot be written as a [`ProjectPath`].
    #[error("its name cannot be used: {0}")]
    Name(PathError),
    /// The bytes of the name are no text.
    #[error("its name is not valid UTF-8")]
    NotUtf8,
    /// A pipe, a socket or a device.
    #[error("it is not a regular file")]
    NotAFile,
    /// A symbolic link whose target a build may not read.
    #[error("it is a link that leads out of the project, into a hidden or excluded folder, or nowhere")]
    Link,
    /// The operating system refused.
    #[error("it cannot be listed: {0}")]
    Refused(String),
}

/// Why the bytes of a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct ReadError {
    /// The file that was asked for.
    pub path: ProjectPath,
    /// Why there are no bytes.
    pub reason: ReadFailure,
}

/// The reasons of a [`ReadError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFailure {
    /// Nothing has this name (hidden names count as nothing).
    #[error("there is no such file")]
    Missing,
    /// A folder, a pipe, a socket or a device.
    #[error("it is not a regular file")]
    NotAFile,
    /// A symbolic link whose target a build may not read.
    #[error("it is a link that leads out of the project or into a hidden or excluded folder")]
    Link,
    /// The permissions forbid it.
    #[error("it may not be read; check its permissions")]
    Denied,
    /// Anything else that the operating system said.
    #[error("it cannot be read: {0}")]
    Refused(String),
}
