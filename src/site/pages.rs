//! Everything that pages are made from, prepared once; then any page by its path.
//!
//! Making a page changes nothing here, so pages can be made in any order and on any thread, all of them or one on request.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{
    Checked,
    catalog::{About, Catalog, Entry},
    commit::Commit,
    frame::{Shells, site_frame},
    history::History,
    links::{FileIndex, source},
    page::Page,
    unsafe_markup,
};
use crate::{
    analyse::Analysis,
    diag::{Diagnostic, Severity, json::DiagnosticRecord},
    model::{Key, ReadRecord, Sprint, Subject},
    render::{Links, Named, Rendered, Renderer, Surroundings, markdown},
    say::card,
    view::{
        Context, addresses,
        chart::diagram::Dependencies,
        page::sprint::SprintPage,
        part::{glance::Glance, status_change::StatusChange},
    },
    world::{ProjectPath, SitePath, relative},
};

/// A site about to be made.
pub struct Site<'a> {
    /// What the pages are made from.
    pub(super) cx: &'a Context<'a>,
    /// Everything that is wrong, as far as it is known: pages tell of it.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The commit that the project is at.
    pub(super) commit: Commit<'a>,
    pub(super) catalog: Arc<Catalog>,
    shells: Shells<'a>,
    pub(super) renderer: Arc<Renderer>,
    files: &'a FileIndex,
    /// The ids of its templates.
    pub(super) ids: &'a [String],
    /// The files of its theme.
    pub(super) assets: &'a BTreeMap<SitePath, Vec<u8>>,
    current: Option<&'a (Key<Sprint>, SprintPage)>,
    /// Which commits moved the dates, where that is told.
    pub(super) history: Option<&'a History>,
    map: OnceLock<Dependencies<'a>>,
    /// What changed; found for the first feed that asks.
    pub(super) changes: OnceLock<Vec<StatusChange>>,
    /// The files of the search.
    pub(super) search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Site<'a> {
    /// The site of what was checked.
    pub fn new(
        checked: &'a Checked,
        cx: &'a Context<'a>,
        renderer: impl Into<Arc<Renderer>>,
        commit: Option<&'a str>,
    ) -> Self {
        // The forecast runs on many threads. Worked out by the first page that asks, it would wait for threads that wait
        // for that very page.
        cx.forecast_with_risk();
        Self::on_request(checked, cx, renderer, Commit::known(commit))
    }

    /// The same, for pages that are not made by the threads that the forecast runs on: it is worked out when a page asks.
    pub(super) fn on_request(
        checked: &'a Checked,
        cx: &'a Context<'a>,
        renderer: impl Into<Arc<Renderer>>,
        commit: Commit<'a>,
    ) -> Self {
        Self {
            cx,
            diagnostics: checked.diagnostics.clone(),
            commit,
            catalog: Arc::clone(checked.catalog.get_or_init(|| Arc::new(Catalog::new(cx)))),
            shells: Shells { cx, frame: site_frame(cx, cx.now().known) },
            renderer: renderer.into(),
            files: &checked.files,
            ids: &checked.theme.ids,
            assets: &checked.theme.assets,
            current: checked.current_sprint.as_ref(),
            history: None,
            map: OnceLock::new(),
            changes: OnceLock::new(),
            search: OnceLock::new(),
        }
    }

    /// The page at a path, or the one that the file at that path would lie beside.
    pub fn page(&self, path: &str) -> Option<Page> {
        self.catalog.at(path).map(|entry| self.make(entry))
    }

    /// Every path that pages and the files beside them may take; what there is to draw decides which files there are.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.catalog.paths()
    }

    /// A page of each kind that the site has, by its path: who looks at these has looked at all kinds.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        self.catalog.samples()
    }

    /// The files of the project that are published beside the pages, with their paths.
    pub fn published(&self) -> impl Iterator<Item = (&ProjectPath, &SitePath)> {
        self.files.published()
    }

    /// The text of a page.
    pub fn render(&self, page: &Page) -> Rendered {
        self.renderer.render(page.template, &page.view, &page.shell, &page.html)
    }

    pub(super) fn make(&self, entry: &Entry) -> Page {
        let shell = self.shells.of(entry);
        let page = match entry.about {
            About::Site(kind) => self.with_card((kind.make)(self, Page::new(kind.template, shell)), None),
            About::Thing(kind, subject) => {
                let page = self.body(subject, Page::new(kind.template, shell));
                self.with_card((kind.make)(self, subject, page), Some(subject))
            }
        };
        self.with_twins(self.with_history(page, entry.about), entry.about)
    }

    /// The page of a sprint; that of the current one was made before, to see how long it is.
    pub(super) fn sprint_page(&self, key: Key<Sprint>, state: &Analysis) -> Cow<'a, SprintPage> {
        match self.current {
            Some((current, view)) if *current == key => Cow::Borrowed(view),
            _ => Cow::Owned(self.cx.short_sprint_page(key, state)),
        }
    }

    /// Who waits for whom; made for the first page that asks.
    pub(super) fn map(&self) -> &Dependencies<'a> {
        self.map.get_or_init(|| self.cx.dependencies())
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Everything that is wrong, as pages tell it.
    pub(super) fn records(&self) -> Vec<DiagnosticRecord> {
        let record = |diagnostic| DiagnosticRecord::new(diagnostic, &self.cx.program.sources);
        self.diagnostics.iter().map(record).collect()
    }

    /// The page with the source of a thing.
    pub(super) fn sourced(&self, page: Page, subject: Subject) -> Page {
        let file = self.cx.program.head(subject).file;
        Page { shell: self.shells.sourced(page.shell, file), ..page }
    }

    /// The page with the Markdown of a thing.
    pub(super) fn body(&self, subject: Subject, mut page: Page) -> Page {
        let head = self.cx.program.head(subject);
        let closed = self.closed(subject);
        let body = closed.map_or(&*head.body, |read| &read.body);
        if body.markdown.trim().is_empty() {
            return page;
        }
        let from = source(self.cx.program, head);
        let kept = |link: &str| self.cx.lead(closed?.record.notes.links.get(link)?);
        let lead = |link: &str| kept(link).or_else(|| self.files.resolve(&from, link));
        let resolve = |link: &str| Some(relative(&page.shell.path, &lead(link)?));
        // Texts of things stand in a section of their page; other pages are their text.
        let lone = matches!(subject, Subject::Page(_)) && page.shell.path != addresses::HOME;
        let top = if lone { 2 } else { 3 };
        let title = closed.map_or(&head.title, |read| &read.record.notes.title);
        let around = Surroundings { title, top, ..unsafe_markup::around(self.ids) };
        let named = |id: &str| self.named(id, subject, &page.shell.path);
        let links = Links { page: &resolve, asset: &resolve, named: &named };
        let rendered = markdown(body, &around, &links);
        page.html.insert("body", rendered);
        page.wanted.extend(self.wanted_by(subject));
        page
    }

    /// What an id in the text of a thing names, seen from its page. The page of a sprint that is over tells nothing of
    /// today; that of one that was closed does not even say what things are called today.
    fn named(&self, id: &str, from: Subject, page: &str) -> Option<Named> {
        let subject =
            self.cx.program.find_or_former(id).filter(|found| *found != from && self.cx.exists(*found))?;
        if matches!(subject, Subject::Page(_)) {
            return None;
        }
        let over = matches!(from, Subject::Sprint(key) if self.cx.chronicle.past.at(key).is_some());
        let glance = self.cx.glance(subject);
        let known = if over { Glance { mark: "", date: None, owner: None, ..glance } } else { glance };
        let title = &self.cx.program.head(subject).title;
        Some(Named {
            href: relative(page, self.cx.addresses.of(subject)),
            card: card::beside_link(
                self.closed(from).is_none().then_some(title.as_str()),
                known.kind,
                known.mark,
                known.date,
                known.owner.as_deref(),
            ),
        })
    }

    /// The files of the project that the text of a thing refers to, and that are published with its page.
    pub(super) fn wanted_by(&self, subject: Subject) -> BTreeSet<ProjectPath> {
        let head = self.cx.program.head(subject);
        let body = self.closed(subject).map_or(&*head.body, |read| &read.body);
        self.files.wanted(&source(self.cx.program, head), body)
    }

    /// The record of a sprint that was closed: its page says what stands there.
    pub(super) fn closed(&self, subject: Subject) -> Option<&ReadRecord> {
        match subject {
            Subject::Sprint(key) => self.cx.program.records.get(&key),
            _ => None,
        }
    }

    /// Something more is wrong, of which all that is made from now on tells.
    pub(super) fn tell(&mut self, found: &[Diagnostic]) {
        self.diagnostics.extend_from_slice(found);
        self.diagnostics.sort();
        self.diagnostics.dedup();
    }
}
