//! Where the links in texts lead: from files of the project to pages and files of the site.
//!
//! All links of all texts are followed once, so that a page needs no files for its answer.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::places::Places;
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    load::links::{Target, target},
    model::{Body, Head, Hyperlink, Known, Program, Settings, Subject},
    text::Span,
    view::Addresses,
    world::{Moment, ProjectPath, SiteNames, SitePath, World},
};

/// Kinds of files that are safe to publish beside the pages: a browser never runs them.
const SAFE: [&str; 16] = [
    "avif", "csv", "gif", "jpeg", "jpg", "json", "pdf", "png", "proto", "toml", "tsv", "txt", "webp", "yaml",
    "yml", "avsc",
];

/// Pages by the file they were made from, and the other files that texts refer to. Cheap to copy.
#[derive(Debug, Clone)]
pub(super) struct FileIndex {
    content: ProjectPath,
    pages: Arc<Pages>,
    strays: Arc<Vec<Strays>>,
    others: Arc<Others>,
}

/// Pages by the file they were made from.
#[derive(Debug)]
struct Pages {
    places: Arc<Places>,
    known: Known,
    by_file: BTreeMap<String, String>,
}

/// The files of one text that have no page, with the links to them.
#[derive(Debug, Clone)]
struct Strays {
    links: Arc<[Hyperlink]>,
    file: FileId,
    /// Each with the place of a link that leads to it.
    found: Vec<(Span, ProjectPath)>,
}

/// The files without a page, and what is wrong with them.
#[derive(Debug)]
struct Others {
    /// When the files of the project were listed.
    listed: Option<Moment>,
    settings: Arc<str>,
    by_file: BTreeMap<ProjectPath, Other>,
    found: Vec<Diagnostic>,
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

/// What the links of a program depend on.
pub(super) struct Around<'a> {
    pub program: &'a Program,
    pub places: &'a Arc<Places>,
    /// The day, for what has no page yet.
    pub known: Known,
    /// When the files of the project were listed.
    pub listed: Option<Moment>,
}

impl FileIndex {
    /// Every file that has a page, and every other that a text refers to; those that are published take their names beside
    /// the ones that pages have already. What cannot stand beside those is left out and reported. What is as it was before is
    /// taken again.
    pub fn again(around: &Around, world: &dyn World, content: &ProjectPath, before: Option<&Self>) -> Self {
        let &Around { program, places, known, listed } = around;
        let before = before.filter(|before| before.content == *content);
        let same = before.filter(|kept| Arc::ptr_eq(&kept.pages.places, places) && kept.pages.known == known);
        let pages =
            same.map_or_else(|| Arc::new(Pages::new(program, places, known)), |kept| Arc::clone(&kept.pages));
        let strays = strays(program, content, &pages, same);
        let settings = program.sources.get(FileId::default());
        let settings = settings.map_or_else(Arc::default, |settings| Arc::clone(&settings.text));
        let stands = same.filter(|kept| {
            let same = |(a, b): (&Strays, &Strays)| a.file == b.file && a.found == b.found;
            listed.is_some()
                && kept.others.listed == listed
                && kept.others.settings == settings
                && kept.strays.len() == strays.len()
                && kept.strays.iter().zip(&strays).all(same)
        });
        let others = stands.map_or_else(
            || Arc::new(Others::new(&strays, world, content, around, settings)),
            |kept| Arc::clone(&kept.others),
        );
        Self { content: content.clone(), pages, strays: Arc::new(strays), others }
    }

    /// What is wrong with the files without a page.
    pub fn found(&self) -> &[Diagnostic] {
        &self.others.found
    }

