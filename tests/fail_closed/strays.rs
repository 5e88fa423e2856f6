//! A thing whose kind, id, folder or ending is lost: that is told once at its own file, and nothing gets greener.

use milepost::diag::Code;

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew,
};

const SETTINGS: &str = "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada, bo]\nfields: {kind: type}\nkinds: {epic: milestone, works/: milestone}\nsidecar: work.yaml\n";
const PHASE: &str = "---\nid: P1\ntitle: Open\nowner: ada\n---\n";
const FINE: &str = "---\nid: M1\ntype: epic\ntitle: Oven\nphase: P1\nowner: ada\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nupdates:\n  - {date: 2026-03-17, by: ada, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n---\n";
const SPRINT: &str = "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-20\n---\n";
/// What should be finished and is not: the front matter.
const LATE: &str = "title: Flour\nphase: P1\nowner: bo\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\nupdates:\n  - {date: 2026-03-17, by: bo, status: in_progress, percent_complete: 80, actual_start: 2026-03-02}\n";
const RISK: &str = "title: Rain\nprobability: high\nimpact: high\naffects: [P1]\nowner: bo\nraised_on: 2026-03-03\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n";
const BLOCKER: &str = "title: No key\nseverity: high\nblocks: [P1]\nraised_on: 2026-03-10\nrequired_from: bo\nnext_action: {text: Go, owner: bo, due: 2026-03-20}\n";

const TABLE: &str = "# Plan\n\n| Milestone | Title | Owner | Phase | Start | Finish | Status |\n|---|---|---|---|---|---|---|\n| M7 | Flour | bo | P1 | 2026-03-02 | 2026-03-06 | in progress |\n| M8 | Yeast | bo | P1 | 2026-03-02 | 2026-03-06 | in progress |\n";

fn project(late: &[(&str, String)], settings: &str) -> Files {
    let plan = [
        ("milepost.yaml", settings),
        ("content/phases/p1.md", PHASE),
        ("content/milestones/m1.md", FINE),
        ("content/sprints/s1.md", SPRINT),
    ];
    let plan = plan.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
    plan.chain(late.iter().map(|(path, text)| ((*path).to_owned(), text.clone()))).collect()
}

fn front(more: &str, fields: &str) -> String {
    format!("---\n{more}{fields}---\n")
}

