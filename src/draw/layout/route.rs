//! Part four: where the columns stand, and the curves of the edges between them.

use super::columns::{Chain, Columns, Kind};
use super::fold::{self, Row, Strip, Turn};
use super::geometry::{Piece, Point, Rect, Route, Size};
use super::order::Order;
use super::ports::Ports;
use super::{Graph, Layout, Options, crossing};

/// Puts everything in its place. The drawing begins wherever it does; `bands` and `size` are left empty.
pub(super) fn draw(
    graph: &Graph,
    columns: &Columns,
    order: &Order,
    ports: &Ports,
    heights: &[f64],
    options: &Options,
) -> Layout {
    let bands: Vec<Option<usize>> = graph.nodes.iter().map(|node| node.band).collect();
    let mut plan = Plan::new(columns, ports, heights, strips(columns, order, ports, heights, options));
    plan.take_rows(fold::rows(columns, &bands, &plan.strips, |i, place| plan.line(i, place), options));
    let boxes = (0..columns.vertices.len()).map(|v| plan.rect(v)).collect::<Vec<_>>();
    let mut edges = vec![Route::default(); graph.edges.len()];
    let floor = boxes.iter().map(|rect| rect.y + rect.height).fold(f64::NEG_INFINITY, f64::max);
    let mut detours = 0;
    for (i, chain) in columns.chains.iter().enumerate() {
        let route = if chain.detour {
            detours += 1;
            let lane = (detours - 1) % LANES;
            plan.detour(i, chain, &boxes, floor + options.node_gap + lane as f64 * options.edge_gap)
        } else {
            plan.through(i, chain, &boxes)
        };
        edges[chain.edge.edge] = if chain.edge.turned { route.turned() } else { route };
    }
    for (edge, route) in graph.edges.iter().zip(&mut edges).filter(|(edge, _)| edge.from == edge.to) {
        *route = loop_at(boxes[edge.from], options);
    }
    let nodes = boxes[..graph.nodes.len()].to_vec();
    let rows = plan.rows.iter().map(|row| row.rect).collect();
    let turns = plan.rows.iter().map(|row| row.turns.len()).sum();
    Layout { nodes, edges, rows, turns, crossings: crossing::total(columns, order), ..Layout::default() }
}

/// How many lanes there are for detours; they are shared if there are more detours.
const LANES: usize = 20;

/// Each column as wide as its widest vertex, and each gap as wide as its pieces need.
fn strips(columns: &Columns, order: &Order, ports: &Ports, heights: &[f64], options: &Options) -> Vec<Strip> {
    let mut rises = vec![Vec::new(); columns.count];
    for (i, chain) in columns.chains.iter().enumerate() {
        for (place, pair) in chain.vertices.windows(2).enumerate() {
            let line = |at: usize, v: usize| heights[v] + ports.offset(columns, i, at);
            let rise = (line(place + 1, pair[1]) - line(place, pair[0])).abs();
            rises[columns.column[pair[0]]].push(rise);
        }
    }
    let mut x = 0.0;
    let mut strips = Vec::with_capacity(columns.count);
    for (column, rises) in order.columns.iter().zip(&mut rises) {
        let width = column.iter().map(|&v| columns.vertices[v].size.width).fold(0.0, f64::max);
        let half = |v: usize| columns.vertices[v].size.height / 2.0;
        let top = column.iter().map(|&v| heights[v] - half(v)).fold(f64::INFINITY, f64::min);
        let bottom = column.iter().map(|&v| heights[v] + half(v)).fold(f64::NEG_INFINITY, f64::max);
        strips.push(Strip { x, width, top, bottom });
        x += width + gap(rises, options);
    }
    strips
}

/// How much of the rise of a steep piece the gap should be wide, and how much wider it is for each sloping piece.
const SLOPE: f64 = 0.2;
const ROOM: f64 = 0.5;

/// The width of a gap for the rises of the pieces in it: wide enough for most to be less steep than 5 to 1 on the
/// whole, and for many to stay apart, within the limits of the options.
fn gap(rises: &mut [f64], options: &Options) -> f64 {
    rises.sort_by(f64::total_cmp);
    let steep = rises.get(rises.len() * 3 / 4).copied().unwrap_or(0.0);
    let sloping = rises.iter().filter(|&&rise| rise > 1.0).count();
    let wanted = options.column_gap + SLOPE * steep + ROOM * sloping as f64;
    wanted.min(options.column_gap_limit.max(options.column_gap))
}

struct Plan<'a> {
    columns: &'a Columns,
    ports: &'a Ports,
    heights: Vec<f64>,
    strips: Vec<Strip>,
    rows: Vec<Row>,
}

