//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::analyse::Percentiles;
use crate::draw::svg::wellformed;
use crate::view::SubjectLink;
use chrono::NaiveDate;

fn row(id: &str, risk: bool, low: f64, high: f64) -> SwingRow {
    let subject = SubjectLink {
        id: id.to_owned(),
        title: "Delay".to_owned(),
        href: Some(format!("risks/{id}/index.html")),
    };
    SwingRow { subject, risk, low, high }
}

fn view(tornado: Vec<SwingRow>) -> RiskForecastView {
    let day = NaiveDate::default();
    RiskForecastView {
        runs: 10,
        seed: 1,
        distribution: "pert",
        estimated: Vec::new(),
        risks: Vec::new(),
        spread: None,
        planned: None,
        finish: Percentiles { p10: day, p50: day, p80: day, p90: day },
        gates: Vec::new(),
        critical: Vec::new(),
        tornado,
    }
}

fn inline() -> ChartOptions {
    ChartOptions::inline("tornado", "index.html", 600.0)
}

#[test]
fn bars_have_both_ends_in_words_and_risks_a_pattern() {
    let svg = draw(&view(vec![row("r-1", true, -1.5, 6.25), row("m-1", false, 0.5, 2.0)]), &inline());
    let svg = svg.expect("a chart");
    for words in [">\u{2212}1.5 d<", ">+6.3 d<", ">+2 d<", ">earlier than planned<", ">as planned<"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("url(#fig.tornado-hatch-") && svg.contains("<a href=\"risks/r-1/index.html\""));
}

#[test]
fn nothing_that_swings_is_no_chart() {
    assert_eq!(draw(&view(Vec::new()), &inline()), None);
    assert_eq!(draw(&view(vec![row("r", true, f64::NAN, 1.0)]), &inline()), None);
}

#[test]
fn hostile_words_and_numbers_are_harmless() {
    let odd = view(vec![row("</a><script>\u{0}", true, -1e300, 1e300), row("m", false, 0.0, 0.0)]);
    let svg = draw(&odd, &ChartOptions::standalone("<", "<", 300.0)).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script"));
}
