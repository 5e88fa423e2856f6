//! The legend: samples of what the chart shows, and only of that.

use super::Placed;
use super::bar::{check, leveled, point};
use super::ground;
use super::pen::Pen;
use super::rows::{diamond, mark};
use super::sheet::{Line, MARGIN, Sheet};
use crate::draw::state;
use crate::draw::svg::{
    Frame, Glyph, Group, Hatch, Head, Mark, RoundRect, Route, Slot, Svg, Weight, line, units, width,
};
use crate::model::LifeCycle;
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use std::collections::BTreeSet;

const LINE: f64 = 20.0;
const SIZE: f64 = 10.5;
/// Width of a sample and the space after it.
const SAMPLE: f64 = 26.0;
const BETWEEN: f64 = 18.0;
/// Width and height of a sample that stands alone, with some space around it.
const ITEM: (f64, f64) = (24.0, 16.0);

/// A thing that a chart may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    Mark(Mark, &'static str),
    Remaining,
    Complete,
    Done,
    Critical,
    Blocked,
    Cancelled,
    Baseline,
    Slip,
    Float,
    Leveled,
    GoesOn,
    Gate,
    GateBaseline,
    Phase,
    Needs,
    CriticalNeeds,
    HiddenNeeds,
    DaysOff,
    Status,
}

/// The samples a chart needs, each at its place.
pub(super) struct Legend {
    placed: Vec<(Sample, f64, usize)>,
    lines: usize,
}

impl Legend {
    pub fn new(chart: &Placed<'_>) -> Self {
        let room = chart.sheet.width;
        let mut placed = Vec::new();
        let (mut x, mut row) = (MARGIN, 0);
        for sample in samples(chart) {
            let wide = SAMPLE + width(sample.words(), SIZE, Weight::Regular) + BETWEEN;
            if x + wide > room && x > MARGIN {
                (x, row) = (MARGIN, row + 1);
            }
            placed.push((sample, x, row));
            x += wide;
        }
        Legend { lines: if placed.is_empty() { 0 } else { row + 1 }, placed }
    }

    /// Height in CSS pixels.
    pub fn height(&self) -> f64 {
        if self.lines == 0 { MARGIN } else { self.lines as f64 * LINE + 2.0 * MARGIN }
    }

    /// Paints it below `top`, in CSS pixels.
    pub fn paint(&self, pen: &Pen, top: f64) {
        let _legend = pen.svg.group(&Group::class("legend").role("group", "Legend"));
        for &(sample, x, row) in &self.placed {
            let (x, y) = (units(x), units(top + MARGIN + (row as f64 + 0.5) * LINE));
            sample.paint(pen, x, y);
            pen.text(sample.words(), (x + units(SAMPLE), y), (SIZE, Weight::Regular, Slot::Soft), HPos::Left);
        }
    }
}

/// A sample and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendItem {
    /// A picture for an HTML page, hidden from screen readers.
    pub sample: String,
    /// A few words.
    pub words: &'static str,
}

/// The legend as a list, for a page that has the names of the chart: their marks are used again.
pub(super) fn items(chart: &Placed<'_>, prefix: &str) -> Vec<LegendItem> {
    let item = |sample: Sample| {
        let frame = Frame::ornament(&format!("{prefix}-legend"), ITEM.0, ITEM.1);
        let frame = frame.with_marks_of(&format!("{prefix}-names"));
        let pen = Pen::new(Svg::new(frame));
        sample.paint(&pen, units(2.0), units(ITEM.1 / 2.0));
        LegendItem { sample: pen.svg.finish(), words: sample.words() }
    };
    // The marks stand in the tables of the page with their words, and the status date has its flag.
    let known = |sample: &Sample| {
        matches!(sample, Sample::Mark(..) | Sample::Status | Sample::DaysOff | Sample::GoesOn)
    };
    samples(chart).into_iter().filter(|sample| !known(sample)).map(item).collect()
}

