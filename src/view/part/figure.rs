//! A figure that readers look for first, with what it is compared with.

use serde::Serialize;

use crate::model::Rag;

/// A figure that readers look for first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// What it is.
    pub label: String,
    /// The figure in words: `13 of 29`, `31 Jul 2026`.
    pub value: String,
    /// What it is compared with, or who is meant.
    pub note: Option<String>,
    /// Its color, where it has one.
    pub rag: Option<Rag>,
    /// The page that says more.
    pub href: Option<String>,
}

impl FigureView {
    /// A bare figure.
    pub fn new(label: impl Into<String>, value: impl ToString) -> Self {
        Self { label: label.into(), value: value.to_string(), note: None, rag: None, href: None }
    }

    /// With a note; an empty one is none.
    #[must_use]
    pub fn note(self, note: String) -> Self {
        Self { note: Some(note).filter(|note| !note.is_empty()), ..self }
    }

    /// With a color.
    #[must_use]
    pub fn rag(self, rag: Rag) -> Self {
        Self { rag: Some(rag), ..self }
    }

    /// With the page that says more.
    #[must_use]
    pub fn link(self, href: Option<String>) -> Self {
        Self { href, ..self }
    }
}
