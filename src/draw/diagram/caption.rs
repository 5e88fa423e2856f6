//! The title of a picture that stands alone, and what stands below the nodes: the legend, and what is left out.

use super::MARGIN;
use super::arrange::Arrangement;
use super::edges;
use super::nodes::{around, closed, dashed_box, diamond};
use super::wrap::wrap;
use crate::draw::layout::Point;
use crate::draw::pen::Pen;
use crate::draw::svg::{Glyph, Group, Head, Mark, RoundRect, Route, Slot, Weight, fit, units, width};
use crate::view::chart::diagram::{DiagramEdge, DiagramNode, DiagramView, EdgeKind, NodeKind, Place};
use plotters::style::text_anchor::HPos;
use std::collections::BTreeSet;

/// Height of the title.
pub(super) const TITLE: f64 = 28.0;
/// Narrower than this a legend is hard to read, in CSS pixels.
pub(super) const LEAST: f64 = 420.0;
const LINE: f64 = 20.0;
const SIZE: f64 = 10.5;
/// Width of a sample and the space after it.
const SAMPLE: f64 = 26.0;
const BETWEEN: f64 = 18.0;

pub(super) fn title(pen: &Pen, title: &str, wide: f64) {
    let words = fit(title, 16.0, Weight::Bold, wide - 2.0 * MARGIN);
    let at = (units(MARGIN), units(MARGIN + 8.0));
    pen.text(&words, at, (16.0, Weight::Bold, Slot::Ink), HPos::Left);
}

/// A thing that a diagram may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    Mark(Mark, &'static str),
    Progress,
    Critical,
    CriticalEdge,
    Edge(&'static str),
    NoContract,
    Gate,
    Center,
    Outside,
}

/// Legend and notes, each at its place.
pub(super) struct Caption {
    placed: Vec<(Sample, f64, usize)>,
    lines: usize,
    notes: Vec<String>,
}

impl Caption {
    pub fn new(view: &DiagramView, plan: &Arrangement, room: f64) -> Self {
        let (mut x, mut row) = (MARGIN, 0);
        let mut placed = Vec::new();
        for sample in samples(view, plan) {
            let wide = SAMPLE + width(sample.words(), SIZE, Weight::Regular) + BETWEEN;
            if x + wide > room && x > MARGIN {
                (x, row) = (MARGIN, row + 1);
            }
            placed.push((sample, x, row));
            x += wide;
        }
        let note = |sentence: String| wrap(&sentence, SIZE, Weight::Regular, room - 2.0 * MARGIN, 3);
        let notes = view.omitted.iter().flat_map(|omitted| note(omitted.sentence())).collect();
        Caption { lines: if placed.is_empty() { 0 } else { row + 1 }, placed, notes }
    }

    /// Height in CSS pixels.
    pub fn height(&self) -> f64 {
        let lines = self.lines + self.notes.len();
        if lines == 0 { 0.0 } else { lines as f64 * LINE + MARGIN }
    }

    /// Paints it below `top`, in CSS pixels.
    pub fn paint(&self, pen: &Pen, top: f64) {
        let middle = |row: usize| units(top + (row as f64 + 0.5) * LINE);
        for (at, note) in self.notes.iter().enumerate() {
            let at = (units(MARGIN), middle(at));
            pen.text(note, at, (SIZE, Weight::Regular, Slot::Ink), HPos::Left);
        }
        let _legend = pen.svg.group(&Group::class("legend").role("group", "Legend"));
        for &(sample, x, row) in &self.placed {
            let y = middle(row + self.notes.len());
            sample.paint(pen, units(x), y);
            let at = (units(x + SAMPLE), y);
            pen.text(sample.words(), at, (SIZE, Weight::Regular, Slot::Soft), HPos::Left);
        }
    }
}

