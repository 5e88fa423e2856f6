//! The dependencies of a program as diagrams: the whole of it, a phase, the surroundings of a milestone.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::{
    Arc, DiagramBand, DiagramEdge, DiagramView, EdgeKind, MOST_NODES, NodeKind, Omitted, Place, reduced,
};
use crate::{
    analyse::{
        Analysis,
        graph::{Edge, Node},
    },
    date::Length,
    model::{Entity, Key, LinkKind, Milestone, Phase, Subject},
    say::words::{counted, listed},
    view::Context,
};

/// So many neighbors outside a phase are drawn beside its own milestones.
const MOST_OUTSIDE: usize = 10;
/// Most milestones of a phase on its page, where chart and list stand as well.
const MOST_OF_PHASE: usize = 24;

/// Who waits for whom, without what follows from the rest. Made once for all diagrams of a site.
pub struct Dependencies<'a> {
    pub(super) cx: &'a Context<'a>,
    links: Vec<MapLink>,
    /// By node: the links that lead to it, and from it.
    into: Vec<Vec<usize>>,
    out_of: Vec<Vec<usize>>,
}

/// One or more dependencies between the same two nodes.
struct MapLink {
    from: usize,
    to: usize,
    /// What is unusual about it.
    label: String,
    critical: bool,
}

impl Context<'_> {
    /// The dependencies, to be drawn.
    pub fn dependencies(&self) -> Dependencies<'_> {
        Dependencies::new(self)
    }
}

impl<'a> Dependencies<'a> {
    fn new(cx: &'a Context<'a>) -> Self {
        let graph = cx.graph.petgraph();
        let mut by_ends: BTreeMap<(usize, usize), Vec<Edge>> = BTreeMap::new();
        for edge in graph.raw_edges() {
            let ends = (edge.source().index(), edge.target().index());
            by_ends.entry(ends).or_default().push(edge.weight);
        }
        let mut map = Dependencies {
            cx,
            links: Vec::new(),
            into: vec![Vec::new(); graph.node_count()],
            out_of: vec![Vec::new(); graph.node_count()],
        };
        let all: Vec<MapLink> = by_ends
            .iter()
            .map(|(&(from, to), links)| MapLink {
                from,
                to,
                label: label(links),
                critical: map.drives(from, to),
            })
            .collect();
        let arcs: Vec<Arc> = all
            .iter()
            .zip(by_ends.values())
            .map(|(link, links)| Arc {
                from: link.from,
                to: link.to,
                binds: links.iter().any(binds),
                kept: link.critical || !link.label.is_empty(),
            })
            .collect();
        let stays = reduced(graph.node_count(), &arcs);
        map.links = all.into_iter().zip(stays).filter_map(|(link, stays)| stays.then_some(link)).collect();
        for (at, link) in map.links.iter().enumerate() {
            map.into[link.to].push(at);
            map.out_of[link.from].push(at);
        }
        map
    }

    /// The whole program: all milestones and gates, or phases and gates where there are too many.
    pub fn program(&self) -> DiagramView {
        let program = self.cx.program;
        let title = format!("Dependencies of {}", program.settings.title);
        if program.milestones.len() > MOST_NODES && !program.phases.is_empty() {
            return super::overview::phases(self, title);
        }
        let (keys, omitted) = self.most(program.milestones.keys().collect(), MOST_NODES);
        let mut nodes: Vec<usize> = keys.iter().map(|key| key.index()).collect();
        nodes.extend(program.phases.keys().map(|key| self.gate(key)).filter(|gate| !self.is_lone(*gate)));
        let mut view = self.view(title, &nodes, |_| Place::Inside, omitted);
        self.band(&mut view, &nodes);
        view.description = self.description(&view);
        view
    }

