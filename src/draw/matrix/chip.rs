//! The boxes in a cell of a risk matrix: a risk each, and how many more there are.

use plotters::style::text_anchor::HPos;

use super::super::pen::Pen;
use super::grid::{Grid, Span};
use super::named;
use crate::draw::svg::{Anchor, RoundRect, Slot, Weight, fit, units, width};
use crate::view::chart::matrix::{MatrixCell, MatrixMove, MatrixRisk, MatrixView};

const ID: (f64, Weight, Slot) = (11.0, Weight::Bold, Slot::Ink);
const TITLE: (f64, Weight, Slot) = (11.0, Weight::Regular, Slot::Ink);
const PAD: f64 = 7.0;
/// With less room than this, a title says nothing.
const LEAST_TITLE: f64 = 34.0;

/// All boxes of a cell.
pub(super) fn cell(pen: &Pen, view: &MatrixView, cell: &MatrixCell, grid: &Grid, at: (usize, usize)) {
    let named = named(cell.risks.len());
    let (probability, impact) =
        (view.rows[at.0].probability, view.impacts.get(at.1).copied().unwrap_or_default());
    let place = format!("{probability} probability, {impact} impact, {}", cell.rag.word());
    for (n, risk) in cell.risks.iter().take(named).enumerate() {
        chip(pen, risk, &place, grid.slot(at, n));
    }
    let more = cell.risks.len() - named;
    if more > 0 {
        let href = format!("{}#register", view.register);
        let name = format!("{more} more risks: {place}");
        let _link = pen.svg.link(&Anchor { href: &href, name: &name, ..Anchor::default() });
        let ((left, right), (top, bottom)) = grid.slot(at, named);
        pen.svg.ring((units(left), units(top)), (units(right), units(bottom)));
        let at = (units(left + PAD), units((top + bottom) / 2.0));
        pen.text(&format!("+{more} more"), at, ID, HPos::Left);
    }
}

fn chip(pen: &Pen, risk: &MatrixRisk, place: &str, ((left, right), (top, bottom)): (Span, Span)) {
    let href = risk.subject.href.as_deref().unwrap_or_default();
    let (id, title) = (risk.subject.id.as_str(), risk.subject.title.as_str());
    let before: Vec<String> = risk.moves.iter().map(MatrixMove::words).collect();
    let mut name = format!("{id} {title}: {place}");
    if !before.is_empty() {
        name.push_str(&format!("; before: {}", before.join(", ")));
    }
    let _link = pen.svg.link(&Anchor { href, name: &name, ..Anchor::default() });
    let corners = ((units(left), units(top)), (units(right), units(bottom)));
    let edge = if risk.moves.is_empty() { (Slot::NodeEdge, 1.0) } else { (Slot::Ink, 1.6) };
    pen.draw(RoundRect::new(corners.0, corners.1, 3.0).fill(Slot::Ground).edge(edge.0, edge.1));
    pen.svg.ring(corners.0, corners.1);
    let y = units((top + bottom) / 2.0);
    let room = right - left - 2.0 * PAD;
    let shown = fit(id, ID.0, ID.1, room);
    pen.text(&shown, (units(left + PAD), y), ID, HPos::Left);
    let after = width(&shown, ID.0, ID.1) + 5.0;
    if id != title && room - after >= LEAST_TITLE {
        let shown = fit(title, TITLE.0, TITLE.1, room - after);
        pen.text(&shown, (units(left + PAD + after), y), TITLE, HPos::Left);
    }
}
