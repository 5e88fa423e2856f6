//! A look at the folder before anything is written: what has to be done, or why nothing may be.
//!
//! Must not change anything on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{Manifest, Stamp, Stamps, is_bookkeeping, is_of_git};
use super::staging::{Kept, Lies};
use super::write::{is_real_file, is_real_folder, place};
use super::{PublishError, Published};
use crate::site::plan::{SitePath, SitePlan};

/// What has to be done, in the order of the fields.
#[derive(Debug, Default)]
pub(super) struct Survey<'a> {
    /// Our files whose place is needed for a folder, or for a name that differs in case alone.
    pub in_the_way: Vec<SitePath>,
    /// Our folders whose place is needed for a file, the inner before the outer.
    pub folders_in_the_way: Vec<SitePath>,
    /// Folders to make, the outer before the inner.
    pub new_folders: Vec<SitePath>,
    /// Files that are missing or differ.
    pub to_write: Vec<(&'a SitePath, &'a Kept)>,
    /// Our other files that the plan lacks and the disk has.
    pub stale: Vec<SitePath>,
    /// Our folders that the plan does not need, the inner before the outer.
    pub stale_folders: Vec<SitePath>,
    /// Files that somebody changed since we wrote them, in order.
    pub kept: Vec<SitePath>,
    /// The folder that was looked at.
    pub output: PathBuf,
    /// What others wrote gives way.
    force: bool,
    /// Every folder of the plan, and whether the disk has it.
    folders: BTreeMap<&'a str, bool>,
    foreign: Vec<SitePath>,
    /// Foreign files that are as planned by chance; they are left alone, and never become ours.
    borrowed: BTreeSet<&'a SitePath>,
}

/// What the disk has in the place of one planned file.
enum Found {
    Nothing,
    Same,
    Different,
    Folder,
    Foreign,
    /// Listed as ours, with bytes that we did not write.
    Changed,
    Link,
}

impl<'a> Survey<'a> {
    /// Looks at every place that the plan or the manifest names.
    pub fn of(
        plan: &'a SitePlan<Kept>,
        old: &Manifest,
        output: &Path,
        force: bool,
    ) -> Result<Self, PublishError> {
        if let Some(path) = plan.paths().find(|path| is_bookkeeping(path) || is_of_git(path)) {
            return Err(PublishError::Bookkeeping { path: path.clone() });
        }
        let mut survey = Self { force, output: output.to_owned(), ..Self::default() };
        survey.look_at_folders(plan, old, output)?;
        survey.look_at_files(plan, old, output)?;
        survey.foreign.sort_unstable();
        if let Some(first) = survey.foreign.first() {
            return Err(PublishError::Foreign {
                first: place(output, first),
                others: survey.foreign.len() - 1,
            });
        }
        survey.look_at_stale(plan, old, output);
        survey.kept.sort_unstable();
        Ok(survey)
    }

    /// Whether the disk has every file as planned and none too many of ours.
    pub fn is_clean(&self) -> bool {
        self.to_write.is_empty() && self.in_the_way.is_empty() && self.stale.is_empty()
    }

    /// Whether a file of the plan lies below this folder.
    pub fn needs(&self, folder: &SitePath) -> bool {
        self.folders.contains_key(folder.as_str())
    }

    /// What will be ours: the plan's files but the borrowed ones, and every folder that we made or shall make.
    pub fn goal(&self, plan: &SitePlan<Kept>, old: &Manifest) -> Manifest {
        let kept = |path: &SitePath| self.kept.binary_search(path).is_ok();
        let files = plan.bodies().filter(|(path, _)| !self.borrowed.contains(path) && !kept(path));
        let files = files.map(|(path, kept)| (path, kept.stamp));
        let mut goal = Manifest::of(files, old.folders.iter().chain(&self.new_folders).cloned().collect());
        // what was changed stays on the list as it was written, so that the next run tells it again
        let changed = old.files.iter().filter(|(path, _)| kept(path));
        goal.files.extend(changed.map(|(path, stamps)| (path.clone(), stamps.clone())));
        goal
    }

