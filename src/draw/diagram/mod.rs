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
use crate::view::diagram::DiagramView;
use arrange::Arrangement;
use caption::Caption;

/// How a diagram is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct DiagramOptions {
    /// Where it will stand. A picture that stands alone shows its title.
    pub mode: Mode,
    /// Width that is there, in CSS pixels. What does not fit from left to right is drawn downwards, where that is
    /// narrower; it may still be wider than this.
    pub width: f64,
    /// Keeps the ids of several pictures on a page apart.
    pub prefix: String,
}

impl Default for DiagramOptions {
    fn default() -> Self {
        DiagramOptions { mode: Mode::Inline, width: 1100.0, prefix: "diagram".to_owned() }
    }
}

/// Space around everything, in CSS pixels.
const MARGIN: f64 = 12.0;

/// The diagram as one picture; without nodes, nothing at all.
pub fn draw(view: &DiagramView, options: &DiagramOptions) -> String {
    if view.nodes.is_empty() {
        return String::new();
    }
    let title = if options.mode == Mode::Standalone { caption::TITLE } else { 0.0 };
    let plan = Arrangement::new(view, options.width - 2.0 * MARGIN, (MARGIN, MARGIN + title));
    let width = (plan.size.width + 2.0 * MARGIN).max(caption::LEAST.min(options.width));
    let caption = Caption::new(view, &plan, width);
    let bottom = MARGIN + title + plan.size.height + MARGIN;
    let height = bottom + caption.height();
    let frame = Frame::new(&options.prefix, &view.title, &view.description, width, height, options.mode);
    let pen = Pen::new(Svg::new(frame));
    if options.mode == Mode::Standalone {
        pen.area.fill(&Slot::Ground).expect(INFALLIBLE);
    }
    bands::paint(&pen, view, &plan);
    edges::paint(&pen, view, &plan);
    if options.mode == Mode::Standalone {
        caption::title(&pen, &view.title, width);
    }
    nodes::paint(&pen, view, &plan);
    edges::labels(&pen, view, &plan);
    caption.paint(&pen, bottom);
    pen.svg.finish()
}
