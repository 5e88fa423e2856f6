//! The surroundings of a milestone: what it waits for and what waits for it. What lies farther off stands on their pages, and
//! why a date is what it is in the chain that drives it.

use std::collections::BTreeSet;

use super::{Dependencies, DiagramView, Omitted, Place};
use crate::model::{Key, Milestone, Subject};

/// Most boxes beside its own: more under each other leave the screen, and a sheet of paper.
const MOST: usize = 10;

impl Dependencies<'_> {
    /// A milestone with what it waits for and what waits for it.
    pub fn milestone(&self, key: Key<Milestone>) -> DiagramView {
        let center = key.index();
        let (nodes, more) = self.surroundings(center);
        let place = |node| if node == center { Place::Center } else { Place::Inside };
        let title = format!("Around {}", self.cx.plain_link(Subject::Milestone(key)).text);
        let reason = "so that the diagram stays readable: the critical ones come first";
        let omitted = Omitted::some(more, "further neighbor", reason).into_iter().collect();
        let mut view = self.view(title, &nodes, place, omitted);
        view.description = self.description(&view);
        view
    }

    /// The nodes to show, in order, and how many more neighbors it has.
    fn surroundings(&self, center: usize) -> (Vec<usize>, usize) {
        let mut direct: BTreeSet<usize> = self.before(center).chain(self.behind(center)).collect();
        direct.remove(&center);
        let mut direct: Vec<usize> = direct.into_iter().collect();
        direct.sort_by_key(|node| (!self.is_critical(*node), *node));
        let more = direct.len().saturating_sub(MOST);
        direct.truncate(MOST);
        direct.push(center);
        direct.sort_unstable();
        (direct, more)
    }
}
