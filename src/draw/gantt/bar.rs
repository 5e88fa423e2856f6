//! A bar with all that belongs to it: baseline, float, progress, leveled days, and where it goes on unseen.

use super::pen::Pen;
use super::place::{BAR, BASELINE, LEVELED, MIDDLE, Shape, TAIL};
use crate::draw::state::{mark, tones};
use crate::draw::svg::{Hatch, RoundRect, Route, Slot};
use crate::model::LifeCycle;
use crate::view::chart::gantt::GanttRow;
use plotters::element::{Polygon, Rectangle};
use plotters::style::Color;

/// Width of the mark of a bar that goes on.
const ON: i32 = 60;

/// Paints the bar of a row.
pub(super) fn paint(pen: &Pen, row: &GanttRow, shape: &Shape) {
    around(pen, shape);
    let (fill, done) = tones(mark(Some(row.status), row.rag));
    let (edge, wide) = if row.critical { (Slot::CriticalEdge, 2.5) } else { (done, 1.0) };
    let (left, right) = body(shape);
    let bottom = if row.rollup.is_some() { MIDDLE + 15 } else { BAR.1 };
    let at = |x: i32, y: i32| (x, shape.top + y);
    let outline = RoundRect::new(at(left, BAR.0), at(right, bottom), 2.0);
    if row.status == LifeCycle::Cancelled {
        pen.draw(outline.edge(Slot::Unknown, 1.0));
        return go_on(pen, shape, Slot::Unknown);
    }
    let done_to = left + (f64::from(right - left) * row.progress()).round() as i32;
    let fill = if done_to >= right { done } else { fill };
    pen.draw(outline.fill(fill).edge(edge, wide));
    if done_to > left && done_to < right {
        let part = [at(left + 5, BAR.0 + 5), at(done_to.min(right - 5), bottom - 5)];
        pen.draw(Rectangle::new(part, done.filled()));
    }
    if row.is_blocked() && done_to < right - 20 {
        pen.draw(Hatch::new(at(done_to + 10, BAR.0 + 10), at(right - 10, bottom - 10), Slot::Blocked));
    }
    if row.rollup.is_some() {
        teeth(pen, shape, (left, right), bottom, edge);
    } else if row.status == LifeCycle::Done && right - left >= 140 {
        pen.draw(check(at(left + 70, MIDDLE)));
    }
    go_on(pen, shape, edge);
}

/// What stands above and below a bar.
fn around(pen: &Pen, shape: &Shape) {
    let at = |x: i32, y: i32| (x, shape.top + y);
    if let Some((a, b)) = shape.baseline {
        pen.draw(Rectangle::new([at(a, BASELINE.0), at(b, BASELINE.1)], Slot::Baseline.filled()));
    }
    if let Some(tail) = shape.tail {
        let end = body(shape).1;
        let mut line = Route::new(at(end - 5, BAR.1), Slot::Tail, 1.4)
            .line_to(at(end - 5, TAIL))
            .line_to(at(tail.end, TAIL));
        if !tail.open {
            // the stop at its end reaches up only where no words are
            let words = shape.label.as_ref().map(|label| label.span);
            let under_words = words.is_some_and(|(a, b)| tail.end < b + 20 && tail.end > a - 20);
            let stop = if under_words { TAIL } else { TAIL - 45 };
            line = line.line_to(at(tail.end, stop)).line_to(at(tail.end, TAIL + 15));
        }
        pen.draw(line);
    }
    if let Some(ends) = shape.leveled {
        leveled(pen, ends, shape.top + LEVELED);
    }
}

/// A dashed line with a stop at each end.
pub(super) fn leveled(pen: &Pen, (left, right): (i32, i32), y: i32) {
    pen.draw(Route::new((left, y), Slot::Soft, 1.4).line_to((right, y)).dash("3 2"));
    for x in [left, right] {
        pen.draw(Route::new((x, y - 18), Slot::Soft, 1.4).line_to((x, y + 18)));
    }
}

/// Ends of the bar without the marks of where it goes on.
fn body(shape: &Shape) -> (i32, i32) {
    let ((left, right), (before, after)) = (shape.bar, marked(shape));
    (if before { left + ON } else { left }, if after { right - ON } else { right })
}

/// The sides on which there is room for a mark.
fn marked(shape: &Shape) -> (bool, bool) {
    let room = shape.bar.1 - shape.bar.0 >= 4 * ON;
    (shape.cut.0 && room, shape.cut.1 && room)
}

/// A point at each end where a bar goes on beyond the days shown.
fn go_on(pen: &Pen, shape: &Shape, slot: Slot) {
    let y = shape.top + MIDDLE;
    let (before, after) = marked(shape);
    if before {
        pen.draw(Polygon::new(point(shape.bar.0, ON - 15, y), slot.filled()));
    }
    if after {
        pen.draw(Polygon::new(point(shape.bar.1, 15 - ON, y), slot.filled()));
    }
}

/// A triangle with its tip at `tip`.
pub(super) fn point(tip: i32, back: i32, y: i32) -> Vec<(i32, i32)> {
    vec![(tip, y), (tip + back, y - 45), (tip + back, y + 45)]
}

/// The bracket of a bar that stands for many.
fn teeth(pen: &Pen, shape: &Shape, (left, right): (i32, i32), bottom: i32, slot: Slot) {
    let wide = 60.min((right - left) / 2);
    let (top, tip) = (shape.top + bottom, shape.top + bottom + 60);
    if !shape.cut.0 {
        pen.draw(Polygon::new(vec![(left, top), (left + wide, top), (left, tip)], slot.filled()));
    }
    if !shape.cut.1 {
        pen.draw(Polygon::new(vec![(right, top), (right - wide, top), (right, tip)], slot.filled()));
    }
}

/// A thin beam over a phase, with a tooth at each end that it has within the days shown.
pub(super) fn bracket(pen: &Pen, shape: &Shape) {
    let ((left, right), top) = (shape.bar, shape.top + 90);
    let tooth = 50.min((right - left) / 2);
    let (first, last) = (if shape.cut.0 { 40 } else { 90 }, if shape.cut.1 { 40 } else { 90 });
    let beam = vec![
        (left, top),
        (right, top),
        (right, top + last),
        (right - tooth, top + 40),
        (left + tooth, top + 40),
        (left, top + first),
    ];
    pen.draw(Polygon::new(beam, Slot::Soft.filled()));
    let y = top + 20;
    if shape.cut.0 {
        pen.draw(Polygon::new(point(left - 30, 45, y), Slot::Soft.filled()));
    }
    if shape.cut.1 {
        pen.draw(Polygon::new(point(right + 30, -45, y), Slot::Soft.filled()));
    }
}

/// A check mark cut out of a dark shape.
pub(super) fn check((x, y): (i32, i32)) -> Route {
    Route::new((x - 30, y), Slot::Ground, 1.7).line_to((x - 8, y + 22)).line_to((x + 32, y - 22))
}
