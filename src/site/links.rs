//! Where the links in Markdown lead: from files of the project to pages and files of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::{
    load::links::{Target, target},
    model::Program,
    view::Addresses,
    world::{ProjectPath, SitePath, World},
};

/// Kinds of files that are safe to publish beside the pages: a browser never runs them.
const SAFE: [&str; 16] = [
    "avif", "csv", "gif", "jpeg", "jpg", "json", "pdf", "png", "proto", "toml", "tsv", "txt", "webp", "yaml",
    "yml", "avsc",
];

/// Pages by the file they were made from, and the other files that pages refer to.
pub(super) struct FilePages<'a> {
    world: &'a dyn World,
    content: &'a ProjectPath,
    by_file: BTreeMap<String, String>,
    repository: Option<&'a str>,
    wanted: Mutex<BTreeSet<ProjectPath>>,
}

impl<'a> FilePages<'a> {
    /// Every file that has a page.
    pub fn new(
        program: &'a Program,
        addresses: &Addresses,
        world: &'a dyn World,
        content: &'a ProjectPath,
    ) -> Self {
        let mut by_file = BTreeMap::new();
        for subject in program.subjects() {
            let path = program.sources.path(program.head(subject).file);
            // Agents of the settings share a file: it has no page of its own.
            let markdown = ProjectPath::new(path).is_ok_and(|path| path.is_markdown());
            if markdown {
                by_file.entry(path.to_owned()).or_insert_with(|| addresses.of(subject).to_owned());
            }
        }
        let repository = program.settings.repository.as_deref();
        Self { world, content, by_file, repository, wanted: Mutex::default() }
    }

    /// Where a link of the file `from` leads: a page of the site, a file published beside it, or the repository on the
    /// web; `None` where it leads nowhere.
    pub fn resolve(&self, from: &ProjectPath, link: &str) -> Option<String> {
        let Target { file, anchor } = target(self.content, from, link)?;
        let page = match self.by_file.get(file.as_str()).or_else(|| self.folder_page(&file)) {
            Some(page) => page.clone(),
            None => return self.other(&file),
        };
        Some(match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        })
    }

    /// The index page of a folder.
    fn folder_page(&self, folder: &ProjectPath) -> Option<&String> {
        let index = folder.join("index.md").ok()?;
        self.by_file.get(index.as_str())
    }

    fn other(&self, file: &ProjectPath) -> Option<String> {
        if !self.world.exists(file) {
            return None;
        }
        let safe = SAFE.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending));
        match published(file).filter(|_| safe && file.is_within(self.content)) {
            Some(path) => {
                if let Ok(mut wanted) = self.wanted.lock() {
                    wanted.insert(file.clone());
                }
                Some(path.as_str().to_owned())
            }
            None => self.repository.map(|repository| format!("{repository}/blob/main/{file}")),
        }
    }

    /// The files that pages refer to, with where they are published; ask when all pages are made.
    pub fn published(&self) -> Vec<(SitePath, Vec<u8>)> {
        let wanted = self.wanted.lock().map(|wanted| wanted.clone()).unwrap_or_default();
        let read = |file: ProjectPath| Some((published(&file)?, self.world.read(&file).ok()?));
        wanted.into_iter().filter_map(read).collect()
    }
}

/// `content/evidence/load.json` is published as `files/content/evidence/load.json`.
fn published(file: &ProjectPath) -> Option<SitePath> {
    SitePath::new(&format!("files/{file}")).ok()
}
