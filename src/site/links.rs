//! Where the links in Markdown lead: from files of the project to pages and files of the site.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    load::links::{Target, target},
    model::{Body, Program},
    render::addresses,
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
}

/// What a link leads to.
enum Lead {
    /// A page of the site, with an anchor.
    Page(String),
    /// A file of the project, published beside the pages.
    File(ProjectPath, SitePath),
    /// The repository on the web.
    Web(String),
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
        Self { world, content, by_file, repository }
    }

    /// The files of the project that a text of the file `from` refers to and that are published with it.
    pub fn wanted(&self, from: &ProjectPath, body: &Body) -> BTreeSet<ProjectPath> {
        let raw = body.raw_html.iter().flat_map(|place| addresses(body.piece(*place)));
        let targets = body.links.iter().map(|link| link.target.clone()).chain(raw);
        let files = targets.filter_map(|link| match self.lead(from, &link)? {
            Lead::File(file, _) => Some(file),
            Lead::Page(_) | Lead::Web(_) => None,
        });
        files.collect()
    }

    /// Where a link of the file `from` leads: a page of the site, one of the files that are `wanted`, or the repository on
    /// the web; `None` where it leads nowhere.
    pub fn resolve(&self, from: &ProjectPath, link: &str, wanted: &BTreeSet<ProjectPath>) -> Option<String> {
        match self.lead(from, link)? {
            Lead::Page(href) | Lead::Web(href) => Some(href),
            Lead::File(file, path) => wanted.contains(&file).then(|| path.as_str().to_owned()),
        }
    }

    fn lead(&self, from: &ProjectPath, link: &str) -> Option<Lead> {
        let Target { file, anchor } = target(self.content, from, link)?;
        let page = match self.by_file.get(file.as_str()).or_else(|| self.folder_page(&file)) {
            Some(page) => page.clone(),
            None => return self.other(file),
        };
        Some(Lead::Page(match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }))
    }

    /// The index page of a folder.
    fn folder_page(&self, folder: &ProjectPath) -> Option<&String> {
        let index = folder.join("index.md").ok()?;
        self.by_file.get(index.as_str())
    }

    fn other(&self, file: ProjectPath) -> Option<Lead> {
        if !self.world.exists(&file) {
            return None;
        }
        let safe = SAFE.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending));
        match published(&file).filter(|_| safe && file.is_within(self.content)) {
            Some(path) => Some(Lead::File(file, path)),
            None => self.repository.map(|repository| Lead::Web(format!("{repository}/blob/main/{file}"))),
        }
    }
}

/// `content/evidence/load.json` is published as `files/content/evidence/load.json`.
pub(super) fn published(file: &ProjectPath) -> Option<SitePath> {
    SitePath::new(&format!("files/{file}")).ok()
}
