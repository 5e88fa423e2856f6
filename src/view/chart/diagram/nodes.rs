//! Milestones and gates as nodes.

use super::{Dependencies, DiagramNode, NodeKind, Place};
use crate::{
    analyse::{GateAnalysis, graph::Node},
    model::{Entity, Key, Milestone, Phase, Subject},
};

impl Dependencies<'_> {
    /// A node, with links as seen from `page`.
    pub(super) fn node(&self, node: usize, place: Place) -> DiagramNode {
        let mut drawn = match self.what(node) {
            Node::Milestone(key) => self.milestone_node(key),
            Node::Gate(key) => self.gate_node(key),
        };
        if place == Place::Center {
            drawn.href.clear();
        }
        DiagramNode { place, ..drawn }
    }

    /// Whether a milestone has no float; a gate, whether the milestone it waits for longest has none.
    pub(super) fn is_critical(&self, node: usize) -> bool {
        match self.what(node) {
            Node::Milestone(key) => self.milestone_is_critical(key),
            Node::Gate(key) => {
                self.gate_analysis(key).driving.is_some_and(|key| self.milestone_is_critical(key))
            }
        }
    }

    pub(super) fn milestone_is_critical(&self, key: Key<Milestone>) -> bool {
        self.now().milestone(key).schedule.as_ref().is_ok_and(|placement| placement.critical)
    }

    pub(super) fn gate_analysis(&self, key: Key<Phase>) -> &GateAnalysis {
        &self.now().phases[key.index()].gate
    }

    /// Whether an active blocker names a milestone.
    fn is_held(&self, key: Key<Milestone>) -> bool {
        let naming = self.cx.blockers_naming_milestone(key);
        naming.into_iter().any(|blocker| self.now().blockers[blocker.index()].active)
    }

    fn milestone_node(&self, key: Key<Milestone>) -> DiagramNode {
        let (milestone, analysis) = (&self.cx.program.milestones[key], self.now().milestone(key));
        let done = !analysis.progress.is_open();
        DiagramNode {
            id: milestone.head().id.to_string(),
            title: milestone.head().title.clone(),
            href: self.cx.addresses.of(Subject::Milestone(key)).to_owned(),
            kind: NodeKind::Milestone,
            owner: analysis.facts.owner.as_ref().map(|fact| self.cx.program.calls(&fact.value).to_owned()),
            detail: String::new(),
            status: Some(analysis.life_cycle()),
            rag: analysis.verdict.shown.begun(),
            percent: analysis.percent().map(|percent| percent.min(100)),
            critical: self.milestone_is_critical(key),
            blocked: !done && self.is_held(key),
            band: None,
            place: Place::Inside,
        }
    }

    pub(super) fn gate_node(&self, key: Key<Phase>) -> DiagramNode {
        let (phase, gate) = (&self.cx.program.phases[key], self.gate_analysis(key));
        let decision = gate.facts.decision.as_ref().map_or("pending", |fact| fact.value.word());
        DiagramNode {
            id: format!("{} gate", phase.head().id),
            title: phase.head().title.clone(),
            href: format!("{}#gate", self.cx.addresses.of(Subject::Phase(key))),
            kind: NodeKind::Gate,
            owner: phase.owner.as_ref().map(|owner| self.cx.program.calls(owner).to_owned()),
            detail: decision.replace('_', " "),
            status: None,
            rag: None,
            percent: None,
            critical: self.is_critical(self.gate(key)),
            blocked: false,
            band: None,
            place: Place::Inside,
        }
    }
}
