//! A line of samples with words under a chart.

use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::super::pen::Pen;
use super::series::{Marker, done, marker};
use crate::draw::svg::{Glyph, Group, Hatch, Mark, RoundRect, Route, Slot, Tiles, Weight, units, width};

const LINE: f64 = 20.0;
const SIZE: f64 = 10.5;
const SAMPLE: f64 = 30.0;
const BETWEEN: f64 = 20.0;
const MARGIN: f64 = 8.0;

/// What a chart shows, 24 pixels wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) enum Sample {
    Line(Slot, f64, &'static str),
    Marked(Marker, Slot),
    Done(Slot),
    Area(Slot),
    Ends(Slot),
    Bar(Slot, Slot),
    Hatched(Slot, Slot, Slot),
    /// A dashed box.
    Left(Slot),
    Status(Mark),
    /// A dash.
    Ahead(Slot),
}

/// Samples with their words, in lines.
pub(in crate::draw) struct Legend {
    placed: Vec<(Sample, &'static str, f64, usize)>,
    lines: usize,
}

impl Legend {
    /// In lines of so many pixels.
    pub fn new(samples: impl IntoIterator<Item = (Sample, &'static str)>, room: f64) -> Legend {
        let (mut x, mut row) = (MARGIN, 0);
        let mut placed = Vec::new();
        for (sample, words) in samples {
            let wide = SAMPLE + width(words, SIZE, Weight::Regular);
            if x + wide > room && x > MARGIN {
                (x, row) = (MARGIN, row + 1);
            }
            placed.push((sample, words, x, row));
            x += wide + BETWEEN;
        }
        Legend { lines: if placed.is_empty() { 0 } else { row + 1 }, placed }
    }

    /// In CSS pixels.
    pub fn height(&self) -> f64 {
        self.lines as f64 * LINE + MARGIN
    }

    /// Paints it below `top`, in CSS pixels.
    pub fn paint(&self, pen: &Pen, top: f64) {
        if self.placed.is_empty() {
            return;
        }
        let _legend = pen.svg.group(&Group::class("legend").role("group", "Legend"));
        for &(sample, words, x, row) in &self.placed {
            let (x, y) = (units(x), units(top + (row as f64 + 0.5) * LINE));
            sample.paint(pen, x, y);
            pen.text(words, (x + units(SAMPLE), y), (SIZE, Weight::Regular, Slot::Soft), HPos::Left);
        }
    }
}

impl Sample {
    fn paint(self, pen: &Pen, x: i32, y: i32) {
        let (a, b) = ((x, y - 55), (x + 240, y + 55));
        match self {
            Sample::Line(slot, wide, dash) => {
                pen.draw(Route::new((x, y), slot, wide).line_to((x + 240, y)).dash(dash));
            }
            Sample::Marked(kind, slot) => marker(pen, kind, (x + 120, y), slot),
            Sample::Done(slot) => done(pen, (x + 120, y), slot),
            Sample::Area(slot) => {
                pen.draw(Rectangle::new([a, b], slot.filled()));
                pen.draw(RoundRect::new(a, b, 0.0).edge(Slot::Rule, 1.0));
            }
            Sample::Ends(slot) => {
                let ends = [x, x + 240].map(|x| ((x, y - 45), (x, y + 45)));
                pen.draw(Tiles::lines(ends, slot, 1.4));
                pen.draw(Route::new((x, y), slot, 1.0).line_to((x + 240, y)).dash("1 2"));
            }
            Sample::Bar(fill, edge) => pen.draw(RoundRect::new(a, b, 1.0).fill(fill).edge(edge, 1.2)),
            Sample::Status(mark) => pen.draw(Glyph { mark, center: (x + 180, y), size: 12.0 }),
            Sample::Ahead(slot) => pen.draw(Tiles::lines([((x + 150, y), (x + 210, y))], slot, 1.4)),
            Sample::Left(edge) => {
                let frame = Route::new(a, edge, 1.2).line_to((b.0, a.1)).line_to(b).line_to((a.0, b.1));
                pen.draw(frame.line_to(a).dash("3 2"));
            }
            Sample::Hatched(fill, edge, hatch) => {
                pen.draw(RoundRect::new(a, b, 1.0).fill(fill).edge(edge, 1.2));
                pen.draw(Hatch::new((a.0 + 10, a.1 + 10), (b.0 - 10, b.1 - 10), hatch));
            }
        }
    }
}
