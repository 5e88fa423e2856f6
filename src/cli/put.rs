//! New files on disk: all of them, or none where one would take the place of another.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file that is to be made.
#[derive(Debug)]
pub struct Planned {
    /// Where; absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// What is in the way of a file below the folder `root`: something of its name, or what should be a folder and is none. A
/// link is in the way wherever it leads, so that nothing is written elsewhere.
pub fn in_the_way(file: &Path, root: &Path) -> Option<PathBuf> {
    if fs::symlink_metadata(file).is_ok() {
        return Some(file.to_owned());
    }
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != root);
    let blocked = |folder: &&Path| fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir());
    folders.filter(blocked).last().map(Path::to_owned)
}

/// Makes the files, with the folders that they need. Where one fails, those that were made go again.
///
/// # Errors
/// The file that could not be made, and why.
pub fn put(files: &[Planned]) -> Result<(), (PathBuf, io::Error)> {
    for (made, file) in files.iter().enumerate() {
        if let Err(error) = create(file) {
            for file in &files[..made] {
                // What cannot be taken back is told by the next run, which finds it in the way.
                let _ = fs::remove_file(&file.path);
            }
            return Err((file.path.clone(), error));
        }
    }
    Ok(())
}

fn create(file: &Planned) -> io::Result<()> {
    let folder = file.path.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let written = File::create_new(&file.path)?.write_all(file.text.as_bytes());
    if written.is_err() {
        let _ = fs::remove_file(&file.path);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(root: &Path, name: &str) -> Planned {
        Planned { path: root.join(name), text: name.to_owned() }
    }

    #[test]
    fn what_fails_half_way_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("b"), "mine").unwrap();
        let (path, _) = put(&[planned(root, "a/x"), planned(root, "b"), planned(root, "c")]).unwrap_err();
        assert_eq!(path, root.join("b"));
        assert!(!root.join("a/x").exists() && !root.join("c").exists());
        assert_eq!(fs::read_to_string(root.join("b")).unwrap(), "mine");
    }

    #[test]
    fn files_and_links_are_in_the_way_of_files_and_folders() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("content"), "").unwrap();
        assert_eq!(in_the_way(&root.join("content/a/b.md"), root), Some(root.join("content")));
        assert_eq!(in_the_way(&root.join("content"), root), Some(root.join("content")));
        assert_eq!(in_the_way(&root.join("other/a.md"), root), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("nowhere"), root.join("link")).unwrap();
            assert_eq!(in_the_way(&root.join("link/a.md"), root), Some(root.join("link")));
        }
    }
}
