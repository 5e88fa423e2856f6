//! What stands where: the layout of the nodes in the direction that fits, and the strips of the phases.

use super::card::{Card, cards};
use crate::draw::layout::{
    self, Band, Edge, Fold, Graph, Layout, Node, Options, Piece, Point, Rect, Route, Size,
};
use crate::draw::svg::{Weight, width};
use crate::view::chart::diagram::{DiagramEdge, DiagramView, EdgeKind, NodeKind};
use std::collections::BTreeSet;

/// Which way the arrows run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Right,
    Down,
}

/// The ground of a phase, or of the part of it that stands in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    pub band: usize,
    pub rect: Rect,
}

/// Everything at its place, in CSS pixels of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrangement {
    pub flow: Flow,
    /// By node.
    pub cards: Vec<Card>,
    pub boxes: Vec<Rect>,
    /// By edge.
    pub routes: Vec<Route>,
    /// Rows of columns, and parts that hang together by nothing.
    rows: usize,
    /// How often an edge goes on in the next row.
    turns: usize,
    /// One for each band in each row, where they lie side by side; else empty.
    pub strips: Vec<Strip>,
    /// Of all of it, without margins, in CSS pixels.
    pub size: Size,
}

/// Font size of the words beside edges, the height they take, and the room for a mark before them.
pub(super) const LABEL: f64 = 10.0;
pub(super) const LABEL_HEIGHT: f64 = 16.0;
pub(super) const LABEL_MARK: f64 = 15.0;
/// Room for the names of the phases: above strips that stand side by side, left of those one below the other.
pub(super) const STRIP_HEAD: f64 = 28.0;
pub(super) const STRIP_SIDE: f64 = 100.0;
/// Space inside a strip before its first and after its last node.
const STRIP_PAD: f64 = 12.0;

/// Widest cards, and distances, by direction.
const WIDEST_RIGHT: f64 = 172.0;
const WIDEST_DOWN: f64 = 168.0;
/// How much higher a drawing may be, in CSS pixels, to save the eye the way of one edge back to the next row.
const TURN: f64 = 40.0;
/// Most edges that an eye can follow from one row to the next.
const MOST_TURNS: usize = 6;
const RIGHT: Options =
    Options { node_gap: 18.0, edge_gap: 14.0, column_gap: 42.0, column_gap_limit: 96.0, fold: None };
const DOWN: Options =
    Options { node_gap: 18.0, edge_gap: 12.0, column_gap: 32.0, column_gap_limit: 56.0, fold: None };

/// Where a row of columns may have rows below it: its room, and how much of it strips take.
fn fold(view: &DiagramView, room: f64) -> Option<Fold> {
    let strips = view.bands.len() > 1;
    let (head, pad) = if strips { (STRIP_HEAD, STRIP_PAD) } else { (0.0, STRIP_PAD / 2.0) };
    (room > 0.0).then_some(Fold {
        room: room - if strips { 2.0 * pad } else { 0.0 },
        head,
        pad,
        most_turns: MOST_TURNS,
    })
}

impl Arrangement {
    /// Lays a view out from left to right, in rows where that does not fit into `room` CSS pixels; downwards where that
    /// reads better: it is narrow enough, and lower, or the rows would cut too many edges.
    pub fn new(view: &DiagramView, room: f64) -> Self {
        let right = Arrangement::flowing(view, Flow::Right, fold(view, room));
        if right.size.width <= room && right.rows < 2 {
            return right;
        }
        let down = Arrangement::flowing(view, Flow::Down, None);
        let better = match (right.size.width <= room, down.size.width <= room) {
            (true, true) => down.size.height < right.size.height + TURN * right.turns as f64,
            (right_fits, down_fits) if right_fits != down_fits => down_fits,
            _ => down.size.width < right.size.width,
        };
        if better { down } else { right }
    }

    fn flowing(view: &DiagramView, flow: Flow, fold: Option<Fold>) -> Self {
        let (widest, options) = match flow {
            Flow::Right => (WIDEST_RIGHT, Options { fold, ..RIGHT }),
            Flow::Down => (WIDEST_DOWN, DOWN),
        };
        let cards = cards(&view.nodes, widest);
        let layout = layout::layout(&graph(view, &cards, flow), &options);
        let turn = |rect: Rect| if flow == Flow::Down { turned(rect) } else { rect };
        let mut placed = Arrangement {
            flow,
            cards,
            boxes: layout.nodes.iter().map(|rect| turn(*rect)).collect(),
            routes: layout
                .edges
                .iter()
                .map(|route| if flow == Flow::Down { turned_route(route) } else { route.clone() })
                .collect(),
            rows: layout.rows.len(),
            turns: layout.turns,
            strips: Vec::new(),
            size: layout.size,
        };
        if flow == Flow::Down {
            placed.size = Size { width: layout.size.height, height: layout.size.width };
        }
        placed.add_strips(view, &layout);
        placed
    }

