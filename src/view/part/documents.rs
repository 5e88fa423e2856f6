//! Plain pages by the folders that they lie in.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Key, Page, Subject},
    view::{Context, Link, addresses},
    world::slug,
};

/// The pages of a folder.
#[derive(Debug, Clone)]
pub(in crate::view) struct Folder {
    /// Its path under the content folder.
    pub path: String,
    /// Its pages, in order of their paths.
    pub pages: Vec<Key<Page>>,
}

impl Folder {
    /// Its anchor on the page of all of them.
    pub fn anchor(&self) -> String {
        format!("in-{}", slug(&self.path).replace('/', "-"))
    }
}

/// A folder with the first of its pages, as the first page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderGlance {
    /// Its path, and where its pages are listed.
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
    /// All plain pages but the first page, by their folders.
    pub(in crate::view) fn documents(&self) -> Vec<Folder> {
        let mut folders: BTreeMap<&str, Vec<Key<Page>>> = BTreeMap::new();
        for (key, page) in self.program.pages.iter() {
            if self.addresses.of(Subject::Page(key)) != addresses::HOME {
                let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                folders.entry(folder).or_default().push(key);
            }
        }
        folders.into_iter().map(|(path, pages)| Folder { path: path.to_owned(), pages }).collect()
    }

    /// Whether there is any plain page but the first.
    pub fn has_documents(&self) -> bool {
        self.program.pages.keys().any(|key| self.addresses.of(Subject::Page(key)) != addresses::HOME)
    }

    /// The folders with the first of their pages, and how many folders there are besides.
    pub(in crate::view) fn folder_glances(&self) -> (Vec<FolderGlance>, usize) {
        let folders = self.documents();
        let more = folders.len().saturating_sub(MOST_FOLDERS);
        let glance = |folder: Folder| FolderGlance {
            count: folder.pages.len(),
            first: folder.pages.iter().take(MOST_PAGES).map(|key| self.page_link(*key)).collect(),
            folder: Link::new(folder.path.clone(), format!("{}#{}", addresses::DOCUMENTS, folder.anchor())),
        };
        (folders.into_iter().take(MOST_FOLDERS).map(glance).collect(), more)
    }

    fn page_link(&self, key: Key<Page>) -> Link {
        Link::new(self.program.pages[key].head.title.clone(), self.addresses.of(Subject::Page(key)))
    }
}
