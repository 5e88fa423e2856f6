//! One finding about the content.

use super::{Code, Place, Severity};

/// What is wrong, where, and what to do next.
///
/// Diagnostics sort by place, then code, then message, so that a list of them is the same on every run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The value at fault; `None` only where no file is, such as a missing `milepost.yaml`.
    pub place: Option<Place>,
    /// Which rule was broken.
    pub code: Code,
    /// How bad it is; by default that of the code.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop, naming the value.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// Other places that belong to it: the first use of a duplicate id, the members of a cycle.
    pub labels: Vec<Label>,
    /// The right text, where it is known.
    pub fix: Option<Fix>,
    /// What it has in common with many findings of other places, which are told to people as one.
    pub shared: Option<String>,
}

/// A second place of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What it has to do with it.
    pub text: String,
}

/// A change of the text after which the finding is gone, and nothing else than what was meant has changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// The text that goes; empty where something is put in.
    pub place: Place,
    /// What comes in its place.
    pub text: String,
}

/// Longest message or hint, in characters: a 200,000-character title must not flood a terminal.
const LONGEST: usize = 400;

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::anywhere(code, Some(place), message.into())
    }

    /// A finding about the project as a whole.
    pub fn global(code: Code, message: impl Into<String>) -> Self {
        Self::anywhere(code, None, message.into())
    }

    fn anywhere(code: Code, place: Option<Place>, message: String) -> Self {
        let message = shorten(message);
        let (severity, labels) = (code.severity(), Vec::new());
        Self { place, code, severity, message, hint: None, labels, fix: None, shared: None }
    }

    /// With a hint: what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(shorten(hint.into()));
        self
    }

    /// With a hint, if there is one.
    #[must_use]
    pub fn maybe_hint(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// With the right text: `text` in place of what stands at `place`.
    #[must_use]
    pub fn fix(mut self, place: Place, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { place, text: text.into() });
        self
    }

    /// With a second place.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place, text: shorten(text.into()) });
        self
    }
}

fn shorten(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
