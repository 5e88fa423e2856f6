//! A project in which some files have another text, or are not there: what an edit would give, before it is made.

use std::collections::BTreeMap;

use crate::world::{Listing, ProjectPath, ReadError, ReadFailure, World};

/// See the module.
pub struct Overlay<'a> {
    /// What it is laid over.
    pub world: &'a dyn World,
    /// The files that are otherwise; `None` for one that is not there.
    pub files: BTreeMap<ProjectPath, Option<String>>,
}

impl<'a> Overlay<'a> {
    /// With one file that has another text, or is not there.
    pub fn new(world: &'a dyn World, path: &ProjectPath, text: Option<&str>) -> Self {
        Self { world, files: BTreeMap::from([(path.clone(), text.map(str::to_owned))]) }
    }
}

impl World for Overlay<'_> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(Some(text)) => Ok(text.as_bytes().to_vec()),
            Some(None) => Err(ReadError { path: path.clone(), reason: ReadFailure::Missing }),
            None => self.world.read(path),
        }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let mut listing = self.world.list(folder);
        listing.files.retain(|path| !self.files.contains_key(path));
        let there = self.files.iter().filter(|(path, text)| text.is_some() && path.is_within(folder));
        listing.files.extend(there.map(|(path, _)| path.clone()));
        listing.sorted()
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.files.get(path).map_or_else(|| self.world.exists(path), Option::is_some)
    }
}
