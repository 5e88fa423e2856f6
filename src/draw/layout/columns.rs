//! The graph cut into columns: every edge a chain of vertices, each one column further than the last.

use super::acyclic::Oriented;
use super::{Graph, Size};

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A node of the graph, by its index.
    Node(usize),
    /// A place where an edge passes through.
    Bend,
    /// A place where an edge passes below its label.
    Label,
}

/// One thing in a column, with the size it takes there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Vertex {
    pub kind: Kind,
    pub size: Size,
}

impl Vertex {
    pub fn is_node(&self) -> bool {
        matches!(self.kind, Kind::Node(_))
    }

    /// Where an edge that passes through runs, from the middle of the vertex downwards.
    pub fn line(&self) -> f64 {
        if self.kind == Kind::Label { self.size.height / 2.0 } else { 0.0 }
    }
}

/// An edge from column to column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    pub edge: Oriented,
    /// A vertex in every column from that of its first node to that of its last; only these two for a detour.
    pub vertices: Vec<usize>,
    /// Whether it runs below all columns instead of through them.
    pub detour: bool,
}

/// All vertices, with the column and the neighbors of each.
#[derive(Debug)]
pub(super) struct Columns {
    /// First the nodes, by their index in the graph.
    pub vertices: Vec<Vertex>,
    pub column: Vec<usize>,
    /// How many columns there are.
    pub count: usize,
    pub chains: Vec<Chain>,
    /// For each vertex those it is joined to in the column before it and in the one after.
    pub left: Vec<Vec<usize>>,
    pub right: Vec<Vec<usize>>,
}

/// How many bends a drawing may have per node and in all; edges beyond that take a detour, the longest first.
const BENDS_FOR_A_NODE: usize = 60;
const BENDS: usize = 40_000;

impl Columns {
    pub fn new(graph: &Graph, edges: &[Oriented], ranks: &[usize]) -> Columns {
        let count = ranks.iter().max().map_or(0, |last| last + 1);
        let nodes = graph.nodes.iter().enumerate();
        let mut columns = Columns {
            vertices: nodes.map(|(i, node)| Vertex { kind: Kind::Node(i), size: node.size }).collect(),
            column: ranks.to_vec(),
            count,
            chains: Vec::with_capacity(edges.len()),
            left: vec![Vec::new(); ranks.len()],
            right: vec![Vec::new(); ranks.len()],
        };
        let longest = longest_span(graph.nodes.len(), edges, ranks);
        for edge in edges {
            if ranks[edge.to] - ranks[edge.from] <= longest {
                columns.add_chain(*edge);
            } else {
                let vertices = vec![edge.from, edge.to];
                columns.chains.push(Chain { edge: *edge, vertices, detour: true });
            }
        }
        columns
    }

    fn add_chain(&mut self, edge: Oriented) {
        let (first, last) = (self.column[edge.from], self.column[edge.to]);
        let middle = first + (last - first) / 2;
        let mut vertices = vec![edge.from];
        for column in first + 1..last {
            let (kind, size) = match edge.label {
                Some(size) if column == middle => (Kind::Label, size),
                _ => (Kind::Bend, Size::default()),
            };
            vertices.push(self.vertices.len());
            self.vertices.push(Vertex { kind, size });
            self.column.push(column);
            self.left.push(Vec::new());
            self.right.push(Vec::new());
        }
        vertices.push(edge.to);
        for pair in vertices.windows(2) {
            self.right[pair[0]].push(pair[1]);
            self.left[pair[1]].push(pair[0]);
        }
        self.chains.push(Chain { edge, vertices, detour: false });
    }
}

#[cfg(test)]
impl Columns {
    /// Three columns of eight nodes each. An edge leads from a node of the first column to one of the second, by
    /// their places there, or if it is late from the second to the third.
    pub fn three_of_eight(edges: &[(usize, usize, bool)]) -> Columns {
        let shift = |late: bool| if late { 8 } else { 0 };
        let edges = edges.iter().map(|&(a, b, late)| super::Edge::new(a + shift(late), 8 + b + shift(late)));
        let graph = Graph { nodes: vec![super::Node::new(1.0, 1.0); 24], edges: edges.collect() };
        let ranks: Vec<usize> = (0..24).map(|v| v / 8).collect();
        Columns::new(&graph, &super::acyclic::oriented(&graph), &ranks)
    }
}

/// The longest span of an edge for which there is room in all columns it passes.
fn longest_span(nodes: usize, edges: &[Oriented], ranks: &[usize]) -> usize {
    let mut spans: Vec<usize> = edges.iter().map(|edge| ranks[edge.to] - ranks[edge.from]).collect();
    spans.sort_unstable();
    let limit = BENDS.min(BENDS_FOR_A_NODE * nodes);
    let mut bends = 0;
    let fitting = spans.iter().take_while(|&&span| {
        bends += span - 1;
        bends <= limit
    });
    let fitting = fitting.count();
    // Edges of one length are treated alike, and those to the next column are never in the way.
    spans.get(fitting).map_or(usize::MAX, |&first_too_long| (first_too_long - 1).max(1))
}

#[cfg(test)]
mod tests {
    use super::super::acyclic::oriented;
    use super::super::{Edge, Node};
    use super::*;

    fn columns(ranks: &[usize], edges: Vec<Edge>) -> Columns {
        let graph = Graph { nodes: vec![Node::new(10.0, 10.0); ranks.len()], edges };
        Columns::new(&graph, &oriented(&graph), ranks)
    }

    #[test]
    fn an_edge_has_a_vertex_in_every_column() {
        let columns = columns(&[0, 3, 1], vec![Edge::new(0, 1), Edge::new(0, 2)]);
        assert_eq!(columns.chains[0].vertices, [0, 3, 4, 1]);
        assert_eq!((columns.column[3], columns.column[4]), (1, 2));
        assert_eq!((columns.right[0].as_slice(), columns.left[1].as_slice()), (&[3, 2][..], &[4][..]));
    }

    #[test]
    fn a_label_is_halfway() {
        let label = Some(Size { width: 30.0, height: 12.0 });
        let columns = columns(&[0, 4], vec![Edge { from: 0, to: 1, label }]);
        let kinds: Vec<Kind> = columns.vertices[2..].iter().map(|vertex| vertex.kind).collect();
        assert_eq!(kinds, [Kind::Bend, Kind::Label, Kind::Bend]);
        assert_eq!(columns.vertices[3].line(), 6.0);
    }

    #[test]
    fn the_longest_edges_of_a_dense_graph_take_a_detour() {
        let pairs = (0..200).flat_map(|a| (a + 1..200).map(move |b| Edge::new(a, b)));
        let columns = columns(&(0..200).collect::<Vec<_>>(), pairs.collect());
        let bends = columns.vertices.iter().filter(|vertex| !vertex.is_node()).count();
        assert!(bends <= 200 * BENDS_FOR_A_NODE);
        let detours = columns.chains.iter().filter(|chain| chain.detour);
        let spans = |chain: &Chain| chain.edge.to - chain.edge.from;
        let shortest = detours.map(spans).min();
        let through = columns.chains.iter().filter(|chain| !chain.detour).map(spans).max();
        assert!(shortest > through && through.is_some());
    }
}