/// What the diagram shows, and only that.
fn samples(view: &DiagramView, plan: &Arrangement) -> Vec<Sample> {
    let marks: BTreeSet<Mark> = plan.cards.iter().filter_map(|card| card.mark).collect();
    let mut samples: Vec<Sample> = marks.into_iter().map(|mark| Sample::Mark(mark, word(mark))).collect();
    let node = |what: fn(&DiagramNode) -> bool| view.nodes.iter().any(what);
    let edge = |what: fn(&DiagramEdge) -> bool| view.edges.iter().any(what);
    let mut add = |wanted: bool, sample: Sample| samples.extend(wanted.then_some(sample));
    add(plan.cards.iter().any(|card| card.progress.is_some()), Sample::Progress);
    add(node(|node| node.kind == NodeKind::Gate), Sample::Gate);
    add(node(|node| node.critical), Sample::Critical);
    add(edge(|edge| edge.critical), Sample::CriticalEdge);
    add(edge(|edge| edge.kind == EdgeKind::Needs && !edge.critical), Sample::Edge("is needed by"));
    add(edge(|edge| edge.kind == EdgeKind::Uses), Sample::Edge("uses"));
    add(edge(|edge| edge.kind == EdgeKind::UsesWithoutContract), Sample::NoContract);
    add(edge(|edge| edge.kind == EdgeKind::Supersedes), Sample::Edge("is replaced by"));
    add(node(|node| node.place == Place::Center), Sample::Center);
    add(node(|node| node.place == Place::Outside), Sample::Outside);
    samples
}

fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Red => "red",
        Mark::Amber => "amber",
        Mark::Green => "green",
        Mark::Unknown => "unknown",
        Mark::Planned => "planned",
        Mark::Cancelled => "cancelled",
    }
}

impl Sample {
    fn words(self) -> &'static str {
        match self {
            Sample::Mark(_, word) | Sample::Edge(word) => word,
            Sample::Progress => "share done",
            Sample::Critical => "on the critical path",
            Sample::CriticalEdge => "critical dependency",
            Sample::NoContract => "uses without a contract",
            Sample::Gate => "gate of a phase",
            Sample::Center => "what this page is about",
            Sample::Outside => "elsewhere",
        }
    }

    /// Paints a sample 20 pixels wide around the height `y`, all in backend units.
    fn paint(self, pen: &Pen, x: i32, y: i32) {
        let body =
            |inset: i32| RoundRect::new((x + inset, y - 55 + inset), (x + 200 - inset, y + 55 - inset), 2.0);
        let arrow = |slot, wide| Route::new((x, y), slot, wide).line_to((x + 190, y)).head(Head::Arrow);
        let middle = Point { x: f64::from(x + 100) / 10.0, y: f64::from(y) / 10.0 };
        match self {
            Sample::Mark(mark, _) => pen.draw(Glyph { mark, center: (x + 100, y), size: 12.0 }),
            Sample::Progress => {
                let bar = |to: i32, slot| RoundRect::new((x, y - 20), (x + to, y + 20), 2.0).fill(slot);
                pen.draw(bar(200, Slot::Bar));
                pen.draw(bar(120, Slot::BarDone));
            }
            Sample::Critical => pen.draw(body(0).fill(Slot::Node).edge(Slot::CriticalEdge, 2.0)),
            Sample::CriticalEdge => pen.draw(arrow(Slot::CriticalEdge, edges::CRITICAL)),
            Sample::Edge(_) => pen.draw(arrow(Slot::Edge, edges::PLAIN)),
            Sample::NoContract => {
                pen.draw(arrow(Slot::Edge, edges::PLAIN).dashed());
                pen.draw(Glyph { mark: Mark::Amber, center: (x + 65, y), size: 10.0 });
            }
            Sample::Gate => pen.draw(closed(&diamond(around(middle, 16.0, 13.0)), Slot::Gate, 1.6)),
            Sample::Center => {
                pen.draw(body(0).edge(Slot::Ink, 1.5));
                pen.draw(body(25).fill(Slot::Header).edge(Slot::NodeEdge, 1.0));
            }
            Sample::Outside => pen.draw(dashed_box(around(middle, 20.0, 11.0), Slot::NodeEdge, 1.0)),
        }
    }
}
