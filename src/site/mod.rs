//! The whole pure pipeline on one screen: a world and a configuration in, a planned site and diagnostics out.
//!
//! Touches nothing outside the [`World`] it is given; writes nothing.

mod assemble;
mod catalog;
mod data;
mod drawings;
mod frame;
mod links;
mod long_page;
mod page;
mod page_ids;
mod pages;
pub mod plan;
mod unsafe_markup;

pub use assemble::Effort;
pub use data::escalations;
pub use page::{Attachment, Page};
pub use pages::Site;
pub use plan::{Collision, CollisionKind, SitePlan};

use std::collections::BTreeMap;

use assemble::Assembled;

use chrono::NaiveDate;

use crate::{
    analyse::{Chronicle, DependencyGraph, checks, chronicle, findings, risk_forecast},
    diag::{Diagnostic, Severity, Sources, json::DiagnosticRecord},
    load::{Loaded, load},
    model::Program,
    render::{Renderer, ThemeFile, theme},
    say::finding::diagnostic,
    view::{Addresses, Context},
    world::{ProjectPath, World},
};

/// What a build needs to know beside the project itself.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of the Markdown.
    pub content: ProjectPath,
    /// The folder with the project's own themes; a theme is a folder in it.
    pub themes: ProjectPath,
    /// The day whose state the site shows; else the `status_date` of the settings, else `today`.
    pub as_of: Option<NaiveDate>,
    /// The current day; asked for only where nothing else gives a day.
    pub today: NaiveDate,
    /// Short name of the commit the project is at, with `-dirty` where files have changed since.
    pub commit: Option<String>,
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
}

impl Checked {
    /// The texts that diagnostics point into.
    pub fn sources(&self) -> &Sources {
        &self.program.sources
    }

    /// What every page model and report is made from.
    pub fn context(&self) -> Context<'_> {
        let mut findings = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            if let Some(place) = diagnostic.place {
                let record = DiagnosticRecord::new(diagnostic, self.sources());
                findings.entry(place.file).or_insert_with(Vec::new).push(record);
            }
        }
        Context {
            program: &self.program,
            graph: &self.graph,
            chronicle: &self.chronicle,
            addresses: &self.addresses,
            findings,
        }
    }

    /// How many diagnostics are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
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
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn step(&self) {}
}

/// Load, analyse, check: everything but the pages.
pub fn check(world: &dyn World, config: &Config) -> Checked {
    let Loaded { program, mut diagnostics } = load(world, &config.content);
    let told = program.settings.status_date.map(|date| date.value);
    let as_of = config.as_of.or(told).unwrap_or(config.today);
    let graph = DependencyGraph::new(&program);
    let chronicle = chronicle(&program, &graph, as_of);
    let (addresses, collisions) = Addresses::new(&program);
    diagnostics.extend(collisions);
    let found = checks::check(&program).into_iter().chain(findings(&program, &chronicle.now));
    diagnostics.extend(found.map(|finding| diagnostic(&program, &finding)));
    let mut checked = Checked { program, graph, chronicle, addresses, diagnostics };
    checked.diagnostics.extend(unsafe_markup::unsafe_markup(&checked.program));
    checked.diagnostics.extend(long_page::long_page(&checked));
    checked.diagnostics.sort();
    checked.diagnostics.dedup();
    checked
}

/// The whole site of a project. Bad content never stops it: it is among the diagnostics.
pub fn build(world: &dyn World, config: &Config, progress: &dyn Progress) -> Built {
    let mut checked = check(world, config);
    let now = &mut checked.chronicle.now;
    now.risk_forecast = risk_forecast(&checked.program, &checked.graph, now.as_of);
    let theme = theme_files(world, config, &checked.program.settings.theme);
    let assets = theme::assets(&theme);
    let (renderer, mut found) = Renderer::new(theme);
    let context = checked.context();
    let mut site = Site::new(&checked, &context, renderer, world, config);
    site.tell(&found);
    let Assembled { plan, found: faults, effort } = assemble::assemble(site, assets, world, progress);
    drop(context);
    found.extend(faults);
    checked.diagnostics.extend(found);
    checked.diagnostics.sort();
    checked.diagnostics.dedup();
    Built { plan, checked, effort }
}

/// The files of the project's own theme, by their path inside it.
fn theme_files(world: &dyn World, config: &Config, theme: &str) -> Vec<ThemeFile> {
    let Ok(folder) = config.themes.join(theme) else { return Vec::new() };
    let listing = world.list(&folder);
    let within = |path: &ProjectPath| {
        path.as_str().strip_prefix(folder.as_str())?.strip_prefix('/').map(str::to_owned)
    };
    let files = listing.files.iter().filter_map(|path| {
        let bytes = world.read(path).ok()?;
        Some(ThemeFile { path: within(path)?, bytes, file: None })
    });
    files.collect()
}
