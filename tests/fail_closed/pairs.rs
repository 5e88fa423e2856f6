//! Small ways to look green: what stands in a plan that is in trouble, and what is written in its place or beside it.
//!
//! After each, nothing is greener than before, and it is told once.

use milepost::{diag::Code, site::Checked};

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew, whole,
};

const FILES: &[(&str, &str)] = &[
    ("milepost.yaml", "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada, bo]\n"),
    (
        "content/phases/p1.md",
        "---\nid: P1\ntitle: Open\nowner: ada\ngate:\n  criteria:\n    - {id: C1, text: Baked, check: {done: [M1]}}\n  decision: no_go\n  decided_by: ada\n  decided_on: 2026-03-10\n---\n",
    ),
    (
        "content/milestones/m1.md",
        "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06\nupdates:\n  - {date: 2026-03-17, by: ada, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n  - {date: 2026-03-18, by: ada, note: Late., next_action: {text: Go, owner: ada, due: 2026-03-20}}\n---\n",
    ),
    (
        "content/blockers/b1.md",
        "---\nid: B1\ntitle: No key\nseverity: high\nblocks: [M1]\nraised_on: 2026-03-09\nrequired_from: bo\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n---\n",
    ),
    (
        "content/risks/r1.md",
        "---\nid: R1\ntitle: Rain\ncategory: schedule\nprobability: high\nimpact: high\nowner: bo\nstatus: open\nraised_on: 2026-03-03\naffects: [M1]\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n---\n",
    ),
];

/// A file, what stands in it, what stands there instead, and what is told.
const PAIRS: &[(&str, &str, &str, Code)] = &[
    ("phases/p1", "no_go", "no", Code::UnknownValue),
    ("phases/p1", "no_go", "nogoo", Code::UnknownValue),
    ("phases/p1", "decided_by: ada", "decided_by: TBD", Code::UnknownOwner),
    ("phases/p1", "decided_on: 2026-03-10", "decided_on: 2026-03-32", Code::BadDate),
    (
        "milestones/m1",
        "note: Late.",
        "override: {rag: green, reason: TBD, by: ada, expires: 2026-04-01}",
        Code::TemplateText,
    ),
    (
        "milestones/m1",
        "note: Late.",
        "override: {rag: green, reason: It is, by: TBD, expires: 2026-04-01}",
        Code::UnknownOwner,
    ),
    (
        "milestones/m1",
        "note: Late.",
        "override: {rag: green, reason: It is, by: ada, expires: 9999-12-31}",
        Code::BadDate,
    ),
    (
        "milestones/m1",
        "2026-03-18, by: ada",
        "2026-03-18, by: TBD, status: done, percent_complete: 100, actual_finish: 2026-03-06",
        Code::UnknownOwner,
    ),
    (
        "milestones/m1",
        "2026-03-18, by: ada",
        "2026-03-18, by: ada, status: dnoe, percent_complete: 100",
        Code::UnknownValue,
    ),
    ("milestones/m1", "updates:", "status: done\nactual_finish: 2026-03-25\nupdates:", Code::FutureUpdate),
    ("blockers/b1", "next_action", "resolved_on: yes\nnext_action", Code::BadDate),
    ("blockers/b1", "next_action", "resolved_on: 2026-03-25\nnext_action", Code::FutureUpdate),
    (
        "blockers/b1",
        "next_action",
        "updates: [{date: 2026-03-10, by: bo, resolved_on: 2026-03-16}]\nnext_action",
        Code::ImpossibleDate,
    ),
    (
        "blockers/b1",
        "next_action",
        "updates: [{date: 2026-03-16, by: zoe, resolved_on: 2026-03-16}]\nnext_action",
        Code::UnknownOwner,
    ),
    ("blockers/b1", "severity: high", "severity: hgih", Code::UnknownValue),
    ("risks/r1", "status: open", "status: clsoed", Code::UnknownValue),
    (
        "risks/r1",
        "next_action",
        "updates: [{date: 2026-03-16, by: zoe, status: closed}]\nnext_action",
        Code::UnknownOwner,
    ),
    ("risks/r1", "impact: high", "impact: 90 %", Code::UnknownValue),
];

