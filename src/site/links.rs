//! Where the links in texts lead: from files of the project to pages and files of the site.
//!
//! All links of all texts are followed once, so that a page needs no files for its answer.

use std::collections::{BTreeMap, BTreeSet};

use super::unsafe_markup;
use crate::{
    diag::{Code, Diagnostic, Place},
    load::links::{Target, target},
    model::{Body, Head, Known, Program, Settings, Subject},
    render::anchors_on_page,
    text::{Span, svg},
    view::Addresses,
    world::{ProjectPath, SiteNames, SitePath, World},
};

/// Kinds of files that are safe to publish beside the pages: a browser never runs them.
const SAFE: [&str; 16] = [
    "avif", "csv", "gif", "jpeg", "jpg", "json", "pdf", "png", "proto", "toml", "tsv", "txt", "webp", "yaml",
    "yml", "avsc",
];

/// Pages by the file they were made from, and the other files that texts refer to.
#[derive(Debug)]
pub(super) struct FileIndex {
    content: ProjectPath,
    pages: BTreeMap<String, String>,
    others: BTreeMap<ProjectPath, Other>,
    /// By page and heading, the anchors of those headings that gave way to an id of their page.
    moved: BTreeMap<(String, String), String>,
}

/// A file that has no page.
#[derive(Debug)]
enum Other {
    /// It is published beside the pages.
    Published(SitePath),
    /// Its address in the repository on the web.
    OnTheWeb(String),
    /// Links to it lead nowhere.
    Nowhere,
}

/// A link leads to a page, or to a file without one.
enum Lead<'a> {
    Page(String),
    Other(ProjectPath, &'a Other),
}

/// What the page of a folder itself is called.
const FIRST_PAGES: [&str; 3] = ["index.md", "README.md", "readme.md"];

impl FileIndex {
    /// Every file that has a page, and every other that a text refers to; those that are published take their names beside
    /// the ones `taken` already; `ids` are those of the templates. What cannot stand beside those is left out and reported.
    pub fn new(
        program: &Program,
        addresses: &Addresses,
        known: Known,
        taken: &mut SiteNames,
        world: &dyn World,
        content: &ProjectPath,
        ids: &[String],
    ) -> (Self, Vec<Diagnostic>) {
        let mut index = Self {
            content: content.clone(),
            pages: pages(program, addresses, known),
            others: BTreeMap::new(),
            moved: moved(program, addresses, ids),
        };
        let mut diagnostics = Vec::new();
        let bodies = program.subjects().map(|subject| (program.head(subject), &program.head(subject).body));
        let closed = program.records.iter();
        let closed = closed.map(|(key, read)| (program.head(Subject::Sprint(*key)), &read.body));
        for (head, body) in bodies.chain(closed) {
            for (span, link) in references(body) {
                let Some(Target { files, .. }) = target(content, &source(program, head), link) else {
                    continue;
                };
                if files.iter().any(|file| index.page(file).is_some() || index.others.contains_key(file)) {
                    continue;
                }
                let Some(file) = files.into_iter().find(|file| world.exists(file)) else { continue };
                let other = other(&file, world, content, &program.settings, taken).unwrap_or_else(|reason| {
                    let hint = "rename the file";
                    let place = Place::new(head.file, span);
                    diagnostics.push(Diagnostic::new(Code::PageCollision, place, reason).hint(hint));
                    Other::Nowhere
                });
                index.others.insert(file, other);
            }
        }
        (index, diagnostics)
    }

    /// The files that are published beside the pages, with their paths on the site.
    pub fn published(&self) -> impl Iterator<Item = (&ProjectPath, &SitePath)> {
        self.others.iter().filter_map(|(file, other)| match other {
            Other::Published(path) => Some((file, path)),
            Other::OnTheWeb(_) | Other::Nowhere => None,
        })
    }

    /// The published files that a text of the file `from` refers to.
    pub fn wanted(&self, from: &ProjectPath, body: &Body) -> BTreeSet<ProjectPath> {
        let files = references(body).filter_map(|(_, link)| match self.lead(from, link)? {
            Lead::Other(file, Other::Published(_)) => Some(file),
            Lead::Other(..) | Lead::Page(_) => None,
        });
        files.collect()
    }

