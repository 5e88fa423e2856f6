//! The list of what we wrote to a folder: what may be overwritten and removed there.
//!
//! It comes from a disk and is believed only as far as bytes agree: a file is ours when it still is what the list says we wrote.
//! Every path must be a safe [`SitePath`], none twice, and a list of an unknown form stops the run rather than let it guess
//! whose a file is. What it says of a repository's own folder is not heard.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{PublishError, whole_file::RESERVED_PREFIX, write};
use crate::site::plan::SitePath;

/// The name of the manifest in the output folder.
pub const MANIFEST_FILE: &str = ".milepost-manifest.json";

const FORMAT: u32 = 1;

/// Our files and the folders that we made for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether the run that wrote it came to its end.
    pub complete: bool,
    /// Whether the site was made with settings.
    pub settings: bool,
    pub files: BTreeMap<SitePath, Stamps>,
    pub folders: BTreeSet<SitePath>,
}

/// All that we may have written to a path: what was meant to stand there last, and, where that run was stopped, what may
/// still stand there from those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamps {
    last: Stamp,
    before: Vec<Stamp>,
}

impl Stamps {
    /// Whether this is what was meant to stand there last.
    pub fn is_last(&self, stamp: Stamp) -> bool {
        self.last == stamp
    }

    /// Whether these bytes are ours.
    pub fn fit(&self, bytes: &[u8]) -> bool {
        let size = bytes.len() as u64;
        let mut all = std::iter::once(&self.last).chain(&self.before).filter(|stamp| stamp.size == size);
        all.clone().next().is_some() && {
            let hash = xxh3_64(bytes);
            all.any(|stamp| stamp.hash == hash)
        }
    }

    fn all(&self) -> impl Iterator<Item = Stamp> {
        std::iter::once(self.last).chain(self.before.iter().copied())
    }
}

/// What we wrote last to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub size: u64,
    /// XXH3, 64 bits.
    pub hash: u64,
}

/// The manifest as it stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    complete: bool,
    #[serde(default = "with_settings")]
    settings: bool,
    folders: Vec<String>,
    files: Vec<Entry>,
}

/// Lists of old do not say.
fn with_settings() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    size: u64,
    /// Sixteen hexadecimal digits.
    xxh3: String,
    /// What may still stand there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Earlier>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Earlier {
    size: u64,
    xxh3: String,
}

impl Stamp {
    /// That of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, hash: xxh3_64(bytes) }
    }

    fn digits(self) -> String {
        format!("{:016x}", self.hash)
    }

    fn read(size: u64, digits: &str) -> Result<Self, String> {
        let hash = u64::from_str_radix(digits, 16).map_err(|_| String::from("a hash is not a number"))?;
        Ok(Self { size, hash })
    }
}

impl Manifest {
    fn empty() -> Self {
        Self { complete: true, settings: true, files: BTreeMap::new(), folders: BTreeSet::new() }
    }

