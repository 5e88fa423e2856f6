//! The diagram as its readers meet it.

use super::arrange::{Arrangement, Flow};
use super::*;
use crate::draw::layout::Rect;
use crate::draw::svg::wellformed;
use crate::model::{LifeCycle, Rag};
use crate::view::chart::diagram::{
    DiagramBand, DiagramEdge, DiagramNode, EdgeKind, NodeKind, Omitted, Place,
};

fn node(id: &str, title: &str, kind: NodeKind) -> DiagramNode {
    DiagramNode {
        id: id.to_owned(),
        title: title.to_owned(),
        href: format!("milestones/{id}/index.html"),
        kind,
        owner: None,
        detail: String::new(),
        status: None,
        rag: None,
        percent: None,
        critical: false,
        blocked: false,
        band: None,
        place: Place::Inside,
    }
}

fn milestone(id: &str, title: &str) -> DiagramNode {
    DiagramNode {
        owner: Some("platform".to_owned()),
        status: Some(LifeCycle::InProgress),
        rag: Some(Rag::Green),
        percent: Some(40),
        ..node(id, title, NodeKind::Milestone)
    }
}

fn edge(from: usize, to: usize) -> DiagramEdge {
    let (label, name, href) = Default::default();
    DiagramEdge { from, to, kind: EdgeKind::Needs, critical: false, label, name, href }
}

/// Three milestones, a gate, one of each kind of mark and edge.
fn small() -> DiagramView {
    let gate = DiagramNode { detail: "pending".to_owned(), ..node("P1 gate", "Ground", NodeKind::Gate) };
    let nodes = vec![
        DiagramNode { place: Place::Center, href: String::new(), ..milestone("M1", "Shared packages") },
        DiagramNode { critical: true, rag: Some(Rag::Red), ..milestone("M2", "A gateway with a long name") },
        DiagramNode { place: Place::Outside, ..milestone("M3", "Database") },
        gate,
    ];
    let labeled = DiagramEdge { label: "SS +2 d".to_owned(), ..edge(0, 2) };
    DiagramView {
        title: "Around M1".to_owned(),
        description: "3 milestones and 1 gate.".to_owned(),
        nodes,
        edges: vec![DiagramEdge { critical: true, ..edge(0, 1) }, labeled, edge(1, 3), edge(2, 3)],
        bands: Vec::new(),
        omitted: vec![Omitted { what: "2 milestones".to_owned(), reason: "too far away".to_owned() }],
    }
}

fn options(mode: Mode) -> DiagramOptions {
    DiagramOptions { mode, ..DiagramOptions::default() }
}

#[test]
fn a_small_diagram() {
    let svg = draw(&small(), &options(Mode::Inline));
    wellformed::check(&svg).expect("well-formed");
    let body = svg.split_once("</desc>").expect("a description").1;
    insta::assert_snapshot!(body);
}

#[test]
fn names_say_what_a_node_waits_for() {
    let view = small();
    assert_eq!(
        view.spoken(1),
        "M2 A gateway with a long name, in progress, red, 40% complete, on the critical path, owner platform, \
         waits for M1"
    );
    assert_eq!(view.spoken(3), "P1 gate of Ground, pending, waits for M2 and M3");
}

/// A wide plan: `wide` milestones in each of `deep` phases, each waiting for all of the phase before.
fn plan(wide: usize, deep: usize) -> DiagramView {
    let mut view = DiagramView { title: "Plan".to_owned(), ..DiagramView::default() };
    for phase in 0..deep {
        let id = format!("P{phase}");
        view.bands.push(DiagramBand { title: format!("{id} phase"), href: String::new(), id });
        for at in 0..wide {
            let id = format!("M{phase}.{at}");
            view.nodes.push(DiagramNode {
                band: Some(phase),
                ..milestone(&id, "A milestone with a title of some length")
            });
            if phase > 0 {
                view.edges.extend((0..wide).map(|from| edge((phase - 1) * wide + from, phase * wide + at)));
            }
        }
    }
    view
}

