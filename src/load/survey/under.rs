//! A world as it stands, but for its settings.

use crate::{
    load::SETTINGS_FILE,
    world::{Listing, ProjectPath, ReadError, World},
};

/// A world under other settings than its own.
pub struct Under<'a> {
    /// The world.
    pub world: &'a dyn World,
    /// The text of the settings.
    pub settings: &'a str,
}

impl World for Under<'_> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        match path.as_str() == SETTINGS_FILE {
            true => Ok(self.settings.as_bytes().to_vec()),
            false => self.world.read(path),
        }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        self.world.list(folder)
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        path.as_str() == SETTINGS_FILE || self.world.exists(path)
    }

    fn behind_links(&self, path: &ProjectPath) -> Option<ProjectPath> {
        self.world.behind_links(path)
    }
}
