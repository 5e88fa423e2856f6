//! The files of a site between their making and their place: each lies under a number in a folder beside the site, so that a
//! large site is never held in memory whole, and nothing of the one that stands is touched before all is known to be well.
//!
//! It saves memory and decides nothing: a file that cannot be laid aside is held. What is there already as it was made is not
//! written again.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::manifest::{Manifest, Stamp};
use super::write::{place, write_whole};
use super::{
    PublishError,
    whole_file::{self, RESERVED_PREFIX},
};
use crate::site::plan::SitePath;

/// The name of the folder in the output folder.
pub const STAGING_FOLDER: &str = ".milepost-staging";

/// A file of a site that was made.
#[derive(Debug)]
pub struct Kept {
    pub(super) stamp: Stamp,
    pub(super) lies: Lies,
}

/// Where its bytes are.
#[derive(Debug)]
pub(super) enum Lies {
    /// In memory.
    Here(Vec<u8>),
    /// In the folder, under this number.
    Aside(u64),
    /// In their place already.
    InPlace,
}

/// The folder; made when the first file comes, and gone with this value.
#[derive(Debug)]
pub(super) struct Staging {
    output: PathBuf,
    next: AtomicU64,
    usable: OnceLock<bool>,
}

impl Staging {
    /// Nothing is laid aside yet; what a stopped run left goes.
    pub fn in_folder(output: &Path) -> Self {
        let staging = Self { output: output.to_owned(), next: AtomicU64::new(0), usable: OnceLock::new() };
        staging.clear();
        staging
    }

    /// Takes the bytes of the file at a path; `old` lists what stands.
    pub fn keep(&self, path: &SitePath, bytes: Vec<u8>, old: &Manifest) -> Kept {
        let stamp = Stamp::of(&bytes);
        // In a list of two runs two names may be one file, on systems where case is nothing.
        let listed = old.complete && old.files.get(path).is_some_and(|stamps| stamps.is_last(stamp));
        let lies = match () {
            () if listed && self.stands(path, &bytes) => Lies::InPlace,
            () => self.aside(&bytes).map_or_else(|| Lies::Here(bytes), Lies::Aside),
        };
        Kept { stamp, lies }
    }

    /// Puts a file in its place, whole or not at all.
    pub fn put(&self, path: &SitePath, kept: &Kept) -> Result<(), PublishError> {
        let target = place(&self.output, path);
        let failed = PublishError::io("write", &target);
        match &kept.lies {
            Lies::Here(bytes) => self.write(path, bytes),
            Lies::Aside(number) => match fs::rename(self.file(*number), &target) {
                // another file system is mounted there
                Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                    let bytes = fs::read(self.file(*number)).map_err(failed)?;
                    self.write(path, &bytes)
                }
                moved => moved.map_err(failed),
            },
            Lies::InPlace => {
                Err(failed(io::Error::other("somebody changed it while the site was made; build again")))
            }
        }
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError> {
        let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
        write_whole(&self.output.join(folder), name, path.as_str(), bytes)
    }

    /// Whether these very bytes are in their place.
    fn stands(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let place = place(&self.output, path);
        let found = fs::symlink_metadata(&place);
        found.is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
            && fs::read(&place).is_ok_and(|there| there == bytes)
    }

    /// Lays bytes aside: their number, unless the disk refuses.
    fn aside(&self, bytes: &[u8]) -> Option<u64> {
        if !*self.usable.get_or_init(|| fs::create_dir(self.folder()).is_ok()) {
            return None;
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let file = self.file(number);
        let written = whole_file::create_new(&file, bytes);
        if written.is_err() {
            let _ = fs::remove_file(&file);
        }
        written.is_ok().then_some(number)
    }

    fn folder(&self) -> PathBuf {
        self.output.join(STAGING_FOLDER)
    }

    fn file(&self, number: u64) -> PathBuf {
        self.folder().join(format!("{RESERVED_PREFIX}{number}"))
    }

    /// Removes the folder with what we laid there, and nothing else; no link is followed. What cannot be removed is in
    /// nobody's way: then nothing is laid aside.
    fn clear(&self) {
        let folder = self.folder();
        if !fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir()) {
            return;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let number = |name: &str| name.strip_prefix(RESERVED_PREFIX)?.parse::<u64>().ok();
            let ours = entry.file_name().to_str().and_then(number).is_some()
                && entry.file_type().is_ok_and(|kind| kind.is_file());
            if ours {
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = fs::remove_dir(&folder);
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        self.clear();
    }
}
