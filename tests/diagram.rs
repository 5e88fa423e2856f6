//! Diagrams made from content: what they show, what they leave out, and that they stay bounded.

use milepost::{
    model::{Entity, Key, Milestone},
    site::{Checked, Config, check},
    view::{
        Context,
        chart::diagram::{DiagramView, EdgeKind, MOST_NEIGHBORS, MOST_NODES, NodeKind, Place},
    },
    world::Memory,
};

fn checked<P: AsRef<str>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Checked {
    let world = Memory::of(files).expect("clean paths");
    let config = Config {
        as_of: chrono::NaiveDate::from_ymd_opt(2026, 3, 2),
        ..Config::usual(chrono::NaiveDate::MIN)
    };
    check(&world, &config)
}

fn context(checked: &Checked) -> Context<'_> {
    checked.context()
}

fn milestone(id: &str, phase: &str, depends_on: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\nphase: {phase}\nduration: 2d\ndepends_on: {depends_on}\n---\n# Title of {id}\n"
    );
    (format!("content/milestones/{id}.md"), text)
}

fn phase(id: &str) -> (String, String) {
    (format!("content/phases/{id}.md"), format!("---\nid: {id}\ntitle: Phase {id}\n---\n"))
}

fn settings() -> (String, String) {
    ("milepost.yaml".to_owned(), "title: Program\nstart: 2026-03-02\n".to_owned())
}

fn key(checked: &Checked, id: &str) -> Key<Milestone> {
    checked.program.milestones.key(id).expect("a milestone")
}

fn edges(view: &DiagramView) -> Vec<String> {
    let id = |at: usize| view.nodes[at].id.as_str();
    view.edges.iter().map(|edge| format!("{} > {}", id(edge.from), id(edge.to))).collect()
}

#[test]
fn ranges_gates_and_everything_are_drawn_without_what_follows_from_them() {
    let checked = checked([
        settings(),
        phase("P1"),
        phase("P2"),
        milestone("M1.1", "P1", "[]"),
        milestone("M1.2", "P1", "[M1.1]"),
        milestone("M1.3", "P1", "[M1.1..M1.2]"),
        milestone("M2.1", "P2", "[P1, M1.1, {on: M1.2, lag: 3d}]"),
        milestone("M2.2", "P2", "[\"*\"]"),
    ]);
    let cx = context(&checked);
    let view = cx.dependencies().program();
    let expected = [
        "M1.1 > M1.2",
        "M1.2 > M1.3",
        "M1.2 > M2.1",
        "M1.3 > P1 gate",
        "M2.1 > M2.2",
        "M2.2 > P2 gate",
        "P1 gate > M2.1",
    ];
    let mut found = edges(&view);
    found.sort();
    assert_eq!(found, expected);
    let lag = view.edges.iter().find(|edge| !edge.label.is_empty()).expect("the link with a lag stays");
    assert_eq!(lag.label, "FS +3 d");
    assert_eq!(view.bands.len(), 2);
    assert!(view.nodes.iter().all(|node| node.band.is_some()));
    assert_eq!(view.nodes[0].href, "milestones/m1.1/index.html");
}

#[test]
fn a_phase_shows_what_touches_it_as_outside() {
    let checked = checked([
        settings(),
        phase("P1"),
        phase("P2"),
        milestone("M1", "P1", "[]"),
        milestone("M2", "P1", "[M1]"),
        milestone("M3", "P2", "[M2]"),
        milestone("M4", "P2", "[M3]"),
    ]);
    let cx = context(&checked);
    let view = cx.dependencies().phase(checked.program.phases.key("P2").expect("a phase"));
    let places: Vec<(&str, Place)> = view.nodes.iter().map(|node| (node.id.as_str(), node.place)).collect();
    assert_eq!(
        places,
        [("M3", Place::Inside), ("M4", Place::Inside), ("P2 gate", Place::Inside), ("M2", Place::Outside)]
    );
    assert_eq!(edges(&view), ["M3 > M4", "M4 > P2 gate", "M2 > M3"]);
}

#[test]
fn the_surroundings_of_a_milestone_are_its_neighbors_and_bounded() {
    let chain = ["M1", "M2", "M3", "M4", "M5", "M6", "M7"];
    let before = |at: usize| if at == 0 { "[]".to_owned() } else { format!("[{}]", chain[at - 1]) };
    let mut files = vec![settings()];
    files.extend(chain.iter().enumerate().map(|(at, id)| milestone(id, "P", &before(at))));
    let small = checked(files.clone());
    let view = context(&small).dependencies().milestone(key(&small, "M4"));
    let ids: Vec<&str> = view.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["M3", "M4", "M5"]);
    assert!(view.nodes[1].place == Place::Center && view.nodes[1].href.is_empty());
    assert!(view.omitted.is_empty());

    files.extend((0..100).map(|n| milestone(&format!("N{n}"), "P", "[M4]")));
    let large = checked(files);
    let view = context(&large).dependencies().milestone(key(&large, "M4"));
    assert_eq!(view.nodes.len(), 15);
    let sentences: Vec<String> = view.omitted.iter().map(|omitted| omitted.sentence()).collect();
    assert_eq!(sentences.len(), 1);
    assert!(sentences[0].starts_with("Not shown: 88 further neighbors"), "{sentences:?}");
}

