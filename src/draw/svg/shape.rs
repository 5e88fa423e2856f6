//! Elements that plotters has not: lines with corners, curves and arrow heads, and rounded boxes.

use super::backend::{Svg, SvgError, line_to, polyline};
use super::number::{pixels, units};
use super::palette::Slot;
use super::style::Paint;
use plotters::element::{Drawable, PointCollection};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// How a route ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A plain end.
    None,
    /// An arrow head that touches the last point.
    Arrow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Line,
    /// A cubic Bezier piece: takes three points.
    Curve,
}

/// A line of straight and curved pieces, with an arrow head if wanted. Coordinates in backend units.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    points: Vec<BackendCoord>,
    pieces: Vec<Piece>,
    /// Color and width; those of the surrounding group where `None`.
    line: Option<(Slot, f64)>,
    id: String,
    head: Head,
    radius: i32,
    /// Lengths of strokes and gaps; an unbroken line where `None`.
    dash: Option<&'static str>,
}

impl Route {
    /// Begins at a point; `width` in CSS pixels.
    pub fn new(start: BackendCoord, slot: Slot, width: f64) -> Self {
        Route { line: Some((slot, width)), ..Route::colorless(start, String::new()) }
    }

    /// Begins at a point; color and width are those of the group around it, see [`Svg::stroked`]. With an `id` (see
    /// [`Svg::id`]) it can be shown again by [`Svg::lit_copies`].
    pub fn colorless(start: BackendCoord, id: String) -> Self {
        Route {
            points: vec![start],
            pieces: Vec::new(),
            line: None,
            id,
            head: Head::None,
            radius: 0,
            dash: None,
        }
    }

    /// A straight piece.
    pub fn line_to(mut self, to: BackendCoord) -> Self {
        self.points.push(to);
        self.pieces.push(Piece::Line);
        self
    }

    /// A cubic Bezier piece with its two control points.
    pub fn curve_to(mut self, first: BackendCoord, second: BackendCoord, to: BackendCoord) -> Self {
        self.points.extend([first, second, to]);
        self.pieces.push(Piece::Curve);
        self
    }

    /// What stands at its end: an arrow, or nothing.
    pub fn head(self, head: Head) -> Self {
        Route { head, ..self }
    }

    /// Rounds the corners between straight pieces; radius in CSS pixels.
    pub fn rounded(self, radius: f64) -> Self {
        Route { radius: units(radius).max(0), ..self }
    }

    /// Strokes of 4 and gaps of 3 CSS pixels.
    pub fn dashed(self) -> Self {
        self.dash("4 3")
    }

    /// Lengths of strokes and gaps in CSS pixels, as in SVG's `stroke-dasharray`.
    pub fn dash(self, pattern: &'static str) -> Self {
        Route { dash: Some(pattern).filter(|p| !p.is_empty()), ..self }
    }

    /// Path data through the points, which plotters may have moved.
    fn data(&self, points: &[BackendCoord]) -> String {
        let mut data = String::new();
        let Some(&start) = points.first() else { return data };
        line_to(&mut data, None, start);
        let (mut last, mut at) = (start, 1);
        for (i, piece) in self.pieces.iter().enumerate() {
            match (piece, points.get(at..)) {
                (Piece::Line, Some(&[to, ref rest @ ..])) => {
                    let next_is_line = self.pieces.get(i + 1) == Some(&Piece::Line);
                    last = match rest.first().filter(|_| next_is_line && self.radius > 0) {
                        Some(&after) => corner(&mut data, last, to, after, self.radius),
                        None => {
                            line_to(&mut data, Some(last), to);
                            to
                        }
                    };
                    at += 1;
                }
                (Piece::Curve, Some(&[a, b, to, ..])) => {
                    let [ax, ay, bx, by, x, y] = [a.0, a.1, b.0, b.1, to.0, to.1].map(pixels);
                    let _ = write!(data, "C{ax} {ay} {bx} {by} {x} {y}");
                    last = to;
                    at += 3;
                }
                _ => break,
            }
        }
        data
    }
}

/// Goes towards a corner, rounds it, and returns the point where the rounding ends.
fn corner(
    data: &mut String,
    from: BackendCoord,
    at: BackendCoord,
    to: BackendCoord,
    radius: i32,
) -> BackendCoord {
    let r = radius.min(length(from, at) / 2).min(length(at, to) / 2);
    if r == 0 {
        line_to(data, Some(from), at);
        return at;
    }
    let (before, after) = (towards(at, from, r), towards(at, to, r));
    line_to(data, Some(from), before);
    let [cx, cy, x, y] = [at.0, at.1, after.0, after.1].map(pixels);
    let _ = write!(data, "Q{cx} {cy} {x} {y}");
    after
}

/// The attribute, where it is not SVG's own default of one pixel.
pub(super) fn stroke_width(width: f64) -> String {
    match super::number::decimal(width).as_str() {
        "1" => String::new(),
        other => format!(" stroke-width=\"{other}\""),
    }
}

