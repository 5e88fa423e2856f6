//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::draw::svg::wellformed;
use crate::view::chart::burn_up::{BurnUpStep, CurvePoint};
use crate::view::chart::report_day::ReportDay;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

fn step(on: &str, done: f64) -> BurnUpStep {
    let report = ReportDay { on: day(on), name: "S".to_owned(), short: "S".to_owned(), sprint: None };
    BurnUpStep { report, done: Some(done), scope: Some(40.0), plan: Some(done), expected: None }
}

fn view() -> BurnUpView {
    let point = |(on, work): (&str, f64)| CurvePoint { on: day(on), work };
    BurnUpView {
        title: "Burn-up of P1".to_owned(),
        description: "Half is done.".to_owned(),
        first: day("2026-02-16"),
        as_of: day("2026-04-02"),
        done: 20.0,
        scope: 40.0,
        baseline: Some(day("2026-05-01")),
        forecast: Some(day("2026-05-08")),
        slip_days: Some(5),
        unreported: 0,
        steps: vec![step("2026-02-27", 8.0), step("2026-04-02", 20.0)],
        plan: [("2026-02-16", 0.0), ("2026-05-01", 40.0)].map(point).to_vec(),
        ahead: [("2026-04-02", 20.0), ("2026-05-08", 40.0)].map(point).to_vec(),
    }
}

fn inline() -> ChartOptions {
    ChartOptions::inline("burn-up", "index.html", 600.0)
}

#[test]
fn work_done_stands_against_plan_and_scope() {
    insta::assert_snapshot!(draw(&view(), &inline()).expect("a chart"));
}

#[test]
fn no_work_is_no_chart() {
    let mut none = BurnUpView { scope: 0.0, done: 0.0, plan: Vec::new(), ahead: Vec::new(), ..view() };
    none.steps.clear();
    assert_eq!(draw(&none, &inline()), None);
    none.scope = f64::NAN;
    assert_eq!(draw(&none, &inline()), None);
}

#[test]
fn hostile_words_and_numbers_are_harmless() {
    let mut odd = view();
    odd.title = "<b>&\u{0}".to_owned();
    odd.baseline = Some(NaiveDate::MIN);
    odd.forecast = Some(NaiveDate::MAX);
    odd.steps[0].done = Some(f64::INFINITY);
    let svg = draw(&odd, &ChartOptions::standalone("<", "<", 600.0)).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<b>") && !svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn what_is_all_done_ends_on_its_last_day() {
    let over = BurnUpView {
        done: 40.0,
        forecast: Some(day("2026-03-20")),
        ahead: Vec::new(),
        baseline: None,
        ..view()
    };
    let mut over = over;
    over.steps[1] = step("2026-04-02", 40.0);
    over.plan.clear();
    let svg = draw(&over, &inline()).expect("a chart");
    assert!(svg.contains(">done 20 Mar (+5 d)</text>") && !svg.contains(">now"));
}
