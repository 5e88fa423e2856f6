//! A whole site as a value: every file's path and bytes, in order, before anything is written.
//!
//! Must not know where the site will go: a folder, a server's snapshot and a test all read the same plan.

use std::collections::BTreeMap;

pub use crate::world::{Collision, CollisionKind, SiteNames, SitePath, SitePathError, slug, slugs};

/// The files of a site by path. Nothing in it overwrites anything else: see [`SitePlan::insert`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SitePlan {
    files: BTreeMap<SitePath, Vec<u8>>,
    names: SiteNames,
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
        self.names.take(&path)?;
        self.files.insert(path, bytes.into());
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a safe path")
    }

    #[test]
    fn what_is_refused_changes_nothing() {
        let mut plan = SitePlan::new();
        plan.insert(path("a/c"), "first").unwrap();
        plan.insert(path("a.html"), "page").unwrap();
        let before = plan.clone();
        assert_eq!(plan.insert(path("a/C"), "second").unwrap_err().kind, CollisionKind::Case);
        assert_eq!(plan, before);
        assert_eq!(plan.iter().map(|(p, _)| p.as_str()).collect::<Vec<_>>(), ["a.html", "a/c"]);
        assert_eq!(plan.get(&path("a/c")), Some(&b"first"[..]));
    }
}
