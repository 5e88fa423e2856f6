//! The drawings that tell of the way so far and of what may come: colors by sprint, milestone trend, burn-up, forecast
//! with risk, risk matrix, owner load.

use super::charts::Chart;
use crate::{
    draw::{burn_up, matrix, owner_load, plot::ChartOptions, rag_trend, spread, strip, tornado, trend},
    model::{Key, Milestone, Party, Phase},
    view::{
        Context,
        chart::history::{BURN_UP_FILE, HistoryView, TREND_FILE},
        chart::matrix::{MATRIX_FILE, MatrixView},
        chart::rag_trend::COLORS_FILE,
        chart::spread::{SPREAD_FILE, SpreadView},
        page::risk::RisksPage,
    },
};

/// Widths in CSS pixels: beside facts, beside a text, and over the width of a page.
const SMALL: f64 = 520.0;
const NARROW: f64 = 800.0;
const WIDE: f64 = 940.0;

/// Colors, burn-up, forecast with risk and what swings it.
pub(super) fn program(cx: &Context, page: &str) -> Vec<Chart> {
    let mut charts = drawn(&cx.program_history(), page, WIDE);
    if let Some(view) = cx.risk_forecast() {
        let forecast = |options: &ChartOptions| strip::draw(&view, options);
        charts.extend(chart(strip::TITLE, ("forecast", "forecast.svg"), page, WIDE, forecast));
        charts.extend(finish(view.spread.as_ref(), page));
        let swings = |options: &ChartOptions| tornado::draw(&view, options);
        charts.extend(chart(tornado::TITLE, ("tornado", "tornado.svg"), page, WIDE, swings));
    }
    charts
}

/// Colors, milestone trend, burn-up and the spread of the gate.
pub(super) fn phase(cx: &Context, key: Key<Phase>, page: &str) -> Vec<Chart> {
    let mut charts = drawn(&cx.phase_history(key), page, WIDE);
    charts.extend(finish(cx.gate_spread(key).as_ref(), page));
    charts
}

/// How a finish spreads over days.
fn finish(view: Option<&SpreadView>, page: &str) -> Option<Chart> {
    let draw = |options: &ChartOptions| spread::draw(view?, options);
    chart("Spread of the finish", ("spread", SPREAD_FILE), page, WIDE, draw)
}

/// Colors and milestone trend.
pub(super) fn milestone(cx: &Context, key: Key<Milestone>, page: &str) -> Vec<Chart> {
    drawn(&cx.milestone_history(key), page, NARROW)
}

/// The matrix of all risks; nothing where none is written down.
pub(super) fn risks(view: &RisksPage, page: &str) -> Vec<Chart> {
    let draw = |options: &ChartOptions| {
        (!view.rows.is_empty()).then_some(())?;
        matrix::draw(&view.matrix, options)
    };
    chart("Risk matrix", ("matrix", MATRIX_FILE), page, WIDE, draw).into_iter().collect()
}

/// The place of one risk in the matrix. Only on the page: a file for each would be too much.
pub(super) fn risk(view: Option<&MatrixView>, page: &str) -> Vec<Chart> {
    let draw = |options: &ChartOptions| matrix::draw(view?, options);
    let place = chart("Place in the matrix", ("matrix", MATRIX_FILE), page, SMALL, draw);
    place.map(|chart| Chart { file: None, ..chart }).into_iter().collect()
}

/// The load of all owners.
pub(super) fn teams(cx: &Context, page: &str) -> Vec<Chart> {
    let loads = cx.owner_loads();
    let draw = |options: &ChartOptions| owner_load::draw(&loads, options);
    chart(owner_load::TITLE, ("owner_load", "owner-load.svg"), page, WIDE, draw).into_iter().collect()
}

/// The load of one owner.
pub(super) fn party(cx: &Context, key: Key<Party>, page: &str) -> Vec<Chart> {
    let loads: Vec<_> = cx.owner_load(key).into_iter().collect();
    let draw = |options: &ChartOptions| owner_load::draw(&loads, options);
    chart(owner_load::TITLE, ("owner_load", "owner-load.svg"), page, WIDE, draw).into_iter().collect()
}

fn drawn(history: &HistoryView, page: &str, width: f64) -> Vec<Chart> {
    let colors = history.colors.as_ref().and_then(|view| {
        chart("Colors by sprint", ("colors", COLORS_FILE), page, width, |options| {
            rag_trend::draw(view, options)
        })
    });
    let trend = history.trend.as_ref().and_then(|view| {
        chart("Milestone trend", ("trend", TREND_FILE), page, width, |options| trend::draw(view, options))
    });
    let burn_up = history.burn_up.as_ref().and_then(|view| {
        chart("Burn-up", ("burn_up", BURN_UP_FILE), page, width, |options| burn_up::draw(view, options))
    });
    colors.into_iter().chain(trend).chain(burn_up).collect()
}

/// A drawing for the page under the name of its fragment, and as a file.
fn chart(
    title: &'static str,
    (fragment, file): (&'static str, &'static str),
    page: &str,
    width: f64,
    draw: impl Fn(&ChartOptions) -> Option<String>,
) -> Option<Chart> {
    let prefix = fragment.replace('_', "-");
    let inline = draw(&ChartOptions::inline(&prefix, page, width))?;
    let alone = draw(&ChartOptions::standalone(&prefix, page, width))?;
    Some(Chart { title, inline: vec![(fragment, inline)], file: Some((file, alone)) })
}
