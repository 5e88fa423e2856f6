//! Every page of the site: which there are, and how each is made from its view.
//!
//! Pages are made in parallel and put together in order, so the plan does not depend on the number of threads.

use rayon::prelude::*;
use serde::Serialize;

use super::{
    Checked, Config, Progress, SitePlan,
    charts::{self, Chart},
    data,
    frame::{Shells, picture_twin, site_frame},
    history_charts,
    links::FilePages,
    page_ids, reports,
};
use crate::{
    diag::{Code, Diagnostic, Place, json::DiagnosticRecord},
    model::{Key, Phase, Sprint, Subject},
    render::{Fragments, Html, Links, Renderer, Surroundings, ThemeFile, address::relative, markdown, theme},
    view::{Context, Section, Shell, Twin, addresses, addresses::beside, chart::diagram::Dependencies},
    world::{ProjectPath, SitePath, World},
};

/// One file of the site.
type File = (String, Vec<u8>);

/// What making a page gave.
#[derive(Default)]
struct Made {
    files: Vec<File>,
    diagnostics: Vec<Diagnostic>,
}

/// A page to be made.
#[derive(Clone, Copy)]
enum Job {
    Home,
    CurrentSprint(Key<Sprint>),
    Of(Subject),
    List(List),
    NotFound,
}

/// The lists of the site.
#[derive(Clone, Copy)]
enum List {
    Sprints,
    Phases,
    Milestones,
    Timeline,
    Dependencies,
    Risks,
    Blockers,
    Escalations,
    Decisions,
    Services,
    Contracts,
    Tasks,
    Teams,
    Checks,
}

/// Make all files of the site.
pub(super) fn assemble(
    checked: &Checked,
    config: &Config,
    theme_files: Vec<ThemeFile>,
    world: &dyn World,
    progress: &dyn Progress,
) -> (SitePlan, Vec<Diagnostic>) {
    let assets = theme::assets(&theme_files);
    let (renderer, mut diagnostics) = Renderer::new(theme_files);
    let context = checked.context();
    let frame = site_frame(checked, config);
    let files = FilePages::new(&checked.program, &checked.addresses, world, &config.content);
    let maker = Maker {
        cx: &context,
        map: &context.dependencies(),
        checked,
        renderer: &renderer,
        shells: Shells { cx: &context, frame: &frame },
        files: &files,
    };
    let jobs = jobs(&context);
    progress.begin(jobs.len());
    let made: Vec<Made> = jobs
        .par_iter()
        .map(|job| {
            let made = maker.make(*job);
            progress.step();
            made
        })
        .collect();
    let mut plan = SitePlan::new();
    for (path, bytes) in assets {
        insert(&mut plan, &mut diagnostics, &path, bytes);
    }
    for page in made {
        diagnostics.extend(page.diagnostics);
        for (path, bytes) in page.files {
            insert(&mut plan, &mut diagnostics, &path, bytes);
        }
    }
    for (path, bytes) in files.published() {
        insert(&mut plan, &mut diagnostics, path.as_str(), bytes);
    }
    for (path, bytes) in data::files(&context, checked, &diagnostics) {
        insert(&mut plan, &mut diagnostics, &path, bytes);
    }
    (plan, diagnostics)
}

fn insert(plan: &mut SitePlan, diagnostics: &mut Vec<Diagnostic>, path: &str, bytes: Vec<u8>) {
    let refused = match SitePath::new(path) {
        Ok(path) => plan.insert(path, bytes).err().map(|collision| collision.to_string()),
        Err(error) => Some(format!("{path}: {error}")),
    };
    diagnostics.extend(refused.map(|reason| Diagnostic::global(Code::PageCollision, reason)));
}

fn jobs(cx: &Context) -> Vec<Job> {
    let mut jobs = vec![Job::Home, Job::NotFound];
    jobs.extend(cx.current_sprint().map(Job::CurrentSprint));
    jobs.extend(
        [
            List::Sprints,
            List::Phases,
            List::Milestones,
            List::Timeline,
            List::Dependencies,
            List::Risks,
            List::Blockers,
            List::Escalations,
            List::Decisions,
            List::Services,
            List::Contracts,
            List::Tasks,
            List::Teams,
            List::Checks,
        ]
        .map(Job::List),
    );
    let is_home = |subject: &Subject| cx.addresses.of(*subject) == addresses::HOME;
    jobs.extend(cx.program.subjects().filter(|subject| !is_home(subject)).map(Job::Of));
    jobs
}

