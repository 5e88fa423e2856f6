//! Days that matter, as flags over the plot: status date, end of the baseline, end of the forecast.

use chrono::NaiveDate;
use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::super::axis::DateAxis;
use super::super::pen::Pen;
use super::super::plot::{Plot, along, beside_each_other};
use crate::draw::svg::{Route, Slot, Weight, line, units, width};
use crate::say::days;
use crate::view::chart::burn_up::BurnUpView;

/// Height of a flag, in CSS pixels.
pub(super) const HIGH: f64 = 16.0;
const SIZE: f64 = 10.5;

struct Flag {
    on: NaiveDate,
    words: String,
    slot: Slot,
    weight: Weight,
}

/// The flags with their lines down the plot, which are handed back.
pub(super) fn paint(pen: &Pen, view: &BurnUpView, plot: Plot, axis: &DateAxis) -> Vec<Vec<BackendCoord>> {
    let mut flags = flags(view);
    flags.retain(|flag| flag.on >= view.first);
    flags.sort_by_key(|flag| flag.on);
    let at = |flag: &Flag| along(axis, flag.on, plot.left, plot.right);
    let wishes: Vec<(f64, f64)> =
        flags.iter().map(|flag| (at(flag), width(&flag.words, SIZE, flag.weight))).collect();
    let Some(lefts) = beside_each_other(&wishes, 12.0, 4.0, plot.right + super::RIGHT - 4.0) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for ((flag, left), (x, wide)) in flags.iter().zip(lefts).zip(wishes) {
        let y = plot.top - 12.0 - HIGH / 2.0;
        pen.text(&flag.words, (units(left), units(y)), (SIZE, flag.weight, flag.slot), HPos::Left);
        let foot = x.clamp(left, left + wide);
        let (top, x) = (units(plot.top), units(x));
        let leader = Route::new((units(foot), units(y + 8.0)), flag.slot, 1.0);
        pen.draw(leader.line_to((x, top - 10)).line_to((x, top)));
        let wide = if flag.slot == Slot::Today { 1.6 } else { 1.0 };
        let down = vec![(x, top), (x, units(plot.bottom))];
        pen.draw(PathElement::new(down.clone(), line(wide, flag.slot)));
        lines.push(down);
    }
    lines
}

fn flags(view: &BurnUpView) -> Vec<Flag> {
    let mut flags = Vec::new();
    let open = view.done < view.scope;
    if open {
        let words = format!("now {}", days::short_day(view.as_of));
        flags.push(Flag { on: view.as_of, words, slot: Slot::Today, weight: Weight::Bold });
    }
    let on_time = view.baseline.is_some() && view.baseline == view.forecast;
    if let Some(on) = view.baseline.filter(|_| !on_time) {
        let words = format!("baseline {}", days::short_day(on));
        flags.push(Flag { on, words, slot: Slot::Soft, weight: Weight::Regular });
    }
    if let Some(on) = view.forecast {
        let slip = view.slip_days.filter(|days| *days != 0).map_or_else(String::new, |days| {
            format!(" ({}{} d)", if days > 0 { '+' } else { '\u{2212}' }, days.unsigned_abs())
        });
        let what = match (open, on_time) {
            (true, false) => "forecast",
            (true, true) => "baseline and forecast",
            (false, false) => "done",
            (false, true) => "baseline and done",
        };
        let words = format!("{what} {}{slip}", days::short_day(on));
        let late = view.slip_days.is_some_and(|days| days > 0);
        let slot = if late { Slot::Late } else { Slot::Soft };
        flags.push(Flag { on, words, slot, weight: if late { Weight::Bold } else { Weight::Regular } });
    }
    flags
}

/// The work done, in words beside the end of its line, where they meet none of the other lines.
pub(super) fn value(
    pen: &Pen,
    view: &BurnUpView,
    plot: Plot,
    (x, y): BackendCoord,
    lines: &[Vec<BackendCoord>],
) {
    let percent = (view.done / view.scope.max(0.1) * 100.0).floor();
    let words = format!("{} of {} d done ({percent} %)", view.done, view.scope);
    let wide = units(width(&words, 11.0, Weight::Bold));
    let free = |&(left, middle): &(i32, i32)| {
        let (top, bottom) = (middle - 75, middle + 75);
        let inside = left > units(plot.left) + 20
            && left + wide < units(plot.right) - 20
            && top > units(plot.top) + 20
            && bottom < units(plot.bottom) - 20;
        let met = lines
            .iter()
            .flat_map(|line| line.windows(2))
            .any(|piece| crosses((piece[0], piece[1]), ((left - 30, top), (left + wide + 30, bottom))));
        inside && !met
    };
    let downs = [110, -110, 180, -180, 300, -300, 450, -450, 700, -700, 1000, -1000];
    let places = downs.iter().flat_map(|down| [(x + 100, y + down), (x - 100 - wide, y + down)]);
    if let Some((left, middle)) = places.into_iter().find(free) {
        pen.text(&words, (left, middle), (11.0, Weight::Bold, Slot::Ink), HPos::Left);
    }
}

/// Whether a straight line meets a box, told by the parts of the line on the inner side of each edge (Liang and
/// Barsky 1984).
fn crosses((a, b): (BackendCoord, BackendCoord), (low, high): (BackendCoord, BackendCoord)) -> bool {
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let edges = [(-dx, a.0 - low.0), (dx, high.0 - a.0), (-dy, a.1 - low.1), (dy, high.1 - a.1)];
    let (mut from, mut to) = (0.0f64, 1.0f64);
    for (slope, room) in edges {
        let room = f64::from(room);
        if slope == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if slope < 0.0 {
            from = from.max(room / slope);
        } else {
            to = to.min(room / slope);
        }
    }
    from <= to
}
