//! What says where something belongs, what it holds up or concerns: lost, it may be anywhere, and nothing gets greener.
//!
//! Each case is a plan in which one line joins something bad to something that would be fine without it.

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew,
};

const PLAN: &[(&str, &str)] = &[
    ("milepost.yaml", "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada, bo]\n"),
    ("content/phases/p1.md", "---\nid: P1\ntitle: Open\nowner: ada\n---\n"),
    ("content/phases/p2.md", "---\nid: P2\ntitle: Clear\nowner: ada\n---\n"),
    (
        "content/milestones/m1.md",
        "---\nid: M1\ntitle: Oven\nphase: P1\nenables: M3\nowner: ada\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nupdates:\n  - {date: 2026-03-17, by: ada, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n---\n",
    ),
    (
        "content/milestones/m2.md",
        "---\nid: M2\ntitle: Yard\nphase: P2\nowner: ada\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nupdates:\n  - {date: 2026-03-17, by: ada, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n---\n",
    ),
    (
        "content/milestones/m3.md",
        "---\nid: M3\ntitle: Shop\nphase: P1\nowner: bo\nduration: 5d\nstart: 2026-03-23\nfinish: 2026-03-27\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n---\n",
    ),
    (
        "content/milestones/m4.md",
        "---\nid: M4\ntitle: Gate\nphase: P2\nowner: bo\nduration: 5d\nstart: 2026-03-23\nfinish: 2026-03-27\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n---\n",
    ),
    ("content/sprints/s1.md", "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-06\n---\n"),
    ("content/sprints/s2.md", "---\nid: S2\nstart: 2026-03-09\nend: 2026-03-20\n---\n"),
];

/// What should be finished and is not, without saying where it belongs.
const LATE: &str = "id: M9\ntitle: Flour\nowner: bo\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\nupdates:\n  - {date: 2026-03-17, by: bo, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n";
/// What will be late.
const SLIPS: &str = "id: M9\ntitle: Flour\nphase: P1\nowner: bo\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\nupdates:\n  - {date: 2026-03-17, by: bo, status: in_progress, percent_complete: 80, actual_start: 2026-03-02, forecast_finish: 2026-04-17}\n";
/// What is of a later time, and is in trouble by its owner's word.
const RED: &str = "id: M9\ntitle: Flour\nphase: P1\nowner: bo\nduration: 15d\nstart: 2026-04-06\nfinish: 2026-04-24\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\nupdates:\n  - {date: 2026-03-17, by: bo, status: planned, rag: red}\n";
const RISK: &str = "id: R1\ntitle: Rain\ncategory: technical\nprobability: high\nimpact: high\nowner: bo\nmitigation: A roof.\nstatus: open\nraised_on: 2026-03-03\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n";
const BLOCKER: &str = "id: B1\ntitle: No key\nseverity: high\nraised_by: ada\nraised_on: 2026-03-10\nrequired_from: bo\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n";

/// What is joined: its path and front matter, the key that joins it, to what, and what else could stand there; what looks
/// better without the line.
type Case = (&'static str, String, &'static str, &'static str, &'static str, &'static str);

fn cases() -> Vec<Case> {
    let m9 = "content/milestones/m9.md";
    let of = |text: &str| text.to_owned();
    vec![
        (m9, of(LATE), "phase", "P2", "P1", "phase P2"),
        (m9, of(LATE), "parent", "P2", "P1", "phase P2"),
        (m9, of(RED), "sprint", "S2", "S1", "sprint S2"),
        (m9, of(SLIPS), "enables", "M4", "M3", "M4"),
        (m9, of(SLIPS), "blocks", "M4", "M3", "M4"),
        ("content/milestones/m4.md", of(SLIPS), "depends_on", "M9", "M1", "M4"),
        ("content/milestones/m4.md", of(SLIPS), "blocked_by", "M9", "M1", "M4"),
        ("content/milestones/m4.md", of(SLIPS), "requires", "M9", "M1", "M4"),
        ("content/phases/p2.md", of(LATE), "children", "M9", "M3", "phase P2"),
        ("content/risks/r1.md", of(RISK), "affects", "P2", "P1", "phase P2"),
        ("content/risks/r1.md", of(RISK), "affects", "M2", "M1", "M2"),
        ("content/blockers/b1.md", of(BLOCKER), "blocks", "P2", "P1", "phase P2"),
        ("content/blockers/b1.md", of(BLOCKER), "blocks", "M2", "M1", "M2"),
    ]
}

/// The plan of a case, with a line in place of the one that joins.
fn project(case: &Case, line: &str) -> Files {
    let (path, text, ..) = case;
    let mut files: Files = PLAN.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let put = |text: &str| format!("---\n{line}{}", text.strip_prefix("---\n").unwrap_or(text));
    match files.iter_mut().find(|(other, _)| other == path) {
        // It is said by what is there, of one thing more.
        Some((_, there)) => {
            *there = put(there);
            files.push(("content/milestones/m9.md".to_owned(), format!("---\n{text}---\n")));
        }
        None => files.push(((*path).to_owned(), put(&format!("{text}---\n")))),
    }
    files
}

/// Ways in which the line is lost.
fn bent(key: &str, to: &str, other: &str) -> Vec<String> {
    let slip = format!("{}{}", &key[..1], key);
    vec![
        format!("{key}: zzqq\n"),
        format!("{key}: [{to}, zzqq]\n").replace(to, other),
        format!("{key}: {{zz: {to}}}\n"),
        format!("{key}: \"{to}\n"),
        format!("{slip}: {to}\n"),
        format!("{key}: {to}\n{key}: {other}\n"),
        format!("{key}: {other}\n{key}: {to}\n"),
        format!("{key}:{to}\n"),
        format!("{key} {to}\n"),
        format!("<<<<<<< a\n{key}: {to}\n=======\n{key}: {other}\n>>>>>>> b\n"),
    ]
}

#[test]
fn where_something_belongs_is_lost_and_nothing_is_greener() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (_, _, key, to, other, better) = &case;
        let whole = checked(&project(&case, &format!("{key}: {to}\n")));
        let was = colors(&whole);
        let without = colors(&checked(&project(&case, "")));
        let is_better = greener(&was, &without).any(|(name, ..)| name == *better);
        assert!(is_better, "{key}: {to} makes {better} no worse");
        for line in bent(key, to, other) {
            let after = checked(&project(&case, &line));
            let now = colors(&after);
            for (name, was, is) in greener(&was, &now) {
                wrong.push(format!("{line:?} for {key}: {to}: {name} was {was:?}, is {is:?}"));
            }
            let told = told_anew(&whole, &after);
            if told.len() != 1 {
                wrong.push(format!("{line:?} for {key}: {to}: told {told:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
