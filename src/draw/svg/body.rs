//! The inside of a drawing as it grows.

use super::style::Used;
use std::collections::BTreeMap;

/// What has been drawn so far.
pub(super) struct Body {
    pub text: String,
    pub used: Used,
    /// Patterns by id.
    pub definitions: BTreeMap<String, String>,
    pub links: usize,
}
