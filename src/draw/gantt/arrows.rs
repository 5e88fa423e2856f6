//! Routes of dependency arrows: right angles, behind the bars, never through words.
//!
//! An arrow leaves a bar's lower (or upper) side near one of its ends, runs straight to the row of the successor, and
//! enters its bar from the left where there is room, else from above. Because words stand only beside bars, the
//! upright part is the only one that could meet any: it moves aside until it does not.

use super::pen::Pen;
use super::place::{BAR, GATE, MIDDLE, Shape};
use super::sheet::{Line, Sheet};
use crate::draw::svg::{Group, Head, Route, Slot, units};
use crate::model::{LifeCycle, LinkKind};
use plotters_backend::BackendCoord;
use std::collections::BTreeMap;

/// More arrows than this are not shown beside the critical ones.
const MOST_SHOWN: usize = 160;
/// An arrow over more rows than this is shown only while it is still to be met.
const LONG: usize = 6;

/// An arrow between two lines of the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrow {
    pub from: usize,
    pub to: usize,
    pub critical: bool,
    pub shown: bool,
    /// Its corners, the head last.
    pub corners: Vec<BackendCoord>,
}

/// Every arrow of a sheet, by successor. Links to rows that are not on the sheet are left out.
pub(super) fn arrows(sheet: &Sheet<'_>, shapes: &[Option<Shape>]) -> Vec<Arrow> {
    let mut line_of = BTreeMap::new();
    for (i, line) in sheet.lines.iter().enumerate() {
        if let Line::Row(row) = line {
            line_of.entry(row.id.as_str()).or_insert(i);
        }
    }
    let plot =
        Plot { ends: (units(sheet.plot.0), units(sheet.plot.1)), status: super::ground::status_x(sheet) };
    let mut arrows = Vec::new();
    for (to, line) in sheet.lines.iter().enumerate() {
        let Line::Row(row) = line else { continue };
        for need in &row.needs {
            let Some(&from) = line_of.get(need.from.as_str()) else { continue };
            if let Some(corners) = route(shapes, from, to, need.kind, plot) {
                arrows.push(Arrow { from, to, critical: need.critical, shown: true, corners });
            }
        }
    }
    choose(sheet, &mut arrows);
    arrows
}

/// As few arrows as say the plan: the critical ones, and those that no chain of others says already, without long ones
/// from what is done. The others are shown when their row is pointed at or has the focus.
fn choose(sheet: &Sheet<'_>, arrows: &mut [Arrow]) {
    let done = |line: usize| matches!(sheet.lines[line], Line::Row(row) if row.status == LifeCycle::Done);
    let mut before = vec![Vec::new(); sheet.lines.len()];
    for arrow in arrows.iter() {
        before[arrow.to].push(arrow.from);
    }
    for arrow in arrows.iter_mut() {
        let met = done(arrow.from) && arrow.from.abs_diff(arrow.to) > LONG;
        arrow.shown = arrow.critical || !(met || is_said_by_others(&before, arrow));
    }
    if arrows.iter().filter(|arrow| arrow.shown).count() > MOST_SHOWN {
        arrows.iter_mut().for_each(|arrow| arrow.shown = arrow.critical);
    }
}

/// Whether two arrows lead the same way with a row between.
fn is_said_by_others(before: &[Vec<usize>], arrow: &Arrow) -> bool {
    before[arrow.to].iter().any(|&between| between != arrow.from && before[between].contains(&arrow.from))
}

/// Paints the arrows, the critical ones last. Those not shown are kept for when their row is pointed at.
pub(super) fn paint(pen: &Pen, arrows: &[Arrow]) {
    let _arrows = pen.svg.group(&Group::default().hidden());
    let one = |n: usize, arrow: &Arrow| {
        let [first, rest @ ..] = arrow.corners.as_slice() else { return };
        let route =
            rest.iter().fold(Route::colorless(*first, pen.svg.id(&format!("d{n}"))), |route, &corner| {
                route.line_to(corner)
            });
        pen.draw(route.rounded(3.0).head(Head::Arrow));
    };
    let numbered = || arrows.iter().enumerate();
    for (critical, slot, wide) in [(false, Slot::Edge, 1.1), (true, Slot::CriticalEdge, 1.6)] {
        let _color = pen.svg.stroked(slot, wide);
        numbered().filter(|(_, a)| a.shown && a.critical == critical).for_each(|(n, a)| one(n, a));
    }
    if arrows.iter().any(|a| !a.shown) {
        let _unseen = pen.svg.unseen();
        numbered().filter(|(_, a)| !a.shown).for_each(|(n, a)| one(n, a));
    }
}

/// Least room left of a bar for an arrow to come in level.
const LEVEL: i32 = 90;
/// Clear space on both sides of an upright part.
const CLEAR: i32 = 25;
/// Least distance of an upright part from the status line, along which it would be lost.
const APART: i32 = 80;

