//! What counts on which day: colors set by hand, facts that were lost and said again, what is unknown among others, sprints
//! that are still to come, evidence that expires, and plans that are kept in front matter alone.

use milepost::{
    analyse::{Analysis, MilestoneAnalysis, SprintAnalysis},
    model::Rag,
    site::{Checked, check},
    world::Memory,
};

use crate::project::config;

/// Late since 2026-03-06.
const LATE: &str =
    "{date: 2026-03-05, by: ada, status: in_progress, percent_complete: 40, actual_start: 2026-03-02}";

fn project(as_of: &str, milestone: &str, others: &[(&str, &str)]) -> Checked {
    let settings = format!("title: T\nstart: 2026-03-02\nstatus_date: {as_of}\nagents: [ada, bo]\n");
    let phase = "---\nid: P1\ntitle: One\nowner: ada\n---\n";
    let dates = "duration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06";
    let milestone = format!("---\nid: M1\ntitle: M1\nphase: P1\nowner: ada\n{dates}\n{milestone}\n---\n");
    let files = [("milepost.yaml", settings.as_str()), ("content/phases/p1.md", phase)];
    let files = files.into_iter().chain([("content/milestones/m1.md", milestone.as_str())]);
    check(&Memory::of(files.chain(others.iter().copied())).expect("clean paths"), &config())
}

fn first(checked: &Checked) -> &MilestoneAnalysis {
    &checked.chronicle.now.milestones[0]
}

fn color(as_of: &str, milestone: &str) -> Rag {
    first(&project(as_of, milestone, &[])).verdict.shown
}

#[test]
fn a_color_set_by_hand_needs_a_reason_somebody_and_a_last_day() {
    let with = |set: &str| format!("updates: [{LATE}, {{date: 2026-03-09, by: ada, override: {{{set}}}}}]");
    let whole = "rag: amber, reason: The kiln is booked, by: bo, expires: 2026-03-11";
    let shown = |as_of: &str| {
        let checked = project(as_of, &with(whole), &[]);
        let verdict = &first(&checked).verdict;
        (verdict.shown, verdict.computed, verdict.overridden.is_some())
    };
    assert_eq!(shown("2026-03-10"), (Rag::Amber, Rag::Red, true), "it is shown as what it is");
    assert_eq!(shown("2026-03-11"), (Rag::Amber, Rag::Red, true), "on its last day");
    assert_eq!(shown("2026-03-12"), (Rag::Red, Rag::Red, false), "and no longer");
    for lacking in ["reason: The kiln is booked, ", "by: bo, ", ", expires: 2026-03-11"] {
        assert!(whole.contains(lacking));
        assert_eq!(color("2026-03-10", &with(&whole.replace(lacking, ""))), Rag::Red, "without {lacking}");
    }
    for (from, to) in [("by: bo", "by: zoe"), ("The kiln is booked", "TBD"), ("rag: amber", "rag: amberr")] {
        assert_eq!(color("2026-03-10", &with(&whole.replace(from, to))), Rag::Red, "{to}");
    }
}

#[test]
fn a_later_report_that_is_whole_restores_what_was_lost() {
    let fine =
        "{date: 2026-03-04, by: ada, status: in_progress, percent_complete: 60, actual_start: 2026-03-02}";
    let color = |reports: &[&str]| color("2026-03-05", &format!("updates: [{}]", reports.join(", ")));
    assert_eq!(color(&[fine]), Rag::Green);
    let faults = [
        ("status: in_progress", "status: in_porgress"),
        ("percent_complete: 60", "percent_complete: most"),
        ("actual_start: 2026-03-02", "actual_start: 2026-03-32"),
        ("actual_start: 2026-03-02", "actual_start: 2026-03-05"),
        ("by: ada", "by: zoe"),
        ("status: in_progress", "sttaus: in_progress"),
    ];
    for (from, to) in faults {
        let earlier = fine.replace("2026-03-04", "2026-03-03").replace(from, to);
        assert_eq!(color(&[&earlier]), Rag::Unknown, "{to}");
        assert_eq!(color(&[&earlier, fine]), Rag::Green, "{to}, said again");
        let other = "{date: 2026-03-04, by: ada, note: All is well.}";
        assert_eq!(color(&[&earlier, other]), Rag::Unknown, "{to}, and nothing of it said again");
    }
}

