//! Who speaks: the program whose things are named, and the year that need not be said.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::{days, words};
use crate::{
    model::{Head, Owner, Program, Reported, Subject},
    text::visible::apart,
};

/// What sentences are made with.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// Whose things are named.
    pub program: &'a Program,
    /// The year of the status date: dates of it are said without a year.
    year: Option<i32>,
    /// For reports that are read alone, far from the tables: what was compared is named.
    at_length: bool,
}

impl<'a> Voice<'a> {
    /// To speak of a program on its status date.
    pub fn new(program: &'a Program, as_of: NaiveDate) -> Self {
        Self { program, year: Some(as_of.year()), at_length: false }
    }

    /// To say what is read on other days, too: every date with its year.
    pub fn lasting(program: &'a Program) -> Self {
        Self { program, year: None, at_length: false }
    }

    /// The same for a report, which is read alone: what was compared is named.
    pub fn at_length(self) -> Self {
        Self { at_length: true, ..self }
    }

    pub(super) fn is_at_length(self) -> bool {
        self.at_length
    }

    /// `6 May`; `6 May 2027` in another year than the status date.
    pub fn day(self, date: NaiveDate) -> String {
        if self.year == Some(date.year()) { days::short_day(date) } else { days::day(date) }
    }

    /// ` 5 May by Quality Assurance`, to follow what was reported; nothing for front matter, which nobody reported on a day.
    pub(super) fn when_and_who(self, told: &Reported) -> String {
        let on = told.on.map(|on| format!(" {}", self.day(on)));
        on.map_or_else(String::new, |on| on + &self.by(told.by.as_ref()))
    }

    /// ` Reported 5 May by Quality Assurance.`, to follow a sentence; nothing for front matter.
    pub(super) fn reported(self, told: Option<&Reported>) -> String {
        match told.map(|told| self.when_and_who(told)) {
            Some(told) if !told.is_empty() => format!(" Reported{told}."),
            _ => String::new(),
        }
    }

    /// ` by Quality Assurance`; nothing where nobody was named.
    pub(super) fn by(self, who: Option<&Owner>) -> String {
        who.map_or_else(String::new, |who| format!(" by {}", self.calls(who)))
    }

    /// How somebody is called, in a sentence.
    pub(super) fn calls(self, who: &'a Owner) -> Cow<'a, str> {
        apart(self.program.calls(who))
    }

    pub(super) fn head(self, subject: Subject) -> &'a Head {
        self.program.head(subject)
    }

    pub(super) fn id(self, subject: Subject) -> Cow<'a, str> {
        apart(&self.program.head(subject).id)
    }

    /// `M2.6 Payment`; the id alone where the title says no more.
    pub(super) fn named(self, subject: Subject) -> String {
        words::named(self.program.head(subject))
    }
}
