//! Points, boxes and routes in CSS pixels, x to the right and y downwards. Knows nothing of graphs.

/// A width and a height, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A point, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left edge of the drawing to the right.
    pub x: f64,
    /// From the top edge of the drawing downwards.
    pub y: f64,
}

/// A box by its top left corner, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// From the left edge of the drawing to that of the box.
    pub x: f64,
    /// From the top edge of the drawing to that of the box.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// The course of an edge: where it starts, then piece after piece. Without pieces there is nothing to draw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Route {
    /// On the side of the box that it leaves.
    pub start: Point,
    /// What follows, each from the end of the one before.
    pub pieces: Vec<Piece>,
    /// Where the label of the edge goes, if it has one: above a level piece, and clear of all else.
    pub label: Option<Rect>,
}

/// One piece of a route, from where the piece before it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece {
    /// Straight to a point.
    Line(Point),
    /// A cubic Bézier curve: two control points, then its end.
    Curve(Point, Point, Point),
}

impl Point {
    pub(super) fn moved(self, dx: f64, dy: f64) -> Point {
        Point { x: self.x + dx, y: self.y + dy }
    }
}

impl Rect {
    pub(super) fn moved(self, dx: f64, dy: f64) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }
}

impl Piece {
    /// Where the piece ends.
    pub fn end(&self) -> Point {
        match *self {
            Piece::Line(end) | Piece::Curve(_, _, end) => end,
        }
    }

    fn moved(self, dx: f64, dy: f64) -> Piece {
        match self {
            Piece::Line(end) => Piece::Line(end.moved(dx, dy)),
            Piece::Curve(a, b, end) => Piece::Curve(a.moved(dx, dy), b.moved(dx, dy), end.moved(dx, dy)),
        }
    }
}

impl Route {
    /// Where the route ends.
    pub fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, Piece::end)
    }

    /// The route as a polyline, each curve cut into `steps` chords.
    pub fn flatten(&self, steps: usize) -> Vec<Point> {
        let mut points = vec![self.start];
        let mut from = self.start;
        for piece in &self.pieces {
            match *piece {
                Piece::Line(end) => points.push(end),
                Piece::Curve(a, b, end) => points
                    .extend((1..=steps).map(|step| bezier([from, a, b, end], step as f64 / steps as f64))),
            }
            from = piece.end();
        }
        points
    }

    /// All points that the route is given by; none of it lies outside their hull.
    pub(super) fn controls(&self) -> impl Iterator<Item = Point> {
        let pieces = self.pieces.iter().flat_map(|piece| match *piece {
            Piece::Line(end) => [end; 3],
            Piece::Curve(a, b, end) => [a, b, end],
        });
        std::iter::once(self.start).chain(pieces)
    }

    pub(super) fn moved(&self, dx: f64, dy: f64) -> Route {
        Route {
            start: self.start.moved(dx, dy),
            pieces: self.pieces.iter().map(|piece| piece.moved(dx, dy)).collect(),
            label: self.label.map(|label| label.moved(dx, dy)),
        }
    }

    /// The same course from its end to its start.
    pub(super) fn turned(&self) -> Route {
        let starts = std::iter::once(self.start).chain(self.pieces.iter().map(Piece::end));
        let mut pieces: Vec<Piece> = starts
            .zip(&self.pieces)
            .map(|(start, piece)| match *piece {
                Piece::Line(_) => Piece::Line(start),
                Piece::Curve(a, b, _) => Piece::Curve(b, a, start),
            })
            .collect();
        pieces.reverse();
        Route { start: self.end(), pieces, label: self.label }
    }
}

/// The point of a cubic Bézier curve at `t` from 0 to 1.
fn bezier([a, b, c, d]: [Point; 4], t: f64) -> Point {
    let u = 1.0 - t;
    let (p, q, r, s) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
    Point { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route() -> Route {
        let p = |x, y| Point { x, y };
        let pieces = vec![Piece::Curve(p(5.0, 0.0), p(5.0, 8.0), p(10.0, 8.0)), Piece::Line(p(20.0, 8.0))];
        Route { start: p(0.0, 0.0), pieces, label: None }
    }

    #[test]
    fn flattening_keeps_the_ends_of_every_piece() {
        let points = route().flatten(4);
        assert_eq!(points.len(), 6);
        assert_eq!(points[2], Point { x: 5.0, y: 4.0 });
        assert_eq!((points[4], points[5]), (Point { x: 10.0, y: 8.0 }, Point { x: 20.0, y: 8.0 }));
    }

    #[test]
    fn a_route_turned_twice_is_itself() {
        let turned = route().turned();
        assert_eq!((turned.start, turned.end()), (route().end(), route().start));
        assert_eq!(turned.turned(), route());
    }
}
