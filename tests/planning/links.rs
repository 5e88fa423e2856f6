//! Links that are broken by what was reported, named twice, or lead to what was given up.

use milepost::{
    analyse::{RuleCode, Unscheduled},
    diag::Code,
    model::Rag,
};

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-03-02\nstatus_date: 2026-03-06\nagents: [ada, bo]\n";
const PLANNED: &str = "";
const BEGUN: &str = "\nupdates: [{date: 2026-03-05, by: ada, status: in_progress, percent_complete: 50, actual_start: 2026-03-02}]";
const DONE: &str = "\nupdates: [{date: 2026-03-05, by: ada, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-05}]";
const CANCELLED: &str = "\nupdates: [{date: 2026-03-02, by: ada, status: cancelled}]";

fn fired(project: &Project, id: &str, code: RuleCode) -> Option<Rag> {
    let fired = &project.milestone(id).verdict.fired;
    fired.iter().find(|fired| fired.code == code).map(|fired| fired.rag)
}

#[test]
fn a_link_of_any_type_is_broken_by_what_happened_before_it_allowed() {
    let (amber, red) = (Some(Rag::Amber), Some(Rag::Red));
    // By type of the link and state of the predecessor: where the successor has begun, and where it is done.
    let cases = [
        ("FS", PLANNED, amber, red),
        ("FS", BEGUN, amber, red),
        ("FS", DONE, None, None),
        ("SS", PLANNED, amber, red),
        ("SS", BEGUN, None, None),
        ("SS", DONE, None, None),
        ("FF", PLANNED, None, red),
        ("FF", BEGUN, None, red),
        ("FF", DONE, None, None),
        ("SF", PLANNED, None, red),
        ("SF", BEGUN, None, None),
        ("SF", DONE, None, None),
    ];
    for (kind, before, begun, done) in cases {
        for (state, expected) in [(PLANNED, None), (BEGUN, begun), (DONE, done)] {
            let first = format!("duration: 9d{before}");
            let second = format!("duration: 9d\ndepends_on: [{{on: M1, type: {kind}}}]{state}");
            let project = Project::new(SETTINGS, &[("M1", &first), ("M2", &second)]);
            let told = fired(&project, "M2", RuleCode::OutOfSequence);
            assert_eq!(told, expected, "{kind} behind{before}, itself{state}");
            assert_eq!(project.told(Code::OutOfSequence).len(), usize::from(expected.is_some()));
        }
    }
}

#[test]
fn a_gate_and_what_was_given_up_hand_the_question_on() {
    let done = format!("duration: 1d\ndepends_on: M2{DONE}");
    let given_up = format!("duration: 9d\ndepends_on: M1{CANCELLED}");
    let project = Project::new(SETTINGS, &[("M1", "duration: 9d"), ("M2", &given_up), ("M3", &done)]);
    assert_eq!(fired(&project, "M3", RuleCode::OutOfSequence), Some(Rag::Red), "M1 is not done");
    let gate = ("milestones/n1", format!("id: N1\ntitle: Next\nduration: 1d\ndepends_on: P1{BEGUN}"));
    let behind = |first: &str| Project::new(SETTINGS, &[("M1", first), (gate.0, &gate.1)]);
    assert_eq!(fired(&behind("duration: 9d"), "N1", RuleCode::OutOfSequence), Some(Rag::Amber));
    assert_eq!(fired(&behind(&format!("duration: 9d{DONE}")), "N1", RuleCode::OutOfSequence), None);
    assert_eq!(
        fired(&behind(&given_up), "N1", RuleCode::OutOfSequence),
        None,
        "the phase goes on without it"
    );
}

