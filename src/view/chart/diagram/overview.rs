//! A program of very many milestones in one diagram: its phases and their gates.

use std::collections::BTreeMap;

use super::{
    Arc, Dependencies, DiagramEdge, DiagramNode, DiagramView, EdgeKind, NodeKind, Omitted, Place, reduced,
};
use crate::{
    analyse::graph::Node,
    model::{Entity, Key, Milestone, Phase, Subject},
    say::words::counted,
    view::addresses,
};

/// The diagram of phases and gates. Milestones without a phase are one node together.
pub(super) fn phases(map: &Dependencies, title: String) -> DiagramView {
    let program = map.cx.program;
    let count = program.phases.len();
    let loose = program.milestones.rows().iter().any(|milestone| milestone.phase.is_none());
    let mut nodes: Vec<DiagramNode> = program.phases.keys().map(|key| phase_node(map, key)).collect();
    nodes.extend(program.phases.keys().map(|key| map.gate_node(key)));
    nodes.extend(loose.then(|| loose_node(map)));
    let at = |node: usize| match map.what(node) {
        Node::Milestone(key) => program.milestones[key].phase.map_or(2 * count, Key::index),
        Node::Gate(key) => count + key.index(),
    };
    let edges = edges(map, at, nodes.len());
    let reason = "as there are too many for one diagram: each phase has a diagram of its own";
    let omitted = Omitted::some(program.milestones.len(), "milestone", reason);
    let description = format!(
        "{} with {}, joined by {}.",
        counted(count, "phase"),
        counted(program.milestones.len(), "milestone"),
        counted(edges.len(), "dependency")
    );
    DiagramView {
        title,
        description,
        nodes,
        edges,
        bands: Vec::new(),
        omitted: omitted.into_iter().collect(),
    }
}

/// All dependencies as those of their phases, without what follows from others.
fn edges(map: &Dependencies, at: impl Fn(usize) -> usize, nodes: usize) -> Vec<DiagramEdge> {
    let mut by_ends: BTreeMap<(usize, usize), (usize, bool)> = BTreeMap::new();
    for (from, to, critical) in map.all_links() {
        let ends = (at(from), at(to));
        if ends.0 != ends.1 {
            let (count, is_critical) = by_ends.entry(ends).or_default();
            *count += 1;
            *is_critical |= critical;
        }
    }
    let arc =
        |(&(from, to), &(_, kept)): (&(usize, usize), &(usize, bool))| Arc { from, to, binds: true, kept };
    let stays = reduced(nodes, &by_ends.iter().map(arc).collect::<Vec<_>>());
    by_ends
        .into_iter()
        .zip(stays)
        .filter(|(_, stays)| *stays)
        .map(|(((from, to), (_, critical)), _)| {
            let (label, name, href) = Default::default();
            DiagramEdge { from, to, kind: EdgeKind::Needs, critical, label, name, href }
        })
        .collect()
}

fn phase_node(map: &Dependencies, key: Key<Phase>) -> DiagramNode {
    let (phase, analysis) = (&map.cx.program.phases[key], &map.now().phases[key.index()]);
    DiagramNode {
        id: phase.head().id.to_string(),
        title: phase.head().title.clone(),
        href: map.cx.addresses.of(Subject::Phase(key)).to_owned(),
        kind: NodeKind::Phase,
        owner: None,
        detail: done_of(map, &analysis.milestones),
        status: None,
        rag: analysis.roll_up.rag.begun(),
        percent: analysis.percent_complete.map(|percent| percent.min(100)),
        critical: analysis.milestones.iter().any(|key| map.is_critical(key.index())),
        blocked: false,
        band: None,
        place: Place::Inside,
    }
}

fn loose_node(map: &Dependencies) -> DiagramNode {
    let program = map.cx.program;
    let loose: Vec<Key<Milestone>> =
        program.milestones.iter().filter(|(_, row)| row.phase.is_none()).map(|(key, _)| key).collect();
    DiagramNode {
        id: String::new(),
        title: "Without a phase".to_owned(),
        href: addresses::MILESTONES.to_owned(),
        kind: NodeKind::Phase,
        owner: None,
        detail: done_of(map, &loose),
        status: None,
        rag: None,
        percent: None,
        critical: loose.iter().any(|key| map.is_critical(key.index())),
        blocked: false,
        band: None,
        place: Place::Inside,
    }
}

/// `3 of 12 done`.
fn done_of(map: &Dependencies, keys: &[Key<Milestone>]) -> String {
    let done = keys.iter().filter(|key| map.now().milestone(**key).progress.is_done());
    format!("{} of {} done", done.count(), keys.len())
}
