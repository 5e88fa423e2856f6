//! What the front matter of a file says beyond the fields that are ours: kept as it is written, to be shown.

/// A key of the front matter and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// The key as it is written.
    pub key: String,
    /// Its value as text; of a list, of each of its items.
    pub values: Vec<String>,
}
