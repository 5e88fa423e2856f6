//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::draw::svg::wellformed;
use crate::view::SubjectLink;
use crate::view::chart::forecast::{GateForecastRow, SwingRow};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

fn days(p10: &str, p50: &str, p80: &str, p90: &str) -> Percentiles {
    Percentiles { p10: day(p10), p50: day(p50), p80: day(p80), p90: day(p90) }
}

fn view(title: &str) -> RiskForecastView {
    let subject = SubjectLink {
        id: "P1".to_owned(),
        title: title.to_owned(),
        href: Some("phases/p1/index.html".to_owned()),
    };
    let gate = |days| GateForecastRow {
        phase: subject.clone(),
        planned: Some(day("2026-05-01")),
        baseline: None,
        days,
    };
    RiskForecastView {
        runs: 1000,
        seed: 1,
        distribution: "pert",
        estimated: Vec::new(),
        risks: Vec::new(),
        spread: None,
        planned: Some(day("2026-06-01")),
        finish: days("2026-06-01", "2026-06-05", "2026-06-12", "2026-06-15"),
        gates: vec![
            gate(days("2026-04-30", "2026-05-04", "2026-05-08", "2026-05-11")),
            gate(days("2026-03-02", "2026-03-02", "2026-03-02", "2026-03-02")),
        ],
        critical: Vec::new(),
        tornado: vec![SwingRow { subject, risk: true, low: -1.0, high: 4.0 }],
    }
}

fn inline() -> ChartOptions {
    ChartOptions::inline("forecast", "index.html", 600.0)
}

#[test]
fn what_is_uncertain_has_a_strip_and_what_is_certain_none() {
    let svg = draw(&view("Foundation"), &inline()).expect("a chart");
    assert_eq!(svg.matches(">P1 gate</text>").count(), 1);
    for words in [">Program finish<", ">4 May<", ">8 May<", ">5 Jun<", ">12 Jun<"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("<a href=\"phases/p1/index.html#gate\""));
    assert_eq!(Some(svg), draw(&view("Foundation"), &inline()));
}

#[test]
fn hostile_words_are_harmless() {
    let mut odd = view("<b>");
    odd.gates[0].phase.id = "</text><script>\u{0}".to_owned();
    odd.gates[0].days.p90 = NaiveDate::MAX;
    odd.planned = Some(NaiveDate::MIN);
    let svg = draw(&odd, &ChartOptions::standalone("<", "<", 300.0)).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script"));
}
