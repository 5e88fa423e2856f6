//! Whatever the record of a closed sprint holds: an edit that changes it is told on the page of the sprint and by
//! `past-changed`, with both values where they are no words of people.

use milepost::{
    diag::Code,
    say::corrected::corrected,
    site::{Checked, record_of},
};

use super::{Files, checked};

const FILES: &[(&str, &str)] = &[
    ("milepost.yaml", "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada, bo]\n"),
    (
        "content/phases/p1.md",
        "---\nid: P1\ntitle: Open\nowner: ada\ngate:\n  criteria: [{text: It bakes, check: {done: [M1]}}]\nupdates:\n  - {date: 2026-03-10, by: ada, decision: pending}\n---\n",
    ),
    (
        "content/milestones/m1.md",
        "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 9d\nstart: 2026-03-02\nfinish: 2026-03-12\ndeadline: 2026-04-30\nupdates:\n  - date: 2026-03-11\n    by: ada\n    status: in_progress\n    percent_complete: 70\n    remaining: 3d\n    actual_start: 2026-03-02\n    rag: amber\n    note: The bricks are late.\n    next_action: {text: Call the yard, owner: bo, due: 2026-03-16}\n---\n",
    ),
    (
        "content/risks/r1.md",
        "---\nid: R1\ntitle: Rain\nprobability: medium\nimpact: medium\nowner: ada\nmitigation: A roof.\nraised_on: 2026-03-03\naffects: [M1]\n---\n",
    ),
    (
        "content/blockers/b1.md",
        "---\nid: B1\ntitle: No key\nseverity: low\ntype: external\nblocks: [M1]\nraised_by: ada\nraised_on: 2026-03-09\nrequired_from: bo\n---\n",
    ),
    (
        "content/decisions/d1.md",
        "---\nid: D1\ntitle: Wood or gas\nstatus: accepted\ndate: 2026-03-04\naffects: [M1]\n---\n",
    ),
    (
        "content/sprints/s1.md",
        "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-13\ngoal: Bricks\n---\nWe lay bricks.\n",
    ),
    ("content/sprints/s2.md", "---\nid: S2\nstart: 2026-03-16\nend: 2026-03-27\n---\n"),
];

/// File, what stands in it, what is written instead, and what is told of that.
const EDITS: &[(&str, &str, &str, &str)] = &[
    ("milestones/m1", "owner: ada", "owner: bo", "M1: owner bo instead of ada"),
    (
        "milestones/m1",
        "percent_complete: 70",
        "percent_complete: 60",
        "M1: percent complete 60 instead of 70",
    ),
    ("milestones/m1", "remaining: 3d", "remaining: 4d", "M1: remaining 4d instead of 3d"),
    (
        "milestones/m1",
        "actual_start: 2026-03-02",
        "actual_start: 2026-03-03",
        "M1: actual start 2026-03-03 instead of 2026-03-02",
    ),
    ("milestones/m1", "rag: amber", "rag: green", "M1: rag green instead of amber"),
    ("milestones/m1", "rag: amber", "rag: ambre", "M1: rag unreadable instead of amber"),
    ("milestones/m1", "owner: bo", "owner: ada", "M1: next action owner ada instead of bo"),
    (
        "milestones/m1",
        "due: 2026-03-16",
        "due: 2026-03-17",
        "M1: next action due 2026-03-17 instead of 2026-03-16",
    ),
    (
        "milestones/m1",
        "finish: 2026-03-12",
        "finish: 2026-03-13",
        "M1: baseline finish 2026-03-13 instead of 2026-03-12",
    ),
    (
        "milestones/m1",
        "deadline: 2026-04-30",
        "deadline: 2026-05-29",
        "M1: deadline 2026-05-29 instead of 2026-04-30",
    ),
    ("milestones/m1", "status: in_progress", "status: blocked", "M1: status blocked instead of in_progress"),
    ("risks/r1", "probability: medium", "probability: high", "R1: probability high instead of medium"),
    ("risks/r1", "owner: ada", "owner: bo", "R1: owner bo instead of ada"),
    ("blockers/b1", "severity: low", "severity: high", "B1: severity high instead of low"),
    ("blockers/b1", "required_from: bo", "required_from: ada", "B1: required from ada instead of bo"),
    (
        "blockers/b1",
        "raised_on: 2026-03-09",
        "raised_on: 2026-03-06",
        "B1: raised on 2026-03-06 instead of 2026-03-09",
    ),
    ("decisions/d1", "status: accepted", "status: rejected", "D1: status rejected instead of accepted"),
    ("phases/p1", "decision: pending", "decision: no_go", "P1: decision no_go instead of pending"),
    ("milestones/m1", "title: Oven", "title: Kiln", "M1: title \"Kiln\" instead of \"Oven\""),
    (
        "milestones/m1",
        "The bricks are late.",
        "The bricks came.",
        "M1: note of 11 Mar 2026 \"The bricks came.\" instead of \"The bricks are late.\"",
    ),
    ("milestones/m1", "    note: The bricks are late.\n", "", "M1: note of 11 Mar 2026 taken out"),
    (
        "milestones/m1",
        "Call the yard",
        "Go to the yard and stay there until all of the bricks have been counted twice",
        "M1: next action in other words",
    ),
    ("risks/r1", "A roof.", "A tent.", "R1: mitigation \"A tent.\" instead of \"A roof.\""),
    ("blockers/b1", "title: No key", "title: Lost key", "B1: title \"Lost key\" instead of \"No key\""),
    (
        "blockers/b1",
        "required_from: bo\n",
        "required_from: bo\nupdates: [{date: 2026-03-12, by: bo, note: He is away}]\n",
        "B1: note of 12 Mar 2026 put in later",
    ),
    ("sprints/s1", "goal: Bricks", "goal: Stones", "S1: goal \"Stones\" instead of \"Bricks\""),
    ("sprints/s1", "We lay bricks.", "We laid bricks.", "the text of the sprint is another"),
];

fn files() -> Files {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn told(checked: &Checked) -> Vec<String> {
    checked.chronicle.corrections.values().flatten().map(corrected).collect()
}

#[test]
fn each_edit_of_what_a_record_holds_is_told() {
    let mut closed = files();
    let open = checked(&closed);
    let key = open.program.sprints.key("S1").expect("the sprint");
    let record = record_of(&open, key, None).expect("a sprint that is over can be closed");
    closed.push(("content/sprints/s1.record.json".to_owned(), record));
    assert_eq!(told(&checked(&closed)), Vec::<String>::new());
    for (file, from, to, expected) in EDITS {
        let mut files = closed.clone();
        let path = format!("content/{file}.md");
        let (_, text) = files.iter_mut().find(|(other, _)| *other == path).expect("a file of the project");
        assert!(text.contains(from), "{path} has no `{from}`");
        *text = text.replacen(from, to, 1);
        let now = checked(&files);
        let told = told(&now);
        assert!(told.iter().any(|what| what == expected), "{from} -> {to}: {told:#?}");
        assert!(now.diagnostics.iter().any(|found| found.code == Code::PastChanged), "{from} -> {to}");
    }
}