fn length(a: BackendCoord, b: BackendCoord) -> i32 {
    let (dx, dy) = (f64::from(a.0) - f64::from(b.0), f64::from(a.1) - f64::from(b.1));
    (dx * dx + dy * dy).sqrt() as i32
}

fn towards(from: BackendCoord, to: BackendCoord, distance: i32) -> BackendCoord {
    let share = f64::from(distance) / f64::from(length(from, to).max(1));
    let along = |a: i32, b: i32| a + (f64::from(b - a) * share).round() as i32;
    (along(from.0, to.0), along(from.1, to.1))
}

/// An arrow head near `tip`, pointing away from `from`: its nose and its base so many pixels back, half as wide.
///
/// A head that is outlined only is so small that its outline fills it, and grows to the size of a filled one.
fn triangle(tip: BackendCoord, from: BackendCoord, nose: f64, base: f64, half: f64) -> String {
    let span = f64::from(length(tip, from).max(1));
    let (ux, uy) = (f64::from(tip.0 - from.0) / span, f64::from(tip.1 - from.1) / span);
    let at = |back: f64, side: f64| {
        let (x, y) = (-back * ux - side * uy, -back * uy + side * ux);
        (tip.0 + units(x), tip.1 + units(y))
    };
    polyline([at(nose, 0.0), at(base, half), at(base, -half)]) + "z"
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Route {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl Drawable<Svg> for Route {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        svg: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), SvgError> {
        let points: Vec<BackendCoord> = points.collect();
        let mut body = svg.body();
        let mut data = self.data(&points);
        let tip = points.last().copied();
        let from = points.iter().rev().find(|&&p| Some(p) != tip).copied();
        let ends = tip.zip(from).filter(|_| self.head == Head::Arrow);
        let dash = self.dash.map_or_else(String::new, |dash| format!(" stroke-dasharray=\"{dash}\""));
        let Some((slot, width)) = self.line else {
            data += &ends.map(|(tip, from)| triangle(tip, from, 1.0, 4.6, 1.8)).unwrap_or_default();
            let id = if self.id.is_empty() { String::new() } else { format!(" id=\"{}\"", self.id) };
            let _ = writeln!(body.text, "<path{id} d=\"{data}\"{dash}/>");
            return Ok(());
        };
        let stroke = body.used.slot(slot, Paint::Stroke) + &stroke_width(width);
        let _ = writeln!(body.text, "<path d=\"{data}\" {stroke}{dash}/>");
        if let Some((tip, from)) = ends {
            let fill = body.used.slot(slot, Paint::Fill);
            let _ = writeln!(body.text, "<path d=\"{}\" {fill}/>", triangle(tip, from, 0.0, 6.0, 2.8));
        }
        Ok(())
    }
}

/// A box with rounded corners, filled and outlined. Corners in the coordinates of the area it is drawn on.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundRect<C> {
    corners: [C; 2],
    fill: Option<Slot>,
    edge: Option<(Slot, f64)>,
    radius: f64,
    inset: f64,
}

impl<C> RoundRect<C> {
    /// Two opposite corners; the radius in CSS pixels.
    pub fn new(a: C, b: C, radius: f64) -> Self {
        RoundRect { corners: [a, b], fill: None, edge: None, radius, inset: 0.0 }
    }

    /// The color inside.
    pub fn fill(self, slot: Slot) -> Self {
        RoundRect { fill: Some(slot), ..self }
    }

    /// An outline inside the box; width in CSS pixels.
    pub fn edge(self, slot: Slot, width: f64) -> Self {
        RoundRect { edge: Some((slot, width)), inset: width / 2.0, ..self }
    }
}

impl<'a, C: 'a> PointCollection<'a, C> for &'a RoundRect<C> {
    type Point = &'a C;
    type IntoIter = std::slice::Iter<'a, C>;

    fn point_iter(self) -> Self::IntoIter {
        self.corners.iter()
    }
}

impl<C> Drawable<Svg> for RoundRect<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        svg: &mut Svg,
        _: (u32, u32),
    ) -> Result<(), SvgError> {
        let (Some(a), Some(b)) = (points.next(), points.next()) else { return Ok(()) };
        let inset = units(self.inset);
        let (x, y) = (a.0.min(b.0) + inset, a.1.min(b.1) + inset);
        let (w, h) = ((a.0 - b.0).abs() - 2 * inset, (a.1 - b.1).abs() - 2 * inset);
        let [x, y, w, h] = [x, y, w.max(1), h.max(1)].map(pixels);
        let mut body = svg.body();
        let mut paint = match self.fill {
            Some(slot) => body.used.slot(slot, Paint::Fill),
            None => "fill=\"none\"".to_string(),
        };
        if let Some((slot, width)) = self.edge {
            paint = body.used.both(self.fill, slot) + &stroke_width(width);
        }
        let radius = super::number::decimal(self.radius);
        let _ = writeln!(
            body.text,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" {paint}/>"
        );
        Ok(())
    }
}