#[test]
fn unknown_counts_as_amber_among_others_and_is_counted_apart() {
    let silent = "---\nid: M2\ntitle: M2\nphase: P1\nowner: bo\nduration: 2d\nstart: 2026-03-02\nfinish: 2026-03-10\n---\n";
    let fine = "updates: [{date: 2026-03-04, by: ada, status: in_progress, percent_complete: 60, actual_start: 2026-03-02}]";
    let of = |milestone: &str| {
        let checked = project("2026-03-04", milestone, &[("content/milestones/m2.md", silent)]);
        let roll_up = &checked.chronicle.now.program.roll_up;
        (roll_up.rag, roll_up.tally.unknown, roll_up.tally.green)
    };
    assert_eq!(of(fine), (Rag::Amber, 1, 1));
    assert_eq!(of(""), (Rag::Unknown, 2, 0), "where nothing else has a color it is said as it is");
}

fn sprint<'a>(checked: &'a Checked, now: &'a Analysis, id: &str) -> &'a SprintAnalysis {
    now.sprint(checked.program.sprints.key(id).expect("the sprint"))
}

#[test]
fn a_sprint_that_is_still_to_come_has_a_plan_and_no_color() {
    let sprints = [
        ("content/sprints/s1.md", "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-13\n---\n"),
        ("content/sprints/s2.md", "---\nid: S2\nstart: 2026-03-16\nend: 2026-03-27\n---\n"),
        (
            "content/milestones/m2.md",
            "---\nid: M2\ntitle: M2\nphase: P1\nowner: bo\nsprint: S2\nduration: 2d\ndeadline: 2026-03-03\n---\n",
        ),
    ];
    let checked = project("2026-03-10", &format!("updates: [{LATE}]"), &sprints);
    let now = &checked.chronicle.now;
    assert_eq!(sprint(&checked, now, "S1").roll_up.rag, Rag::Red);
    let next = sprint(&checked, now, "S2");
    assert_eq!((next.roll_up.rag, next.roll_up.tally.planned), (Rag::Planned, next.milestones.len()));
    assert!(!next.milestones.is_empty() && next.roll_up.because.is_empty());
}

#[test]
fn evidence_that_has_expired_or_is_missing_meets_nothing() {
    let met = |as_of: &str, criterion: &str| {
        let phase = format!(
            "---\nid: P1\ntitle: One\nowner: ada\ngate: {{criteria: [{{text: Safe, {criterion}}}]}}\n---\n"
        );
        let files = [("content/phases/p1.md", phase.as_str()), ("content/proof.txt", "It is safe.")];
        project(as_of, "", &files).chronicle.now.phases[0].gate.criteria[0].met
    };
    let there = "check: {file: content/proof.txt}, expires: 2026-03-11";
    assert!(met("2026-03-11", there), "on its last day");
    assert!(!met("2026-03-12", there));
    assert!(!met("2026-03-11", &there.replace("2026-03-11", "soon")), "nobody knows until when");
    for missing in [
        "check: {file: content/none.txt}",
        "check: {json: {file: content/none.json, pointer: /a, equals: 1}}",
        "check: {signed: {by: ada}}",
        "check: {signed: {by: zoe, on: 2026-03-03}}",
        "check: {done: []}",
        "evidence: The minutes",
    ] {
        assert!(!met("2026-03-11", missing), "{missing}");
    }
}

