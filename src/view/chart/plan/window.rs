//! The days that the chart of a sprint shows: itself, the sprint before it and the two after it.

use crate::date::Dates;
use crate::{
    model::{Key, Sprint},
    view::Context,
};

/// The part of `range` from the sprint before `key` to the second after it, with all of the sprint itself. Bars that
/// go on beyond it are cut by the drawing, which says so.
pub(super) fn around(cx: &Context, key: Key<Sprint>, range: Dates) -> Dates {
    let order = cx.sprints_in_time();
    let at = order.iter().position(|other| *other == key).unwrap_or(0);
    let sprint = |place: usize| order.get(place).map(|key| &cx.program.sprints[*key]);
    let own = &cx.program.sprints[key];
    let first = sprint(at.saturating_sub(1)).map_or(own.start, |before| before.start.min(own.start));
    let last = (1..=2).filter_map(|step| sprint(at + step)).map(|after| after.end).max();
    let last = last.map_or(own.end, |end| end.max(own.end));
    Dates {
        start: range.start.clamp(first, own.start),
        finish: range.finish.max(own.start).clamp(own.end, last),
    }
}
