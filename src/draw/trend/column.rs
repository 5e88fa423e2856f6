//! The column at the right: the name of each line with its mark, its finish and its slip.

use plotters::style::text_anchor::HPos;

use super::super::pen::Pen;
use super::super::plot::{ChartOptions, Plot, marker, spread};
use super::{GUTTER, Line};
use crate::draw::svg::{Anchor, Scope, Slot, Weight, fit, units, width};
use crate::say::days;

/// Height of a name, in CSS pixels.
pub(super) const LINE: f64 = 18.0;
const SIZE: f64 = 11.0;
const MARK: f64 = 14.0;
const DATE: f64 = 50.0;
const SLIP: f64 = 46.0;
const END: f64 = 8.0;

pub(super) struct Column {
    name: f64,
    /// In CSS pixels.
    pub width: f64,
}

impl Column {
    /// As wide as the widest name, but never over a third of the picture.
    pub fn new(lines: &[Line<'_>], picture: f64) -> Column {
        let wide = |line: &Line<'_>| width(&line.row.label(), SIZE, weight(line));
        let widest = lines.iter().map(wide).fold(40.0, f64::max);
        let name = widest.min((picture * 0.42 - MARK - DATE - SLIP - END).max(60.0)).ceil();
        Column { name, width: MARK + name + DATE + SLIP + END }
    }

    /// Middles of the names, apart from each other, for lines that end at these heights.
    pub fn places(&self, ends: &[f64], plot: Plot) -> Vec<f64> {
        spread(ends, LINE, plot.top + LINE / 2.0, plot.bottom - LINE / 2.0)
    }

    /// Opens the link of a line: its name is what takes the pointer and the focus.
    pub fn link(&self, pen: &Pen, line: &Line<'_>, y: f64, plot: Plot, options: &ChartOptions) -> Scope {
        let anchor = if line.row.gate { "#gate" } else { "" };
        let href = line.row.subject.href.as_ref().map_or_else(String::new, |page| format!("{page}{anchor}"));
        let scope = pen.svg.link(&Anchor { href: &href, name: &line.row.spoken(), ..Anchor::default() });
        let left = units(plot.right + GUTTER - 4.0);
        pen.svg.ring((left, units(y - LINE / 2.0)), (units(options.width - 2.0), units(y + LINE / 2.0)));
        scope
    }

    /// Paints the name.
    pub fn name(&self, pen: &Pen, line: &Line<'_>, y: f64, plot: Plot) {
        let (left, y) = (plot.right + GUTTER, units(y));
        marker(pen, line.look.marker, (units(left + 5.0), y), line.look.slot);
        let name = line.row.label();
        let name = fit(&name, SIZE, weight(line), self.name);
        pen.text(&name, (units(left + MARK), y), (SIZE, weight(line), Slot::Ink), HPos::Left);
        let after = left + MARK + self.name;
        let date = days::short_day(line.end.1);
        pen.text(&date, (units(after + DATE), y), (10.5, Weight::Regular, Slot::Soft), HPos::Right);
        if let Some(days) = line.row.slip_days.filter(|days| *days != 0) {
            let (slot, weight) =
                if days > 0 { (Slot::Late, Weight::Bold) } else { (Slot::Soft, Weight::Regular) };
            let sign = if days > 0 { '+' } else { '\u{2212}' };
            let words = format!("{sign}{} d", days.unsigned_abs());
            let words = fit(&words, 10.5, weight, SLIP - 2.0).into_owned();
            pen.text(&words, (units(after + DATE + SLIP), y), (10.5, weight, slot), HPos::Right);
        }
    }
}

fn weight(line: &Line<'_>) -> Weight {
    if line.row.gate { Weight::Bold } else { Weight::Regular }
}