#[test]
fn an_actual_date_dates_what_front_matter_says() {
    let sprints = [
        ("content/sprints/s1.md", "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-13\n---\n"),
        ("content/sprints/s2.md", "---\nid: S2\nstart: 2026-03-16\nend: 2026-03-27\n---\n"),
    ];
    let at_ends = |facts: &str| -> Vec<Rag> {
        let checked = project("2026-04-07", facts, &sprints);
        let ends = ["S1", "S2"].map(|id| checked.program.sprints.key(id).expect("a sprint"));
        let past = &checked.chronicle.past;
        ends.iter().map(|key| past.at(*key).expect("it is over").milestones[0].rag).collect()
    };
    let done = |on: &str| format!("status: done\nactual_start: 2026-03-02\nactual_finish: {on}");
    assert_eq!(at_ends(&done("2026-03-06")), [Rag::Green, Rag::Green]);
    let later = at_ends(&done("2026-03-20"));
    assert_eq!((later[0], later[1]), (Rag::Red, Rag::Green), "not known before it was");
    let no_day = at_ends("status: done");
    assert!(
        no_day.iter().all(|rag| *rag != Rag::Green),
        "without a day it is not known of the past: {no_day:?}"
    );
}

/// Half a measurement is told by a rule of its own; none at all is fine until the program says what is needed.
#[test]
fn where_coverage_is_asked_for_silence_does_not_meet_it() {
    let service = |measured: &str| format!("---\nid: shop\ntitle: Shop\nowner: ada\n{measured}---\n");
    let shown = |settings: &str, milestone: &str, measured: &str| {
        let settings =
            format!("title: T\nstart: 2026-03-02\nstatus_date: 2026-03-04\nagents: [ada]\n{settings}");
        let milestone = format!(
            "---\nid: M1\ntitle: M1\nphase: P1\nowner: ada\nservices: [shop]\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06\n{milestone}---\n"
        );
        let service = service(measured);
        let files = [
            ("milepost.yaml", settings.as_str()),
            ("content/phases/p1.md", "---\nid: P1\ntitle: One\nowner: ada\n---\n"),
            ("content/milestones/m1.md", milestone.as_str()),
            ("content/services/shop.md", service.as_str()),
        ];
        first(&check(&Memory::of(files).expect("clean paths"), &config())).verdict.shown
    };
    let asked = "thresholds: {integration_coverage: 60}\n";
    let begun = "updates: [{date: 2026-03-04, by: ada, status: in_progress, percent_complete: 60, actual_start: 2026-03-02}]\n";
    let done = "updates: [{date: 2026-03-04, by: ada, status: done, percent_complete: 100, actual_start: 2026-03-02, actual_finish: 2026-03-04}]\n";
    let fine = "coverage: {unit: 90, integration: 70, date: 2026-03-03}\n";
    let later = "coverage: {unit: 90, integration: 70, date: 2026-03-09}\n";
    assert_eq!(shown("", begun, ""), Rag::Green, "nobody asks for it");
    for milestone in [begun, done] {
        assert_eq!(shown(asked, milestone, fine), Rag::Green);
        assert_eq!(shown(asked, milestone, ""), Rag::Unknown);
        assert_eq!(shown(asked, milestone, later), Rag::Unknown, "it is not measured yet");
    }
    let future = "updates: [{date: 2026-03-02, by: ada, status: planned}]\n";
    assert_eq!(
        shown(asked, future, ""),
        shown("", future, ""),
        "what has not begun has nothing to be measured"
    );
}

/// A blocker that was reported on before the day on which it is said to be raised was there then.
#[test]
fn a_blocker_is_in_the_sprint_of_its_first_report() {
    let color = |raised: &str| {
        let blocker = format!(
            "---\nid: B1\ntitle: No flour\nseverity: low\nblocks: [M1]\nraised_on: {raised}\nupdates: [{{date: 2026-03-04, by: bo, severity: low}}]\n---\n"
        );
        let sprint = "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-06\n---\n";
        let files = [("content/blockers/b1.md", blocker.as_str()), ("content/sprints/s1.md", sprint)];
        let checked = project("2026-03-18", "sprint: S1", &files);
        let key = checked.program.sprints.key("S1").expect("the sprint");
        checked.chronicle.past.scope(key).expect("it is over").blockers.len()
    };
    assert_eq!(color("2026-03-03"), 1);
    assert_eq!(color("2026-12-01"), 1);
}
