//! What git knows about the place where a program is to begin.

use std::path::{Path, PathBuf};

use super::web_address::of_remote;
use crate::cli::git::line;

/// The branch where git does not tell.
const BRANCH: &str = "main";

/// What git knows.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The name of whoever works here.
    pub user: Option<String>,
    /// The page of the repository on the web.
    pub repository: Option<String>,
    /// The branch that others start from.
    pub branch: String,
    /// The folder that holds the whole repository: the project's own where it is in none.
    pub top: PathBuf,
    /// The project's folder inside that one, with forward slashes; empty at the top.
    pub inner: String,
}

impl Surroundings {
    /// What git knows about a folder that need not be there yet; `folder` is absolute.
    pub fn of(folder: &Path) -> Self {
        let standing = folder.ancestors().find(|above| above.is_dir()).unwrap_or(folder);
        let user = line(standing, &["config", "--get", "user.name"]);
        let top = line(standing, &["rev-parse", "--show-toplevel"]).map(PathBuf::from);
        let inner = top.as_ref().and_then(|top| Some(slashed(folder.strip_prefix(top).ok()?)));
        let (Some(top), Some(inner)) = (top, inner) else {
            let (top, inner) = (folder.to_owned(), String::new());
            return Self { user, repository: None, branch: BRANCH.to_owned(), top, inner };
        };
        let remote = remote(standing);
        let address = remote.as_deref().and_then(|name| line(standing, &["remote", "get-url", name]));
        let branch = remote.and_then(|name| default_branch(standing, &name));
        let branch = branch.or_else(|| line(standing, &["symbolic-ref", "--short", "HEAD"]));
        Self {
            user,
            repository: address.as_deref().and_then(of_remote),
            branch: branch.unwrap_or_else(|| BRANCH.to_owned()),
            top,
            inner,
        }
    }
}

/// `origin`, else the first.
fn remote(folder: &Path) -> Option<String> {
    const USUAL: &str = "origin";
    let is_there = line(folder, &["remote", "get-url", USUAL]).is_some();
    if is_there { Some(USUAL.to_owned()) } else { line(folder, &["remote"]) }
}

/// The branch that a clone of the remote begins with.
fn default_branch(folder: &Path, remote: &str) -> Option<String> {
    let head = line(folder, &["symbolic-ref", "--short", &format!("refs/remotes/{remote}/HEAD")])?;
    head.strip_prefix(remote)?.strip_prefix('/').map(str::to_owned)
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
