//! The dependency graph: milestones and phase gates as nodes, links written out as edges.
//!
//! Ranges become one edge for each member, a phase becomes the gate behind all its milestones, and `*` becomes an
//! edge from everything that does not itself wait for the milestone.

use petgraph::{
    Direction,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};

use super::{Waiting, WaitingOn};
use crate::{
    date::Length,
    model::{Dependency, Key, LinkKind, Milestone, Phase, Predecessor, Program},
};

/// A node of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A milestone.
    Milestone(Key<Milestone>),
    /// The gate of a phase: an instant when all its milestones are done.
    Gate(Key<Phase>),
}

/// An edge of the graph, from predecessor to successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Time between them.
    pub lag: Option<Length>,
    /// Which entry of the successor's `depends_on` it comes from; `None` for the links into a gate.
    pub entry: Option<u32>,
}

/// The dependency graph of a program. It does not depend on the day.
#[derive(Debug, Clone)]
pub struct DependencyGraph {
    graph: DiGraph<Node, Edge>,
    /// By key of the milestone.
    near: Vec<Near>,
    /// By key of the phase: its milestones, in order.
    members: Vec<Vec<Key<Milestone>>>,
}

/// What stands next to a milestone.
#[derive(Debug, Clone, Default)]
struct Near {
    predecessors: Vec<Key<Milestone>>,
    successors: Vec<Key<Milestone>>,
    waits_for: Vec<Waiting>,
}

impl DependencyGraph {
    /// Write out all dependencies of `program`.
    pub fn new(program: &Program) -> Self {
        let mut graph = DiGraph::new();
        for key in program.milestones.keys() {
            graph.add_node(Node::Milestone(key));
        }
        for key in program.phases.keys() {
            graph.add_node(Node::Gate(key));
        }
        let near = vec![Near::default(); program.milestones.len()];
        let mut members = vec![Vec::new(); program.phases.len()];
        for (key, milestone) in program.milestones.iter() {
            if let Some(phase) = milestone.phase {
                members[phase.index()].push(key);
            }
        }
        let mut built = Self { graph, near, members };
        built.link_gates(program);
        built.link_milestones(program);
        built.link_everything(program);
        let near = |key| Near {
            predecessors: built.neighbors(built.milestone(key), Direction::Incoming),
            successors: built.neighbors(built.milestone(key), Direction::Outgoing),
            waits_for: waits_for(program, key),
        };
        built.near = program.milestones.keys().map(near).collect();
        built
    }

    /// The graph itself: nodes are first all milestones by key, then all gates by key.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The node of a milestone.
    pub fn milestone(&self, key: Key<Milestone>) -> NodeIndex {
        NodeIndex::new(key.index())
    }

    /// The node of a gate.
    pub fn gate(&self, key: Key<Phase>) -> NodeIndex {
        NodeIndex::new(self.near.len() + key.index())
    }

    /// What a milestone directly waits for, gates written out to the milestones before them; sorted, each once.
    pub fn predecessors(&self, key: Key<Milestone>) -> &[Key<Milestone>] {
        &self.near[key.index()].predecessors
    }

    /// What directly waits for a milestone, gates written out to the milestones behind them; sorted, each once.
    pub fn successors(&self, key: Key<Milestone>) -> &[Key<Milestone>] {
        &self.near[key.index()].successors
    }

    /// What a milestone waits for with ranges written out, in order of their ids: milestones, then gates, then `*`.
    pub fn waits_for(&self, key: Key<Milestone>) -> &[Waiting] {
        &self.near[key.index()].waits_for
    }

    /// The milestones of a phase, in order of their ids.
    pub fn members(&self, phase: Key<Phase>) -> &[Key<Milestone>] {
        &self.members[phase.index()]
    }

