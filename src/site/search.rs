//! What of the pages is found by the search of the site.
//!
//! Asked of the program, not of finished pages: no page has to be made for it.

use std::collections::BTreeMap;

use super::{
    Site,
    catalog::{About, Entry},
    unsafe_markup,
};
use crate::{
    load::prose::prose,
    model::{Body, Kind, ReadRecord, Subject},
    render::{Surroundings, anchors_on_page, repeats_title},
    search::{self, Document, Section},
    view::addresses,
};

/// What the pages of the site itself are called in results.
const OWN_PAGE: &str = "overview";

impl Site<'_> {
    /// The files of the search, by their paths; made for the first that is asked for.
    pub(super) fn search(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| {
            let found: Vec<&Entry> =
                self.catalog.entries().iter().filter(|entry| entry.path != addresses::NOT_FOUND).collect();
            search::files(found.len(), |number| self.document(found[number]))
        })
    }

    fn document(&self, entry: &Entry) -> Document {
        match entry.about {
            About::Site(page) => {
                let home = page.path == addresses::HOME;
                let text = self.first_page().filter(|_| home);
                Document {
                    href: entry.path.clone(),
                    title: if home { self.cx.program.settings.title.clone() } else { page.title.to_owned() },
                    kind: OWN_PAGE,
                    color: if home { self.cx.now().program.roll_up.rag.word() } else { "" },
                    date: home.then(|| self.cx.now().program.headline.forecast.map(|on| on.finish)).flatten(),
                    sections: std::iter::once(said(page.about))
                        .chain(text.into_iter().flat_map(|text| self.sections(text)))
                        .collect(),
                    ..Document::default()
                }
            }
            About::Thing(_, subject) => {
                let (head, glance) = (self.cx.program.head(subject), self.cx.glance(subject));
                let title = self.closed(subject).map_or(&head.title, |read| &read.record.notes.title);
                let id = (self.cx.program.kind(subject) != Kind::Page && *head.id != **title)
                    .then(|| head.id.to_string());
                let mut sections = self.sections(subject);
                sections.push(said(&self.cx.said_of(subject).join("\n")));
                Document {
                    href: entry.path.clone(),
                    id,
                    title: title.clone(),
                    kind: glance.kind,
                    color: glance.mark,
                    date: glance.date,
                    sections,
                }
            }
        }
    }

    pub(super) fn body_of(&self, subject: Subject) -> &Body {
        self.closed(subject).map_or(&*self.cx.program.head(subject).body, |read: &ReadRecord| &read.body)
    }

    fn sections(&self, subject: Subject) -> Vec<Section> {
        let (head, body) = (self.cx.program.head(subject), self.body_of(subject));
        if body.markdown.trim().is_empty() {
            return Vec::new();
        }
        let around = Surroundings { title: &head.title, ..unsafe_markup::around(self.ids) };
        let anchors = anchors_on_page(body, &around);
        let left_out = repeats_title(body, &around);
        let section = |stretch: crate::load::prose::Stretch| {
            let number = stretch.heading.filter(|number| *number > 0 || !left_out);
            let heading =
                number.and_then(|number| body.headings.get(number)).map(|heading| heading.text.clone());
            Section {
                heading: heading.unwrap_or_default(),
                anchor: number.and_then(|number| anchors.get(number)).cloned().unwrap_or_default(),
                text: stretch.text,
            }
        };
        prose(&body.markdown).into_iter().map(section).collect()
    }
}

fn said(text: &str) -> Section {
    Section { text: text.to_owned(), ..Section::default() }
}
