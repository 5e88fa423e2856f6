//! The table beside the whole map of dependencies.

use serde::Serialize;

use crate::{
    analyse::{Waiting, WaitingOn},
    model::{Key, Milestone, Subject},
    view::{Context, SubjectLink, part::affected::Affected},
};

/// What stands beside the whole map.
#[derive(Debug, Clone, Serialize)]
pub struct DependenciesPage {
    /// Milestones in order of their ids; of many, those that are open.
    pub rows: Vec<DependencyRow>,
    /// How many are left out of them.
    pub left_out: usize,
    /// How many links between milestones were written, ranges written out.
    pub on_milestones: usize,
    /// How many links to gates.
    pub on_gates: usize,
    /// How many wait for everything.
    pub on_everything: usize,
    /// Circles of milestones and gates; the last of each waits for the first.
    pub cycles: Vec<Vec<SubjectLink>>,
}

/// So many rows a table has beside the map; each milestone has its own neighbors on its page.
const MOST: usize = 140;
/// So many of what waits for a milestone are named.
const MOST_NAMED: usize = 6;

/// A milestone with its neighbors.
#[derive(Debug, Clone, Serialize)]
pub struct DependencyRow {
    /// Which, with its color.
    #[serde(flatten)]
    pub milestone: Affected,
    /// Its phase.
    pub phase: Option<SubjectLink>,
    /// On the critical path.
    pub critical: bool,
    /// What it waits for.
    pub waits_for: Vec<DependencyView>,
    /// What directly waits for it, gates and `*` written out; the first of many.
    pub holds_up: Vec<Affected>,
    /// How many more wait for it.
    pub holds_up_more: usize,
}

/// One thing a milestone waits for.
#[derive(Debug, Clone, Serialize)]
pub struct DependencyView {
    /// What; `None` for everything.
    pub on: Option<Affected>,
    /// It is the gate of a phase.
    pub gate: bool,
    /// `SS +2d`; empty for a plain finish-to-start link.
    pub link: String,
    /// It is done.
    pub done: bool,
    /// It gives the milestone its dates.
    pub driving: bool,
}

impl Context<'_> {
    /// The page of the whole map.
    pub fn dependencies_page(&self) -> DependenciesPage {
        let now = self.now();
        let mut keys: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
        let all = keys.len();
        if all > MOST {
            keys.retain(|key| now.milestone(*key).progress.is_open());
            keys.truncate(MOST);
        }
        let count = |is: fn(&WaitingOn) -> bool| {
            let all = self.program.milestones.keys().flat_map(|key| self.graph.waits_for(key));
            all.filter(|waiting| is(&waiting.on)).count()
        };
        DependenciesPage {
            on_milestones: count(|on| matches!(on, WaitingOn::Milestone(_))),
            on_gates: count(|on| matches!(on, WaitingOn::Gate(_))),
            on_everything: count(|on| matches!(on, WaitingOn::Everything)),
            left_out: all - keys.len(),
            rows: keys.into_iter().map(|key| self.dependency_row(key)).collect(),
            cycles: now
                .program
                .cycles
                .iter()
                .map(|cycle| cycle.iter().map(|subject| self.link(*subject)).collect())
                .collect(),
        }
    }

    fn dependency_row(&self, key: Key<Milestone>) -> DependencyRow {
        let analysis = self.now().milestone(key);
        let placement = analysis.schedule.as_ref().ok();
        let driving = placement.and_then(|placement| placement.driving);
        DependencyRow {
            milestone: self.affected(Subject::Milestone(key)),
            phase: self.program.milestones[key].phase.map(|phase| self.link(Subject::Phase(phase))),
            critical: placement.is_some_and(|placement| placement.critical),
            waits_for: self
                .graph
                .waits_for(key)
                .iter()
                .map(|waiting| self.dependency_view(waiting, driving))
                .collect(),
            holds_up: self
                .graph
                .successors(key)
                .iter()
                .take(MOST_NAMED)
                .map(|next| self.affected(Subject::Milestone(*next)))
                .collect(),
            holds_up_more: self.graph.successors(key).len().saturating_sub(MOST_NAMED),
        }
    }

    fn dependency_view(&self, waiting: &Waiting, driving: Option<Subject>) -> DependencyView {
        let now = self.now();
        let over = |key: &Key<Milestone>| now.milestone(*key).progress.is_done();
        let (subject, done) = match waiting.on {
            WaitingOn::Milestone(key) => (Some(Subject::Milestone(key)), over(&key)),
            WaitingOn::Gate(key) => {
                (Some(Subject::Phase(key)), now.phases[key.index()].milestones.iter().all(over))
            }
            WaitingOn::Everything => (None, false),
        };
        DependencyView {
            on: subject.map(|subject| self.affected(subject)),
            gate: matches!(waiting.on, WaitingOn::Gate(_)),
            link: link_words(waiting),
            done,
            driving: subject.is_some() && subject == driving,
        }
    }
}

/// `SS +2d`; nothing for a plain finish-to-start link, which is what people expect.
fn link_words(waiting: &Waiting) -> String {
    let unit = if waiting.elapsed { "ed" } else { "d" };
    match (waiting.kind.word(), waiting.lag) {
        ("FS", 0) => String::new(),
        (kind, 0) => kind.to_owned(),
        (kind, lag) => format!("{kind} {lag:+}{unit}"),
    }
}
