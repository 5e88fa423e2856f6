//! What a gate says to the color of its phase, how a decision is judged, and what the dates of many stand for.

use milepost::{
    analyse::PhaseAnalysis,
    diag::Code,
    model::{Key, Rag},
    say::{ColorOf, Voice},
    site::{Checked, check},
    world::Memory,
};

use crate::project::config;

const DONE: &str = "updates: [{date: 2026-03-05, by: ada, status: done, actual_start: 2026-03-02, actual_finish: 2026-03-04}]";
/// One working day late on 2026-03-04.
const OPEN: &str = "updates: [{date: 2026-03-03, by: ada, status: in_progress, percent_complete: 60, actual_start: 2026-03-02, remaining: 2d}]";
const IN_TIME: &str = "updates: [{date: 2026-03-03, by: ada, status: in_progress, percent_complete: 67, actual_start: 2026-03-02, remaining: 1d}]";

/// Three working days, to be done on 2026-03-04, in a phase with this gate.
fn project(as_of: &str, milestone: &str, gate: &str, others: &[(&str, &str)]) -> Checked {
    let settings = format!("title: T\nstart: 2026-03-02\nstatus_date: {as_of}\nagents: [ada, bo]\n");
    let phase = format!("---\nid: P1\ntitle: One\nowner: ada\n{gate}\n---\n");
    let dates = "duration: 3d\nstart: 2026-03-02\nfinish: 2026-03-04";
    let milestone = format!("---\nid: M1\ntitle: M1\nphase: P1\nowner: ada\n{dates}\n{milestone}\n---\n");
    let files = [("milepost.yaml", settings.as_str()), ("content/phases/p1.md", &phase)];
    let files = files.into_iter().chain([("content/milestones/m1.md", milestone.as_str())]);
    check(&Memory::of(files.chain(others.iter().copied())).expect("clean paths"), &config())
}

fn phase(checked: &Checked) -> &PhaseAnalysis {
    &checked.chronicle.now.phases[0]
}

fn color(as_of: &str, milestone: &str, gate: &str) -> Rag {
    phase(&project(as_of, milestone, gate, &[])).roll_up.rag
}

const MET: &str = "gate: {criteria: [{id: C1, text: Stands, check: {done: [M1]}}]}";
const UNMET: &str = "gate: {criteria: [{id: C1, text: Safe, check: {file: none.pdf}}]}";

#[test]
fn a_gate_has_a_say_in_the_color_of_its_phase() {
    let decided = |gate: &str, decision: &str| {
        format!("{gate}\nupdates: [{{date: 2026-03-05, by: ada, decision: {decision}}}]")
    };
    let cases = [
        (decided(MET, "no_go"), Rag::Red),
        (decided(MET, "go"), Rag::Green),
        (decided(MET, "conditional"), Rag::Green),
        (decided(UNMET, "conditional"), Rag::Amber),
        (decided(UNMET, "go"), Rag::Amber),
        (decided(MET, "pending"), Rag::Amber),
        (decided(UNMET, "pending"), Rag::Red),
        (MET.to_owned(), Rag::Amber),
        (UNMET.to_owned(), Rag::Red),
        // All of no criteria are met: that says nothing, and what is unknown counts as amber.
        (
            "gate: {decision: go, decided_by: ada, decided_on: 2026-03-05, criteria: []}".to_owned(),
            Rag::Amber,
        ),
        // No gate is written, so none is waited for.
        (String::new(), Rag::Green),
    ];
    for (gate, expected) in cases {
        assert_eq!(color("2026-03-06", DONE, &gate), expected, "{gate}");
    }
    assert_eq!(color("2026-03-04", IN_TIME, UNMET), Rag::Green, "in time, nobody has to decide");
}

#[test]
fn a_gate_that_is_late_is_colored_like_a_slip() {
    let late = |finish: &str, decision: &str| {
        let milestone = format!(
            "updates: [{{date: {finish}, by: ada, status: done, actual_start: 2026-03-02, actual_finish: {finish}}}]"
        );
        let gate = format!("{MET}\nupdates: [{{date: {finish}, by: ada, decision: {decision}}}]");
        color(finish, &milestone, &gate)
    };
    assert_eq!(late("2026-03-09", "pending"), Rag::Amber, "three working days");
    assert_eq!(late("2026-03-10", "pending"), Rag::Red, "four");
    assert_eq!(late("2026-03-10", "go"), Rag::Green, "it was passed, and nothing is open");
}

