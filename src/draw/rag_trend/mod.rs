//! Colors over time: a [`RagTrendView`] as SVG. Sprints go across, a row for each thing; each cell has a shape and,
//! under it, its word or the word's first letter.
//!
//! Must not know how a color comes about.

mod column;
#[cfg(test)]
mod tests;

use plotters::style::text_anchor::HPos;

use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Sample, Sheet};
use super::svg::{Anchor, Group, Mark, Slot, Tiles, Weight, fit, units, width};
use crate::view::chart::rag_trend::{RagTrendRow, RagTrendView};
use column::Column;

/// So many sprints at most are drawn, and so many things; the table has all of them.
pub const MOST_COLUMNS: usize = 44;
/// See [`MOST_COLUMNS`].
pub const MOST_ROWS: usize = 40;

const ROW: f64 = 38.0;
/// Height of a head with a date, and without.
const HEAD: [f64; 2] = [40.0, 28.0];
/// Width of a cell: with a word in it, and with a letter at least.
const WITH_WORD: f64 = 54.0;
const LEAST: f64 = 18.0;
const MARGIN: f64 = 8.0;
/// Names of things take no more of the width.
const NAMES: f64 = 190.0;
const NAME: (f64, Weight, Slot) = (12.0, Weight::Regular, Slot::Ink);

/// Where cells lie, in CSS pixels.
struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    rows: usize,
}

impl Grid {
    /// There is room for the date of a sprint.
    fn dated(&self) -> bool {
        self.cell >= WITH_WORD - 8.0
    }

    fn head(&self) -> f64 {
        if self.dated() { HEAD[0] } else { HEAD[1] }
    }
}

/// The colors; nothing where there is none. Its width follows from the number of sprints, up to that of the options.
pub fn draw(view: &RagTrendView, options: &ChartOptions) -> Option<String> {
    let rows = &view.rows[..view.rows.len().min(MOST_ROWS)];
    let columns = shown(view);
    if rows.is_empty() || columns.is_empty() {
        return None;
    }
    let widest = rows.iter().map(|row| width(&row.label, NAME.0, NAME.1)).fold(40.0, f64::max);
    let left = (widest + 2.0 * MARGIN).min(NAMES).min(options.width * 0.4);
    let cell = ((options.width - left - MARGIN) / columns.len() as f64).clamp(LEAST, WITH_WORD);
    let mut grid = Grid { left, top: 0.0, cell, rows: rows.len() };
    grid.top = Sheet::top(options) + grid.head();
    let wide = left + cell * columns.len() as f64 + MARGIN;
    let options = &ChartOptions { width: wide.max(260.0), ..options.clone() };
    let legend = Legend::new(samples(rows), options.width);
    let bottom = grid.top + rows.len() as f64 * ROW;
    let sheet = Sheet::new(options, &view.title, &description(view), bottom + 8.0 + legend.height());
    ground(&sheet.pen, &grid, wide);
    tints(&sheet.pen, &columns, rows, &grid);
    for (n, row) in rows.iter().enumerate() {
        label(&sheet.pen, row, &grid, n);
    }
    let headed = Column::headed(&columns, &grid);
    for (column, headed) in columns.iter().zip(headed) {
        column.paint(&sheet.pen, rows, &grid, headed);
    }
    legend.paint(&sheet.pen, bottom + 8.0);
    Some(sheet.finish())
}

/// The latest sprints that fit, with as many of those to come as there is room for.
fn shown(view: &RagTrendView) -> Vec<Column<'_>> {
    let known = view.columns.iter().take_while(|column| column.time != "future").count();
    let end = view.columns.len().min(known.max(MOST_COLUMNS));
    let first = end.saturating_sub(MOST_COLUMNS);
    let columns = view.columns.iter().enumerate().take(end).skip(first);
    columns.map(|(index, view)| Column { view, index, place: index - first }).collect()
}

fn ground(pen: &Pen, grid: &Grid, wide: f64) {
    let _ground = pen.svg.group(&Group::default().hidden());
    let level = |row: usize| units(grid.top + row as f64 * ROW);
    let rules = (0..=grid.rows).map(|n| ((units(MARGIN), level(n)), (units(wide - MARGIN), level(n))));
    pen.draw(Tiles::lines(rules, Slot::Rule, 1.0));
}

/// A tint behind what is red, amber or green.
fn tints(pen: &Pen, columns: &[Column<'_>], rows: &[RagTrendRow], grid: &Grid) {
    let _tints = pen.svg.group(&Group::default().hidden());
    for word in ["red", "amber", "green"] {
        let mut boxes = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            let (top, half) = (grid.top + n as f64 * ROW, grid.cell / 2.0 - 2.5);
            let of = columns.iter().filter(|column| column.word(row) == Some(word));
            boxes.extend(of.map(|column| {
                let x = column.middle(grid);
                ((units(x - half), units(top + 2.0)), (units(x + half), units(top + ROW - 2.0)))
            }));
        }
        pen.draw(Tiles::boxes(boxes, mark(word).slot()).faint());
    }
}

fn label(pen: &Pen, row: &RagTrendRow, grid: &Grid, n: usize) {
    let href = row.subject.as_ref().and_then(|subject| subject.href.as_deref()).unwrap_or_default();
    let _link = pen.svg.link(&Anchor { href, name: &row.label, ..Anchor::default() });
    let (top, right) = (grid.top + n as f64 * ROW, grid.left - 4.0);
    pen.svg.ring((units(3.0), units(top + 3.0)), (units(right), units(top + ROW - 3.0)));
    let weight = if n == 0 && grid.rows > 1 { Weight::Bold } else { NAME.1 };
    let words = fit(&row.label, NAME.0, weight, right - MARGIN - 2.0);
    pen.text(&words, (units(MARGIN), units(top + ROW / 2.0)), (NAME.0, weight, NAME.2), HPos::Left);
}

/// The mark of a word.
fn mark(word: &str) -> Mark {
    match word {
        "red" => Mark::Red,
        "amber" => Mark::Amber,
        "green" => Mark::Green,
        "planned" => Mark::Planned,
        "cancelled" => Mark::Cancelled,
        _ => Mark::Unknown,
    }
}

fn samples(rows: &[RagTrendRow]) -> Vec<(Sample, &'static str)> {
    let words = ["red", "amber", "green", "unknown", "planned", "cancelled"];
    let used = |word: &&str| rows.iter().any(|row| row.cells.contains(&Some(*word)));
    let mut samples: Vec<(Sample, &'static str)> =
        words.into_iter().filter(used).map(|word| (Sample::Status(mark(word)), word)).collect();
    let ahead = rows.iter().any(|row| row.cells.contains(&None));
    samples.extend(ahead.then_some((Sample::Ahead(Slot::Tail), "still to come")));
    samples
}

fn description(view: &RagTrendView) -> String {
    let mut words = view.description.clone();
    if view.columns.len() > MOST_COLUMNS {
        words.push_str(&format!(" Shown are {MOST_COLUMNS} of {} sprints.", view.columns.len()));
    }
    if view.rows.len() > MOST_ROWS {
        words.push_str(&format!(" Shown are the first {MOST_ROWS} of {} rows.", view.rows.len()));
    }
    words
}