fn meet(a: &Rect, b: &Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn what_is_too_wide_runs_downwards_and_nothing_overlaps() {
    for (view, flow) in [
        (plan(2, 3), Flow::Right),
        (plan(3, 9), Flow::Down),
        (plan(12, 3), Flow::Right),
        (small(), Flow::Right),
    ] {
        let plan = Arrangement::new(&view, 1076.0);
        assert_eq!(plan.flow, flow, "{}", view.nodes.len());
        let labels = plan.routes.iter().filter_map(|route| route.label);
        let boxes: Vec<Rect> = plan.boxes.iter().copied().chain(labels).collect();
        for (at, a) in boxes.iter().enumerate() {
            assert!(boxes[at + 1..].iter().all(|b| !meet(a, b)));
            assert!(a.x >= 0.0 && a.y >= 0.0);
            assert!(a.x + a.width <= plan.size.width + 0.1 && a.y + a.height <= plan.size.height + 0.1);
        }
    }
}

#[test]
fn phases_one_after_the_other_are_strips() {
    let plan_of = |view: &DiagramView| Arrangement::new(view, 1076.0);
    for wanted in [plan(2, 3), plan(3, 9)] {
        let plan = plan_of(&wanted);
        assert!(plan.strips.len() >= wanted.bands.len());
        for (node, rect) in wanted.nodes.iter().zip(&plan.boxes) {
            let within = |strip: &Rect| {
                let wide = rect.x >= strip.x && rect.x + rect.width <= strip.x + strip.width;
                wide && rect.y >= strip.y && rect.y + rect.height <= strip.y + strip.height
            };
            let bands = plan.strips.iter().filter(|strip| within(&strip.rect)).map(|strip| strip.band);
            assert_eq!(bands.collect::<Vec<_>>(), [node.band.expect("a phase")]);
        }
    }
    let mut mixed = plan(2, 3);
    mixed.edges.push(edge(4, 0));
    assert!(plan_of(&mixed).strips.is_empty() || plan_of(&mixed).strips.len() == 3);
    mixed.nodes[0].band = None;
    assert!(plan_of(&mixed).strips.is_empty(), "a node outside all phases would seem to lie in one");
}

#[test]
fn the_tab_key_follows_the_eye() {
    let svg = draw(&plan(2, 3), &options(Mode::Inline));
    let order: Vec<&str> =
        svg.split("milestones/").skip(1).map(|rest| rest.split('/').next().unwrap_or_default()).collect();
    let mut columns: Vec<Vec<&str>> = order.chunks(2).map(<[&str]>::to_vec).collect();
    columns.iter_mut().for_each(|column| column.sort_unstable());
    assert_eq!(columns.concat(), ["M0.0", "M0.1", "M1.0", "M1.1", "M2.0", "M2.1"]);
}

#[test]
fn hostile_text_stays_text_and_inside_its_node() {
    let evil = "</text><script>alert(1)</script>\"'&\u{0}\u{1b}]]>\u{202E}\u{FFFF} \u{1F600} 日本語";
    let long = format!("{evil}{}", "W".repeat(5000));
    let mut view = small();
    view.title.clone_from(&long);
    view.description.clone_from(&long);
    for node in &mut view.nodes {
        node.id.clone_from(&long);
        node.title.clone_from(&long);
        node.owner = Some(long.clone());
        node.detail.clone_from(&long);
        node.href = "javascript:alert(1)".to_owned();
    }
    for edge in &mut view.edges {
        edge.label.clone_from(&long);
        edge.name.clone_from(&long);
        edge.href.clone_from(&long);
    }
    view.bands = vec![DiagramBand { id: long.clone(), title: long.clone(), href: long.clone() }; 2];
    view.nodes.iter_mut().enumerate().for_each(|(at, node)| node.band = Some(at / 2));
    view.omitted = vec![Omitted { what: long.clone(), reason: long.clone() }];
    for mode in [Mode::Inline, Mode::Standalone] {
        let svg = draw(&view, &options(mode));
        wellformed::check(&svg).expect("well-formed");
        assert!(!svg.contains("<script") && !svg.contains("<a href=\"javascript"));
        assert!(svg.lines().filter(|line| line.starts_with("<text")).all(|line| line.len() < 600));
    }
}

#[test]
fn nonsense_is_drawn_without_a_fuss() {
    assert_eq!(draw(&DiagramView::default(), &options(Mode::Inline)), "");
    let mut view = small();
    view.edges = vec![edge(0, 0), edge(7, 9), edge(0, 1), edge(1, 0), edge(0, 1)];
    view.nodes[0].percent = Some(255);
    for width in [0.0, f64::NAN, 1e9] {
        let svg = Diagram::new(&view, width).svg(&options(Mode::Standalone));
        wellformed::check(&svg).expect("well-formed");
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    for view in [small(), plan(5, 6)] {
        let once = draw(&view, &options(Mode::Standalone));
        assert!((0..3).all(|_| draw(&view, &options(Mode::Standalone)) == once));
    }
}
