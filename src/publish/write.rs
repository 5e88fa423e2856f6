//! The changes on the disk, each whole or not at all, none through a link.
//!
//! Must not decide what is to be done: that is the survey's.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::PublishError;
use super::whole_file::{self, temporary_name};
use crate::site::plan::SitePath;

/// Where a path of the site lies on the disk.
pub(super) fn place(output: &Path, path: &SitePath) -> PathBuf {
    output.join(path.as_str())
}

/// Whether the disk has a regular file here, with no link on the way to it.
pub(super) fn is_real_file(path: &SitePath, output: &Path) -> bool {
    has_real_parents(path, output)
        && fs::symlink_metadata(place(output, path)).is_ok_and(|found| found.is_file())
}

/// Whether the disk has a folder here, with no link on the way to it.
pub(super) fn is_real_folder(path: &SitePath, output: &Path) -> bool {
    has_real_parents(path, output)
        && fs::symlink_metadata(place(output, path)).is_ok_and(|found| found.is_dir())
}

fn has_real_parents(path: &SitePath, output: &Path) -> bool {
    path.folders().all(|folder| fs::symlink_metadata(output.join(folder)).is_ok_and(|found| found.is_dir()))
}

/// Makes folders, given the outer before the inner, one depth at a time.
pub(super) fn make_folders(folders: &[SitePath], output: &Path) -> Result<(), PublishError> {
    let make = |folder: &&SitePath| {
        let path = place(output, folder);
        match fs::create_dir(&path) {
            // Two names that differ in case alone are one folder on some systems.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => None,
            made => made.map_err(PublishError::io("make the folder", &path)).err(),
        }
    };
    let mut depth = 0;
    let mut made = 0;
    while made < folders.len() {
        let level: Vec<&SitePath> =
            folders.iter().filter(|folder| folder.folders().count() == depth).collect();
        if let Some(error) = level.par_iter().find_map_first(make) {
            return Err(error);
        }
        made += level.len();
        depth += 1;
    }
    Ok(())
}

/// Puts one file in its place; `path` makes the temporary name.
pub(super) fn write_whole(folder: &Path, name: &str, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
    let (temporary, target) = (folder.join(temporary_name(path)), folder.join(name));
    whole_file::put(&target, &temporary, bytes).map_err(|error| PublishError::io("write", &target)(error))
}

/// Removes the temporary files that a stopped run may have left for these paths.
pub(super) fn sweep_temporary<'a>(paths: impl Iterator<Item = &'a SitePath>, output: &Path) {
    for path in paths.filter(|path| has_real_parents(path, output)) {
        let folder = path.folder().map_or_else(|| output.to_owned(), |folder| output.join(folder));
        // What cannot be removed now is in nobody's way.
        let _ = fs::remove_file(folder.join(temporary_name(path.as_str())));
    }
}

/// Removes files; one that is gone already is well.
pub(super) fn remove_files(files: &[SitePath], output: &Path) -> Result<(), PublishError> {
    for file in files {
        let path = place(output, file);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(PublishError::io("remove", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Removes folders, given the inner before the outer, as far as they are empty.
pub(super) fn remove_folders(folders: &[SitePath], output: &Path) {
    for folder in folders {
        // A folder that holds something foreign stays.
        let _ = fs::remove_dir(place(output, folder));
    }
}
