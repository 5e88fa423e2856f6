//! Paths as people see them: from where they stand, with forward slashes.

use std::path::{Component, Path, PathBuf};

use crate::publish::PublishError;
use crate::text::visible;

/// Most folders that a shown path climbs; from further away the whole path reads better.
const MOST_STEPS_UP: usize = 3;

/// `path` as seen from the folder `here`, both absolute. `.` when they are the same.
pub fn shown(path: &Path, here: &Path) -> String {
    for (steps, above) in here.ancestors().enumerate().take(MOST_STEPS_UP + 1) {
        // What has only the file system's root in common is not near.
        if above.parent().is_none() && steps > 0 {
            break;
        }
        if let Ok(inner) = path.strip_prefix(above) {
            return slashed(&[&"../".repeat(steps), &slashes(inner)]);
        }
    }
    slashes(path)
}

/// The same error with its paths as seen from `here`.
pub fn as_seen_from(here: &Path, error: PublishError) -> PublishError {
    use PublishError as E;
    let seen = |path: PathBuf| PathBuf::from(shown(&path, here));
    match error {
        E::Refused { path, reason } => E::Refused { path: seen(path), reason },
        E::Busy { path } => E::Busy { path: seen(path) },
        E::Foreign { first, others } => E::Foreign { first: seen(first), others },
        E::Link { path } => E::Link { path: seen(path) },
        E::Odd { path } => E::Odd { path: seen(path) },
        E::Nothing { path, lost, stands } => E::Nothing { path: seen(path), lost, stands },
        E::Bookkeeping { path } => E::Bookkeeping { path },
        E::Manifest { path, reason } => E::Manifest { path: seen(path), reason },
        E::Io { action, path, source } => E::Io { action, path: seen(path), source },
    }
}

fn slashed(parts: &[&str]) -> String {
    let whole = parts.concat();
    let whole = whole.trim_end_matches('/');
    if whole.is_empty() { String::from(".") } else { whole.to_owned() }
}

fn slashes(path: &Path) -> String {
    let mut shown = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => shown.push('/'),
            Component::Prefix(prefix) => shown.push_str(&prefix.as_os_str().to_string_lossy()),
            part => {
                if !shown.is_empty() && !shown.ends_with('/') {
                    shown.push('/');
                }
                shown.push_str(&visible::name(&part.as_os_str().to_string_lossy()));
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_from_where_one_stands() {
        for (path, here, expected) in [
            ("/home/ada/plan/output", "/home/ada/plan", "output"),
            ("/home/ada/plan", "/home/ada/plan", "."),
            ("/home/ada/plan", "/home/ada/plan/content", ".."),
            ("/home/ada/plan/output", "/home/ada/plan/content/risks", "../../output"),
            ("/srv/site", "/home/ada/plan", "/srv/site"),
            ("/srv/site", "/", "srv/site"),
            ("/", "/home", "/"),
            ("/a/site", "/a/b/c/d/e", "/a/site"),
        ] {
            assert_eq!(shown(Path::new(path), Path::new(here)), expected, "{path} from {here}");
        }
    }
}
