//! Red, amber, green, and the two that are neither.

use serde::{Deserialize, Serialize};

/// A status color. It is never shown without its word and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rag {
    /// Not yet to start; no color.
    Planned,
    /// As it should be.
    Green,
    /// Needs attention.
    Amber,
    /// Facts are missing or too old to tell; counts as amber at least.
    Unknown,
    /// Off the plan.
    Red,
}

impl Rag {
    /// The color of what has begun; `None` for what has not.
    pub fn begun(self) -> Option<Self> {
        (self != Self::Planned).then_some(self)
    }

    /// The word people read, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Unknown => "unknown",
            Self::Red => "red",
        }
    }
}
