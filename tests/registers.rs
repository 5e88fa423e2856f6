//! The registers of the example program through their templates, into the target folder to be looked at; and what
//! the page models say of a small program made for it.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use chrono::NaiveDate;
use milepost::{
    analyse::{Chronicle, DependencyGraph, chronicle, findings},
    diag::{Diagnostic, json::DiagnosticRecord},
    load::load,
    model::{Program, Subject},
    render::{Fragments, Html, Renderer, View, built_in_assets},
    say::finding::diagnostic,
    view::{Addresses, Context, Link, NavGroup, NavItem, Section, Shell, SiteFrame, addresses},
    world::{Memory, ProjectPath, SiteNames},
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
        let (addresses, _) = Addresses::new(&program, &mut SiteNames::default(), |_| Vec::new());
        let mut diagnostics = loaded.diagnostics;
        let found = findings(&program, &chronicle.now);
        diagnostics.extend(found.iter().map(|finding| diagnostic(&program, finding)));
        Self { program, graph, chronicle, addresses, diagnostics }
    }

    fn of(files: &[(&str, &str)], as_of: &str) -> Self {
        let world = Memory::of(files.iter().map(|(path, text)| (*path, *text))).expect("clean paths");
        Self::new(&world, as_of)
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.program, &self.graph, &self.chronicle, &self.addresses, &[])
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
    };
    Arc::new(SiteFrame {
        title: "EcommerceGo".to_owned(),
        base_url: None,
        navigation: NavGroup::all(sections.into_iter().map(item)),
        generated: date("2026-05-06"),
        as_of: date("2026-05-06"),
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
        let rendered = self.renderer.render(template, &View::of(view), &shell, &html);
        assert!(rendered.fault.is_none(), "{path}: {:?}", rendered.fault);
        assert!(!rendered.html.contains("style=\""), "{path} has an inline style");
        let mut ids: Vec<&str> =
            rendered.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path} uses an id twice: {ids:?}");
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
    pages.add(addresses::CHECKS, "Checks", "checks.html", &cx.checks_page(&project.records(), None), "");
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

/// A plan of two working weeks: A1 and B1 run side by side, C1 waits for both.
const PLAN: [(&str, &str); 11] = [
    (
        "milepost.yaml",
        "title: Small\nstart: 2026-03-02\nagents:\n  - {id: ann, name: Ann}\n  - {id: ben, name: Ben}\n  - {id: cid, name: Cid}\n",
    ),
    ("content/teams/pair.md", "---\nid: pair\nname: Pair\nmembers: [ann, ben]\n---\n"),
    ("content/phases/p1.md", "---\nid: P1\ntitle: One\nowner: ann\n---\n"),
    (
        "content/milestones/a1.md",
        "---\nid: A1\ntitle: Long\nphase: P1\nowner: ann\nduration: 8d\nservices: [shop]\ntasks: [task_1]\n---\n",
    ),
    ("content/milestones/b1.md", "---\nid: B1\ntitle: Short\nphase: P1\nowner: ben\nduration: 3d\n---\n"),
    (
        "content/milestones/c1.md",
        "---\nid: C1\ntitle: End\nphase: P1\nowner: cid\ndepends_on: [A1, B1]\nduration: 2d\n---\n",
    ),
    ("content/services/shop.md", "---\nid: shop\ntitle: Shop\nowner: ann\n---\n"),
    ("content/services/till.md", "---\nid: till\ntitle: Till\nowner: cid\n---\n"),
    (
        "content/tasks/t1.md",
        "---\nid: task_1\ntitle: Dig\nassigned_to: ben\nmilestone: A1\nstatus: assigned\n---\n",
    ),
    (
        "content/blockers/b.md",
        "---\nid: BLOCKER-001\ntitle: No shovel\nseverity: high\nblocks: [B1, C1]\nraised_on: 2026-03-02\nrequired_from: cid\n---\n",
    ),
    (
        "content/decisions/d.md",
        "---\nid: ADR-1\nstatus: proposed\ndecision-makers: [ben]\nblocks: [C1]\n---\n\n# Which hole\n",
    ),
];

fn plan(more: &[(&str, &str)], as_of: &str) -> Project {
    let files: Vec<(&str, &str)> = PLAN.iter().chain(more).copied().collect();
    Project::of(&files, as_of)
}

fn ids<'v>(list: impl IntoIterator<Item = &'v Value>, at: &str) -> Vec<&'v str> {
    list.into_iter().map(|row| row.pointer(at).and_then(Value::as_str).unwrap_or("?")).collect()
}

