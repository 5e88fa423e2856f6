//! What is written on a node, and how big that makes it.

use super::wrap::wrap;
use crate::draw::layout::Size;
use crate::draw::state;
use crate::draw::svg::{Mark, Weight, fit, width};
use crate::model::LifeCycle;
use crate::view::chart::diagram::{DiagramNode, NodeKind, Place};

/// Font sizes in CSS pixels: id, title, facts.
pub(super) const ID: f64 = 11.0;
pub(super) const TITLE: f64 = 12.0;
pub(super) const FACTS: f64 = 10.0;
/// The word on what is critical.
pub(super) const CRITICAL: &str = "critical";
pub(super) const CRITICAL_SIZE: f64 = 9.5;
/// Heights of lines, and the space around them.
pub(super) const LINE: f64 = 15.0;
pub(super) const PAD: f64 = 9.0;
pub(super) const TOP: f64 = 7.0;
/// Height of the bar that shows how much is done, with the space above it.
pub(super) const BAR: f64 = 8.0;
/// Room for the status mark and the space after it.
pub(super) const MARK: f64 = 17.0;

/// Width of the frame around the node that the diagram is about.
pub(super) const FRAME: f64 = 4.0;

/// Narrowest a card is, in CSS pixels.
const NARROWEST: f64 = 104.0;
/// Most lines of a title.
const TITLE_LINES: usize = 2;

/// A node as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Card {
    pub mark: Option<Mark>,
    /// First line; empty where the title says it all.
    pub id: String,
    pub title: Vec<String>,
    /// Last line: left and right.
    pub facts: (String, String),
    /// The right one stands on a line of its own, below the left one: both are too long for one line.
    pub stacked: bool,
    /// Share done, 0 to 1.
    pub progress: Option<f64>,
    pub size: Size,
}

/// The cards of all nodes. Boxes are equally wide, at most `widest` CSS pixels; gates as wide as their words.
pub(super) fn cards(nodes: &[DiagramNode], widest: f64) -> Vec<Card> {
    let boxes = nodes.iter().filter(|node| node.kind != NodeKind::Gate);
    let wanted = boxes.map(wanted_width).fold(NARROWEST, f64::max).min(widest).ceil();
    nodes
        .iter()
        .map(|node| if node.kind == NodeKind::Gate { diamond(node, widest) } else { card(node, wanted) })
        .collect()
}

/// How wide a card has to be for its facts on one line and its title on [`TITLE_LINES`].
fn wanted_width(node: &DiagramNode) -> f64 {
    let (left, right) = facts(node);
    let facts = beside(&left, &right);
    let weight = title_weight(node);
    let title = node.short_title();
    let longest = title.split_whitespace().map(|word| width(word, TITLE, weight)).fold(0.0, f64::max);
    let title = longest.max(width(title, TITLE, weight) / TITLE_LINES as f64 * 1.15);
    let id = width(id(node), ID, Weight::Bold) + mark_room(node) + critical_room(node);
    2.0 * PAD + facts.max(title).max(id)
}

/// How wide two facts are beside each other.
fn beside(left: &str, right: &str) -> f64 {
    match (width(left, FACTS, Weight::Regular), width(right, FACTS, Weight::Regular)) {
        (left, right) if left > 0.0 && right > 0.0 => left + 10.0 + right,
        (left, right) => left + right,
    }
}

fn card(node: &DiagramNode, wide: f64) -> Card {
    let room = wide - 2.0 * PAD;
    let id_room = room - mark_room(node) - critical_room(node);
    let id = fit(id(node), ID, Weight::Bold, id_room).into_owned();
    let title = wrap(node.short_title(), TITLE, title_weight(node), room, TITLE_LINES);
    let (left, right) = facts(node);
    let stacked = beside(&left, &right) > room;
    let [left, right] = [left, right].map(|fact| fit(&fact, FACTS, Weight::Regular, room).into_owned());
    let progress = node.percent.map(|percent| f64::from(percent) / 100.0);
    let has_first = !id.is_empty() || mark(node).is_some() || node.critical;
    let has_facts = !left.is_empty() || !right.is_empty();
    let lines = usize::from(has_first) + title.len() + usize::from(has_facts) + usize::from(stacked);
    let height = 2.0 * TOP + LINE * lines.max(1) as f64 + if progress.is_some() { BAR } else { 0.0 };
    let frame = if node.place == Place::Center { 2.0 * FRAME } else { 0.0 };
    let size = Size { width: wide + frame, height: height + frame };
    Card { mark: mark(node), id, title, facts: (left, right), stacked, progress, size }
}

/// Least half height of a diamond, in CSS pixels.
const HALF: f64 = 27.0;

/// Two lines in a diamond: what is written at a height has to lie within its slanting sides.
fn diamond(node: &DiagramNode, widest: f64) -> Card {
    let slant = 1.0 - (LINE - 2.0) / HALF;
    let room = (widest - 12.0) * slant;
    let id = fit(&node.id, ID, Weight::Bold, room).into_owned();
    let detail = fit(&node.detail, FACTS, Weight::Regular, room).into_owned();
    let widest_line = width(&id, ID, Weight::Bold).max(width(&detail, FACTS, Weight::Regular));
    let wide = (widest_line / slant + 10.0).max(2.0 * HALF).ceil();
    let size = Size { width: wide, height: 2.0 * HALF };
    Card {
        mark: None,
        id,
        title: Vec::new(),
        facts: (detail, String::new()),
        stacked: false,
        progress: None,
        size,
    }
}

fn is_known_by_title(node: &DiagramNode) -> bool {
    matches!(node.kind, NodeKind::Service | NodeKind::Page)
}

fn id(node: &DiagramNode) -> &str {
    if is_known_by_title(node) { "" } else { &node.id }
}

pub(super) fn title_weight(node: &DiagramNode) -> Weight {
    if is_known_by_title(node) { Weight::Bold } else { Weight::Regular }
}

fn mark_room(node: &DiagramNode) -> f64 {
    if mark(node).is_some() { MARK } else { 0.0 }
}

fn critical_room(node: &DiagramNode) -> f64 {
    if node.critical { 8.0 + width(CRITICAL, CRITICAL_SIZE, Weight::Bold) } else { 0.0 }
}

/// The last line: who, and how far.
fn facts(node: &DiagramNode) -> (String, String) {
    let blocked = node.blocked || node.status == Some(LifeCycle::Blocked);
    let percent = node.percent.map(|percent| format!("{percent} %"));
    let percent = match (blocked, percent) {
        (true, Some(percent)) => Some(format!("blocked, {percent}")),
        (true, None) => Some("blocked".to_owned()),
        (false, percent) => percent,
    };
    match (&node.owner, percent) {
        (Some(owner), Some(percent)) => (owner.clone(), percent),
        (Some(owner), None) => (owner.clone(), node.detail.clone()),
        (None, percent) => (node.detail.clone(), percent.unwrap_or_default()),
    }
}

/// The mark of a node: its color, as in the tables; nothing for what has none.
pub(super) fn mark(node: &DiagramNode) -> Option<Mark> {
    let has_state = node.status.is_some() || node.rag.is_some() || node.kind == NodeKind::Phase;
    let planned = (node.status.is_none() && node.rag.is_none()).then_some(LifeCycle::Planned);
    has_state.then(|| state::mark(node.status.or(planned), node.rag))
}
