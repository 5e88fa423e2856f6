//! Where the links in texts lead: from files of the project to pages and files of the site.
//!
//! All links of all texts are followed once, so that a page needs no files for its answer.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{places::Places, unsafe_markup};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    load::links::{Target, target},
    model::{Body, Head, Hyperlink, Known, Program, Settings, Subject},
    render::anchors_on_page,
    text::{Span, svg},
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
    /// By page and heading, the anchors of those headings that gave way to an id of their page.
    moved: Arc<BTreeMap<(String, String), String>>,
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
    /// Those that each link may mean, with its place.
    found: Vec<(Span, Vec<ProjectPath>)>,
}

/// The files without a page, and what is wrong with them.
#[derive(Debug)]
struct Others {
    /// When they came, went or changed for the last time.
    beside: Option<Moment>,
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

/// What the page of a folder itself is called.
const FIRST_PAGES: [&str; 3] = ["index.md", "README.md", "readme.md"];

/// What the links of a program depend on.
pub(super) struct Around<'a> {
    pub program: &'a Program,
    pub places: &'a Arc<Places>,
    /// The day, for what has no page yet.
    pub known: Known,
    /// When a file without a page came, went or changed for the last time.
    pub beside: Option<Moment>,
    /// The ids of the templates.
    pub ids: &'a [String],
}

impl FileIndex {
    /// Every file that has a page, and every other that a text refers to; those that are published take their names beside
    /// the ones that pages have already. What cannot stand beside those is left out and reported. What is as it was before is
    /// taken again.
    pub fn again(around: &Around, world: &dyn World, content: &ProjectPath, before: Option<&Self>) -> Self {
        let &Around { program, places, known, beside, ids } = around;
        let before = before.filter(|before| before.content == *content);
        let same = before.filter(|kept| Arc::ptr_eq(&kept.pages.places, places) && kept.pages.known == known);
        let pages =
            same.map_or_else(|| Arc::new(Pages::new(program, places, known)), |kept| Arc::clone(&kept.pages));
        let strays = strays(program, content, &pages, same);
        let settings = program.sources.get(FileId::default());
        let settings = settings.map_or_else(Arc::default, |settings| Arc::clone(&settings.text));
        let stands = same.filter(|kept| {
            let same = |(a, b): (&Strays, &Strays)| a.file == b.file && a.found == b.found;
            beside.is_some()
                && kept.others.beside == beside
                && kept.others.settings == settings
                && kept.strays.len() == strays.len()
                && kept.strays.iter().zip(&strays).all(same)
        });
        let others = stands.map_or_else(
            || Arc::new(Others::new(&strays, world, content, around, settings)),
            |kept| Arc::clone(&kept.others),
        );
        let moved = Arc::new(moved(program, &places.addresses, ids));
        Self { content: content.clone(), pages, strays: Arc::new(strays), others, moved }
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
        let Target { files, anchor } = target(&self.content, from, link)?;
        match (files.iter().find_map(|file| self.pages.of(file)), anchor) {
            (Some(page), Some(anchor)) => {
                let moved = self.moved.get(&(page.clone(), anchor.clone()));
                Some(Lead::Page(format!("{page}#{}", moved.unwrap_or(&anchor))))
            }
            (Some(page), None) => Some(Lead::Page(page.clone())),
            (None, _) => {
                let known =
                    |file: ProjectPath| self.others.by_file.get(&file).map(|other| Lead::Other(file, other));
                files.into_iter().find_map(known)
            }
        }
    }
}

impl Pages {
    fn new(program: &Program, places: &Arc<Places>, known: Known) -> Self {
        let by_file = pages(program, &places.addresses, known);
        Self { places: Arc::clone(places), known, by_file }
    }

    /// The page of a file, or the first page of a folder.
    fn of(&self, file: &ProjectPath) -> Option<&String> {
        let within = |name: &str| self.by_file.get(file.join(name).ok()?.as_str());
        self.by_file.get(file.as_str()).or_else(|| FIRST_PAGES.iter().find_map(|name| within(name)))
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
                let Target { files, .. } = target(content, &from, &link.target)?;
                files.iter().all(|file| pages.of(file).is_none()).then_some((link.span, files))
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
        let Around { program, places, beside, .. } = around;
        let mut others = Self { beside: *beside, settings, by_file: BTreeMap::new(), found: Vec::new() };
        let mut taken = Cow::Borrowed(&places.taken);
        for Strays { file: from, found, .. } in strays {
            for (span, files) in found {
                if files.iter().any(|file| others.by_file.contains_key(file)) {
                    continue;
                }
                let Some(file) = files.iter().find(|file| world.exists(file)) else { continue };
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
    taken: &mut Cow<SiteNames>,
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
        Some(path) => match taken.to_mut().take(&path) {
            Ok(()) => Ok(Other::Published(path)),
            Err(collision) => Err(format!("`{file}` is left out: {collision}")),
        },
        None => Ok(settings.file_on_the_web(file.as_str()).map_or(Other::Nowhere, Other::OnTheWeb)),
    }
}
