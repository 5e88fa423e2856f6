//! The surroundings of a milestone: two steps to what it waits for, two steps to what waits for it.

use std::collections::BTreeSet;

use super::{Dependencies, DiagramView, Omitted, Place};
use crate::model::{Key, Milestone, Subject};

/// Most boxes with the direct neighbors: each weighs a kilobyte on the page.
const MOST_DIRECT: usize = 15;
/// Most boxes with those beyond: more are no surroundings but a plan.
const MOST: usize = 9;

impl Dependencies<'_> {
    /// A milestone with what it waits for and what waits for it.
    pub fn milestone(&self, key: Key<Milestone>) -> DiagramView {
        let center = key.index();
        let (nodes, more) = self.surroundings(center);
        let place = |node| if node == center { Place::Center } else { Place::Inside };
        let title = format!("Around {}", self.cx.plain_link(Subject::Milestone(key)).text);
        let reason = "so that the diagram stays readable: the nearest and the critical ones come first";
        let omitted = Omitted::some(more, "further neighbor", reason).into_iter().collect();
        let mut view = self.view(title, &nodes, place, omitted);
        view.description = self.description(&view);
        view
    }

    /// The nodes to show, in order, and how many more are within reach.
    fn surroundings(&self, center: usize) -> (Vec<usize>, usize) {
        let mut shown = BTreeSet::from([center]);
        let mut more = 0;
        let (mut up, mut down) = (vec![center], vec![center]);
        for most in [MOST_DIRECT, MOST] {
            let before: BTreeSet<usize> = up.iter().flat_map(|node| self.before(*node)).collect();
            let behind: BTreeSet<usize> = down.iter().flat_map(|node| self.behind(*node)).collect();
            let mut next: Vec<usize> = before.union(&behind).copied().collect();
            next.retain(|node| !shown.contains(node));
            next.sort_by_key(|node| (!self.is_critical(*node), *node));
            let room = most.saturating_sub(shown.len());
            more += next.len().saturating_sub(room);
            shown.extend(next.into_iter().take(room));
            (up, down) = [before, behind].map(|level| level.intersection(&shown).copied().collect()).into();
        }
        (shown.into_iter().collect(), more)
    }
}
