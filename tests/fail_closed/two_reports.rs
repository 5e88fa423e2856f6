//! What one report says stands or falls with that report: another of its day neither mends it nor is hidden by it.

use milepost::{diag::Code, site::Checked};

use super::{
    colors::{colors, greener},
    project::{Files, checked},
};

const SETTINGS: &str = "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-11\nagents: [ada]\n";

fn project(files: &[(&str, &str)]) -> Files {
    let all = [("milepost.yaml", SETTINGS)].into_iter().chain(files.iter().copied());
    all.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn milestone(reports: &str) -> Files {
    let text = format!(
        "---\nid: M1\ntitle: Oven\nowner: ada\nstart: 2026-02-16\nfinish: 2026-02-27\nupdates:\n{reports}---\n"
    );
    project(&[("content/milestones/m1.md", &text)])
}

fn codes(checked: &Checked) -> Vec<Code> {
    checked.diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn a_report_that_contradicts_itself_is_not_mended_by_another_of_its_day() {
    let later =
        "  - {date: 2026-02-24, by: ada, status: done, percent_complete: 100, actual_start: 2026-02-17}\n";
    for (torn, told) in [
        ("status: in_progress, actual_finish: 2026-02-24", Code::DoneNotComplete),
        ("status: done, remaining: 3d, actual_finish: 2026-02-24", Code::DoneNotComplete),
        ("actual_start: 2026-02-20, actual_finish: 2026-02-18", Code::FinishBeforeStart),
        ("status: done, actual_finish: 2026-02-25", Code::ImpossibleDate),
    ] {
        let files = milestone(&format!("  - {{date: 2026-02-24, by: ada, {torn}}}\n{later}"));
        let checked = checked(&files);
        let color = colors(&checked).into_iter().find(|(name, _)| name == "M1").expect("its color").1;
        assert!(color.unknown, "{torn}: {color:?}");
        assert_eq!(
            codes(&checked).iter().filter(|code| **code == told).count(),
            1,
            "{torn}: {:?}",
            codes(&checked)
        );
    }
}

#[test]
fn a_contradiction_of_the_past_hides_nothing_that_is_so_now() {
    let gate = |meeting: &str| {
        let text = format!(
            "---\nid: P1\ntitle: Open\nowner: ada\ngate:\n  criteria:\n    - {{text: Written, check: {{file: content/none.yaml}}}}\nupdates:\n  - {{date: 2026-02-16, by: ada, {meeting}}}\n  - {{date: 2026-03-01, by: ada, decision: go}}\n---\n"
        );
        codes(&checked(&project(&[("content/phases/p1.md", &text)])))
    };
    for meeting in ["decision: pending, decided_on: 2026-03-02", "decision: pending, decided_on: 2026-02-16"]
    {
        assert!(gate(meeting).contains(&Code::GateSignedUnmet), "{meeting}");
    }
    assert!(gate("decision: pending, decided_on: 2026-03-02").contains(&Code::ImpossibleDate));
}

#[test]
fn a_color_set_by_hand_asks_for_an_action_whatever_is_unknown() {
    let red = "override: {rag: red, reason: So it is, by: ada, expires: 2026-04-01}";
    for status in ["status: unknown", "status: in_progress, percent_complete: 10"] {
        let checked = checked(&milestone(&format!("  - {{date: 2026-03-10, by: ada, {status}, {red}}}\n")));
        assert!(codes(&checked).contains(&Code::NoNextAction), "{status}: {:?}", codes(&checked));
    }
}

#[test]
fn a_report_that_says_nothing_leaves_it_open_whoever_made_it() {
    let risk = |by: &str| {
        let text = format!(
            "---\nid: R1\ntitle: Rain\ncategory: schedule\nowner: ada\nprobability: low\nimpact: low\nstatus: open\nupdates:\n  - {{date: 2026-02-16, by: {by}}}\n  - {{date: 2026-02-19, by: ada, status: open}}\n---\n"
        );
        colors(&checked(&project(&[("content/risks/r1.md", &text)])))
    };
    let (known, stranger) = (risk("ada"), risk("zoe"));
    assert_eq!(greener(&known, &stranger).count(), 0, "{known:?} and {stranger:?}");
    assert!(stranger.iter().any(|(name, color)| name == "R1" && color.unknown), "{stranger:?}");
}

#[test]
fn what_is_lost_of_a_blocker_asks_for_no_action_on_what_it_holds_up() {
    let blocked = |by: &str| {
        let blocker = format!(
            "---\nid: B1\ntitle: No flour\nblocks: [M1]\nseverity: high\nraised_on: 2026-02-16\nnext_action: {{text: Go, owner: ada, due: 2026-03-20}}\nupdates:\n  - {{date: 2026-02-20, by: ada}}\n  - {{date: 2026-02-20, by: {by}, severity: low}}\n---\n"
        );
        let milestone = "---\nid: M1\ntitle: Oven\nstart: 2026-03-04\nfinish: 2026-03-11\nupdates:\n  - {date: 2026-02-16, by: ada, status: planned, percent_complete: 60}\n---\n";
        codes(&checked(&project(&[
            ("content/blockers/b1.md", &blocker),
            ("content/milestones/m1.md", milestone),
        ])))
    };
    assert!(!blocked("ada").contains(&Code::NoNextAction), "{:?}", blocked("ada"));
    let lost = blocked("zoe");
    assert!(lost.contains(&Code::UnknownOwner) && !lost.contains(&Code::NoNextAction), "{lost:?}");
}

#[test]
fn a_report_of_which_nothing_can_be_read_is_a_report() {
    for lost in ["*alias", "!tag {}"] {
        let good = "  - {date: 2026-03-10, by: ada, status: done, percent_complete: 100, actual_finish: 2026-02-26}\n";
        let checked = checked(&milestone(&format!("{good}  - {lost}\n")));
        let color = colors(&checked).into_iter().find(|(name, _)| name == "M1").expect("its color").1;
        assert!(color.unknown, "{lost}: {color:?}, {:?}", codes(&checked));
        assert_eq!(codes(&checked).len(), 1, "{lost}: {:?}", codes(&checked));
    }
}