/// What is so, what is left of it, and what tells that.
fn cases() -> Vec<(Files, Files, Code)> {
    let one = |path: &'static str, text: String| project(&[(path, text)], SETTINGS);
    let milestone = || one("content/milestones/m2.md", front("id: M2\n", LATE));
    let typed = || one("content/plan/m2.md", front("id: M2\ntype: epic\n", LATE));
    let two = "id: C\ntype: epic\n";
    let readme = "content/jobs/glaze/README.md";
    let beside = |text: String| {
        project(&[(readme, text), ("content/jobs/glaze/work.yaml", format!("{two}{LATE}"))], SETTINGS)
    };
    let no_folder = SETTINGS.replace("works/: milestone", "works/: zzqq");
    let in_works = |settings: &str| project(&[("content/works/m2.md", front("id: M2\n", LATE))], settings);
    let tables = format!("{SETTINGS}tables: plan.md\n");
    let listed = |text: &str| project(&[("content/plan.md", text.to_owned())], &tables);
    let head = |from: &str, to: &str| listed(&TABLE.replacen(from, to, 1));
    let not_listed = |from: &str, to: &str| {
        project(&[("content/plan.md", TABLE.to_owned())], &tables.replacen(from, to, 1))
    };
    vec![
        (listed(TABLE), head("Status", "Statsu"), Code::UnknownKey),
        (listed(TABLE), head("Finish", "Finsh"), Code::UnknownKey),
        (listed(TABLE), head("Owner", "Onwer"), Code::UnknownKey),
        (listed(TABLE), head("Milestone", "Milestoen"), Code::UnusedSetting),
        (listed(TABLE), head("|---|", "|"), Code::UnusedSetting),
        (listed(TABLE), not_listed("plan.md", "plam.md"), Code::UnusedSetting),
        (listed(TABLE), not_listed("tables", "tabels"), Code::UnknownKey),
        (typed(), one("content/plan/m2.md", front("id: M2\ntype: zzqq\n", LATE)), Code::UnknownKind),
        (typed(), one("content/plan/m2.md", front("id: M2\ntype: epicc\n", LATE)), Code::UnknownKind),
        (typed(), one("content/plan/m2.md", front("id: M2\ntpye: epic\n", LATE)), Code::UnknownKind),
        (typed(), one("content/plan/m2.md", front("id: M2\n", LATE)), Code::UnknownKind),
        (milestone(), one("content/m2.md", format!("---\nid: M2\n---\n{LATE}---\n")), Code::UnknownKind),
        (
            milestone(),
            one("content/m2.md", format!("---\n---\nkind: milestone\n{LATE}")),
            Code::CutFrontMatter,
        ),
        (typed(), one("content/plan/m2.md", format!("---\n---\ntype: epic\n{LATE}")), Code::CutFrontMatter),
        (milestone(), one("content/stones/m2.md", front("id: M2\n", LATE)), Code::UnknownKind),
        (milestone(), one("content/m2.md", front("id: M2\n", LATE)), Code::UnknownKind),
        (milestone(), one("content/milestones/m2.mdx", front("id: M2\n", LATE)), Code::Misnamed),
        (milestone(), one("content/milestones/m2.txt", front("id: M2\n", LATE)), Code::Misnamed),
        (milestone(), one("content/milestones/m2.md", front("id: M1\n", LATE)), Code::DuplicateId),
        (
            one("content/risks/r.md", front("id: R1\n", RISK)),
            one("content/worries/r.md", front("id: R1\n", RISK)),
            Code::UnknownKind,
        ),
        (
            one("content/blockers/b.md", front("id: B1\n", BLOCKER)),
            one("content/stones/b.md", front("id: B1\n", BLOCKER)),
            Code::UnknownKind,
        ),
        (beside("Blue.\n".to_owned()), beside(front("status: done\n", "")), Code::MisplacedFrontMatter),
        (in_works(SETTINGS), in_works(&no_folder), Code::UnknownValue),
    ]
}

#[test]
fn a_thing_that_is_read_as_none_is_told_once_and_makes_nothing_greener() {
    let mut wrong = Vec::new();
    for (is, bent, code) in cases() {
        let (whole, after) = (checked(&is), checked(&bent));
        let file = &bent.last().expect("a file").0;
        let (was, now) = (colors(&whole), colors(&after));
        assert!(was.iter().any(|(name, is)| name == "program" && is.weight == 2), "{file}: nothing is late");
        // what is read as none is not there any more
        for (name, was, is) in greener(&was, &now).filter(|(_, _, is)| is.is_some()) {
            wrong.push(format!("{file} {code:?}: {name} was {was:?}, is {is:?}"));
        }
        let told = told_anew(&whole, &after);
        if told.len() != 1 || !told[0].starts_with(code.name()) {
            wrong.push(format!("{file}: told {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page that is one says so, or has nothing of a thing of the plan.
#[test]
fn a_page_is_a_page() {
    let pages = [
        ("content/notes.md", front("kind: page\n", LATE)),
        ("content/about.md", front("title: About\n", "")),
        ("content/guide/kiln.md", front("title: Kiln\nphase: P1\n", "")),
        ("content/phases/README.md", front("title: All of them\nowner: ada\n", "")),
        (
            "content/recipes/oat.md",
            format!(
                "{}duration: 2h\nfinish: brown\nowner: the baker\n---\nBake.\n",
                front("title: Oat\n", "")
            ),
        ),
        ("content/recipes/rye.md", front("title: Rye\nstatus: draft\nduration: 2h\nfinish: brown\n", "")),
    ];
    for (path, text) in pages {
        let checked = checked(&project(&[(path, text)], &SETTINGS.replace("fields: {kind: type}\n", "")));
        let stray: Vec<_> = checked.program.pages.rows().iter().filter(|page| page.stray.is_some()).collect();
        assert!(stray.is_empty(), "{path}: {stray:#?}");
    }
}
