//! A whole site as a value: every file's path and bytes, in order, before anything is written.
//!
//! Must not know where the site will go: a folder, a server's snapshot and a test all read the same plan.

use std::collections::BTreeMap;

pub use crate::world::{Collision, CollisionKind, SiteNames, SitePath, SitePathError, slug, slugs};

/// The files of a site by path. Nothing in it overwrites anything else: see [`SitePlan::insert`]. A file's body is its bytes,
/// or where somebody keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePlan<B = Vec<u8>> {
    files: BTreeMap<SitePath, B>,
    names: SiteNames,
}

impl<B> Default for SitePlan<B> {
    fn default() -> Self {
        Self { files: BTreeMap::new(), names: SiteNames::default() }
    }
}

impl<B> SitePlan<B> {
    /// Adds a file.
    ///
    /// # Errors
    /// When it collides with one that is there already: that one stays, and the plan is unchanged.
    pub fn insert(&mut self, path: SitePath, body: impl Into<B>) -> Result<(), Collision> {
        self.names.take(&path)?;
        self.files.insert(path, body.into());
        Ok(())
    }

    /// The same files with other bodies.
    #[must_use]
    pub fn map<C>(&self, mut change: impl FnMut(&SitePath, &B) -> C) -> SitePlan<C> {
        let files = self.files.iter().map(|(path, body)| (path.clone(), change(path, body))).collect();
        SitePlan { files, names: self.names.clone() }
    }

    /// Whether the site has this file.
    #[must_use]
    pub fn contains(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    /// All paths in byte order.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &SitePath> {
        self.files.keys()
    }

    /// All files in byte order of their paths.
    pub fn bodies(&self) -> impl ExactSizeIterator<Item = (&SitePath, &B)> {
        self.files.iter()
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

impl SitePlan {
    /// A site without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All files with their bytes, in byte order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&SitePath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
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