    /// A strip for each phase in each row, if they lie one after the other and every node is in one.
    fn add_strips(&mut self, view: &DiagramView, layout: &Layout) {
        let bands = &layout.bands;
        let apart = bands.windows(2).all(|pair| {
            let follows = pair[0].band < pair[1].band;
            let clear = pair[0].x + pair[0].width + 2.0 * STRIP_PAD <= pair[1].x;
            if pair[0].row == pair[1].row {
                follows && clear
            } else {
                follows || pair[0].band == pair[1].band
            }
        });
        let shown: BTreeSet<usize> = bands.iter().map(|band| band.band).collect();
        let loose = view.nodes.iter().any(|node| node.band.is_none());
        if !apart || shown.len() < 2 || shown.len() != view.bands.len() || loose {
            return;
        }
        let whole = [Rect { x: 0.0, y: 0.0, width: layout.size.width, height: layout.size.height }];
        let rows = if layout.rows.len() > 1 { &layout.rows[..] } else { &whole };
        for (at, row) in rows.iter().enumerate() {
            let bands: Vec<&Band> = bands.iter().filter(|band| band.row == at).collect();
            self.strips.extend(strips_of(row, &bands, self.flow));
        }
        let corner = |low: f64, of: fn(&Rect) -> f64, pick: fn(f64, f64) -> f64| {
            self.strips.iter().map(|strip| of(&strip.rect)).fold(low, pick)
        };
        let (left, top) = (corner(0.0, |r| r.x, f64::min), corner(0.0, |r| r.y, f64::min));
        let right = corner(self.size.width, |r| r.x + r.width, f64::max);
        let bottom = corner(self.size.height, |r| r.y + r.height, f64::max);
        self.size = Size { width: right - left, height: bottom - top };
        *self = std::mem::replace(self, Arrangement::empty()).moved((-left, -top));
    }

    fn empty() -> Self {
        let size = Size::default();
        let (cards, boxes, routes, strips) = Default::default();
        Arrangement { flow: Flow::Right, cards, boxes, routes, rows: 0, turns: 0, strips, size }
    }

    /// The same, further right and down.
    pub fn moved(self, (dx, dy): (f64, f64)) -> Self {
        let rect = |r: Rect| Rect { x: r.x + dx, y: r.y + dy, ..r };
        let point = |p: Point| Point { x: p.x + dx, y: p.y + dy };
        Arrangement {
            boxes: self.boxes.into_iter().map(rect).collect(),
            routes: self.routes.iter().map(|route| mapped(route, point, rect)).collect(),
            strips: self.strips.iter().map(|strip| Strip { rect: rect(strip.rect), ..*strip }).collect(),
            ..self
        }
    }

    /// The nodes in the order in which they are read.
    pub fn reading_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.boxes.len()).collect();
        let place = |node: &usize| {
            let Rect { x, y, width, height } = self.boxes[*node];
            let (x, y) = (x + width / 2.0, y + height / 2.0);
            let (along, across) = if self.flow == Flow::Right { (x, y) } else { (y, x) };
            ((along * 10.0).round() as i64, (across * 10.0).round() as i64, *node)
        };
        order.sort_by_key(place);
        order
    }
}

/// The strips of a row of a layout, from one edge of the row to the other, cut halfway between two bands.
fn strips_of(row: &Rect, bands: &[&Band], flow: Flow) -> Vec<Strip> {
    let head = if flow == Flow::Right { STRIP_HEAD } else { STRIP_SIDE };
    let cut = |pair: &[&Band]| (pair[0].x + pair[0].width + pair[1].x) / 2.0;
    let mut cuts = vec![row.x - STRIP_PAD];
    cuts.extend(bands.windows(2).map(cut));
    cuts.push(row.x + row.width + STRIP_PAD);
    let (y, height) = (row.y - head, row.height + head + STRIP_PAD);
    let rect = |cut: &[f64]| Rect { x: cut[0], y, width: cut[1] - cut[0], height };
    let turn = |rect: Rect| if flow == Flow::Down { turned(rect) } else { rect };
    bands
        .iter()
        .zip(cuts.windows(2))
        .map(|(band, cut)| Strip { band: band.band, rect: turn(rect(cut)) })
        .collect()
}

/// Words beside an edge with their size; a mark stands before them where a contract is missing.
pub(super) fn label_size(edge: &DiagramEdge) -> Option<Size> {
    let marked = edge.kind == EdgeKind::UsesWithoutContract;
    if edge.label.is_empty() && !marked {
        return None;
    }
    let words = width(&label_words(edge), LABEL, Weight::Regular);
    let mark = if marked { LABEL_MARK } else { 0.0 };
    Some(Size { width: words + mark + 10.0, height: LABEL_HEIGHT })
}

/// The words of an edge, cut where they are very long.
pub(super) fn label_words(edge: &DiagramEdge) -> std::borrow::Cow<'_, str> {
    crate::draw::svg::fit(&edge.label, LABEL, Weight::Regular, 110.0)
}

fn graph(view: &DiagramView, cards: &[Card], flow: Flow) -> Graph {
    let across = |size: Size| match flow {
        Flow::Right => size,
        Flow::Down => Size { width: size.height, height: size.width },
    };
    let nodes = view.nodes.iter().zip(cards).map(|(node, card)| {
        let Size { width, height } = across(card.size);
        let tip = if node.kind == NodeKind::Gate { 0.0 } else { 0.6 * height };
        Node { port_span: tip, band: node.band, ..Node::new(width, height) }
    });
    let edges = view
        .edges
        .iter()
        .map(|edge| Edge { label: label_size(edge).map(across), ..Edge::new(edge.from, edge.to) });
    Graph { nodes: nodes.collect(), edges: edges.collect() }
}

fn turned(rect: Rect) -> Rect {
    Rect { x: rect.y, y: rect.x, width: rect.height, height: rect.width }
}

fn turned_route(route: &Route) -> Route {
    mapped(route, |p| Point { x: p.y, y: p.x }, turned)
}

fn mapped(route: &Route, point: impl Fn(Point) -> Point, rect: impl Fn(Rect) -> Rect) -> Route {
    let piece = |piece: &Piece| match *piece {
        Piece::Line(end) => Piece::Line(point(end)),
        Piece::Curve(a, b, end) => Piece::Curve(point(a), point(b), point(end)),
    };
    Route {
        start: point(route.start),
        pieces: route.pieces.iter().map(piece).collect(),
        label: route.label.map(rect),
    }
}
