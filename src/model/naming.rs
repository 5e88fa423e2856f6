//! That a text names things: the place of the text, and which things, however they are named there. Who renames a thing
//! finds by these what names it.

use super::Subject;
use crate::diag::Place;

/// One text that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The whole text; of a list that stands in one text, all of its names share it.
    pub place: Place,
    /// What is named: one thing, or all of a range in their order.
    pub subjects: Vec<Subject>,
}
