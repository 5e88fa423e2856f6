//! Diagrams of services and of decisions.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DiagramEdge, DiagramNode, DiagramView, EdgeKind, MOST_NEIGHBORS, MOST_NODES, NodeKind, Omitted, Place,
};
use crate::{
    analyse::Agreements,
    model::{Contract, Decision, Entity, Key, Mechanism, Service, Subject},
    say::words::counted,
    view::Context,
};

/// What one service does with another under contracts, or what it does without.
#[derive(Default)]
struct Use {
    ways: BTreeSet<Mechanism>,
    purposes: Vec<String>,
    contract: Option<Key<Contract>>,
}

/// Most services in one diagram: with a word on every line between them, more are a thicket.
const MOST_SERVICES: usize = 40;

/// By the service used, and whether there is no contract.
type Uses = BTreeMap<(Key<Service>, bool), Use>;

impl Context<'_> {
    /// The services and what they use of each other; of very many those that are joined to most others.
    pub fn services_map(&self) -> DiagramView {
        let mut keys: Vec<Key<Service>> = self.program.services.keys().collect();
        let more = keys.len().saturating_sub(MOST_SERVICES);
        if more > 0 {
            let joined = self.joined();
            keys.sort_by_key(|key| (std::cmp::Reverse(joined.get(key).copied().unwrap_or(0)), *key));
            keys.truncate(MOST_SERVICES);
            keys.sort_unstable();
        }
        let title = format!("Services of {}", self.program.settings.title);
        let reason = "so that the diagram stays readable: those joined to most others come first, and each has a map of its own";
        self.services(title, &keys, |_| Place::Inside, Omitted::some(more, "service", reason))
    }

    /// How often each service uses another or is used.
    fn joined(&self) -> BTreeMap<Key<Service>, usize> {
        let mut joined = BTreeMap::new();
        for (user, service) in self.program.services.iter() {
            for used in service.depends_on.iter().map(|dependency| dependency.service.value) {
                *joined.entry(user).or_default() += 1;
                *joined.entry(used).or_default() += 1;
            }
        }
        joined
    }

    /// A service with those it uses and those that use it.
    pub fn service_map(&self, key: Key<Service>) -> DiagramView {
        let touching = self.program.services.iter().flat_map(|(user, service)| {
            service.depends_on.iter().filter_map(move |dependency| match (user, dependency.service.value) {
                (user, used) if user == key => Some(used),
                (user, used) if used == key => Some(user),
                _ => None,
            })
        });
        let mut shown: BTreeSet<Key<Service>> = touching.filter(|other| *other != key).collect();
        let more = shown.len().saturating_sub(MOST_NEIGHBORS);
        shown = shown.into_iter().take(MOST_NEIGHBORS).collect();
        shown.insert(key);
        let keys: Vec<Key<Service>> = shown.into_iter().collect();
        let place = |other| if other == key { Place::Center } else { Place::Inside };
        let title = format!("Services around {}", self.program.services[key].head().title);
        let mut view =
            self.services(title, &keys, place, Omitted::some(more, "more service", "there are too many"));
        let center = keys.iter().position(|other| *other == key).unwrap_or_default();
        view.edges.retain(|edge| edge.from == center || edge.to == center);
        view
    }

    /// The decisions that replace another, and those replaced; empty where there are none.
    pub fn decisions_map(&self) -> DiagramView {
        let keys: BTreeSet<Key<Decision>> =
            self.replacements().pairs().flat_map(|(old, new)| [old, new]).collect();
        let more = keys.len().saturating_sub(MOST_NODES);
        let keys = keys.into_iter().take(MOST_NODES).collect();
        self.replaced("Decisions that replace others".to_owned(), &keys, more)
    }

    fn replaced(&self, title: String, keys: &BTreeSet<Key<Decision>>, more: usize) -> DiagramView {
        let at: BTreeMap<Key<Decision>, usize> =
            keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let newer =
            keys.iter().flat_map(|old| self.replacements().newer(*old).iter().map(move |new| (old, new)));
        let edges: Vec<DiagramEdge> = newer
            .filter_map(|(old, new)| Some(plain(*at.get(old)?, *at.get(&new.other)?, EdgeKind::Supersedes)))
            .collect();
        DiagramView {
            title,
            description: format!(
                "{}, {}.",
                counted(keys.len(), "decision"),
                counted(edges.len(), "replacement")
            ),
            nodes: keys.iter().map(|key| self.decision_node(*key, false)).collect(),
            edges,
            bands: Vec::new(),
            omitted: Omitted::some(more, "decision", "there are too many").into_iter().collect(),
        }
    }

    fn services(
        &self,
        title: String,
        keys: &[Key<Service>],
        place: impl Fn(Key<Service>) -> Place,
        omitted: Option<Omitted>,
    ) -> DiagramView {
        let at: BTreeMap<Key<Service>, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let mut edges = Vec::new();
        let agreements = self.agreements();
        for (from, key) in keys.iter().enumerate() {
            for ((used, _), what) in self.used_together(*key, agreements) {
                let Some(to) = at.get(&used).copied() else { continue };
                edges.push(self.use_edge((from, to), (*key, used), &what));
            }
        }
        let bare = edges.iter().filter(|edge| edge.kind == EdgeKind::UsesWithoutContract).count();
        let contracts = match bare {
            0 => "Each has a contract.".to_owned(),
            n => format!("{} without a contract.", counted(n, "dependency")),
        };
        DiagramView {
            title,
            description: format!(
                "{}, {}. {contracts}",
                counted(keys.len(), "service"),
                counted(edges.len(), "dependency")
            ),
            nodes: keys.iter().map(|key| self.service_node(*key, place(*key))).collect(),
            edges,
            bands: Vec::new(),
            omitted: omitted.into_iter().collect(),
        }
    }

    /// What a service uses: each other service once, twice where a contract covers only some of it.
    fn used_together(&self, key: Key<Service>, agreements: &Agreements) -> Uses {
        let dependencies = &self.program.services[key].depends_on;
        let mut uses = Uses::new();
        for dependency in dependencies.iter().filter(|dependency| dependency.service.value != key) {
            let used = dependency.service.value;
            let contract = agreements.behind(self.program, key, dependency).first().copied();
            let what = uses.entry((used, contract.is_none())).or_default();
            what.ways.extend(dependency.via);
            what.purposes.extend(dependency.purpose.clone());
            what.contract = what.contract.or(contract);
        }
        uses
    }

    fn use_edge(
        &self,
        (from, to): (usize, usize),
        (user, used): (Key<Service>, Key<Service>),
        what: &Use,
    ) -> DiagramEdge {
        let contract = what.contract;
        let label = what.ways.iter().map(|way| way.label()).collect::<Vec<_>>().join(", ");
        let id = |key| &self.program.services[key].head().id;
        let mut name = format!("{} uses {}", id(user), id(used));
        if !label.is_empty() {
            name.push_str(&format!(" by {label}"));
        }
        if !what.purposes.is_empty() {
            name.push_str(&format!(" for {}", what.purposes.join(", ")));
        }
        name.push_str(&match contract {
            Some(key) => format!(", contract {}", self.program.contracts[key].head().title),
            None => ", without a contract".to_owned(),
        });
        let href = contract.map(|key| self.addresses.of(Subject::Contract(key)).to_owned());
        let kind = if contract.is_some() { EdgeKind::Uses } else { EdgeKind::UsesWithoutContract };
        DiagramEdge { label, name, href: href.unwrap_or_default(), ..plain(from, to, kind) }
    }

    fn service_node(&self, key: Key<Service>, place: Place) -> DiagramNode {
        let service = &self.program.services[key];
        let href = self.addresses.of(Subject::Service(key)).to_owned();
        DiagramNode {
            owner: service.owner.as_ref().map(|owner| self.program.calls(owner).to_owned()),
            detail: service.lifecycle.clone().unwrap_or_default(),
            href: if place == Place::Center { String::new() } else { href },
            place,
            ..bare_node(&service.head.id, &service.head.title, NodeKind::Service)
        }
    }

    pub(super) fn decision_node(&self, key: Key<Decision>, center: bool) -> DiagramNode {
        let decision = &self.program.decisions[key];
        let href = self.addresses.of(Subject::Decision(key)).to_owned();
        DiagramNode {
            detail: decision.status.as_ref().map_or("", |status| status.value.word()).to_owned(),
            href: if center { String::new() } else { href },
            place: if center { Place::Center } else { Place::Inside },
            ..bare_node(&decision.head.id, &decision.head.title, NodeKind::Decision)
        }
    }
}

pub(super) fn bare_node(id: &str, title: &str, kind: NodeKind) -> DiagramNode {
    DiagramNode {
        id: id.to_owned(),
        title: title.to_owned(),
        href: String::new(),
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

pub(super) fn plain(from: usize, to: usize, kind: EdgeKind) -> DiagramEdge {
    let (label, name, href) = Default::default();
    DiagramEdge { from, to, kind, critical: false, label, name, href }
}
