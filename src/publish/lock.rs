//! One run at a time in one folder.
//!
//! The operating system's own file lock, on an empty file that stays in the folder: the system lets go of it
//! when the process ends, however it ends, so there is never a stale lock to judge by age or process number.
//! The file is not removed, since a run that waits on a removed file and one that makes it anew would both
//! hold "the" lock.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::PublishError;

/// The name of the lock in the output folder.
pub const LOCK_FILE: &str = ".milepost-lock";

/// Holds the folder until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: Option<File>,
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
        Ok(()) => Ok(Lock { _file: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(PublishError::Busy { path: output.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(Lock { _file: None }),
    }
}