    /// Where a link of the file `from` leads: a page of the site, a published file, or the repository on the web; `None`
    /// where it leads nowhere.
    pub fn resolve(&self, from: &ProjectPath, link: &str) -> Option<String> {
        match self.lead(from, link)? {
            Lead::Page(href) => Some(href),
            Lead::Other(_, Other::Published(path)) => Some(path.as_str().to_owned()),
            Lead::Other(_, Other::OnTheWeb(address)) => Some(address.clone()),
            Lead::Other(_, Other::Nowhere) => None,
        }
    }

    fn lead(&self, from: &ProjectPath, link: &str) -> Option<Lead<'_>> {
        let Target { files, anchor } = target(&self.content, from, link)?;
        match (files.iter().find_map(|file| self.page(file)), anchor) {
            (Some(page), Some(anchor)) => {
                let moved = self.moved.get(&(page.clone(), anchor.clone()));
                Some(Lead::Page(format!("{page}#{}", moved.unwrap_or(&anchor))))
            }
            (Some(page), None) => Some(Lead::Page(page.clone())),
            (None, _) => {
                let known = |file: ProjectPath| self.others.get(&file).map(|other| Lead::Other(file, other));
                files.into_iter().find_map(known)
            }
        }
    }

    /// The page of a file, or the first page of a folder.
    fn page(&self, file: &ProjectPath) -> Option<&String> {
        let within = |name: &str| self.pages.get(file.join(name).ok()?.as_str());
        self.pages.get(file.as_str()).or_else(|| FIRST_PAGES.iter().find_map(|name| within(name)))
    }
}

/// The file that a thing was read from.
pub(super) fn source(program: &Program, head: &Head) -> ProjectPath {
    ProjectPath::new(program.sources.path(head.file)).unwrap_or_else(|_| ProjectPath::root())
}

fn pages(program: &Program, addresses: &Addresses, known: Known) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for subject in program.subjects().filter(|subject| known.exists(program, *subject)) {
        let path = program.sources.path(program.head(subject).file);
        // Agents of the settings share a file: it has no page of its own.
        if ProjectPath::new(path).is_ok_and(|path| path.is_markdown()) {
            pages.entry(path.to_owned()).or_insert_with(|| addresses.of(subject).to_owned());
        }
    }
    pages
}

/// The anchors of headings that gave way, on the pages of all things.
fn moved(program: &Program, addresses: &Addresses, ids: &[String]) -> BTreeMap<(String, String), String> {
    let around = unsafe_markup::around(ids);
    let is_taken = |anchor: &str| ids.binary_search_by(|id| id.as_str().cmp(anchor)).is_ok();
    let mut moved = BTreeMap::new();
    for subject in program.subjects() {
        let body = &program.head(subject).body;
        if !body.headings.iter().any(|heading| is_taken(&heading.anchor)) {
            continue;
        }
        for (heading, anchor) in body.headings.iter().zip(anchors_on_page(body, &around)) {
            if heading.anchor != anchor {
                moved.insert((addresses.of(subject).to_owned(), heading.anchor.clone()), anchor);
            }
        }
    }
    moved
}

/// Everything that a text links to or shows, with its place.
fn references(body: &Body) -> impl Iterator<Item = (Span, &str)> {
    body.links.iter().map(|link| (link.span, link.target.as_str()))
}

/// What a file without a page is; else why it cannot be published.
fn other(
    file: &ProjectPath,
    world: &dyn World,
    content: &ProjectPath,
    settings: &Settings,
    taken: &mut SiteNames,
) -> Result<Other, String> {
    if !world.exists(file) {
        return Ok(Other::Nowhere);
    }
    let drawing = || {
        file.extension().eq_ignore_ascii_case("svg")
            && world.read(file).is_ok_and(|bytes| svg::is_harmless(&bytes))
    };
    let safe = SAFE.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending)) || drawing();
    // `content/evidence/load.json` is published as `files/content/evidence/load.json`
    let path = SitePath::new(&format!("files/{file}")).ok();
    match path.filter(|_| safe && file.is_within(content)) {
        Some(path) => match taken.take(&path) {
            Ok(()) => Ok(Other::Published(path)),
            Err(collision) => Err(format!("`{file}` is left out: {collision}")),
        },
        None => Ok(settings.on_the_web("blob", file.as_str()).map_or(Other::Nowhere, Other::OnTheWeb)),
    }
}
