//! The list of the pages that are about no single thing of the plan, folder by folder, with what their front matter says.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Entity, Key, Page, Subject},
    view::{
        Context,
        addresses::{PAGES, beside},
        api::TWIN_MARKDOWN,
        part::{extras::label, folders::PagesFolder},
    },
};

/// What stands on the list of pages.
#[derive(Debug, Clone, Serialize)]
pub struct PagesPage {
    /// Its title.
    pub title: &'static str,
    /// The pages, folder by folder, those of no folder first.
    pub groups: Vec<PagesOf>,
    /// Where every one is listed.
    pub all: String,
}

/// The pages of one folder.
#[derive(Debug, Clone, Serialize)]
pub struct PagesOf {
    /// The folder; `Pages` where there is none.
    pub title: String,
    /// The anchor of its heading.
    pub id: String,
    /// The keys that many of them have in their front matter, as people read them.
    pub columns: Vec<String>,
    /// The pages, in the order of their paths.
    pub links: Vec<PageLink>,
    /// How many more there are.
    pub more: usize,
}

/// A page in the list.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its title.
    pub text: String,
    /// Its address.
    pub href: String,
    /// How it begins; of many pages none says so.
    pub note: Option<String>,
    /// What it says, one for each column.
    pub cells: Vec<String>,
}

/// Most columns of a folder.
const MOST_COLUMNS: usize = 4;
/// So many pages at most are listed with how they begin: of more, the list is long enough.
const MOST_NOTED: usize = 400;
/// So many cells at most stand on the list, shared by the folders: a page of 300 kB. Of more pages nobody reads the list.
const MOST_CELLS: usize = 2000;
/// But so many of each folder.
const FEWEST: usize = 2;
/// Most characters of a cell.
const LONGEST: usize = 80;

impl Context<'_> {
    /// The list of pages.
    pub fn text_pages(&self) -> PagesPage {
        let folders = self.page_folders();
        let noted = folders.iter().map(|folder| folder.pages.len()).sum::<usize>() <= MOST_NOTED;
        let columns: Vec<Vec<String>> = folders.iter().map(|folder| self.columns(&folder.pages)).collect();
        let cells =
            |(folder, columns): (&PagesFolder, &Vec<String>)| folder.pages.len() * (1 + columns.len());
        let fit = folders.iter().zip(&columns).map(cells).sum::<usize>() <= MOST_CELLS;
        let share = if fit { usize::MAX } else { MOST_CELLS / folders.len().max(1) };
        let groups = folders.iter().zip(columns).enumerate().map(|(index, (folder, columns))| {
            let most = (share / (1 + columns.len())).max(FEWEST);
            self.pages_of(index, folder, columns, noted, most)
        });
        PagesPage { title: "Pages", groups: groups.collect(), all: beside(PAGES, TWIN_MARKDOWN) }
    }

    fn pages_of(
        &self,
        index: usize,
        folder: &PagesFolder,
        columns: Vec<String>,
        noted: bool,
        most: usize,
    ) -> PagesOf {
        let shown = folder.pages.iter().take(most);
        let title = if folder.path.is_empty() { "Pages" } else { &folder.path };
        PagesOf {
            title: title.to_owned(),
            id: PagesFolder::anchor(index),
            links: shown.map(|key| self.page_link(*key, &columns, noted)).collect(),
            more: folder.pages.len().saturating_sub(most),
            columns: columns.iter().map(|key| label(key)).collect(),
        }
    }

    /// The keys that many pages have: a status first, then those that most have.
    fn columns(&self, pages: &[Key<Page>]) -> Vec<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for key in pages {
            let extras = self.program.extras.get(&self.program.pages[*key].head.file);
            extras.into_iter().flatten().for_each(|extra| *counts.entry(&extra.key).or_default() += 1);
        }
        let mut many: Vec<(&str, usize)> =
            counts.into_iter().filter(|(_, count)| count * 3 >= pages.len()).collect();
        many.sort_by_key(|(key, count)| (!key.eq_ignore_ascii_case("status"), std::cmp::Reverse(*count)));
        many.into_iter().take(MOST_COLUMNS).map(|(key, _)| key.to_owned()).collect()
    }

    fn page_link(&self, key: Key<Page>, columns: &[String], noted: bool) -> PageLink {
        let page = &self.program.pages[key];
        let extras = self.program.extras.get(&page.head.file).map_or(&[][..], Vec::as_slice);
        let cell = |column: &String| {
            let extra = extras.iter().find(|extra| extra.key == *column);
            let text = extra.map(|extra| extra.values.join(", ")).unwrap_or_default();
            match text.char_indices().nth(LONGEST) {
                Some((end, _)) => format!("{}…", &text[..end]),
                None => text,
            }
        };
        let summary = &page.head().body.summary;
        PageLink {
            text: page.head().title.clone(),
            href: self.addresses.of(Subject::Page(key)).to_owned(),
            note: (noted && !summary.is_empty()).then(|| summary.clone()),
            cells: columns.iter().map(cell).collect(),
        }
    }
}
