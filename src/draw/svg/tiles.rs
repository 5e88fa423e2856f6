//! Many lines or boxes of one color as a single path: grids, shades.

use super::backend::{Svg, SvgError, polyline};
use super::palette::Slot;
use super::shape::stroke_width;
use super::style::Paint;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// Lines or boxes. Corners in the coordinates of the area they are drawn on.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles<C> {
    corners: Vec<C>,
    slot: Slot,
    /// Width of lines; boxes where `None`.
    width: Option<f64>,
    faint: bool,
}

impl<C> Tiles<C> {
    /// Lines between pairs of points; width in CSS pixels.
    pub fn lines(pairs: impl IntoIterator<Item = (C, C)>, slot: Slot, width: f64) -> Self {
        Tiles { width: Some(width), ..Tiles::boxes(pairs, slot) }
    }

    /// Filled boxes between opposite corners.
    pub fn boxes(pairs: impl IntoIterator<Item = (C, C)>, slot: Slot) -> Self {
        Tiles {
            corners: pairs.into_iter().flat_map(|(a, b)| [a, b]).collect(),
            slot,
            width: None,
            faint: false,
        }
    }

    /// Only a tint of the color.
    pub fn faint(self) -> Self {
        Tiles { faint: true, ..self }
    }
}

impl<'a, C: 'a> PointCollection<'a, C> for &'a Tiles<C> {
    type Point = &'a C;
    type IntoIter = std::slice::Iter<'a, C>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl<C> Drawable<Svg> for Tiles<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        svg: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), SvgError> {
        let mut data = String::new();
        while let (Some(a), Some(b)) = (points.next(), points.next()) {
            if self.width.is_some() {
                data += &polyline([a, b]);
            } else {
                data += &(polyline([a, (b.0, a.1), b, (a.0, b.1)]) + "z");
            }
        }
        if data.is_empty() {
            return Ok(());
        }
        let faint = if self.faint { " opacity=\"0.1\"" } else { "" };
        let mut body = svg.body();
        let paint = match self.width {
            Some(width) => body.used.slot(self.slot, Paint::Stroke) + &stroke_width(width),
            None => body.used.slot(self.slot, Paint::Fill),
        };
        let _ = writeln!(body.text, "<path d=\"{data}\" {paint}{faint}/>");
        Ok(())
    }
}
