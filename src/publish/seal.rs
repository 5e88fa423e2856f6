//! A note in the lock of a finished site of what it was made from and how its files stood, so that a build which would come
//! to the same need not make it again.
//!
//! It saves work and decides nothing: where it is missing, unreadable, or anything at all is otherwise than it says, the site
//! is made. It holds times of this disk, and is no part of the site.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::lock::{LOCK_FILE, Lock};
use super::write::place;
use crate::site::plan::{SitePath, SitePlan};
use crate::world::{Trace, World};

const FORMAT: u32 = 1;

/// What a site was made from, and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// A digest of all that is no file of the project: the program itself, the day, the folders, the commit.
    pub circumstances: u64,
    /// The files that were read.
    pub trace: Trace,
    /// The day whose state the site shows.
    pub as_of: NaiveDate,
    /// How many pages it has.
    pub pages: usize,
    /// How much was found wrong.
    pub findings: usize,
}

/// A finished site on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    format: u32,
    /// What it was made from.
    pub origin: Origin,
    files: Vec<(String, Standing)>,
}

/// How a file stood on the disk when it was finished: its size in bytes, and in nanoseconds when its bytes and when anything
/// about it changed last. Nobody changes a file and keeps the latter.
type Standing = (u64, u128, i128);

impl Seal {
    /// The note of a folder, if there is one.
    pub fn read(output: &Path) -> Option<Self> {
        let file = output.join(LOCK_FILE);
        // opening a pipe waits for somebody at its other end
        let regular = fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
        let bytes = regular.then(|| fs::read(&file).ok())??;
        serde_json::from_slice(&bytes).ok().filter(|seal: &Self| seal.format == FORMAT)
    }

    /// Whether a build would come to the site that stands: it would read the same, and no file of the site was touched.
    pub fn holds(&self, circumstances: u64, world: &dyn World, output: &Path) -> bool {
        let untouched = |(path, stood): &(String, Standing)| {
            SitePath::new(path).is_ok_and(|path| standing(output, &path) == Some(*stood))
        };
        self.origin.circumstances == circumstances
            && self.files.par_iter().all(untouched)
            && self.origin.trace.holds(world)
    }

    /// How many files the site has.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// Notes that a site was made from this and stands; nothing is noted where that fails.
    pub(super) fn put<B>(origin: Origin, plan: &SitePlan<B>, output: &Path, lock: &Lock) {
        let paths: Vec<&SitePath> = plan.paths().collect();
        let stood = |path: &&SitePath| Some((path.to_string(), standing(output, path)?));
        let Some(files) = paths.par_iter().map(stood).collect::<Option<Vec<_>>>() else { return };
        let seal = Self { format: FORMAT, origin, files };
        if let Ok(bytes) = serde_json::to_vec(&seal) {
            lock.note(&bytes);
        }
    }
}

fn standing(output: &Path, path: &SitePath) -> Option<Standing> {
    let found = fs::symlink_metadata(place(output, path)).ok().filter(Metadata::is_file)?;
    let modified = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some((found.len(), modified, touched(&found)))
}

#[cfg(unix)]
fn touched(found: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;

    i128::from(found.ctime()) * 1_000_000_000 + i128::from(found.ctime_nsec())
}

/// Other systems do not tell.
#[cfg(not(unix))]
fn touched(_: &Metadata) -> i128 {
    0
}
