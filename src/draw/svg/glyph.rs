//! Status marks: each status has a shape of its own, so that it is told apart without color and in grey print.

use super::backend::{Svg, SvgError};
use super::number::pixels;
use super::palette::Slot;
use super::style::{Paint, Used};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// What a mark can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// An octagon with a cross.
    Red,
    /// A triangle with an exclamation mark.
    Amber,
    /// A disc with a check.
    Green,
    /// A dashed circle with a question mark.
    Unknown,
    /// A hollow circle.
    Planned,
    /// A hollow circle struck through.
    Cancelled,
}

/// A mark's parts, as path data in a box of 12 by 12 around the origin.
struct Parts {
    slot: Slot,
    /// Filled with the slot.
    solid: &'static str,
    /// Drawn with the slot.
    outline: &'static str,
    /// Cut out of the solid part in the color of the ground.
    cut: &'static str,
    /// Further attributes of the outline.
    outline_style: &'static str,
}

const DISC: &str = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z";
const CIRCLE: &str = "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0z";

impl Mark {
    /// The color that goes with it.
    pub fn slot(self) -> Slot {
        self.parts().slot
    }

    /// A word for it, as in an id.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Red => "red",
            Mark::Amber => "amber",
            Mark::Green => "green",
            Mark::Unknown => "unknown",
            Mark::Planned => "planned",
            Mark::Cancelled => "cancelled",
        }
    }

    /// The mark around the origin, drawn once a picture and referred to by its id.
    fn definition(self, id: &str, used: &mut Used) -> String {
        let parts = self.parts();
        let mut drawn = format!("<g id=\"{id}\">");
        if !parts.solid.is_empty() {
            let _ = write!(drawn, "<path d=\"{}\" {}/>", parts.solid, used.slot(parts.slot, Paint::Fill));
        }
        if !parts.outline.is_empty() {
            let stroke = used.slot(parts.slot, Paint::Stroke);
            let _ = write!(drawn, "<path d=\"{}\" {stroke} {}/>", parts.outline, parts.outline_style);
        }
        if !parts.cut.is_empty() {
            let stroke = used.slot(Slot::Ground, Paint::Stroke);
            let line = "stroke-width=\"1.7\" stroke-linecap=\"round\"";
            let _ = write!(drawn, "<path d=\"{}\" {stroke} {line}/>", parts.cut);
        }
        drawn + "</g>"
    }

    fn parts(self) -> Parts {
        let solid = |slot, solid, cut| Parts { slot, solid, cut, outline: "", outline_style: "" };
        let hollow =
            |slot, outline, outline_style| Parts { slot, solid: "", cut: "", outline, outline_style };
        match self {
            Mark::Red => solid(
                Slot::Red,
                "M-2.5 -6H2.5L6 -2.5V2.5L2.5 6H-2.5L-6 2.5V-2.5z",
                "M-2.3 -2.3L2.3 2.3M2.3 -2.3L-2.3 2.3",
            ),
            Mark::Amber => solid(Slot::Amber, "M0 -6L6.6 5.6H-6.6z", "M0 -2.2V1.6M0 3.5V3.8"),
            Mark::Green => solid(Slot::Green, DISC, "M-2.8 0.3L-0.8 2.4L3 -2.2"),
            Mark::Planned => hollow(Slot::Planned, CIRCLE, "stroke-width=\"1.6\""),
            Mark::Cancelled => hollow(
                Slot::Unknown,
                "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0zM-3.7 3.7L3.7 -3.7",
                "stroke-width=\"1.6\"",
            ),
            Mark::Unknown => Parts {
                slot: Slot::Unknown,
                solid: "M-0.8 2.4H0.8V4H-0.8z",
                outline: "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0zM-1.9 -1.5C-1.9 -3.9 1.9 -3.9 1.9 -1.5C1.9 0 0 0 0 1.6",
                cut: "",
                outline_style: "stroke-width=\"1.4\" stroke-dasharray=\"2.2 1\"",
            },
        }
    }
}

/// A mark at a place: its center in the coordinates of the area it is drawn on, its size in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph<C> {
    /// Which mark it is: it has a meaning without its color, too.
    pub mark: Mark,
    /// Its center, in the coordinates of the area.
    pub center: C,
    /// Width and height in CSS pixels.
    pub size: f64,
}

impl<'a, C: 'a> PointCollection<'a, C> for &'a Glyph<C> {
    type Point = &'a C;
    type IntoIter = std::iter::Once<&'a C>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.center)
    }
}

impl<C> Drawable<Svg> for Glyph<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        svg: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), SvgError> {
        let Some((x, y)) = points.next() else { return Ok(()) };
        let name = format!("mark-{}", self.mark.name());
        let elsewhere = svg.marks_of().map(|prefix| format!("{prefix}-{name}"));
        let here = elsewhere.is_none();
        let id = elsewhere.unwrap_or_else(|| svg.id(&name));
        let mut body = svg.body();
        if here && !body.definitions.contains_key(&id) {
            let drawn = self.mark.definition(&id, &mut body.used);
            body.definitions.insert(id.clone(), drawn);
        }
        let (x, y) = (pixels(x), pixels(y));
        let _ = if (self.size - 12.0).abs() < 0.05 {
            writeln!(body.text, "<use href=\"#{id}\" x=\"{x}\" y=\"{y}\"/>")
        } else {
            let scale = hundredths(self.size / 12.0);
            writeln!(body.text, "<use href=\"#{id}\" transform=\"translate({x} {y})scale({scale})\"/>")
        };
        Ok(())
    }
}

/// A scale needs a digit more than a coordinate.
fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0).round() as u32;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::svg::{Frame, Mode};
    use plotters::prelude::IntoDrawingArea;

    #[test]
    fn every_mark_has_its_own_shape() {
        use Mark::*;
        let drawn = |mark| {
            let svg = Svg::new(Frame::new("g", "g", "", 20.0, 20.0, Mode::Inline));
            let area = svg.clone().into_drawing_area();
            area.draw(&Glyph { mark, center: (100, 100), size: 12.0 })
                .expect("writing to a string does not fail");
            let text = svg.finish();
            let shapes: Vec<String> =
                text.split(" d=\"").skip(1).map(|s| s.split('"').next().unwrap_or("").to_string()).collect();
            shapes.join(" ")
        };
        let all = [Red, Amber, Green, Unknown, Planned, Cancelled].map(drawn);
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
