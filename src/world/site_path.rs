//! Names of files on the site: relative addresses that are safe to create on any system.
//!
//! Must not know which pages exist, nor where on a disk the site lies.

use std::fmt;

use super::slug::is_device;

/// A path below the site's root, such as `milestones/m1.2/index.html`: forward slashes, ordered by bytes.
///
/// No segment is empty, `.` or `..`, ends with a dot or a space, is longer than 255 bytes, names a device on
/// Windows, or holds a control character or one of `\ : * ? " < > |`. Joined to a folder it cannot leave it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

/// Why a string is no [`SitePath`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SitePathError {
    /// A segment is empty (a slash at either end, or two together), `.` or `..`.
    #[error("`{0}` has an empty, `.` or `..` segment")]
    Segment(String),
    /// A character that some system gives a meaning of its own.
    #[error("`{path}` contains the character {character:?}")]
    Character {
        /// The whole path, its control characters escaped.
        path: String,
        /// The first such character.
        character: char,
    },
    /// A segment ends with a dot or a space, which Windows drops.
    #[error("`{0}` has a segment that ends with a dot or a space")]
    Ending(String),
    /// A segment such as `con` or `nul.html`.
    #[error("`{0}` has a segment that Windows keeps for a device")]
    Device(String),
    /// A segment of more than 255 bytes.
    #[error("`{0}` has a segment of more than 255 bytes")]
    Length(String),
}

impl SitePath {
    /// Takes a path that keeps to the type's rules; for ids and titles see [`slug`](super::slug()).
    ///
    /// # Errors
    /// On the first rule that is broken.
    pub fn new(path: &str) -> Result<Self, SitePathError> {
        let unsafe_character =
            |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if let Some(character) = path.chars().find(|&c| unsafe_character(c)) {
            return Err(SitePathError::Character { path: path.escape_debug().to_string(), character });
        }
        for segment in path.split('/') {
            if matches!(segment, "" | "." | "..") {
                return Err(SitePathError::Segment(path.to_owned()));
            } else if segment.ends_with(['.', ' ']) {
                return Err(SitePathError::Ending(path.to_owned()));
            } else if is_device(segment) {
                return Err(SitePathError::Device(path.to_owned()));
            } else if segment.len() > 255 {
                return Err(SitePathError::Length(path.to_owned()));
            }
        }
        Ok(Self(path.to_owned()))
    }

    /// The path as text, not yet encoded for a URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds this file; nothing when that is the site's root.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }

    /// Every folder above this file, the outermost first: `a`, `a/b` for `a/b/c.html`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(end, _)| &self.0[..end])
    }

    /// Whether this is a page (`.html`), which is written after all that it may refer to.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::str::FromStr for SitePath {
    type Err = SitePathError;

    fn from_str(path: &str) -> Result<Self, SitePathError> {
        Self::new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_safe_everywhere() {
        for bad in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "./a",
            "a\\b",
            "c:/x",
            "a:b",
            "a\0b",
            "a\u{7f}",
            "a\nb",
            "x./y",
            "x /y",
            "con",
            "a/NUL.html",
            "com1.tar.gz",
            "what?",
            "a*",
            "<b>",
            "a|b",
            "a\"b",
        ] {
            assert!(SitePath::new(bad).is_err(), "{bad:?}");
        }
        assert!(SitePath::new(&"x".repeat(256)).is_err());
        for good in
            ["index.html", ".nojekyll", "milestones/m1.2/index.html", "a b.png", "caf\u{e9}.png", "console"]
        {
            assert!(SitePath::new(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn the_folders_above_a_file_are_told_from_outside_in() {
        let path = |text: &str| SitePath::new(text).expect("a safe path");
        assert_eq!(path("a/b/c").folders().collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(path("a").folders().count(), 0);
    }
}