    /// What carrying it out amounts to.
    pub fn report(&self, plan: &SitePlan<Kept>) -> Published {
        Published {
            written: self.to_write.len(),
            unchanged: plan.len()
                - self.to_write.len()
                - self.kept.iter().filter(|path| plan.contains(path)).count(),
            removed: self.in_the_way.len() + self.stale.len(),
            bytes_written: self.to_write.iter().map(|(_, kept)| kept.stamp.size).sum(),
            kept: self.kept.clone(),
        }
    }

    /// Outer folders come before inner ones, so that nothing is asked of the disk below a missing one.
    fn look_at_folders(
        &mut self,
        plan: &'a SitePlan<Kept>,
        old: &Manifest,
        output: &Path,
    ) -> Result<(), PublishError> {
        let needed: BTreeSet<&str> = plan.paths().flat_map(SitePath::folders).collect();
        for name in needed {
            let folder = SitePath::new(name).expect("each folder of a site path is a site path");
            let parent_is_there = folder.folder().is_none_or(|parent| self.folders[parent]);
            let found = if parent_is_there { look(output, &folder)? } else { None };
            let is_there = match found {
                Some(kind) if kind.is_dir() => true,
                Some(kind) if kind.is_symlink() => {
                    return Err(PublishError::Link { path: place(output, &folder) });
                }
                Some(kind) if kind.is_file() && self.gives_way(&folder, old, output) => {
                    self.in_the_way.push(folder.clone());
                    false
                }
                Some(_) => {
                    self.foreign.push(folder.clone());
                    false
                }
                None => false,
            };
            if !is_there {
                self.new_folders.push(folder);
            }
            self.folders.insert(name, is_there);
        }
        Ok(())
    }

    fn look_at_files(
        &mut self,
        plan: &'a SitePlan<Kept>,
        old: &Manifest,
        output: &Path,
    ) -> Result<(), PublishError> {
        let files: Vec<_> = plan.bodies().collect();
        let look = |&(path, kept): &(&SitePath, &Kept)| match path
            .folder()
            .is_none_or(|folder| self.folders[folder])
        {
            true => find(output, path, kept, old.files.get(path)),
            false => Ok(Found::Nothing),
        };
        let found: Vec<Result<Found, PublishError>> = files.par_iter().map(look).collect();
        for ((path, kept), found) in files.into_iter().zip(found) {
            match found? {
                Found::Same if self.force || old.files.contains_key(path) => {}
                Found::Same => drop(self.borrowed.insert(path)),
                Found::Nothing | Found::Different => self.to_write.push((path, kept)),
                Found::Foreign | Found::Changed if self.force && is_real_file(path, output) => {
                    self.to_write.push((path, kept));
                }
                Found::Foreign => self.foreign.push(path.clone()),
                Found::Changed => self.kept.push(path.clone()),
                Found::Link => return Err(PublishError::Link { path: place(output, path) }),
                Found::Folder => {
                    self.clear_folder(path, old, output)?;
                    self.to_write.push((path, kept));
                }
            }
        }
        Ok(())
    }

    /// A folder gives way to a file when all that is in it is ours.
    fn clear_folder(&mut self, folder: &SitePath, old: &Manifest, output: &Path) -> Result<(), PublishError> {
        let path = place(output, folder);
        for entry in fs::read_dir(&path).map_err(PublishError::io("list", &path))? {
            let entry = entry.map_err(PublishError::io("list", &path))?;
            let kind = entry.file_type().map_err(PublishError::io("look at", &entry.path()))?;
            let name =
                entry.file_name().to_str().and_then(|name| SitePath::new(&format!("{folder}/{name}")).ok());
            match name {
                Some(inner) if kind.is_dir() => self.clear_folder(&inner, old, output)?,
                Some(inner) if kind.is_file() && self.gives_way(&inner, old, output) => {
                    self.in_the_way.push(inner)
                }
                Some(inner) => self.foreign.push(inner),
                None => self.foreign.push(folder.clone()),
            }
        }
        match old.folders.contains(folder) {
            true => self.folders_in_the_way.push(folder.clone()),
            false => self.foreign.push(folder.clone()),
        }
        Ok(())
    }

