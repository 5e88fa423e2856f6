//! A drawing that is too wide, folded as text is: its columns in rows, one below the other.
//!
//! The columns are cut where that costs least: rows should be low, few edges should be cut, and a band should stay
//! whole. An edge that is cut leaves its row to the right, runs back on a lane between the rows, and enters the next
//! row from the left. The lanes are nested: two edges cross there only if they would cross in the gap that is cut. As
//! lanes run beside and between the rows, the invariant holds: no edge meets a node that it does not end at.
//!
//! Knows columns and heights, not nodes.

use super::columns::Columns;
use super::geometry::Rect;
use super::{Fold, Options};
use std::collections::BTreeMap;
use std::ops::Range;

/// A column, in CSS pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip {
    pub x: f64,
    pub width: f64,
    /// From the highest to the lowest thing in it, edges that pass through included.
    pub top: f64,
    pub bottom: f64,
}

impl Strip {
    pub fn end(&self) -> f64 {
        self.x + self.width
    }
}

/// Columns beside each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub columns: Range<usize>,
    /// How far its columns move to the right and down.
    pub shift: (f64, f64),
    /// Where it is then.
    pub rect: Rect,
    /// Where each edge turns that goes on in the next row, by chain and place in it.
    pub turns: BTreeMap<(usize, usize), Turn>,
}

/// The way of an edge from the right of a row to the left of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    /// Where it runs down to its lane, where the lane is, and where it runs down from it.
    pub right: f64,
    pub lane: f64,
    pub left: f64,
    /// The radius of its corners.
    pub radius: f64,
}

/// Between two lanes, as a part of the gap between two edges.
const LANE: f64 = 0.6;
/// What it costs to cut an edge, and to cut a band, in CSS pixels of height.
const CUT_EDGE: f64 = 40.0;
const CUT_BAND: f64 = 160.0;

/// The rows: only one where all columns fit into the room, where they cannot be cut so that each row does, and where
/// edges run outside the columns. `line` gives the height of a chain at a place.
pub(super) fn rows(
    columns: &Columns,
    bands: &[Option<usize>],
    strips: &[Strip],
    line: impl Fn(usize, usize) -> f64,
    options: &Options,
) -> Vec<Row> {
    let (Some(first), Some(last)) = (strips.first(), strips.last()) else { return Vec::new() };
    let lane = options.edge_gap * LANE;
    let sheet = |fold| Sheet { fold, strips, lane, cuts: cuts(columns, bands) };
    let fits = |fold: &Fold| last.end() - first.x <= fold.room;
    let detours = || columns.chains.iter().any(|chain| chain.detour);
    match options.fold.filter(|fold| !fits(fold) && !detours()).map(sheet) {
        Some(sheet) => {
            let ranges = sheet.ranges().unwrap_or_else(|| vec![0..strips.len()]);
            let mut rows = sheet.placed(&ranges);
            sheet.add_turns(&mut rows, line);
            rows
        }
        None => {
            let none = Fold { room: f64::INFINITY, head: 0.0, pad: 0.0, most_turns: 0 };
            sheet(none).placed(&[0..strips.len()])
        }
    }
}

/// What a cut behind a column would cut.
#[derive(Debug, Clone, Default)]
struct Cut {
    /// Chains, with the place in each before the cut.
    chains: Vec<(usize, usize)>,
    band: bool,
}

/// For each column what a cut behind it would cut.
fn cuts(columns: &Columns, bands: &[Option<usize>]) -> Vec<Cut> {
    let mut cuts = vec![Cut::default(); columns.count];
    for (i, chain) in columns.chains.iter().enumerate() {
        for (place, &v) in chain.vertices.iter().enumerate().take(chain.vertices.len() - 1) {
            cuts[columns.column[v]].chains.push((i, place));
        }
    }
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (&column, band) in columns.column.iter().zip(bands) {
        let Some(band) = *band else { continue };
        let span = spans.entry(band).or_insert((column, column));
        *span = (span.0.min(column), span.1.max(column));
    }
    for (first, last) in spans.into_values() {
        cuts[first..last].iter_mut().for_each(|cut| cut.band = true);
    }
    cuts
}

struct Sheet<'a> {
    fold: Fold,
    strips: &'a [Strip],
    lane: f64,
    /// By column.
    cuts: Vec<Cut>,
}