/// Coverage of 60 % is asked for.
fn covered(decided: &str, measured: &str) -> Checked {
    let gate = format!(
        "gate:\n  criteria: [{{id: C1, text: Tested, check: {{coverage: {{service: shop, unit: 60, integration: 60}}}}}}]\nupdates: [{decided}]"
    );
    let service = format!("---\nid: shop\ntitle: Shop\nowner: ada\ncoverage: [{measured}]\n---\n");
    project("2026-03-20", DONE, &gate, &[("content/services/shop.md", &service)])
}

#[test]
fn a_decision_is_judged_by_what_was_known_on_its_day() {
    const GO: &str = "{date: 2026-03-05, by: ada, decision: go}";
    const LOW: &str = "{unit: 85, integration: 50, date: 2026-03-04}";
    const FINE: &str = "{unit: 85, integration: 70, date: 2026-03-04}";
    const LOW_LATER: &str = "{unit: 85, integration: 50, date: 2026-03-12}";
    const FINE_LATER: &str = "{unit: 85, integration: 70, date: 2026-03-12}";
    let told = |decided: &str, measured: &[&str]| {
        let checked = covered(decided, &measured.join(", "));
        let gate = &phase(&checked).gate;
        (gate.signed_unmet, gate.criteria[0].met, phase(&checked).roll_up.rag)
    };
    assert_eq!(told(GO, &[FINE]), (false, true, Rag::Green));
    assert_eq!(told(GO, &[FINE, LOW_LATER]), (false, false, Rag::Green), "it was right when it was signed");
    assert_eq!(told(GO, &[LOW, FINE_LATER]), (true, true, Rag::Green), "the record keeps it");
    assert_eq!(told(GO, &[LOW]), (true, false, Rag::Amber));
    let again = format!("{GO}, {{date: 2026-03-13, by: ada, decision: go}}");
    assert_eq!(told(&again, &[LOW, FINE_LATER]), (false, true, Rag::Green), "decided again, it is met");
    let conditional = "{date: 2026-03-05, by: ada, decision: conditional}";
    assert_eq!(told(conditional, &[LOW]), (false, false, Rag::Amber));
    assert_eq!(told(conditional, &[LOW, FINE_LATER]), (false, true, Rag::Green), "the condition is met");
    assert_eq!(told(conditional, &[FINE, LOW_LATER]).2, Rag::Green, "it was no condition");
}

#[test]
fn the_day_of_the_meeting_counts_where_it_was_reported_with_the_decision() {
    const LOW: &str = "{unit: 85, integration: 50, date: 2026-03-04}";
    const FINE: &str = "{unit: 85, integration: 70, date: 2026-03-09}";
    let signed = |decided: &str| phase(&covered(decided, &format!("{LOW}, {FINE}"))).gate.signed_unmet;
    assert!(!signed("{date: 2026-03-10, by: ada, decision: go}"));
    assert!(signed("{date: 2026-03-10, by: ada, decision: go, decided_on: 2026-03-06}"));
}

/// A decision with its day and its name is one statement: a later one takes nothing from an earlier, not even what is wrong
/// with that, and leaves it nothing.
#[test]
fn a_later_decision_is_one_of_its_own() {
    const FINE: &str = "{unit: 85, integration: 70, date: 2026-03-04}";
    let told = |decided: &str| {
        let gate = phase(&covered(decided, FINE)).gate.clone();
        (gate.decided_on.map(|on| on.to_string()), gate.facts.decided_by.is_some(), gate.unclear.is_some())
    };
    let on = |day: &str| Some(day.to_owned());
    let earlier = "{date: 2026-03-05, by: ada, decision: pending, decided_by: ada, decided_on: 2026-03-09}";
    assert_eq!(told(earlier), (None, true, true), "a meeting after the day of its report");
    let later = format!("{earlier}, {{date: 2026-03-10, by: ada, decision: go}}");
    assert_eq!(told(&later), (on("2026-03-10"), false, false));
    let garbled = earlier.replace("decided_on: 2026-03-09", "decided_on: soon");
    assert_eq!(told(&garbled), (None, true, true));
    assert_eq!(told(&format!("{garbled}, {{date: 2026-03-10, by: ada, decision: go}}")), told(&later));
    let lost = format!("{later}, {{date: 2026-03-11, by: ada, decision: goo}}");
    assert_eq!(told(&lost), (None, false, true), "and one that cannot be read leaves none");
    let told_later = format!("{later}, {{date: 2026-03-11, by: ada, decided_on: 2026-03-11}}");
    assert!(told(&told_later).2, "decided again, and not told what");
}

