//! The whole pure pipeline on one screen: a world and a configuration in, a planned site and diagnostics out.
//!
//! Touches nothing outside the [`World`] it is given; writes nothing.

mod assemble;
mod catalog;
mod data;
mod drawings;
mod feeds;
mod frame;
mod links;
mod long_page;
mod page;
mod pages;
pub mod plan;
mod preview;
mod records;
mod search;
mod stage;
mod theme;
mod twins;
mod unsafe_markup;

pub use assemble::Effort;
pub use data::escalations;
pub use page::{Attachment, Page};
pub use pages::Site;
pub use plan::{Collision, CollisionKind, SitePlan};
pub use records::{next_kept, path_of_record, record_of, with_record};
pub use stage::{Stage, stage};

use std::collections::BTreeMap;

use chrono::NaiveDate;

use assemble::{Assembled, assemble};
use links::FileIndex;

use crate::{
    analyse::{
        Chronicle, DependencyGraph, checks, chronicle, findings, findings::of_records, without_consequences,
    },
    diag::{Diagnostic, FileId, Severity, Sources, cap::capped},
    load::{Loaded, Memo, load_again},
    model::{Key, Loss, Lost, Program, Sprint, Subject},
    render::{
        Renderer, ThemeFile,
        theme::{ids as ids_of_pages, unused as unused_templates},
    },
    say::finding::diagnostic,
    view::{Addresses, Context, page::sprint::SprintPage},
    world::{ProjectPath, SitePath, World},
};

/// What a build needs to know beside the project itself.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the Markdown.
    pub content: ProjectPath,
    /// The folder with the project's own themes; a theme is a folder in it.
    pub themes: ProjectPath,
    /// The folder of the files that are published as they are.
    pub statics: ProjectPath,
    /// The day whose state the site shows; else the `status_date` of the settings, else `today`.
    pub as_of: Option<NaiveDate>,
    /// The current day; asked for only where nothing else gives a day.
    pub today: NaiveDate,
    /// Short name of the commit the project is at, with `-dirty` where files have changed since.
    pub commit: Option<String>,
}

impl Config {
    /// A project whose folders have their usual names, as of the day that its settings say.
    ///
    /// # Panics
    ///
    /// Never: the names are clean paths.
    pub fn usual(today: NaiveDate) -> Self {
        let folder = |name| ProjectPath::new(name).expect("a clean path");
        Self {
            content: folder("content"),
            themes: folder("themes"),
            statics: folder("static"),
            as_of: None,
            today,
            commit: None,
        }
    }
}

/// What loading and analysis give.
#[derive(Debug)]
pub struct Checked {
    /// What the content says.
    pub program: Program,
    /// Who waits for whom.
    pub graph: DependencyGraph,
    /// What follows, now and then.
    pub chronicle: Chronicle,
    /// Where each thing has its page.
    pub addresses: Addresses,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Where links lead.
    files: FileIndex,
    /// The ids that pages have themselves, sorted.
    ids: Vec<String>,
    /// What stands on the page of the current sprint, which is judged by how long it is.
    current_sprint: Option<(Key<Sprint>, SprintPage)>,
}

impl Checked {
    /// The texts that diagnostics point into.
    pub fn sources(&self) -> &Sources {
        &self.program.sources
    }

    /// What every page model and report is made from.
    pub fn context(&self) -> Context<'_> {
        let Self { program, graph, chronicle, addresses, diagnostics, .. } = self;
        Context::new(program, graph, chronicle, addresses, diagnostics)
    }

    /// Whether a thing was read from a file of the content, and not from the settings.
    pub fn is_of_content(&self, subject: Subject) -> bool {
        self.program.head(subject).file != FileId::default()
    }

    /// How many diagnostics are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    fn tell(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(found);
        self.diagnostics.sort();
        self.diagnostics.dedup();
    }
}

/// A site, ready to be published.
#[derive(Debug)]
pub struct Built {
    /// All its files.
    pub plan: SitePlan,
    /// What it was made from.
    pub checked: Checked,
    /// How much was made for it.
    pub effort: Effort,
}

/// How far a long build is; called from several threads.
pub trait Progress: Sync {
    /// So many pages will be made.
    fn begin(&self, pages: usize);
    /// One of them is made.
    fn step(&self);
    /// A part of the work is done.
    fn done(&self, _: Part) {}
}

/// The parts of a build, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Files were read and understood.
    Load,
    /// What follows was worked out, on the status date and for the past.
    Analysis,
    /// What is wrong was found, and every file of the site has its place.
    Checks,
    /// Pages and drawings were made.
    Pages,
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn step(&self) {}
}

