//! A chart too high for a sheet of paper, cut into several.
//!
//! Each is a picture with the axis on top and some of the rows below it. Nothing is drawn again: the pictures are
//! windows onto the names and the chart that the page has already.

use super::sheet::{Line, MARGIN, ROW, Sheet};
use super::{GanttOptions, Paper};
use crate::draw::svg::{Frame, Svg};
use std::ops::Range;

/// Id of the group that holds all of a piece, within its drawing.
pub(super) const ALL: &str = "all";

/// The pieces that are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pieces<'a> {
    pub names: &'a Sheet<'a>,
    pub chart: &'a Sheet<'a>,
}

/// Which lines stand on which sheet; a single one where all have room.
pub(super) fn cuts(sheet: &Sheet<'_>, paper: Paper) -> Vec<Range<usize>> {
    let room = |height: f64| ((height - sheet.head - MARGIN) / ROW).floor().max(1.0) as usize;
    let (all, most) = (sheet.lines.len(), room(paper.part));
    let (mut cuts, mut from) = (Vec::new(), 0);
    if all > room(paper.whole) {
        while from == 0 || all - from > most {
            let to = cut(&sheet.lines, from, most);
            cuts.push(from..to);
            from = to;
        }
    }
    cuts.push(from..all);
    cuts
}

/// Where a sheet that begins with a line ends: before a phase if that leaves it more than half full, else such that the
/// rest is shared evenly.
fn cut(lines: &[Line<'_>], from: usize, most: usize) -> usize {
    let begins = |&line: &usize| matches!(lines[line], Line::Phase(_) | Line::UnplacedHeading);
    let rest = lines.len() - from;
    let even = from + rest.div_ceil(rest.div_ceil(most).max(2));
    let last = (from + most).min(lines.len() - 1);
    (from + most / 2 + 1..=last).rev().find(begins).unwrap_or(even)
}

/// The sheets, one drawing after the other.
pub(super) fn draw(pieces: Pieces<'_>, cuts: &[Range<usize>], options: &GanttOptions) -> String {
    (1..).zip(cuts).map(|(number, lines)| sheet(pieces, number, lines, options)).collect()
}

fn sheet(pieces: Pieces<'_>, number: usize, lines: &Range<usize>, options: &GanttOptions) -> String {
    let Pieces { names, chart } = pieces;
    let named = |line: usize| chart.lines.get(line).map(Line::name).unwrap_or_default();
    let title = format!("{}: sheet {number}", chart.view.title);
    let about = format!("From {} to {}.", named(lines.start), named(lines.end.saturating_sub(1)));
    let (top, rows) = (chart.top(lines.start), lines.len() as f64 * ROW);
    let prefix = |part: &str| format!("{}{part}", options.prefix);
    let (width, height) = (names.width + chart.width, chart.head + rows + MARGIN);
    let frame = Frame::new(&prefix(&format!("-sheet{number}")), &title, &about, width, height, options.mode);
    let svg = Svg::new(frame);
    for (part, piece, left) in [("-names", names, 0.0), ("", chart, names.width)] {
        let id = Frame::id_in(&prefix(part), ALL, options.mode);
        svg.window(&id, [0.0, 0.0, piece.width, piece.head], (left, 0.0));
        svg.window(&id, [0.0, top, piece.width, rows], (left, piece.head));
    }
    svg.finish()
}
