//! The list of all plain pages, folder by folder, with what their front matter says.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Key, Page, Subject},
    say::answers::beginning,
    view::{
        Context,
        part::{documents::Folder, extras::label},
    },
};

/// What stands on the page of all plain pages.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsPage {
    /// How many there are.
    pub count: usize,
    /// The folders in order of their paths.
    pub folders: Vec<FolderTable>,
}

/// The pages of a folder as a table.
#[derive(Debug, Clone, Serialize)]
pub struct FolderTable {
    /// The folder; nothing for those that lie in none.
    pub title: String,
    /// Its anchor.
    pub id: String,
    /// What several of them say in their front matter.
    pub columns: Vec<String>,
    /// One for each page.
    pub rows: Vec<DocumentRow>,
}

/// A plain page as a row.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// How it begins.
    pub summary: String,
    /// What it says, one for each column.
    pub cells: Vec<String>,
    /// It is there to be copied.
    pub template: bool,
}

/// Most columns of a table.
const MOST_COLUMNS: usize = 4;
/// Most characters of a cell.
const LONGEST: usize = 80;

impl Context<'_> {
    /// The page of all plain pages.
    pub fn documents_page(&self) -> DocumentsPage {
        let folders: Vec<FolderTable> =
            self.documents().into_iter().map(|folder| self.folder_table(folder)).collect();
        DocumentsPage { count: folders.iter().map(|folder| folder.rows.len()).sum(), folders }
    }

    fn folder_table(&self, folder: Folder) -> FolderTable {
        let columns = self.columns(&folder.pages);
        let rows = folder.pages.iter().map(|key| self.document_row(*key, &columns)).collect();
        let columns = columns.iter().map(|key| label(key)).collect();
        FolderTable { id: folder.anchor(), title: folder.path, columns, rows }
    }

    /// The keys that most pages have, in order of how many do.
    fn columns(&self, pages: &[Key<Page>]) -> Vec<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for key in pages {
            let extras = self.program.extras.get(&self.program.pages[*key].head.file);
            for extra in extras.into_iter().flatten() {
                *counts.entry(&extra.key).or_default() += 1;
            }
        }
        let mut often: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| count * 3 >= pages.len()).collect();
        // A status is what people look for.
        often.sort_by_key(|(key, count)| (!key.eq_ignore_ascii_case("status"), std::cmp::Reverse(*count)));
        often.into_iter().take(MOST_COLUMNS).map(|(key, _)| key.to_owned()).collect()
    }

    fn document_row(&self, key: Key<Page>, columns: &[String]) -> DocumentRow {
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
        DocumentRow {
            title: page.head.title.clone(),
            href: self.addresses.of(Subject::Page(key)).to_owned(),
            summary: beginning(&page.head.body.summary),
            cells: columns.iter().map(cell).collect(),
            template: page.template,
        }
    }
}
