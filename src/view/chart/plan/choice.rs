//! Which milestones a long chart shows: those that matter on the day first. What is left out is told.

use chrono::Datelike;

use crate::{
    analyse::{Analysis, Progress},
    model::{Key, Milestone},
    view::chart::gantt::GanttNote,
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
        ranked.sort_by_key(|(place, key)| (rank(analysis, *key), *place));
        ranked.truncate(most);
        ranked.sort_unstable();
    }
    ranked.into_iter().map(|(_, key)| key).collect()
}

/// What is said of those left out; `table` has all.
pub(super) fn note(left_out: usize, table: String) -> Option<GanttNote> {
    (left_out > 0).then(|| GanttNote {
        what: format!("{left_out} more milestone{}", if left_out == 1 { "" } else { "s" }),
        words: "in the table; shown is what is under way, late or critical, then what comes next".to_owned(),
        href: table,
    })
}

/// What needs eyes before what comes next, that before what is done; each by its day.
fn rank(analysis: &Analysis, key: Key<Milestone>) -> (u8, i32) {
    let milestone = analysis.milestone(key);
    let Ok(placement) = &milestone.schedule else { return (3, 0) };
    let late = milestone.baseline.finish.is_some_and(|finish| finish < analysis.as_of);
    let (start, finish) =
        (placement.forecast.start.num_days_from_ce(), placement.forecast.finish.num_days_from_ce());
    match milestone.progress {
        Progress::Done(_) | Progress::Cancelled => (2, -finish),
        Progress::UnderWay(_) => (0, start),
        Progress::NotStarted if late || placement.critical => (0, start),
        Progress::NotStarted => (1, start),
    }
}
