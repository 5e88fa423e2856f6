//! Tornado charts: what swings the finish of the program, the strongest on top.
//!
//! Must not know how the swings were found.

#[cfg(test)]
mod tests;

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Plot, Sample, Sheet};
use super::svg::{Anchor, Group, Hatch, RoundRect, Slot, Tiles, Weight, fit, line, units, width};
use crate::say::days;
use crate::view::chart::forecast::{RiskForecastView, SwingRow};

const ROW: f64 = 26.0;
const HEAD: f64 = 22.0;
const UNDER: f64 = 26.0;
/// Room for a value at the end of a bar.
const VALUE: f64 = 58.0;
const NAME: (f64, Weight, Slot) = (12.0, Weight::Regular, Slot::Ink);
const SOFT: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// What the chart is called.
pub const TITLE: &str = "What swings the finish";

/// The chart; nothing where nothing swings.
pub fn draw(view: &RiskForecastView, options: &ChartOptions) -> Option<String> {
    let rows: Vec<&SwingRow> =
        view.tornado.iter().filter(|row| row.low.is_finite() && row.high.is_finite()).collect();
    if rows.is_empty() {
        return None;
    }
    let low = rows.iter().map(|row| row.low.min(row.high)).fold(0.0, f64::min);
    let high = rows.iter().map(|row| row.high.max(row.low)).fold(0.0, f64::max);
    let widest = rows.iter().map(|row| width(&label(row), NAME.0, NAME.1)).fold(60.0, f64::max);
    let left = (widest + 22.0).min(options.width * 0.4);
    let top = Sheet::top(options) + HEAD;
    let bottom = top + rows.len() as f64 * ROW;
    let plot = Plot { left, right: options.width - 12.0, top, bottom };
    // the values at the ends of the widest bars have their room inside the plot
    let air = (high - low).max(0.1) * VALUE / (plot.right - plot.left - 2.0 * VALUE).max(VALUE);
    let across = RangedCoordf64::from(low - air..high + air);
    let legend = Legend::new(samples(&rows), options.width);
    let sheet = Sheet::new(options, TITLE, &description(&rows), bottom + UNDER + legend.height());
    let up = RangedCoordf64::from(rows.len() as f64..0.0);
    let chart = sheet.chart(plot, across.clone(), up, options.width);
    let at = |days: f64, row: f64| chart.plotting_area().map_coordinate(&(days, row));
    ground(&sheet.pen, view, plot, &across, (low, high), &at);
    for (i, row) in rows.iter().enumerate() {
        paint(&sheet.pen, row, plot, i as f64 + 0.5, &at, options);
    }
    legend.paint(&sheet.pen, bottom + UNDER);
    Some(sheet.finish())
}

fn label(row: &SwingRow) -> String {
    format!("{} {}", row.subject.id, row.subject.title)
}

/// `+6.4 d`.
fn signed(days: f64) -> String {
    let sign = if days < 0.0 {
        "\u{2212}"
    } else if days > 0.0 {
        "+"
    } else {
        ""
    };
    format!("{sign}{} d", (days.abs() * 10.0).round() / 10.0)
}

fn ground(
    pen: &Pen,
    view: &RiskForecastView,
    plot: Plot,
    across: &RangedCoordf64,
    bars: (f64, f64),
    at: &impl Fn(f64, f64) -> BackendCoord,
) {
    let _ground = pen.svg.group(&Group::default().hidden());
    let (top, bottom) = (units(plot.top), units(plot.bottom));
    let mut ticks = Vec::new();
    for days in across.key_points(BoldPoints(9)).into_iter().filter(|days| *days >= bars.0 && *days <= bars.1)
    {
        let x = at(days, 0.0).0;
        ticks.push(((x, bottom), (x, bottom + 40)));
        pen.text(&signed(days), (x, bottom + 130), SOFT, HPos::Center);
    }
    pen.draw(Tiles::lines(ticks, Slot::Edge, 1.0));
    pen.draw(Tiles::lines([((units(plot.left), bottom), (units(plot.right), bottom))], Slot::Edge, 1.0));
    let x = at(0.0, 0.0).0;
    pen.draw(PathElement::new(vec![(x, top - 40), (x, bottom)], line(1.6, Slot::Soft)));
    let words = view
        .planned
        .map_or_else(|| "as planned".to_owned(), |day| format!("as planned: {}", days::short_day(day)));
    let half = units(width(&words, 10.5, Weight::Bold) / 2.0);
    let middle = x.clamp(units(4.0) + half, (units(plot.right) - half).max(units(4.0) + half));
    pen.text(&words, (middle, top - 120), (10.5, Weight::Bold, Slot::Soft), HPos::Center);
}

