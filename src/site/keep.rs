//! Where the files of a site are put as they are made, so that not all of them need be held until the last is.

use crate::world::SitePath;

/// Takes the files of a site as they are made, in any order, on any thread.
pub trait Keep: Sync {
    /// What stands for a file's bytes from then on.
    type Kept: Send;

    /// Takes the bytes of one file.
    fn keep(&self, path: &SitePath, bytes: Vec<u8>) -> Self::Kept;
}

/// Holds them.
#[derive(Debug, Clone, Copy)]
pub struct InMemory;

impl Keep for InMemory {
    type Kept = Vec<u8>;

    fn keep(&self, _: &SitePath, mut bytes: Vec<u8>) -> Self::Kept {
        bytes.shrink_to_fit();
        bytes
    }
}
