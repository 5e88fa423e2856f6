//! The commit that the project is at, if it is kept in git.

use std::path::Path;
use std::process::{Command, Stdio};

/// Digits of the name that are shown. Always the same number, for git's own shortest name differs from clone
/// to clone.
const DIGITS: usize = 10;

/// The short name of the commit that is checked out in `folder`. Nothing outside a repository, before the
/// first commit, or without git: no build fails for that.
pub fn short_name(folder: &Path) -> Option<String> {
    if !folder.ancestors().any(|above| above.join(".git").exists()) {
        return None;
    }
    let mut git = Command::new("git");
    git.args(["rev-parse", "--verify", "--quiet", "HEAD"]).current_dir(folder);
    // Hooks set these, and then another repository would answer.
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    let answer = git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let name = answer.stdout.get(..DIGITS)?;
    let is_name = answer.status.success() && name.iter().all(u8::is_ascii_hexdigit);
    is_name.then(|| String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_without_a_commit_has_no_name() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(short_name(folder.path()), None);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(short_name(folder.path()), None);
    }
}