    /// A phase: its milestones, its gate, and what they directly wait for or hold up elsewhere.
    pub fn phase(&self, key: Key<Phase>) -> DiagramView {
        let members = &self.now().phases[key.index()].milestones;
        let (keys, mut omitted) = self.most(members.clone(), MOST_OF_PHASE);
        let mut nodes: Vec<usize> = keys.iter().map(|key| key.index()).collect();
        nodes.extend((!keys.is_empty()).then(|| self.gate(key)));
        let inside: BTreeSet<usize> = nodes.iter().copied().collect();
        // what is left out of the phase itself is no neighbor of it
        let own: BTreeSet<usize> = members.iter().map(|key| key.index()).collect();
        let (mut outside, more) = self.around(&inside, &own, MOST_OUTSIDE);
        omitted.extend(Omitted::some(more, "further neighbor", "outside the phase"));
        nodes.append(&mut outside);
        let place = |node| if inside.contains(&node) { Place::Inside } else { Place::Outside };
        let title = format!("Dependencies of {}", self.cx.plain_link(Subject::Phase(key)).text);
        let mut view = self.view(title, &nodes, place, omitted);
        view.description = self.description(&view);
        view
    }

    /// What the diagram says in a sentence or two.
    pub(super) fn description(&self, view: &DiagramView) -> String {
        let of = |kind| view.nodes.iter().filter(move |node| node.kind == kind);
        let mut things = vec![counted(of(NodeKind::Milestone).count(), "milestone")];
        let gates = of(NodeKind::Gate).count();
        things.extend((gates > 0).then(|| counted(gates, "gate")));
        let critical: Vec<&str> =
            of(NodeKind::Milestone).filter(|node| node.critical).map(|node| node.id.as_str()).collect();
        let path = match critical.as_slice() {
            [] => "None of them is critical.".to_owned(),
            ids => format!("Critical: {}.", ids.join(", ")),
        };
        format!("{}, {}. {path}", listed(&things), counted(view.edges.len(), "dependency"))
    }

    /// A view of those nodes and what joins them; edges between two outsiders are no part of it.
    pub(super) fn view(
        &self,
        title: String,
        nodes: &[usize],
        place: impl Fn(usize) -> Place,
        omitted: Vec<Omitted>,
    ) -> DiagramView {
        let at: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let outside = |node: &usize| place(*node) == Place::Outside;
        let links = nodes.iter().flat_map(|node| &self.out_of[*node]).map(|link| &self.links[*link]);
        let edges = links
            .filter(|link| !(outside(&link.from) && outside(&link.to)))
            .filter_map(|link| Some(edge(link, *at.get(&link.from)?, *at.get(&link.to)?)));
        let edges = edges.collect();
        let nodes = nodes.iter().map(|node| self.node(*node, place(*node))).collect();
        DiagramView { title, nodes, edges, omitted, ..DiagramView::default() }
    }

    /// Nodes that a link joins to `inside` and that are none of the phase's `own`, and how many more there are than `limit`.
    fn around(&self, inside: &BTreeSet<usize>, own: &BTreeSet<usize>, limit: usize) -> (Vec<usize>, usize) {
        let found: BTreeSet<usize> = inside
            .iter()
            .flat_map(|node| self.neighbors(*node))
            .filter(|node| !inside.contains(node) && !own.contains(node))
            .collect();
        let count = found.len();
        (found.into_iter().take(limit).collect(), count.saturating_sub(limit))
    }

