//! What can go wrong while a site is written: always the path, and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use super::terms::Lost;
use crate::site::plan::SitePath;

/// Why a site could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output folder is one that must never be written to.
    #[error("refusing to write the site to {}: it {reason}; choose an empty folder of its own, such as `output`", path.display())]
    Refused {
        /// The folder, absolute and without links as far as it exists.
        path: PathBuf,
        /// What the folder is, as the end of a sentence that begins with "it".
        reason: &'static str,
    },
    /// Another run is writing to the same folder.
    #[error("another build is writing to {}; wait for it to end, then build again", path.display())]
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// Files that we did not write stand where the site needs to write.
    #[error("{} was not written by Milepost{}, and the site needs its place; move it away, choose another output folder, or write over it with --force; nothing of the site was written", first.display(), and_others(*.others))]
    Foreign {
        /// The first of them in byte order.
        first: PathBuf,
        /// How many more there are.
        others: usize,
    },
    /// A symbolic link stands where the site needs a folder or a file.
    #[error("{} is a link, and the site is never written through links; remove it; nothing of the site was written", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A pipe, a socket, a device or a folder stands where our bookkeeping needs a file.
    #[error("{} is no regular file; remove it; nothing of the site was written", path.display())]
    Odd {
        /// What stands there.
        path: PathBuf,
    },
    /// The site came to nothing, or to much less than what stands.
    #[error("{}; the site of {stands} pages in {} was left as it is; if it is meant, build with --allow-empty", lost_in_words(*lost), path.display())]
    Nothing {
        /// The output folder.
        path: PathBuf,
        /// What came to nothing.
        lost: Lost,
        /// How many pages the site has that stands.
        stands: usize,
    },
    /// The plan itself holds a path that is kept for our bookkeeping.
    #[error(
        "the site may not have a file {path}: names that begin with `.milepost-` are kept for bookkeeping; rename it"
    )]
    Bookkeeping {
        /// The path in the plan.
        path: SitePath,
    },
    /// The list of our files cannot be trusted.
    #[error("{} is not a list of files that Milepost wrote ({reason}); delete the output folder if it holds nothing else, then build again; nothing of the site was written", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The operating system refused.
    #[error("cannot {action} {}: {source}; check its permissions and the space on the disk, then build again", path.display())]
    Io {
        /// What was tried, as in "cannot write".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl PublishError {
    /// For `map_err`: what was tried on which path.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}

fn lost_in_words(lost: Lost) -> String {
    match lost {
        Lost::Content => String::from("the content folder holds no Markdown file"),
        Lost::Settings => String::from(
            "there are no settings that can be read, and the site that stands was made with some",
        ),
        Lost::Pages { gone, of } => format!("{gone} of the {of} pages of the content would be removed"),
    }
}

fn and_others(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => String::from(" (nor was one other file)"),
        many => format!(" (nor were {many} other files)"),
    }
}
