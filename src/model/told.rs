//! What was told of a field: nothing, a fact that counts, or something that is lost.
//!
//! A field of a state is a [`Told`], so that what is lost of it cannot be forgotten: laid over an older fact it takes
//! that away, and [`Overlay::lost`](super::fact::Overlay::lost), which the macro `overlay!` writes, finds it. Only a
//! later report that says the same field again restores it. Knows no words and no colors.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Fact, LifeCycle, Owner};
use crate::diag::Place;

/// What was told of a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Told<T> {
    /// Nothing.
    #[default]
    Silent,
    /// A fact that counts.
    Known(Fact<T>),
    /// Something that does not count, so that nobody knows what is so.
    Lost(Lost),
}

impl<T> Told<T> {
    /// The fact, where it counts.
    pub fn as_ref(&self) -> Option<&Fact<T>> {
        if let Self::Known(fact) = self { Some(fact) } else { None }
    }

    /// Whether there is a fact that counts.
    pub fn is_some(&self) -> bool {
        self.as_ref().is_some()
    }

    /// Whether there is no fact that counts.
    pub fn is_none(&self) -> bool {
        self.as_ref().is_none()
    }

    /// Whether nothing was told at all.
    pub fn is_silent(&self) -> bool {
        matches!(self, Self::Silent)
    }

    /// What is lost.
    pub fn lost(&self) -> Option<&Lost> {
        if let Self::Lost(lost) = self { Some(lost) } else { None }
    }

    /// The same without a fact of which something does not hold; what is lost stays so.
    #[must_use]
    pub fn filter(self, holds: impl FnOnce(&Fact<T>) -> bool) -> Self {
        match self {
            Self::Known(fact) if !holds(&fact) => Self::Silent,
            told => told,
        }
    }

    /// The fact that counts, which no longer does.
    pub fn lose(&mut self, field: &'static str, why: Loss) {
        if let Self::Known(fact) = self {
            let lost = Lost { on: fact.on, by: fact.by.clone(), ..Lost::new(field, fact.place, why) };
            *self = Self::Lost(lost);
        }
    }
}

/// Something that was written and does not count. It is told once; nothing that only follows from it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The name of the field, as we spell it.
    pub field: Arc<str>,
    /// What it is a part of, where that is neither a whole file nor a report: `constraint`, `dependency`.
    pub within: Option<Arc<str>>,
    /// Where it was written.
    pub place: Place,
    /// Why it does not count.
    pub why: Loss,
    /// What was written, where that is short.
    pub written: Option<Arc<str>>,
    /// When it was reported; `None` for front matter, and where the day is what is lost.
    pub on: Option<NaiveDate>,
    /// Who reported it.
    pub by: Option<Owner>,
    /// The last day on which it would have counted.
    pub until: Option<NaiveDate>,
    /// What depends on it.
    pub bears: Bearing,
    /// Whether it is part of something that says itself that it is lost: a fact, a criterion, a measurement.
    pub claimed: bool,
}

impl Lost {
    /// Whether it is a loss on a day: what would have expired by then is none any more.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }

    /// A field that is lost, undated.
    pub fn new(field: impl Into<Arc<str>>, place: Place, why: Loss) -> Self {
        Self {
            field: field.into(),
            within: None,
            place,
            why,
            written: None,
            on: None,
            by: None,
            until: None,
            bears: Bearing::Dates,
            claimed: false,
        }
    }

    /// Whether a color may be what it is because this is lost.
    pub fn bears_on_color(&self) -> bool {
        self.bears != Bearing::Nothing
    }
}

/// What depends on a field. The greater, the more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// Words alone.
    Nothing,
    /// The color of the thing.
    Color,
    /// Its color and its dates, and with them the dates of what waits for it.
    Dates,
}

