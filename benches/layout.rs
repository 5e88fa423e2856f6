//! How long it takes to lay out plans of 29 to 2,000 milestones, and to lay out and draw whole dependency maps.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use milepost::draw::diagram::{DiagramOptions, draw};
use milepost::draw::layout::{Edge, Graph, Node, Options, layout};
use milepost::model::{LifeCycle, Rag};
use milepost::view::chart::diagram::{
    DiagramBand, DiagramEdge, DiagramNode, DiagramView, EdgeKind, NodeKind, Place,
};
use std::hint::black_box;

/// Who waits for whom in a plan of workstreams: each milestone for the one before it in its stream, and every third for
/// one of another stream; the same every time.
fn links(milestones: usize) -> Vec<(usize, usize)> {
    let streams = (milestones as f64).sqrt().ceil() as usize;
    let mut state = 1u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut links: Vec<(usize, usize)> = (streams..milestones).map(|to| (to - streams, to)).collect();
    for to in (streams..milestones).step_by(3) {
        links.push((to - to % streams - 1 - below(streams), to));
    }
    links.sort_unstable();
    links.dedup();
    links
}

fn layouts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layout");
    group.sample_size(10);
    for milestones in [29, 100, 500, 2_000] {
        let edges = links(milestones).into_iter().map(|(from, to)| Edge::new(from, to)).collect();
        let graph = Graph { nodes: vec![Node::new(140.0, 62.0); milestones], edges };
        group.bench_with_input(BenchmarkId::from_parameter(milestones), &graph, |b, graph| {
            b.iter(|| layout(black_box(graph), &Options::default()));
        });
    }
    group.finish();
}

fn milestone(at: usize, phases: usize, milestones: usize) -> DiagramNode {
    DiagramNode {
        id: format!("M{at}"),
        title: format!("A milestone with a title, number {at}"),
        href: format!("../milestones/m{at}/index.html"),
        kind: NodeKind::Milestone,
        owner: Some(format!("team-{}", at % 7)),
        detail: String::new(),
        status: Some(LifeCycle::InProgress),
        rag: Some(Rag::Green),
        percent: Some((at % 100) as u8),
        critical: at.is_multiple_of(5),
        blocked: false,
        band: Some(at * phases / milestones),
        place: Place::Inside,
    }
}

/// A program of that many milestones in five phases.
fn map(milestones: usize) -> DiagramView {
    let edge = |(from, to)| DiagramEdge {
        from,
        to,
        kind: EdgeKind::Needs,
        critical: false,
        label: String::new(),
        name: String::new(),
        href: String::new(),
    };
    let band = |at: usize| {
        let id = format!("P{at}");
        DiagramBand { title: format!("{id} phase"), href: format!("../phases/p{at}/index.html"), id }
    };
    DiagramView {
        title: "Dependencies".to_owned(),
        nodes: (0..milestones).map(|at| milestone(at, 5, milestones)).collect(),
        edges: links(milestones).into_iter().map(edge).collect(),
        bands: (0..5).map(band).collect(),
        ..DiagramView::default()
    }
}

fn drawings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dependency map");
    group.sample_size(10);
    for milestones in [29, 150] {
        let view = map(milestones);
        group.bench_with_input(BenchmarkId::from_parameter(milestones), &view, |b, view| {
            b.iter(|| draw(black_box(view), &DiagramOptions::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, layouts, drawings);
criterion_main!(benches);