    /// The given files and folders.
    pub fn of<'a>(files: impl Iterator<Item = (&'a SitePath, Stamp)>, folders: BTreeSet<SitePath>) -> Self {
        let stamps = |last| Stamps { last, before: Vec::new() };
        let files = files.map(|(path, stamp)| (path.clone(), stamps(stamp))).collect();
        Self { folders, files, ..Self::empty() }
    }

    /// What either lists, marked as not complete: true at every moment between the two.
    pub fn until(&self, goal: &Self) -> Self {
        let mut joined = goal.clone();
        joined.complete = false;
        joined.folders.extend(self.folders.iter().cloned());
        for (path, stamps) in &self.files {
            let both = joined.files.entry(path.clone()).or_insert_with(|| stamps.clone());
            for stamp in stamps.all() {
                if stamp != both.last && !both.before.contains(&stamp) {
                    both.before.push(stamp);
                }
            }
        }
        joined
    }

    /// Reads the list of a folder; a folder without one holds nothing of ours.
    pub fn read(output: &Path) -> Result<Self, PublishError> {
        let path = output.join(MANIFEST_FILE);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::empty()),
            Err(error) => return Err(PublishError::io("read", &path)(error)),
            Ok(found) if found.is_symlink() => return Err(PublishError::Link { path }),
            Ok(found) if !found.is_file() => {
                return Err(PublishError::Manifest {
                    path,
                    reason: String::from("it is not a regular file"),
                });
            }
            Ok(_) => {}
        }
        let bytes = fs::read(&path).map_err(PublishError::io("read", &path))?;
        Self::parse(&bytes).map_err(|reason| PublishError::Manifest { path, reason })
    }

    /// Puts the list in its place, whole or not at all.
    pub fn write(&self, output: &Path) -> Result<(), PublishError> {
        let earlier = |stamp: &Stamp| Earlier { size: stamp.size, xxh3: stamp.digits() };
        let entry = |(path, stamps): (&SitePath, &Stamps)| Entry {
            path: path.to_string(),
            size: stamps.last.size,
            xxh3: stamps.last.digits(),
            before: stamps.before.iter().map(earlier).collect(),
        };
        let written = Written {
            format: FORMAT,
            complete: self.complete,
            settings: self.settings,
            folders: self.folders.iter().map(ToString::to_string).collect(),
            files: self.files.iter().map(entry).collect(),
        };
        let path = output.join(MANIFEST_FILE);
        let encoded =
            serde_json::to_vec(&written).map_err(|error| PublishError::io("write", &path)(error.into()))?;
        write::write_whole(output, MANIFEST_FILE, MANIFEST_FILE, &encoded)
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if written.format != FORMAT {
            return Err(format!("it has format {}, and this version knows format {FORMAT}", written.format));
        }
        let mut manifest = Self { complete: written.complete, settings: written.settings, ..Self::empty() };
        for folder in &written.folders {
            manifest.folders.insert(own_path(folder)?);
        }
        for entry in &written.files {
            let before = entry.before.iter().map(|earlier| Stamp::read(earlier.size, &earlier.xxh3));
            let stamps = Stamps {
                last: Stamp::read(entry.size, &entry.xxh3)?,
                before: before.collect::<Result<_, _>>()?,
            };
            if manifest.files.insert(own_path(&entry.path)?, stamps).is_some() {
                return Err(format!("it lists `{}` twice", entry.path));
            }
        }
        manifest.files.retain(|path, _| !is_of_git(path));
        manifest.folders.retain(|path| !is_of_git(path));
        Ok(manifest)
    }
}

/// Whether a path lies in a repository's own folder: nothing there is ever ours.
pub(super) fn is_of_git(path: &SitePath) -> bool {
    path.as_str().split('/').any(|segment| segment.eq_ignore_ascii_case(".git"))
}

/// A path that we can have written.
fn own_path(path: &str) -> Result<SitePath, String> {
    let path = SitePath::new(path).map_err(|error| error.to_string())?;
    if is_bookkeeping(&path) {
        Err(format!("it lists `{path}`, which is no part of a site"))
    } else {
        Ok(path)
    }
}

/// Whether a name is kept for manifest, lock and temporary files.
pub(super) fn is_bookkeeping(path: &SitePath) -> bool {
    let reserved = |segment: &str| segment.to_lowercase().starts_with(RESERVED_PREFIX);
    path.as_str().split('/').any(reserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = SitePath::new("a/b \u{e9}.html").unwrap();
        let folders = BTreeSet::from([SitePath::new("a").unwrap()]);
        let manifest =
            Manifest::of([(&path, Stamp::of(b"bytes"))].into_iter(), folders).until(&Manifest::empty());
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), manifest);
        assert!(!manifest.complete);
    }

    #[test]
    fn a_list_that_names_other_places_is_refused() {
        let list = |path: &str| {
            let path = serde_json::to_string(path).unwrap();
            format!(
                r#"{{"format":1,"complete":true,"folders":[],"files":[{{"path":{path},"size":1,"xxh3":"0f"}}]}}"#
            )
        };
        assert!(Manifest::parse(list("a.html").as_bytes()).is_ok());
        for path in [
            "../a",
            "a/../../b",
            "/etc/passwd",
            "c:\\windows",
            "a\\..\\b",
            "",
            ".",
            "a/",
            "a\0b",
            ".milepost-lock",
            ".milepost-manifest.json",
            "a/.MILEPOST-x/b",
        ] {
            assert!(Manifest::parse(list(path).as_bytes()).is_err(), "{path:?}");
        }
        for text in [
            "",
            "[]",
            "{}",
            "{\"format\":1",
            "\u{0}",
            r#"{"format":2,"complete":true,"folders":[],"files":[]}"#,
            r#"{"format":1,"complete":true,"folders":["../x"],"files":[]}"#,
            r#"{"format":1,"complete":true,"folders":[],"files":[{"path":"a","size":-1,"xxh3":"0"}]}"#,
            r#"{"format":1,"complete":true,"folders":[],"files":[{"path":"a","size":1,"xxh3":"x"}]}"#,
            r#"{"format":1,"complete":true,"folders":[],"files":[{"path":"a","size":1,"xxh3":"0"},{"path":"a","size":1,"xxh3":"0"}]}"#,
        ] {
            assert!(Manifest::parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