#[test]
fn a_very_large_program_is_its_phases_and_gates() {
    let mut files = vec![settings(), phase("P1"), phase("P2")];
    files.extend((0..MOST_NODES).map(|n| milestone(&format!("A{n}"), "P1", "[]")));
    files.extend((0..20).map(|n| milestone(&format!("B{n}"), "P2", &format!("[P1, A{n}]"))));
    let checked = checked(files);
    let cx = context(&checked);
    let map = cx.dependencies();
    let view = map.program();
    assert!(view.nodes.iter().all(|node| matches!(node.kind, NodeKind::Phase | NodeKind::Gate)));
    assert_eq!(edges(&view), ["P1 > P1 gate", "P2 > P2 gate", "P1 gate > P2"]);
    assert_eq!(view.omitted.len(), 1);
    let of_a_phase = map.phase(checked.program.phases.key("P1").expect("a phase"));
    assert!(of_a_phase.nodes.len() <= MOST_NODES + MOST_NEIGHBORS + 1);
}

#[test]
fn cycles_and_dangling_references_are_drawn_as_far_as_they_go() {
    let checked = checked([
        settings(),
        milestone("M1", "P", "[M3]"),
        milestone("M2", "P", "[M1, gone]"),
        milestone("M3", "P", "[M2]"),
    ]);
    let cx = context(&checked);
    let view = cx.dependencies().program();
    assert_eq!(edges(&view), ["M1 > M2", "M2 > M3", "M3 > M1"]);
}

#[test]
fn services_say_how_they_use_each_other_and_where_no_contract_is() {
    let service = |id: &str, rest: &str| {
        (format!("content/services/{id}.md"), format!("---\nid: {id}\ntitle: {id}\n{rest}---\n"))
    };
    let contract =
        "---\nid: events\ntitle: Events\ntype: kafka\nprovider: user\nconsumers:\n  - {service: mail}\n---\n";
    let checked = checked([
        settings(),
        service("user", ""),
        service("shop", "depends_on:\n  - {service: user, via: grpc}\n"),
        service(
            "mail",
            "depends_on:\n  - {service: user, via: kafka, contract: events}\n  - {service: user, via: shared_db}\n",
        ),
        ("content/contracts/events.md".to_owned(), contract.to_owned()),
    ]);
    let cx = context(&checked);
    let view = cx.services_map();
    let found: Vec<(&str, &str, EdgeKind, &str)> = view
        .edges
        .iter()
        .map(|edge| {
            let from = view.nodes[edge.from].id.as_str();
            (from, edge.label.as_str(), edge.kind, edge.href.as_str())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("mail", "Kafka", EdgeKind::Uses, "contracts/events/index.html"),
            ("mail", "shared_db", EdgeKind::UsesWithoutContract, ""),
            ("shop", "gRPC", EdgeKind::UsesWithoutContract, ""),
        ]
    );
    let key = checked.program.services.key("shop").expect("a service");
    let own = cx.service_map(key);
    assert_eq!(own.nodes.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["shop", "user"]);
    assert_eq!(own.nodes[0].place, Place::Center);
    assert_eq!(checked.program.services[key].head().title, "shop");
}

#[test]
fn of_very_many_services_those_joined_to_most_others_are_shown() {
    let service = |n: usize| {
        let uses = if n == 0 {
            "[]".to_owned()
        } else {
            format!("[{{service: s{}}}]", if n > 90 { 0 } else { n - 1 })
        };
        (
            format!("content/services/s{n}.md"),
            format!("---\nid: s{n}\ntitle: S{n}\ndepends_on: {uses}\n---\n"),
        )
    };
    let files = (0..150).map(service).chain([settings()]);
    let checked = checked(files.collect::<Vec<_>>());
    let view = context(&checked).services_map();
    assert_eq!(view.nodes.len(), 40);
    assert!(view.nodes.iter().any(|node| node.id == "s0"), "it is used by 60 others");
    assert!(view.nodes.iter().all(|node| node.id != "s149"), "it uses one other and is used by none");
    assert!(view.omitted[0].what.starts_with("110 services"), "{:?}", view.omitted);
}
