//! The picture a chart is drawn on: its ground, its title, and the plotters chart in its middle.

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged};
use plotters::style::text_anchor::HPos;

use super::super::pen::{INFALLIBLE, Pen};
use super::ChartOptions;
use crate::draw::svg::{Frame, Mode, Slot, Svg, Weight, fit, units};

const TITLE: f64 = 34.0;
const MARGIN: f64 = 10.0;

/// A picture with room for a title on top.
pub(in crate::draw) struct Sheet {
    pub pen: Pen,
    /// Height in CSS pixels.
    pub height: f64,
}

/// The sides of the part that is plotted on, in CSS pixels from the left and the top of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Sheet {
    /// Room that the title takes.
    pub fn top(options: &ChartOptions) -> f64 {
        if options.mode == Mode::Standalone { TITLE } else { MARGIN }
    }

    /// An empty picture of that height; a file has a ground and a title of its own.
    pub fn new(options: &ChartOptions, title: &str, description: &str, height: f64) -> Sheet {
        let frame = Frame::new(&options.prefix, title, description, options.width, height, options.mode);
        let pen = Pen::new(Svg::new(frame.on_page(&options.page)));
        if options.mode == Mode::Standalone {
            pen.area.fill(&Slot::Ground).expect(INFALLIBLE);
            let words = fit(title, 15.0, Weight::Bold, options.width - 2.0 * MARGIN);
            let at = (units(MARGIN), units(TITLE / 2.0));
            pen.text(&words, at, (15.0, Weight::Bold, Slot::Ink), HPos::Left);
        }
        Sheet { pen, height }
    }

    /// The plotters chart of a part of the picture.
    pub fn chart<X, Y>(
        &self,
        plot: Plot,
        x: X,
        y: Y,
        width: f64,
    ) -> ChartContext<'_, Svg, Cartesian2d<X::CoordDescType, Y::CoordDescType>>
    where
        X: AsRangedCoord,
        Y: AsRangedCoord,
        X::CoordDescType: Ranged,
        Y::CoordDescType: Ranged,
    {
        ChartBuilder::on(&self.pen.area)
            .set_label_area_size(LabelAreaPosition::Left, units(plot.left))
            .set_label_area_size(LabelAreaPosition::Top, units(plot.top))
            .margin_right(units(width - plot.right))
            .margin_bottom(units(self.height - plot.bottom))
            .build_cartesian_2d(x, y)
            .expect(INFALLIBLE)
    }

    /// The finished document.
    pub fn finish(&self) -> String {
        self.pen.svg.finish()
    }
}