#[test]
fn a_phase_that_was_passed_says_so_with_its_exceptions() {
    let said = |measured: &str| {
        let checked = covered("{date: 2026-03-05, by: ada, decision: go}", measured);
        let now = &checked.chronicle.now;
        let key = checked.program.phases.key("P1").expect("the phase");
        Voice::new(&checked.program, now.as_of).roll_up(now, &phase(&checked).roll_up, ColorOf::Phase(key))
    };
    assert_eq!(said("{unit: 85, integration: 70, date: 2026-03-04}"), "Green: closed 5 Mar.");
    let later =
        "{unit: 85, integration: 50, date: 2026-03-04}, {unit: 85, integration: 70, date: 2026-03-12}";
    assert_eq!(said(later), "Green: closed 5 Mar, 1 exception.");
}

#[test]
fn finishes_are_compared_over_what_is_in_the_plan_and_has_dates() {
    let also = |facts: &str| {
        let other = format!("---\nid: M2\ntitle: M2\nphase: P1\nowner: bo\n{facts}\n---\n");
        let checked = project("2026-03-04", OPEN, MET, &[("content/milestones/m2.md", &other)]);
        let (whole, gate) = (checked.chronicle.now.program.headline, phase(&checked).gate.headline);
        assert_eq!(whole, gate, "the phase is all there is");
        let finish = whole.forecast.map(|dates| dates.finish.to_string());
        (finish, whole.variance, whole.left_out, whole.not_in_baseline)
    };
    let on = |finish: &str| Some(finish.to_owned());
    assert_eq!(also("duration: 20d"), (on("2026-03-31"), Some(1), 0, 1), "not in the plan");
    assert_eq!(also(""), (on("2026-03-05"), Some(1), 1, 1), "without dates");
    let behind = "duration: 2d\ndepends_on: [M2]";
    let third = format!("---\nid: M3\ntitle: M3\nphase: P1\nowner: bo\n{behind}\n---\n");
    let second = "---\nid: M2\ntitle: M2\nphase: P1\nowner: bo\n---\n";
    let others = [("content/milestones/m2.md", second), ("content/milestones/m3.md", third.as_str())];
    let checked = project("2026-03-04", OPEN, MET, &others);
    assert_eq!(checked.chronicle.now.program.headline.left_out, 2, "and what waits for it");
    let planned = "start: 2026-03-09\nfinish: 2026-03-10\ndepends_on: [{on: M9}]\nduration: 2d";
    assert_eq!(also(planned).1, None, "what should be finished last has no date");
    assert_eq!(
        also(
            "duration: 9d\nstart: 2026-03-02\nfinish: 2026-03-12\nupdates: [{date: 2026-03-03, by: bo, status: cancelled}]"
        ),
        (on("2026-03-05"), Some(1), 0, 0),
        "what was given up is no part of it"
    );
}

/// A file tells no day of its own: whether it was there when the gate was decided is known by `since` alone, so that one
/// which is added later makes no decision look better.
#[test]
fn evidence_by_a_file_counts_from_the_day_that_is_told() {
    let judged = |since: &str| {
        let gate = format!(
            "gate:\n  criteria: [{{id: C1, text: Safe, check: {{file: content/proof.txt}}{since}}}]\nupdates: [{{date: 2026-03-05, by: ada, decision: go}}]"
        );
        let checked = project("2026-03-10", DONE, &gate, &[("content/proof.txt", "It is safe.")]);
        let gate = &phase(&checked).gate;
        let told: Vec<_> =
            checked.diagnostics.iter().filter(|found| found.code == Code::GateSignedUnmet).collect();
        assert_eq!(told.len(), usize::from(gate.signed_unmet), "{since}");
        let reason = checked.context().gate(&checked.chronicle.now, Key::new(0)).criteria[0].reason.clone();
        (gate.signed_unmet, gate.criteria[0].met, reason)
    };
    let there = "content/proof.txt exists.".to_owned();
    assert_eq!(judged(""), (true, true, there.clone()), "nobody has said since when");
    assert_eq!(judged(", since: 2026-03-05"), (false, true, there.clone()));
    assert_eq!(judged(", since: 2026-03-06"), (true, true, there));
    let later = "The evidence is there since 11 Mar only.".to_owned();
    assert_eq!(judged(", since: 2026-03-11"), (true, false, later));
}
