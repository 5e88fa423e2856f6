//! One run at a time in one folder.
//!
//! The operating system's own file lock, on a file that stays in the folder and holds no more than a note: the system lets go
//! of it when the process ends, however it ends, so there is never a stale lock to judge by age or process number.
//! The file is not removed, since a run that waits on a removed file and one that makes it anew would both
//! hold "the" lock.

use std::fs::{self, File, TryLockError};
use std::io::{Seek, Write};
use std::path::Path;

use super::PublishError;

/// The name of the lock in the output folder.
pub const LOCK_FILE: &str = ".milepost-lock";

/// Holds the folder until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Leaves a note in the file. It may be left in halves, and readers must know one that is not whole.
    pub fn note(&self, bytes: &[u8]) {
        let Some(mut file) = self.file.as_ref() else { return };
        let cleared = file.set_len(0).and_then(|()| file.rewind());
        let _ = cleared.and_then(|()| file.write_all(bytes));
    }
}

/// Takes the folder, or says at once that another run has it. On a file system without locks it is taken
/// without protection.
pub(super) fn take(output: &Path) -> Result<Lock, PublishError> {
    let path = output.join(LOCK_FILE);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_symlink() => return Err(PublishError::Link { path }),
        // opening a pipe waits for somebody at its other end
        Ok(found) if !found.is_file() => return Err(PublishError::Odd { path }),
        _ => {}
    }
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let file = opened.map_err(PublishError::io("lock", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(PublishError::Busy { path: output.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(Lock { file: None }),
    }
}