impl<'a> Plan<'a> {
    fn new(columns: &'a Columns, ports: &'a Ports, heights: &[f64], strips: Vec<Strip>) -> Plan<'a> {
        Plan { columns, ports, heights: heights.to_vec(), strips, rows: Vec::new() }
    }

    /// Moves everything into its row.
    fn take_rows(&mut self, rows: Vec<Row>) {
        let mut down = vec![0.0; self.strips.len()];
        for row in &rows {
            let (dx, dy) = row.shift;
            self.strips[row.columns.clone()].iter_mut().for_each(|strip| strip.x += dx);
            down[row.columns.clone()].fill(dy);
        }
        for (height, &column) in self.heights.iter_mut().zip(&self.columns.column) {
            *height += down[column];
        }
        self.rows = rows;
    }

    /// Where a chain turns to the next row after a place.
    fn turn(&self, i: usize, place: usize) -> Option<Turn> {
        self.rows.iter().find_map(|row| row.turns.get(&(i, place)).copied())
    }

    /// The box of a vertex, in the middle of its column.
    fn rect(&self, v: usize) -> Rect {
        let Size { width, height } = self.columns.vertices[v].size;
        let strip = self.strips[self.columns.column[v]];
        Rect { x: strip.x + (strip.width - width) / 2.0, y: self.heights[v] - height / 2.0, width, height }
    }

    fn line(&self, i: usize, place: usize) -> f64 {
        self.heights[self.columns.chains[i].vertices[place]] + self.ports.offset(self.columns, i, place)
    }

    /// A route through all columns from the first node to the last.
    fn through(&self, i: usize, chain: &Chain, boxes: &[Rect]) -> Route {
        let (first, last) = (chain.edge.from, chain.edge.to);
        let mut pen = Pen::at(boxes[first].x + boxes[first].width, self.line(i, 0));
        pen.level(self.strips[self.columns.column[first]].end());
        for (place, &v) in chain.vertices.iter().enumerate().skip(1) {
            let strip = self.strips[self.columns.column[v]];
            match self.turn(i, place - 1) {
                Some(turn) => pen.turn(turn, self.line(i, place)),
                None => pen.slope(strip.x, self.line(i, place)),
            }
            pen.level(strip.x);
            if v != last {
                pen.level(strip.end());
            }
            if self.columns.vertices[v].kind == Kind::Label {
                pen.route.label = Some(boxes[v]);
            }
        }
        pen.level(boxes[last].x);
        pen.done()
    }

    /// A route that leaves its column downwards and runs to the other end on a lane below everything.
    fn detour(&self, i: usize, chain: &Chain, boxes: &[Rect], lane: f64) -> Route {
        let (first, last) = (chain.edge.from, chain.edge.to);
        let (from, to) = (self.columns.column[first], self.columns.column[last]);
        let mut pen = Pen::at(boxes[first].x + boxes[first].width, self.line(i, 0));
        pen.level(self.strips[from].end());
        pen.slope(self.strips[from + 1].x, lane);
        pen.level(self.strips[to - 1].end());
        let middle = (self.strips[from + 1].x + self.strips[to - 1].end()) / 2.0;
        pen.route.label = chain.edge.label.map(|Size { width, height }| Rect {
            x: middle - width / 2.0,
            y: lane - height,
            width,
            height,
        });
        pen.slope(self.strips[to].x, self.line(i, 1));
        pen.level(boxes[last].x);
        pen.done()
    }
}

/// Draws a route from left to right.
struct Pen {
    route: Route,
    at: Point,
    /// Whether the last level stretch is still to be drawn, as the next may go on from it.
    level: bool,
}

impl Pen {
    fn at(x: f64, y: f64) -> Pen {
        let start = Point { x, y };
        Pen { route: Route { start, ..Route::default() }, at: start, level: false }
    }

    fn level(&mut self, x: f64) {
        self.level |= x > self.at.x;
        self.at.x = self.at.x.max(x);
    }

    /// An S from level to level, so that it stays within its gap and its crossings are those of straight lines.
    fn slope(&mut self, x: f64, y: f64) {
        if self.at.y == y {
            return self.level(x);
        }
        self.end_level();
        let middle = (self.at.x + x) / 2.0;
        let (leave, arrive) = (Point { x: middle, y: self.at.y }, Point { x: middle, y });
        self.at = Point { x, y };
        self.route.pieces.push(Piece::Curve(leave, arrive, self.at));
    }

    /// Down to a lane, back on it, and down to a height, from where it goes on to the right.
    fn turn(&mut self, turn: Turn, y: f64) {
        let Turn { right, lane, left, radius } = turn;
        self.level(right - radius);
        self.end_level();
        self.corner(Point { x: right, y: self.at.y }, Point { x: right, y: self.at.y + radius });
        self.line(Point { x: right, y: lane - radius });
        self.corner(Point { x: right, y: lane }, Point { x: right - radius, y: lane });
        self.line(Point { x: left + radius, y: lane });
        self.corner(Point { x: left, y: lane }, Point { x: left, y: lane + radius });
        self.line(Point { x: left, y: y - radius });
        self.corner(Point { x: left, y }, Point { x: left + radius, y });
    }

    fn line(&mut self, to: Point) {
        self.at = to;
        self.route.pieces.push(Piece::Line(to));
    }

    /// A rounded corner.
    fn corner(&mut self, corner: Point, to: Point) {
        self.at = to;
        self.route.pieces.push(Piece::Curve(corner, corner, to));
    }

    fn end_level(&mut self) {
        if std::mem::take(&mut self.level) {
            self.route.pieces.push(Piece::Line(self.at));
        }
    }

    fn done(mut self) -> Route {
        self.end_level();
        self.route
    }
}

/// A loop from the right side of a node over its upper right corner to its top.
fn loop_at(node: Rect, options: &Options) -> Route {
    let radius =
        (options.node_gap / 2.0).min(options.column_gap / 4.0).min(node.width / 2.0).min(node.height / 2.0);
    let (x, y) = (node.x + node.width, node.y);
    let start = Point { x, y: y + radius };
    let end = Point { x: x - radius, y };
    let far = 1.5 * radius;
    let pieces = vec![Piece::Curve(start.moved(far, 0.0), end.moved(0.0, -far), end)];
    Route { start, pieces, label: None }
}
