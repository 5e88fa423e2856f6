//! The chart as its readers meet it: what it says, when there is none, and content that means harm.

use super::*;
use crate::draw::svg::wellformed;
use crate::view::OwnerLink;

fn load(name: &str, weeks: &[(&str, u32, u32)]) -> OwnerLoadView {
    let week = |&(monday, asked, available): &(&str, u32, u32)| OwnerWeekView {
        week: monday.parse().expect("a date of this test"),
        asked,
        available,
        peak: 1,
        overload: asked > available,
        milestones: Vec::new(),
        more: 0,
    };
    OwnerLoadView {
        owner: OwnerLink {
            name: name.to_owned(),
            with: Vec::new(),
            called: None,
            href: Some("teams/qa/index.html".to_owned()),
        },
        capacity: 1,
        overloaded: weeks.iter().any(|week| week.1 > week.2),
        weeks: weeks.iter().map(week).collect(),
        later: 0,
        later_overloaded: 0,
    }
}

fn inline() -> ChartOptions {
    ChartOptions::inline("load", "teams/index.html", 600.0)
}

#[test]
fn overload_has_a_pattern_a_number_and_words() {
    let loads =
        [load("qa", &[("2026-05-04", 5, 5), ("2026-05-11", 12, 5)]), load("free", &[("2026-05-04", 2, 5)])];
    let svg = draw(&loads, &inline()).expect("a chart");
    assert!(
        svg.contains("url(#fig.load-hatch-")
            && svg.contains(">12</text>")
            && svg.contains("<a href=\"qa/index.html\"")
    );
    assert!(svg.contains(
        "qa: more asked than there is in 1 of 2 weeks; the most in the week of 2026-05-11: 12 of 5 days"
    ));
    assert!(svg.contains("free: never more asked than there is"));
    let calm = draw(&loads[1..], &inline()).expect("a chart");
    assert!(!calm.contains("hatch") && calm.contains("Nobody is asked"));
}

#[test]
fn nothing_asked_is_no_chart() {
    assert_eq!(draw(&[], &inline()), None);
    assert_eq!(draw(&[load("qa", &[])], &inline()), None);
}

#[test]
fn hostile_names_and_numbers_are_harmless() {
    let odd = [load("</text><script>\u{0}", &[("0001-01-01", u32::MAX, 0), ("9999-12-27", 0, 0)])];
    let svg = draw(&odd, &ChartOptions::standalone("<", "<", 300.0)).expect("a chart");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script"));
}