/// Makes pages.
struct Maker<'a> {
    cx: &'a Context<'a>,
    map: &'a Dependencies<'a>,
    checked: &'a Checked,
    renderer: &'a Renderer,
    shells: Shells<'a>,
    files: &'a FilePages<'a>,
}

impl Maker<'_> {
    fn make(&self, job: Job) -> Made {
        match job {
            Job::Home => self.home(),
            Job::CurrentSprint(key) => self.current_sprint(key),
            Job::Of(subject) => self.thing(subject),
            Job::List(list) => self.list(list),
            Job::NotFound => {
                let mut shell = Shell::new(self.shells.frame, addresses::NOT_FOUND, "Not found");
                shell.description = "The address leads to no page of this site.".to_owned();
                self.page("404.html", &(), shell, Fragments::new(), Made::default())
            }
        }
    }

    /// The first page: the program, with the text of the content's own first page under it.
    fn home(&self) -> Made {
        let view = self.cx.home_page();
        let mut shell =
            self.shells.own(addresses::HOME, &view.title, Section::Program, &view.status.sentence);
        let mut made = Made::default();
        let mut html = Fragments::new();
        let own = self
            .cx
            .program
            .pages
            .iter()
            .find(|(key, _)| self.cx.addresses.of(Subject::Page(*key)) == addresses::HOME);
        if let Some((key, page)) = own {
            shell = self.shells.sourced(shell, page.head.file);
            self.body(Subject::Page(key), addresses::HOME, &mut html, &mut made);
        }
        shell.twins.push(Twin {
            text: "JSON".to_owned(),
            media: "application/json".to_owned(),
            href: addresses::PROGRAM_JSON.to_owned(),
        });
        self.charts(charts::program(self.cx, addresses::HOME), &mut shell, &mut html, &mut made);
        self.page("home.html", &view, shell, html, made)
    }

    /// The same page under an address that never changes.
    fn current_sprint(&self, key: Key<Sprint>) -> Made {
        let mut shell = self.shells.of(Subject::Sprint(key));
        shell.path = addresses::CURRENT_SPRINT.to_owned();
        self.sprint(key, shell)
    }

    fn sprint(&self, key: Key<Sprint>, mut shell: Shell) -> Made {
        let (mut html, mut made) = (Fragments::new(), Made::default());
        let state = self.cx.sprint_state(key);
        let view = self.cx.sprint_page(key, &state);
        self.body(Subject::Sprint(key), &shell.path, &mut html, &mut made);
        self.charts(charts::sprint(self.cx, key, &state, &shell.path), &mut shell, &mut html, &mut made);
        let report = reports::sprint(self.cx, &state, &view, &mut shell);
        made.files.push(report);
        self.page("sprint.html", &view, shell, html, made)
    }

    fn phase(&self, key: Key<Phase>, mut shell: Shell, mut html: Fragments, mut made: Made) -> Made {
        let view = self.cx.phase_page(key);
        self.charts(charts::phase(self.cx, self.map, key, &shell.path), &mut shell, &mut html, &mut made);
        made.files.extend(reports::phase(self.cx, key, &mut shell));
        self.page("phase.html", &view, shell, html, made)
    }

    fn thing(&self, subject: Subject) -> Made {
        let mut shell = self.shells.of(subject);
        if let Subject::Sprint(key) = subject {
            return self.sprint(key, shell);
        }
        let (mut html, mut made) = (Fragments::new(), Made::default());
        self.body(subject, &shell.path, &mut html, &mut made);
        let cx = self.cx;
        match subject {
            Subject::Sprint(key) => self.sprint(key, shell),
            Subject::Phase(key) => self.phase(key, shell, html, made),
            Subject::Milestone(key) => {
                let charts = charts::milestone(cx, self.map, key, &shell.path);
                self.charts(charts, &mut shell, &mut html, &mut made);
                self.page("milestone.html", &cx.milestone_page(key), shell, html, made)
            }
            Subject::Risk(key) => {
                let view = cx.risk_page(key);
                let charts = history_charts::risk(view.place.as_ref(), &shell.path);
                self.charts(charts, &mut shell, &mut html, &mut made);
                self.page("risk.html", &view, shell, html, made)
            }
            Subject::Blocker(key) => self.page("blocker.html", &cx.blocker_page(key), shell, html, made),
            Subject::Service(key) => {
                self.charts(charts::service(cx, key, &shell.path), &mut shell, &mut html, &mut made);
                made.files.push(reports::service(cx, key, &mut shell));
                self.page("service.html", &cx.service_page(key), shell, html, made)
            }
            Subject::Contract(key) => self.page("contract.html", &cx.contract_page(key), shell, html, made),
            Subject::Task(key) => self.page("task.html", &cx.task_page(key), shell, html, made),
            Subject::Decision(key) => {
                self.charts(charts::decision(cx, key, &shell.path), &mut shell, &mut html, &mut made);
                self.page("decision.html", &cx.decision_page(key), shell, html, made)
            }
            Subject::Party(key) => {
                self.charts(charts::party(cx, key, &shell.path), &mut shell, &mut html, &mut made);
                self.page("party.html", &cx.party_page(key), shell, html, made)
            }
            Subject::Page(key) => self.page("page.html", &cx.text_page(key), shell, html, made),
        }
    }

    fn list(&self, list: List) -> Made {
        let cx = self.cx;
        let own = |path: &str, title: &str, section: Section, about: &str| {
            self.shells.own(path, title, section, about)
        };
        let (html, made) = (Fragments::new(), Made::default());
        match list {
            List::Sprints => {
                let shell =
                    own(addresses::SPRINTS, "Sprints", Section::Sprints, "All sprints with their status.");
                self.page("sprints.html", &cx.sprints_page(), shell, html, made)
            }
            List::Phases => {
                let shell = own(addresses::PHASES, "Phases", Section::Phases, "All phases with their gates.");
                self.page("phases.html", &cx.phases_page(), shell, html, made)
            }
            List::Milestones => {
                let about = "All milestones with status, dates and float.";
                let shell = own(addresses::MILESTONES, "Milestones", Section::Phases, about);
                self.page("milestones.html", &cx.milestones_page(), shell, html, made)
            }
            List::Timeline => {
                let about = "The whole plan on a time axis: baseline, forecast, critical path.";
                let (mut shell, mut html, mut made) =
                    (own(addresses::TIMELINE, "Timeline", Section::Timeline, about), html, made);
                self.charts(charts::timeline(cx, &shell.path), &mut shell, &mut html, &mut made);
                self.page("timeline.html", &cx.timeline_page(), shell, html, made)
            }
            List::Dependencies => {
                let about = "What waits for what.";
                let (mut shell, mut html, mut made) =
                    (own(addresses::DEPENDENCIES, "Dependencies", Section::Dependencies, about), html, made);
                self.charts(charts::dependencies(self.map, &shell.path), &mut shell, &mut html, &mut made);
                self.page("dependencies.html", &cx.dependencies_page(), shell, html, made)
            }
            List::Risks => {
                let about = "The risk register and its matrix.";
                let mut shell = own(addresses::RISKS, "Risks", Section::Risks, about);
                let (view, mut html, mut made) = (cx.risks_page(), html, made);
                let charts = history_charts::risks(&view, &shell.path);
                self.charts(charts, &mut shell, &mut html, &mut made);
                made.files.push(reports::register(cx, &view, &mut shell));
                self.page("risks.html", &view, shell, html, made)
            }
            List::Blockers => {
                let shell =
                    own(addresses::BLOCKERS, "Blockers", Section::Blockers, "What stands in the way.");
                self.page("blockers.html", &cx.blockers_page(), shell, html, made)
            }
            List::Escalations => {
                let about = "What has to reach somebody who can act, raised by rule.";
                let mut shell = own(addresses::ESCALATIONS, "Escalations", Section::Escalations, about);
                shell.twins.push(Twin {
                    text: "JSON".to_owned(),
                    media: "application/json".to_owned(),
                    href: addresses::ESCALATIONS_JSON.to_owned(),
                });
                let (view, mut made) = (cx.escalations_page(), made);
                made.files.push(reports::escalations(cx, &view, &mut shell));
                self.page("escalations.html", &view, shell, html, made)
            }
            List::Decisions => {
                let (mut shell, mut html, mut made) = (
                    own(addresses::DECISIONS, "Decisions", Section::Decisions, "The decision log."),
                    html,
                    made,
                );
                self.charts(charts::decisions(cx, &shell.path), &mut shell, &mut html, &mut made);
                self.page("decisions.html", &cx.decisions_page(), shell, html, made)
            }
            List::Services => {
                let about = "The services that the program builds, and what they need of each other.";
                let (mut shell, mut html, mut made) =
                    (own(addresses::SERVICES, "Services", Section::Services, about), html, made);
                self.charts(charts::services(cx, &shell.path), &mut shell, &mut html, &mut made);
                self.page("services.html", &cx.services_page(), shell, html, made)
            }
            List::Contracts => {
                let about = "What services promise each other, and who has agreed.";
                let shell = own(addresses::CONTRACTS, "Contracts", Section::Services, about);
                self.page("contracts.html", &cx.contracts_page(), shell, html, made)
            }
            List::Tasks => {
                let shell = own(addresses::TASKS, "Tasks", Section::Phases, "All tasks.");
                self.page("tasks.html", &cx.tasks_page(), shell, html, made)
            }
            List::Teams => {
                let (mut shell, mut html, mut made) =
                    (own(addresses::TEAMS, "Teams", Section::Teams, "Who owns what."), html, made);
                let charts = history_charts::teams(cx, addresses::TEAMS);
                self.charts(charts, &mut shell, &mut html, &mut made);
                self.page("teams.html", &cx.teams_page(), shell, html, made)
            }
            List::Checks => {
                let shell =
                    own(addresses::CHECKS, "Checks", Section::Checks, "What is wrong with the content.");
                let sources = self.checked.sources();
                let records: Vec<DiagnosticRecord> =
                    self.checked.diagnostics.iter().map(|d| DiagnosticRecord::new(d, sources)).collect();
                self.page("checks.html", &cx.checks_page(&records), shell, html, made)
            }
        }
    }

    /// The Markdown of a thing, for the page at `page`.
    fn body(&self, subject: Subject, page: &str, html: &mut Fragments, made: &mut Made) {
        let head = self.cx.program.head(subject);
        if head.body.markdown.trim().is_empty() {
            return;
        }
        let path = self.cx.program.sources.path(head.file);
        let from = ProjectPath::new(path).unwrap_or_else(|_| ProjectPath::root());
        let resolve = |link: &str| Some(relative(page, &self.files.resolve(&from, link)?));
        // Texts of things stand in a section of their page; other pages are their text.
        let lone = matches!(subject, Subject::Page(_)) && self.cx.addresses.of(subject) != addresses::HOME;
        let top = if lone { 2 } else { 3 };
        let around = Surroundings { title: &head.title, top, taken: page_ids::PAGE_IDS, prefix: "" };
        let rendered = markdown(&head.body, &around, &Links { page: &resolve, asset: &resolve });
        made.diagnostics.extend(rendered.removed.into_iter().map(|removed| {
            let message = format!("{} was taken out of the page", removed.what);
            let hint = "write it in Markdown, or link to it with https:";
            Diagnostic::new(Code::UnsafeMarkup, Place::new(head.file, removed.span), message).hint(hint)
        }));
        html.insert("body", rendered.html);
    }

    /// Charts go onto the page, and beside it as files.
    fn charts(&self, charts: Vec<Chart>, shell: &mut Shell, html: &mut Fragments, made: &mut Made) {
        for chart in charts {
            if let Some((name, svg)) = chart.file {
                let path = beside(&shell.path, name);
                shell.twins.push(picture_twin(chart.title, path.clone()));
                made.files.push((path, svg.into_bytes()));
            }
            for (name, svg) in chart.inline {
                html.insert(name, Html::trusted(svg));
            }
        }
    }

    fn page(
        &self,
        template: &str,
        view: &impl Serialize,
        shell: Shell,
        html: Fragments,
        mut made: Made,
    ) -> Made {
        let rendered = self.renderer.render(template, view, &shell, &html);
        made.diagnostics.extend(rendered.fault);
        made.files.push((shell.path, rendered.html.into_bytes()));
        made
    }
}