    /// Whether a file may go: it is ours as we wrote it, or it was and whatever was changed gives way.
    fn gives_way(&self, path: &SitePath, old: &Manifest, output: &Path) -> bool {
        let Some(stamps) = old.files.get(path) else { return false };
        self.force || fs::read(place(output, path)).is_ok_and(|bytes| stamps.fit(&bytes))
    }

    /// Our files that the plan lacks. One whose name differs from a planned file's in case alone may be that
    /// very file on some systems: it goes first, and the planned one is written in any case.
    fn look_at_stale(&mut self, plan: &'a SitePlan<Kept>, old: &Manifest, output: &Path) {
        let early: BTreeSet<SitePath> = self.in_the_way.iter().cloned().collect();
        let gone =
            |path: &&SitePath| !plan.contains(path) && !early.contains(*path) && is_real_file(path, output);
        let gone: Vec<&SitePath> = old.files.keys().filter(gone).collect();
        let ours: Vec<bool> = gone.par_iter().map(|path| self.gives_way(path, old, output)).collect();
        let (stale, changed): (Vec<_>, Vec<_>) = gone.into_iter().zip(ours).partition(|(_, ours)| *ours);
        self.kept.extend(changed.into_iter().map(|(path, _)| path.clone()));
        let stale: Vec<&SitePath> = stale.into_iter().map(|(path, _)| path).collect();
        if !stale.is_empty() {
            let folded: BTreeMap<String, _> =
                plan.bodies().map(|file| (file.0.as_str().to_lowercase(), file)).collect();
            for path in stale {
                match folded.get(&path.as_str().to_lowercase()) {
                    Some(twin) => {
                        self.in_the_way.push(path.clone());
                        self.to_write.push(*twin);
                    }
                    None => self.stale.push(path.clone()),
                }
            }
            self.to_write.sort_unstable_by_key(|(path, _)| *path);
            self.to_write.dedup_by_key(|(path, _)| *path);
        }
        let unneeded = old.folders.iter().rev().filter(|folder| !self.folders.contains_key(folder.as_str()));
        self.stale_folders = unneeded.filter(|folder| is_real_folder(folder, output)).cloned().collect();
    }
}

/// What is in a place, links not followed; nothing when nothing is.
fn look(output: &Path, path: &SitePath) -> Result<Option<FileType>, PublishError> {
    let path = place(output, path);
    match fs::symlink_metadata(&path) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PublishError::io("look at", &path)(error)),
    }
}

fn find(output: &Path, path: &SitePath, kept: &Kept, ours: Option<&Stamps>) -> Result<Found, PublishError> {
    let path = place(output, path);
    let found = match fs::symlink_metadata(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(PublishError::io("look at", &path)(error)),
    };
    match () {
        () if found.is_symlink() => return Ok(Found::Link),
        () if found.is_dir() => return Ok(Found::Folder),
        () if !found.is_file() => return Ok(Found::Foreign),
        () => {}
    }
    // A foreign file of another length need not be read, nor one that was read a moment ago; one that cannot be read is taken
    // for one that differs.
    let as_long = found.len() == kept.stamp.size;
    match (&kept.lies, ours) {
        (Lies::InPlace, Some(_)) if as_long => return Ok(Found::Same),
        (_, None) if !as_long => return Ok(Found::Foreign),
        _ => {}
    }
    let there = fs::read(&path).ok();
    let same = |there: &[u8]| match &kept.lies {
        Lies::Here(bytes) => there == bytes,
        _ => Stamp::of(there) == kept.stamp,
    };
    Ok(match (there, ours) {
        (Some(there), _) if same(&there) => Found::Same,
        (_, None) => Found::Foreign,
        (Some(there), Some(stamps)) if stamps.fit(&there) => Found::Different,
        (_, Some(_)) => Found::Changed,
    })
}
