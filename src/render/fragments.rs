//! HTML that is safe to stand on a page as it is, and the named pieces of it that a template places.

use std::collections::BTreeMap;

/// HTML (or SVG) that holds nothing that could run code.
///
/// Only what made it can vouch for it: sanitized Markdown, or a chart drawn by this program with every text escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// `html`, for which the caller vouches.
    pub fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// The HTML of one page that templates place by name, as `html.body`, `html.gantt` or `html["note-3"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fragments(BTreeMap<String, Html>);

impl Fragments {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// With `html` under `name`; empty HTML is left out, so that a template can ask whether there is any.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, html: Html) -> Self {
        self.insert(name, html);
        self
    }

    /// Add `html` under `name`, unless it is empty.
    pub fn insert(&mut self, name: impl Into<String>, html: Html) {
        if !html.is_empty() {
            self.0.insert(name.into(), html);
        }
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Html)> {
        self.0.iter().map(|(name, html)| (name.as_str(), html))
    }
}