/// How many pages every site has, whatever its content says.
pub fn own_pages() -> usize {
    catalog::OWN.len()
}

/// Everything that is wrong: what [`build`] would find, without the site.
pub fn check(world: &dyn World, config: &Config) -> Checked {
    check_again(world, config, None)
}

/// The same, with what is known of files from before.
pub fn check_again(world: &dyn World, config: &Config, memo: Option<&Memo>) -> Checked {
    let Prepared { mut checked, theme, .. } = prepare(world, config, memo, &Silent);
    // the templates that are built in never fail
    if theme.iter().any(ThemeFile::is_template) {
        let (renderer, mut found) = Renderer::new(theme);
        let context = checked.context();
        let mut site = Site::new(&checked, &context, renderer, None);
        site.tell(&found);
        found.extend(site.faults());
        drop(context);
        checked.tell(found);
    }
    checked
}

/// The whole site of a project. Bad content never stops it: it is among the diagnostics.
pub fn build(world: &dyn World, config: &Config, progress: &dyn Progress) -> Built {
    let Prepared { mut checked, theme, assets } = prepare(world, config, None, progress);
    let (renderer, mut found) = Renderer::new(theme);
    let context = checked.context();
    let mut site = Site::new(&checked, &context, renderer, config.commit.as_deref());
    site.tell(&found);
    let Assembled { plan, found: faults, effort } = assemble(site, assets, world, progress);
    progress.done(Part::Pages);
    drop(context);
    found.extend(faults);
    checked.tell(found);
    Built { plan, checked, effort }
}

/// What is known before a page is made.
struct Prepared {
    checked: Checked,
    /// The project's own theme.
    theme: Vec<ThemeFile>,
    /// Those of the theme by their paths on the site.
    assets: BTreeMap<SitePath, Vec<u8>>,
}

/// Whether a status date was written, or nearly so called, and cannot be read.
pub fn is_day_lost(program: &Program) -> bool {
    let settings = program.lost.get(&FileId::default()).map_or(&[][..], Vec::as_slice);
    // Where there are no settings at all, no day was written.
    let written = |lost: &Lost| lost.why != Loss::Torn || program.settings.start.is_some();
    let is_lost = settings.iter().any(|lost| &*lost.field == "status_date" && written(lost));
    program.settings.status_date.is_none() && is_lost
}

/// Load, analyse, find a place for every file of the site.
fn prepare(world: &dyn World, config: &Config, memo: Option<&Memo>, progress: &dyn Progress) -> Prepared {
    let Loaded { mut program, mut diagnostics, others } = load_again(world, &config.content, memo);
    progress.done(Part::Load);
    let told = program.settings.status_date.map(|date| date.value);
    // A day that was written and cannot be read is never that of the clock; the caller stops, or shows the beginning.
    let instead = if is_day_lost(&program) { program.settings.start.map(|start| start.value) } else { None };
    let as_of = config.as_of.or(told).or(instead).unwrap_or(config.today);
    diagnostics.extend(records::read(world, &others, &mut program, as_of));
    let graph = DependencyGraph::new(&program);
    let chronicle = chronicle(&program, &graph, as_of);
    progress.done(Part::Analysis);
    let mut found = checks::check(&program);
    found.extend(findings(&program, &chronicle.now));
    found.extend(of_records(&program, &chronicle));
    let found = without_consequences(&program, &graph, &chronicle.now, found);
    let mut later: Vec<Diagnostic> = found.iter().map(|finding| diagnostic(&program, finding)).collect();
    let theme = theme::own_files(world, config, &program.settings.theme.clone(), &mut program.sources);
    let ids = ids_of_pages(&theme);
    later.extend(unused_templates(&theme));
    later.extend(unsafe_markup::unsafe_markup(&program, &ids));
    let (mut taken, assets, found) = catalog::own_names(&theme);
    later.extend(found);
    let (mut addresses, found) = Addresses::new(&program, &mut taken, catalog::files_beside);
    addresses.brand = theme::brand(&assets);
    later.extend(found);
    let (files, found) =
        FileIndex::new(&program, &addresses, as_of.into(), &mut taken, world, &config.content, &ids);
    later.extend(found);

    let cx = Context::new(&program, &graph, &chronicle, &addresses, &[]);
    let current_sprint = long_page::current_sprint(&cx);
    later.extend(current_sprint.as_ref().and_then(|(key, page)| long_page::long_page(&cx, *key, page)));
    later.sort();
    diagnostics.extend(capped(later, |found| found, |found| found));
    let mut checked =
        Checked { program, graph, chronicle, addresses, diagnostics, files, ids, current_sprint };
    checked.tell([]);
    progress.done(Part::Checks);
    Prepared { checked, theme, assets }
}
