//! The nodes themselves: boxes and diamonds with their words; each a link.

use super::arrange::Arrangement;
use super::card::{
    BAR, CRITICAL, CRITICAL_SIZE, Card, FACTS, FRAME, ID, LINE, MARK, PAD, TITLE, TOP, title_weight,
};
use crate::draw::layout::{Point, Rect};
use crate::draw::pen::Pen;
use crate::draw::state::tones;
use crate::draw::svg::{Anchor, Glyph, RoundRect, Route, Slot, Weight, units};
use crate::view::chart::diagram::{DiagramNode, DiagramView, NodeKind, Place};
use plotters::element::Polygon;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use plotters_backend::BackendCoord;

/// Paints all nodes in the order in which they are read, which is that of the tab key.
pub(super) fn paint(pen: &Pen, view: &DiagramView, plan: &Arrangement) {
    let mut touching = vec![Vec::new(); view.nodes.len()];
    for (at, edge) in view.edges.iter().enumerate() {
        for end in [edge.from, edge.to] {
            touching.get_mut(end).into_iter().for_each(|edges: &mut Vec<usize>| edges.push(at));
        }
    }
    for at in plan.reading_order() {
        let (node, card, rect) = (&view.nodes[at], &plan.cards[at], plan.boxes[at]);
        let name = view.spoken(at);
        let _link = pen.svg.link(&Anchor { href: &node.href, name: &name, ..Anchor::default() });
        let framed = node.place == Place::Center && node.kind != NodeKind::Gate;
        let inner = if framed { frame(pen, rect) } else { rect };
        let node_pen = NodePen { pen, node, card, rect: inner };
        if node.kind == NodeKind::Gate {
            node_pen.gate()
        } else {
            node_pen.card()
        }
        let (a, b) = corners(rect, -3.0);
        pen.svg.ring(a, b);
        if !node.href.is_empty() {
            pen.svg.lit_copies(touching[at].iter().map(|edge| format!("e{edge}")));
        }
    }
}

struct NodePen<'a> {
    pen: &'a Pen,
    node: &'a DiagramNode,
    card: &'a Card,
    rect: Rect,
}

impl NodePen<'_> {
    fn card(&self) {
        self.ground();
        let (x, right) = (self.rect.x + PAD, self.rect.x + self.rect.width - PAD);
        let mut y = self.rect.y + TOP + LINE / 2.0;
        let card = self.card;
        if let Some(mark) = card.mark {
            self.pen.draw(Glyph { mark, center: (units(x + 6.0), units(y)), size: 12.0 });
        }
        let indent = if card.mark.is_some() { MARK } else { 0.0 };
        self.text(&card.id, (x + indent, y), (ID, Weight::Bold, self.ink()), HPos::Left);
        if self.node.critical {
            self.text(CRITICAL, (right, y), (CRITICAL_SIZE, Weight::Bold, Slot::CriticalEdge), HPos::Right);
        }
        if !card.id.is_empty() || card.mark.is_some() || self.node.critical {
            y += LINE;
        }
        for line in &card.title {
            self.text(line, (x, y), (TITLE, title_weight(self.node), self.ink()), HPos::Left);
            y += LINE;
        }
        let facts = (FACTS, Weight::Regular, Slot::Soft);
        self.text(&card.facts.0, (x, y), facts, HPos::Left);
        match card.stacked {
            true => self.text(&card.facts.1, (x, y + LINE), facts, HPos::Left),
            false => self.text(&card.facts.1, (right, y), facts, HPos::Right),
        }
        if let Some(done) = card.progress {
            self.progress(done);
        }
    }

    fn ink(&self) -> Slot {
        if self.node.place == Place::Outside { Slot::Soft } else { Slot::Ink }
    }

    fn text(&self, words: &str, (x, y): (f64, f64), style: (f64, Weight, Slot), from: HPos) {
        if !words.is_empty() {
            self.pen.text(words, (units(x), units(y)), style, from);
        }
    }

    fn ground(&self) {
        let (a, b) = corners(self.rect, 0.0);
        let body = RoundRect::new(a, b, 4.0);
        let state = self.card.mark.map(tones);
        let (fill, line) = state.unwrap_or((Slot::Node, Slot::NodeEdge));
        let edge = if self.node.critical { (Slot::CriticalEdge, 2.5) } else { (line, 1.0) };
        match self.node.place {
            Place::Center | Place::Inside => self.pen.draw(body.fill(fill).edge(edge.0, edge.1)),
            Place::Outside => {
                self.pen.draw(body.fill(Slot::Ground));
                self.pen.draw(dashed_box(self.rect, edge.0, edge.1));
            }
        }
    }

    /// How much is done, as a thin bar along the lower side.
    fn progress(&self, done: f64) {
        let (left, right) = (self.rect.x + PAD, self.rect.x + self.rect.width - PAD);
        let (top, bottom) =
            (self.rect.y + self.rect.height - BAR - 1.0, self.rect.y + self.rect.height - BAR + 3.0);
        let bar = |to: f64, slot| {
            RoundRect::new((units(left), units(top)), (units(to), units(bottom)), 2.0).fill(slot)
        };
        let solid = self.card.mark.map_or(Slot::BarDone, |mark| tones(mark).1);
        self.pen.draw(bar(right, Slot::Ground));
        if done > 0.0 {
            self.pen.draw(bar((left + (right - left) * done).max(left + 3.0), solid));
        }
    }

    fn gate(&self) {
        let ground = if self.node.place == Place::Outside { Slot::Ground } else { Slot::Node };
        self.pen.draw(Polygon::new(diamond(self.rect), ground.filled()));
        let (slot, wide) = if self.node.critical { (Slot::CriticalEdge, 2.2) } else { (Slot::Gate, 1.6) };
        let outline = closed(&diamond(self.rect), slot, wide);
        self.pen.draw(if self.node.place == Place::Outside { outline.dashed() } else { outline });
        let middle = (self.rect.x + self.rect.width / 2.0, self.rect.y + self.rect.height / 2.0);
        let line = |dy: f64| (middle.0, middle.1 + dy);
        let bold = (ID, Weight::Bold, self.ink());
        if self.card.facts.0.is_empty() {
            return self.text(&self.card.id, line(0.0), bold, HPos::Center);
        }
        self.text(&self.card.id, line(-6.5), bold, HPos::Center);
        self.text(&self.card.facts.0, line(7.0), (FACTS, Weight::Regular, Slot::Soft), HPos::Center);
    }
}

