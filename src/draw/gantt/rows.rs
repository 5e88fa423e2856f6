//! The rows themselves: name, float, bar or diamond, words; each a link.

use super::arrows::Arrow;
use super::bar::{self, bracket, check};
use super::pen::Pen;
use super::place::{GATE, GATE_BASELINE, LABEL_SIZE, MIDDLE, Shape, WORDS, column_date};
use super::sheet::{BEFORE_FACT, FINISH, FLOAT, Line, NAME, NAME_AT, Part, ROW, Sheet};
use crate::date::Dates;
use crate::draw::state;
use crate::draw::svg::{Anchor, Glyph, Group, Mark, Slot, Weight, fit, line, units};
use crate::model::LifeCycle;
use crate::view::chart::gantt::{GanttPhase, GanttRow};
use plotters::element::{PathElement, Polygon};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

/// Where the marks stand, in CSS pixels.
const MARK_AT: f64 = 16.0;

/// Paints every row. Arrows are known by the lines they join, to be lit with them.
pub(super) fn paint(pen: &Pen, sheet: &Sheet<'_>, shapes: &[Option<Shape>], arrows: &[Arrow]) {
    let _rows = pen.svg.group(&Group::class("halo"));
    let mut touching = vec![Vec::new(); sheet.lines.len()];
    for (n, arrow) in arrows.iter().enumerate() {
        touching[arrow.from].push(n);
        touching[arrow.to].push(n);
    }
    for (i, kind) in sheet.lines.iter().enumerate() {
        let shape = shapes.get(i).and_then(Option::as_ref);
        let row = RowPen { pen, sheet, line: i, shape };
        match kind {
            Line::Phase(phase) => row.phase(phase),
            Line::Row(milestone) => row.milestone(milestone, &touching[i]),
            Line::UnplacedHeading => row.words(Slot::Ink),
            Line::Unplaced(item) => {
                let name = format!("{}, not placed: {}", kind.name(), item.reason);
                let _link = row.link(&item.href, &name);
                row.words(Slot::Ink);
                row.label();
            }
            Line::Note(item) => {
                let _link = row.link(&item.href, &format!("{}: {}", item.what, item.words));
                row.words(Slot::Soft);
                row.label();
            }
        }
    }
}

/// The mark of a row: its color, as in the tables.
pub(super) fn mark(row: &GanttRow) -> Mark {
    state::mark(Some(row.status), row.rag)
}

struct RowPen<'a> {
    pen: &'a Pen,
    sheet: &'a Sheet<'a>,
    line: usize,
    shape: Option<&'a Shape>,
}

