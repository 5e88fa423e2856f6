//! The surroundings of a thing of any kind: all that it waits for or holds up, its parts, what it is a part of; of a decision also
//! the others that it replaces, amends, or has to do with.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    DiagramEdge, DiagramNode, DiagramView, EdgeKind, MOST_NEIGHBORS, NodeKind, Omitted, Place,
    records::{bare_node, plain},
};
use crate::{
    model::{Decision, Key, Subject, Tie},
    say::words::{counted, tie_words},
    view::Context,
};

/// Of two things, what the first is to the second.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    from: Subject,
    to: Subject,
    kind: EdgeKind,
    /// What stands beside it.
    label: &'static str,
}

impl Context<'_> {
    /// A thing with all its direct neighbors; without edges where it has none.
    pub fn around(&self, subject: Subject) -> DiagramView {
        self.picture(subject, self.direct(subject), 0)
    }

    /// A decision with all its direct neighbors, and with what it replaces and what replaces it, directly or not.
    pub fn decision_map(&self, key: Key<Decision>) -> DiagramView {
        let (chain, more) = self.replacements().around(key, MOST_NEIGHBORS);
        let mut lines = self.direct(Subject::Decision(key));
        let replaced = chain.iter().flat_map(|old| {
            let newer = self.replacements().newer(*old).iter().filter(|new| chain.contains(&new.other));
            newer.map(|new| replaces(*old, new.other))
        });
        lines.extend(replaced);
        self.picture(Subject::Decision(key), lines, more)
    }

    /// What a thing is to others, and they to it.
    fn direct(&self, subject: Subject) -> BTreeSet<Line> {
        let relations = &self.program.relations;
        let waits = |from, to| Line { from, to, kind: EdgeKind::Needs, label: "" };
        let part = |from, to| Line { from, to, kind: EdgeKind::Tied, label: "part of" };
        let mut lines = BTreeSet::new();
        lines.extend(relations.to(subject, Tie::WaitsFor).map(|first| waits(first, subject)));
        lines.extend(relations.from(subject, Tie::WaitsFor).map(|next| waits(subject, next)));
        lines.extend(relations.to(subject, Tie::PartOf).map(|whole| part(subject, whole)));
        lines.extend(relations.from(subject, Tie::PartOf).map(|piece| part(piece, subject)));
        match subject {
            Subject::Task(key) => {
                let milestone = self.program.tasks[key].milestone.map(Subject::Milestone);
                lines.extend(milestone.map(|milestone| part(subject, milestone)));
            }
            Subject::Decision(key) => lines.extend(self.tied(key)),
            _ => {}
        }
        lines
    }

    /// The other decisions that one has to do with, whichever of the two says so.
    fn tied(&self, key: Key<Decision>) -> Vec<Line> {
        let mut lines: Vec<Line> =
            self.replacements().older(key).iter().map(|old| replaces(old.other, key)).collect();
        lines.extend(self.replacements().newer(key).iter().map(|new| replaces(key, new.other)));
        let own = self.program.decisions[key].relations.iter().map(|relation| (key, *relation));
        for (own, relation) in own.chain(self.named_in().relations(key).iter().copied()) {
            let other = relation.other.value;
            if own == other {
                continue;
            }
            // said from either end, it is one line
            let (from, to) = if relation.back { (other, own) } else { (own, other) };
            let label = tie_words(relation.tie, false).1;
            let (from, to) = (Subject::Decision(from), Subject::Decision(to));
            lines.push(Line { from, to, kind: EdgeKind::Tied, label });
        }
        lines
    }

    /// The picture of a thing in the middle of what it is joined to; `more` are left out already.
    fn picture(&self, subject: Subject, lines: BTreeSet<Line>, more: usize) -> DiagramView {
        let shown = |line: &&Line| self.exists(line.from) && self.exists(line.to);
        let lines: Vec<&Line> = lines.iter().filter(shown).collect();
        let others: BTreeSet<Subject> =
            lines.iter().flat_map(|line| [line.from, line.to]).filter(|other| *other != subject).collect();
        let more = more + others.len().saturating_sub(MOST_NEIGHBORS);
        let mut nodes: Vec<Subject> = others.into_iter().take(MOST_NEIGHBORS).collect();
        nodes.push(subject);
        nodes.sort_unstable();
        let at: BTreeMap<Subject, usize> = nodes.iter().enumerate().map(|(at, thing)| (*thing, at)).collect();
        let edge = |line: &&Line| {
            let (from, to) = (*at.get(&line.from)?, *at.get(&line.to)?);
            let id = |thing| &self.program.head(thing).id;
            let name = match line.label {
                "" => String::new(),
                label => format!("{} {} {}", id(line.from), label.to_lowercase(), id(line.to)),
            };
            Some(DiagramEdge { label: line.label.to_lowercase(), name, ..plain(from, to, line.kind) })
        };
        let edges: Vec<DiagramEdge> = lines.iter().filter_map(edge).collect();
        DiagramView {
            title: format!("Around {}", self.plain_link(subject).text),
            description: format!(
                "{}, {}.",
                counted(nodes.len(), "thing"),
                counted(edges.len(), "connection")
            ),
            nodes: nodes.iter().map(|thing| self.thing_node(*thing, *thing == subject)).collect(),
            edges,
            bands: Vec::new(),
            omitted: Omitted::some(more, "further neighbor", "there are too many").into_iter().collect(),
        }
    }

    fn thing_node(&self, subject: Subject, center: bool) -> DiagramNode {
        if let Subject::Decision(key) = subject {
            return self.decision_node(key, center);
        }
        let (head, glance) = (self.program.head(subject), self.glance(subject));
        let kind = if self.program.kind(subject).says_ids() { NodeKind::Thing } else { NodeKind::Page };
        let mut node = bare_node(&head.id, &head.title, kind);
        node.owner = glance.owner.clone();
        node.detail = glance.mark.replace('_', " ");
        if let Subject::Milestone(key) = subject {
            let milestone = self.now().milestone(key);
            node.status = Some(milestone.life_cycle());
            node.rag = milestone.verdict.shown.begun();
            node.percent = milestone.percent().map(|percent| percent.min(100));
            node.detail = String::new();
        }
        node.href = if center { String::new() } else { self.addresses.of(subject).to_owned() };
        node.place = if center { Place::Center } else { Place::Inside };
        node
    }
}

fn replaces(old: Key<Decision>, new: Key<Decision>) -> Line {
    let (from, to) = (Subject::Decision(old), Subject::Decision(new));
    Line { from, to, kind: EdgeKind::Supersedes, label: "" }
}