fn rows<'v>(view: &'v Value, name: &str) -> &'v Vec<Value> {
    view[name].as_array().expect("a list")
}

#[test]
fn needed_by_is_the_late_start_of_the_earliest_that_waits() {
    let project = plan(&[], "2026-03-02");
    let page = value(&project.context().blockers_page());
    let blocker = &page["active"][0];
    // B1 may start as late as Monday the 9th and end with A1 on Wednesday the 11th; C1 starts on the 12th.
    assert_eq!(blocker["needed_by"]["on"], "2026-03-09");
    assert_eq!(blocker["needed_by"]["first"]["id"], "B1");
    assert_eq!(blocker["needed_by"]["overdue"], false);
    assert_eq!(page["waiting"], 2);
    let decision = value(&project.context().decisions_page());
    assert_eq!(decision["open"][0]["needed_by"]["on"], "2026-03-12");

    let done = (
        "content/milestones/b1.md",
        "---\nid: B1\ntitle: Short\nphase: P1\nduration: 3d\nstatus: done\nactual_finish: 2026-03-04\n---\n",
    );
    let project = plan(&[done], "2026-03-05");
    let page = value(&project.context().blockers_page());
    assert_eq!(page["active"][0]["needed_by"]["first"]["id"], "C1", "what is done waits no more");
}

#[test]
fn a_blocker_that_holds_up_nothing_with_dates_is_needed_by_no_day() {
    let blocker =
        ("content/blockers/x.md", "---\nid: BLOCKER-002\ntitle: Loose\nraised_on: 2026-03-02\n---\n");
    let page = value(&plan(&[blocker], "2026-03-02").context().blockers_page());
    assert_eq!(
        ids(rows(&page, "active"), "/subject/id"),
        ["BLOCKER-002", "BLOCKER-001"],
        "an unknown severity is the worst"
    );
    assert_eq!(page["active"][0]["needed_by"], Value::Null);
    assert_eq!(page["active"][0]["severity"], "unknown");
}

const API: &str = "---\nid: api\ntitle: Api\ntype: grpc\nprovider: shop\ndefinition: api.proto\nstatus: agreed\nconsumers:\n";

fn agreement(consumer: &str) -> (String, String) {
    let contract = format!("{API}{consumer}---\n");
    let till = "---\nid: till\ntitle: Till\nowner: cid\ndepends_on: [{service: shop, via: grpc, contract: api}]\n---\n";
    let project = plan(
        &[
            ("content/contracts/api.md", &contract),
            ("content/services/till.md", till),
            ("api.proto", "syntax;"),
        ],
        "2026-03-05",
    );
    let key = project.program.contracts.key("api").expect("the contract");
    let page = value(&project.context().contract_page(key));
    let state = |name: &str| page["users"][0][name].as_str().unwrap_or("?").to_owned();
    (state("state"), state("words"))
}

#[test]
fn an_agreement_needs_a_name_a_day_and_the_content_of_today() {
    let state = |consumer: &str| agreement(consumer).0;
    let agreed = "  - {service: till, acknowledged_by: cid, acknowledged_on: 2026-03-04";
    let project = plan(
        &[("content/contracts/api.md", &format!("{API}{agreed}}}\n---\n")), ("api.proto", "syntax;")],
        "2026-03-05",
    );
    let definition = project.program.contracts.rows()[0].definition.clone().expect("a definition");
    let hash = definition.value.hash.expect("it can be read");
    assert_eq!(state(&format!("{agreed}, hash: \"{hash}\"}}\n")), "acknowledged");
    assert_eq!(state(&format!("{agreed}}}\n")), "missing", "which content, is not known");
    assert_eq!(state("  - {service: till, acknowledged_by: cid}\n"), "missing");
    assert_eq!(state("  - {service: till, acknowledged_on: 2026-03-04}\n"), "missing");
    assert_eq!(state("  - {service: till}\n"), "missing");
    assert_eq!(
        state("  - {service: till, acknowledged_by: cid, acknowledged_on: 2026-03-06}\n"),
        "missing",
        "not yet"
    );
    let other = "  - {service: till, acknowledged_by: cid, acknowledged_on: 2026-03-04, hash: \"xxh3:0000000000000000\"}\n";
    assert_eq!(state(other), "outdated");
    let (state, words) = agreement("  - {service: shop}\n");
    assert_eq!(state, "missing");
    assert_eq!(words, "not acknowledged");
}