/// Why something that was written does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// Its value cannot be read.
    Unreadable,
    /// Its key is most likely misspelt: this was written.
    Misspelt(Arc<str>),
    /// It is given twice.
    Twice,
    /// It must be there, and is not.
    Missing,
    /// It names something that is not in the program.
    Unknown,
    /// It stands in lines of which nobody can tell what they say.
    Torn,
    /// Its report has no day that can be read.
    Undated,
    /// Its report does not say who made it.
    Unsigned,
    /// Somebody who is not in the program says it, or is named.
    Stranger(Arc<str>),
    /// It contradicts something else.
    Contradicts(Contradiction),
}

/// Facts that cannot both be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// Done, and that many percent.
    DoneAt(u8),
    /// Done, and work remains.
    DoneWithWork,
    /// Finished before it started.
    Backwards {
        /// The day of the start.
        start: NaiveDate,
        /// The day of the finish.
        finish: NaiveDate,
    },
    /// Finished, and not said to be done.
    Finished {
        /// The day of the finish.
        finish: NaiveDate,
        /// The status beside it; none where there is none.
        status: Option<LifeCycle>,
    },
    /// Something that has happened after the day on which it was reported.
    Foretold(NaiveDate),
}

/// A field of a state that can be laid over an older one.
pub trait Layer: Clone {
    /// Lay `newer` over `self`.
    fn lay(&mut self, newer: &Self);
}

impl<T: Clone> Layer for Option<Fact<T>> {
    fn lay(&mut self, newer: &Self) {
        if newer.is_some() {
            self.clone_from(newer);
        }
    }
}

impl<T: Clone> Layer for Told<T> {
    fn lay(&mut self, newer: &Self) {
        if !newer.is_silent() {
            self.clone_from(newer);
        }
    }
}

/// Implements [`Overlay`](super::fact::Overlay) for a struct of facts. Every field is either one on which a color or a
/// date depends, and then a [`Told`], or stands `beside`; the compiler misses one that is neither. The first field says
/// where the thing stands. Of `one` statement whoever says that anew says all of it anew: the day and the name of an
/// older decision are none of a newer one.
macro_rules! overlay {
    ($facts:ident one { $($fields:tt)* } beside { $($beside:tt)* }) => {
        $crate::model::told::overlay!(@ $facts true { $($fields)* } beside { $($beside)* });
    };
    ($facts:ident { $($fields:tt)* } beside { $($beside:tt)* }) => {
        $crate::model::told::overlay!(@ $facts false { $($fields)* } beside { $($beside)* });
    };
    (@ $facts:ident $one:literal
        { $first:ident $(, $field:ident)* $(,)? } beside { $($beside:ident),* $(,)? }) => {
        impl $crate::model::fact::Overlay for $facts {
            fn overlay(&mut self, newer: &Self) {
                const ONE: bool = $one;
                let Self { $first, $($field,)* $($beside,)* } = newer;
                if ONE && !$first.is_silent() {
                    *self = Self::default();
                }
                $crate::model::told::Layer::lay(&mut self.$first, $first);
                $($crate::model::told::Layer::lay(&mut self.$field, $field);)*
                $($crate::model::told::Layer::lay(&mut self.$beside, $beside);)*
            }

            fn all_lost(lost: &$crate::model::Lost) -> Self {
                let of = |field: &str| $crate::model::Lost { field: field.into(), ..lost.clone() };
                Self {
                    $first: $crate::model::Told::Lost(of(stringify!($first))),
                    $($field: $crate::model::Told::Lost(of(stringify!($field))),)*
                    $($beside: Default::default(),)*
                }
            }

            fn lose_standing(&mut self, lost: &$crate::model::Lost) {
                if self.$first.is_silent() {
                    let field = stringify!($first).into();
                    self.$first = $crate::model::Told::Lost($crate::model::Lost { field, ..lost.clone() });
                }
            }

            fn lost(&self) -> impl Iterator<Item = &$crate::model::Lost> {
                [self.$first.lost(), $(self.$field.lost()),*].into_iter().flatten()
            }
        }
    };
}
pub(crate) use overlay;