    fn neighbors(&self, node: NodeIndex, direction: Direction) -> Vec<Key<Milestone>> {
        let mut found = Vec::new();
        for neighbor in self.graph.neighbors_directed(node, direction) {
            match self.graph[neighbor] {
                Node::Milestone(key) => found.push(key),
                Node::Gate(_) => {
                    let beyond = self.graph.neighbors_directed(neighbor, direction);
                    found.extend(beyond.filter_map(|n| match self.graph[n] {
                        Node::Milestone(key) => Some(key),
                        Node::Gate(_) => None,
                    }));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn link_gates(&mut self, program: &Program) {
        for (key, milestone) in program.milestones.iter() {
            if let Some(phase) = milestone.phase {
                let link = Edge { kind: LinkKind::FinishStart, lag: None, entry: None };
                self.graph.add_edge(self.milestone(key), self.gate(phase), link);
            }
        }
    }

    fn link_milestones(&mut self, program: &Program) {
        for (key, milestone) in program.milestones.iter() {
            for (entry, dependency) in (0u32..).zip(&milestone.depends_on) {
                let link = Edge {
                    kind: dependency.kind,
                    lag: dependency.lag.map(|lag| lag.value),
                    entry: Some(entry),
                };
                let to = self.milestone(key);
                match &dependency.on.value {
                    Predecessor::Milestone(on) => self.add(self.milestone(*on), to, link),
                    Predecessor::Phase(phase) => self.add(self.gate(*phase), to, link),
                    Predecessor::Range(members) => {
                        for on in members {
                            self.add(self.milestone(*on), to, link);
                        }
                    }
                    Predecessor::Everything => {}
                }
            }
        }
    }

    /// An edge unless it would tie a node to itself.
    fn add(&mut self, from: NodeIndex, to: NodeIndex, link: Edge) {
        if from != to {
            self.graph.add_edge(from, to, link);
        }
    }

    /// `*`: everything that does not wait for the milestone. Of two such milestones the later id waits for the earlier.
    fn link_everything(&mut self, program: &Program) {
        fn stars(milestone: &Milestone) -> impl Iterator<Item = (u32, &Dependency)> {
            (0u32..).zip(&milestone.depends_on).filter(|(_, d)| d.on.value == Predecessor::Everything)
        }
        for (key, milestone) in program.milestones.iter() {
            if stars(milestone).next().is_none() {
                continue;
            }
            let behind = self.reachable(self.milestone(key));
            for (other, candidate) in program.milestones.iter() {
                let later_star = other > key && stars(candidate).next().is_some();
                if other == key || behind[other.index()] || later_star {
                    continue;
                }
                for (entry, dependency) in stars(milestone) {
                    let lag = dependency.lag.map(|lag| lag.value);
                    let link = Edge { kind: dependency.kind, lag, entry: Some(entry) };
                    self.graph.add_edge(self.milestone(other), self.milestone(key), link);
                }
            }
        }
    }

    /// For each node, whether it waits for `from`, directly or not.
    pub fn reachable(&self, from: NodeIndex) -> Vec<bool> {
        let mut seen = vec![false; self.graph.node_count()];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            for next in self.graph.neighbors(node) {
                if !std::mem::replace(&mut seen[next.index()], true) {
                    open.push(next);
                }
            }
        }
        seen
    }

    /// By key of a milestone: the first of those in `from` for which it waits, directly or not.
    pub fn behind(&self, from: &[Key<Milestone>]) -> Vec<Option<Key<Milestone>>> {
        let mut first = vec![None; self.near.len()];
        for &start in from {
            let mut open = vec![start];
            while let Some(key) = open.pop() {
                for next in self.successors(key) {
                    // Whatever waits for one that is found already is found with it.
                    if *next != start && first[next.index()].is_none() {
                        first[next.index()] = Some(start);
                        open.push(*next);
                    }
                }
            }
        }
        first
    }

    /// All edges between nodes with their links, in the order they were written.
    pub fn edges(&self) -> impl Iterator<Item = (Node, Node, Edge)> {
        self.graph.edge_references().map(|e| (self.graph[e.source()], self.graph[e.target()], *e.weight()))
    }
}

/// What a milestone waits for as pages and programs read it: ranges written out, phases and `*` as they are.
fn waits_for(program: &Program, key: Key<Milestone>) -> Vec<Waiting> {
    let mut waits = Vec::new();
    for dependency in &program.milestones[key].depends_on {
        let (lag, elapsed) = match dependency.lag.map(|lag| lag.value) {
            Some(Length::Elapsed(days)) => (days, true),
            Some(Length::Working(days)) => (days, false),
            None => (0, false),
        };
        let waiting = |on| Waiting { on, kind: dependency.kind, lag, elapsed };
        match &dependency.on.value {
            Predecessor::Milestone(on) => waits.push(waiting(WaitingOn::Milestone(*on))),
            Predecessor::Phase(on) => waits.push(waiting(WaitingOn::Gate(*on))),
            Predecessor::Range(members) => {
                let others = members.iter().filter(|on| **on != key);
                waits.extend(others.map(|on| waiting(WaitingOn::Milestone(*on))));
            }
            Predecessor::Everything => waits.push(waiting(WaitingOn::Everything)),
        }
    }
    waits.sort_unstable();
    waits.dedup();
    waits
}
