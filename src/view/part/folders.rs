//! Plain pages by the folders that they lie in.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Key, Page, Subject},
    view::{Context, Link, addresses},
};

/// The pages of a folder.
#[derive(Debug, Clone)]
pub(in crate::view) struct PagesFolder {
    /// Its path under the content folder; nothing for those that lie in none.
    pub path: String,
    /// Its pages, in the order of their paths.
    pub pages: Vec<Key<Page>>,
}

impl PagesFolder {
    /// The anchor of a folder in the list of pages.
    pub fn anchor(index: usize) -> String {
        format!("group-{}", index + 1)
    }
}

/// A folder with the first of its pages, as the first page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderGlance {
    /// The folder, and where its pages are listed.
    pub folder: Link,
    /// How many pages it has.
    pub count: usize,
    /// The first of them.
    pub first: Vec<Link>,
}

/// Most folders, and pages of each, on the first page.
const MOST_FOLDERS: usize = 12;
const MOST_PAGES: usize = 6;

impl Context<'_> {
    /// The plain pages of the content, but for its first page, which stands on that of the program.
    pub fn own_texts(&self) -> impl Iterator<Item = Key<Page>> {
        let keys = self.program.pages.keys();
        keys.filter(|key| self.addresses.of(Subject::Page(*key)) != addresses::HOME)
    }

    /// The same by their folders, those of no folder first.
    pub(in crate::view) fn page_folders(&self) -> Vec<PagesFolder> {
        let mut folders: BTreeMap<&str, Vec<Key<Page>>> = BTreeMap::new();
        for key in self.own_texts() {
            let folder = self.program.pages[key].path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_default().push(key);
        }
        folders.into_iter().map(|(path, pages)| PagesFolder { path: path.to_owned(), pages }).collect()
    }

    /// The folders with the first of their pages.
    pub(in crate::view) fn folder_glances(&self) -> Vec<FolderGlance> {
        let glance = |(index, mut folder): (usize, PagesFolder)| {
            // What is there to be copied tells nothing.
            folder.pages.retain(|key| !self.program.pages[*key].template);
            let name = if folder.path.is_empty() { "Pages" } else { &folder.path };
            let first = folder.pages.iter().take(MOST_PAGES);
            let link = |key: &Key<Page>| {
                Link::new(self.program.pages[*key].head.title.clone(), self.addresses.of(Subject::Page(*key)))
            };
            FolderGlance {
                folder: Link::new(name, format!("{}#{}", addresses::PAGES, PagesFolder::anchor(index))),
                count: folder.pages.len(),
                first: first.map(link).collect(),
            }
        };
        let folders = self.page_folders().into_iter().enumerate().map(glance);
        folders.filter(|folder| folder.count > 0).take(MOST_FOLDERS).collect()
    }
}
