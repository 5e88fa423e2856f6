//! What a diagram of dependencies shows, as plain data: nodes, edges, and the words for them.
//!
//! [`Dependencies`] makes the diagrams of milestones, phases and gates; [`Context`](crate::view::Context) has those of
//! services and decisions. A diagram must not know colors, coordinates or HTML.

mod around;
mod dependencies;
mod neighborhood;
mod nodes;
mod overview;
mod records;
mod reduction;

pub use dependencies::Dependencies;
pub use reduction::{Arc, reduced};

use serde::Serialize;

use crate::model::{LifeCycle, Rag};
use crate::say::{
    state::{color, life_cycle},
    words::{counted, first_of},
};

/// Most milestones (or services) in one diagram; more than these nobody can follow.
pub const MOST_NODES: usize = 150;
/// Most nodes in the diagram of one thing's surroundings.
pub const MOST_NEIGHBORS: usize = 30;

/// A diagram of what waits for what. Nodes stand in the order of their ids, gates last.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DiagramView {
    /// What the diagram is called.
    pub title: String,
    /// A sentence or two for those who cannot see the picture.
    pub description: String,
    /// What is joined.
    pub nodes: Vec<DiagramNode>,
    /// What joins it.
    pub edges: Vec<DiagramEdge>,
    /// The phases that the nodes belong to; empty where they are not to be told apart.
    pub bands: Vec<DiagramBand>,
    /// What was left out, and why.
    pub omitted: Vec<Omitted>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiagramNode {
    /// The id that people know it by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a path from the site's root; empty for the thing that page is about.
    pub href: String,
    /// What it is.
    pub kind: NodeKind,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A fact in a word or two: `pending`, `production`.
    pub detail: String,
    /// Where it stands in its life; `None` for what has none.
    pub status: Option<LifeCycle>,
    /// Its color.
    pub rag: Option<Rag>,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// No total float.
    pub critical: bool,
    /// A blocker is on it.
    pub blocked: bool,
    /// Index of its phase among the bands.
    pub band: Option<usize>,
    /// How it belongs to the diagram.
    pub place: Place,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A milestone.
    Milestone,
    /// The gate at the end of a phase.
    Gate,
    /// All milestones of a phase in one.
    Phase,
    /// A service.
    Service,
    /// A decision.
    Decision,
    /// A thing of another kind that people know by its id.
    Thing,
    /// A text, a person, a team: people know it by its title.
    Page,
}

/// How a node belongs to a diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The diagram is about it.
    Center,
    /// It is part of what the diagram is about.
    Inside,
    /// It only touches what the diagram is about.
    Outside,
}

/// An edge, from what comes first to what waits for it; from the user of a service to the service.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiagramEdge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it leads to.
    pub to: usize,
    /// What it means.
    pub kind: EdgeKind,
    /// It lies on the critical path.
    pub critical: bool,
    /// Words beside it: `SS +2 d`, `gRPC`. Empty for the usual.
    pub label: String,
    /// What it says as a sentence; empty where its ends say it all.
    pub name: String,
    /// Where its label leads; may be empty.
    pub href: String,
}

/// What an edge means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeKind {
    /// The second waits for the first.
    Needs,
    /// The first uses the second.
    Uses,
    /// The same, without a contract between them.
    UsesWithoutContract,
    /// The second replaces the first.
    Supersedes,
    /// The words beside it say what the first is to the second.
    Tied,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagramBand {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// Something a diagram leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Omitted {
    /// What: `12 milestones`.
    pub what: String,
    /// Why, as the end of a sentence: `more than two steps away`.
    pub reason: String,
}

impl Omitted {
    /// `12 milestones are not shown: ...`; nothing where there are none.
    fn some(count: usize, thing: &str, reason: &str) -> Option<Self> {
        (count > 0).then(|| Omitted { what: counted(count, thing), reason: reason.to_owned() })
    }

    /// The whole as a sentence.
    pub fn sentence(&self) -> String {
        format!("Not shown: {}, {}.", self.what, self.reason)
    }
}

impl DiagramView {
    /// A node in a sentence, with what it waits for: the name of its link and its tooltip.
    pub fn spoken(&self, node: usize) -> String {
        let Some(this) = self.nodes.get(node) else { return String::new() };
        let mut parts = vec![this.heading()];
        parts.extend(this.facts());
        let ends = |kinds: &[EdgeKind], from: bool| -> Vec<&str> {
            let here = |edge: &&DiagramEdge| {
                kinds.contains(&edge.kind) && node == if from { edge.from } else { edge.to }
            };
            let other = |edge: &DiagramEdge| if from { edge.to } else { edge.from };
            let nodes = self.edges.iter().filter(here).filter_map(|edge| self.nodes.get(other(edge)));
            nodes.map(|other| other.id.as_str()).collect()
        };
        let relations = [
            ("waits for", ends(&[EdgeKind::Needs], false)),
            ("uses", ends(&[EdgeKind::Uses, EdgeKind::UsesWithoutContract], true)),
            ("replaces", ends(&[EdgeKind::Supersedes], false)),
        ];
        for (verb, ids) in relations {
            parts.extend((!ids.is_empty()).then(|| format!("{verb} {}", some_of(&ids))));
        }
        parts.join(", ")
    }
}

impl DiagramNode {
    /// Id and title, the id not twice.
    pub fn heading(&self) -> String {
        match self.short_title() {
            "" => self.id.clone(),
            title if self.id.is_empty() => title.to_owned(),
            title if self.kind == NodeKind::Gate => format!("{} of {title}", self.id),
            title => format!("{} {title}", self.id),
        }
    }

    /// The title without the id, where it begins with it or is it.
    pub fn short_title(&self) -> &str {
        let rest = self.title.strip_prefix(self.id.as_str()).unwrap_or(&self.title);
        let goes_on = rest.starts_with(|c: char| c.is_alphanumeric());
        if goes_on { &self.title } else { rest.trim_start_matches([' ', ':', '.', '-', '–', '—']) }
    }

    fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        facts.extend((!self.detail.is_empty()).then(|| self.detail.clone()));
        facts.extend(self.status.map(|status| life_cycle(status).to_owned()));
        facts.extend(self.rag.map(|rag| color(rag).to_owned()));
        if self.status != Some(LifeCycle::Done) {
            facts.extend(self.percent.map(|percent| format!("{percent}% complete")));
        }
        facts.extend((self.blocked && self.status != Some(LifeCycle::Blocked)).then(|| "blocked".to_owned()));
        facts.extend(self.critical.then(|| "on the critical path".to_owned()));
        facts.extend(self.owner.as_ref().map(|owner| format!("owner {owner}")));
        facts
    }
}

/// Most names in a list inside a sentence.
const MOST_NAMES: usize = 8;

/// `a, b and c`; long lists end in `and 12 more`.
fn some_of(names: &[&str]) -> String {
    let named = if names.len() > MOST_NAMES { MOST_NAMES - 1 } else { names.len() };
    first_of(&names[..named], names.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_names_end() {
        assert_eq!(some_of(&["a", "b", "c"]), "a, b and c");
        let many: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(some_of(&many), "0, 1, 2, 3, 4, 5, 6 and 13 more");
        assert_eq!(some_of(&many[..8]), "0, 1, 2, 3, 4, 5, 6 and 7");
    }
}
