//! What git answers. Must not know why it is asked: where there is no git, or no answer, that is nothing, never an error.

mod objects;
mod repository;
mod tree;

pub use repository::{Commit, Repository};
pub use tree::Tree;

use std::path::Path;
use std::process::{Command, Stdio};

/// What git says to these words; nothing where it fails.
pub fn git(folder: &Path, words: &[&str]) -> Option<Vec<u8>> {
    let answer = command(folder, words).stdin(Stdio::null()).output().ok()?;
    answer.status.success().then_some(answer.stdout)
}

/// Git, about to hear these words.
fn command(folder: &Path, words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(words).current_dir(folder);
    // Hooks set these, and then another repository would answer.
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    // A build must not be in the way of a command that is run beside it.
    git.env("GIT_OPTIONAL_LOCKS", "0");
    git.stderr(Stdio::null());
    git
}

/// What git says to these words in one line, without blanks around it; nothing where that line is empty.
pub fn line(folder: &Path, words: &[&str]) -> Option<String> {
    let answer = String::from_utf8(git(folder, words)?).ok()?;
    let line = answer.lines().next().unwrap_or_default().trim();
    (!line.is_empty()).then(|| line.to_owned())
}
