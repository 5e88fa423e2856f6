//! A short hand for plotters elements on the whole picture, in backend units.

use crate::draw::svg::{Slot, Svg, Weight, font};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection, Text};
use plotters::prelude::IntoDrawingArea;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

pub(in crate::draw) const INFALLIBLE: &str = "writing to a string does not fail";

/// The drawing, and the plotters area that covers it.
pub(in crate::draw) struct Pen {
    pub svg: Svg,
    pub area: DrawingArea<Svg, Shift>,
}

impl Pen {
    pub fn new(svg: Svg) -> Self {
        Pen { area: svg.clone().into_drawing_area(), svg }
    }

    pub fn draw<E>(&self, element: E)
    where
        E: Drawable<Svg>,
        for<'b> &'b E: PointCollection<'b, BackendCoord>,
    {
        self.area.draw(&element).expect(INFALLIBLE);
    }

    /// Words around a height: `at` is their left end, middle or right end.
    pub fn text(&self, words: &str, at: BackendCoord, style: (f64, Weight, Slot), from: HPos) {
        let (size, weight, slot) = style;
        let style = font(size, weight, slot).pos(Pos::new(from, VPos::Center));
        self.area.draw(&Text::new(words, at, style)).expect(INFALLIBLE);
    }
}
