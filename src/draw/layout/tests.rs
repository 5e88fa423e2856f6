//! Properties of whole layouts.

use super::*;
use proptest::prelude::*;

fn boxes(nodes: usize, edges: &[(usize, usize)]) -> Graph {
    Graph {
        nodes: vec![Node::new(80.0, 36.0); nodes],
        edges: edges.iter().map(|&(from, to)| Edge::new(from, to)).collect(),
    }
}

fn drawn(graph: &Graph) -> Layout {
    layout(graph, &Options::default())
}

/// Graphs with cycles, loops, duplicates, labels and lonely nodes.
fn graphs() -> impl Strategy<Value = Graph> {
    let size = (1..160u32, 1..60u32).prop_map(|(w, h)| Node::new(f64::from(w), f64::from(h)));
    prop::collection::vec(size, 1..14).prop_flat_map(|nodes| {
        let count = nodes.len();
        let label = prop::option::weighted(0.2, (5..90u32, 5..20u32));
        let edge = (0..count, 0..count, label).prop_map(|(from, to, label)| {
            let label = label.map(|(w, h)| Size { width: f64::from(w), height: f64::from(h) });
            Edge { from, to, label }
        });
        let edges = prop::collection::vec(edge, 0..2 * count);
        edges.prop_map(move |edges| Graph { nodes: nodes.clone(), edges })
    })
}

/// The graph with its edges turned to lead from lower to higher nodes, and its nodes in bands.
fn in_bands(mut graph: Graph, bands: usize) -> Graph {
    for edge in &mut graph.edges {
        (edge.from, edge.to) = (edge.from.min(edge.to), edge.from.max(edge.to));
    }
    let count = graph.nodes.len();
    for (v, node) in graph.nodes.iter_mut().enumerate() {
        node.band = Some(v * bands / count);
    }
    graph
}

/// Folded so that about every other graph of these tests is too wide.
fn folded(graph: &Graph, room: f64) -> Layout {
    let fold = Some(Fold { room, head: 28.0, pad: 12.0, most_turns: 9 });
    layout(graph, &Options { fold, ..Options::default() })
}

/// Whether two boxes share more than a border.
fn overlap(a: &Rect, b: &Rect) -> bool {
    let apart = |a0: f64, a1: f64, b0: f64, b1: f64| a1 <= b0 + 1e-6 || b1 <= a0 + 1e-6;
    !apart(a.x, a.x + a.width, b.x, b.x + b.width) && !apart(a.y, a.y + a.height, b.y, b.y + b.height)
}