    /// The files that are published beside the pages, with their paths on the site.
    pub fn published(&self) -> impl Iterator<Item = (&ProjectPath, &SitePath)> {
        self.others.by_file.iter().filter_map(|(file, other)| match other {
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
        let Target { file, anchor } = target(&self.content, from, link)?;
        match (self.pages.of(&file), anchor) {
            (Some(page), Some(anchor)) => Some(Lead::Page(format!("{page}#{anchor}"))),
            (Some(page), None) => Some(Lead::Page(page.clone())),
            (None, _) => {
                let other = self.others.by_file.get(&file)?;
                Some(Lead::Other(file, other))
            }
        }
    }
}

impl Pages {
    fn new(program: &Program, places: &Arc<Places>, known: Known) -> Self {
        let by_file = pages(program, &places.addresses, known);
        Self { places: Arc::clone(places), known, by_file }
    }

    /// The page of a file, or the index page of a folder.
    fn of(&self, file: &ProjectPath) -> Option<&String> {
        let index = || self.by_file.get(file.join("index.md").ok()?.as_str());
        self.by_file.get(file.as_str()).or_else(index)
    }
}

/// The files without a page of every text, in the order of things; of a text that is as it was, what was found then.
fn strays(program: &Program, content: &ProjectPath, pages: &Pages, kept: Option<&FileIndex>) -> Vec<Strays> {
    let bodies = program.subjects().map(|subject| (program.head(subject), &*program.head(subject).body));
    let closed = program.records.iter();
    let closed = closed.map(|(key, read)| (program.head(Subject::Sprint(*key)), &read.body));
    let texts: Vec<(&Head, &Body)> = bodies.chain(closed).collect();
    let of = |(index, (head, body)): (usize, &(&Head, &Body))| {
        let links = Arc::clone(&body.links);
        let before = kept.and_then(|kept| kept.strays.get(index));
        let before = before.filter(|b| b.file == head.file && Arc::ptr_eq(&b.links, &links));
        before.cloned().unwrap_or_else(|| {
            let from = source(program, head);
            let stray = |link: &Hyperlink| {
                let Target { file, .. } = target(content, &from, &link.target)?;
                pages.of(&file).is_none().then_some((link.span, file))
            };
            let found = links.iter().filter_map(stray).collect();
            Strays { links, file: head.file, found }
        })
    };
    texts.par_iter().enumerate().map(of).collect()
}

impl Others {
    fn new(
        strays: &[Strays],
        world: &dyn World,
        content: &ProjectPath,
        around: &Around,
        settings: Arc<str>,
    ) -> Self {
        let Around { program, places, listed, .. } = around;
        let mut others = Self { listed: *listed, settings, by_file: BTreeMap::new(), found: Vec::new() };
        let mut taken = Cow::Borrowed(&places.taken);
        for Strays { file: from, found, .. } in strays {
            for (span, file) in found {
                if others.by_file.contains_key(file) {
                    continue;
                }
                let other = other(file, world, content, &program.settings, &mut taken);
                let other = other.unwrap_or_else(|reason| {
                    let place = Place::new(*from, *span);
                    let hint = "rename the file";
                    others.found.push(Diagnostic::new(Code::PageCollision, place, reason).hint(hint));
                    Other::Nowhere
                });
                others.by_file.insert(file.clone(), other);
            }
        }
        others
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
    taken: &mut Cow<SiteNames>,
) -> Result<Other, String> {
    if !world.exists(file) {
        return Ok(Other::Nowhere);
    }
    let safe = SAFE.iter().any(|ending| file.extension().eq_ignore_ascii_case(ending));
    // `content/evidence/load.json` is published as `files/content/evidence/load.json`
    let path = SitePath::new(&format!("files/{file}")).ok();
    match path.filter(|_| safe && file.is_within(content)) {
        Some(path) => match taken.to_mut().take(&path) {
            Ok(()) => Ok(Other::Published(path)),
            Err(collision) => Err(format!("`{file}` is left out: {collision}")),
        },
        None => Ok(settings.on_the_web("blob", file.as_str()).map_or(Other::Nowhere, Other::OnTheWeb)),
    }
}
