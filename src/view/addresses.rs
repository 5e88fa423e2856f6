//! Where each thing has its page, and each section its list.
//!
//! An address is the path of a page from the site's root, always of the form `…/index.html` (or a file), so that
//! links also work from a disk. Ids decide, so addresses are stable.

use std::collections::BTreeMap;

use crate::{
    diag::{Code, Diagnostic},
    model::{Id, Kind, Program, Subject},
    world::{Collision, CollisionKind, SiteNames, SitePath, slug, slugs},
};

/// The first page.
pub const HOME: &str = "index.html";
/// All sprints.
pub const SPRINTS: &str = "sprints/index.html";
/// The sprint of the status date, under an address that never changes.
pub const CURRENT_SPRINT: &str = "sprints/current/index.html";
/// What is wanted of whom, by when.
pub const ASKS: &str = "asks/index.html";
/// When the program may finish, and what swings that.
pub const FORECAST: &str = "forecast/index.html";
/// The plain pages of the content. The name `pages` is left to them.
pub const PAGES: &str = "all-pages/index.html";
/// All phases and milestones.
pub const PHASES: &str = "phases/index.html";
/// All milestones.
pub const MILESTONES: &str = "milestones/index.html";
/// The whole Gantt chart.
pub const TIMELINE: &str = "timeline/index.html";
/// The same on other scales.
pub const TIMELINE_BY_WEEK: &str = "timeline/weeks/index.html";
/// See [`TIMELINE_BY_WEEK`].
pub const TIMELINE_BY_MONTH: &str = "timeline/months/index.html";
/// See [`TIMELINE_BY_WEEK`].
pub const TIMELINE_BY_QUARTER: &str = "timeline/quarters/index.html";
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

/// The addresses of all pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// The index of all pages as Markdown, for programs that read.
pub const TWINS_INDEX: &str = "llms.txt";
/// What search engines may look at.
pub const ROBOTS: &str = "robots.txt";

/// The domain of one's own that a host is to answer for.
pub const DOMAIN: &str = "CNAME";
/// Empty: it keeps a host that would from making pages of the Markdown beside ours (GitHub Pages, "Bypassing Jekyll").
pub const NO_JEKYLL: &str = ".nojekyll";

/// The pictures by which a project is known, as paths from the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brand {
    /// Beside its title.
    pub logo: Option<String>,
    /// In the tab of the browser.
    pub icon: Option<String>,
}

/// The address of every thing.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// The project's own pictures of itself.
    pub brand: Brand,
    of: BTreeMap<Subject, String>,
    /// Of earlier ids: what had them, by the address that its page had.
    former: BTreeMap<String, (Id, Subject)>,
}

impl Addresses {
    /// Give every thing of `program` its address, beside those that are `taken` already; `beside` tells which files may lie
    /// beside the pages of a kind. What would collide gets another address and is reported.
    pub fn new(
        program: &Program,
        taken: &mut SiteNames,
        beside: impl Fn(Kind) -> Vec<&'static str>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut addresses = Self::default();
        let mut diagnostics = Vec::new();
        let mut has_home = false;
        for (subject, wanted) in wanted(program) {
            if wanted == HOME && !has_home {
                has_home = true;
                addresses.of.insert(subject, wanted);
                continue;
            }
            let files = beside(program.kind(subject));
            let (path, collision) = free(&wanted, taken, &files);
            diagnostics.extend(collision.map(|collision| moved(program, subject, &collision, &path)));
            addresses.of.insert(subject, path);
        }
        for (id, subject) in &program.former {
            let path = format!("{}/{}/index.html", folder(program.kind(*subject)), slug(id));
            // What has its page there now keeps it.
            if SitePath::new(&path).is_ok_and(|path| taken.take(&path).is_ok()) {
                addresses.former.insert(path, (id.clone(), *subject));
            }
        }
        (addresses, diagnostics)
    }

    /// Every address at which something had its page under an earlier id, with that id.
    pub fn former(&self) -> impl Iterator<Item = (&str, &Id, Subject)> {
        self.former.iter().map(|(path, (id, subject))| (path.as_str(), id, *subject))
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

/// The address that each thing would have if it were alone: things by their id, pages by their file.
fn wanted(program: &Program) -> Vec<(Subject, String)> {
    let mut by_folder: BTreeMap<&str, Vec<Subject>> = BTreeMap::new();
    for subject in program.subjects().filter(|subject| !matches!(subject, Subject::Page(_))) {
        by_folder.entry(folder(program.kind(subject))).or_default().push(subject);
    }
    let mut wanted = Vec::new();
    for (folder, subjects) in by_folder {
        let names = slugs(subjects.iter().map(|subject| &*program.head(*subject).id));
        for subject in subjects {
            let name = names.get(&*program.head(subject).id).cloned().unwrap_or_default();
            wanted.push((subject, format!("{folder}/{name}/index.html")));
        }
    }
    wanted.extend(program.pages.iter().map(|(key, page)| (Subject::Page(key), page_path(&page.path))));
    wanted
}

fn moved(program: &Program, subject: Subject, collision: &Collision, path: &str) -> Diagnostic {
    let Collision { kept, refused, kind } = collision;
    let message = match kind {
        CollisionKind::Same => format!("another page has the address `{refused}`; this one is at `{path}`"),
        kind => format!("`{refused}` cannot stand beside `{kept}`: {kind}; this page is at `{path}`"),
    };
    let hint = if matches!(subject, Subject::Page(_)) { "rename the file" } else { "give it another id" };
    Diagnostic::new(Code::PageCollision, program.head(subject).place, message).hint(hint)
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

/// The first of `wanted`, `wanted~2` and so on that can stand on the site with the files beside it, and what the first
/// collided with.
fn free(wanted: &str, taken: &mut SiteNames, files: &[&str]) -> (String, Option<Collision>) {
    let stem = wanted.strip_suffix("/index.html").unwrap_or("index");
    let numbered = (2..).map(|n| format!("{stem}~{n}/index.html"));
    let mut first = None;
    for path in std::iter::once(wanted.to_owned()).chain(numbered) {
        let names = std::iter::once(path.clone()).chain(files.iter().map(|name| beside(&path, name)));
        // slugs are made so that every path is one
        let paths: Vec<SitePath> = names.filter_map(|name| SitePath::new(&name).ok()).collect();
        match taken.take_all(&paths) {
            Ok(()) => return (path, first),
            Err(collision) => first = first.or(Some(collision)),
        }
    }
    (wanted.to_owned(), first)
}
