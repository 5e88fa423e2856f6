//! Dated facts: what was reported, when, by whom.
//!
//! The state of a thing on a day is its front matter with all updates up to that day laid over it, oldest first.

use chrono::NaiveDate;

use super::{Lost, Owner, Rag};
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

/// Facts that can be laid over older ones: a field that says something wins, one that is silent leaves the older one.
pub trait Overlay: Clone + Default {
    /// Lay `newer` over `self`.
    fn overlay(&mut self, newer: &Self);

    /// Facts of which everything that bears on a color or a date is lost.
    fn all_lost(lost: &Lost) -> Self;

    /// Lose what says where the thing stands, its first field, where that is silent: a lost report on it leaves that
    /// open as well.
    fn lose_standing(&mut self, lost: &Lost);

    /// What is lost of it, in the order of its fields.
    fn lost(&self) -> impl Iterator<Item = &Lost>;
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

/// A report without a day that can be read, or of which nobody can tell what it says.
#[derive(Debug, Clone)]
pub struct LostUpdate<F> {
    /// The day of the report before it, after which it was made; `None` where it has no place in the order: then it may
    /// be the last word on every day.
    pub after: Option<NaiveDate>,
    /// Where it was written.
    pub place: Place,
    /// What it says, all of it lost.
    pub facts: F,
}

/// Everything that is known of a thing, then and now.
#[derive(Debug, Clone)]
pub struct History<F> {
    /// What the front matter says.
    pub base: F,
    /// The updates, oldest first; of one day, by their clock, else in the order they were written.
    pub updates: Vec<Update<F>>,
    /// The updates that are lost, in the order of the days after which they were made, those without a place last.
    pub lost: Vec<LostUpdate<F>>,
}

impl<F: Default> Default for History<F> {
    fn default() -> Self {
        Self { base: F::default(), updates: Vec::new(), lost: Vec::new() }
    }
}

impl<F: Overlay> History<F> {
    /// The state on `day`. What a lost report may have said stays lost until a later report says it again.
    pub fn on(&self, day: NaiveDate) -> F {
        self.over(self.base.clone(), day)
    }

    /// All reports up to and on `day` laid over what is known of the front matter.
    pub fn over(&self, base: F, day: NaiveDate) -> F {
        self.laid_over(base, day, F::overlay)
    }

    /// The same, each report laid over the state before it as `lay` says.
    pub fn laid_over(&self, base: F, day: NaiveDate, lay: impl Fn(&mut F, &F)) -> F {
        let mut state = base;
        let mut lost = self.lost.iter().filter(|lost| lost.after.is_none_or(|after| after <= day)).peekable();
        for update in self.until(day) {
            while let Some(lost) = lost.next_if(|lost| lost.after.is_some_and(|after| after < update.date)) {
                state.overlay(&lost.facts);
            }
            lay(&mut state, &update.facts);
        }
        lost.for_each(|lost| state.overlay(&lost.facts));
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
