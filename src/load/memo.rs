//! Files as they were read before: the same bytes under the same path and number are not read again.
//!
//! Must not know where bytes come from, nor when they changed.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::Document;
use crate::{
    diag::{FileId, Source},
    world::ProjectPath,
};

/// What reading gave, for as long as the bytes are the same.
#[derive(Debug, Default)]
pub struct Memo(Mutex<BTreeMap<ProjectPath, Entry>>);

#[derive(Debug, Clone)]
struct Entry {
    /// XXH3 of the bytes, 128 bits: two files of the same number and hash are the same.
    hash: u128,
    read: (Source, Arc<Document>),
}

impl Memo {
    /// The document of these bytes, read by `read` where it is not known.
    pub(super) fn document(
        &self,
        (file, path): (FileId, &ProjectPath),
        bytes: &[u8],
        read: impl FnOnce() -> (Source, Arc<Document>),
    ) -> (Source, Arc<Document>) {
        let hash = xxhash_rust::xxh3::xxh3_128(bytes);
        let kept = self.with(|entries| entries.get(path).cloned());
        // Places in a document name it by its number, which another file that came or went changes.
        if let Some(entry) = kept.filter(|entry| entry.hash == hash && entry.read.1.file == file) {
            return entry.read;
        }
        let read = read();
        self.with(|entries| entries.insert(path.clone(), Entry { hash, read: read.clone() }));
        read
    }

    /// Forget the files that are there no more.
    pub(super) fn keep(&self, documents: &[Arc<Document>]) {
        let there: std::collections::BTreeSet<&ProjectPath> =
            documents.iter().map(|document| &document.path).collect();
        self.with(|entries| entries.retain(|path, _| there.contains(path)));
    }

    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<ProjectPath, Entry>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
