//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::analyse::Percentiles;
use crate::draw::svg::{Mode, wellformed};
use crate::view::chart::spread::SpreadBin;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

fn view(runs: &[u32]) -> SpreadView {
    let first = day("2026-05-25");
    let all: u32 = runs.iter().sum();
    let mut done = 0;
    let bin = |(n, runs): (usize, &u32)| {
        done += runs;
        let on = first + Days::new(n as u64);
        let of = |runs: u32| f64::from(runs) * 100.0 / f64::from(all.max(1));
        SpreadBin { from: on, to: on, runs: *runs, percent: of(*runs), by_then: of(done) }
    };
    let [p10, p50, p80, p90] = ["2026-05-25", "2026-05-26", "2026-05-27", "2026-05-28"].map(day);
    SpreadView {
        title: "The gate of P2 is reached".to_owned(),
        description: "By 26 May in half.".to_owned(),
        subject: None,
        runs: all,
        bins: runs.iter().enumerate().map(bin).collect(),
        days: Percentiles { p10, p50, p80, p90 },
        planned: Some(SpreadMark { on: day("2026-05-22"), by_then: 0.0 }),
        baseline: Some(SpreadMark { on: day("2026-04-24"), by_then: 0.0 }),
        file: "spread.svg".to_owned(),
    }
}

fn inline() -> ChartOptions {
    ChartOptions::inline("spread", "index.html", 900.0)
}

#[test]
fn days_of_half_and_of_most_runs_are_told_beside_what_was_planned() {
    let svg = draw(&view(&[10, 40, 30, 0, 20]), &inline()).expect("a chart");
    for words in
        [">half by 26 May<", ">80 % by 27 May<", ">without risk 22 May<", ">\u{2190} baseline 24 Apr<"]
    {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains(">runs that end on a day<") && svg.contains(">50 %<"));
    assert!(svg.contains("<desc id=\"fig.spread-desc\">By 26 May in half.</desc>"));
}

#[test]
fn bars_are_as_high_as_their_runs() {
    let svg = draw(&view(&[10, 40, 30, 0, 20]), &inline()).expect("a chart");
    let heights: Vec<f64> = svg
        .split("<rect ")
        .filter(|tag| tag.contains("fill=\"var(--mp-bar,") && tag.contains(" rx=\"0\""))
        .filter_map(|tag| tag.split(" height=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    assert_eq!(heights.len(), 4, "no bar where no run ends");
    let highest = heights.iter().fold(0.0f64, |a, b| a.max(*b));
    for (height, runs) in heights.iter().zip([10.0, 40.0, 30.0, 20.0]) {
        assert!((height / highest - runs / 40.0).abs() < 0.01, "{heights:?}");
    }
}

#[test]
fn no_run_is_no_chart() {
    assert_eq!(draw(&view(&[]), &inline()), None);
    assert_eq!(draw(&view(&[0, 0]), &inline()), None);
}

#[test]
fn hostile_words_and_days_are_harmless() {
    let mut odd = view(&[1, 1]);
    odd.title = "</text><script>\u{0}".to_owned();
    odd.planned = Some(SpreadMark { on: NaiveDate::MIN, by_then: f64::NAN });
    odd.baseline = Some(SpreadMark { on: NaiveDate::MAX, by_then: f64::INFINITY });
    odd.bins[1].to = NaiveDate::MAX;
    let options = ChartOptions { mode: Mode::Standalone, ..inline() };
    let svg = draw(&odd, &options).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script") && !svg.contains("NaN"));
    assert_eq!(Some(svg), draw(&odd, &ChartOptions { width: 900.0, ..options }));
}
