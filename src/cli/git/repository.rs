//! The repository that a project is kept in, and the commits that people name.

use std::path::{Path, PathBuf};

use super::{git, line};

/// Digits of the name of a commit that are shown.
const DIGITS: usize = 10;

/// The repository of a project.
#[derive(Debug, Clone)]
pub struct Repository {
    /// The folder of the project; git is asked here.
    pub folder: PathBuf,
    /// Where the project is in it: empty, or a path without a slash at its end.
    pub prefix: String,
}

/// A commit, as it was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its whole name.
    pub id: String,
    /// What it was called.
    pub named: String,
}

impl Commit {
    /// `main (1a2b3c4d5e)`; the digits alone where it was named by them.
    pub fn shown(&self) -> String {
        let short = self.id.get(..DIGITS).unwrap_or(&self.id);
        if self.id.starts_with(&self.named) { short.to_owned() } else { format!("{} ({short})", self.named) }
    }
}

impl Repository {
    /// That of a folder; `None` where git knows of none.
    pub fn of(folder: &Path) -> Option<Self> {
        let prefix = String::from_utf8(git(folder, &["rev-parse", "--show-prefix"])?).ok()?;
        let prefix = prefix.trim_end_matches(['\n', '\r']).trim_end_matches('/').to_owned();
        Some(Self { folder: folder.to_owned(), prefix })
    }

    /// The commit that somebody means by a name: a branch, a tag, digits, `HEAD~2`.
    pub fn commit(&self, named: &str) -> Option<Commit> {
        // What begins so would be an option.
        if named.is_empty() || named.starts_with('-') {
            return None;
        }
        let words = ["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{named}^{{commit}}")];
        let id = line(&self.folder, &words)?;
        Some(Commit { id, named: named.to_owned() })
    }

    /// The last commit that two have in common.
    pub fn common(&self, one: &Commit, other: &Commit) -> Option<Commit> {
        let id = line(&self.folder, &["merge-base", &one.id, &other.id])?;
        Some(Commit { named: id.clone(), id })
    }

    /// The names of branches and tags.
    pub fn names(&self) -> Vec<String> {
        let names = git(&self.folder, &["for-each-ref", "--format=%(refname:short)"]).unwrap_or_default();
        String::from_utf8_lossy(&names).lines().map(str::to_owned).collect()
    }

    /// Whether commits are missing: somebody fetched only the last ones.
    pub fn is_shallow(&self) -> bool {
        line(&self.folder, &["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true")
    }
}
