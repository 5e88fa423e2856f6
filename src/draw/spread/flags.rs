//! Flags over a distribution: baseline, finish without risk, the days of half and of eight in ten runs.

use chrono::NaiveDate;
use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;

use super::super::axis::DateAxis;
use super::super::pen::Pen;
use super::super::plot::{Plot, along, beside_each_other};
use crate::draw::svg::{Group, Route, Slot, Weight, line, units, width};
use crate::say::days;
use crate::view::chart::spread::SpreadView;

/// Height of a flag, in CSS pixels.
pub(super) const HIGH: f64 = 16.0;
const SIZE: f64 = 10.5;

struct Flag {
    on: NaiveDate,
    words: String,
    slot: Slot,
    weight: Weight,
    dash: &'static str,
}

/// The flags with their lines down the plot. One whose day lies outside has an arrow instead of a line.
pub(super) fn paint(pen: &Pen, view: &SpreadView, plot: Plot, across: &DateAxis) {
    let _flags = pen.svg.group(&Group::default().hidden());
    let mut flags = flags(view, across);
    flags.sort_by_key(|flag| flag.on);
    // a line stands at the end of its day
    let end = |flag: &Flag| flag.on.succ_opt().unwrap_or(flag.on);
    let at = |flag: &Flag| along(across, end(flag), plot.left, plot.right).clamp(plot.left, plot.right);
    let wishes: Vec<(f64, f64)> =
        flags.iter().map(|flag| (at(flag), width(&flag.words, SIZE, flag.weight))).collect();
    let Some(lefts) = beside_each_other(&wishes, 14.0, 4.0, plot.right + super::RIGHT - 4.0) else { return };
    for ((flag, left), (x, wide)) in flags.iter().zip(lefts).zip(wishes) {
        let y = plot.top - 12.0 - HIGH / 2.0;
        pen.text(&flag.words, (units(left), units(y)), (SIZE, flag.weight, flag.slot), HPos::Left);
        if !inside(flag.on, across) {
            continue;
        }
        let (foot, top, x) = (x.clamp(left, left + wide), units(plot.top), units(x));
        let leader = Route::new((units(foot), units(y + 8.0)), flag.slot, 1.0);
        pen.draw(leader.line_to((x, top - 10)).line_to((x, top)));
        let down = Route::new((x, top), flag.slot, 1.4).line_to((x, units(plot.bottom)));
        if flag.dash.is_empty() {
            pen.draw(PathElement::new(vec![(x, top), (x, units(plot.bottom))], line(1.4, flag.slot)));
        } else {
            pen.draw(down.dash(flag.dash));
        }
    }
}

fn inside(day: NaiveDate, across: &DateAxis) -> bool {
    let range = plotters::coord::ranged1d::Ranged::range(across);
    range.start <= day && day < range.end
}

fn flags(view: &SpreadView, across: &DateAxis) -> Vec<Flag> {
    let mut flags = vec![
        Flag {
            on: view.days.p50,
            words: format!("half by {}", days::short_day(view.days.p50)),
            slot: Slot::Ink,
            weight: Weight::Regular,
            dash: "",
        },
        Flag {
            on: view.days.p80,
            words: format!("80 % by {}", days::short_day(view.days.p80)),
            slot: Slot::Ink,
            weight: Weight::Bold,
            dash: "",
        },
    ];
    let range = plotters::coord::ranged1d::Ranged::range(across);
    for (mark, what, dash) in [(view.baseline, "baseline", "2 3"), (view.planned, "without risk", "6 3")] {
        let Some(mark) = mark else { continue };
        let words = format!("{what} {}", days::short_day(mark.on));
        let words = match (mark.on < range.start, mark.on >= range.end) {
            (true, _) => format!("\u{2190} {words}"),
            (_, true) => format!("{words} \u{2192}"),
            _ => words,
        };
        flags.push(Flag { on: mark.on, words, slot: Slot::Soft, weight: Weight::Regular, dash });
    }
    flags
}
