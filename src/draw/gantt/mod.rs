//! Gantt charts: a [`GanttView`] as SVG.
//!
//! plotters gives the coordinates (days across, rows down), the grid and the elements; [`crate::draw::svg`] the links
//! and colors. The work goes in steps, each its own file: `sheet` (what stands where, how big), `place` (bars and words),
//! `arrows` (routes), then painting from back to front: `ground`, `header`, `arrows`, `rows` with `bar`, `legend`.
//! Must not know how dates were computed, nor the page around the picture.

mod arrows;
pub(super) mod axis;
mod bar;
mod ground;
mod header;
mod legend;
mod place;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;

use crate::draw::pen;
use crate::draw::svg::{Frame, Mode, Slot, Svg};
use crate::view::gantt::GanttView;
use legend::Legend;
use pen::Pen;
use sheet::{MARGIN, Part, Sheet};

/// How a chart is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttOptions {
    /// Inside a page, or a file of its own.
    pub mode: Mode,
    /// Width of the picture in CSS pixels, the names included.
    pub width: f64,
    /// The most that the name column takes of it; longer names are shortened.
    pub names_width: f64,
    /// Keeps the ids of several pictures on a page apart.
    pub prefix: String,
}

impl Default for GanttOptions {
    fn default() -> Self {
        GanttOptions { mode: Mode::Inline, width: 1180.0, names_width: 300.0, prefix: "gantt".to_string() }
    }
}

/// A chart in pieces, for pages where the names stay while the chart scrolls.
///
/// `names` and `chart` are equally high and stand side by side, the chart inside an element that scrolls sideways:
///
/// ```html
/// <div style="display:flex">
///   <div style="flex:none;max-width:45vw;overflow:hidden">NAMES</div>
///   <div style="overflow-x:auto;min-width:0">CHART</div>
/// </div>
/// LEGEND
/// ```
///
/// The links in `names` are not in the tab order, because the bars have the same.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttPieces {
    /// The name column.
    pub names: String,
    /// Axis, bars and arrows.
    pub chart: String,
    /// What the marks mean; goes below both.
    pub legend: String,
    /// How high names and chart are, in CSS pixels.
    pub height: f64,
}

/// The whole chart as one picture: title, names, bars, legend.
pub fn draw(view: &GanttView, options: &GanttOptions) -> String {
    draw_part(view, options, Part::Whole).0
}

/// The chart in pieces, which together are as wide as [`GanttOptions::width`] says.
pub fn draw_pieces(view: &GanttView, options: &GanttOptions) -> GanttPieces {
    let (chart, height) = draw_part(view, options, Part::Chart);
    let (names, _) = draw_part(view, options, Part::Names);
    GanttPieces { names, chart, legend: draw_legend(view, options), height }
}

/// A part of the chart, and how high it is.
fn draw_part(view: &GanttView, options: &GanttOptions, part: Part) -> (String, f64) {
    let sheet = Sheet::new(view, options, part);
    let shapes = place::shapes(&sheet, ground::status_x(&sheet));
    let arrows = if part == Part::Names { Vec::new() } else { arrows::arrows(&sheet, &shapes) };
    let legend = (part == Part::Whole).then(|| Legend::new(&sheet, &shapes, &arrows, sheet.width));
    let height = sheet.bottom() + legend.as_ref().map_or(MARGIN, Legend::height);
    let suffix = if part == Part::Names { "-names" } else { "" };
    let title = if part == Part::Names { format!("{}: names", view.title) } else { view.title.clone() };
    let pen = blank(options, suffix, &title, &view.description, (sheet.width, height));
    if part == Part::Names {
        ground::headings(&pen, &sheet);
    } else {
        let mut chart = ground::chart(&pen, &sheet, height);
        ground::paint(&pen, &sheet, &mut chart, &shapes);
        header::axis(&pen, &sheet);
        arrows::paint(&pen, &arrows);
    }
    header::columns(&pen, &sheet);
    if part == Part::Whole {
        header::title(&pen, &sheet);
    }
    rows::paint(&pen, &sheet, &shapes, &arrows);
    if part != Part::Names {
        ground::flag(&pen, &sheet);
    }
    if let Some(legend) = legend {
        legend.paint(&pen, sheet.bottom());
    }
    (pen.svg.finish(), height)
}

fn draw_legend(view: &GanttView, options: &GanttOptions) -> String {
    let sheet = Sheet::new(view, options, Part::Whole);
    let shapes = place::shapes(&sheet, ground::status_x(&sheet));
    let legend = Legend::new(&sheet, &shapes, &arrows::arrows(&sheet, &shapes), sheet.width);
    let title = format!("{}: legend", view.title);
    let about = "What the marks of the chart mean.";
    let prefix = |part: &str| format!("{}{part}", options.prefix);
    let size = (sheet.width, legend.height());
    // Every mark of the legend stands before a name.
    let frame = Frame::new(&prefix("-legend"), &title, about, size.0, size.1, options.mode);
    let pen = Pen::new(Svg::new(frame.with_marks_of(&prefix("-names"))));
    legend.paint(&pen, 0.0);
    pen.svg.finish()
}

/// An empty picture; one that stands alone has a ground of its own.
fn blank(options: &GanttOptions, suffix: &str, title: &str, description: &str, size: (f64, f64)) -> Pen {
    let prefix = format!("{}{suffix}", options.prefix);
    let pen = Pen::new(Svg::new(Frame::new(&prefix, title, description, size.0, size.1, options.mode)));
    if options.mode == Mode::Standalone {
        pen.area.fill(&Slot::Ground).expect(pen::INFALLIBLE);
    }
    pen
}
