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

    /// The relative link to this file from the page `from`, percent-encoded; it works at any base path and
    /// from the file system. A file's link to itself is its own name.
    #[must_use]
    pub fn href_from(&self, from: &Self) -> String {
        let here: Vec<&str> = from.folders().map(last_segment).collect();
        let there: Vec<&str> = self.0.split('/').collect();
        let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut href = "../".repeat(here.len() - shared);
        for (i, segment) in there[shared..].iter().enumerate() {
            if i > 0 {
                href.push('/');
            }
            encode(segment, &mut href);
        }
        href
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

fn last_segment(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, last)| last)
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
fn encode(segment: &str, href: &mut String) {
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            href.push(char::from(byte));
        } else {
            href.push_str(&format!("%{byte:02X}"));
        }
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
    fn links_are_relative_and_encoded() {
        let path = |text: &str| SitePath::new(text).expect("a safe path");
        for (to, from, href) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "phases/p1/index.html", "../../index.html"),
            ("phases/p2/index.html", "phases/p1/index.html", "../p2/index.html"),
            ("phases/p1/gantt.svg", "phases/p1/index.html", "gantt.svg"),
            ("p1/p1/x.html", "p1/x.html", "p1/x.html"),
            ("p1/x.html", "p1/p1/x.html", "../x.html"),
            ("x/p1/a.html", "y/p1/b.html", "../../x/p1/a.html"),
            ("a b/50%.html", "index.html", "a%20b/50%25.html"),
            ("caf\u{e9}.png", "a/b.html", "../caf%C3%A9.png"),
        ] {
            assert_eq!(path(to).href_from(&path(from)), href, "{to} from {from}");
        }
        assert_eq!(path("a/b/c").folders().collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(path("a").folders().count(), 0);
    }
}
