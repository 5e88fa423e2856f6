//! The list of the pages that are about no single thing of the plan.

use serde::Serialize;

use crate::{
    model::{Entity, Key, Page, Subject},
    view::{Context, addresses},
};

/// What stands on the list of pages.
#[derive(Debug, Clone, Serialize)]
pub struct PagesPage {
    /// Its title.
    pub title: &'static str,
    /// The pages, folder by folder, those of no folder first.
    pub groups: Vec<PagesOf>,
}

/// The pages of one folder.
#[derive(Debug, Clone, Serialize)]
pub struct PagesOf {
    /// The folder; `Pages` where there is none.
    pub title: String,
    /// The anchor of its heading.
    pub id: String,
    /// The pages, in the order of their paths.
    pub links: Vec<PageLink>,
}

/// A page in the list.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its title.
    pub text: String,
    /// Its address.
    pub href: String,
    /// How it begins.
    pub note: Option<String>,
}

impl Context<'_> {
    /// The plain pages of the content, but for its first page, which stands on that of the program.
    pub fn own_texts(&self) -> impl Iterator<Item = Key<Page>> {
        let keys = self.program.pages.keys();
        keys.filter(|key| self.addresses.of(Subject::Page(*key)) != addresses::HOME)
    }

    /// The list of pages.
    pub fn text_pages(&self) -> PagesPage {
        let mut groups: Vec<PagesOf> = Vec::new();
        for key in self.own_texts() {
            let page = &self.program.pages[key];
            let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let title = if folder.is_empty() { "Pages" } else { folder };
            let summary = &page.head().body.summary;
            let link = PageLink {
                text: page.head().title.clone(),
                href: self.addresses.of(Subject::Page(key)).to_owned(),
                note: (!summary.is_empty()).then(|| summary.clone()),
            };
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.links.push(link),
                None => {
                    let id = format!("group-{}", groups.len() + 1);
                    groups.push(PagesOf { title: title.to_owned(), id, links: vec![link] });
                }
            }
        }
        groups.sort_by(|a, b| (a.title != "Pages", &a.title).cmp(&(b.title != "Pages", &b.title)));
        PagesPage { title: "Pages", groups }
    }
}
