//! The color of sprint after sprint.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Entity, Key, Rag, Sprint, Subject},
    view::{Context, SubjectLink},
};

/// The color of one sprint in the strip.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrendStep {
    /// Which.
    pub subject: SubjectLink,
    /// Its number, where its title ends in one; else its id.
    pub short: String,
    /// Its color at its end, or now.
    pub rag: Rag,
    /// It is the sprint of the page.
    pub here: bool,
    /// It has not begun.
    pub future: bool,
}

impl Context<'_> {
    /// The color of every sprint: at its end where it is over, now for the current one.
    pub fn trend(&self, here: Option<Key<Sprint>>) -> Vec<TrendStep> {
        self.trend_until(here, self.now().as_of)
    }

    /// The number of a sprint, as people say it; its id where it has none.
    fn sprint_number(&self, key: Key<Sprint>) -> String {
        let head = self.program.sprints[key].head();
        let number = |text: &str| {
            let digits: Vec<char> = text.chars().rev().take_while(char::is_ascii_digit).collect();
            digits.into_iter().rev().collect::<String>()
        };
        let number = [number(&head.title), number(&head.id)].into_iter().find(|number| !number.is_empty());
        number.map_or_else(|| head.id.to_string(), |number| number.trim_start_matches('0').to_owned())
    }

    /// The same as seen on a day: sprints that begin after it have no color yet.
    pub(in crate::view) fn trend_until(&self, here: Option<Key<Sprint>>, day: NaiveDate) -> Vec<TrendStep> {
        let step = |key: Key<Sprint>| {
            let future = self.program.sprints[key].start > day;
            TrendStep {
                subject: self.link(Subject::Sprint(key)),
                short: self.sprint_number(key),
                rag: if future { Rag::Planned } else { self.sprint_rag(key) },
                here: Some(key) == here,
                future,
            }
        };
        self.sprints_in_time().into_iter().map(step).collect()
    }
}
