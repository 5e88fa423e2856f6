//! Dated facts: what was reported, when, by whom.
//!
//! The state of a thing on a day is its front matter with all updates up to that day laid over it, oldest first.

use chrono::NaiveDate;

use super::{Owner, Rag};
use crate::diag::{Located, Place};

/// One value of a state, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    /// What was reported.
    pub value: T,
    /// Where it was written.
    pub place: Place,
    /// When it was reported; `None` for front matter, which has no date.
    pub on: Option<NaiveDate>,
    /// Who reported it.
    pub by: Option<Owner>,
}

impl<T> Fact<T> {
    /// A fact of the front matter, without date or reporter.
    pub fn undated(located: Located<T>) -> Self {
        Self { value: located.value, place: located.place, on: None, by: None }
    }

    /// When and by whom it was reported, and where that was written.
    pub fn reported(&self) -> Reported {
        Reported { on: self.on, by: self.by.clone(), place: self.place }
    }
}

/// Who said something, when, and where that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The day; `None` for front matter, which nobody reported on a day.
    pub on: Option<NaiveDate>,
    /// Who, where that was given.
    pub by: Option<Owner>,
    /// Where it was written.
    pub place: Place,
}

/// Facts that can be laid over older ones: a field that is set wins, one that is not leaves the older one.
pub trait Overlay: Clone + Default {
    /// Lay `newer` over `self`.
    fn overlay(&mut self, newer: &Self);
}

/// One dated report.
#[derive(Debug, Clone)]
pub struct Update<F> {
    /// When it was made.
    pub date: NaiveDate,
    /// Where the date was written.
    pub place: Place,
    /// Who made it.
    pub by: Option<Owner>,
    /// What was said in words.
    pub note: Option<String>,
    /// The facts it reports; each carries the date and reporter of this update.
    pub facts: F,
}

/// Everything that is known of a thing, then and now.
#[derive(Debug, Clone)]
pub struct History<F> {
    /// What the front matter says.
    pub base: F,
    /// The updates, oldest first; of one day, in the order they were written.
    pub updates: Vec<Update<F>>,
    /// Where updates stand whose report is lost: without a date that can be read they have no place in the order,
    /// and where two have run into one, or the front matter is broken, nobody can tell what they said.
    pub lost: Vec<Place>,
}

impl<F: Default> Default for History<F> {
    fn default() -> Self {
        Self { base: F::default(), updates: Vec::new(), lost: Vec::new() }
    }
}

impl<F: Overlay> History<F> {
    /// The state on `day`.
    pub fn on(&self, day: NaiveDate) -> F {
        let mut state = self.base.clone();
        for update in self.until(day) {
            state.overlay(&update.facts);
        }
        state
    }

    /// The updates up to and on `day`, oldest first.
    pub fn until(&self, day: NaiveDate) -> &[Update<F>] {
        let end = self.updates.partition_point(|update| update.date <= day);
        &self.updates[..end]
    }

    /// The last update up to and on `day`.
    pub fn latest(&self, day: NaiveDate) -> Option<&Update<F>> {
        self.until(day).last()
    }
}

/// A field that was written, and of which nobody can read what it says. That is told once; nothing that only follows
/// from it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    /// Its name, as we spell it.
    pub field: String,
    /// Where its value was written.
    pub place: Place,
}

/// Who does what next, by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextAction {
    /// What is to be done.
    pub text: String,
    /// Who does it; `None` where nobody is named, and then whoever answers for the thing.
    pub owner: Option<Owner>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A color set by hand against the rules, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The color shown instead.
    pub rag: Rag,
    /// Why the rules do not count here, in words.
    pub reason: String,
    /// Who answers for it.
    pub by: Owner,
    /// The last day on which it counts.
    pub expires: NaiveDate,
}

/// Implements [`Overlay`] for a struct whose fields are all `Option`s.
macro_rules! overlay {
    ($facts:ty { $($field:ident),* $(,)? }) => {
        impl $crate::model::fact::Overlay for $facts {
            fn overlay(&mut self, newer: &Self) {
                $(if newer.$field.is_some() { self.$field.clone_from(&newer.$field); })*
            }
        }
    };
}
pub(crate) use overlay;
