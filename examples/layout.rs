//! Lays out a graph read from JSON and writes where everything went, for measuring and comparing layouts.
//!
//! Usage: `layout GRAPH.json OUT.json`
//!
//! The graph is `{"name", "nodes": [{"id", "w", "h", "band"?}], "edges": [{"from", "to", "label"?: {"w", "h"}}]}`,
//! lengths in CSS pixels. The layout repeats it with the corner `"x"`, `"y"` of each node and the `"points"` of
//! each edge, curves flattened, and adds `"time_ms"`.

use milepost::draw::layout::{Edge, Graph, Layout, Node, Options, Size, layout};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    name: String,
    nodes: Vec<InputNode>,
    edges: Vec<InputEdge>,
}

#[derive(Deserialize)]
struct InputNode {
    id: String,
    w: f64,
    h: f64,
    band: Option<usize>,
}

#[derive(Deserialize)]
struct InputEdge {
    from: String,
    to: String,
    label: Option<InputSize>,
}

#[derive(Deserialize)]
struct InputSize {
    w: f64,
    h: f64,
}

/// Chords for each curve.
const STEPS: usize = 10;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [graph, out] = arguments.as_slice() else { anyhow::bail!("usage: layout GRAPH.json OUT.json") };
    let input: Input = serde_json::from_slice(&std::fs::read(graph)?)?;
    let graph = graph_of(&input)?;
    let start = Instant::now();
    let layout = layout(&graph, &Options::default());
    let time = start.elapsed().as_secs_f64() * 1000.0;
    std::fs::write(out, report(&input, &layout, time).to_string())?;
    Ok(())
}

fn graph_of(input: &Input) -> anyhow::Result<Graph> {
    let index: BTreeMap<&str, usize> =
        input.nodes.iter().enumerate().map(|(i, n)| (n.id.as_str(), i)).collect();
    let find = |id: &str| {
        index.get(id).copied().ok_or_else(|| anyhow::anyhow!("an edge names the unknown node {id}"))
    };
    let nodes =
        input.nodes.iter().map(|node| Node { band: node.band, ..Node::new(node.w, node.h) }).collect();
    let edges = input.edges.iter().map(|edge| {
        let label = edge.label.as_ref().map(|label| Size { width: label.w, height: label.h });
        Ok(Edge { label, ..Edge::new(find(&edge.from)?, find(&edge.to)?) })
    });
    Ok(Graph { nodes, edges: edges.collect::<anyhow::Result<_>>()? })
}

fn report(input: &Input, layout: &Layout, time: f64) -> Value {
    let nodes = input.nodes.iter().zip(&layout.nodes);
    let nodes =
        nodes.map(|(node, r)| json!({"id": node.id, "x": r.x, "y": r.y, "w": r.width, "h": r.height}));
    let edges = input.edges.iter().zip(&layout.edges).map(|(edge, route)| {
        let points: Vec<[f64; 2]> = route.flatten(STEPS).iter().map(|point| [point.x, point.y]).collect();
        let label = route.label.map(|r| json!({"x": r.x, "y": r.y, "w": r.width, "h": r.height}));
        json!({"from": edge.from, "to": edge.to, "points": points, "label": label})
    });
    json!({
        "name": input.name,
        "engine": "milepost",
        "time_ms": time,
        "direction": "LR",
        "curve": true,
        "crossings": layout.crossings,
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    })
}
