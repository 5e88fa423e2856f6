//! Names of files inside a project: relative, with forward slashes, unable to leave the root.
//!
//! Must not know whether a file of that name exists.

use std::fmt;

/// A path from the project's root, such as `content/milestones/M1.2.md`. The empty path is the root itself.
///
/// Always valid UTF-8, without `.` and `..`, backslashes, drive letters and control characters; ordered by
/// bytes, so that every listing has the same order on every machine.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ProjectPath(String);

/// Why a string is no [`ProjectPath`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PathError {
    /// Begins with a slash or a drive letter.
    #[error("it is an absolute path; write it relative to the project")]
    Absolute,
    /// Climbs over the root with `..`.
    #[error("it leads out of the project")]
    Escapes,
    /// Has an empty, `.` or `..` segment where none may stand.
    #[error("it has an empty, `.` or `..` segment")]
    Segment,
    /// Holds a backslash, which separates folders on some systems.
    #[error("it contains a backslash; use `/`")]
    Backslash,
    /// Holds a control character.
    #[error("it contains a control character")]
    Control,
}

impl ProjectPath {
    /// The project's root folder.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes a path that is already clean, as `content/a.md`.
    ///
    /// # Errors
    /// On anything that is absolute, empty or has a segment or character that the type excludes.
    pub fn new(path: &str) -> Result<Self, PathError> {
        check_characters(path)?;
        match path.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
            true => Err(PathError::Segment),
            false => Ok(Self(path.to_owned())),
        }
    }

    /// The path of `name`, itself clean, inside this folder.
    ///
    /// # Errors
    /// As [`ProjectPath::new`].
    pub fn join(&self, name: &str) -> Result<Self, PathError> {
        let name = Self::new(name)?;
        Ok(if self.is_root() { name } else { Self(format!("{}/{}", self.0, name.0)) })
    }

    /// Where `link` leads from inside this folder; `.` and `..` are worked out by name, not on any disk. For a
    /// link found in a file, call it on the file's [`parent`](Self::parent).
    ///
    /// # Errors
    /// When the link is absolute, climbs over the root, or holds a character that the type excludes.
    pub fn resolve(&self, link: &str) -> Result<Self, PathError> {
        check_characters(link)?;
        let mut segments: Vec<&str> = self.segments().collect();
        for segment in link.split('/') {
            match segment {
                "" | "." => {}
                ".." => drop(segments.pop().ok_or(PathError::Escapes)?),
                name => segments.push(name),
            }
        }
        Ok(Self(segments.join("/")))
    }

    /// The path as text; empty for the root.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the project's root.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The names from the root down; none for the root.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }

    /// The folder that holds this path; the root's is the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned()))
    }

    /// The last segment; empty for the root.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// The last segment without its extension: `M1.2` for `M1.2.md`.
    #[must_use]
    pub fn file_stem(&self) -> &str {
        split_extension(self.file_name()).0
    }

    /// What follows the last dot of the last segment, as it is written; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> &str {
        split_extension(self.file_name()).1
    }

    /// Whether the extension is `.md` or `.markdown`, in any case.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        ["md", "markdown"].iter().any(|known| self.extension().eq_ignore_ascii_case(known))
    }

    /// Whether a segment begins with a dot: such files and folders are never part of a site.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.segments().any(|segment| segment.starts_with('.'))
    }

    /// Whether this path is `folder` or lies below it.
    #[must_use]
    pub fn is_within(&self, folder: &Self) -> bool {
        self.strip(folder).is_some()
    }

    /// The rest of this path below `folder`, or nothing when it is not there.
    #[must_use]
    pub fn strip(&self, folder: &Self) -> Option<&str> {
        if folder.is_root() || self == folder {
            return Some(&self.0[folder.0.len()..]);
        }
        self.0.strip_prefix(&folder.0)?.strip_prefix('/')
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_root() { "." } else { &self.0 })
    }
}

impl fmt::Debug for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::str::FromStr for ProjectPath {
    type Err = PathError;

    fn from_str(path: &str) -> Result<Self, PathError> {
        Self::new(path)
    }
}

fn split_extension(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension),
        _ => (name, ""),
    }
}

fn check_characters(path: &str) -> Result<(), PathError> {
    let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(':');
    match path {
        _ if path.starts_with('/') || drive => Err(PathError::Absolute),
        _ if path.contains('\\') => Err(PathError::Backslash),
        _ if path.contains(char::is_control) => Err(PathError::Control),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> ProjectPath {
        ProjectPath::new(text).expect("a clean path")
    }

    #[test]
    fn refuses_what_could_leave_the_project() {
        for (text, error) in [
            ("", PathError::Segment),
            ("/etc/passwd", PathError::Absolute),
            ("C:/x", PathError::Absolute),
            ("c:x", PathError::Absolute),
            ("../x", PathError::Segment),
            ("a/../../x", PathError::Segment),
            ("a//b", PathError::Segment),
            ("a/", PathError::Segment),
            ("./a", PathError::Segment),
            ("a\\..\\b", PathError::Backslash),
            ("a\nb", PathError::Control),
            ("a\0b", PathError::Control),
            ("a\u{85}b", PathError::Control),
        ] {
            assert_eq!(ProjectPath::new(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn resolves_links_by_name_within_the_root() {
        let folder = path("content/sprints");
        assert_eq!(folder.resolve("../risks/./r.md"), Ok(path("content/risks/r.md")));
        assert_eq!(folder.resolve("../.."), Ok(ProjectPath::root()));
        assert_eq!(folder.resolve("../../../x"), Err(PathError::Escapes));
        assert_eq!(folder.resolve("../../../content/x"), Err(PathError::Escapes));
        assert_eq!(folder.resolve("/x"), Err(PathError::Absolute));
        assert_eq!(ProjectPath::root().join("a.md"), Ok(path("a.md")));
        assert_eq!(folder.join("../a.md"), Err(PathError::Segment));
    }

    #[test]
    fn takes_names_apart() {
        let file = path("content/milestones/M1.2.MD");
        assert_eq!((file.file_stem(), file.extension(), file.is_markdown()), ("M1.2", "MD", true));
        assert_eq!(file.parent(), path("content/milestones"));
        assert_eq!(path("a").parent(), ProjectPath::root());
        assert_eq!((path(".md").extension(), path(".md").is_hidden()), ("", true));
        assert!(
            path("a.MarkDown").is_markdown() && !path("a.mdx").is_markdown() && !path("md").is_markdown()
        );
    }

    #[test]
    fn knows_its_folder_by_whole_segments() {
        let file = path("content/a.md");
        assert_eq!(file.strip(&path("content")), Some("a.md"));
        assert_eq!(file.strip(&ProjectPath::root()), Some("content/a.md"));
        assert_eq!(file.strip(&file), Some(""));
        assert!(!path("content-old/a.md").is_within(&path("content")));
    }
}