/// The corners of an arrow from one line to another, its head last; `None` where no way is clear.
fn route(
    shapes: &[Option<Shape>],
    from: usize,
    to: usize,
    kind: LinkKind,
    plot: Plot,
) -> Option<Vec<BackendCoord>> {
    let (source, target) = (shapes.get(from)?.as_ref()?, shapes.get(to)?.as_ref()?);
    if from == to || source.only_words || target.only_words {
        return None;
    }
    let way = Way { shapes, from, to, source, target, down: to > from, kind, status: plot.status };
    let exits = way.exits();
    if let Some(&x) = exits.iter().find(|&&x| way.is_clear(x, from)) {
        return Some(way.finish(vec![(x, way.exit_y(x))], x));
    }
    // no upright way from the bar itself: step aside in the gap below (or above) its row
    let x = *exits.first()?;
    let next = if way.down { from + 1 } else { from - 1 };
    let inside = plot.ends.0..=plot.ends.1;
    let mut aside = (1..300).flat_map(|n| [x + 40 * n, x - 40 * n]).filter(|x| inside.contains(x));
    let clear = aside.find(|&x| way.is_clear(x, next))?;
    let gap = way.gap(way.from, way.down);
    Some(way.finish(vec![(x, way.exit_y(x)), (x, gap), (clear, gap)], clear))
}

/// Where arrows may run.
#[derive(Clone, Copy)]
struct Plot {
    ends: (i32, i32),
    /// The status line, along which an arrow would be lost.
    status: Option<i32>,
}

struct Way<'a> {
    shapes: &'a [Option<Shape>],
    from: usize,
    to: usize,
    source: &'a Shape,
    target: &'a Shape,
    down: bool,
    kind: LinkKind,
    status: Option<i32>,
}

impl Way<'_> {
    /// Where the arrow may leave the bar, best first.
    fn exits(&self) -> Vec<i32> {
        let (left, right) = self.source.bar;
        let middle = (left + right) / 2;
        if self.source.diamond {
            return [0, 15, -15, 30, -30, 45, -45].map(|aside| middle + aside).to_vec();
        }
        if right - left < 100 {
            return vec![middle];
        }
        let inner = (left + 30)..=(right - 30);
        let reach = ((right - left - 60) / 40).clamp(0, 20);
        let from_start = matches!(self.kind, LinkKind::StartStart | LinkKind::StartFinish);
        let step = |n: i32| if from_start { left + 40 + 40 * n } else { right - 40 - 40 * n };
        (0..=reach).map(step).filter(|x| inner.contains(x)).collect()
    }

    fn exit_y(&self, x: i32) -> i32 {
        let Shape { top, bar: (left, right), .. } = *self.source;
        let half = GATE - (x - (left + right) / 2).abs();
        match (self.source.diamond, self.down) {
            (true, true) => top + MIDDLE + half,
            (true, false) => top + MIDDLE - half,
            (false, true) => top + BAR.1,
            (false, false) => top + BAR.0,
        }
    }

    /// The gap between rows on the side of a line that an arrow leaves (`below`) or enters.
    fn gap(&self, line: usize, below: bool) -> i32 {
        let top = self.shapes.get(line).and_then(Option::as_ref).map_or(0, |s| s.top);
        if below { top + 250 } else { top - 10 }
    }

    /// Whether an upright line at `x` from a row to the target meets no words and does not run along the status line.
    fn is_clear(&self, x: i32, from: usize) -> bool {
        let (first, last) = (from.min(self.to), from.max(self.to));
        if self.status.is_some_and(|status| (x - status).abs() < APART) {
            return false;
        }
        self.shapes[first..=last].iter().flatten().all(|shape| {
            let Some(label) = &shape.label else { return true };
            x < label.span.0 - CLEAR || x > label.span.1 + CLEAR
        })
    }

    /// Continues from `x`, where the upright part stands, to the target.
    fn finish(&self, mut points: Vec<BackendCoord>, x: i32) -> Vec<BackendCoord> {
        let Shape { top, bar: (left, right), diamond, label, .. } = self.target;
        let middle = (left + right) / 2;
        let into_finish = matches!(self.kind, LinkKind::FinishFinish | LinkKind::StartFinish);
        let words_before = label.as_ref().is_some_and(|l| l.span.0 < *left);
        let side = match (diamond, self.down) {
            (true, true) => top + MIDDLE - GATE,
            (true, false) => top + MIDDLE + GATE,
            (false, true) => top + BAR.0,
            (false, false) => top + BAR.1,
        };
        let over = if *diamond { (x - middle).abs() <= 15 } else { x >= left + 20 && x <= right - 20 };
        if !into_finish && !words_before && x <= left - LEVEL {
            points.extend([(x, top + MIDDLE), (*left, top + MIDDLE)]);
        } else if !into_finish && over {
            points.push((x, side));
        } else {
            let enter = match (*diamond || right - left < 100, into_finish) {
                (true, _) => middle,
                (false, true) => right - 50,
                (false, false) => left + 50,
            };
            let gap = self.gap(self.to, !self.down);
            points.extend([(x, gap), (enter, gap), (enter, side)]);
        }
        points.dedup();
        points
    }
}
