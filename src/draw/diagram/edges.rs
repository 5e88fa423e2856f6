//! The edges with their arrow heads, and the words beside them.

use super::arrange::{Arrangement, LABEL, LABEL_MARK, label_size, label_words};
use crate::draw::layout::{Piece, Point, Route};
use crate::draw::pen::Pen;
use crate::draw::svg::{self, Anchor, Glyph, Group, Mark, RoundRect, Slot, Weight, units, width};
use crate::view::chart::diagram::{DiagramEdge, DiagramView, EdgeKind};
use plotters::element::Polygon;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

/// Widths of lines in CSS pixels.
pub(super) const PLAIN: f64 = 1.2;
pub(super) const CRITICAL: f64 = 2.2;

/// Length of an arrow head, and half its width beside the line, in CSS pixels.
const HEAD: f64 = 7.5;
const HALF: f64 = 2.6;

/// Paints the edges, the critical ones last. Their directions are told by the names of the nodes.
pub(super) fn paint(pen: &Pen, view: &DiagramView, plan: &Arrangement) {
    let _edges = pen.svg.group(&Group::default().hidden());
    for critical in [false, true] {
        let these = || view.edges.iter().zip(&plan.routes).enumerate();
        let of = |(_, (edge, route)): &(usize, (&DiagramEdge, &Route))| {
            edge.critical == critical && !route.pieces.is_empty()
        };
        if !these().any(|each| of(&each)) {
            continue;
        }
        let (slot, wide) = if critical { (Slot::CriticalEdge, CRITICAL) } else { (Slot::Edge, PLAIN) };
        {
            let _lines = pen.svg.stroked(slot, wide);
            for (at, (edge, route)) in these().filter(of) {
                let drawn = line(&short_of_its_end(route, HEAD - 1.0), pen.svg.id(&format!("e{at}")));
                pen.draw(if edge.kind == EdgeKind::UsesWithoutContract { drawn.dashed() } else { drawn });
            }
        }
        for (_, (_, route)) in these().filter(of) {
            pen.draw(Polygon::new(head(route, HALF + wide / 2.0), slot.filled()));
        }
    }
}

/// Paints the words beside the edges, with a ground of their own; they lead to the contract.
pub(super) fn labels(pen: &Pen, view: &DiagramView, plan: &Arrangement) {
    for (edge, route) in view.edges.iter().zip(&plan.routes) {
        let (Some(place), Some(_)) = (route.label, label_size(edge)) else { continue };
        let words = label_words(edge);
        let bare = edge.kind == EdgeKind::UsesWithoutContract;
        let wide = width(&words, LABEL, Weight::Regular) + if bare { LABEL_MARK } else { 0.0 };
        let (x, y) = (place.x + (place.width - wide) / 2.0, place.y + place.height / 2.0 - 1.0);
        let (a, b) = ((units(x - 3.0), units(y - 6.5)), (units(x + wide + 3.0), units(y + 6.5)));
        pen.draw(RoundRect::new(a, b, 2.0).fill(Slot::Ground));
        let _link = pen.svg.link(&Anchor { href: &edge.href, name: &edge.name, ..Anchor::default() });
        if !edge.href.is_empty() {
            pen.svg.ring(a, b);
        }
        if bare {
            pen.draw(Glyph { mark: Mark::Amber, center: (units(x + 6.0), units(y)), size: 11.0 });
        }
        let at = if bare { x + LABEL_MARK } else { x };
        pen.text(&words, (units(at), units(y)), (LABEL, Weight::Regular, Slot::Soft), HPos::Left);
    }
}

fn line(route: &Route, id: String) -> svg::Route {
    route.pieces.iter().fold(svg::Route::colorless(at(route.start), id), |line, piece| match *piece {
        Piece::Line(end) => line.line_to(at(end)),
        Piece::Curve(a, b, end) => line.curve_to(at(a), at(b), at(end)),
    })
}

/// The head of an arrow: tip and two corners.
fn head(route: &Route, half: f64) -> Vec<BackendCoord> {
    let tip = route.end();
    let (dx, dy) = arrival(route);
    let corner = |side: f64| Point { x: tip.x - dx * HEAD - dy * side, y: tip.y - dy * HEAD + dx * side };
    [tip, corner(half), corner(-half)].map(at).to_vec()
}

fn at(point: Point) -> BackendCoord {
    (units(point.x), units(point.y))
}

/// The direction in which a route arrives, one pixel long; nothing for a route without length.
fn arrival(route: &Route) -> (f64, f64) {
    let before = match route.pieces.as_slice() {
        [.., Piece::Curve(_, b, _)] => *b,
        [.., last, Piece::Line(_)] => last.end(),
        _ => route.start,
    };
    let (dx, dy) = (route.end().x - before.x, route.end().y - before.y);
    let length = (dx * dx + dy * dy).sqrt();
    if length > 0.0 { (dx / length, dy / length) } else { (0.0, 0.0) }
}

/// The route with its last point drawn back along it, in CSS pixels.
fn short_of_its_end(route: &Route, by: f64) -> Route {
    let mut route = route.clone();
    let (dx, dy) = arrival(&route);
    let back = |point: Point| Point { x: point.x - dx * by, y: point.y - dy * by };
    match route.pieces.last_mut() {
        Some(Piece::Line(end) | Piece::Curve(_, _, end)) => *end = back(*end),
        None => {}
    }
    route
}