/// A frame around a card; gives the room inside it.
fn frame(pen: &Pen, rect: Rect) -> Rect {
    let (a, b) = corners(rect, 0.0);
    pen.draw(RoundRect::new(a, b, 6.0).fill(Slot::Ground).edge(Slot::Ink, 1.5));
    let Rect { x, y, width, height } = rect;
    Rect { x: x + FRAME, y: y + FRAME, width: width - 2.0 * FRAME, height: height - 2.0 * FRAME }
}

/// Two opposite corners, moved inwards.
fn corners(rect: Rect, by: f64) -> (BackendCoord, BackendCoord) {
    let (a, b) = ((rect.x + by, rect.y + by), (rect.x + rect.width - by, rect.y + rect.height - by));
    ((units(a.0), units(a.1)), (units(b.0), units(b.1)))
}

/// The four tips of a diamond in its box.
pub(super) fn diamond(rect: Rect) -> Vec<BackendCoord> {
    let Rect { x, y, width, height } = rect;
    let tips = [
        (x, y + height / 2.0),
        (x + width / 2.0, y),
        (x + width, y + height / 2.0),
        (x + width / 2.0, y + height),
    ];
    tips.map(|(x, y)| (units(x), units(y))).to_vec()
}

/// An outline around the corners; width in CSS pixels.
pub(super) fn closed(corners: &[BackendCoord], slot: Slot, wide: f64) -> Route {
    let Some((&first, rest)) = corners.split_first() else { return Route::new((0, 0), slot, wide) };
    // goes on to the second corner, so that the first is a corner too
    let around = rest.iter().copied().chain([first]).chain(rest.first().copied());
    around.fold(Route::new(first, slot, wide), Route::line_to)
}

/// A dashed outline inside a box; width in CSS pixels.
pub(super) fn dashed_box(rect: Rect, slot: Slot, wide: f64) -> Route {
    let (a, b) = corners(rect, wide / 2.0);
    closed(&[a, (b.0, a.1), b, (a.0, b.1)], slot, wide).dashed()
}

/// A box around a point, in CSS pixels.
pub(super) fn around(middle: Point, width: f64, height: f64) -> Rect {
    Rect { x: middle.x - width / 2.0, y: middle.y - height / 2.0, width, height }
}
