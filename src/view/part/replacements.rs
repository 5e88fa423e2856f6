//! Which decisions replace which, by either of the two: found once, and looked up by every page.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Decision, Key},
    view::Context,
};

/// A decision beside another that it replaces or that replaces it, and whether only one of the two says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The other one.
    pub other: Key<Decision>,
    /// Whether the other side is silent.
    pub one_sided: bool,
}

/// All replacements that are known on the day.
#[derive(Debug, Default)]
pub struct Replacements {
    older: BTreeMap<Key<Decision>, Vec<Beside>>,
    newer: BTreeMap<Key<Decision>, Vec<Beside>>,
}

impl Replacements {
    /// Those of a program on the day of `cx`.
    pub(in crate::view) fn new(cx: &Context<'_>) -> Self {
        // (replaced, replacing): whether the newer one says so, and whether the older one does
        let mut said: BTreeMap<(Key<Decision>, Key<Decision>), (bool, bool)> = BTreeMap::new();
        for (key, decision) in cx.program.decisions.iter() {
            for old in &decision.supersedes {
                said.entry((old.value, key)).or_default().0 = true;
            }
            for new in &decision.superseded_by {
                said.entry((key, new.value)).or_default().1 = true;
            }
        }
        let known = cx.now().known;
        said.retain(|(old, new), _| old != new && known.supersedes(cx.program, *new));
        let mut all = Self::default();
        for ((old, new), (by_newer, by_older)) in said {
            let one_sided = by_newer != by_older;
            all.newer.entry(old).or_default().push(Beside { other: new, one_sided });
            all.older.entry(new).or_default().push(Beside { other: old, one_sided });
        }
        all
    }

    /// Those that a decision replaces, in order.
    pub fn older(&self, key: Key<Decision>) -> &[Beside] {
        self.older.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Those that replace a decision, in order.
    pub fn newer(&self, key: Key<Decision>) -> &[Beside] {
        self.newer.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Each decision that was replaced with each that replaced it, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (Key<Decision>, Key<Decision>)> {
        self.newer.iter().flat_map(|(old, newer)| newer.iter().map(|new| (*old, new.other)))
    }

    /// A decision with those that it replaces or that replace it, directly or not: the nearest, so many at most, and how
    /// many more are beside them.
    pub fn around(&self, key: Key<Decision>, most: usize) -> (BTreeSet<Key<Decision>>, usize) {
        let mut shown = BTreeSet::from([key]);
        let mut last = vec![key];
        while !last.is_empty() {
            let beside = last.iter().flat_map(|key| self.older(*key).iter().chain(self.newer(*key)));
            let next: BTreeSet<Key<Decision>> = beside.map(|beside| beside.other).collect();
            let next: Vec<Key<Decision>> = next.into_iter().filter(|key| !shown.contains(key)).collect();
            let room = most.saturating_sub(shown.len());
            shown.extend(next.iter().take(room));
            if next.len() > room {
                return (shown, next.len() - room);
            }
            last = next;
        }
        (shown, 0)
    }
}
