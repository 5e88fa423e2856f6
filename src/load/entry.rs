//! One entry of a mapping, as the reader of the mapping keeps it.

use super::{MapKey, Node};
use crate::model::Bearing;

/// A field that was asked for, and what depends on it.
pub type Known = (&'static str, Bearing);

/// An entry of a mapping.
pub struct Entry<'a> {
    /// The key in snake case.
    pub name: String,
    /// The key as written.
    pub key: &'a MapKey,
    /// Its value.
    pub node: &'a Node,
    /// Whether a reader asked for it.
    pub used: bool,
}
