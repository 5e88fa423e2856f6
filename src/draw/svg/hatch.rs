//! A box filled with slanted lines, for a status that must show without color.

use super::backend::{Svg, SvgError};
use super::number::pixels;
use super::palette::Slot;
use super::style::Paint;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// Slanted lines in a slot's color over what is already there. Corners in the coordinates of the area.
#[derive(Debug, Clone, PartialEq)]
pub struct Hatch<C> {
    corners: [C; 2],
    slot: Slot,
}

impl<C> Hatch<C> {
    /// Over the rectangle between two opposite corners.
    pub fn new(a: C, b: C, slot: Slot) -> Self {
        Hatch { corners: [a, b], slot }
    }
}

impl<'a, C: 'a> PointCollection<'a, C> for &'a Hatch<C> {
    type Point = &'a C;
    type IntoIter = std::slice::Iter<'a, C>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl<C> Drawable<Svg> for Hatch<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        svg: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), SvgError> {
        let (Some(a), Some(b)) = (points.next(), points.next()) else { return Ok(()) };
        let id = svg.id(&format!("hatch-{}", self.slot.name()));
        let mut body = svg.body();
        if !body.definitions.contains_key(&id) {
            let stroke = body.used.slot(self.slot, Paint::Stroke);
            let pattern = format!(
                "<pattern id=\"{id}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path d=\"M1 0V5\" {stroke} stroke-width=\"1.6\"/></pattern>"
            );
            body.definitions.insert(id.clone(), pattern);
        }
        let [x, y, w, h] = [a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs()].map(pixels);
        let _ = writeln!(
            body.text,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"url(#{id})\"/>"
        );
        Ok(())
    }
}
