//! The drawings of each page: for the page itself, and as files beside it.

use super::history_charts;
use crate::{
    draw::{
        gantt::{self, GanttOptions},
        svg::Mode,
    },
    model::{Key, Milestone, Phase, Sprint},
    view::{Context, gantt::GanttView, plan::PlanScope},
};

/// A drawing.
pub(super) struct Chart {
    /// What it is called among the other formats of its page.
    pub title: &'static str,
    /// Its parts for the page: name of the fragment, drawing.
    pub inline: Vec<(&'static str, String)>,
    /// The whole as a file: name, drawing.
    pub file: Option<(&'static str, String)>,
}

pub(super) fn program(cx: &Context, page: &str) -> Vec<Chart> {
    let mut charts = vec![gantt_chart(&cx.gantt(PlanScope::Program, page))];
    charts.extend(history_charts::program(cx, page));
    charts
}

pub(super) fn timeline(cx: &Context, page: &str) -> Vec<Chart> {
    vec![gantt_chart(&cx.gantt(PlanScope::Program, page))]
}

pub(super) fn phase(cx: &Context, key: Key<Phase>, page: &str) -> Vec<Chart> {
    let mut charts = vec![gantt_chart(&cx.gantt(PlanScope::Phase(key), page))];
    charts.extend(history_charts::phase(cx, key, page));
    charts
}

pub(super) fn sprint(cx: &Context, key: Key<Sprint>, page: &str) -> Vec<Chart> {
    vec![gantt_chart(&cx.gantt(PlanScope::Sprint(key), page))]
}

pub(super) fn milestone(cx: &Context, key: Key<Milestone>, page: &str) -> Vec<Chart> {
    history_charts::milestone(cx, key, page)
}

pub(super) fn dependencies(_: &Context, _: &str) -> Vec<Chart> {
    Vec::new()
}

/// On the page the names stay while the chart scrolls; the file is one picture.
fn gantt_chart(view: &GanttView) -> Chart {
    let inline = GanttOptions { mode: Mode::Inline, ..GanttOptions::default() };
    let alone = GanttOptions { mode: Mode::Standalone, ..GanttOptions::default() };
    let pieces = gantt::draw_pieces(view, &inline);
    Chart {
        title: "Gantt chart",
        inline: vec![("gantt_names", pieces.names), ("gantt", pieces.chart), ("gantt_legend", pieces.legend)],
        file: Some(("gantt.svg", gantt::draw(view, &alone))),
    }
}
