//! How forecasts moved and work got done, from content to pages.

mod common_world;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use common_world::project;
use milepost::{
    model::Key,
    site::{Checked, Config, Silent, build, check},
    view::{Context, chart::plan::PlanScope},
};

const SETTINGS: &str = "title: Shop\nstart: 2026-02-02\nstatus_date: 2026-03-04\n";
const PHASE: &str = "---\nid: P1\ntitle: Base\n---\n";
const SPRINTS: [(&str, &str); 2] = [
    (
        "content/sprints/s1.md",
        "---\nid: sprint-01\ntitle: Sprint 1\nstart: 2026-02-02\nend: 2026-02-13\n---\n",
    ),
    (
        "content/sprints/s2.md",
        "---\nid: sprint-02\ntitle: Sprint 2\nstart: 2026-02-16\nend: 2026-02-27\n---\n",
    ),
];
const DONE: &str = "---\nid: M1\ntitle: Keys\nphase: P1\nstart: 2026-02-02\nfinish: 2026-02-06\nduration: 5d\nupdates:\n\
  - {date: 2026-02-10, by: ada, status: done, actual_start: 2026-02-02, actual_finish: 2026-02-10}\n---\n";
const LATE: &str = "---\nid: M2\ntitle: Gateway\nphase: P1\nstart: 2026-02-09\nfinish: 2026-02-20\nduration: 10d\n\
  depends_on: [M1]\nupdates:\n  - {date: 2026-02-27, by: ada, status: in_progress, percent_complete: 50, \
  actual_start: 2026-02-11, forecast_finish: 2026-03-06}\n---\n";

type Files = Vec<(&'static str, &'static str)>;

fn with_sprints() -> Files {
    let mut files = without_sprints();
    files.extend(SPRINTS);
    files
}

fn without_sprints() -> Files {
    vec![
        ("milepost.yaml", SETTINGS),
        ("content/phases/p1.md", PHASE),
        ("content/milestones/m1.md", DONE),
        ("content/milestones/m2.md", LATE),
    ]
}

fn config() -> Config {
    Config::usual(NaiveDate::MIN)
}

fn context(checked: &Checked) -> Context<'_> {
    checked.context()
}

/// The files of the site whose path ends so.
fn site(files: &[(&str, &str)], end: &str) -> BTreeMap<String, String> {
    let built = build(&project(files), &config(), &Silent);
    let faults: Vec<_> =
        built.checked.diagnostics.iter().filter(|d| d.message.contains("template")).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let chosen = built.plan.iter().filter(|(path, _)| path.as_str().ends_with(end));
    chosen.map(|(path, bytes)| (path.as_str().to_owned(), text(bytes))).collect()
}

