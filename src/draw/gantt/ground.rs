//! What lies behind the rows: sprint bands, days off, phase headings, grid, status date.

use super::super::axis::DateAxis;
use super::pen;
use super::pen::{INFALLIBLE, Pen};
use super::place::Shape;
use super::row_axis::RowAxis;
use super::sheet::{FLAG, LEAST_APART, Line, Sheet};
use crate::date::Dates;
use crate::draw::svg::{Group, Slot, Svg, Tiles, Weight, line, units, width};
use crate::say::days;
use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::ranged1d::BoldPoints;
use plotters::element::{PathElement, Rectangle};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

pub(super) type Chart<'a> = ChartContext<'a, Svg, Cartesian2d<DateAxis, RowAxis>>;

/// A day narrower than this shows no shade, in CSS pixels.
const LEAST_SHADED_DAY: f64 = 4.0;

/// The plotters chart whose coordinates are days and rows.
pub(super) fn chart<'a>(pen: &'a Pen, sheet: &Sheet<'_>, height: f64) -> Chart<'a> {
    let rows = RowAxis { rows: sheet.lines.len(), height: units(super::sheet::ROW) };
    ChartBuilder::on(&pen.area)
        .set_label_area_size(LabelAreaPosition::Left, units(sheet.plot.0))
        .set_label_area_size(LabelAreaPosition::Top, units(sheet.head))
        .margin_right(units(sheet.width - sheet.plot.1))
        .margin_bottom(units(height - sheet.bottom()))
        .build_cartesian_2d(sheet.dates.clone(), rows)
        .expect(pen::INFALLIBLE)
}

/// Everything behind the arrows.
pub(super) fn paint(pen: &Pen, sheet: &Sheet<'_>, chart: &mut Chart<'_>, shapes: &[Option<Shape>]) {
    let _back = pen.svg.group(&Group::default().hidden());
    bands(sheet, chart);
    headings(pen, sheet);
    months(pen, sheet, chart, shapes);
    if let Some(x) = status_x(sheet) {
        let _today = pen.svg.group(&Group::class("today-line"));
        let status = PathElement::new(
            vec![(x, units(sheet.head)), (x, units(sheet.bottom()))],
            line(1.6, Slot::Today),
        );
        pen.draw(status);
    }
}

/// The grounds of the phases' headings, and a thin line under every other row.
pub(super) fn headings(pen: &Pen, sheet: &Sheet<'_>) {
    let mut rules = Vec::new();
    for (i, kind) in sheet.lines.iter().enumerate() {
        let (top, bottom) = (units(sheet.top(i)), units(sheet.top(i + 1)));
        match kind {
            Line::Phase(_) | Line::UnplacedHeading => {
                pen.draw(Rectangle::new([(0, top), (units(sheet.width), bottom)], Slot::Header.filled()));
            }
            Line::Row(_) | Line::Unplaced(_) | Line::Note(_) => {
                rules.push(((0, bottom), (units(sheet.width), bottom)))
            }
        }
    }
    pen.draw(Tiles::lines(rules, Slot::Rule, 0.5));
}

/// A thin upright line where each month (quarter, year) begins, broken where words stand on it.
fn months(pen: &Pen, sheet: &Sheet<'_>, chart: &Chart<'_>, shapes: &[Option<Shape>]) {
    let most = (sheet.plot.1 - sheet.plot.0) / LEAST_APART;
    let mut at = Vec::new();
    let collect = |_: &mut Svg, mesh: MeshLine<'_, DateAxis, RowAxis>| {
        if let MeshLine::XMesh((x, _), _, _) = mesh {
            at.push(x);
        }
        Ok(())
    };
    chart.plotting_area().draw_mesh(collect, BoldPoints(0), BoldPoints(most as usize)).expect(INFALLIBLE);
    let mut pieces = Vec::new();
    for x in at {
        let meets =
            |shape: &&Shape| shape.label.as_ref().is_some_and(|l| l.span.0 - 20 < x && x < l.span.1 + 20);
        let mut top = units(sheet.head);
        for shape in shapes.iter().flatten().filter(meets) {
            pieces.push(((x, top), (x, shape.top + 50)));
            top = shape.top + 180;
        }
        pieces.push(((x, top), (x, units(sheet.bottom()))));
    }
    pen.draw(Tiles::lines(pieces, Slot::Rule, 1.0));
}

fn bands(sheet: &Sheet<'_>, chart: &mut Chart<'_>) {
    let rows = sheet.lines.len() as f64;
    let band = |span: Dates| {
        let span = span.ordered();
        ((span.start, 0.0), (span.finish.succ_opt().unwrap_or(span.finish), rows))
    };
    let sprints = sheet.view.sprints.iter().map(|s| s.span).step_by(2).filter(|_| sheet.shows_sprints());
    let shown = sprints.filter(|s| sheet.shows(s.start) || sheet.shows(s.finish));
    let off = if sheet.day() >= LEAST_SHADED_DAY { sheet.spans_off() } else { Vec::new() };
    let layers =
        [Tiles::boxes(shown.map(band), Slot::Band), Tiles::boxes(off.into_iter().map(band), Slot::Shade)];
    chart.draw_series(layers).expect(INFALLIBLE);
}

/// Whether days off are shown at all.
pub(super) fn shades_days(sheet: &Sheet<'_>) -> bool {
    sheet.day() >= LEAST_SHADED_DAY && !sheet.spans_off().is_empty()
}

/// Where the status line stands: at the end of the status date.
pub(super) fn status_x(sheet: &Sheet<'_>) -> Option<i32> {
    let day = sheet.view.status_date;
    sheet.shows(day).then(|| sheet.x(day.succ_opt().unwrap_or(day)))
}

/// The label on top of the status line.
pub(super) fn flag(pen: &Pen, sheet: &Sheet<'_>) {
    let Some(x) = status_x(sheet) else { return };
    let words = format!("Status {}", days::short_day(sheet.view.status_date));
    let half = units(width(&words, 10.5, Weight::Bold) / 2.0 + 5.0);
    let middle =
        x.clamp(units(sheet.plot.0) + half, (units(sheet.plot.1) - half).max(units(sheet.plot.0) + half));
    let (top, bottom) = (units(sheet.head - FLAG + 2.0), units(sheet.head));
    pen.draw(Rectangle::new([(middle - half, top), (middle + half, bottom)], Slot::Today.filled()));
    pen.text(&words, (middle, (top + bottom) / 2), (10.5, Weight::Bold, Slot::Ground), HPos::Center);
}
