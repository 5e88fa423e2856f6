//! Plain pages, and the pages of files that could not be read as what they are meant to be.

use super::{Entity, Head, Kind};

/// A page of text.
#[derive(Debug, Clone)]
pub struct Page {
    /// Id (the path under the content folder, without ending), title, file, narrative.
    pub head: Head,
    /// The path under the content folder, without ending: `about`, `guide/index`.
    pub path: String,
    /// What the file was meant to describe, where it could not be read as such (no id, an id already taken).
    pub meant: Option<Kind>,
    /// Whether it is there to be copied: what it says is to be filled in.
    pub template: bool,
    /// What it may be, where it may be a thing of the plan of which kind, id or folder is lost; that is told.
    pub stray: Option<Kind>,
}

impl Entity for Page {
    fn head(&self) -> &Head {
        &self.head
    }
}
