//! The whole pure pipeline on one screen: a world and a configuration in, a planned site and diagnostics out.
//!
//! Touches nothing outside the [`World`] it is given; writes nothing.

mod assemble;
mod catalog;
mod commit;
mod data;
mod drawings;
mod feeds;
mod frame;
mod history;
mod keep;
mod links;
mod long_page;
mod memo;
mod moved;
mod page;
mod pages;
mod pair;
mod places;
pub mod plan;
mod prepared_theme;
mod preview;
mod records;
mod search;
mod stage;
mod theme;
mod twins;
mod unsafe_markup;

pub use assemble::Effort;
pub use data::escalations;
pub use history::History;
pub use keep::{InMemory, Keep};
pub use memo::Memo;
pub use page::{Attachment, Page};
pub use pages::Site;
pub use pair::{Pair, check_pair};
pub use plan::{Collision, CollisionKind, SitePlan};
pub use records::{next_kept, path_of_record, record_of, with_record};
pub use stage::{Stage, stage};

use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use assemble::{Assembled, assemble};
use catalog::Catalog;
use links::FileIndex;
use memo::Followed;
use places::Places;
use prepared_theme::Theme;

use crate::{
    analyse::{
        Chronicle, DependencyGraph, Since, checks, findings, findings::of_records, without_consequences,
    },
    diag::{Diagnostic, FileId, Severity, Sources, cap::capped},
    load::{self, Loaded, load_again},
    model::{Key, Loss, Lost, Program, Sprint, Subject},
    say::finding::diagnostic,
    view::{Addresses, Context, page::sprint::SprintPage},
    world::{ProjectPath, World},
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
    pub graph: Arc<DependencyGraph>,
    /// What follows, now and then.
    pub chronicle: Arc<Chronicle>,
    /// The state of the facts that both follow from.
    facts: load::Facts,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Where links lead.
    files: FileIndex,
    /// Where each thing has its page.
    places: Arc<Places>,
    theme: Arc<Theme>,
    /// Which pages there are; made for the first site.
    catalog: OnceLock<Arc<Catalog>>,
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
        let Self { program, graph, chronicle, places, diagnostics, .. } = self;
        Context::new(program, graph, chronicle, &places.addresses, diagnostics)
    }

    /// Where each thing has its page.
    pub fn addresses(&self) -> &Addresses {
        &self.places.addresses
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
pub struct Built<B = Vec<u8>> {
    /// All its files.
    pub plan: SitePlan<B>,
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
    with_faults(prepare(world, config, memo, &Silent))
}

/// With what is wrong with the templates of the project's own.
fn with_faults(mut checked: Checked) -> Checked {
    if checked.theme.has_templates() {
        let (renderer, mut found) = checked.theme.renderer();
        let context = checked.context();
        let mut site = Site::new(&checked, &context, renderer, None);
        site.tell(&found);
        found.extend(site.faults());
        drop(context);
        checked.tell(found);
    }
    checked
}

/// The whole site of a project, as a value. Bad content never stops it: it is among the diagnostics.
pub fn build(world: &dyn World, config: &Config, progress: &dyn Progress) -> Built {
    let (built, _) = build_with(world, config, None, progress, |_| Ok::<_, Infallible>(InMemory))
        .unwrap_or_else(|never| match never {});
    built
}

/// The same with its files elsewhere: `begin` hears what was found, and says before the first page is made who keeps them.
/// `history` is what is known of which commits moved its dates.
///
/// # Errors
/// What `begin` says.
pub fn build_with<K: Keep, E>(
    world: &dyn World,
    config: &Config,
    history: Option<&History>,
    progress: &dyn Progress,
    begin: impl FnOnce(&Checked) -> Result<K, E>,
) -> Result<(Built<K::Kept>, K), E> {
    let mut checked = prepare(world, config, None, progress);
    let keeper = begin(&checked)?;
    let (renderer, mut found) = checked.theme.renderer();
    let context = checked.context();
    let mut site = Site::new(&checked, &context, renderer, config.commit.as_deref());
    site.history = history;
    site.tell(&found);
    let Assembled { plan, found: faults, effort } = assemble(site, world, progress, &keeper);
    progress.done(Part::Pages);
    drop(context);
    found.extend(faults);
    checked.tell(found);
    Ok((Built { plan, checked, effort }, keeper))
}

/// Whether a status date was written, or nearly so called, and cannot be read.
pub fn is_day_lost(program: &Program) -> bool {
    let settings = program.lost.get(&FileId::default()).map_or(&[][..], Vec::as_slice);
    // Where there are no settings at all, no day was written.
    let written = |lost: &Lost| lost.why != Loss::Torn || program.settings.start.is_some();
    let is_lost = settings.iter().any(|lost| &*lost.field == "status_date" && written(lost));
    program.settings.status_date.is_none() && is_lost
}

/// What was read of a project, before anything follows from it.
struct Read {
    loaded: Loaded,
    /// The day whose state is meant.
    as_of: NaiveDate,
}

fn read(world: &dyn World, config: &Config, memo: Option<&Memo>) -> Read {
    let mut loaded = load_again(world, &config.content, memo.map(|memo| &memo.load));
    let program = &mut loaded.program;
    let told = program.settings.status_date.map(|date| date.value);
    // A day that was written and cannot be read is never that of the clock; the caller stops, or shows the beginning.
    let instead = if is_day_lost(program) { program.settings.start.map(|start| start.value) } else { None };
    let as_of = config.as_of.or(told).or(instead).unwrap_or(config.today);
    loaded.diagnostics.extend(records::read(world, &loaded.others, program, as_of));
    Read { loaded, as_of }
}

/// Load, analyse, find a place for every file of the site.
fn prepare(world: &dyn World, config: &Config, memo: Option<&Memo>, progress: &dyn Progress) -> Checked {
    let read = read(world, config, memo);
    progress.done(Part::Load);
    let since = memo.map_or_else(Since::default, |memo| memo.since);
    follow(world, config, read, memo, since, progress)
}

/// All that follows from what was read.
fn follow(
    world: &dyn World,
    config: &Config,
    read: Read,
    memo: Option<&Memo>,
    since: Since,
    progress: &dyn Progress,
) -> Checked {
    let Read { loaded: Loaded { mut program, mut diagnostics, beside, facts, .. }, as_of } = read;
    let kept = memo.and_then(Memo::kept);
    let kept = kept.as_deref();
    let Followed { facts, graph, chronicle } =
        Followed::again(&program, facts, as_of, kept.map(|kept| &kept.followed), since);
    progress.done(Part::Analysis);
    let mut found = checks::check(&program);
    found.extend(findings(&program, &chronicle.now));
    found.extend(of_records(&program, &chronicle));
    let found = without_consequences(&program, &graph, &chronicle.now, found);
    let mut later: Vec<Diagnostic> = found.iter().map(|finding| diagnostic(&program, finding)).collect();
    let (own_files, left_out) =
        theme::own_files(world, config, &program.settings.theme.clone(), &mut program.sources);
    later.extend(left_out);
    let theme = Theme::again(own_files, kept.map(|kept| &kept.theme));
    later.extend(unsafe_markup::unsafe_markup(&program, &theme.ids));
    later.extend_from_slice(&theme.found);
    let places = Places::again(&program, &theme, catalog::files_beside, kept.map(|kept| &kept.places));
    later.extend_from_slice(&places.found);
    let around =
        links::Around { program: &program, places: &places, known: as_of.into(), beside, ids: &theme.ids };
    let files = FileIndex::again(&around, world, &config.content, kept.map(|kept| &kept.files));
    later.extend_from_slice(files.found());

    let cx = Context::new(&program, &graph, &chronicle, &places.addresses, &[]);
    let current_sprint = long_page::current_sprint(&cx);
    later.extend(current_sprint.as_ref().and_then(|(key, page)| long_page::long_page(&cx, *key, page)));
    later.sort();
    diagnostics.extend(capped(later, |found| found, |found| found));
    let catalog = OnceLock::new();
    let mut checked = Checked {
        program,
        graph,
        chronicle,
        facts,
        diagnostics,
        files,
        places,
        theme,
        catalog,
        current_sprint,
    };
    checked.tell([]);
    if let Some(memo) = memo {
        let of_same = kept.filter(|kept| Arc::ptr_eq(&kept.places, &checked.places));
        let catalog = Catalog::again(&checked.context(), of_same.and_then(|kept| kept.catalog.as_ref()));
        let _ = checked.catalog.set(catalog);
        memo.keep(&checked);
    }
    progress.done(Part::Checks);
    checked
}
