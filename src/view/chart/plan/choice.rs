//! Which milestones a long chart shows: those that stand first in the table beside it. What is left out is told.

use crate::{
    analyse::Analysis,
    model::{Key, Milestone},
    view::{chart::gantt::GanttNote, part::milestone_row::effect},
};

/// The program is drawn milestone by milestone up to so many rows: two screens, two printed pages. Above, its chart
/// shows phases and gates, and each phase has its milestones in a chart of its own.
pub(super) const MOST_PROGRAM_ROWS: usize = 60;
/// No chart has more rows than this.
pub(super) const MOST_ROWS: usize = 150;
/// The chart of a phase stands above its map, its list and its past.
pub(super) const MOST_PHASE_ROWS: usize = 46;
/// The chart of a party stands beside its list of what is to be done.
pub(super) const MOST_OWNER_ROWS: usize = 40;
/// The chart of a sprint stands on a page of two sheets.
pub(super) const MOST_SPRINT_ROWS: usize = 6;

/// The milestones that a chart shows, in the order given; `most` of them.
pub(super) fn shown(analysis: &Analysis, keys: &[Key<Milestone>], most: usize) -> Vec<Key<Milestone>> {
    let mut ranked: Vec<(usize, Key<Milestone>)> = keys.iter().copied().enumerate().collect();
    if ranked.len() > most {
        ranked.sort_by_key(|(place, key)| (effect(analysis.milestone(*key)), *place));
        ranked.truncate(most);
        ranked.sort_unstable();
    }
    ranked.into_iter().map(|(_, key)| key).collect()
}

/// What is said of those left out; `table` has all.
pub(super) fn note(left_out: usize, table: String) -> Option<GanttNote> {
    (left_out > 0).then(|| GanttNote {
        what: format!("{left_out} more milestone{}", if left_out == 1 { "" } else { "s" }),
        words: "in the table, less urgent".to_owned(),
        href: table,
    })
}
