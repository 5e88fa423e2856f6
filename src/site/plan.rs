//! A whole site as a value: every file's path and bytes, in order, before anything is written.
//!
//! Must not know where the site will go: a folder, a server's snapshot and a test all read the same plan.

use std::collections::BTreeMap;

pub use crate::world::{SitePath, SitePathError, slug, slugs};

/// The files of a site by path. Nothing in it overwrites anything else: see [`SitePlan::insert`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SitePlan {
    files: BTreeMap<SitePath, Vec<u8>>,
    /// Every name in use, folded to lower case: a file, or a folder with one of its files.
    names: BTreeMap<String, Name>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    File(SitePath),
    FolderOf(SitePath),
}

/// Two files that cannot stand beside each other on every file system. The first is in the plan, the second
/// was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{refused} cannot be part of the site beside {kept}: {kind}")]
pub struct Collision {
    /// The file that was there first and stays.
    pub kept: SitePath,
    /// The file that was refused.
    pub refused: SitePath,
    /// In which way they collide.
    pub kind: CollisionKind,
}

/// The ways in which two files collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CollisionKind {
    /// Both have the same path.
    #[error("both have the same address")]
    Same,
    /// The paths differ in case alone, and many systems do not tell them apart.
    #[error("the addresses differ only in upper and lower case")]
    Case,
    /// One path is a file, and a folder in the other.
    #[error("one is a file where the other needs a folder")]
    FileAndFolder,
}

impl SitePlan {
    /// A site without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When it collides with one that is there already: that one stays, and the plan is unchanged.
    pub fn insert(&mut self, path: SitePath, bytes: impl Into<Vec<u8>>) -> Result<(), Collision> {
        if let Some((kept, kind)) = self.collision(&path) {
            return Err(Collision { kept: kept.clone(), refused: path, kind });
        }
        for folder in path.folders() {
            self.names.entry(fold(folder)).or_insert_with(|| Name::FolderOf(path.clone()));
        }
        self.names.insert(fold(path.as_str()), Name::File(path.clone()));
        self.files.insert(path, bytes.into());
        Ok(())
    }

    fn collision(&self, path: &SitePath) -> Option<(&SitePath, CollisionKind)> {
        match self.names.get(&fold(path.as_str())) {
            Some(Name::File(kept)) if kept == path => return Some((kept, CollisionKind::Same)),
            Some(Name::File(kept)) => return Some((kept, CollisionKind::Case)),
            Some(Name::FolderOf(kept)) => return Some((kept, CollisionKind::FileAndFolder)),
            None => {}
        }
        path.folders().find_map(|folder| match self.names.get(&fold(folder)) {
            Some(Name::File(kept)) => Some((kept, CollisionKind::FileAndFolder)),
            _ => None,
        })
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Whether the site has this file.
    #[must_use]
    pub fn contains(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    /// All files in byte order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&SitePath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn fold(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a safe path")
    }

    #[test]
    fn a_collision_names_both_files_and_changes_nothing() {
        let mut plan = SitePlan::new();
        plan.insert(path("a/b.html"), "first").unwrap();
        let before = plan.clone();
        for (refused, kind) in [
            ("a/b.html", CollisionKind::Same),
            ("a/B.html", CollisionKind::Case),
            ("A/b.HTML", CollisionKind::Case),
            ("a", CollisionKind::FileAndFolder),
            ("A", CollisionKind::FileAndFolder),
            ("a/b.html/c", CollisionKind::FileAndFolder),
            ("a/B.html/c/d", CollisionKind::FileAndFolder),
        ] {
            let collision = plan.insert(path(refused), "second").unwrap_err();
            let expected = Collision { kept: path("a/b.html"), refused: path(refused), kind };
            assert_eq!(collision, expected);
            assert_eq!(plan, before, "{refused}");
        }
        assert_eq!(plan.get(&path("a/b.html")), Some(&b"first"[..]));
    }

    #[test]
    fn neighbors_do_not_collide() {
        let mut plan = SitePlan::new();
        for name in ["a/b", "a/c", "a.html", "ab/c", "\u{c9}/x"] {
            plan.insert(path(name), name).unwrap();
        }
        assert!(plan.insert(path("\u{e9}/X"), "").is_err());
        assert_eq!(
            plan.iter().map(|(p, _)| p.as_str()).collect::<Vec<_>>(),
            ["a.html", "a/b", "a/c", "ab/c", "\u{c9}/x"]
        );
    }
}
