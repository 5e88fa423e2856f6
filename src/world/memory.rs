//! A project that exists in memory alone: the twin of the disk for tests, with the same manners.
//!
//! Must not know where its bytes came from.

use std::collections::BTreeMap;

use super::{ListFailure, ListProblem, Listing, PathError, ProjectPath, ReadError, ReadFailure, World};

/// Files by path. Hidden files may be put in, and are as invisible as they are on disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    files: BTreeMap<ProjectPath, Vec<u8>>,
}

impl Memory {
    /// A project without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A project with these files, each a clean path and its bytes.
    ///
    /// # Errors
    /// On the first path that [`ProjectPath::new`] refuses.
    pub fn of<P: AsRef<str>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Result<Self, PathError> {
        let mut memory = Self::new();
        for (path, bytes) in files {
            memory.insert(ProjectPath::new(path.as_ref())?, bytes);
        }
        Ok(memory)
    }

    /// Puts a file in place of what was there, if anything.
    pub fn insert(&mut self, path: ProjectPath, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path, bytes.into());
    }

    /// Takes a file away; says whether it was there.
    pub fn remove(&mut self, path: &ProjectPath) -> bool {
        self.files.remove(path).is_some()
    }
}

impl World for Memory {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        let failed = |reason| Err(ReadError { path: path.clone(), reason });
        if path.is_hidden() {
            return failed(ReadFailure::Missing);
        }
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None if self.files.keys().any(|file| file.is_within(path)) => failed(ReadFailure::NotAFile),
            None => failed(ReadFailure::Missing),
        }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let below = self.files.keys().filter(|file| file.is_within(folder) && *file != folder);
        let files: Vec<_> = below.filter(|file| !file.is_hidden()).cloned().collect();
        let missing = files.is_empty() && !folder.is_root();
        let reason = if self.exists(folder) { ListFailure::NotAFolder } else { ListFailure::Missing };
        let problem = ListProblem { place: folder.to_string(), reason };
        Listing { files, problems: if missing { vec![problem] } else { Vec::new() } }
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        !path.is_hidden() && self.files.contains_key(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_what_is_visible_in_byte_order() {
        let memory = Memory::of([
            ("content/b.md", "b"),
            ("content/B.MD", "B"),
            ("content/a-1.md", ""),
            ("content/a/x.md", ""),
            ("content/pic.png", ""),
            ("content/.draft/secret.md", ""),
            ("contents/no.md", ""),
        ])
        .expect("clean paths");
        let content = ProjectPath::new("content").expect("clean");
        let listing = memory.list_markdown(&content);
        let names: Vec<_> = listing.files.iter().map(ProjectPath::as_str).collect();
        assert_eq!(names, ["content/B.MD", "content/a-1.md", "content/a/x.md", "content/b.md"]);
        assert!(listing.problems.is_empty());

        let hidden = ProjectPath::new("content/.draft/secret.md").expect("clean");
        assert_eq!(memory.read(&hidden).map_err(|e| e.reason), Err(ReadFailure::Missing));
        assert_eq!(memory.read(&content).map_err(|e| e.reason), Err(ReadFailure::NotAFile));
        assert_eq!(memory.list(&hidden.parent()).problems[0].reason, ListFailure::Missing);
    }
}
