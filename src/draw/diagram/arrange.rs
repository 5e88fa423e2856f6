//! What stands where: the layout of the nodes in the direction that fits, and the strips of the phases.

use super::card::{Card, cards};
use crate::draw::layout::{self, Edge, Graph, Node, Options, Piece, Point, Rect, Route, Size};
use crate::draw::svg::{Weight, width};
use crate::view::diagram::{DiagramEdge, DiagramView, EdgeKind, NodeKind};

/// Which way the arrows run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Right,
    Down,
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
    /// By band, where they lie side by side; else empty.
    pub strips: Vec<Rect>,
    /// Without margins.
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
const RIGHT: Options = Options { node_gap: 18.0, edge_gap: 14.0, column_gap: 42.0, column_gap_limit: 96.0 };
const DOWN: Options = Options { node_gap: 18.0, edge_gap: 12.0, column_gap: 32.0, column_gap_limit: 56.0 };

impl Arrangement {
    /// Lays a view out from left to right, or downwards where that does not fit into `room` CSS pixels and downwards
    /// is narrower.
    pub fn new(view: &DiagramView, room: f64) -> Self {
        let least = least_width(view);
        if least <= room {
            let right = Arrangement::flowing(view, Flow::Right);
            if right.size.width <= room {
                return right;
            }
            let down = Arrangement::flowing(view, Flow::Down);
            return if down.size.width < right.size.width { down } else { right };
        }
        let down = Arrangement::flowing(view, Flow::Down);
        if down.size.width < least {
            return down;
        }
        let right = Arrangement::flowing(view, Flow::Right);
        if down.size.width < right.size.width { down } else { right }
    }

    fn flowing(view: &DiagramView, flow: Flow) -> Self {
        let (widest, options) = match flow {
            Flow::Right => (WIDEST_RIGHT, RIGHT),
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
            strips: Vec::new(),
            size: layout.size,
        };
        if flow == Flow::Down {
            placed.size = Size { width: layout.size.height, height: layout.size.width };
        }
        placed.add_strips(view, &layout.bands);
        placed
    }

    /// A strip for each phase, if they lie one after the other and every node is in one.
    fn add_strips(&mut self, view: &DiagramView, bands: &[layout::Band]) {
        let apart = bands.windows(2).all(|pair| {
            pair[0].band < pair[1].band && pair[0].x + pair[0].width + 2.0 * STRIP_PAD <= pair[1].x
        });
        if !apart
            || bands.len() < 2
            || bands.len() != view.bands.len()
            || view.nodes.iter().any(|n| n.band.is_none())
        {
            return;
        }
        let (dx, dy) = match self.flow {
            Flow::Right => (STRIP_PAD, STRIP_HEAD),
            Flow::Down => (STRIP_SIDE, STRIP_PAD),
        };
        let size =
            Size { width: self.size.width + dx + STRIP_PAD, height: self.size.height + dy + STRIP_PAD };
        *self = Arrangement { size, ..std::mem::replace(self, Arrangement::empty()).moved((dx, dy)) };
        let (shift, whole) = match self.flow {
            Flow::Right => (dx, size.width),
            Flow::Down => (dy, size.height),
        };
        let middle = |pair: &[layout::Band]| shift + (pair[0].x + pair[0].width + pair[1].x) / 2.0;
        let cuts: Vec<f64> =
            std::iter::once(0.0).chain(bands.windows(2).map(middle)).chain(std::iter::once(whole)).collect();
        let strip = |cut: &[f64]| match self.flow {
            Flow::Right => Rect { x: cut[0], y: 0.0, width: cut[1] - cut[0], height: size.height },
            Flow::Down => Rect { x: 0.0, y: cut[0], width: size.width, height: cut[1] - cut[0] },
        };
        self.strips = cuts.windows(2).map(strip).collect();
    }

    fn empty() -> Self {
        let size = Size::default();
        let (cards, boxes, routes, strips) = Default::default();
        Arrangement { flow: Flow::Right, cards, boxes, routes, strips, size }
    }

    /// The same, further right and down.
    pub fn moved(self, (dx, dy): (f64, f64)) -> Self {
        let rect = |r: Rect| Rect { x: r.x + dx, y: r.y + dy, ..r };
        let point = |p: Point| Point { x: p.x + dx, y: p.y + dy };
        Arrangement {
            boxes: self.boxes.into_iter().map(rect).collect(),
            routes: self.routes.iter().map(|route| mapped(route, point, rect)).collect(),
            strips: self.strips.into_iter().map(rect).collect(),
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

/// The width that a layout from left to right has at least: its longest chain side by side. 0 where that is not
/// known, because of a cycle.
fn least_width(view: &DiagramView) -> f64 {
    let count = view.nodes.len();
    let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
    (0..count).for_each(|_| {
        graph.add_node(());
    });
    let within = view.edges.iter().filter(|edge| edge.from.max(edge.to) < count);
    graph.extend_with_edges(within.map(|edge| (edge.from as u32, edge.to as u32)));
    let Ok(order) = petgraph::algo::toposort(&graph, None) else { return 0.0 };
    let cards = cards(&view.nodes, WIDEST_RIGHT);
    let mut reach = vec![0.0; count];
    for node in order {
        let before = graph.neighbors_directed(node, petgraph::Direction::Incoming);
        let before = before.map(|before| reach[before.index()] + RIGHT.column_gap).fold(0.0, f64::max);
        reach[node.index()] = before + cards[node.index()].size.width;
    }
    reach.into_iter().fold(0.0, f64::max)
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
