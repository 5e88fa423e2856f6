//! From bytes to [`crate::model::Program`]: front matter, Markdown outline, typed reading, references.
//!
//! Nothing here fails: what cannot be read becomes a diagnostic, and the file still becomes a page.
//!
//! ```text
//! bytes -> Document (each file alone) -> declarations (all ids) -> Program (all fields, references resolved)
//! ```

mod claim;
mod conflict;
mod declare;
mod directory;
mod entry;
mod excerpt;
mod extras;
mod fields;
mod files;
mod fitting;
mod folders;
mod gather;
mod generators;
mod grouped;
mod identity;
mod json_keys;
mod kinds;
mod leftovers;
mod likeness;
mod lookup;
mod memo;
mod mention;
mod misnamed;
mod names;
mod owners;
mod people;
mod placeholder;
mod planning;
mod planning_names;
mod reader;
mod reading;
mod references;
mod register;
mod relations;
mod run_on;
mod scalar;
mod section_names;
mod settings;
mod shapes;
mod sidecar;
mod sprint_dates;
mod suggest;
mod templates;
mod theirs;
mod tie_names;
mod toml;
mod updates;
mod vocabulary;

pub mod document;
pub mod front_matter;
pub mod links;
pub mod manual;
pub mod markdown;
pub mod node;
pub mod preamble;
pub mod prose;
pub mod read_document;
pub mod survey;
pub mod words;
mod written;
pub mod yaml;

pub use document::Document;
pub use fields::is_key;
pub use gather::left_out;
pub use identity::is_id;
pub use memo::{Facts, Memo};
pub use node::{Cut, MapKey, Node, Value};
pub use placeholder::{is_filler, is_undecided};
pub use read_document::{decode, read_document};

use std::{collections::BTreeSet, sync::Arc};

use self::{
    declare::everybody,
    gather::{Gathered, gather},
    kinds::{Build, Built},
    links::Targets,
    memo::{Kept, Known},
    names::Names,
    reading::{Finding, Meant, Reading, Surroundings},
};
use crate::{
    diag::{Diagnostic, FileId, Place, cap::capped},
    model::{Loss, Lost, Program},
    text::Span,
    world::{Moment, ProjectPath, World},
};

/// Where the settings stand.
pub const SETTINGS_FILE: &str = "milepost.yaml";

/// What loading gives: always a program, and what is wrong with the content it was read from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// All that could be read, with what it is made from.
    pub program: Program,
    /// Every finding, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the content folder that are not Markdown, in order of their paths.
    pub others: Vec<ProjectPath>,
    /// When another file than the texts came, went or changed for the last time, where the world knows its moments.
    pub beside: Option<Moment>,
    /// The state of the facts.
    pub facts: Facts,
}

/// Load the project of `world` whose Markdown lies under `content`.
///
/// The result depends on names and bytes alone: not on the order in which the world lists its files, nor on the
/// number of threads.
pub fn load(world: &dyn World, content: &ProjectPath) -> Loaded {
    load_again(world, content, None)
}