fn paint(
    pen: &Pen,
    row: &SwingRow,
    plot: Plot,
    middle: f64,
    at: &impl Fn(f64, f64) -> BackendCoord,
    options: &ChartOptions,
) {
    let href = row.subject.href.as_deref().unwrap_or_default();
    let (low, high) = (row.low.min(row.high), row.low.max(row.high));
    let spoken = format!("{}: the finish moves by {} to {}", label(row), signed(low), signed(high));
    let _link = pen.svg.link(&Anchor { href, name: &spoken, ..Anchor::default() });
    let y = units(plot.top + middle * ROW);
    pen.svg.ring((units(2.0), y - 120), (units(options.width - 2.0), y + 120));
    let name = label(row);
    pen.text(&fit(&name, NAME.0, NAME.1, plot.left - 18.0), (units(8.0), y), NAME, HPos::Left);
    let (from, to, zero) = (at(low, middle).0, at(high, middle).0, at(0.0, middle).0);
    let parts = [
        (from, to.min(zero), Slot::Bar, Slot::BarEdge),
        (from.max(zero), to, Slot::Critical, Slot::CriticalEdge),
    ];
    for (a, b, fill, edge) in parts.into_iter().filter(|part| part.0 < part.1) {
        pen.draw(RoundRect::new((a, y - 75), (b, y + 75), 1.0).fill(fill).edge(edge, 1.2));
        if row.risk && b - a > 20 {
            pen.draw(Hatch::new((a + 8, y - 67), (b - 8, y + 67), edge));
        }
    }
    // the line of the plan stands clear of the values
    let before = if from > zero { (from - 50).min(from) } else { from - 50 };
    if low < 0.0 || from - zero > units(VALUE) {
        pen.text(&signed(low), (before, y), SOFT, HPos::Right);
    }
    if high > 0.0 || zero - to > units(VALUE) {
        pen.text(&signed(high), (to + 50, y), (10.5, Weight::Bold, Slot::Ink), HPos::Left);
    }
}

fn samples(rows: &[&SwingRow]) -> Vec<(Sample, &'static str)> {
    let mut samples = Vec::new();
    let mut add = |wanted: bool, sample, words| samples.extend(wanted.then_some((sample, words)));
    add(true, Sample::Ends(Slot::Soft), "left end: it goes well; right end: it goes badly");
    let early = rows.iter().any(|row| row.low.min(row.high) < 0.0);
    let late = rows.iter().any(|row| row.low.max(row.high) > 0.0);
    add(early, Sample::Bar(Slot::Bar, Slot::BarEdge), "earlier than planned");
    add(late, Sample::Bar(Slot::Critical, Slot::CriticalEdge), "later than planned");
    add(
        rows.iter().any(|row| row.risk),
        Sample::Hatched(Slot::Ground, Slot::Soft, Slot::Soft),
        "a risk; plain: a duration",
    );
    samples
}

fn description(rows: &[&SwingRow]) -> String {
    rows.first().map_or_else(String::new, |row| {
        format!(
            "Mean finish of the program in working days after the finish as planned. The most: {}, from {} to {}.",
            label(row),
            signed(row.low),
            signed(row.high)
        )
    })
}
