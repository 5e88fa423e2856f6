//! The commit that the project is at, if it is kept in git.

use std::path::Path;

use super::git::git;

/// Digits of the name that are shown. Always the same number, for git's own shortest name differs from clone
/// to clone.
const DIGITS: usize = 10;

/// The short name of the commit that is checked out in `folder`, with `-dirty` behind it where files there have changed
/// since or are new; those below `output` do not count. Nothing outside a repository, before the first commit, or
/// without git: no build fails for that.
pub fn short_name(folder: &Path, output: &Path) -> Option<String> {
    if !folder.ancestors().any(|above| above.join(".git").exists()) {
        return None;
    }
    let head = git(folder, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let name = head.get(..DIGITS).filter(|name| name.iter().all(u8::is_ascii_hexdigit))?;
    let dirty = if is_dirty(folder, output) { "-dirty" } else { "" };
    Some(format!("{}{dirty}", String::from_utf8_lossy(name)))
}

fn is_dirty(folder: &Path, output: &Path) -> bool {
    let mut words = vec!["status", "--porcelain", "--", "."];
    let inside = output.strip_prefix(folder).ok().and_then(Path::to_str);
    let but = inside.map(|output| format!(":(exclude,literal){}", output.replace('\\', "/")));
    words.extend(but.as_deref());
    git(folder, &words).is_some_and(|changed| !changed.is_empty())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_without_a_commit_has_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("output");
        assert_eq!(short_name(folder.path(), &output), None);
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(short_name(folder.path(), &output), None);
    }
}