fn project() -> Files {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn small_ways_to_look_green_are_told_and_lead_nowhere() {
    let whole = checked(&project());
    let before = colors(&whole);
    let mut wrong = Vec::new();
    for (file, from, to, code) in PAIRS {
        let mut files = project();
        let path = format!("content/{file}.md");
        let (_, text) = files.iter_mut().find(|(other, _)| *other == path).expect("a file of the project");
        assert!(text.contains(from), "{path} has no `{from}`");
        *text = text.replacen(from, to, 1);
        let after = checked(&files);
        let now = colors(&after);
        for (name, was, is) in greener(&before, &now) {
            wrong.push(format!("{from} -> {to}: {name} was {was:?}, is {is:?}"));
        }
        let told = told_anew(&whole, &after);
        if told.len() != 1 || !told[0].starts_with(code.name()) {
            wrong.push(format!("{from} -> {to}: told {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Evidence that says two things says nothing.
/// A loss that would have expired by now is none, and so it does not keep anything else from being told.
#[test]
fn what_would_have_expired_hides_nothing() {
    let with = |set: &str| {
        let text = format!(
            "---\nid: M1\ntitle: Oven\nowner: ada\nstart: 2026-03-02\nfinish: 2026-03-06\nupdates:\n  - {{date: 2026-03-16, by: ada, status: done, percent_complete: 100}}\n  - {{date: 2026-03-17, by: ada, rag: green, override: {{{set}, expires: 2026-03-10}}}}\n---\n"
        );
        let files = vec![project().swap_remove(0), ("content/milestones/m1.md".to_owned(), text)];
        colors(&checked(&files))
    };
    let sound = with("rag: green, reason: It is, by: ada");
    for bent in ["reason: It is, by: ada", "rag: geen, reason: It is, by: ada", "rag: green, by: ada"] {
        let now = with(bent);
        let found: Vec<_> = greener(&sound, &now).collect();
        assert!(found.is_empty(), "{bent}: {found:?}");
    }
}

#[test]
fn a_key_of_evidence_that_stands_twice_shows_nothing() {
    let with = |json: &str| {
        let mut files = whole::project(None);
        let (_, text) = files.iter_mut().find(|(path, _)| path == "content/proof.json").expect("the proof");
        *text = json.to_owned();
        checked(&files)
    };
    let failed = with("{\"failed\": 3}\n");
    let is_met = |checked: &Checked| {
        let criteria = &checked.chronicle.now.phases[0].gate.criteria;
        criteria.iter().filter(|criterion| criterion.met).count()
    };
    let proven = is_met(&with("{\"failed\": 0}\n"));
    for json in ["{\"failed\": 3,\n\"failed\": 0}", "{\"failed\": 0,\n\"more\": [{\"a\": 1, \"a\": 2}]}"] {
        let twice = with(json);
        assert_eq!(is_met(&twice), proven - 1, "{json}");
        assert_eq!(greener(&colors(&failed), &colors(&twice)).count(), 0, "{json}");
        let told = told_anew(&failed, &twice);
        assert!(told.len() == 1 && told[0].starts_with("duplicate-key: line 2 of"), "{json}: {told:#?}");
    }
}

/// Where nobody is listed everybody exists, but those who are still to be named.
#[test]
fn who_is_still_to_be_named_is_nobody() {
    for name in ["TBD", "???", "-", "unassigned", "n/a", "TODO"] {
        for field in ["owner: ada", "by: ada"] {
            let mut files = project();
            for (_, text) in &mut files {
                *text = text.replace("agents: [ada, bo]\n", "");
            }
            let (key, _) = field.split_once(": ").expect("a field");
            assert!(files[2].1.contains(field));
            let whole = checked(&files);
            files[2].1 = files[2].1.replacen(field, &format!("{key}: \"{name}\""), 1);
            let after = checked(&files);
            let milestone = &after.chronicle.now.milestones[0];
            let rules = milestone.verdict.fired.iter().map(|fired| fired.code.name());
            let rule = if key == "by" { "lost" } else { "no-owner" };
            assert!(rules.clone().any(|code| code == rule), "{key}: {name}: {:?}", rules.collect::<Vec<_>>());
            let told = told_anew(&whole, &after);
            assert!(told.len() == 1 && told[0].starts_with("unknown-owner"), "{key}: {name}: {told:#?}");
        }
    }
}
