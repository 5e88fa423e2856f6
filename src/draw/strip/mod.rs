//! Forecasts with risk as strips: for every gate and the program the days from P10 to P90 on one axis.
//!
//! Must not know how the runs were made.

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};
use plotters::coord::types::RangedCoordf64;
use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

use super::axis::DateAxis;
use super::pen::Pen;
use super::plot::{ChartOptions, Legend, Marker, Plot, Sample, Sheet, along, day_ticks, fitting, marker};
use super::svg::{Anchor, Group, RoundRect, Slot, Tiles, Weight, fit, units, width};
use crate::say::days;
use crate::{analyse::Percentiles, view::chart::forecast::RiskForecastView};

const ROW: f64 = 30.0;
const UNDER: f64 = 26.0;
const HEAD: f64 = 20.0;
/// Width of each of the two columns of dates.
const DATE: f64 = 58.0;
const NAME: (f64, Weight, Slot) = (12.0, Weight::Regular, Slot::Ink);
const SOFT: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// What the chart is called.
pub const TITLE: &str = "Forecast with risk";

/// One strip.
struct Strip {
    name: String,
    href: String,
    baseline: Option<NaiveDate>,
    planned: Option<NaiveDate>,
    days: Percentiles,
}

/// The expected finishes as strips, one below another; `None` where there is no date to draw.
pub fn draw(view: &RiskForecastView, options: &ChartOptions) -> Option<String> {
    let strips = strips(view);
    let axis = days(&strips)?;
    let widest = strips.iter().map(|strip| width(&strip.name, NAME.0, NAME.1)).fold(60.0, f64::max);
    let left = (widest + 22.0).min(options.width * 0.35);
    let top = Sheet::top(options) + HEAD;
    let bottom = top + strips.len() as f64 * ROW;
    let plot = Plot { left, right: options.width - 2.0 * DATE - 16.0, top, bottom };
    let legend = Legend::new(samples(&strips), options.width);
    let sheet = Sheet::new(options, TITLE, &description(view), bottom + UNDER + legend.height());
    let rows = RangedCoordf64::from(strips.len() as f64..0.0);
    let chart = sheet.chart(plot, axis.clone(), rows, options.width);
    let at = |day: NaiveDate, row: f64| chart.plotting_area().map_coordinate(&(day, row));
    ground(&sheet.pen, plot, &axis, strips.len());
    for (i, strip) in strips.iter().enumerate() {
        paint(&sheet.pen, strip, plot, i as f64 + 0.5, &at, options.width);
    }
    legend.paint(&sheet.pen, bottom + UNDER);
    Some(sheet.finish())
}

fn strips(view: &RiskForecastView) -> Vec<Strip> {
    let gate = |row: &crate::view::chart::forecast::GateForecastRow| Strip {
        name: format!("{} gate", row.phase.id),
        href: row.phase.href.as_ref().map_or_else(String::new, |page| format!("{page}#gate")),
        baseline: row.baseline,
        planned: row.planned,
        days: row.days,
    };
    // what is certain, as a gate that is behind us, is no forecast
    let uncertain = view.gates.iter().filter(|row| row.days.p10 < row.days.p90);
    let mut strips: Vec<Strip> = uncertain.map(gate).collect();
    let name = "Program finish".to_owned();
    strips.push(Strip {
        name,
        href: String::new(),
        baseline: None,
        planned: view.planned,
        days: view.finish,
    });
    strips
}

impl Strip {
    fn spoken(&self) -> String {
        let Percentiles { p10, p50, p80, p90 } = self.days;
        let mut words = format!("{}: P50 {p50}, P80 {p80}, from {p10} (P10) to {p90} (P90)", self.name);
        for (what, day) in [("without risk", self.planned), ("baseline", self.baseline)] {
            if let Some(day) = day {
                words.push_str(&format!(", {what} {day}"));
            }
        }
        words
    }
}

fn days(strips: &[Strip]) -> Option<DateAxis> {
    let all = || {
        strips.iter().flat_map(|strip| {
            [strip.days.p10, strip.days.p90].into_iter().chain(strip.baseline).chain(strip.planned)
        })
    };
    let (first, last) = (all().min()?, all().max()?);
    let air = Days::new(u64::try_from((last - first).num_days() / 25).unwrap_or(0).max(2));
    Some(DateAxis::new(
        first.checked_sub_days(air).unwrap_or(first),
        last.checked_add_days(air).unwrap_or(last),
    ))
}

