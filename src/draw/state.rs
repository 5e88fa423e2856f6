//! One grammar of state for every drawing: the color of a thing gives its mark, its fill and its outline, and is the same as
//! in the tables. Where it stands in its life is told by words and patterns, never by a color of its own.

use super::svg::{Mark, Slot};
use crate::model::{LifeCycle, Rag};

/// The mark before the name of a thing; what was given up has no color any more.
pub(super) fn mark(status: Option<LifeCycle>, rag: Option<Rag>) -> Mark {
    match (status, rag) {
        (Some(LifeCycle::Cancelled), _) => Mark::Cancelled,
        (_, Some(rag)) => mark_of(rag),
        (Some(LifeCycle::Done), None) => Mark::Green,
        (Some(LifeCycle::Planned), None) => Mark::Planned,
        (_, None) => Mark::Unknown,
    }
}

/// The mark of a color.
pub(super) fn mark_of(rag: Rag) -> Mark {
    match rag {
        Rag::Red => Mark::Red,
        Rag::Amber => Mark::Amber,
        Rag::Green => Mark::Green,
        Rag::Unknown => Mark::Unknown,
        Rag::Planned => Mark::Planned,
    }
}

/// The inside of what is left to do, and what is done together with the outline.
pub(super) fn tones(mark: Mark) -> (Slot, Slot) {
    match mark {
        Mark::Red => (Slot::RedTint, Slot::Red),
        Mark::Amber => (Slot::AmberTint, Slot::Amber),
        Mark::Green => (Slot::GreenTint, Slot::Green),
        Mark::Unknown => (Slot::UnknownTint, Slot::Unknown),
        Mark::Planned | Mark::Cancelled => (Slot::PlannedTint, Slot::Planned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn life_never_takes_the_place_of_a_color() {
        for status in LifeCycle::ALL.iter().filter(|status| **status != LifeCycle::Cancelled) {
            for rag in [Rag::Red, Rag::Amber, Rag::Green, Rag::Unknown, Rag::Planned] {
                assert_eq!(mark(Some(*status), Some(rag)), mark_of(rag));
            }
        }
        assert_eq!(mark(Some(LifeCycle::Done), None), Mark::Green);
        assert_eq!(mark(Some(LifeCycle::InProgress), None), Mark::Unknown);
    }
}
