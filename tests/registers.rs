//! The registers of the example program through their templates, into the target folder to be looked at; and what
//! the page models say of a small program made for it.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use chrono::NaiveDate;
use milepost::{
    analyse::{Chronicle, DependencyGraph, chronicle, findings},
    diag::{Diagnostic, json::DiagnosticRecord},
    load::load,
    model::{Program, Rag, Subject},
    render::{Fragments, Html, Renderer, built_in_assets},
    view::{Addresses, Context, Link, NavItem, Section, Shell, SiteFrame, addresses},
    world::{Memory, ProjectPath},
};
use serde::Serialize;
use serde_json::Value;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

/// A program with all that follows from it.
struct Project {
    program: Program,
    graph: DependencyGraph,
    chronicle: Chronicle,
    addresses: Addresses,
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    fn new(world: &Memory, as_of: &str) -> Self {
        let content = ProjectPath::new("content").expect("a clean path");
        let loaded = load(world, &content);
        let program = loaded.program;
        let graph = DependencyGraph::new(&program);
        let chronicle = chronicle(&program, &graph, date(as_of));
        let (addresses, _) = Addresses::new(&program);
        let mut diagnostics = loaded.diagnostics;
        diagnostics.extend(findings(&program, &chronicle));
        Self { program, graph, chronicle, addresses, diagnostics }
    }

    fn of(files: &[(&str, &str)], as_of: &str) -> Self {
        let world = Memory::of(files.iter().map(|(path, text)| (*path, *text))).expect("clean paths");
        Self::new(&world, as_of)
    }

    fn context(&self) -> Context<'_> {
        Context {
            program: &self.program,
            graph: &self.graph,
            chronicle: &self.chronicle,
            addresses: &self.addresses,
            findings: BTreeMap::new(),
        }
    }

    fn records(&self) -> Vec<DiagnosticRecord> {
        self.diagnostics.iter().map(|d| DiagnosticRecord::new(d, &self.program.sources)).collect()
    }
}

fn example() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut world = Memory::new();
    let mut open = vec![root.join("content"), root.join("milepost.yaml")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path).expect("a folder of ours").map(|e| e.expect("an entry of ours").path()),
            );
        } else {
            let name =
                path.strip_prefix(root).expect("a file below the root").to_string_lossy().replace('\\', "/");
            world.insert(
                ProjectPath::new(&name).expect("a clean path"),
                fs::read(&path).expect("a file of ours"),
            );
        }
    }
    Project::new(&world, "2026-05-06")
}

fn frame() -> Arc<SiteFrame> {
    let sections = [
        (Section::Program, "Program", addresses::HOME),
        (Section::Sprints, "Sprints", addresses::SPRINTS),
        (Section::Phases, "Phases", addresses::PHASES),
        (Section::Timeline, "Timeline", addresses::TIMELINE),
        (Section::Dependencies, "Dependencies", addresses::DEPENDENCIES),
        (Section::Risks, "Risks", addresses::RISKS),
        (Section::Blockers, "Blockers", addresses::BLOCKERS),
        (Section::Decisions, "Decisions", addresses::DECISIONS),
        (Section::Services, "Services", addresses::SERVICES),
        (Section::Teams, "Teams", addresses::TEAMS),
        (Section::Checks, "Checks", addresses::CHECKS),
    ];
    let item = |(section, text, href): (Section, &str, &str)| NavItem {
        section,
        text: text.to_owned(),
        href: href.to_owned(),
        count: 0,
    };
    Arc::new(SiteFrame {
        title: "EcommerceGo".to_owned(),
        rag: Some(Rag::Red),
        base_url: None,
        navigation: sections.into_iter().map(item).collect(),
        generated: date("2026-05-06"),
        as_of: date("2026-05-06"),
        commit: None,
        version: "0.0.0",
    })
}

/// Renders pages, keeps them by path, and does not take a fault.
struct Pages {
    renderer: Renderer,
    frame: Arc<SiteFrame>,
    made: BTreeMap<String, String>,
}

