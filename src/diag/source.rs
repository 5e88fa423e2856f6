//! The texts that diagnostics point into.

use std::sync::{Arc, OnceLock};

use crate::text::{LineIndex, Position, Span};

/// Which of the [`Sources`] a place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A span in one of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The source.
    pub file: FileId,
    /// The bytes of it.
    pub span: Span,
}

impl Place {
    /// The span `span` of `file`.
    pub fn new(file: FileId, span: Span) -> Self {
        Self { file, span }
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where: the span of the value itself, not of its key.
    pub place: Place,
}

impl<T> Located<T> {
    /// `value`, written at `place`.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), place: self.place }
    }
}

/// One text, with its path as people see it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the project root, with forward slashes.
    pub path: Arc<str>,
    /// The whole text; bytes that are not UTF-8 were replaced by U+FFFD.
    pub text: Arc<str>,
    /// Made for the first place that is asked for: most files have nothing wrong with them.
    lines: OnceLock<LineIndex>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for Source {}

impl Source {
    /// A source of that path and text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.get_or_init(|| LineIndex::new(&self.text)).position(&self.text, offset)
    }
}

/// All texts of a project; a [`FileId`] is an index into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Add a source and name it.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(source);
        id
    }

    /// The source of that name, if it is one of ours.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.0.get(id.0 as usize)
    }

    /// What stands at a place.
    pub fn at(&self, place: Place) -> &str {
        self.get(place.file).and_then(|source| source.text.get(place.span.range())).unwrap_or_default()
    }

    /// Path of a source; empty if it is none of ours.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |source| &source.path)
    }

    /// Where a place begins.
    pub fn position(&self, place: Place) -> Position {
        self.get(place.file)
            .map_or(Position { line: 1, column: 1 }, |source| source.position(place.span.start))
    }

    /// Where a place ends: the position after its last character.
    pub fn end(&self, place: Place) -> Position {
        self.get(place.file).map_or(Position { line: 1, column: 1 }, |source| source.position(place.span.end))
    }

    /// All sources with their names, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.0)
    }
}