impl RowPen<'_> {
    fn top(&self) -> i32 {
        units(self.sheet.top(self.line))
    }

    fn phase(&self, phase: &GanttPhase) {
        let _link = self.link(&phase.href, &phase.spoken());
        self.glyph(phase.rag.map(state::mark_of));
        self.words(Slot::Ink);
        if let Some(shape) = self.shape.filter(|_| self.sheet.part != Part::Names) {
            self.finish(phase.span);
            if !shape.only_words {
                bracket(self.pen, shape);
            }
            self.label();
        }
    }

    fn milestone(&self, row: &GanttRow, arrows: &[usize]) {
        let _link = self.link(&row.href, &row.spoken());
        self.glyph(Some(mark(row)));
        self.words(Slot::Ink);
        if self.sheet.part == Part::Names {
            return;
        }
        let style =
            if row.critical { (Weight::Bold, Slot::CriticalEdge) } else { (Weight::Regular, Slot::Soft) };
        if !self.sheet.is_flat() {
            self.finish(row.forecast);
            self.fact(&row.float_text(), (self.sheet.names + FINISH, FLOAT), style);
        }
        match self.shape {
            Some(shape) if shape.diamond => self.gate(row, shape),
            Some(shape) if !shape.only_words => bar::paint(self.pen, row, shape),
            _ => {}
        }
        self.label();
        self.pen.svg.lit_copies(arrows.iter().map(|arrow| format!("d{arrow}")));
    }

    /// The last day, between name and bar, because a bar shows it only roughly.
    fn finish(&self, days: Option<Dates>) {
        let words = days.map(|days| column_date(self.sheet, days.finish)).unwrap_or_default();
        self.fact(&words, (self.sheet.names, FINISH), (Weight::Regular, Slot::Soft));
    }

    /// Words in one of the narrow columns, given by its left end and width.
    fn fact(&self, words: &str, (left, wide): (f64, f64), (weight, slot): (Weight, Slot)) {
        let words = fit(words, LABEL_SIZE, weight, wide - 2.0 * BEFORE_FACT);
        let at = (units(left + BEFORE_FACT), self.top() + units(ROW / 2.0));
        self.pen.text(&words, at, (LABEL_SIZE, weight, slot), HPos::Left);
    }

    /// Opens the row's link and gives it an area to click and to focus. Beside the chart, whose bar says it all, a name
    /// says itself alone.
    fn link(&self, href: &str, name: &str) -> crate::draw::svg::Scope {
        let names_only = self.sheet.part == Part::Names;
        let own = self.sheet.lines[self.line].name();
        let name = if names_only { &own } else { name };
        let scope =
            self.pen.svg.link(&Anchor { href, name, skipped_by_tab: names_only, ..Anchor::default() });
        let (top, bottom) = (self.top() + 10, self.top() + 250);
        let (left, right) = match (self.sheet.part, self.shape) {
            (Part::Chart, Some(shape)) => {
                let words = shape.label.as_ref().map_or(shape.bar, |l| l.span);
                (shape.bar.0.min(words.0) - 50, shape.bar.1.max(words.1) + 50)
            }
            _ => (20, units(self.sheet.width) - 20),
        };
        self.pen.svg.ring((left.max(20), top), (right.min(units(self.sheet.width) - 20), bottom));
        scope
    }

    fn glyph(&self, mark: Option<Mark>) {
        if let Some(mark) = mark.filter(|_| self.sheet.part != Part::Chart) {
            let center = (units(MARK_AT), self.top() + units(ROW / 2.0));
            self.pen.draw(Glyph { mark, center, size: 12.0 });
        }
    }

    /// The name of the row in its column.
    fn words(&self, slot: Slot) {
        if self.sheet.part != Part::Chart {
            let (line, room) = (&self.sheet.lines[self.line], self.sheet.names - NAME_AT - 6.0);
            let (name, weight) = (line.name(), line.weight());
            let at = (units(NAME_AT), self.top() + units(ROW / 2.0));
            self.pen.text(&fit(&name, NAME, weight, room), at, (NAME, weight, slot), HPos::Left);
        }
    }

    /// The words beside the bar, or instead of it.
    fn label(&self) {
        let shape = self.shape.filter(|_| self.sheet.part != Part::Names);
        if let Some((shape, label)) = shape.and_then(|shape| Some((shape, shape.label.as_ref()?))) {
            let at = (label.span.0, shape.top + WORDS);
            self.pen.text(&label.text, at, (LABEL_SIZE, label.weight, label.slot), HPos::Left);
        }
    }

    fn gate(&self, row: &GanttRow, shape: &Shape) {
        let center = ((shape.bar.0 + shape.bar.1) / 2, shape.top + MIDDLE);
        if let Some((x, _)) = shape.baseline {
            let mut hollow = diamond((x, center.1), GATE_BASELINE);
            // hollow, but no arrow shows through
            self.pen.draw(Polygon::new(hollow.clone(), Slot::Ground.filled()));
            hollow.push(hollow[0]);
            self.pen.draw(PathElement::new(hollow, line(1.4, Slot::Baseline)));
        }
        self.pen.draw(Polygon::new(diamond(center, GATE), Slot::Gate.filled()));
        if row.critical {
            let mut outline = diamond(center, GATE);
            outline.extend_from_within(..2);
            self.pen.draw(PathElement::new(outline, line(2.0, Slot::CriticalEdge)));
        }
        if row.status == LifeCycle::Done {
            self.pen.draw(check(center));
        }
    }
}

pub(super) fn diamond((x, y): (i32, i32), half: i32) -> Vec<(i32, i32)> {
    vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
}
