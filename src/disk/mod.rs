//! A project in a real folder.
//!
//! Must not know what the files mean; reading many at once is the caller's business.
//!
//! Content comes from strangers, and a symbolic link in a pull request must not publish a file of the machine
//! that builds it, nor a secret that lies hidden in the project (`.git/config`). So a link is followed only to
//! a place that a build could have read anyway: inside the root, not hidden, not in an excluded folder. Pipes,
//! sockets and devices are skipped, for opening one may wait for ever.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use walkdir::{DirEntry, WalkDir};

use crate::text::visible;
use crate::world::{ListFailure, ListProblem, Listing, ProjectPath, ReadError, ReadFailure, World};

#[cfg(test)]
mod tests;

/// A [`World`] over a folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    excluded: Vec<PathBuf>,
    /// The folders that were listed last, if no link leads to them and a build may read there: what lies in one of them and is
    /// no link itself needs no second look at the way to it.
    plain: Arc<RwLock<HashSet<PathBuf>>>,
}

impl Disk {
    /// The project in `root`.
    ///
    /// # Errors
    /// When `root` is not a folder that can be reached.
    pub fn open(root: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(root)?;
        match root.is_dir() {
            true => Ok(Self { root, excluded: Vec::new(), plain: Arc::default() }),
            false => Err(io::Error::new(ErrorKind::NotADirectory, "the project's root is not a folder")),
        }
    }

    /// The same project without `folder` (relative to the root, or absolute) and all below it: the folder the
    /// site is written to. A folder that does not exist yet may be named too.
    #[must_use]
    pub fn excluding(mut self, folder: &Path) -> Self {
        let folder = self.root.join(folder);
        self.excluded.push(fs::canonicalize(&folder).unwrap_or(folder));
        self
    }

    /// The project's folder: absolute, without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a place lies in a folder that was excluded.
    #[must_use]
    pub fn is_excluded(&self, place: &Path) -> bool {
        self.excluded.iter().any(|folder| place.starts_with(folder))
    }

    fn locate(&self, path: &ProjectPath) -> PathBuf {
        path.segments().fold(self.root.clone(), |place, segment| place.join(segment))
    }

    /// Whether a build may read here; `place` is absolute and without links.
    fn is_open(&self, place: &Path) -> bool {
        let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
        let inside = place.strip_prefix(&self.root).is_ok_and(|inner| !inner.iter().any(hidden));
        inside && !self.is_excluded(place)
    }

    /// Where the bytes of a file really are, once it is sure that they may be read.
    fn regular(&self, path: &ProjectPath) -> Result<PathBuf, ReadFailure> {
        if path.is_hidden() {
            return Err(ReadFailure::Missing);
        }
        let place = self.locate(path);
        let is_plain = place.parent().is_some_and(|folder| self.plain().contains(folder));
        if is_plain && !self.is_excluded(&place) {
            let found = fs::symlink_metadata(&place).map_err(|error| read_failure(&error))?;
            if found.is_file() {
                return Ok(place);
            }
        }
        let place = fs::canonicalize(place).map_err(|error| read_failure(&error))?;
        if !self.is_open(&place) {
            return Err(ReadFailure::Link);
        }
        match fs::metadata(&place).map_err(|error| read_failure(&error))?.is_file() {
            true => Ok(place),
            false => Err(ReadFailure::NotAFile),
        }
    }

    fn plain(&self) -> RwLockReadGuard<'_, HashSet<PathBuf>> {
        // A set of folders is whole at any time, whoever panicked meanwhile.
        self.plain.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn plain_mut(&self) -> RwLockWriteGuard<'_, HashSet<PathBuf>> {
        self.plain.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the walk goes on into an entry; a link that may not be followed is told.
    fn admits(&self, entry: &DirEntry, problems: &mut Vec<ListProblem>) -> bool {
        let is_start = entry.depth() == 0;
        if !is_start && entry.file_name().as_encoded_bytes().starts_with(b".") {
            return false;
        }
        if self.is_excluded(entry.path()) {
            return false;
        }
        let open = !entry.path_is_symlink()
            || fs::canonicalize(entry.path()).is_ok_and(|place| self.is_open(&place));
        if !open {
            problems.push(self.problem(entry.path(), ListFailure::Link));
        }
        open
    }

