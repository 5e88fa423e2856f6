//! The list of what we wrote to a folder: what may be overwritten and removed there.
//!
//! It comes from a disk and is not trusted: every path must be a safe [`SitePath`], none twice, and a list of
//! an unknown form stops the run rather than let it guess whose a file is.

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
    pub files: BTreeMap<SitePath, Stamp>,
    pub folders: BTreeSet<SitePath>,
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
    folders: Vec<String>,
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    size: u64,
    /// Sixteen hexadecimal digits.
    xxh3: String,
}

impl Manifest {
    fn empty() -> Self {
        Self { complete: true, files: BTreeMap::new(), folders: BTreeSet::new() }
    }

    /// The given files and folders.
    pub fn of<'a>(
        files: impl Iterator<Item = (&'a SitePath, &'a [u8])>,
        folders: BTreeSet<SitePath>,
    ) -> Self {
        let stamp = |bytes: &[u8]| Stamp { size: bytes.len() as u64, hash: xxh3_64(bytes) };
        let files = files.map(|(path, bytes)| (path.clone(), stamp(bytes))).collect();
        Self { complete: true, files, folders }
    }

    /// What either lists, marked as not complete: true at every moment between the two.
    pub fn until(&self, goal: &Self) -> Self {
        let mut joined = goal.clone();
        joined.complete = false;
        joined.folders.extend(self.folders.iter().cloned());
        for (path, stamp) in &self.files {
            joined.files.entry(path.clone()).or_insert(*stamp);
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
        let entry = |(path, stamp): (&SitePath, &Stamp)| Entry {
            path: path.to_string(),
            size: stamp.size,
            xxh3: format!("{:016x}", stamp.hash),
        };
        let written = Written {
            format: FORMAT,
            complete: self.complete,
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
        let mut manifest = Self { complete: written.complete, ..Self::empty() };
        for folder in &written.folders {
            manifest.folders.insert(own_path(folder)?);
        }
        for entry in &written.files {
            let hash =
                u64::from_str_radix(&entry.xxh3, 16).map_err(|_| String::from("a hash is not a number"))?;
            let stamp = Stamp { size: entry.size, hash };
            if manifest.files.insert(own_path(&entry.path)?, stamp).is_some() {
                return Err(format!("it lists `{}` twice", entry.path));
            }
        }
        Ok(manifest)
    }
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
    use crate::site::plan::SitePlan;

    #[test]
    fn what_is_written_reads_back() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut plan = SitePlan::new();
        plan.insert(SitePath::new("a/b \u{e9}.html").unwrap(), "bytes").unwrap();
        let folders = BTreeSet::from([SitePath::new("a").unwrap()]);
        let manifest = Manifest::of(plan.iter(), folders).until(&Manifest::empty());
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
