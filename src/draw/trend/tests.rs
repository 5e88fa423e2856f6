//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::draw::svg::wellformed;
use crate::view::SubjectLink;
use crate::view::chart::report_day::ReportDay;
use crate::view::chart::trend::TrendPoint;

const REPORTS: [&str; 4] = ["2026-02-27", "2026-03-13", "2026-03-27", "2026-04-02"];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

fn row(id: &str, title: &str, baseline: &str, finishes: [&str; 4], done: Option<&str>) -> TrendRow {
    let point =
        |(on, finish): (&str, &str)| TrendPoint { on: day(on), finish: finish.parse().ok(), moved: None };
    TrendRow {
        subject: SubjectLink {
            id: id.to_owned(),
            title: title.to_owned(),
            href: Some(format!("milestones/{}/index.html", id.to_lowercase())),
        },
        gate: false,
        baseline: baseline.parse().ok(),
        done: done.map(day),
        slip_days: Some(4),
        points: REPORTS.into_iter().zip(finishes).map(point).collect(),
    }
}

fn view(rows: Vec<TrendRow>) -> TrendView {
    let report = |(n, on): (usize, &&str)| {
        let short = if n == 3 { "now".to_owned() } else { format!("S{}", n + 1) };
        ReportDay { on: day(on), name: short.clone(), short, sprint: None }
    };
    TrendView {
        title: "Milestone trend of P1".to_owned(),
        description: "One is late.".to_owned(),
        first: day("2026-02-16"),
        reports: REPORTS.iter().enumerate().map(report).collect(),
        rows,
    }
}

fn gateway() -> TrendRow {
    row(
        "M1.4",
        "Gateway",
        "2026-03-11",
        ["2026-03-09", "2026-03-13", "2026-03-17", "2026-03-17"],
        Some("2026-03-17"),
    )
}

fn inline() -> ChartOptions {
    ChartOptions::inline("trend", "phases/p1/index.html", 600.0)
}

#[test]
fn a_line_ends_where_it_is_done() {
    insta::assert_snapshot!(draw(&view(vec![gateway()]), &inline()).expect("a chart"));
}

#[test]
fn nothing_dated_is_no_chart() {
    assert_eq!(draw(&view(Vec::new()), &inline()), None);
    let undated = row("M1", "Nothing", "", ["", "", "", ""], None);
    assert_eq!(draw(&view(vec![undated]), &inline()), None);
}

#[test]
fn links_lead_from_the_page_of_the_chart_in_the_order_seen() {
    let late = row("M1.5", "Late", "2026-04-01", ["2026-05-01", "2026-05-04", "", "2026-06-01"], None);
    let mut gate =
        row("P1", "Foundation", "2026-04-01", ["2026-05-01", "2026-05-04", "", "2026-06-01"], None);
    gate.gate = true;
    let svg = draw(&view(vec![gateway(), late, gate]), &inline()).expect("a chart");
    let at = |words: &str| svg.find(words).unwrap_or_else(|| panic!("{words} is not in the picture"));
    let gate = at("<a href=\"../../milestones/p1/index.html#gate\"");
    let late = at("<a href=\"../../milestones/m1.5/index.html\"");
    assert!(gate < late && late < at("<a href=\"../../milestones/m1.4/index.html\""));
    assert!(svg.contains(">P1 gate</text>"));
}

#[test]
fn hostile_words_and_days_are_drawn_and_harmless() {
    let words = "<script>alert(1)</script>\u{202e}\u{0}&\"'";
    let far = ["0001-01-01", "9999-12-31", "2026-03-01", "2026-03-01"];
    let mut view = view(vec![row(words, words, "2026-03-11", far, None)]);
    view.title = words.to_owned();
    view.reports[0].short = words.to_owned();
    view.rows[0].subject.href = Some("javascript:alert(1)".to_owned());
    let svg = draw(&view, &ChartOptions::standalone(words, words, 600.0)).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script") && !svg.contains("href=\"javascript"));
}

#[test]
fn many_lines_keep_their_names_apart() {
    let rows = (0..60).map(|n| row(&format!("M{n}"), "The same day", "2026-04-01", ["2026-05-01"; 4], None));
    let svg = draw(&view(rows.collect()), &inline()).expect("a chart");
    let mut heights: Vec<f64> = svg
        .split("<text ")
        .filter_map(|text| text.split("</text>").next())
        .filter(|text| text.contains("The same day"))
        .filter_map(|text| text.split("y=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    heights.sort_by(f64::total_cmp);
    assert_eq!(heights.len(), MOST_LINES);
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 17.9), "{heights:?}");
    assert!(svg.contains("Shown are the 28 that moved most."));
}
