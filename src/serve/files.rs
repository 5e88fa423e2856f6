//! The files of a project as they were read, as long as nobody changed them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    disk::Disk,
    site::Memo,
    world::{Listing, Moment, ProjectPath, ReadError, World},
};

/// A [`World`] over a folder that reads each file once, until it is told that it changed.
pub struct Files {
    disk: Disk,
    /// What reading them gave.
    pub memo: Memo,
    known: Mutex<Known>,
}

/// Most changes that are told one by one; after more of them anything may have changed.
const MOST_CHANGES: usize = 4_096;

#[derive(Default)]
struct Known {
    /// How often something was forgotten: what was read before that and comes after it is not kept.
    forgotten: u64,
    /// When files came or went for the last time.
    structure: u64,
    /// What changed since then, and when.
    changes: Vec<(u64, ProjectPath)>,
    bytes: BTreeMap<ProjectPath, Arc<[u8]>>,
    lists: BTreeMap<ProjectPath, Listing>,
    /// Whether there is a file, and where it is once links are followed.
    places: BTreeMap<ProjectPath, Option<ProjectPath>>,
    /// Folders of all files that were asked for, there or not.
    folders: BTreeSet<ProjectPath>,
}

impl Files {
    /// Of a project.
    pub fn new(disk: Disk) -> Self {
        Self { disk, memo: Memo::default(), known: Mutex::default() }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        self.disk.root()
    }

    /// Forget what is known of these places; of everything where `structure` says that files may have come or gone and they
    /// have: an editor that writes a second file and gives it the name of the first brings nothing new.
    pub fn forget<'a>(&self, places: impl IntoIterator<Item = &'a Path>, structure: bool) {
        let mut known = self.known();
        known.forgotten += 1;
        let now = known.forgotten;
        let changed: BTreeSet<ProjectPath> =
            places.into_iter().filter_map(|place| self.named(place)).collect();
        let structure = structure && !changed.iter().all(|path| self.stands(&known, path));
        changed.iter().for_each(|path| drop(known.bytes.remove(path)));
        if structure || known.changes.len() + changed.len() > MOST_CHANGES {
            // A folder came or went with all that is in it.
            known.bytes.retain(|file, _| !folders_of(file).any(|folder| changed.contains(&folder)));
            known.forget_names(now);
        } else {
            known.changes.extend(changed.into_iter().map(|path| (now, path)));
        }
    }

    /// Whether there is a file of that name as there was before, or none as before.
    fn stands(&self, known: &Known, path: &ProjectPath) -> bool {
        let inside = format!("{path}/");
        let mut was = false;
        for listing in known.lists.values() {
            if listing.problems.iter().any(|problem| problem.place == path.as_str()) {
                return false;
            }
            let at = listing.files.partition_point(|file| file < path);
            was |= listing.files.get(at) == Some(path);
            let first = listing.files.partition_point(|file| file.as_str() < inside.as_str());
            if listing.files.get(first).is_some_and(|file| file.as_str().starts_with(&inside)) {
                return false;
            }
        }
        let in_folder = known.lists.keys().any(|folder| path.is_within(folder));
        let asked = known.places.get(path);
        match std::fs::symlink_metadata(self.root().join(path.as_str())) {
            Ok(found) if !found.is_file() => false,
            Ok(_) => (was || !in_folder) && asked.is_none_or(|place| place.as_ref() == Some(path)),
            Err(_) => !was && asked.is_none_or(Option::is_none),
        }
    }

    /// Forget everything: events were lost, or somebody wants to begin anew.
    pub fn forget_all(&self) {
        let mut known = self.known();
        known.forgotten += 1;
        known.bytes.clear();
        let now = known.forgotten;
        known.forget_names(now);
    }

    /// The folders of the project in which files were looked for.
    pub fn folders(&self) -> Vec<PathBuf> {
        let known = self.known();
        known.folders.iter().map(|folder| self.root().join(folder.as_str())).collect()
    }

    /// Whether a place belongs to the project, as far as anybody reads of it.
    pub fn is_of_interest(&self, place: &Path) -> bool {
        let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
        place.strip_prefix(self.root()).is_ok_and(|inner| !inner.iter().any(hidden))
            && !self.disk.is_excluded(place)
    }

    fn named(&self, place: &Path) -> Option<ProjectPath> {
        let inner = place.strip_prefix(self.root()).ok()?;
        let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
        ProjectPath::new(&parts?.join("/")).ok()
    }

    /// What is kept, and up to when.
    fn look<T>(&self, get: impl FnOnce(&Known) -> Option<T>) -> (Option<T>, u64) {
        let known = self.known();
        (get(&known), known.forgotten)
    }

    /// Keep what was read at `path`, unless something was forgotten since `before`: it may be old already.
    fn keep(&self, before: u64, path: &ProjectPath, keep: impl FnOnce(&mut Known)) {
        let mut known = self.known();
        known.folders.insert(path.parent());
        if known.forgotten == before {
            keep(&mut known);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // What is kept is whole at any time, whoever panicked meanwhile.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Forget which files there are.
    fn forget_names(&mut self, now: u64) {
        self.structure = now;
        self.changes.clear();
        self.lists.clear();
        self.places.clear();
    }
}

/// The folders that a file lies in, the nearest first.
fn folders_of(file: &ProjectPath) -> impl Iterator<Item = ProjectPath> {
    std::iter::successors(Some(file.parent()), |folder| (!folder.is_root()).then(|| folder.parent()))
}

impl World for Files {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        let (kept, before) = self.look(|known| known.bytes.get(path).cloned());
        if let Some(bytes) = kept {
            return Ok(bytes.to_vec());
        }
        let read = self.disk.read(path);
        self.keep(before, path, |known| {
            if let Ok(bytes) = &read {
                known.bytes.insert(path.clone(), bytes.as_slice().into());
            }
        });
        read
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let (kept, before) = self.look(|known| known.lists.get(folder).cloned());
        kept.unwrap_or_else(|| {
            let listing = self.disk.list(folder);
            self.keep(before, folder, |known| drop(known.lists.insert(folder.clone(), listing.clone())));
            listing
        })
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.behind_links(path).is_some()
    }

    fn behind_links(&self, path: &ProjectPath) -> Option<ProjectPath> {
        let (kept, before) = self.look(|known| known.places.get(path).cloned());
        kept.unwrap_or_else(|| {
            let place = self.disk.behind_links(path);
            self.keep(before, path, |known| drop(known.places.insert(path.clone(), place.clone())));
            place
        })
    }

    fn moment(&self) -> Option<Moment> {
        Some(Moment(self.known().forgotten))
    }

    fn changed_since(&self, Moment(moment): Moment) -> Option<BTreeSet<ProjectPath>> {
        let known = self.known();
        let changed = known.changes.iter().filter(|(when, _)| *when > moment);
        (known.structure <= moment).then(|| changed.map(|(_, path)| path.clone()).collect())
    }
}