fn ground(pen: &Pen, plot: Plot, axis: &DateAxis, rows: usize) {
    let _ground = pen.svg.group(&Group::default().hidden());
    let ticks = day_ticks(axis, plot.right - plot.left, 64.0);
    let marks: Vec<(f64, &str)> =
        ticks.iter().map(|tick| (along(axis, tick.on, plot.left, plot.right), tick.words.as_str())).collect();
    let mut rules: Vec<(BackendCoord, BackendCoord)> = (0..=rows)
        .map(|row| units(plot.top + row as f64 * ROW))
        .map(|y| ((units(8.0), y), (units(plot.right + 2.0 * DATE + 8.0), y)))
        .collect();
    for ((x, words), shown) in marks.iter().zip(fitting(&marks, 10.5, 10.0)) {
        rules.push(((units(*x), units(plot.top)), (units(*x), units(plot.bottom + 4.0))));
        if shown {
            pen.text(words, (units(*x), units(plot.bottom + 13.0)), SOFT, HPos::Center);
        }
    }
    pen.draw(Tiles::lines(rules, Slot::Rule, 1.0));
    for (column, words) in [(1.0, "P50"), (2.0, "P80")] {
        pen.text(words, (units(plot.right + column * DATE), units(plot.top - 10.0)), SOFT, HPos::Right);
    }
}

fn paint(
    pen: &Pen,
    strip: &Strip,
    plot: Plot,
    row: f64,
    at: &impl Fn(NaiveDate, f64) -> BackendCoord,
    picture: f64,
) {
    let _link = pen.svg.link(&Anchor { href: &strip.href, name: &strip.spoken(), ..Anchor::default() });
    let y = units(plot.top + row * ROW);
    let x = |day: NaiveDate| at(day, row).0;
    pen.svg.ring((units(2.0), y - 140), (units(picture - 2.0), y + 140));
    let name = fit(&strip.name, NAME.0, NAME.1, plot.left - 18.0).into_owned();
    pen.text(&name, (units(8.0), y), NAME, HPos::Left);
    let Percentiles { p10, p50, p80, p90 } = strip.days;
    pen.draw(
        RoundRect::new((x(p10), y - 35), (x(p90).max(x(p10) + 10), y + 35), 2.0)
            .fill(Slot::Bar)
            .edge(Slot::BarEdge, 1.2),
    );
    pen.draw(Rectangle::new([(x(p50), y - 70), (x(p80).max(x(p50) + 30), y + 70)], Slot::BarDone.filled()));
    if let Some(day) = strip.baseline {
        marker(pen, Marker::Hollow, (x(day), y), Slot::Baseline);
    }
    if let Some(day) = strip.planned {
        marker(pen, Marker::Disc, (x(day), y), Slot::Ground);
        marker(pen, Marker::Ring, (x(day), y), Slot::Ink);
    }
    for (column, day) in [(1.0, p50), (2.0, p80)] {
        let style = (11.0, if column > 1.5 { Weight::Bold } else { Weight::Regular }, Slot::Ink);
        pen.text(&days::short_day(day), (units(plot.right + column * DATE), y), style, HPos::Right);
    }
}

fn samples(strips: &[Strip]) -> Vec<(Sample, &'static str)> {
    let mut samples = vec![
        (Sample::Bar(Slot::BarDone, Slot::BarDone), "half of all runs (P50) to eight in ten (P80)"),
        (Sample::Bar(Slot::Bar, Slot::BarEdge), "one in ten (P10) to nine in ten (P90)"),
    ];
    let mut add = |wanted: bool, sample, words| samples.extend(wanted.then_some((sample, words)));
    add(
        strips.iter().any(|s| s.planned.is_some()),
        Sample::Marked(Marker::Ring, Slot::Ink),
        "forecast without risk",
    );
    add(
        strips.iter().any(|s| s.baseline.is_some()),
        Sample::Marked(Marker::Hollow, Slot::Baseline),
        "baseline",
    );
    samples
}

fn description(view: &RiskForecastView) -> String {
    format!(
        "The program finishes by {} in half of {} runs of the plan, by {} in eight of ten.",
        view.finish.p50, view.runs, view.finish.p80
    )
}
