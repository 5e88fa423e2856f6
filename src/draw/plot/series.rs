//! How lines are told apart: by color, by dash and by the mark on their points.

use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color;

use super::super::pen::Pen;
use crate::draw::svg::{Route, Slot, line};

/// The look of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::draw) struct Look {
    pub slot: Slot,
    /// Strokes and gaps in CSS pixels; empty for an unbroken line.
    pub dash: &'static str,
    pub marker: Marker,
}

/// The mark on a point of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::draw) enum Marker {
    Disc,
    Square,
    Up,
    Down,
    Ring,
    Cross,
    Diamond,
    Hollow,
}

const SLOTS: [Slot; 5] = [Slot::BarDone, Slot::Blocked, Slot::Ink, Slot::Done, Slot::Tail];
const DASHES: [&str; 4] = ["", "6 3", "2 3", "8 3 2 3"];
const MARKERS: [Marker; 6] =
    [Marker::Disc, Marker::Square, Marker::Up, Marker::Down, Marker::Ring, Marker::Cross];

impl Look {
    /// The look of the n-th line; sixty of them differ, neighbors in every respect.
    pub fn nth(n: usize) -> Look {
        Look { slot: SLOTS[n % 5], dash: DASHES[n % 4], marker: MARKERS[n % 6] }
    }
}

/// A mark of about eight pixels, in backend units.
pub(in crate::draw) fn marker(pen: &Pen, kind: Marker, (x, y): (i32, i32), slot: Slot) {
    let shape = |points: &[(i32, i32)]| -> Vec<(i32, i32)> {
        points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect()
    };
    let solid = |points: &[(i32, i32)]| pen.draw(Polygon::new(shape(points), slot.filled()));
    let diamond = [(0, -58), (58, 0), (0, 58), (-58, 0)];
    match kind {
        Marker::Disc => pen.draw(Circle::new((x, y), 38u32, slot.filled())),
        Marker::Square => solid(&[(-35, -35), (35, -35), (35, 35), (-35, 35)]),
        Marker::Up => solid(&[(0, -45), (44, 34), (-44, 34)]),
        Marker::Down => solid(&[(0, 45), (44, -34), (-44, -34)]),
        Marker::Ring => {
            pen.draw(Circle::new((x, y), 36u32, Slot::Ground.filled()));
            pen.draw(Circle::new((x, y), 36u32, line(1.8, slot)));
        }
        Marker::Cross => {
            pen.draw(PathElement::new(shape(&[(-36, -36), (36, 36)]), line(2.0, slot)));
            pen.draw(PathElement::new(shape(&[(-36, 36), (36, -36)]), line(2.0, slot)));
        }
        Marker::Diamond => solid(&diamond),
        Marker::Hollow => {
            solid_ground(pen, shape(&diamond));
            let mut outline = shape(&diamond);
            outline.extend_from_within(..1);
            pen.draw(PathElement::new(outline, line(1.4, slot)));
        }
    }
}

/// A disc with a check, in backend units.
pub(in crate::draw) fn done(pen: &Pen, (x, y): (i32, i32), slot: Slot) {
    pen.draw(Circle::new((x, y), 62u32, slot.filled()));
    let check =
        Route::new((x - 30, y + 2), Slot::Ground, 1.7).line_to((x - 8, y + 24)).line_to((x + 32, y - 22));
    pen.draw(check);
}

/// What lies under a hollow mark does not show through it.
fn solid_ground(pen: &Pen, points: Vec<(i32, i32)>) {
    pen.draw(Polygon::new(points, Slot::Ground.filled()));
}