fn samples(chart: &Placed<'_>) -> Vec<Sample> {
    let Placed { sheet, shapes, arrows } = chart;
    let mut samples = marks(sheet);
    let rows = || {
        sheet.lines.iter().zip(shapes).filter_map(|(line, shape)| match (line, shape) {
            (Line::Row(row), Some(shape)) if !shape.only_words => Some((*row, shape)),
            _ => None,
        })
    };
    let bars = || rows().filter(|(_, shape)| !shape.diamond);
    let gates = || rows().filter(|(_, shape)| shape.diamond);
    let mut add = |wanted: bool, sample: Sample| samples.extend(wanted.then_some(sample));
    add(bars().any(|(r, _)| r.progress() < 1.0 && r.status != LifeCycle::Cancelled), Sample::Remaining);
    add(bars().any(|(r, _)| r.progress() > 0.0 && r.status != LifeCycle::Done), Sample::Complete);
    add(bars().any(|(r, _)| r.status == LifeCycle::Done), Sample::Done);
    add(rows().any(|(r, _)| r.critical), Sample::Critical);
    add(bars().any(|(r, _)| r.is_blocked() && r.progress() < 1.0), Sample::Blocked);
    add(bars().any(|(r, _)| r.status == LifeCycle::Cancelled), Sample::Cancelled);
    add(bars().any(|(_, s)| s.baseline.is_some()), Sample::Baseline);
    add(rows().any(|(r, s)| r.slip_days != 0 && s.label.is_some()), Sample::Slip);
    add(bars().any(|(_, s)| s.tail.is_some()), Sample::Float);
    add(bars().any(|(_, s)| s.leveled.is_some()), Sample::Leveled);
    add(bars().any(|(_, s)| s.cut != (false, false)), Sample::GoesOn);
    add(gates().next().is_some(), Sample::Gate);
    add(gates().any(|(_, s)| s.baseline.is_some()), Sample::GateBaseline);
    add(
        sheet.lines.iter().zip(shapes).any(|(line, shape)| match line {
            Line::Phase(_) => shape.is_some(),
            Line::Row(row) => row.rollup.is_some() && shape.is_some(),
            _ => false,
        }),
        Sample::Phase,
    );
    add(arrows.iter().any(|a| !a.critical && a.shown), Sample::Needs);
    add(arrows.iter().any(|a| a.critical), Sample::CriticalNeeds);
    add(arrows.iter().any(|a| !a.shown), Sample::HiddenNeeds);
    add(ground::shades_days(sheet), Sample::DaysOff);
    add(ground::status_x(sheet).is_some(), Sample::Status);
    samples
}

