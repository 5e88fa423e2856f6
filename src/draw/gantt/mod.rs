//! Gantt charts: a [`GanttView`] as SVG.
//!
//! plotters gives the coordinates (days across, rows down), the grid and the elements; [`crate::draw::svg`] the links
//! and colors. The work goes in steps, each its own file: `sheet` (what stands where, how big), `place` (bars and words),
//! `arrows` (routes), then painting from back to front: `ground`, `header`, `arrows`, `rows` with `bar`, `legend`. `paper`
//! cuts high charts for printing.
//! Must not know how dates were computed, nor the page around the picture.

mod arrows;
mod bar;
mod ground;
mod header;
mod legend;
mod paper;
mod place;
mod row_axis;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;

use crate::draw::pen;
use crate::draw::svg::{Frame, Group, Mode, Slot, Svg};
use crate::view::chart::gantt::GanttView;
use arrows::Arrow;
use legend::Legend;
pub use legend::LegendItem;
use pen::Pen;
use place::Shape;
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
    /// The page it stands on or beside, as a path from the site's root.
    pub page: String,
    /// How it is printed.
    pub paper: Paper,
}

/// The room that a sheet of paper has for a chart, in CSS pixels of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Height of a chart that has heading and legend on the same sheet.
    pub whole: f64,
    /// Height of a part of a chart, with one of the two at most.
    pub part: f64,
}

impl Paper {
    /// A wide chart on A4 set sideways, with the title of its page on the first sheet.
    pub const UNDER_A_TITLE: Paper = Paper { whole: 560.0, part: 560.0 };
}

impl Default for Paper {
    /// A4 upright, on which a chart of 860 pixels is made four fifths of its size.
    fn default() -> Self {
        Paper { whole: 1110.0, part: 1170.0 }
    }
}

impl Default for GanttOptions {
    fn default() -> Self {
        GanttOptions {
            mode: Mode::Inline,
            width: 1180.0,
            names_width: 300.0,
            prefix: "gantt".to_string(),
            page: "index.html".to_string(),
            paper: Paper::default(),
        }
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
    /// What the marks mean; goes below both, as a list.
    pub legend: Vec<LegendItem>,
    /// For paper, instead of names and chart where these are higher than a sheet, see [`Paper`]: the same in parts, one
    /// drawing after the other. Else empty. They show what names and chart have, so these must be there, though they
    /// need not be seen.
    pub paper: String,
}

/// The whole chart as one picture: title, names, bars, legend.
pub fn draw(view: &GanttView, options: &GanttOptions) -> String {
    Placed::new(view, options, Part::Whole).draw(options)
}

/// The width of a chart in pieces on which a day is so wide, in CSS pixels.
pub fn width_at(view: &GanttView, per_day: f64) -> f64 {
    sheet::width_at(view, per_day)
}

/// The chart in pieces, which together are as wide as [`GanttOptions::width`] says.
pub fn draw_pieces(view: &GanttView, options: &GanttOptions) -> GanttPieces {
    let [names, chart] = [Part::Names, Part::Chart].map(|part| Placed::new(view, options, part));
    let cuts = paper::cuts(&chart.sheet, options.paper);
    let pieces = paper::Pieces { names: &names.sheet, chart: &chart.sheet };
    let paper = if cuts.len() > 1 { paper::draw(pieces, &cuts, options) } else { String::new() };
    let legend = legend::items(&chart, &options.prefix);
    GanttPieces { names: names.draw(options), chart: chart.draw(options), legend, paper }
}

/// A part of the chart, everything at its place.
struct Placed<'a> {
    sheet: Sheet<'a>,
    shapes: Vec<Option<Shape>>,
    arrows: Vec<Arrow>,
}

impl<'a> Placed<'a> {
    fn new(view: &'a GanttView, options: &GanttOptions, part: Part) -> Self {
        let sheet = Sheet::new(view, options, part);
        let shapes = place::shapes(&sheet, ground::status_x(&sheet));
        let arrows = if part == Part::Names { Vec::new() } else { arrows::arrows(&sheet, &shapes) };
        Placed { sheet, shapes, arrows }
    }

    fn draw(&self, options: &GanttOptions) -> String {
        let Placed { sheet, shapes, arrows } = self;
        let (view, part) = (sheet.view, sheet.part);
        let legend = (part == Part::Whole).then(|| Legend::new(self));
        let height = sheet.bottom() + legend.as_ref().map_or(MARGIN, Legend::height);
        let suffix = if part == Part::Names { "-names" } else { "" };
        let title = if part == Part::Names { format!("{}: names", view.title) } else { view.title.clone() };
        let pen = blank(options, suffix, &title, &view.description, (sheet.width, height));
        let all = (part != Part::Whole).then(|| pen.svg.group(&Group::default().id(paper::ALL)));
        if part == Part::Names {
            ground::headings(&pen, sheet);
        } else {
            let mut chart = ground::chart(&pen, sheet, height);
            ground::paint(&pen, sheet, &mut chart, shapes);
            header::axis(&pen, sheet);
            arrows::paint(&pen, arrows);
        }
        header::columns(&pen, sheet);
        if part == Part::Whole {
            header::title(&pen, sheet);
        }
        rows::paint(&pen, sheet, shapes, arrows);
        if part != Part::Names {
            ground::flag(&pen, sheet);
        }
        if let Some(legend) = legend {
            legend.paint(&pen, sheet.bottom());
        }
        drop(all);
        pen.svg.finish()
    }
}

/// An empty picture; one that stands alone has a ground of its own.
fn blank(options: &GanttOptions, suffix: &str, title: &str, description: &str, size: (f64, f64)) -> Pen {
    let prefix = format!("{}{suffix}", options.prefix);
    let frame = Frame::new(&prefix, title, description, size.0, size.1, options.mode);
    let pen = Pen::new(Svg::new(frame.on_page(&options.page)));
    if options.mode == Mode::Standalone {
        pen.area.fill(&Slot::Ground).expect(pen::INFALLIBLE);
    }
    pen
}
