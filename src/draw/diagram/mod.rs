//! Diagrams of dependencies: a [`DiagramView`] as SVG.
//!
//! The work goes in steps, each its own file: `card` (the words of a node and how big it is), `arrange` (what stands
//! where, by [`crate::draw::layout`]), then painting from back to front: `bands`, `edges`, `nodes`, `caption`.
//! Must not know why something waits for something, nor the page around the picture.

mod arrange;
mod bands;
mod caption;
mod card;
mod edges;
mod nodes;
#[cfg(test)]
mod tests;
mod wrap;

use crate::draw::pen::{INFALLIBLE, Pen};
use crate::draw::svg::{Frame, Mode, Slot, Svg};
use crate::view::chart::diagram::DiagramView;
use arrange::Arrangement;
use caption::Caption;

/// Where a diagram will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagramOptions {
    /// A picture that stands alone shows its title.
    pub mode: Mode,
    /// Keeps the ids of several pictures on a page apart.
    pub prefix: String,
    /// The page it stands on or beside, as a path from the site's root.
    pub page: String,
}

impl Default for DiagramOptions {
    fn default() -> Self {
        DiagramOptions { mode: Mode::Inline, prefix: "diagram".to_owned(), page: "index.html".to_owned() }
    }
}

/// The width that a page has for a diagram on a screen of 1280 pixels, between navigation and contents. In CSS pixels.
pub const PAGE_WIDTH: f64 = 744.0;
/// The same on a page without contents at its right.
pub const WIDE_PAGE: f64 = 952.0;
/// Space around everything, in CSS pixels.
const MARGIN: f64 = 12.0;

/// A diagram with everything at its place, which is the greater part of the work; ready to be drawn more than once.
#[derive(Debug, Clone)]
pub struct Diagram<'a> {
    view: &'a DiagramView,
    plan: Arrangement,
    /// Least width of the legend.
    least: f64,
}

impl<'a> Diagram<'a> {
    /// Finds a place for everything. What does not fit from left to right into `width` CSS pixels is drawn downwards,
    /// where that is narrower; it may still be wider than that.
    pub fn new(view: &'a DiagramView, width: f64) -> Self {
        let plan = Arrangement::new(view, width - 2.0 * MARGIN);
        Diagram { view, plan, least: caption::LEAST.min(width) }
    }

    /// The diagram as one picture; without nodes, nothing at all.
    pub fn svg(&self, options: &DiagramOptions) -> String {
        let view = self.view;
        if view.nodes.is_empty() {
            return String::new();
        }
        let alone = options.mode == Mode::Standalone;
        let top = MARGIN + if alone { caption::TITLE } else { 0.0 };
        let plan = self.plan.clone().moved((MARGIN, top));
        let width = (plan.size.width + 2.0 * MARGIN).max(self.least);
        let caption = Caption::new(view, &plan, width);
        let bottom = top + plan.size.height + MARGIN;
        let height = bottom + caption.height();
        let frame = Frame::new(&options.prefix, &view.title, &view.description, width, height, options.mode);
        let pen = Pen::new(Svg::new(frame.on_page(&options.page)));
        if alone {
            pen.area.fill(&Slot::Ground).expect(INFALLIBLE);
        }
        bands::paint(&pen, view, &plan);
        edges::paint(&pen, view, &plan);
        if alone {
            caption::title(&pen, &view.title, width);
        }
        nodes::paint(&pen, view, &plan);
        edges::labels(&pen, view, &plan);
        caption.paint(&pen, bottom);
        pen.svg.finish()
    }
}

/// A diagram for a wide page, as one picture.
pub fn draw(view: &DiagramView, options: &DiagramOptions) -> String {
    Diagram::new(view, WIDE_PAGE).svg(options)
}
