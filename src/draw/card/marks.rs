//! The marks of colors and the stone of the site, as outlines: the same shapes as on pages.

use super::outline::{Piece, Shape};
use crate::model::Rag;

/// How far the ends of a curve's handles lie, for a quarter of a circle.
const ROUND: f32 = 0.552_284_8;

/// The mark of a color, some 13 units wide around its middle.
pub fn of(rag: Rag) -> Shape {
    match rag {
        Rag::Red => {
            let corners = [
                (-2.5, -6.0),
                (2.5, -6.0),
                (6.0, -2.5),
                (6.0, 2.5),
                (2.5, 6.0),
                (-2.5, 6.0),
                (-6.0, 2.5),
                (-6.0, -2.5),
            ];
            let cut = [stroke((-2.2, -2.2), (2.2, 2.2), 1.7), stroke((-2.2, 2.2), (2.2, -2.2), 1.7)];
            Shape { fill: polygon(&corners), cut: cut.concat() }
        }
        Rag::Amber => Shape {
            fill: polygon(&[(0.0, -6.0), (6.6, 5.6), (-6.6, 5.6)]),
            cut: [stroke((0.0, -2.2), (0.0, 1.6), 1.7), stroke((0.0, 2.9), (0.0, 4.4), 1.7)].concat(),
        },
        Rag::Green => Shape {
            fill: circle(6.0, false),
            cut: polygon(&[(-3.4, 0.9), (-2.2, -0.3), (-0.8, 1.1), (2.4, -2.6), (3.6, -1.4), (-0.8, 3.5)]),
        },
        Rag::Unknown => Shape {
            fill: [circle(6.0, false), circle(4.4, true), question()].concat(),
            cut: [
                stroke((-7.0, 3.0), (-3.5, 1.5), 1.0),
                stroke((7.0, 3.0), (3.5, 1.5), 1.0),
                stroke((0.0, -7.0), (0.0, -4.2), 1.0),
            ]
            .concat(),
        },
        Rag::Planned => Shape { fill: [circle(6.0, false), circle(4.4, true)].concat(), cut: Vec::new() },
    }
}

/// The stone of the site: 24 units wide, 28 high, from its corner.
pub fn stone() -> Shape {
    let k = 10.0 * ROUND;
    let outline = vec![
        Piece::Cubic([(12.0, 0.0), (12.0 + k, 0.0), (22.0, 10.0 - k), (22.0, 10.0)]),
        Piece::Line([(22.0, 10.0), (22.0, 26.0)]),
        Piece::Line([(22.0, 26.0), (24.0, 26.0)]),
        Piece::Line([(24.0, 26.0), (24.0, 28.0)]),
        Piece::Line([(24.0, 28.0), (0.0, 28.0)]),
        Piece::Line([(0.0, 28.0), (0.0, 26.0)]),
        Piece::Line([(0.0, 26.0), (2.0, 26.0)]),
        Piece::Line([(2.0, 26.0), (2.0, 10.0)]),
        Piece::Cubic([(2.0, 10.0), (2.0, 10.0 - k), (12.0 - k, 0.0), (12.0, 0.0)]),
    ];
    let cut = [stroke((7.0, 10.2), (17.0, 10.2), 2.4), stroke((7.0, 15.7), (13.5, 15.7), 2.4)].concat();
    Shape { fill: outline, cut }
}

fn polygon(corners: &[(f32, f32)]) -> Vec<Piece> {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(from, to)| Piece::Line([*from, *to])).collect()
}

/// A straight stroke as a rectangle.
fn stroke(from: (f32, f32), to: (f32, f32), width: f32) -> Vec<Piece> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt();
    let (x, y) = (-dy / length * width / 2.0, dx / length * width / 2.0);
    polygon(&[(from.0 + x, from.1 + y), (to.0 + x, to.1 + y), (to.0 - x, to.1 - y), (from.0 - x, from.1 - y)])
}

/// A circle around the middle; turned the other way it is a hole in another.
fn circle(radius: f32, hole: bool) -> Vec<Piece> {
    let k = radius * ROUND;
    let quarters = [
        ((1.0, 0.0), (0.0, 1.0)),
        ((0.0, 1.0), (-1.0, 0.0)),
        ((-1.0, 0.0), (0.0, -1.0)),
        ((0.0, -1.0), (1.0, 0.0)),
    ];
    let quarter = |((ax, ay), (bx, by)): ((f32, f32), (f32, f32))| {
        let points = [
            (ax * radius, ay * radius),
            (ax * radius + bx * k, ay * radius + by * k),
            (bx * radius + ax * k, by * radius + ay * k),
            (bx * radius, by * radius),
        ];
        let [a, b, c, d] = points;
        Piece::Cubic(if hole { [d, c, b, a] } else { points })
    };
    let mut all: Vec<Piece> = quarters.into_iter().map(quarter).collect();
    if hole {
        all.reverse();
    }
    all
}

/// A question mark.
fn question() -> Vec<Piece> {
    [
        stroke((-2.2, -1.2), (-0.9, -2.9), 1.4),
        stroke((-1.2, -2.8), (1.2, -2.8), 1.3),
        stroke((1.0, -2.9), (1.9, -1.2), 1.3),
        stroke((1.9, -1.5), (0.0, 0.6), 1.3),
        stroke((0.0, 0.2), (0.0, 1.5), 1.4),
        stroke((0.0, 2.4), (0.0, 3.6), 1.5),
    ]
    .concat()
}
