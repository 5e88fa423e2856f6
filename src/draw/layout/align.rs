//! First heights: vertices aligned with a median neighbor, four ways, and the mean of the middle two.
//!
//! Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (Graph Drawing 2001). Their compaction by
//! classes and shifts is the part corrected by the erratum of 2020 (Brandes, Walter and Zink); here blocks are placed
//! by longest paths instead, which leaves no class to be shifted.

use super::columns::{Columns, Vertex};
use super::order::Order;
use super::spacing::Spacing;
use std::collections::BTreeSet;

/// The middle of each vertex, in CSS pixels downwards from anywhere.
pub(super) fn heights(columns: &Columns, order: &Order, spacing: &Spacing) -> Vec<f64> {
    let conflicts = conflicts(columns, order);
    let mut runs: Vec<Vec<f64>> = Vec::with_capacity(4);
    for from_left in [true, false] {
        for from_top in [true, false] {
            let view = View::new(columns, order, from_left, from_top);
            let blocks = Blocks::aligned(&view, &conflicts);
            let mut run = blocks.compacted(&view, spacing);
            if !from_top {
                run.iter_mut().for_each(|y| *y = -*y);
            }
            runs.push(run);
        }
    }
    mean_of_middle_two(&columns.vertices, runs)
}

/// Pieces that cross a piece between two bends: those give way, so that long edges stay straight.
fn conflicts(columns: &Columns, order: &Order) -> BTreeSet<(usize, usize)> {
    let mut conflicts = BTreeSet::new();
    let bend = |v: usize| !columns.vertices[v].is_node();
    for pair in order.columns.windows(2) {
        let last = pair[0].len().saturating_sub(1) as u32;
        let (mut above, mut checked) = (0, 0);
        for (place, &v) in pair[1].iter().enumerate() {
            let inner = columns.left[v].iter().copied().find(|&u| bend(u) && bend(v));
            if inner.is_none() && place + 1 < pair[1].len() {
                continue;
            }
            let below = inner.map_or(last, |u| order.position[u]);
            for &w in &pair[1][checked..=place] {
                let crossing = |&&u: &&usize| !(above..=below).contains(&order.position[u]);
                let outer = columns.left[w].iter().filter(|&&u| !(bend(u) && bend(w)));
                conflicts.extend(outer.filter(crossing).map(|&u| (u, w)));
            }
            (above, checked) = (below, place + 1);
        }
    }
    conflicts
}

/// The columns as one of the four runs sees them.
struct View<'a> {
    /// The columns in the order of the run, each from its top or its bottom.
    columns: Vec<Vec<usize>>,
    position: Vec<usize>,
    /// The neighbors of each vertex in the column before it.
    before: &'a [Vec<usize>],
    from_left: bool,
}

impl<'a> View<'a> {
    fn new(columns: &'a Columns, order: &Order, from_left: bool, from_top: bool) -> View<'a> {
        let mut seen = order.columns.clone();
        if !from_left {
            seen.reverse();
        }
        if !from_top {
            seen.iter_mut().for_each(|column| column.reverse());
        }
        let mut position = vec![0; columns.vertices.len()];
        for column in &seen {
            for (place, &v) in column.iter().enumerate() {
                position[v] = place;
            }
        }
        let before = if from_left { &columns.left } else { &columns.right };
        View { columns: seen, position, before, from_left }
    }

    /// The one or two median neighbors of a vertex.
    fn medians(&self, v: usize) -> impl Iterator<Item = usize> + use<> {
        let mut neighbors = self.before[v].clone();
        neighbors.sort_by_key(|&u| self.position[u]);
        let count = neighbors.len();
        let (first, last) = (count.saturating_sub(1) / 2, count / 2);
        neighbors.into_iter().skip(first).take(if count == 0 { 0 } else { last - first + 1 })
    }
}

/// Vertices to be put at one height, known by the first of them.
struct Blocks {
    root: Vec<usize>,
}

impl Blocks {
    fn aligned(view: &View, conflicts: &BTreeSet<(usize, usize)>) -> Blocks {
        let mut root: Vec<usize> = (0..view.position.len()).collect();
        let mut continued = vec![false; root.len()];
        for column in view.columns.iter().skip(1) {
            // Alignments must not cross: the next one has to be below the last.
            let mut free = 0;
            for &v in column {
                for u in view.medians(v) {
                    let piece = if view.from_left { (u, v) } else { (v, u) };
                    if root[v] == v
                        && !continued[u]
                        && view.position[u] >= free
                        && !conflicts.contains(&piece)
                    {
                        root[v] = root[u];
                        continued[u] = true;
                        free = view.position[u] + 1;
                    }
                }
            }
        }
        Blocks { root }
    }

    /// The height of each vertex: every block as high as it can be, then lowered towards those that follow.
    fn compacted(&self, view: &View, spacing: &Spacing) -> Vec<f64> {
        let count = self.root.len();
        let mut followers = vec![Vec::new(); count];
        let mut waiting = vec![0; count];
        for pair in view.columns.iter().flat_map(|column| column.windows(2)) {
            let (upper, lower) = (self.root[pair[0]], self.root[pair[1]]);
            followers[upper].push((lower, spacing.between(pair[0], pair[1])));
            waiting[lower] += 1;
        }
        let mut placed: Vec<usize> = (0..count).filter(|&v| self.root[v] == v && waiting[v] == 0).collect();
        let mut height = vec![0.0f64; count];
        let mut next = 0;
        while let Some(&block) = placed.get(next) {
            next += 1;
            for &(lower, distance) in &followers[block] {
                height[lower] = height[lower].max(height[block] + distance);
                waiting[lower] -= 1;
                if waiting[lower] == 0 {
                    placed.push(lower);
                }
            }
        }
        for &block in placed.iter().rev() {
            let room = followers[block].iter().map(|&(lower, distance)| height[lower] - distance);
            height[block] = room.min_by(f64::total_cmp).map_or(height[block], |y| y.max(height[block]));
        }
        self.root.iter().map(|&root| height[root]).collect()
    }
}

/// All runs moved to the top (those from the top) or the bottom of the flattest, and then for each vertex the mean of
/// its second and third height.
fn mean_of_middle_two(vertices: &[Vertex], mut runs: Vec<Vec<f64>>) -> Vec<f64> {
    let extent = |run: &Vec<f64>| {
        let tops = run.iter().zip(vertices).map(|(y, vertex)| y - vertex.size.height / 2.0);
        let bottoms = run.iter().zip(vertices).map(|(y, vertex)| y + vertex.size.height / 2.0);
        (tops.fold(f64::INFINITY, f64::min), bottoms.fold(f64::NEG_INFINITY, f64::max))
    };
    let extents: Vec<(f64, f64)> = runs.iter().map(extent).collect();
    let flattest = extents.iter().copied().min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    let Some((top, bottom)) = flattest else { return Vec::new() };
    for (i, (run, extent)) in runs.iter_mut().zip(&extents).enumerate() {
        let shift = if i % 2 == 0 { top - extent.0 } else { bottom - extent.1 };
        run.iter_mut().for_each(|y| *y += shift);
    }
    let middle = |v: usize| {
        let mut four: Vec<f64> = runs.iter().map(|run| run[v]).collect();
        four.sort_by(f64::total_cmp);
        (four[1] + four[2]) / 2.0
    };
    (0..vertices.len()).map(middle).collect()
}
