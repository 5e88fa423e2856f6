//! Layered layout of dependency diagrams, left to right: sizes and edges in, rectangles and routes out.
//!
//! The method is Sugiyama's, in four parts, each a pure function with tests of its own:
//!
//! 1. `rank`: a column for every node, so that edges are short (network simplex);
//! 2. `order`: an order within each column, so that few edges cross;
//! 3. `place`: heights, so that edges are straight;
//! 4. `route`: curves, with the width of the gaps between the columns.
//!
//! Around them, `acyclic` turns edges that close a cycle, `columns` cuts edges into pieces from one column
//! to the next, `fold` puts columns that are too many for one row into several, and `pack` puts the connected parts of
//! the graph beside each other. `order` works with `sweep`, `sift` and `shake`; `rank` and `place` with `simplex`.
//!
//! Invariant: an edge is level across a column and slopes only in the gap between two columns (or leaves its row there
//! to run beside and between the rows), so it cannot run through a node that it does not end at. Same graph, same
//! layout, to the last bit: ties fall to the lower index, random choices come from a fixed seed, and effort is counted
//! in steps, never in time.
//!
//! The layout must not know what a milestone is, nor how a node or a curve is drawn.

mod acyclic;
mod align;
mod budget;
mod columns;
mod crossing;
mod ends;
mod fold;
mod geometry;
mod network;
mod order;
mod pack;
mod place;
mod ports;
mod random;
mod rank;
mod restless;
mod route;
mod search;
mod shake;
mod sift;
mod simplex;
mod spacing;
mod straighten;
mod sweep;
mod tight;

#[cfg(test)]
mod tests;

pub use geometry::{Piece, Point, Rect, Route, Size};

use columns::Columns;

/// A node to be placed: a box, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// How large its box is.
    pub size: Size,
    /// How far apart the outermost edges may meet one of its upright sides; 0 for a shape with a tip there.
    pub port_span: f64,
    /// The phase it belongs to. Nodes of a band stand left of those of the next, as far as the edges let them.
    pub band: Option<usize>,
}

impl Node {
    /// A box whose edges spread over the middle 60 % of its sides, in no band.
    pub fn new(width: f64, height: f64) -> Node {
        Node { size: Size { width, height }, port_span: 0.6 * height, band: None }
    }
}

/// An edge between two nodes, given by their index. One whose ends do not exist gets an empty route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Index of the node that it starts at.
    pub from: usize,
    /// Index of the node that it ends at.
    pub to: usize,
    /// Room to keep above the middle of the edge for a text, in CSS pixels.
    pub label: Option<Size>,
}

impl Edge {
    /// An edge without a label.
    pub fn new(from: usize, to: usize) -> Edge {
        Edge { from, to, label: None }
    }
}

/// What to lay out. Cycles, loops, edges listed twice and parts that hang together by nothing are all welcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Graph {
    /// The boxes; edges name them by their index.
    pub nodes: Vec<Node>,
    /// What joins them, by index of the nodes.
    pub edges: Vec<Edge>,
}

/// Distances to keep, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Between two nodes of a column, and between the connected parts of the graph.
    pub node_gap: f64,
    /// Between two edges that pass through a column; an edge and a node keep the mean of both gaps.
    pub edge_gap: f64,
    /// Between two columns where all edges are level.
    pub column_gap: f64,
    /// Between two columns where many edges are steep.
    pub column_gap_limit: f64,
    /// How to fold what is too wide; `None` to let it be as wide as it is.
    pub fold: Option<Fold>,
}

/// Rows of columns instead of one, so that a drawing is not wider than its room. Lengths in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fold {
    /// How wide the drawing may be; a loop over the last node of a row may stand out of it by its curve.
    pub room: f64,
    /// Room to keep free of edges above each row, for the names of bands.
    pub head: f64,
    /// Room to keep free around each row.
    pub pad: f64,
    /// Most edges that may go on from one row to the next; where more would have to, nothing is folded.
    pub most_turns: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { node_gap: 24.0, edge_gap: 12.0, column_gap: 48.0, column_gap_limit: 96.0, fold: None }
    }
}

/// Where everything goes. The drawing begins at (0, 0), y grows downwards.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// How large the whole drawing is.
    pub size: Size,
    /// The box of each node of the graph, in its order.
    pub nodes: Vec<Rect>,
    /// The route of each edge of the graph, in its order, from the border of `from` to that of `to`.
    pub edges: Vec<Route>,
    /// The rows from top to bottom; one for each connected part that is not folded.
    pub rows: Vec<Rect>,
    /// How often an edge goes on in the next row.
    pub turns: usize,
    /// In each row, from the leftmost to the rightmost node of each band that has nodes there. Bands overlap where an
    /// edge leads from a later band to an earlier one.
    pub bands: Vec<Band>,
    /// How often two edges cross.
    pub crossings: usize,
}

/// The columns of a band, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Row of columns, counted from the top; more than one where the drawing is folded.
    pub row: usize,
    /// The band, as its nodes name it.
    pub band: usize,
    /// Its left edge.
    pub x: f64,
    /// From its left to its right edge.
    pub width: f64,
}

/// Lays out a graph from left to right.
///
/// An edge that closes a cycle runs backwards, from the left side of its start to the right side of its end.
/// What does not fit into the room of a fold stands in rows; an edge that goes on in the next row runs back between them.
/// A loop is a small arc over the upper right corner of its node. Sizes that are not numbers count as 0.
/// Work is bounded by the size of the graph: where it would not end soon, it stops at a good answer instead of
/// the best, and in a graph with very many long edges the longest take a detour below all columns. Detours are not
/// counted as crossings, and may share lanes.
pub fn layout(graph: &Graph, options: &Options) -> Layout {
    let graph = &sound(graph);
    let parts = pack::parts(graph);
    let all = graph.nodes.len();
    let drawings = parts.iter().map(|part| lay_out_part(&part.graph, options, all)).collect();
    pack::assemble(graph, &parts, drawings, options)
}

/// The four parts of the method, for a graph that hangs together and is a part of one with `all` nodes.
fn lay_out_part(graph: &Graph, options: &Options, all: usize) -> Layout {
    let steps = |most| budget::share(most, graph.nodes.len(), all);
    let edges = acyclic::oriented(graph);
    let ranks = rank::ranks(&graph.nodes, &edges);
    let columns = Columns::new(graph, &edges, &ranks);
    let order = search::arrange(&columns, steps(budget::ORDER));
    let ports = ports::spread(graph, &columns, &order);
    let heights = place::heights(&columns, &order, &ports, options, steps(budget::HEIGHTS));
    route::draw(graph, &columns, &order, &ports, &heights, options)
}

/// The graph with every length a number from 0 to a million pixels, and without edges that lead nowhere.
fn sound(graph: &Graph) -> Graph {
    let length = |l: f64| if l.is_nan() { 0.0 } else { l.clamp(0.0, 1e6) };
    let size = |s: Size| Size { width: length(s.width), height: length(s.height) };
    let nodes = graph.nodes.iter().map(|node| {
        let size = size(node.size);
        Node { size, port_span: length(node.port_span).min(size.height), band: node.band }
    });
    let edges = graph.edges.iter().map(|edge| Edge { label: edge.label.map(size), ..*edge });
    Graph { nodes: nodes.collect(), edges: edges.collect() }
}
