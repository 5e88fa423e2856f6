//! Worlds for tests. Each test file takes what it needs of them.
#![allow(dead_code, reason = "not every test file shuffles")]

use milepost::world::{Listing, Memory, ProjectPath, ReadError, World};

/// A project of these files.
pub fn project(files: &[(&str, &str)]) -> Memory {
    Memory::of(files.iter().copied()).expect("clean paths")
}

/// A project that lists its files in another order than its paths'.
pub struct Shuffled<'a> {
    /// The project.
    pub files: &'a Memory,
    /// Which order.
    pub seed: u64,
}

impl World for Shuffled<'_> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        self.files.read(path)
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let mut listing = self.files.list(folder);
        listing.files.sort_by_cached_key(|path| {
            let bytes = path.as_str().bytes();
            bytes.fold(self.seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        listing
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.files.exists(path)
    }
}
