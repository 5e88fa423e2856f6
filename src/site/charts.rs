//! The drawings of each page: for the page itself, and as files beside it.

use super::history_charts;
use crate::{
    analyse::Analysis,
    draw::{
        diagram::{Diagram, DiagramOptions, PAGE_WIDTH},
        gantt::{self, GanttOptions, LegendItem},
        svg::{Mode, escape},
    },
    model::{Decision, Key, Milestone, Party, Phase, Service, Sprint},
    view::{
        Context,
        chart::diagram::{Dependencies, DiagramView},
        chart::gantt::GanttView,
        chart::plan::PlanScope,
    },
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

pub(super) fn phase(cx: &Context, map: &Dependencies, key: Key<Phase>, page: &str) -> Vec<Chart> {
    let mut charts = vec![gantt_chart(&cx.gantt(PlanScope::Phase(key), page))];
    charts.extend(map_chart(&map.phase(key, page), DEPENDENCIES, true));
    charts.extend(history_charts::phase(cx, key, page));
    charts
}

pub(super) fn sprint(cx: &Context, key: Key<Sprint>, state: &Analysis, page: &str) -> Vec<Chart> {
    vec![gantt_chart(&cx.gantt_of(state, PlanScope::Sprint(key), page))]
}

/// Nothing where the party answers for nothing that has dates.
pub(super) fn party(cx: &Context, key: Key<Party>, page: &str) -> Vec<Chart> {
    let plan = cx.gantt(PlanScope::Owner(key), page);
    let charts = (!plan.phases.is_empty()).then(|| gantt_chart(&plan));
    charts.into_iter().chain(history_charts::party(cx, key, page)).collect()
}

/// Only on the page: files for each milestone would be too much.
pub(super) fn milestone(cx: &Context, map: &Dependencies, key: Key<Milestone>, page: &str) -> Vec<Chart> {
    let map = map_chart(&map.milestone(key, page), DEPENDENCIES, false).into_iter();
    map.chain(history_charts::milestone(cx, key, page)).map(|chart| Chart { file: None, ..chart }).collect()
}

pub(super) fn dependencies(map: &Dependencies, page: &str) -> Vec<Chart> {
    map_chart(&map.program(page), DEPENDENCIES, true)
}

pub(super) fn services(cx: &Context, page: &str) -> Vec<Chart> {
    map_chart(&cx.services_map(page), SERVICES, true)
}

pub(super) fn service(cx: &Context, key: Key<Service>, page: &str) -> Vec<Chart> {
    map_chart(&cx.service_map(key, page), SERVICES, false)
}

pub(super) fn decisions(cx: &Context, page: &str) -> Vec<Chart> {
    map_chart(&cx.decisions_map(page), DECISIONS, true)
}

pub(super) fn decision(cx: &Context, key: Key<Decision>, page: &str) -> Vec<Chart> {
    map_chart(&cx.decision_map(key, page), DECISIONS, false)
}

/// What a kind of map is called: for readers, as a fragment, as a file.
type Names = (&'static str, &'static str, &'static str);

const DEPENDENCIES: Names = ("Dependency map", "dependencies", "dependencies.svg");
const SERVICES: Names = ("Service map", "services_map", "services.svg");
const DECISIONS: Names = ("Decision map", "decisions_map", "decisions.svg");

/// Nothing where nothing is joined: a picture of one box says nothing. No file for the map of one milestone,
/// service or decision: that would be a file for each.
fn map_chart(view: &DiagramView, (title, fragment, file): Names, also_as_file: bool) -> Vec<Chart> {
    if view.edges.is_empty() {
        return Vec::new();
    }
    let drawing = Diagram::new(view, PAGE_WIDTH);
    let svg = |mode| drawing.svg(&DiagramOptions { mode, prefix: fragment.to_owned() });
    let inline = vec![(fragment, svg(Mode::Inline))];
    vec![Chart { title, inline, file: also_as_file.then(|| (file, svg(Mode::Standalone))) }]
}

/// Width of a chart with its names in CSS pixels, on a screen of 1280.
const ON_PAGE: f64 = 1180.0;

fn legend_item(item: &LegendItem) -> String {
    format!("<li>{}{}</li>", item.sample.trim_end(), escape(item.words))
}

/// On the page the names stay while the chart scrolls; the file is one picture.
fn gantt_chart(view: &GanttView) -> Chart {
    let inline = GanttOptions { mode: Mode::Inline, width: ON_PAGE, ..GanttOptions::default() };
    // A file of its own shares its ids with nobody: a short prefix makes it smaller.
    let alone = GanttOptions { mode: Mode::Standalone, prefix: "g".to_owned(), ..GanttOptions::default() };
    let pieces = gantt::draw_pieces(view, &inline);
    Chart {
        title: "Gantt chart",
        inline: vec![
            ("gantt_names", pieces.names),
            ("gantt", pieces.chart),
            ("gantt_legend", pieces.legend.iter().map(legend_item).collect()),
            ("gantt_paper", pieces.paper),
        ],
        file: Some(("gantt.svg", gantt::draw(view, &alone))),
    }
}