/// The status marks that stand before names.
fn marks(sheet: &Sheet<'_>) -> Vec<Sample> {
    let used: BTreeSet<Mark> = sheet
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Row(row) => Some(mark(row)),
            Line::Phase(phase) => phase.rag.map(state::mark_of),
            Line::UnplacedHeading | Line::Unplaced(_) | Line::Note(_) => None,
        })
        .collect();
    used.into_iter().map(|mark| Sample::Mark(mark, word(mark))).collect()
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
            Sample::Mark(_, word) => word,
            Sample::Remaining => "work left",
            Sample::Complete => "work done",
            Sample::Done => "done bar",
            Sample::Critical => "critical path",
            Sample::Blocked => "blocked",
            Sample::Cancelled => "cancelled",
            Sample::Baseline => "baseline",
            Sample::Slip => "slip, working days",
            Sample::Float => "float",
            Sample::Leveled => "after leveling",
            Sample::GoesOn => "goes on",
            Sample::Gate => "gate",
            Sample::GateBaseline => "gate, baseline",
            Sample::Phase => "phase",
            Sample::Needs => "is needed by",
            Sample::CriticalNeeds => "critical dependency",
            Sample::HiddenNeeds => "hover a row to see its other links",
            Sample::DaysOff => "weekend, holiday",
            Sample::Status => "status date",
        }
    }

    /// Paints a sample 20 pixels wide around the height `y`.
    fn paint(self, pen: &Pen, x: i32, y: i32) {
        let bar = || RoundRect::new((x, y - 55), (x + 200, y + 55), 2.0);
        let plain = || bar().fill(Slot::Bar).edge(Slot::BarEdge, 1.0);
        let inside = |slot: Slot, to: i32| Rectangle::new([(x + 5, y - 50), (x + to, y + 50)], slot.filled());
        let arrow = |slot, wide| Route::new((x, y), slot, wide).line_to((x + 200, y)).head(Head::Arrow);
        match self {
            Sample::Mark(mark, _) => pen.draw(Glyph { mark, center: (x + 100, y), size: 12.0 }),
            Sample::Remaining => pen.draw(plain()),
            Sample::Complete => {
                pen.draw(plain());
                pen.draw(inside(Slot::BarDone, 110));
            }
            Sample::Done => {
                pen.draw(plain());
                pen.draw(inside(Slot::BarDone, 195));
                pen.draw(check((x + 70, y)));
            }
            Sample::Critical => pen.draw(bar().fill(Slot::Bar).edge(Slot::CriticalEdge, 2.0)),
            Sample::Blocked => {
                pen.draw(plain());
                pen.draw(Hatch::new((x + 10, y - 45), (x + 190, y + 45), Slot::Blocked));
            }
            Sample::Cancelled => pen.draw(bar().edge(Slot::Unknown, 1.0)),
            Sample::Baseline => {
                pen.draw(Rectangle::new([(x, y - 15), (x + 200, y + 15)], Slot::Baseline.filled()))
            }
            Sample::Slip => pen.text("+3 d", (x + 210, y), (9.0, Weight::Bold, Slot::Late), HPos::Right),
            Sample::Float => {
                let tail = Route::new((x, y), Slot::Tail, 1.4).line_to((x + 200, y));
                pen.draw(tail.line_to((x + 200, y - 40)).line_to((x + 200, y + 15)));
            }
            Sample::Leveled => leveled(pen, (x, x + 200), y),
            Sample::GoesOn => {
                let body = RoundRect::new((x, y - 55), (x + 140, y + 55), 2.0);
                pen.draw(body.fill(Slot::Bar).edge(Slot::BarEdge, 1.0));
                pen.draw(Polygon::new(point(x + 200, -45, y), Slot::BarEdge.filled()));
            }
            Sample::Gate => pen.draw(Polygon::new(diamond((x + 100, y), 65), Slot::Gate.filled())),
            Sample::GateBaseline => {
                let mut hollow = diamond((x + 100, y), 50);
                hollow.push(hollow[0]);
                pen.draw(PathElement::new(hollow, line(1.4, Slot::Baseline)));
            }
            Sample::Phase => {
                let beam = [(0, -40), (200, -40), (200, 45), (155, 0), (45, 0), (0, 45)];
                pen.draw(Polygon::new(beam.map(|(dx, dy)| (x + dx, y + dy)).to_vec(), Slot::Soft.filled()));
            }
            Sample::Needs => pen.draw(arrow(Slot::Edge, 1.2)),
            Sample::CriticalNeeds => pen.draw(arrow(Slot::CriticalEdge, 1.8)),
            Sample::HiddenNeeds => pen.draw(arrow(Slot::Edge, 1.2).dashed()),
            Sample::DaysOff => {
                pen.draw(
                    RoundRect::new((x, y - 60), (x + 200, y + 60), 0.0)
                        .fill(Slot::Shade)
                        .edge(Slot::Rule, 1.0),
                );
            }
            Sample::Status => {
                pen.draw(PathElement::new(vec![(x + 100, y - 70), (x + 100, y + 70)], line(1.6, Slot::Today)))
            }
        }
    }
}
