//! One file, written whole or not at all: whoever reads it sees the old or the new one.
//!
//! The bytes go to a temporary file in the same folder, which then takes the name.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

/// How all names begin that are our bookkeeping and never part of a site.
pub(super) const RESERVED_PREFIX: &str = ".milepost-";

/// The name of the temporary file for what is called `path`; the same on every run, so that what a stopped one left is
/// found.
pub(super) fn temporary_name(path: &str) -> String {
    format!("{RESERVED_PREFIX}{:016x}.tmp", xxh3_64(path.as_bytes()))
}

/// Puts a file in its place by way of `temporary`, which lies in the same folder.
pub(super) fn put(target: &Path, temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    put_as(target, temporary, bytes, |_| Ok(()))
}

/// Replaces the text of a file that somebody else keeps: a link to it stays one, and so does who may read and write it.
///
/// # Errors
/// When there is no such file, or the operating system refuses; then it is as it was.
pub fn rewrite(file: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(file)?;
    let permissions = fs::metadata(&target)?.permissions();
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = target.with_file_name(temporary_name(&name));
    put_as(&target, &temporary, text.as_bytes(), |file| file.set_permissions(permissions))
}

/// Writes the text of a file that may be there or not.
///
/// # Errors
/// When the operating system refuses; then it is as it was.
pub fn write(file: &Path, text: &str) -> io::Result<()> {
    if file.exists() {
        return rewrite(file, text);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    put(file, &file.with_file_name(temporary_name(&name)), text.as_bytes())
}

/// The same of a file below the folder `root`, with the folders that lead to it. Through a link that leads out of there
/// nothing is written, for whoever may write in the folder could name any file by one.
///
/// # Errors
/// When a link leads out, or the operating system refuses.
pub fn write_below(root: &Path, file: &Path, text: &str) -> io::Result<()> {
    let there = |place: &&Path| place.exists();
    let begins = file.ancestors().find(there).unwrap_or(root);
    if !fs::canonicalize(begins)?.starts_with(fs::canonicalize(root)?) {
        return Err(io::Error::other("a link leads out of the project there"));
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    write(file, text)
}

/// The text of a file. A pipe or a device may have no end, so nothing is read of those.
///
/// # Errors
/// When there is no such file, it is no regular one or no text, or the operating system refuses.
pub fn read(file: &Path) -> io::Result<String> {
    match fs::metadata(file)?.is_file() {
        true => fs::read_to_string(file),
        false => Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")),
    }
}

fn put_as(
    target: &Path,
    temporary: &Path,
    bytes: &[u8],
    prepare: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<()> {
    let written = create(temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        prepare(&file)
    });
    let put = written.and_then(|()| fs::rename(temporary, target));
    if put.is_err() {
        // It is in nobody's way: the next run takes its name.
        let _ = fs::remove_file(temporary);
    }
    put
}

/// Writes a file that must not exist yet, in a folder of ours.
pub(super) fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Opens a file that must not exist yet, so that no link is followed; what a stopped run left there goes.
fn create(path: &Path) -> io::Result<File> {
    let create = || File::options().write(true).create_new(true).open(path);
    match create() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()
        }
        opened => opened,
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_that_leads_out() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (root, other) = (folder.path().join("root"), folder.path().join("other"));
        for folder in [&root, &other] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(other.join("file"), "theirs").unwrap();
        symlink(other.join("file"), root.join("file")).unwrap();
        symlink(&other, root.join("folder")).unwrap();
        symlink(other.join("nowhere"), root.join("broken")).unwrap();
        for name in ["file", "folder/file", "folder/a/b", "../other/file"] {
            assert!(write_below(&root, &root.join(name), "ours").is_err(), "{name}");
        }
        // A link that leads nowhere gives way.
        for name in ["broken", "a/b/c"] {
            write_below(&root, &root.join(name), "ours").unwrap();
            assert_eq!(fs::read_to_string(root.join(name)).unwrap(), "ours");
        }
        assert_eq!(fs::read_to_string(other.join("file")).unwrap(), "theirs");
        assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
        assert!(read(Path::new("/dev/zero")).is_err());
    }

    #[test]
    fn what_a_stopped_run_left_is_in_nobodys_way() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        fs::write(folder.path().join(temporary_name("a.md")), "half").unwrap();
        rewrite(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(names(&folder), ["a.md"]);
    }

    #[test]
    fn a_file_that_cannot_be_put_leaves_nothing_behind() {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("taken/inside")).unwrap();
        assert!(put(&folder.path().join("taken"), &folder.path().join("t"), b"x").is_err());
        assert_eq!(names(&folder), ["taken"]);
        assert!(rewrite(&folder.path().join("none.md"), "x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = TempDir::new().unwrap();
        let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        rewrite(&link, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
