//! What is over does not change: the page of a past sprint shows what was known at its end.

use milepost::{site::SitePlan, world::Memory};
use proptest::prelude::*;
use scraper::Html;

use crate::{
    project::{drawings, file, site},
    text::selector,
};

/// Days 0 to 40 after the first sprint ended, most of them before the status date.
fn later() -> impl Strategy<Value = String> {
    let day = (0..40u64).prop_map(|days| {
        let after = chrono::NaiveDate::from_ymd_opt(2026, 2, 16).expect("a date");
        after.checked_add_days(chrono::Days::new(days)).expect("a date").to_string()
    });
    let fact = prop_oneof![
        (0..=100u8).prop_map(|percent| format!("percent_complete: {percent}")),
        prop_oneof![Just("planned"), Just("in_progress"), Just("blocked"), Just("done"), Just("cancelled")]
            .prop_map(|status| format!("status: {status}")),
        prop_oneof![Just("red"), Just("amber"), Just("green")].prop_map(|rag| format!("rag: {rag}")),
        Just("owner: bo".to_owned()),
        Just("forecast_finish: 2026-05-01".to_owned()),
        Just("actual_finish: 2026-02-27".to_owned()),
        Just("next_action: {text: Ask, owner: bo, due: 2026-03-20}".to_owned()),
        Just("override: {rag: green, reason: Because, by: bo, expires: 2026-12-31}".to_owned()),
        "[a-z <&]{0,12}".prop_map(|note| format!("note: \"{note}\"")),
    ];
    (day, fact).prop_map(|(day, fact)| format!("  - {{date: {day}, by: bo, {fact}}}\n"))
}

/// A program of three sprints, of which the first ended on 2026-02-13; with updates to its milestones, its risk and its
/// blocker. The risk and the blocker have updates of their own facts.
fn program(status_date: &str, first: &[String], second: &[String]) -> Memory {
    let settings = format!(
        "title: Test\nstart: 2026-02-02\nstatus_date: {status_date}\nagents: [{{id: ada, name: Ada}}, bo]\n"
    );
    let sprint = |number: u8, start: &str, end: &str| {
        let text = format!(
            "---\nid: sprint-0{number}\nstart: {start}\nend: {end}\nphase: P1\ngoal: Go on\n---\nText.\n"
        );
        (format!("content/sprints/sprint-0{number}.md"), text)
    };
    let milestone = |id: &str, facts: &str, updates: &[String]| {
        let updates = updates.concat();
        let text = format!(
            "---\nid: {id}\ntitle: Title of {id}\nphase: P1\nowner: ada\n{facts}\nupdates:\n  - {{date: 2026-02-06, by: ada, status: in_progress, percent_complete: 40, rag: green}}\n{updates}---\n"
        );
        (format!("content/milestones/{id}.md"), text)
    };
    let risk = "---\nid: RISK-1\ntitle: Late\ncategory: technical\nprobability: high\nimpact: high\naffects: [M1]\nowner: bo\nupdates:\n  - {date: 2026-02-20, by: bo, status: closed}\n---\n";
    let blocker = "---\nid: B-1\ntitle: No key\nseverity: high\nblocks: [M2]\nraised_on: 2026-02-10\nresolved_on: 2026-02-18\n---\n";
    Memory::of([
        ("milepost.yaml".to_owned(), settings),
        ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: Phase\n---\n".to_owned()),
        sprint(1, "2026-02-02", "2026-02-13"),
        sprint(2, "2026-02-16", "2026-02-27"),
        sprint(3, "2026-03-02", "2026-03-13"),
        milestone("M1", "duration: 8d\nstart: 2026-02-02\nfinish: 2026-02-11", first),
        milestone("M2", "depends_on: [M1]\nduration: 5d\nstart: 2026-02-12\nfinish: 2026-02-18", second),
        ("content/risks/r.md".to_owned(), risk.to_owned()),
        ("content/blockers/b.md".to_owned(), blocker.to_owned()),
    ])
    .expect("clean paths")
}

/// What a page says about its sprint: its main part, and the drawings beside it.
fn told(plan: &SitePlan, sprint: &str) -> Vec<String> {
    let page = Html::parse_document(file(plan, &format!("sprints/{sprint}/index.html")));
    let main = page.select(&selector("main")).next().expect("a main part").html();
    let folder = format!("sprints/{sprint}/");
    let beside = drawings(plan).filter(|(path, _)| path.starts_with(&folder));
    std::iter::once(main).chain(beside.map(|(_, drawing)| drawing.to_owned())).collect()
}

#[test]
fn what_happens_later_is_told_later() {
    let update = "  - {date: 2026-02-16, by: bo, status: done, actual_finish: 2026-02-16}\n".to_owned();
    let before = site(&program("2026-02-27", &[], &[]));
    let after = site(&program("2026-02-27", &[update], &[]));
    assert_eq!(told(&before.plan, "sprint-01"), told(&after.plan, "sprint-01"));
    assert_ne!(
        told(&before.plan, "sprint-02"),
        told(&after.plan, "sprint-02"),
        "the update counts somewhere"
    );
    assert!(told(&before.plan, "sprint-01").len() > 1, "there is a drawing");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_past_sprint_never_changes(
        first in prop::collection::vec(later(), 0..5),
        second in prop::collection::vec(later(), 0..5),
        moved in prop_oneof![Just("2026-02-16"), Just("2026-03-06"), Just("2026-06-01")],
    ) {
        let then = told(&site(&program("2026-02-27", &[], &[])).plan, "sprint-01");
        let now = told(&site(&program(moved, &first, &second)).plan, "sprint-01");
        prop_assert_eq!(then, now);
    }
}
