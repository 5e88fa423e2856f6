//! Where a history leaves it open what is so: reports that say less than those before them.
//!
//! A fact that no later report repeats goes on counting. Two kinds of silence cannot be read that way, or a line that
//! is missing would make things look better: a report on what was over that does not say whether it still is, and a
//! report that says nothing at all. Knows no colors: the rules say what follows.

use chrono::NaiveDate;

use crate::{
    diag::Place,
    model::{Dated, History, Known, Overlay, Update},
};

/// A report after which it is open what is so.
#[derive(Debug)]
pub(super) enum Doubt<'a, F> {
    /// Something that was over was reported on, without a word on whether it still is.
    StillOver(&'a Update<F>),
    /// A report that says nothing.
    Empty(&'a Update<F>),
}

impl<'a, F> Doubt<'a, F> {
    /// The report.
    pub fn update(&self) -> &'a Update<F> {
        let (Self::StillOver(update) | Self::Empty(update)) = self;
        update
    }

    /// Whether what is open is whether the thing is over; the day and the place of the report.
    pub fn told(&self) -> (bool, NaiveDate, Place) {
        let update = self.update();
        (matches!(self, Self::StillOver(_)), update.date, update.place)
    }
}

impl<F: Overlay> Doubt<'_, F> {
    /// Part of the report is lost, which is told at that place: it may have said what is so.
    pub fn is_of_lost(&self) -> bool {
        self.update().facts.lost().next().is_some()
    }
}

/// The first report up to a day that leaves it open what is so, unless a later one settles it.
///
/// `over` is asked about one report after the other, oldest first, whether it says that the thing is over, or that it
/// is not; `None` where it is silent.
pub(super) fn doubt<F: Dated + PartialEq>(
    history: &History<F>,
    known: Known,
    mut over: impl FnMut(&F) -> Option<bool>,
) -> Option<Doubt<'_, F>> {
    let nothing = F::default();
    let mut was_over = over(&known.base(history)).unwrap_or(false);
    let mut doubt = None;
    for update in history.until(known.day) {
        match over(&update.facts) {
            Some(is_over) => (was_over, doubt) = (is_over, None),
            None if doubt.is_some() => {}
            None if was_over => doubt = Some(Doubt::StillOver(update)),
            None if update.facts == nothing => doubt = Some(Doubt::Empty(update)),
            None => {}
        }
    }
    doubt
}