impl Sheet<'_> {
    /// How many edges leave a row that ends with a column, and enter one that begins with it.
    fn leaving(&self, column: usize) -> usize {
        self.cuts[column].chains.len()
    }

    fn entering(&self, column: usize) -> usize {
        column.checked_sub(1).map_or(0, |before| self.leaving(before))
    }

    /// The room beside a row for edges that turn there.
    fn margin(&self, edges: usize) -> f64 {
        if edges == 0 { 0.0 } else { self.fold.pad + self.lane * (edges + 1) as f64 }
    }

    /// The room between two rows for edges that turn there.
    fn gap(&self, edges: usize) -> f64 {
        2.0 * self.fold.pad + self.fold.head + self.lane * (edges + 1) as f64
    }

    /// The cheapest rows that all fit, by dynamic programming over the columns that a row may begin with.
    fn ranges(&self) -> Option<Vec<Range<usize>>> {
        let count = self.strips.len();
        let mut best: Vec<Option<(f64, usize)>> = vec![None; count];
        for begin in (0..count).rev() {
            let left = self.margin(self.entering(begin)) - self.strips[begin].x;
            let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
            for (column, strip) in self.strips.iter().enumerate().skip(begin) {
                (top, bottom) = (strip.top.min(top), strip.bottom.max(bottom));
                let fits = |edges: usize| left + strip.end() + self.margin(edges) <= self.fold.room;
                if !fits(0) {
                    break;
                }
                let rest = match best.get(column + 1) {
                    None => Some(0.0),
                    Some(rest) => {
                        let edges = self.leaving(column);
                        let allowed = edges <= self.fold.most_turns && fits(edges);
                        rest.filter(|_| allowed).map(|(rest, _)| rest + self.cost(column))
                    }
                };
                let Some(cost) = rest.map(|rest| rest + bottom - top) else { continue };
                if best[begin].is_none_or(|(least, _)| cost < least) {
                    best[begin] = Some((cost, column + 1));
                }
            }
        }
        let mut ranges = Vec::new();
        let mut begin = 0;
        while begin < count {
            let (_, end) = best[begin]?;
            ranges.push(begin..end);
            begin = end;
        }
        Some(ranges)
    }

    /// What it costs to end a row with a column.
    fn cost(&self, column: usize) -> f64 {
        let edges = self.leaving(column);
        let band = if self.cuts[column].band { CUT_BAND } else { 0.0 };
        self.gap(edges) + CUT_EDGE * edges as f64 + band
    }

    fn placed(&self, ranges: &[Range<usize>]) -> Vec<Row> {
        let mut y = 0.0;
        let row = |columns: &Range<usize>| {
            let strips = &self.strips[columns.clone()];
            let top = strips.iter().map(|strip| strip.top).fold(f64::INFINITY, f64::min);
            let bottom = strips.iter().map(|strip| strip.bottom).fold(f64::NEG_INFINITY, f64::max);
            let (left, end) = (self.strips[columns.start].x, self.strips[columns.end - 1].end());
            let x = self.margin(self.entering(columns.start));
            let rect = Rect { x, y, width: end - left, height: bottom - top };
            y += rect.height + self.gap(self.leaving(columns.end - 1));
            Row { columns: columns.clone(), shift: (x - left, rect.y - top), rect, turns: BTreeMap::new() }
        };
        ranges.iter().map(row).collect()
    }

    /// Gives each edge that is cut its lane, the highest in its row the lowest; and a place on both sides so that an
    /// edge runs around those on higher lanes to the right, and inside of those to the left.
    fn add_turns(&self, rows: &mut [Row], line: impl Fn(usize, usize) -> f64) {
        for at in 1..rows.len() {
            let left = rows[at].rect.x - self.fold.pad;
            let row = &mut rows[at - 1];
            let (end, bottom) = (row.rect.x + row.rect.width, row.rect.y + row.rect.height);
            let mut cut = self.cuts[row.columns.end - 1].chains.clone();
            cut.sort_by(|a, b| {
                let place = |&(i, place): &(usize, usize)| (line(i, place), line(i, place + 1));
                let (a, b) = (place(a), place(b));
                b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
            });
            let count = cut.len();
            let turn = |(nth, chain): (usize, (usize, usize))| {
                let turn = Turn {
                    right: end + self.fold.pad + self.lane * (nth + 1) as f64,
                    lane: bottom + self.fold.pad + self.lane * (nth + 1) as f64,
                    left: left - self.lane * (count - nth) as f64,
                    radius: self.lane.min(self.fold.pad / 2.0),
                };
                (chain, turn)
            };
            row.turns = cut.into_iter().enumerate().map(turn).collect();
        }
    }
}