#[test]
fn a_service_that_names_a_contract_which_does_not_list_it_has_not_agreed() {
    let till = "---\nid: till\ntitle: Till\nowner: cid\ndepends_on: [{service: shop, contract: api}]\n---\n";
    let contract = "---\nid: api\ntitle: Api\ntype: grpc\nprovider: shop\n---\n";
    let project =
        plan(&[("content/contracts/api.md", contract), ("content/services/till.md", till)], "2026-03-05");
    let page = value(&project.context().contracts_page());
    assert_eq!(page["missing"][0]["consumer"]["service"]["id"], "till");
    assert_eq!(
        page["missing"][0]["consumer"]["words"],
        "not acknowledged: the contract does not list it as a consumer"
    );
    let key = project.program.services.key("till").expect("the service");
    assert_eq!(value(&project.context().service_page(key))["uses"][0]["state"], "missing");
}

fn party(project: &Project, id: &str) -> Value {
    value(&project.context().party_page(project.program.parties.key(id).expect("the party")))
}

#[test]
fn a_party_owes_and_waits() {
    let action = (
        "content/milestones/b1.md",
        "---\nid: B1\ntitle: Short\nphase: P1\nowner: ben\nduration: 3d\nupdates:\n  - {date: 2026-03-03, by: ben, percent_complete: 10, next_action: {text: Dig on, owner: cid, due: 2026-03-03}}\n---\n",
    );
    let project = plan(&[action], "2026-03-04");
    let cid = party(&project, "cid");
    assert_eq!(
        ids(rows(&cid, "owes"), "/subject/id"),
        ["B1", "BLOCKER-001"],
        "the action, then the blocker without one"
    );
    assert_eq!(cid["owes"][0]["overdue"], true);
    assert_eq!(cid["owes"][1]["what"], "unblock");
    assert_eq!(
        ids(rows(&cid, "waits"), "/subject/id"),
        ["B1", "A1", "ADR-1"],
        "by day; the blocker is its own to clear"
    );
    assert_eq!(cid["waits"][1]["from"]["name"], "ann");

    let ben = party(&project, "ben");
    assert_eq!(ids(rows(&ben, "owes"), "/subject/id"), ["ADR-1"], "what he asks of another is not his");
    assert_eq!(ids(rows(&ben, "waits"), "/subject/id"), ["BLOCKER-001"]);
    assert_eq!(ids(rows(&ben, "tasks"), "/subject/id"), ["task_1"]);

    let pair = party(&project, "pair");
    assert_eq!(
        ids(rows(&pair, "owes"), "/subject/id"),
        ["ADR-1"],
        "what is asked of a member is asked of the team"
    );
    assert_eq!(ids(rows(&pair, "milestones"), "/subject/id").len(), 2);
    assert_eq!(ids(rows(&party(&project, "ann"), "teams"), "/id"), ["pair"]);
}

#[test]
fn a_supersession_is_told_from_both_sides() {
    let project = plan(
        &[
            ("content/decisions/2.md", "---\nid: ADR-2\nstatus: accepted\ndate: 2026-03-02\n---\n\n# Old\n"),
            (
                "content/decisions/3.md",
                "---\nid: ADR-3\nstatus: accepted\ndate: 2026-03-04\nsupersedes: [ADR-2]\n---\n\n# New\n",
            ),
            ("content/decisions/4.md", "---\nid: ADR-4\nstatus: perhaps\n---\n\n# Odd\n"),
        ],
        "2026-03-05",
    );
    let page = value(&project.context().decisions_page());
    assert_eq!(ids(rows(&page, "log"), "/subject/id"), ["ADR-3", "ADR-2"], "newest first");
    assert_eq!(
        ids(rows(&page, "open"), "/subject/id"),
        ["ADR-1", "ADR-4"],
        "an unknown status counts as open"
    );
    let odd = &page["open"][1];
    assert_eq!((&odd["status"], &odd["status_text"]), (&"status not read".into(), &"perhaps".into()));
    assert_eq!(page["log"][1]["superseded_by"][0]["subject"]["id"], "ADR-3");
    assert_eq!(page["log"][1]["superseded_by"][0]["one_sided"], true);
    let old = project.program.decisions.key("ADR-2").expect("the decision");
    assert_eq!(value(&project.context().decision_page(old))["still_accepted"], true);
}

fn risk(id: &str, rest: &str) -> (String, String) {
    (
        format!("content/risks/{id}.md"),
        format!("---\nid: {id}\ntitle: {id}\ncategory: technical\n{rest}---\n"),
    )
}