impl Pages {
    fn add(&mut self, path: &str, title: &str, template: &str, view: &impl Serialize, body: &str) {
        let mut shell = Shell::new(&self.frame, path, title);
        shell.breadcrumb = vec![Link::new("EcommerceGo", addresses::HOME)];
        let text = body.replace('&', "&amp;").replace('<', "&lt;");
        let html = Fragments::new()
            .with("body", Html::trusted(if text.is_empty() { text } else { format!("<p>{text}</p>") }));
        let rendered = self.renderer.render(template, view, &shell, &html);
        assert!(rendered.fault.is_none(), "{path}: {:?}", rendered.fault);
        assert!(!rendered.html.contains("style=\""), "{path} has an inline style");
        self.made.insert(path.to_owned(), rendered.html);
    }
}

fn render(project: &Project) -> BTreeMap<String, String> {
    let cx = project.context();
    let mut pages = Pages { renderer: Renderer::new(Vec::new()).0, frame: frame(), made: BTreeMap::new() };
    for subject in project.program.subjects() {
        let head = project.program.head(subject);
        let (path, title, body) = (cx.addresses.of(subject), &head.title, &head.body.summary);
        let mut add = |template: &str, view: Value| pages.add(path, title, template, &view, body);
        match subject {
            Subject::Risk(key) => add("risk.html", value(&cx.risk_page(key))),
            Subject::Blocker(key) => add("blocker.html", value(&cx.blocker_page(key))),
            Subject::Decision(key) => add("decision.html", value(&cx.decision_page(key))),
            Subject::Service(key) => add("service.html", value(&cx.service_page(key))),
            Subject::Contract(key) => add("contract.html", value(&cx.contract_page(key))),
            Subject::Task(key) => add("task.html", value(&cx.task_page(key))),
            Subject::Party(key) => add("party.html", value(&cx.party_page(key))),
            _ => {}
        }
    }
    pages.add(addresses::RISKS, "Risks", "risks.html", &cx.risks_page(), "");
    pages.add(addresses::BLOCKERS, "Blockers", "blockers.html", &cx.blockers_page(), "");
    pages.add(addresses::DECISIONS, "Decisions", "decisions.html", &cx.decisions_page(), "");
    pages.add(addresses::SERVICES, "Services", "services.html", &cx.services_page(), "");
    pages.add(addresses::CONTRACTS, "Contracts", "contracts.html", &cx.contracts_page(), "");
    pages.add(addresses::TEAMS, "Teams", "teams.html", &cx.teams_page(), "");
    pages.add(addresses::TASKS, "Tasks", "tasks.html", &cx.tasks_page(), "");
    pages.add(addresses::SPRINTS, "Sprints", "sprints.html", &cx.sprints_page(), "");
    pages.add(addresses::PHASES, "Phases", "phases.html", &cx.phases_page(), "");
    pages.add(addresses::MILESTONES, "Milestones", "milestones.html", &cx.milestones_page(), "");
    pages.add(addresses::TIMELINE, "Timeline", "timeline.html", &cx.timeline_page(), "");
    pages.add(addresses::DEPENDENCIES, "Dependencies", "dependencies.html", &cx.dependencies_page(), "");
    pages.add(addresses::CHECKS, "Checks", "checks.html", &cx.checks_page(&project.records()), "");
    pages.made
}

fn value(view: &impl Serialize) -> Value {
    serde_json::to_value(view).expect("plain data")
}

#[test]
fn every_register_of_the_example_renders() {
    let pages = render(&example());
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("registers");
    for (path, html) in &pages {
        let file = out.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder in the target folder");
        fs::write(file, html).expect("a file in the target folder");
    }
    for (path, bytes) in built_in_assets() {
        fs::create_dir_all(out.join("assets")).expect("a folder in the target folder");
        fs::write(out.join(path), bytes).expect("a file in the target folder");
    }
    assert!(pages.len() > 60, "{} pages", pages.len());
}

#[test]
fn every_register_of_an_empty_program_renders() {
    let pages = render(&Project::of(&[("milepost.yaml", "title: Nothing yet\n")], "2026-05-06"));
    assert!(pages["risks/index.html"].contains("No risk has been written down"));
    assert!(
        pages["checks/index.html"].contains("All checks pass")
            || pages["checks/index.html"].contains("Rules")
    );
}
