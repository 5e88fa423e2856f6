//! Where each thing has its page, and each section its list.
//!
//! An address is the path of a page from the site's root, always of the form `…/index.html` (or a file), so that
//! links also work from a disk. Ids decide, so addresses are stable.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{Code, Diagnostic},
    model::{Entity, Kind, Program, Subject},
    world::{slug, slugs},
};

/// The first page.
pub const HOME: &str = "index.html";
/// All sprints.
pub const SPRINTS: &str = "sprints/index.html";
/// The sprint of the status date, under an address that never changes.
pub const CURRENT_SPRINT: &str = "sprints/current/index.html";
/// All phases and milestones.
pub const PHASES: &str = "phases/index.html";
/// All milestones.
pub const MILESTONES: &str = "milestones/index.html";
/// The whole Gantt chart.
pub const TIMELINE: &str = "timeline/index.html";
/// The whole map of dependencies.
pub const DEPENDENCIES: &str = "dependencies/index.html";
/// The risk register.
pub const RISKS: &str = "risks/index.html";
/// All blockers.
pub const BLOCKERS: &str = "blockers/index.html";
/// Everything that is escalated.
pub const ESCALATIONS: &str = "escalations/index.html";
/// The decision log.
pub const DECISIONS: &str = "decisions/index.html";
/// All services.
pub const SERVICES: &str = "services/index.html";
/// All contracts.
pub const CONTRACTS: &str = "contracts/index.html";
/// All tasks.
pub const TASKS: &str = "tasks/index.html";
/// Teams and people.
pub const TEAMS: &str = "teams/index.html";
/// What is wrong with the content.
pub const CHECKS: &str = "checks/index.html";
/// What a server shows for an address that leads nowhere.
pub const NOT_FOUND: &str = "404.html";
/// Everything computed, for other programs.
pub const PROGRAM_JSON: &str = "api/program.json";

/// The messages of all escalations, for other programs.
pub const ESCALATIONS_JSON: &str = "api/escalations.json";

/// Pages of the site itself; content cannot have their addresses.
const OWN: [&str; 19] = [
    HOME,
    SPRINTS,
    CURRENT_SPRINT,
    PHASES,
    MILESTONES,
    TIMELINE,
    DEPENDENCIES,
    RISKS,
    BLOCKERS,
    ESCALATIONS,
    DECISIONS,
    SERVICES,
    CONTRACTS,
    TASKS,
    TEAMS,
    CHECKS,
    NOT_FOUND,
    PROGRAM_JSON,
    ESCALATIONS_JSON,
];

/// The address of every thing.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    of: BTreeMap<Subject, String>,
}

impl Addresses {
    /// Give every thing of `program` its address; of two that would share one, the later gets another and is reported.
    pub fn new(program: &Program) -> (Self, Vec<Diagnostic>) {
        let mut addresses = Self::default();
        let mut taken: BTreeSet<String> = OWN.iter().map(|path| (*path).to_owned()).collect();
        let mut diagnostics = Vec::new();
        let mut by_folder: BTreeMap<&str, Vec<Subject>> = BTreeMap::new();
        for subject in program.subjects().filter(|subject| !matches!(subject, Subject::Page(_))) {
            by_folder.entry(folder(program.kind(subject))).or_default().push(subject);
        }
        for (folder, subjects) in by_folder {
            let names = slugs(subjects.iter().map(|subject| &*program.head(*subject).id));
            for subject in subjects {
                let name = names.get(&*program.head(subject).id).cloned().unwrap_or_default();
                let path = format!("{folder}/{name}/index.html");
                taken.insert(path.clone());
                addresses.of.insert(subject, path);
            }
        }
        for (key, page) in program.pages.iter() {
            let wanted = page_path(&page.path);
            let path = free(&wanted, &taken);
            if path != wanted && wanted != HOME {
                let message = format!("another page has the address `{wanted}`; this one is at `{path}`");
                let diagnostic = Diagnostic::new(Code::PageCollision, page.head().place, message);
                diagnostics.push(diagnostic.hint("rename the file"));
            }
            taken.insert(path.clone());
            addresses.of.insert(Subject::Page(key), if wanted == HOME { wanted } else { path });
        }
        (addresses, diagnostics)
    }

    /// The page of a thing.
    pub fn of(&self, subject: Subject) -> &str {
        self.of.get(&subject).map_or(HOME, String::as_str)
    }

    /// A file beside the page of a thing: `gantt.svg` for a phase gives `phases/p1/gantt.svg`.
    pub fn beside(&self, subject: Subject, name: &str) -> String {
        beside(self.of(subject), name)
    }
}

/// A file beside a page.
pub fn beside(page: &str, name: &str) -> String {
    match page.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// The list that things of a kind are in.
pub fn section_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Phase => PHASES,
        Kind::Milestone => MILESTONES,
        Kind::Sprint => SPRINTS,
        Kind::Risk => RISKS,
        Kind::Blocker => BLOCKERS,
        Kind::Service => SERVICES,
        Kind::Contract => CONTRACTS,
        Kind::Task => TASKS,
        Kind::Decision => DECISIONS,
        Kind::Team | Kind::Person => TEAMS,
        Kind::Page => HOME,
    }
}

/// Teams, people and agents share one folder: an owner is an owner.
fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Team | Kind::Person => "teams",
        other => other.folder(),
    }
}

/// `guide/index` and `guide` are both at `guide/index.html`.
fn page_path(path: &str) -> String {
    let path = path.strip_suffix("/index").unwrap_or(path);
    if path == "index" || path.is_empty() {
        return HOME.to_owned();
    }
    let segments: Vec<String> = path.split('/').map(slug).collect();
    format!("{}/index.html", segments.join("/"))
}

fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let stem = wanted.strip_suffix("/index.html").unwrap_or(wanted);
    let numbered = (2..).map(|n| format!("{stem}~{n}/index.html"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|path| !taken.contains(path)).unwrap_or_default()
}