#[test]
fn the_register_begins_with_the_worst_that_stands() {
    let risks = [
        risk("R1", "probability: low\nimpact: low\n"),
        risk("R2", "probability: high\nimpact: high\nstatus: closed\n"),
        risk("R3", "probability: high\nimpact: high\nrag: green\nreview_by: 2026-03-01\n"),
        risk("R4", "impact: high\n"),
        risk("R5", "probability: high\nimpact: critical\nstatus: mitigated\n"),
    ];
    let files: Vec<(&str, &str)> = risks.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let project = plan(&files, "2026-03-05");
    let page = value(&project.context().risks_page());
    assert_eq!(ids(rows(&page, "rows"), "/subject/id"), ["R3", "R4", "R1", "R5", "R2"]);
    assert_eq!(ids(rows(&page, "outside"), "/id"), ["R4"]);
    assert_eq!(page["overdue"], 1);
    assert_eq!(page["matrix"]["rows"][0]["cells"][2]["risks"][0]["id"], "R3");
    let why = |id: &str| {
        let key = project.program.risks.key(id).expect("the risk");
        project.context().risk_page(key)
    };
    assert_eq!(why("R3").why, "Red, because the matrix gives red for high probability and high impact.");
    assert_eq!(why("R3").declared.map(|typed| typed.agrees), Some(false));
    assert_eq!(why("R4").why, "Unknown, because no probability is given.");
    assert_eq!(
        why("R2").why,
        "Green, because it is closed; while it stood, the matrix gives red for high probability and high impact."
    );
}

#[test]
fn a_risk_that_moved_tells_from_where_and_old_moves_are_no_news() {
    let moved = "probability: low\nimpact: medium\nupdates:\n  - {date: 2026-01-05, by: ann, impact: high}\n  \
        - {date: 2026-02-20, by: ann, note: Looked at}\n  - {date: 2026-03-02, by: ann, probability: high}\n  \
        - {date: 2026-03-20, by: ann, probability: medium}\n";
    let risks =
        [risk("R1", moved), risk("R2", "probability: low\nimpact: low\n"), risk("R3", "impact: low\n")];
    let files: Vec<(&str, &str)> = risks.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let project = plan(&files, "2026-03-05");
    let (context, key) = (project.context(), |id: &str| project.program.risks.key(id).expect("the risk"));
    let matrix = value(&context.risk_matrix());
    let here = &matrix["rows"][0]["cells"][2]["risks"];
    assert_eq!(
        ids(here.as_array().expect("risks"), "/id"),
        ["R1"],
        "what is reported later is not known yet"
    );
    let moves = here[0]["moves"].as_array().expect("moves");
    assert_eq!(moves.len(), 1, "the move of January is no news: {moves:?}");
    assert_eq!(moves[0]["until"], "2026-03-02");
    assert_eq!(moves[0]["cell"], serde_json::json!([2, 2]));
    let place = context.risk_place(key("R1")).expect("a place");
    let all: Vec<_> = place.rows[0].cells[2].risks[0].moves.iter().map(|it| it.words()).collect();
    let expected =
        ["low probability, medium impact until 5 Jan 2026", "low probability, high impact until 2 Mar 2026"];
    assert_eq!(all, expected);
    assert!(context.risk_place(key("R2")).is_some_and(|place| place.rows[2].cells[0].risks.len() == 1));
    assert_eq!(context.risk_place(key("R3")), None);
}

#[test]
fn the_map_of_the_example_has_the_links_that_were_written() {
    let project = example();
    let page = project.context().dependencies_page();
    assert_eq!((page.on_milestones, page.on_gates, page.on_everything), (51, 2, 1));
    assert_eq!(page.rows.len(), 29);
}

#[test]
fn findings_are_told_by_severity_and_file() {
    let project = plan(
        &[("content/milestones/d1.md", "---\nid: D1\ntitle: Bad\nphase: P9\nduration: soon\n---\n")],
        "2026-03-05",
    );
    let page = value(&project.context().checks_page(&project.records(), None));
    assert_eq!(page["groups"][0]["title"], "Errors");
    assert_eq!(page["groups"][0]["files"][0]["file"], "content/milestones/d1.md");
    assert_eq!(page["groups"][0]["files"][0]["page"]["id"], "D1");
    let lines: Vec<u64> =
        rows(&page["groups"][0]["files"][0], "findings").iter().filter_map(|f| f["line"].as_u64()).collect();
    assert!(lines.is_sorted() && !lines.is_empty(), "{lines:?}");
    let total = page["errors"].as_u64().unwrap_or(0)
        + page["warnings"].as_u64().unwrap_or(0)
        + page["notes"].as_u64().unwrap_or(0);
    assert_eq!(total, project.diagnostics.len() as u64);
}
