//! Which folders a site may be written to.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::PublishError;

/// The folders that a site is made from, and must therefore not be written to. Relative `content` and `themes`
/// are meant from `root`; they need not exist.
///
/// Refused are also: the root of the file system, the home folder, a folder that holds any of these, and
/// whatever lies in a repository's `.git`. Paths are compared with all links followed.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The project's own folder.
    pub root: &'a Path,
    /// Where the Markdown is.
    pub content: &'a Path,
    /// Where the project's own templates are.
    pub themes: &'a Path,
}

/// The output folder as an absolute path without links, if it may be written to.
pub(super) fn admit(output: &Path, sources: &Sources<'_>) -> Result<PathBuf, PublishError> {
    let home = env::home_dir().filter(|home| home.is_absolute());
    admit_beside(output, sources, home.as_deref())
}

fn admit_beside(output: &Path, sources: &Sources<'_>, home: Option<&Path>) -> Result<PathBuf, PublishError> {
    let place = real(output)?;
    match refusal(&place, sources, home)? {
        Some(reason) => Err(PublishError::Refused { path: place, reason }),
        None => Ok(place),
    }
}

fn refusal(
    place: &Path,
    sources: &Sources<'_>,
    home: Option<&Path>,
) -> Result<Option<&'static str>, PublishError> {
    let root = real(sources.root)?;
    let (content, themes) = (real(&root.join(sources.content))?, real(&root.join(sources.themes))?);
    let home = home.map(real).transpose()?;
    Ok(match () {
        () if place.parent().is_none() => Some("is the root of the file system"),
        () if home.is_some_and(|home| home.starts_with(place)) => Some("is, or holds, the home folder"),
        () if place == root => Some("is the project's own folder"),
        () if root.starts_with(place) => Some("holds the project"),
        () if content.starts_with(place) => Some("is, or holds, the content folder"),
        () if place.starts_with(&content) => Some("lies in the content folder"),
        () if themes.starts_with(place) => Some("is, or holds, the themes folder"),
        () if place.starts_with(&themes) => Some("lies in the themes folder"),
        () if place.iter().any(|part| part == ".git") => Some("lies in a repository's own folder"),
        () if place.exists() && !place.is_dir() => Some("is not a folder"),
        () => None,
    })
}

/// The path with every link followed; what does not exist yet is taken as it is written.
fn real(path: &Path) -> Result<PathBuf, PublishError> {
    let failed = PublishError::io("find", path);
    let absolute = match std::path::absolute(path) {
        Ok(absolute) => absolute,
        Err(error) => return Err(failed(error)),
    };
    let mut missing: Vec<OsString> = Vec::new();
    let mut existing = absolute.as_path();
    let mut place = loop {
        match fs::canonicalize(existing) {
            Ok(place) => break place,
            // A link that leads nowhere would be followed once its target exists.
            Err(error) if fs::symlink_metadata(existing).is_ok() => return Err(failed(error)),
            Err(error) => match (existing.parent(), existing.file_name()) {
                (Some(parent), Some(name)) => {
                    missing.push(name.to_owned());
                    existing = parent;
                }
                // `..` below a folder that does not exist, or no root at all.
                _ => return Err(failed(error)),
            },
        }
    };
    place.extend(missing.iter().rev());
    Ok(place)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn project() -> TempDir {
        let folder = TempDir::new().unwrap();
        for name in ["home/project/content/risks", "home/project/themes", "home/project/.git", "elsewhere"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("home/project/file"), "").unwrap();
        folder
    }

    fn reason(folder: &TempDir, output: &Path) -> Option<&'static str> {
        let root = folder.path().join("home/project");
        let sources = Sources { root: &root, content: Path::new("content"), themes: Path::new("themes") };
        match admit_beside(output, &sources, Some(&folder.path().join("home"))) {
            Ok(_) => None,
            Err(PublishError::Refused { reason, .. }) => Some(reason),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn refuses_every_folder_that_holds_what_is_not_ours() {
        let folder = project();
        let root = folder.path().join("home/project");
        for (output, expected) in [
            (PathBuf::from("/"), Some("is the root of the file system")),
            (folder.path().to_owned(), Some("is, or holds, the home folder")),
            (folder.path().join("home"), Some("is, or holds, the home folder")),
            (root.clone(), Some("is the project's own folder")),
            (root.join("content/.."), Some("is the project's own folder")),
            (root.join("content"), Some("is, or holds, the content folder")),
            (root.join("content/new/site"), Some("lies in the content folder")),
            (root.join("themes"), Some("is, or holds, the themes folder")),
            (root.join("themes/x"), Some("lies in the themes folder")),
            (root.join(".git/site"), Some("lies in a repository's own folder")),
            (root.join("file"), Some("is not a folder")),
            (root.join("output"), None),
            (root.join("content-site"), None),
            (folder.path().join("elsewhere"), None),
            (folder.path().join("elsewhere/a/b"), None),
        ] {
            assert_eq!(reason(&folder, &output), expected, "{}", output.display());
        }
    }

    #[test]
    fn a_project_outside_home_may_not_hold_its_parent() {
        let folder = project();
        let root = folder.path().join("home/project");
        let sources = Sources { root: &root, content: Path::new("content"), themes: Path::new("themes") };
        for output in ["", "home"] {
            let refused = admit_beside(&folder.path().join(output), &sources, None);
            assert!(
                matches!(refused, Err(PublishError::Refused { reason: "holds the project", .. })),
                "{output}"
            );
        }
    }

    #[test]
    fn climbing_below_a_missing_folder_never_reaches_content() {
        let folder = project();
        let root = folder.path().join("home/project");
        let sources = Sources { root: &root, content: Path::new("content"), themes: Path::new("themes") };
        assert!(admit_beside(&root.join("output/../content"), &sources, None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_hide_what_a_folder_is() {
        use std::os::unix::fs::symlink;

        let folder = project();
        let root = folder.path().join("home/project");
        symlink(root.join("content"), folder.path().join("elsewhere/link")).unwrap();
        symlink(folder.path().join("nowhere"), folder.path().join("elsewhere/dangling")).unwrap();
        let link = folder.path().join("elsewhere/link");
        assert_eq!(reason(&folder, &link), Some("is, or holds, the content folder"));
        assert_eq!(reason(&folder, &link.join("deeper/still")), Some("lies in the content folder"));
        assert_eq!(reason(&folder, &link.join("risks")), Some("lies in the content folder"));
        let sources = Sources { root: &root, content: Path::new("content"), themes: Path::new("themes") };
        let dangling = admit_beside(&folder.path().join("elsewhere/dangling"), &sources, None);
        assert!(matches!(dangling, Err(PublishError::Io { .. })));
    }
}
