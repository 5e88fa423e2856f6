//! Which files can stand beside each other on every file system: the names of a site that are in use.
//!
//! Must not know what the files are.

use std::collections::BTreeMap;

use super::SitePath;

/// The names in use on a site, folded to lower case: files, and the folders that they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteNames(BTreeMap<String, Name>);

/// What has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    File(SitePath),
    FolderOf(SitePath),
}

/// Two files that cannot stand beside each other on every file system. The first is there, the second is refused.
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

impl SiteNames {
    /// Takes the name of a file.
    ///
    /// # Errors
    /// When it collides with one that is there already: that one stays, and nothing is changed.
    pub fn take(&mut self, path: &SitePath) -> Result<(), Collision> {
        if let Some((kept, kind)) = self.collision(path) {
            return Err(Collision { kept: kept.clone(), refused: path.clone(), kind });
        }
        for folder in path.folders() {
            self.0.entry(fold(folder)).or_insert_with(|| Name::FolderOf(path.clone()));
        }
        self.0.insert(fold(path.as_str()), Name::File(path.clone()));
        Ok(())
    }

    /// Takes the names of all these files.
    ///
    /// # Errors
    /// When one of them collides with one that is there already: then none is taken.
    pub fn take_all(&mut self, paths: &[SitePath]) -> Result<(), Collision> {
        for path in paths {
            if let Some((kept, kind)) = self.collision(path) {
                return Err(Collision { kept: kept.clone(), refused: path.clone(), kind });
            }
        }
        paths.iter().try_for_each(|path| self.take(path))
    }

    fn collision(&self, path: &SitePath) -> Option<(&SitePath, CollisionKind)> {
        match self.0.get(&fold(path.as_str())) {
            Some(Name::File(kept)) if kept == path => return Some((kept, CollisionKind::Same)),
            Some(Name::File(kept)) => return Some((kept, CollisionKind::Case)),
            Some(Name::FolderOf(kept)) => return Some((kept, CollisionKind::FileAndFolder)),
            None => {}
        }
        path.folders().find_map(|folder| match self.0.get(&fold(folder)) {
            Some(Name::File(kept)) => Some((kept, CollisionKind::FileAndFolder)),
            _ => None,
        })
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
        let mut names = SiteNames::default();
        names.take(&path("a/b.html")).unwrap();
        let before = names.clone();
        for (refused, kind) in [
            ("a/b.html", CollisionKind::Same),
            ("a/B.html", CollisionKind::Case),
            ("A/b.HTML", CollisionKind::Case),
            ("a", CollisionKind::FileAndFolder),
            ("A", CollisionKind::FileAndFolder),
            ("a/b.html/c", CollisionKind::FileAndFolder),
            ("a/B.html/c/d", CollisionKind::FileAndFolder),
        ] {
            let expected = Collision { kept: path("a/b.html"), refused: path(refused), kind };
            assert_eq!(names.take(&path(refused)), Err(expected.clone()));
            assert_eq!(names.take_all(&[path("z"), path(refused)]), Err(expected));
            assert_eq!(names, before, "{refused}");
        }
    }

    #[test]
    fn neighbors_do_not_collide() {
        let mut names = SiteNames::default();
        for name in ["a/b", "a/c", "a.html", "ab/c", "\u{c9}/x"] {
            names.take(&path(name)).unwrap();
        }
        assert!(names.take(&path("\u{e9}/X")).is_err());
    }
}