#[test]
fn each_report_tells_what_was_forecast_then() {
    let checked = check(&project(&with_sprints()), &config());
    let trend = context(&checked).phase_trend(Key::new(0)).expect("a trend");
    let told: Vec<String> = trend
        .rows
        .iter()
        .map(|row| {
            let days = row.points.iter().map(|p| p.finish.map_or("none".to_owned(), |day| day.to_string()));
            format!("{}: {}", row.label(), days.collect::<Vec<_>>().join(" "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    P1 gate: 2026-02-27 2026-03-06 2026-03-10
    M2 Gateway: 2026-02-27 2026-03-06 2026-03-10
    M1 Keys: 2026-02-10 2026-02-10 2026-02-10
    ");
    assert_eq!(trend.rows.iter().map(|row| row.slip_days).collect::<Vec<_>>(), [Some(12), Some(12), Some(2)]);
    let keys = trend.rows.last().expect("a row");
    assert_eq!(keys.done, NaiveDate::from_ymd_opt(2026, 2, 10));
}

#[test]
fn work_counts_by_the_percentages_that_were_reported() {
    let checked = check(&project(&with_sprints()), &config());
    let burn_up = context(&checked).burn_up(PlanScope::Program).expect("a burn-up");
    let told: Vec<String> = burn_up
        .steps
        .iter()
        .map(|s| format!("{}: {:?} of {:?}, planned {:?}", s.report.on, s.done, s.scope, s.plan))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    2026-02-15: Some(5.0) of Some(15.0), planned Some(10.0)
    2026-03-01: Some(10.0) of Some(15.0), planned Some(15.0)
    2026-03-04: Some(10.0) of Some(15.0), planned Some(15.0)
    ");
    assert_eq!((burn_up.unreported, burn_up.slip_days), (0, Some(12)));
    assert_eq!(burn_up.ahead.last().map(|end| end.work), Some(15.0));
}

#[test]
fn without_a_past_sprint_there_is_no_history() {
    let checked = check(&project(&without_sprints()), &config());
    let cx = context(&checked);
    assert_eq!(cx.phase_history(Key::new(0)).trend, None);
    assert!(cx.milestone_page(Key::new(0)).way.steps.is_empty());
    assert_eq!(cx.program_history().burn_up, None);
    assert!(site(&without_sprints(), "trend.svg").is_empty());
    assert!(site(&[("milepost.yaml", "title: Empty\n")], "burn-up.svg").is_empty());
}

#[test]
fn pages_have_the_charts_and_the_same_as_tables() {
    let files = with_sprints();
    let pages = site(&files, "index.html");
    let phase = &pages["phases/p1/index.html"];
    assert_eq!(phase.matches("<details class=\"twin\">").count(), 3);
    assert!(phase.contains("trend.svg") && phase.contains("id=\"burn-up\""));
    assert!(pages["milestones/m2/index.html"].contains("id=\"way\""));
    let charts = site(&files, ".svg");
    for name in ["forecast/burn-up.svg", "phases/p1/burn-up.svg", "phases/p1/trend.svg"] {
        assert!(charts.contains_key(name), "{name} is not among {:?}", charts.keys());
    }
    assert_eq!(charts, site(&files, ".svg"));
}

#[test]
fn colors_are_those_of_the_end_of_each_sprint_and_of_now() {
    let checked = check(&project(&with_sprints()), &config());
    let context = context(&checked);
    let view = context.program_colors().expect("colors");
    let columns: Vec<_> = view.columns.iter().map(|column| (column.short.as_str(), column.time)).collect();
    assert_eq!(columns, [("S1", "past"), ("S2", "past"), ("now", "current")], "no sprint holds the day");
    let labels: Vec<_> = view.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["Program", "Scope of the sprint", "P1 Base"]);
    for (n, (key, past)) in checked.chronicle.past.days().enumerate() {
        let whole = context.sprint_state(key);
        assert_eq!(past.as_of, whole.as_of);
        assert_eq!(view.rows[0].cells[n], Some(whole.program.roll_up.rag.word()));
        assert_eq!(view.rows[1].cells[n], Some(whole.sprint(key).roll_up.rag.word()));
        assert_eq!(view.rows[2].cells[n], Some(whole.phases[0].roll_up.rag.word()));
    }
    assert_eq!(view.rows[1].cells[2], None, "no sprint, no scope");
    let phase = context.phase_colors(Key::new(0)).expect("colors");
    assert_eq!(phase.rows[1].label, "M1 Keys");
    assert_eq!(phase.rows[1].cells, [Some("green"); 3], "what is done is green");
}

#[test]
fn colors_stand_on_pages_and_beside_them_where_there_is_a_past() {
    let pictures = site(&with_sprints(), "colors.svg");
    assert_eq!(pictures.keys().collect::<Vec<_>>(), ["forecast/colors.svg", "phases/p1/colors.svg"]);
    for page in ["forecast/index.html", "phases/p1/index.html"] {
        let html = &site(&with_sprints(), page)[page];
        assert!(
            html.contains("class=\"data colors-table\"") && html.contains("id=\"fig.colors-title\""),
            "{page}"
        );
    }
    assert!(site(&without_sprints(), "colors.svg").is_empty());
}