#[test]
fn time_passes_through_what_was_given_up() {
    let given_up = |on: &str| format!("duration: 9d\ndepends_on: [{on}]{CANCELLED}");
    let things = [
        ("M1", "duration: 5d".to_owned()),
        ("M2", given_up("{on: M1, lag: 2d}")),
        ("M3", given_up("{on: M2, lag: 1d}")),
        ("M4", "duration: 2d\ndepends_on: M3".to_owned()),
        ("M5", "duration: 2d\ndepends_on: [{on: M2, type: FF}]".to_owned()),
    ];
    let things = things.each_ref().map(|(id, text)| (*id, text.as_str()));
    let project = Project::new(SETTINGS, &things);
    assert_eq!(project.forecast("M1").1, "2026-03-12");
    assert_eq!(project.forecast("M4").0, "2026-03-18", "after three days of lag");
    assert_eq!(project.forecast("M5").1, "2026-03-16");
    assert_eq!(project.milestone("M2").schedule, Err(Unscheduled::Cancelled));
    assert_eq!(fired(&project, "M4", RuleCode::WaitsForCancelled), Some(Rag::Amber));
    assert_eq!(fired(&project, "M1", RuleCode::WaitsForCancelled), None);
    assert_eq!(project.told(Code::WaitsForCancelled).len(), 2, "M4 and M5; M3 was given up itself");
}

#[test]
fn nothing_ends_with_what_was_given_up() {
    let late = format!("duration: 9d\ndepends_on: [{{on: M1, lag: 20d}}]{CANCELLED}");
    let project = Project::new(SETTINGS, &[("M1", "duration: 5d"), ("M2", &late)]);
    let now = &project.0.chronicle.now;
    assert_eq!(
        now.program.headline.forecast.map(|dates| dates.finish.to_string()).as_deref(),
        Some("2026-03-12")
    );
    assert_eq!(now.phases[0].gate.forecast.map(|day| day.to_string()).as_deref(), Some("2026-03-12"));
    assert_eq!(project.place("M1").total_float, 0);
    let alone = Project::new(SETTINGS, &[("M1", &format!("duration: 5d{CANCELLED}"))]);
    assert_eq!(alone.0.chronicle.now.phases[0].gate.forecast, None, "there is nothing to reach");
}

#[test]
fn only_what_names_it_and_still_waits_is_told_of_what_was_given_up() {
    let waits = |on: &str, state: &str| {
        let cancelled = format!("duration: 9d{CANCELLED}");
        let third = format!("duration: 2d\ndepends_on: {on}{state}");
        let project = Project::new(SETTINGS, &[("M1", "duration: 1d"), ("M2", &cancelled), ("M3", &third)]);
        fired(&project, "M3", RuleCode::WaitsForCancelled)
    };
    assert_eq!(waits("M2", PLANNED), Some(Rag::Amber));
    assert_eq!(waits("M1..M2", BEGUN), Some(Rag::Amber));
    assert_eq!(waits("M2", DONE), None);
    assert_eq!(waits("M1", PLANNED), None);
    assert_eq!(waits("'*'", PLANNED), None, "no dependency could be dropped");
}

#[test]
fn of_two_links_to_one_predecessor_both_hold() {
    let start = |links: &str| {
        let json =
            json(SETTINGS, &[("M1", "duration: 2d"), ("M2", &format!("duration: 1d\ndepends_on: {links}"))]);
        row(&json, "milestones", "M2")["forecast"]["start"].as_str().map(str::to_owned)
    };
    assert_eq!(start("[M1]").as_deref(), Some("2026-03-10"));
    for twice in ["[{on: M1}, {on: M1, lag: 5d}]", "[{on: M1, lag: 5d}, {on: M1}]"] {
        assert_eq!(start(twice).as_deref(), Some("2026-03-17"), "{twice}");
    }
    assert_eq!(start("[{on: M1, type: SS}, {on: M1, lag: 3d}]").as_deref(), Some("2026-03-13"));
    let told = |links: &str| {
        let second = format!("duration: 1d\ndepends_on: {links}");
        let project = Project::new(SETTINGS, &[("M1", "duration: 2d"), ("M2", &second)]);
        project.told(Code::DuplicateReference).len()
    };
    assert_eq!(told("[{on: M1}, {on: M1, lag: 5d}]"), 1);
    assert_eq!(told("[{on: M1, type: SS}, {on: M1, lag: 3d}]"), 0, "of two types each says something");
}
