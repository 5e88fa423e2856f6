//! Which pages a site has: one entry for each kind of page, with everything about it.
//!
//! [`own`] has the pages of the site itself, [`things`] those of what the content describes. Whoever asks something about
//! all pages (build, navigation, neighbors, collisions, tests) asks here, and makes no page for the answer.

mod names;
mod own;
mod things;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use super::{Site, page::Page};
use crate::{
    model::{Key, Kind, Known, Sprint, Subject},
    view::{Context, Section, addresses, api::TWINS},
};

pub(super) use names::own_names;
use names::with_files;
pub(super) use own::OWN;

/// A page of the site itself: it has one address, whatever the content says.
pub(super) struct OwnPage {
    /// Its path from the site's root.
    pub path: &'static str,
    /// Its title, also in the navigation and in breadcrumbs.
    pub title: &'static str,
    /// What stands on it, in a sentence for search engines and previews.
    pub about: &'static str,
    /// The section of the navigation that it belongs to.
    pub section: Option<Section>,
    /// When the navigation of a page leads to it that shows such a day; `None` where it never does.
    pub in_navigation: Option<fn(&Context, Known) -> bool>,
    /// Its template.
    pub template: &'static str,
    /// The files that may lie beside it.
    pub beside: &'static [&'static str],
    /// Puts everything on it.
    pub make: fn(&Site, Page) -> Page,
}

/// The pages of the things of a kind.
pub(super) struct ThingPage {
    /// The kinds.
    pub kinds: &'static [Kind],
    /// The section of the navigation that they belong to.
    pub section: Section,
    /// The page of the site that lists them.
    pub list: &'static str,
    /// In which order they lead to one another.
    pub neighbors: Neighbors,
    /// Their template.
    pub template: &'static str,
    /// The files that may lie beside each.
    pub beside: &'static [&'static str],
    /// Puts everything on one of them.
    pub make: fn(&Site, Subject, Page) -> Page,
}

/// What leads from a thing to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbors {
    /// The order of ids.
    ById,
    /// The order of time.
    InTime,
}

/// What a page is about.
#[derive(Clone, Copy)]
pub(super) enum About {
    Site(&'static OwnPage),
    Thing(&'static ThingPage, Subject),
}

/// A page that the site has.
pub(super) struct Entry {
    /// Its path from the site's root.
    pub path: String,
    /// A second path for the same bytes, in a folder of the same depth.
    pub alias: Option<&'static str>,
    /// What it is about.
    pub about: About,
}

impl Entry {
    /// When it is made, where others can fail: with the others (`None`), or after them and in which order.
    pub fn last(&self) -> Option<usize> {
        LAST.iter().position(|path| *path == self.path)
    }

    /// The names of the files that may lie beside it.
    pub fn beside(&self) -> &'static [&'static str] {
        match self.about {
            About::Site(page) => page.beside,
            About::Thing(page, _) => page.beside,
        }
    }

    /// Every path that it may take: its own, its alias, the files beside both.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let pages = std::iter::once(self.path.as_str()).chain(self.alias);
        pages.flat_map(|page| with_files(page, self.beside()))
    }
}

/// The pages that tell of what is wrong with all the others, in the order in which they are made after those.
const LAST: [&str; 2] = [addresses::HOME, addresses::CHECKS];

/// All pages of a site.
pub(super) struct Catalog {
    shown: Shown,
    entries: Vec<Entry>,
    /// By every path that a page may take.
    by_path: BTreeMap<String, usize>,
}

/// What decides which pages there are, beside the places of things.
#[derive(Debug, PartialEq)]
struct Shown {
    /// The things that exist on the day.
    subjects: Vec<Subject>,
    /// The sprint whose page has a second address.
    current: Option<Key<Sprint>>,
}

impl Shown {
    fn of(cx: &Context) -> Self {
        let subjects = cx.program.subjects().filter(|subject| cx.exists(*subject)).collect();
        Self { subjects, current: cx.current_sprint() }
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

impl Catalog {
    /// The pages of the site, then those of things.
    pub fn new(cx: &Context) -> Self {
        Self::of(cx, Shown::of(cx))
    }

    /// The same; that of before, made from the same places of things, where the same of them are shown.
    pub fn again(cx: &Context, before: Option<&Arc<Self>>) -> Arc<Self> {
        let shown = Shown::of(cx);
        let before = before.filter(|before| before.shown == shown);
        before.map_or_else(|| Arc::new(Self::of(cx, shown)), Arc::clone)
    }

    fn of(cx: &Context, shown: Shown) -> Self {
        let own = OWN.iter().map(|page| Entry {
            path: page.path.to_owned(),
            alias: None,
            about: About::Site(page),
        });
        let current = shown.current.map(Subject::Sprint);
        let things = shown.subjects.iter().filter_map(|&subject| {
            let path = cx.addresses.of(subject).to_owned();
            let about = About::Thing(things::of(cx.program.kind(subject)), subject);
            let alias = (current == Some(subject)).then_some(addresses::CURRENT_SPRINT);
            (path != addresses::HOME).then_some(Entry { path, alias, about })
        });
        let entries: Vec<Entry> = own.chain(things).collect();
        let mut by_path = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for path in entry.paths() {
                by_path.entry(path).or_insert(index);
            }
        }
        Self { shown, entries, by_path }
    }

    /// All pages, those of the site first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every path that pages and the files beside them may take.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// A page of each kind: each of the site itself, the first of the things of each kind.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        let mut seen = BTreeSet::new();
        let first = move |entry: &&Entry| match entry.about {
            About::Site(_) => true,
            About::Thing(page, _) => seen.insert(page.template),
        };
        self.entries.iter().filter(first).map(|entry| entry.path.as_str())
    }

    /// The page at a path, or the one that a file at that path would lie beside.
    pub fn at(&self, path: &str) -> Option<&Entry> {
        self.entries.get(*self.by_path.get(path)?)
    }
}

/// The files that may lie beside the page of a thing of that kind.
pub(super) fn files_beside(kind: Kind) -> Vec<&'static str> {
    things::of(kind).beside.iter().copied().chain(TWINS).collect()
}

impl Site<'_> {
    /// The page that lists a thing.
    pub(super) fn list_of(&self, subject: Subject) -> &'static str {
        things::of(self.cx.program.kind(subject)).list
    }
}

/// The page of the site at that path.
pub(super) fn own_page(path: &str) -> Option<&'static OwnPage> {
    OWN.iter().find(|page| page.path == path)
}