    /// What a node waits for, then what waits for it.
    pub(super) fn neighbors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.before(node).chain(self.behind(node))
    }

    /// All links: from, to, on the critical path.
    pub(super) fn all_links(&self) -> impl Iterator<Item = (usize, usize, bool)> + '_ {
        self.links.iter().map(|link| (link.from, link.to, link.critical))
    }

    pub(super) fn before(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.into[node].iter().map(|link| self.links[*link].from)
    }

    pub(super) fn behind(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.out_of[node].iter().map(|link| self.links[*link].to)
    }

    /// At most so many milestones: critical ones first, then open ones.
    fn most(&self, mut keys: Vec<Key<Milestone>>, most: usize) -> (Vec<Key<Milestone>>, Vec<Omitted>) {
        let more = keys.len().saturating_sub(most);
        if more > 0 {
            let done = |key: &Key<Milestone>| !self.now().milestone(*key).progress.is_open();
            keys.sort_by_key(|key| (done(key), !self.is_critical(key.index()), *key));
            keys.truncate(most);
            keys.sort_unstable();
        }
        let reason = "so that the diagram stays readable: the critical ones and those not done come first";
        (keys, Omitted::some(more, "milestone", reason).into_iter().collect())
    }

    /// Ties nodes to their phases.
    fn band(&self, view: &mut DiagramView, nodes: &[usize]) {
        let phases: Vec<Option<Key<Phase>>> = nodes.iter().map(|node| self.phase_of(*node)).collect();
        let present: BTreeSet<Key<Phase>> = phases.iter().flatten().copied().collect();
        let at: BTreeMap<Key<Phase>, usize> =
            present.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        for (node, phase) in view.nodes.iter_mut().zip(&phases) {
            node.band = phase.and_then(|phase| at.get(&phase).copied());
        }
        let band = |key: &Key<Phase>| {
            let head = self.cx.program.phases[*key].head();
            let href = self.cx.addresses.of(Subject::Phase(*key)).to_owned();
            DiagramBand { id: head.id.to_string(), title: head.title.clone(), href }
        };
        view.bands = present.iter().map(band).collect();
    }

    fn phase_of(&self, node: usize) -> Option<Key<Phase>> {
        match self.what(node) {
            Node::Milestone(key) => self.cx.program.milestones[key].phase,
            Node::Gate(key) => Some(key),
        }
    }

    pub(super) fn gate(&self, key: Key<Phase>) -> usize {
        self.cx.graph.gate(key).index()
    }

    fn is_lone(&self, node: usize) -> bool {
        self.into[node].is_empty() && self.out_of[node].is_empty()
    }

    /// What a node of the graph is.
    pub(super) fn what(&self, node: usize) -> Node {
        self.cx.graph.petgraph()[NodeIndex::new(node)]
    }

    pub(super) fn now(&self) -> &'a Analysis {
        self.cx.now()
    }

    /// Whether the first gives the second its dates, on the critical path.
    fn drives(&self, from: usize, to: usize) -> bool {
        match (self.what(from), self.what(to)) {
            (Node::Milestone(from), Node::Gate(to)) => {
                self.gate_analysis(to).driving == Some(from) && self.milestone_is_critical(from)
            }
            (from, Node::Milestone(to)) => {
                let subject = match from {
                    Node::Milestone(key) => Subject::Milestone(key),
                    Node::Gate(key) => Subject::Phase(key),
                };
                let placed = self.now().milestone(to).schedule.as_ref();
                placed.is_ok_and(|placed| placed.critical && placed.driving == Some(subject))
            }
            (Node::Gate(_), Node::Gate(_)) => false,
        }
    }
}

fn edge(link: &MapLink, from: usize, to: usize) -> DiagramEdge {
    let (label, name) = (link.label.clone(), String::new());
    DiagramEdge { from, to, kind: EdgeKind::Needs, critical: link.critical, label, name, href: String::new() }
}

/// Whether a dependency makes the successor wait for all of the predecessor.
fn binds(link: &Edge) -> bool {
    link.kind == LinkKind::FinishStart && link.lag.is_none_or(|lag| lag.days() >= 0)
}

/// `SS`, `FS +2 d`, `FF −3 ed`; empty for a plain wait.
fn label(links: &[Edge]) -> String {
    let words = |link: &Edge| {
        let unit = if matches!(link.lag, Some(Length::Elapsed(_))) { "ed" } else { "d" };
        match (link.kind, link.lag.map_or(0, Length::days)) {
            (LinkKind::FinishStart, 0) => String::new(),
            (kind, 0) => kind.word().to_owned(),
            (kind, days) => {
                let sign = if days < 0 { '\u{2212}' } else { '+' };
                format!("{} {sign}{} {unit}", kind.word(), days.unsigned_abs())
            }
        }
    };
    let words: BTreeSet<String> = links.iter().map(words).filter(|words| !words.is_empty()).collect();
    words.into_iter().collect::<Vec<_>>().join(", ")
}