    /// The path of a regular file, or what is wrong with its name.
    fn name(&self, place: &Path) -> Result<ProjectPath, ListFailure> {
        let inner = place.strip_prefix(&self.root).unwrap_or(place);
        let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
        ProjectPath::new(&parts.ok_or(ListFailure::NotUtf8)?.join("/")).map_err(ListFailure::Name)
    }

    fn problem(&self, place: &Path, reason: ListFailure) -> ListProblem {
        let inner = place.strip_prefix(&self.root).unwrap_or(place);
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        let place = visible::name(&parts.join("/")).into_owned();
        ListProblem { place: if place.is_empty() { ".".to_owned() } else { place }, reason }
    }

    fn walk_problem(&self, error: &walkdir::Error) -> ListProblem {
        let place = error.path().unwrap_or(&self.root);
        let is_link = error.loop_ancestor().is_some() || fs::read_link(place).is_ok();
        let reason = match error.io_error() {
            _ if is_link => ListFailure::Link,
            Some(error) => ListFailure::Refused(kind(error)),
            None => ListFailure::Refused(String::from("the walk failed")),
        };
        self.problem(place, reason)
    }
}

impl World for Disk {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        self.regular(path)
            .and_then(|place| fs::read(place).map_err(|error| read_failure(&error)))
            .map_err(|reason| ReadError { path: path.clone(), reason })
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let mut listing = Listing::default();
        let start = self.locate(folder);
        self.plain_mut().retain(|folder| !folder.starts_with(&start));
        let reason = match fs::canonicalize(&start) {
            Ok(place) if !folder.is_hidden() && place.is_dir() => {
                (!self.is_open(&place)).then_some(ListFailure::Link)
            }
            Ok(_) if !folder.is_hidden() => Some(ListFailure::NotAFolder),
            _ => Some(ListFailure::Missing),
        };
        if let Some(reason) = reason {
            listing.problems.push(self.problem(&start, reason));
            return listing;
        }
        // Where a link leads to the folder, the way to what lies in it is followed for each file.
        let is_plain = fs::canonicalize(&start).is_ok_and(|place| place == start);
        let mut plain: HashSet<PathBuf> = HashSet::new();
        let mut walk = WalkDir::new(&start).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if !self.admits(&entry, &mut listing.problems) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_file() => match self.name(entry.path()) {
                    Ok(name) => listing.files.push(name),
                    Err(reason) => listing.problems.push(self.problem(entry.path(), reason)),
                },
                Ok(entry) if entry.file_type().is_dir() => {
                    let inside = entry.path().parent().is_some_and(|folder| plain.contains(folder));
                    if is_plain && !entry.path_is_symlink() && (entry.depth() == 0 || inside) {
                        plain.insert(entry.into_path());
                    }
                }
                Ok(entry) => listing.problems.push(self.problem(entry.path(), ListFailure::NotAFile)),
                Err(error) => listing.problems.push(self.walk_problem(&error)),
            }
        }
        self.plain_mut().extend(plain);
        listing.sorted()
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.regular(path).is_ok()
    }

    fn behind_links(&self, path: &ProjectPath) -> Option<ProjectPath> {
        self.name(&self.regular(path).ok()?).ok()
    }
}

fn read_failure(error: &io::Error) -> ReadFailure {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ReadFailure::Missing,
        ErrorKind::PermissionDenied => ReadFailure::Denied,
        _ => ReadFailure::Refused(kind(error)),
    }
}

/// The kind of an error in words that are the same on every system.
fn kind(error: &io::Error) -> String {
    error.kind().to_string()
}
