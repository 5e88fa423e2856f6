//! Which commits moved a date, told on the page of what has it. Only a build that is asked for it tells this: what else stands on
//! pages depends on content and day alone, and is the same in a repository and out of it.

use std::collections::BTreeMap;

use super::{Site, catalog::About, page::Page, unsafe_markup};
use crate::{
    load::markdown::outline,
    model::{Id, Subject},
    render::{Links, Surroundings, markdown},
    view::addresses,
};

/// What moved the dates of a program: for each a text in Markdown.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Its finish.
    pub program: Option<String>,
    /// The gates of its phases, by the id of the phase.
    pub gates: BTreeMap<Id, String>,
    /// Its milestones.
    pub milestones: BTreeMap<Id, String>,
}

impl History {
    fn of(&self, site: &Site, about: About) -> Option<&str> {
        let id = |subject| &site.cx.program.head(subject).id;
        let text = match about {
            About::Site(own) if own.path == addresses::HOME => self.program.as_ref(),
            About::Thing(_, subject @ Subject::Phase(_)) => self.gates.get(id(subject)),
            About::Thing(_, subject @ Subject::Milestone(_)) => self.milestones.get(id(subject)),
            _ => None,
        };
        text.map(String::as_str)
    }
}

impl Site<'_> {
    /// The page with what moved its date, where that is known.
    pub(super) fn with_history(&self, mut page: Page, about: About) -> Page {
        let Some(text) = self.history.and_then(|history| history.of(self, about)) else { return page };
        let around = Surroundings { top: 3, ..unsafe_markup::around(self.ids) };
        // Commits name files as they were: nothing in them is a link.
        let links = Links { page: &|_| None, asset: &|_| None, named: &|_| None };
        page.html.insert("moves", markdown(&outline(text, 0), &around, &links));
        page
    }
}
