//! What is reported, as it was typed. What a value may be, the loader knows: it reads the report back.

use chrono::NaiveDate;

use crate::cli::surgery::{Field, Put};
use crate::model::LifeCycle;

/// The facts of a report.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Fields and their values, in the order in which they are written.
    fields: Vec<Field>,
    /// Days that are that of the report where none is named, each with the number of fields before it.
    days: Vec<(usize, &'static str, Option<NaiveDate>)>,
    next: Option<(String, Option<String>, Option<NaiveDate>)>,
}

impl Report {
    /// Also that a field has a value; nothing where none was typed.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.fields.extend(value.map(|value| (name, Put::Text(value.to_string()))));
        self
    }

    /// Also that a field has a number for its value.
    #[must_use]
    pub fn with_number(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.fields.extend(value.map(|value| (name, Put::Yaml(value.to_string()))));
        self
    }

    /// Also a day: that of the report, where none is named.
    #[must_use]
    pub fn with_day(mut self, name: &'static str, day: Option<Option<NaiveDate>>) -> Self {
        self.days.extend(day.map(|day| (self.fields.len(), name, day)));
        self
    }

    /// Also that work began, or was finished, on the day of the report or another.
    #[must_use]
    pub fn with_state(self, began: Option<Option<NaiveDate>>, done: Option<Option<NaiveDate>>) -> Self {
        let told = self.fields.iter().any(|(name, _)| *name == "status");
        let status = match (began, done) {
            (_, Some(_)) => Some(LifeCycle::Done),
            (Some(_), None) if !told => Some(LifeCycle::InProgress),
            _ => None,
        };
        let percent = done.map(|_| 100);
        let with = self.with("status", status.map(LifeCycle::word));
        with.with_day("actual_start", began)
            .with_day("actual_finish", done)
            .with_number("percent_complete", percent)
    }

    /// Also what is to be done next, by whom and until when.
    #[must_use]
    pub fn with_next(mut self, text: Option<String>, owner: Option<String>, due: Option<NaiveDate>) -> Self {
        self.next = text.map(|text| (text, owner, due));
        self
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.days.is_empty() && self.next.is_none()
    }

    /// The entry of `updates`.
    pub fn entry(&self, on: NaiveDate, by: &str) -> Vec<Field> {
        let mut entry = vec![("date", Put::Yaml(on.to_string())), ("by", Put::Text(by.to_owned()))];
        let days = |at: usize| self.days.iter().filter(move |(before, ..)| *before == at);
        for at in 0..=self.fields.len() {
            entry.extend(days(at).map(|(_, name, day)| (*name, Put::Yaml(day.unwrap_or(on).to_string()))));
            entry.extend(self.fields.get(at).cloned());
        }
        entry.extend(self.next.as_ref().map(|(text, owner, due)| {
            let mut next = vec![("text", Put::Text(text.clone()))];
            next.extend(owner.clone().map(|owner| ("owner", Put::Text(owner))));
            next.extend(due.map(|due| ("due", Put::Yaml(due.to_string()))));
            ("next_action", Put::Yaml(crate::cli::surgery::one_line(&next)))
        }));
        entry
    }
}
