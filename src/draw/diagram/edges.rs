//! The edges with their arrow heads, and the words beside them.

use super::arrange::{Arrangement, LABEL, LABEL_MARK, label_size, label_words};
use crate::draw::layout::{Piece, Point, Route};
use crate::draw::pen::Pen;
use crate::draw::svg::{self, Glyph, Group, Head, Link, Mark, RoundRect, Slot, Weight, units, width};
use crate::view::diagram::{DiagramEdge, DiagramView, EdgeKind};
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

/// Widths of lines in CSS pixels.
pub(super) const PLAIN: f64 = 1.2;
pub(super) const CRITICAL: f64 = 2.2;

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
        let _painted = pen.svg.stroked(slot, wide);
        for (at, (edge, route)) in these().filter(of) {
            let id = pen.svg.id(&format!("e{at}"));
            let short = short_of_its_end(route, wide * 0.7);
            if edge.kind == EdgeKind::UsesWithoutContract {
                // the gaps of a dashed line would go on through its head
                pen.draw(line(&short, id).dashed());
                pen.draw(head(&short, slot, wide));
            } else {
                pen.draw(line(&short, id).head(Head::Arrow));
            }
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
        let _link = pen.svg.link(&Link { href: &edge.href, name: &edge.name, ..Link::default() });
        pen.draw(RoundRect::new(a, b, 2.0).fill(Slot::Ground));
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

/// Only the last pixels of a route, with the head.
fn head(route: &Route, slot: Slot, wide: f64) -> svg::Route {
    let end = route.end();
    let (dx, dy) = arrival(route);
    let start = Point { x: end.x - dx * 5.0, y: end.y - dy * 5.0 };
    svg::Route::new(at(start), slot, wide).line_to(at(end)).head(Head::Arrow)
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
