//! Every page a second and a third time, as JSON and as Markdown, and their index.

use std::fmt::Write as _;

use super::{
    Site,
    catalog::{About, Entry},
    page::Page,
};
use crate::{
    model::Subject,
    report,
    text::visible,
    view::{
        addresses,
        addresses::beside,
        api::{TWIN_JSON, TWIN_MARKDOWN, TwinRecord},
    },
};

impl Site<'_> {
    /// The page with its twins.
    pub(super) fn with_twins(&self, page: Page, about: About) -> Page {
        if page.shell.path == addresses::NOT_FOUND {
            return page;
        }
        let (twin, text) = match about {
            About::Thing(_, subject) => (self.twin_of(subject, &page), Some(subject)),
            About::Site(own) => {
                let listed: Vec<Subject> = self.listed(own.path);
                let home = own.path == addresses::HOME;
                (self.cx.twin_of_list(&listed, &page.shell), self.first_page().filter(|_| home))
            }
        };
        let text = text.map_or("", |subject| &self.body_of(subject).markdown);
        let json = json(&twin);
        let markdown = report::twin::markdown(&twin, text);
        page.file("This page as JSON", "application/json", TWIN_JSON, json).file(
            "This page as Markdown",
            "text/markdown",
            TWIN_MARKDOWN,
            markdown,
        )
    }

    /// The twin of a thing's page; of a sprint that was closed with the milestones that its record has.
    fn twin_of(&self, subject: Subject, page: &Page) -> TwinRecord {
        let closed = match subject {
            Subject::Sprint(key) => self.cx.closed_sprint(key),
            _ => None,
        };
        self.cx.twin_of(subject, &page.shell, closed.map(|closed| closed.page.milestones))
    }

    /// What a page of the site lists.
    fn listed(&self, path: &str) -> Vec<Subject> {
        let subjects = self.cx.program.subjects().filter(|subject| self.cx.exists(*subject));
        let is_listed = |subject: &Subject| match path {
            addresses::HOME => matches!(subject, Subject::Phase(_) | Subject::Sprint(_)),
            addresses::TIMELINE | addresses::DEPENDENCIES => {
                matches!(subject, Subject::Phase(_) | Subject::Milestone(_))
            }
            path => self.list_of(*subject) == path,
        };
        subjects.filter(is_listed).collect()
    }

    /// The index of all twins, for programs that read a site (llmstxt.org).
    pub(super) fn index_of_twins(&self) -> String {
        let (settings, program) = (&self.cx.program.settings, &self.cx.now().program);
        let mut text = report::twin::heading(&settings.title);
        let (rag, day) = (program.roll_up.rag.word(), self.cx.now().as_of);
        let _ = writeln!(
            text,
            "> Status of {day}: {rag}. Every page is here as Markdown, and beside each is `index.json` with the same facts. Each fact has its source, its day and its age; one that is old says so.\n"
        );
        let _ = writeln!(text, "- [Everything in one file]({})", addresses::PROGRAM_JSON);
        text.push_str("\n## Pages\n\n");
        for entry in self.catalog.entries().iter().filter(|entry| entry.path != addresses::NOT_FOUND) {
            self.line_of(&mut text, entry);
        }
        text
    }

    fn line_of(&self, text: &mut String, entry: &Entry) {
        let (title, about) = match entry.about {
            About::Site(page) => (page.title.to_owned(), page.about.to_owned()),
            About::Thing(_, subject) => {
                let glance = self.cx.glance(subject);
                let mark = if glance.mark.is_empty() {
                    String::new()
                } else {
                    format!(", {}", glance.mark.replace('_', " "))
                };
                (self.cx.plain_link(subject).text, format!("{}{mark}", glance.kind))
            }
        };
        text.push_str(&report::twin::line(&title, &beside(&entry.path, TWIN_MARKDOWN), &about));
    }
}

fn json(twin: &TwinRecord) -> String {
    let mut json = visible::json(serde_json::to_string(twin).unwrap_or_default());
    json.push('\n');
    json
}