/// Whether a route, finely flattened, has a point within a box.
fn meets(route: &Route, rect: &Rect) -> bool {
    let points = route.flatten(16);
    let chords = points.windows(2).flat_map(|pair| {
        let (a, b) = (pair[0], pair[1]);
        (0..=8).map(move |i| {
            let t = f64::from(i) / 8.0;
            Point { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
        })
    });
    let inside = |low: f64, length: f64, at: f64| at > low + 0.01 && at < low + length - 0.01;
    chords.into_iter().any(|p| inside(rect.x, rect.width, p.x) && inside(rect.y, rect.height, p.y))
}

/// Whether a point lies on one of the upright sides of a box.
fn on_side(point: Point, rect: &Rect) -> bool {
    let beside = (point.x - rect.x).abs() < 1e-6 || (point.x - rect.x - rect.width).abs() < 1e-6;
    beside && (rect.y..=rect.y + rect.height).contains(&point.y)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps(graph in graphs()) {
        let layout = drawn(&graph);
        let labels = layout.edges.iter().filter_map(|route| route.label);
        let boxes: Vec<Rect> = layout.nodes.iter().copied().chain(labels).collect();
        for (i, a) in boxes.iter().enumerate() {
            prop_assert!(boxes[..i].iter().all(|b| !overlap(a, b)), "{a:?} in {boxes:?}");
        }
    }

    #[test]
    fn no_edge_runs_through_a_foreign_node_or_label(graph in graphs()) {
        let layout = drawn(&graph);
        for (i, (edge, route)) in graph.edges.iter().zip(&layout.edges).enumerate() {
            for (v, node) in layout.nodes.iter().enumerate() {
                prop_assert!(edge.from == v || edge.to == v || !meets(route, node), "{edge:?} {route:?} {node:?}");
            }
            for (j, other) in layout.edges.iter().enumerate() {
                let clear = i == j || other.label.is_none_or(|label| !meets(route, &label));
                prop_assert!(clear, "{edge:?} {route:?} {other:?}");
            }
        }
    }

    #[test]
    fn routes_run_from_border_to_border(graph in graphs()) {
        let layout = drawn(&graph);
        for (edge, route) in graph.edges.iter().zip(&layout.edges).filter(|(edge, _)| edge.from != edge.to) {
            prop_assert!(!route.pieces.is_empty());
            prop_assert!(on_side(route.start, &layout.nodes[edge.from]), "{route:?}");
            prop_assert!(on_side(route.end(), &layout.nodes[edge.to]), "{route:?}");
            prop_assert_eq!(route.label.is_some(), edge.label.is_some());
        }
    }

    #[test]
    fn everything_lies_within_the_drawing(graph in graphs()) {
        let layout = drawn(&graph);
        let Size { width, height } = layout.size;
        let inside = |x: f64, y: f64| (-1e-6..=width + 1e-6).contains(&x) && (-1e-6..=height + 1e-6).contains(&y);
        for rect in &layout.nodes {
            prop_assert!(inside(rect.x, rect.y) && inside(rect.x + rect.width, rect.y + rect.height));
        }
        for point in layout.edges.iter().flat_map(|route| route.flatten(8)) {
            prop_assert!(inside(point.x, point.y), "{point:?} in {:?}", layout.size);
        }
    }

    #[test]
    fn the_same_graph_gives_the_same_layout(graph in graphs()) {
        prop_assert_eq!(drawn(&graph), drawn(&graph));
    }

    #[test]
    fn bands_and_edges_lead_to_the_right(graph in graphs(), bands in 1..4usize) {
        let graph = in_bands(graph, bands);
        let layout = drawn(&graph);
        for edge in graph.edges.iter().filter(|edge| edge.from != edge.to) {
            let (from, to) = (layout.nodes[edge.from], layout.nodes[edge.to]);
            prop_assert!(from.x + from.width < to.x, "{edge:?}");
        }
        for pair in layout.bands.windows(2) {
            prop_assert!(pair[0].x + pair[0].width < pair[1].x, "{:?}", layout.bands);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_keeps_boxes_apart_and_edges_off_them(graph in graphs(), bands in 0..4usize, room in 200..900u32) {
        let graph = if bands > 0 { in_bands(graph, bands) } else { graph };
        let layout = folded(&graph, f64::from(room));
        prop_assert_eq!(&layout, &folded(&graph, f64::from(room)));
        let labels = layout.edges.iter().filter_map(|route| route.label);
        let boxes: Vec<Rect> = layout.nodes.iter().copied().chain(labels).collect();
        for (i, a) in boxes.iter().enumerate() {
            prop_assert!(boxes[..i].iter().all(|b| !overlap(a, b)), "{a:?} in {boxes:?}");
        }
        for (i, (edge, route)) in graph.edges.iter().zip(&layout.edges).enumerate() {
            for (v, node) in layout.nodes.iter().enumerate() {
                prop_assert!(edge.from == v || edge.to == v || !meets(route, node), "{edge:?} {route:?} {node:?}");
            }
            for (j, other) in layout.edges.iter().enumerate() {
                let clear = i == j || other.label.is_none_or(|label| !meets(route, &label));
                prop_assert!(clear, "{edge:?} {route:?} {other:?}");
            }
            if edge.from != edge.to {
                prop_assert!(on_side(route.start, &layout.nodes[edge.from]), "{route:?}");
                prop_assert!(on_side(route.end(), &layout.nodes[edge.to]), "{route:?}");
            }
        }
    }

    #[test]
    fn what_is_folded_fits_and_stays_in_order(graph in graphs(), bands in 2..4usize) {
        let graph = in_bands(graph, bands);
        let (flat, room) = (drawn(&graph), 640.0);
        let layout = folded(&graph, room);
        // A loop over the last node of a row stands out of it by its curve.
        let loops = graph.edges.iter().any(|edge| edge.from == edge.to);
        let beyond = if loops { 0.75 * Options::default().node_gap } else { 0.0 };
        if layout.rows.len() > 1 {
            prop_assert!(
                flat.size.width > room && layout.size.width <= room + beyond + 1e-6,
                "{:?}",
                layout.size
            );
        } else {
            prop_assert_eq!((layout.size, layout.turns), (flat.size, 0));
        }
        prop_assert_eq!(layout.crossings, flat.crossings);
        for pair in layout.bands.windows(2) {
            prop_assert!(pair[0].band <= pair[1].band, "{:?}", layout.bands);
        }
    }
}

#[test]
fn a_long_chain_is_cut_between_its_bands() {
    let mut graph = boxes(9, &(1..9).map(|v| (v - 1, v)).collect::<Vec<_>>());
    graph.nodes.iter_mut().enumerate().for_each(|(v, node)| node.band = Some(v / 4));
    let layout = folded(&graph, 700.0);
    let rows: Vec<(usize, usize)> = layout.bands.iter().map(|band| (band.row, band.band)).collect();
    assert_eq!(rows, [(0, 0), (1, 1), (1, 2)]);
    assert_eq!(layout.turns, 1);
}

#[test]
fn a_chain_is_one_level_line() {
    let layout = drawn(&boxes(3, &[(0, 1), (1, 2)]));
    assert_eq!(layout.size, Size { width: 3.0 * 80.0 + 2.0 * 48.0, height: 36.0 });
    let line = Route {
        start: Point { x: 80.0, y: 18.0 },
        pieces: vec![Piece::Line(Point { x: 128.0, y: 18.0 })],
        label: None,
    };
    assert_eq!(layout.edges[0], line);
}

#[test]
fn a_complete_bipartite_graph_crosses_as_often_as_it_must() {
    let edges: Vec<(usize, usize)> = (0..3).flat_map(|a| (3..6).map(move |b| (a, b))).collect();
    assert_eq!(drawn(&boxes(6, &edges)).crossings, 9);
}

#[test]
fn a_tree_has_no_crossings() {
    let edges: Vec<(usize, usize)> = (1..31).map(|v| ((v - 1) / 2, v)).collect();
    assert_eq!(drawn(&boxes(31, &edges)).crossings, 0);
}

#[test]
fn a_long_edge_is_straight() {
    let layout = drawn(&boxes(5, &[(0, 1), (1, 2), (2, 3), (0, 3), (0, 4)]));
    let slopes =
        |route: &Route| route.pieces.iter().filter(|piece| matches!(piece, Piece::Curve(..))).count();
    assert!(slopes(&layout.edges[3]) <= 2, "{:?}", layout.edges[3]);
}

#[test]
fn an_edge_that_closes_a_cycle_runs_backwards() {
    let layout = drawn(&boxes(2, &[(0, 1), (1, 0)]));
    let backwards = layout.edges.iter().filter(|route| route.end().x < route.start.x).count();
    assert_eq!(backwards, 1);
}

#[test]
fn a_loop_leaves_by_the_side_and_ends_on_top() {
    let layout = drawn(&boxes(1, &[(0, 0)]));
    let (node, route) = (layout.nodes[0], &layout.edges[0]);
    assert_eq!((route.start.x, route.end().y), (node.x + node.width, node.y));
    assert!(!meets(route, &node));
}

#[test]
fn nothing_is_an_empty_drawing() {
    assert_eq!(drawn(&Graph::default()), Layout::default());
}

#[test]
fn an_edge_that_leads_nowhere_has_no_route() {
    assert_eq!(drawn(&boxes(1, &[(0, 7)])).edges, [Route::default()]);
}

#[test]
fn sizes_that_are_no_numbers_do_no_harm() {
    let mut graph = boxes(4, &[(0, 1), (1, 2), (2, 3)]);
    graph.nodes[1].size.width = f64::NAN;
    graph.nodes[2].size.height = f64::NEG_INFINITY;
    graph.nodes[3].port_span = f64::INFINITY;
    let layout = drawn(&graph);
    assert!(layout.nodes.iter().all(|r| r.x.is_finite() && r.y.is_finite()));
    assert!(layout.size.width.is_finite() && layout.size.height.is_finite());
}

#[test]
fn lonely_nodes_fill_a_block() {
    let Size { width, height } = drawn(&boxes(30, &[])).size;
    assert!(width < 3.0 * height && height < 3.0 * width, "{width} x {height}");
}

#[test]
fn edges_of_a_tip_meet_in_its_middle() {
    let mut graph = boxes(4, &[(0, 3), (1, 3), (2, 3)]);
    graph.nodes[3].port_span = 0.0;
    let layout = drawn(&graph);
    let middle = layout.nodes[3].y + 18.0;
    assert!(layout.edges.iter().all(|route| route.end().y == middle));
}

#[test]
fn a_dense_graph_ends_in_time_with_detours_below_it() {
    let edges: Vec<(usize, usize)> = (0..50).flat_map(|a| (a + 1..50).map(move |b| (a, b))).collect();
    let layout = drawn(&boxes(50, &edges));
    let floor = layout.nodes.iter().map(|rect| rect.y + rect.height).fold(0.0, f64::max);
    assert!(layout.size.height > floor);
    assert!(layout.edges.iter().all(|route| !route.pieces.is_empty()));
}
