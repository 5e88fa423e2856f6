//! The connected parts of a graph: taken apart before the layout and put beside each other after it.

use super::geometry::{Rect, Size};
use super::{Band, Edge, Graph, Layout, Node, Options};
use petgraph::unionfind::UnionFind;

/// A part of a graph as a graph of its own.
#[derive(Debug)]
pub(super) struct Part {
    /// The nodes and edges of the part, by their index in the whole graph.
    pub nodes: Vec<usize>,
    pub edges: Vec<usize>,
    pub graph: Graph,
}

/// The connected parts in the order of their first nodes. Nodes in bands are one part, as they share columns.
pub(super) fn parts(graph: &Graph) -> Vec<Part> {
    let mut connected = UnionFind::<usize>::new(graph.nodes.len());
    for (_, edge) in edges_with_ends(graph) {
        connected.union(edge.from, edge.to);
    }
    if graph.nodes.iter().any(|node| node.band.is_some()) {
        (1..graph.nodes.len()).for_each(|v| {
            connected.union(0, v);
        });
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![usize::MAX; graph.nodes.len()];
    let mut place = vec![0; graph.nodes.len()];
    for (v, node) in graph.nodes.iter().enumerate() {
        let root = connected.find(v);
        if part_of[root] == usize::MAX {
            part_of[root] = parts.len();
            parts.push(Part { nodes: Vec::new(), edges: Vec::new(), graph: Graph::default() });
        }
        part_of[v] = part_of[root];
        let part = &mut parts[part_of[v]];
        place[v] = part.nodes.len();
        part.nodes.push(v);
        part.graph.nodes.push(*node);
    }
    for (i, edge) in edges_with_ends(graph) {
        let part = &mut parts[part_of[edge.from]];
        part.edges.push(i);
        part.graph.edges.push(Edge { from: place[edge.from], to: place[edge.to], ..*edge });
    }
    parts
}

fn edges_with_ends(graph: &Graph) -> impl Iterator<Item = (usize, &Edge)> {
    let exists = |v: usize| v < graph.nodes.len();
    graph.edges.iter().enumerate().filter(move |(_, edge)| exists(edge.from) && exists(edge.to))
}

/// The drawings of the parts as one drawing of the whole graph.
pub(super) fn assemble(graph: &Graph, parts: &[Part], drawings: Vec<Layout>, options: &Options) -> Layout {
    let bounds: Vec<Rect> = drawings.iter().map(bounds).collect();
    let room = options.fold.map_or(f64::INFINITY, |fold| fold.room);
    let places = shelves(&bounds, options.node_gap, room);
    let mut whole = Layout {
        nodes: vec![Rect::default(); graph.nodes.len()],
        edges: vec![Default::default(); graph.edges.len()],
        ..Layout::default()
    };
    for (((part, drawing), bounds), place) in parts.iter().zip(drawings).zip(&bounds).zip(places) {
        let (dx, dy) = (place.0 - bounds.x, place.1 - bounds.y);
        for (&v, rect) in part.nodes.iter().zip(&drawing.nodes) {
            whole.nodes[v] = rect.moved(dx, dy);
        }
        for (&i, route) in part.edges.iter().zip(&drawing.edges) {
            whole.edges[i] = route.moved(dx, dy);
        }
        whole.rows.extend(drawing.rows.iter().map(|row| row.moved(dx, dy)));
        whole.turns += drawing.turns;
        whole.crossings += drawing.crossings;
        whole.size.width = whole.size.width.max(place.0 + bounds.width);
        whole.size.height = whole.size.height.max(place.1 + bounds.height);
    }
    whole.bands = bands(&graph.nodes, &whole.nodes, &whole.rows);
    whole
}

/// The box around all nodes, labels and curves (by their control points).
fn bounds(drawing: &Layout) -> Rect {
    let labels = drawing.edges.iter().filter_map(|route| route.label);
    let boxes = drawing.nodes.iter().copied().chain(labels);
    let corners = boxes.flat_map(|r| [(r.x, r.y), (r.x + r.width, r.y + r.height)]);
    let curves = drawing.edges.iter().flat_map(|route| route.controls()).map(|point| (point.x, point.y));
    let (mut low, mut high) = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    for (x, y) in corners.chain(curves) {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    Rect { x: low.0, y: low.1, width: high.0 - low.0, height: high.1 - low.1 }
}

/// How much wider than high the shelves should be together.
const ASPECT: f64 = 1.6;

/// Top left corners for boxes, as far as can be within `room`: the highest first, from left to right on shelves, one shelf below the other.
fn shelves(boxes: &[Rect], gap: f64, room: f64) -> Vec<(f64, f64)> {
    let mut highest_first: Vec<usize> = (0..boxes.len()).collect();
    highest_first.sort_by(|&a, &b| boxes[b].height.total_cmp(&boxes[a].height));
    let area: f64 = boxes.iter().map(|b| (b.width + gap) * (b.height + gap)).sum();
    let widest = boxes.iter().map(|b| b.width).fold(0.0, f64::max);
    let limit = widest.max((area * ASPECT).sqrt().min(room));
    let mut places = vec![(0.0, 0.0); boxes.len()];
    let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0);
    for i in highest_first {
        let Size { width, height } = Size { width: boxes[i].width, height: boxes[i].height };
        if x > 0.0 && x + width > limit {
            (x, y) = (0.0, y + shelf + gap);
            shelf = 0.0;
        }
        places[i] = (x, y);
        x += width + gap;
        shelf = f64::max(shelf, height);
    }
    places
}

/// In each row, from the leftmost to the rightmost node of each band.
fn bands(nodes: &[Node], boxes: &[Rect], rows: &[Rect]) -> Vec<Band> {
    let mut spans = std::collections::BTreeMap::new();
    let row_of = |rect: &Rect| rows.iter().rposition(|row| row.y <= rect.y + 1e-6).unwrap_or(0);
    for (node, rect) in nodes.iter().zip(boxes) {
        if let Some(band) = node.band {
            let (x, end) = spans.entry((row_of(rect), band)).or_insert((f64::INFINITY, f64::NEG_INFINITY));
            (*x, *end) = (x.min(rect.x), end.max(rect.x + rect.width));
        }
    }
    spans.into_iter().map(|((row, band), (x, end))| Band { row, band, x, width: end - x }).collect()
}
