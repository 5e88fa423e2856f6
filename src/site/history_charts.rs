//! The drawings that tell of the way so far: milestone trend and burn-up.

use super::charts::Chart;
use crate::{
    draw::{burn_up, plot::ChartOptions, trend},
    model::{Key, Milestone, Phase},
    view::{Context, history::HistoryView},
};

/// Widths in CSS pixels: beside a text, and over the width of a page.
const NARROW: f64 = 640.0;
const WIDE: f64 = 940.0;

pub(super) fn program(cx: &Context) -> Vec<Chart> {
    drawn(&cx.program_history(), WIDE)
}

pub(super) fn phase(cx: &Context, key: Key<Phase>, page: &str) -> Vec<Chart> {
    drawn(&cx.phase_history(key, page), WIDE)
}

pub(super) fn milestone(cx: &Context, key: Key<Milestone>, page: &str) -> Vec<Chart> {
    drawn(&cx.milestone_history(key, page), NARROW)
}

fn drawn(history: &HistoryView, width: f64) -> Vec<Chart> {
    let inline = |prefix| ChartOptions::inline(prefix, width);
    let file = |prefix| ChartOptions::standalone(prefix, width);
    let trends = history.trend.as_ref().and_then(|view| {
        let svg = trend::draw(view, &inline("trend"))?;
        let file = trend::draw(view, &file("trend"))?;
        Some(Chart {
            title: "Milestone trend",
            inline: vec![("trend", svg)],
            file: Some(("trend.svg", file)),
        })
    });
    let burn_ups = history.burn_up.as_ref().and_then(|view| {
        let svg = burn_up::draw(view, &inline("burn-up"))?;
        let file = burn_up::draw(view, &file("burn-up"))?;
        Some(Chart { title: "Burn-up", inline: vec![("burn_up", svg)], file: Some(("burn-up.svg", file)) })
    });
    trends.into_iter().chain(burn_ups).collect()
}
