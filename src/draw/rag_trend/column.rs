//! One sprint in a picture of colors: a link with its name on top and a cell for each thing under it.

use plotters::style::text_anchor::HPos;

use super::super::pen::Pen;
use super::super::plot::fitting;
use super::{Grid, ROW, mark};
use crate::draw::svg::{Anchor, Glyph, RoundRect, Slot, Tiles, Weight, units, width};
use crate::say::days;
use crate::view::chart::rag_trend::{RagTrendColumn, RagTrendRow};

const SIZE: f64 = 11.0;
const SMALL: f64 = 9.5;
/// A column of more things says how many have each color; what each has stands in the table.
const NAMED: usize = 8;
/// Under a cell so narrow its word is a letter.
const FOR_WORDS: f64 = 50.0;

/// A sprint.
pub(super) struct Column<'a> {
    pub view: &'a RagTrendColumn,
    /// Its place among the cells of a row, and in the picture.
    pub index: usize,
    pub place: usize,
}

impl Column<'_> {
    /// What it tells of a thing.
    pub fn word(&self, row: &RagTrendRow) -> Option<&'static str> {
        row.cells.get(self.index).copied().flatten()
    }

    fn current(&self) -> bool {
        self.view.time == "current"
    }

    pub fn middle(&self, grid: &Grid) -> f64 {
        grid.left + (self.place as f64 + 0.5) * grid.cell
    }

    /// Which of the columns have room for their names; the current one always has.
    pub fn headed(columns: &[Column<'_>], grid: &Grid) -> Vec<bool> {
        let current = columns.iter().position(Column::current);
        let names: Vec<(f64, &str)> =
            columns.iter().map(|c| (c.middle(grid), c.view.short.as_str())).collect();
        let mut headed = fitting(&names, SIZE, 5.0);
        if let Some((now, near)) = current.and_then(|now| Some((now, names.get(now)?))) {
            let reach = |words: &str| (width(words, SIZE, Weight::Bold) + 5.0) / 2.0;
            for (n, (middle, words)) in names.iter().enumerate() {
                headed[n] &= (middle - near.0).abs() >= reach(words) + reach(near.1);
            }
            headed[now] = true;
        }
        headed
    }

    pub fn paint(&self, pen: &Pen, rows: &[RagTrendRow], grid: &Grid, headed: bool) {
        let href = self.view.subject.as_ref().and_then(|subject| subject.href.as_deref()).unwrap_or_default();
        let _link = pen.svg.link(&Anchor { href, name: &self.spoken(rows), ..Anchor::default() });
        let middle = self.middle(grid);
        let (left, right) = (middle - grid.cell / 2.0, middle + grid.cell / 2.0);
        let (top, bottom) = (grid.top - grid.head() + 4.0, grid.top + grid.rows as f64 * ROW);
        let corners = ((units(left + 1.0), units(top)), (units(right - 1.0), units(bottom)));
        if self.current() {
            // a name wider than its cell stands over the frame
            let inside = width(&self.view.short, SIZE, Weight::Bold) <= grid.cell - 6.0;
            let top = if inside { top } else { grid.top - 4.0 };
            let corners = ((corners.0.0, units(top)), corners.1);
            pen.draw(RoundRect::new(corners.0, corners.1, 4.0).edge(Slot::Today, 1.6));
        }
        pen.svg.ring(corners.0, corners.1);
        self.head(pen, grid, headed);
        // what has no color yet has a dash
        let still = rows.iter().enumerate().filter(|(_, row)| self.word(row).is_none()).map(|(n, _)| {
            let (x, y) = (units(middle), units(grid.top + (n as f64 + 0.5) * ROW));
            ((x - 30, y), (x + 30, y))
        });
        pen.draw(Tiles::lines(still, Slot::Tail, 1.4));
        for (n, row) in rows.iter().enumerate() {
            self.cell(pen, self.word(row), (middle, grid.top + n as f64 * ROW), grid.cell);
        }
    }

    fn head(&self, pen: &Pen, grid: &Grid, headed: bool) {
        if !headed {
            return;
        }
        let x = units(self.middle(grid));
        let (weight, slot) = match self.view.time {
            "current" => (Weight::Bold, Slot::Today),
            "past" => (Weight::Bold, Slot::Ink),
            _ => (Weight::Regular, Slot::Soft),
        };
        let dated = grid.dated();
        let up = if dated { 25.0 } else { 14.0 };
        let room = |words: &str, size: f64| width(words, size, weight) <= grid.cell.max(24.0);
        let words = if room(&self.view.short, SIZE) { self.view.short.as_str() } else { "…" };
        pen.text(words, (x, units(grid.top - up)), (SIZE, weight, slot), HPos::Center);
        let date = if self.current() && self.view.short != "now" {
            "now".to_owned()
        } else {
            days::short_day(self.view.on)
        };
        if dated && room(&date, SMALL) {
            let slot = if self.current() { Slot::Today } else { Slot::Soft };
            pen.text(&date, (x, units(grid.top - 11.0)), (SMALL, weight, slot), HPos::Center);
        }
    }

    fn cell(&self, pen: &Pen, word: Option<&'static str>, (middle, top): (f64, f64), wide: f64) {
        let (Some(word), x) = (word, units(middle)) else { return };
        let mark = mark(word);
        pen.draw(Glyph { mark, center: (x, units(top + 13.0)), size: 12.0 });
        let letter: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
        let shown = if wide >= FOR_WORDS { word } else { &letter };
        pen.text(shown, (x, units(top + 28.0)), (SMALL, Weight::Regular, Slot::Ink), HPos::Center);
    }

    /// `12 red`, `3 green`: the worst first.
    fn counted(&self, rows: &[RagTrendRow]) -> Vec<String> {
        let count = |word: &&str| rows.iter().filter(|row| self.word(row) == Some(*word)).count();
        let words = ["red", "amber", "unknown", "green", "planned", "cancelled"];
        let counts = words.iter().map(|word| (count(word), word));
        counts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect()
    }

    /// `Sprint 4, 10 Apr 2026: Program red, P1 Foundation green`.
    fn spoken(&self, rows: &[RagTrendRow]) -> String {
        let day = days::day(self.view.on);
        let told = |row: &RagTrendRow| self.word(row).map(|word| format!("{} {word}", row.label));
        let cells: Vec<String> =
            if rows.len() > NAMED { self.counted(rows) } else { rows.iter().filter_map(told).collect() };
        match self.view.time {
            "future" => format!("{}, from {day}: still to come", self.view.name),
            "current" => format!("{}, now: {}", self.view.name, cells.join(", ")),
            _ => format!("{}, {day}: {}", self.view.name, cells.join(", ")),
        }
    }
}
