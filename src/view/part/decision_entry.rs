//! A decision as the log shows it: what waits for it, what it replaces.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    diag::Located,
    model::{Decision, Key, RecordTie, Subject},
    say::words::tie_words,
    view::{
        Context, SubjectLink,
        part::{affected::Affected, decision_row::DecisionRow, needed_by::NeededBy, replacements::Beside},
    },
};

/// A decision as the log shows it.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionEntry {
    /// What every list of decisions shows.
    #[serde(flatten)]
    pub row: DecisionRow,
    /// What waits for it.
    pub blocks: Vec<Affected>,
    /// What it is about.
    pub affects: Vec<Affected>,
    /// By when it has to be taken, while it is open and something waits.
    pub needed_by: Option<NeededBy>,
    /// The decisions it replaces.
    pub supersedes: Vec<Supersession>,
    /// The decisions that replace it.
    pub superseded_by: Vec<Supersession>,
    /// The other decisions that it has to do with, whichever of the two says so.
    pub related: Vec<Related>,
}

/// Decisions to which another is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// What it is to them, as a key: `amends`, `amended_by`.
    pub key: &'static str,
    /// The same in words.
    pub label: &'static str,
    /// The others, in order of their ids.
    pub others: Vec<SubjectLink>,
}

/// One decision in place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Supersession {
    /// The other decision.
    pub subject: SubjectLink,
    /// Only one of the two says so.
    pub one_sided: bool,
}

impl Context<'_> {
    /// A decision as the log shows it.
    pub(in crate::view) fn decision_entry(&self, key: Key<Decision>) -> DecisionEntry {
        let decision = &self.program.decisions[key];
        let affected = |subjects: &[Located<Subject>]| {
            subjects.iter().map(|subject| self.affected(subject.value)).collect()
        };
        DecisionEntry {
            row: self.decision_row(key),
            blocks: affected(&decision.blocks),
            affects: affected(&decision.affects),
            needed_by: self.now().needed_by.decision(key).map(|need| self.needed_by(need)),
            supersedes: self.supersessions(self.replacements().older(key)),
            superseded_by: self.supersessions(self.replacements().newer(key)),
            related: self.related(key),
        }
    }

    /// What it says of others, and others of it.
    fn related(&self, key: Key<Decision>) -> Vec<Related> {
        let mut found: BTreeMap<(RecordTie, bool), BTreeSet<Key<Decision>>> = BTreeMap::new();
        for relation in &self.program.decisions[key].relations {
            found.entry((relation.tie, relation.back)).or_default().insert(relation.other.value);
        }
        for (other, relation) in self.named_in().relations(key) {
            found.entry((relation.tie, !relation.back)).or_default().insert(*other);
        }
        let mut related: Vec<Related> = Vec::new();
        for ((tie, back), others) in found {
            let (key, label) = tie_words(tie, back);
            let others = others.into_iter().map(|other| self.link(Subject::Decision(other)));
            match related.last_mut().filter(|last| last.key == key) {
                Some(last) => last
                    .others
                    .extend(others.filter(|other| !last.others.contains(other)).collect::<Vec<_>>()),
                None => related.push(Related { key, label, others: others.collect() }),
            }
        }
        related
    }

    fn supersessions(&self, beside: &[Beside]) -> Vec<Supersession> {
        let view = |beside: &Beside| Supersession {
            subject: self.link(Subject::Decision(beside.other)),
            one_sided: beside.one_sided,
        };
        beside.iter().map(view).collect()
    }
}
