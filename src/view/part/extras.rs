//! What front matter says beyond our fields, as facts of a page.

use serde::Serialize;

use crate::{diag::FileId, text::address::is_web, view::Context};

/// A key and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtraFact {
    /// The key as people read it.
    pub label: String,
    /// Its values.
    pub values: Vec<ExtraValue>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtraValue {
    /// What people read.
    pub text: String,
    /// Where it leads, where it is an address on the web.
    pub href: Option<String>,
}

impl Context<'_> {
    /// What the front matter of a file says beyond our fields.
    pub(in crate::view) fn extras(&self, file: FileId) -> Vec<ExtraFact> {
        let extras = self.program.extras.get(&file).map_or(&[][..], Vec::as_slice);
        let value = |text: &String| ExtraValue {
            href: (is_web(text) && !text.contains(char::is_whitespace)).then(|| text.clone()),
            text: text.clone(),
        };
        let fact = |extra: &crate::model::Extra| ExtraFact {
            label: label(&extra.key),
            values: extra.values.iter().map(value).collect(),
        };
        extras.iter().map(fact).collect()
    }
}

/// `reviewed_on` as people read it: `Reviewed on`.
pub(in crate::view) fn label(key: &str) -> String {
    let spaced = key.replace(['_', '-'], " ");
    let mut chars = spaced.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => spaced,
    }
}