/// The same, with what is known from the last time.
pub fn load_again(world: &dyn World, content: &ProjectPath, memo: Option<&Memo>) -> Loaded {
    let kept = memo.and_then(Memo::kept);
    let kept = kept.as_deref();
    let Gathered {
        sources,
        settings_path,
        settings: node,
        settings_lossy,
        told,
        texts,
        alone,
        unread,
        diagnostics,
    } = gather(world, content, kept.map(|kept| &kept.texts));
    let documents = &texts.documents;
    let settings_node = node.as_ref();
    let preface = settings::preface(settings_node);
    let mut around = Surroundings {
        world,
        content,
        names: Names::default(),
        theirs: preface.theirs,
        days_per_week: preface.days_per_week.unwrap_or(5),
        planning: preface.planning,
        parties_lost: settings::agents_lost(settings_node, settings_lossy),
    };
    let of_text = documents.iter().flat_map(|document| document.diagnostics.iter().cloned());
    let of_text: Vec<Finding> = diagnostics.into_iter().chain(of_text).map(Finding::from).collect();
    let mut findings: Vec<Finding> = Vec::new();
    let (agents, of_agents) = settings::agents(&around, &settings_path, settings_node);
    around.parties_lost |= of_agents.lost.iter().any(settings::names_an_agent);
    findings.extend(of_agents.findings);
    let text = sources.get(FileId::default()).map_or_else(Arc::default, |source| Arc::clone(&source.text));
    let mut known = Known::again(&around, &texts, text, &agents, kept);
    findings.extend_from_slice(&known.findings);
    let read = |around: &mut Surroundings<'_>, known: &Known| {
        around.names = known.names.clone();
        unread.iter().for_each(|(_, stem)| around.names.add_unread(stem));
        around.names.set_others(texts.others.iter().map(|path| path.as_str().to_owned()));
        let reading = Reading::new(around, FileId::default(), &settings_path);
        let settings = settings::settings(&reading, settings_node, settings_lossy);
        fitting::check(&reading, settings_node, documents, &texts.others);
        let mut report = reading.into_found();
        report.findings.extend_from_slice(&findings);
        report.lost.extend_from_slice(&of_agents.lost);
        report.lost.extend(settings::lost_with(settings_node, settings_lossy));
        let build = Build::new(around, documents, &known.declarations, report, kept.map(|kept| &kept.pages));
        build.program(settings, &agents, sources.clone())
    };
    let mut built = read(&mut around, &known);
    let people = everybody(std::mem::take(&mut built.people));
    if !known.names.lists_parties() && people != known.people {
        // Who is named is known when all is read; then what names them leads to them.
        known = known.with_people(people);
        built = read(&mut around, &known);
    }
    let Built { mut program, pages, mut findings, .. } = built;
    program.unread = unread.into_iter().map(|(file, _)| file).collect();
    let targets = Targets::new(&around, documents);
    let verdicts = match kept.filter(|kept| kept.texts.is_of_same_listing(&texts)) {
        Some(kept) => targets.check_again(&kept.texts.documents, kept.verdicts.clone()),
        None => targets.check_all(),
    };
    findings.extend(verdicts.findings().cloned());

    // What the settings may declare in lines that cannot be read is not said to be missing.
    let declared = |lost: &Lost| {
        let names = ["calendar", "calendars", "baselines", "baseline", "name", ""];
        lost.why != Loss::Unknown && names.contains(&&*lost.field)
    };
    let lost = program.lost.get(&FileId::default()).map_or(&[][..], Vec::as_slice);
    findings.retain(|finding| {
        let own = |lost: &&Lost| Some(lost.place) == finding.diagnostic.place;
        let undeclared = || lost.iter().filter(|lost| !own(lost)).any(declared);
        let follows = || settings_lossy || !told.is_empty() || undeclared();
        !(matches!(finding.meant, Some(Meant::Declared)) && follows())
    });
    findings.retain(|finding| !follows(finding, &told, documents));
    findings.extend(of_text);
    findings.sort_by(|a, b| a.diagnostic.cmp(&b.diagnostic));
    findings.dedup_by(|a, b| a.diagnostic == b.diagnostic);
    // The head of a column is that of each of its rows, which are documents of their own.
    let mut told = BTreeSet::new();
    findings.retain(|Finding { diagnostic, .. }| match diagnostic.place {
        Some(at) if !around.theirs.tables.is_empty() => {
            let path = program.sources.path(at.file).to_owned();
            told.insert((path, at.span, diagnostic.code, diagnostic.message.clone()))
        }
        _ => true,
    });
    grouped::mark(&mut findings);
    let (follow, findings) = findings.into_iter().partition(|finding: &Finding| finding.follows);
    let mut findings: Vec<Finding> = capped(findings, |finding| &finding.diagnostic, Finding::from);
    findings.extend::<Vec<Finding>>(follow);
    let diagnostics = suggest::suggest(&around.names, findings);
    let (others, beside) = (texts.others.clone(), texts.beside);
    let facts = known.facts(&texts, kept);
    if let Some(memo) = memo {
        let facts = facts.clone();
        memo.keep(Kept { texts: alone.unwrap_or(texts), names: known, pages, verdicts, facts });
    }
    Loaded { diagnostics, program, others, beside, facts }
}

/// Whether a finding is about a line of which it is told already that it cannot be read as it stands.
fn follows(finding: &Finding, told_of_settings: &[Span], documents: &[Arc<Document>]) -> bool {
    let Some(Place { file, span }) = finding.diagnostic.place else { return false };
    // Files are numbered as the documents are; the settings come before them.
    let told = match (file.0 as usize).checked_sub(1) {
        None => told_of_settings,
        Some(index) => documents.get(index).map_or(&[][..], |document| &document.told),
    };
    told.iter().any(|line| line.start <= span.end && span.start <= line.end)
}
