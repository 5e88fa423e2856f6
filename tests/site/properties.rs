//! Whatever the content is: no panic, no page lost, nothing outside the site, no link that leads nowhere.

use std::collections::BTreeSet;

use milepost::{
    site::Built,
    world::{Memory, ProjectPath, World},
};
use proptest::{prelude::*, sample::Index};

use crate::{
    diff::difference,
    links::problems,
    project::{SETTINGS, config, file, found, in_memory, site},
};

/// A folder of the content and a file name.
fn path() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec![
        "",
        "phases/",
        "milestones/",
        "sprints/",
        "risks/",
        "blockers/",
        "services/",
        "contracts/",
        "tasks/",
        "decisions/",
        "teams/",
        "people/",
        "guide/",
        "current/",
        "checks/",
    ]);
    let name =
        prop_oneof!["[a-z0-9.~ _-]{1,8}", "\\PC{1,6}", Just("index".to_owned()), Just("README".to_owned())];
    (folder, name).prop_map(|(folder, name)| format!("content/{folder}{name}.md"))
}

/// Front matter out of keys that mean something and values that may not fit.
fn front_matter() -> impl Strategy<Value = Vec<u8>> {
    let key = prop::sample::select(vec![
        "kind",
        "id",
        "title",
        "name",
        "phase",
        "owner",
        "depends_on",
        "duration",
        "estimate",
        "start",
        "finish",
        "end",
        "status",
        "percent_complete",
        "rag",
        "updates",
        "gate",
        "services",
        "tasks",
        "sprint",
        "category",
        "probability",
        "impact",
        "severity",
        "blocks",
        "raised_on",
        "resolved_on",
        "provider",
        "consumers",
        "coverage",
        "affects",
        "supersedes",
        "date",
        "members",
        "constraint",
        "deadline",
        "next_action",
        "override",
    ]);
    let value = prop_oneof![
        prop::sample::select(vec![
            "M1",
            "[M1, M2]",
            "M1..M9",
            "\"*\"",
            "P1",
            "{on: M1, type: SS, lag: -99999d}",
            "5d",
            "99999999w",
            "-3d",
            "0d",
            "2026-02-16",
            "0001-01-01",
            "9999-12-31",
            "2026-02-30",
            "[]",
            "{}",
            "~",
            "100",
            "101",
            "-1",
            "1e400",
            "milestone",
            "sprint",
            "phase",
            "ada",
            "nobody",
            "done",
            "red",
            "high",
            "\"<b>&'\\\"\"",
            "\"\"",
            "|\n  a\n  b",
            "[{date: 2026-03-01, by: ada, status: done}, {date: bad}, 7]",
            "{optimistic: 1d, most_likely: 2d, pessimistic: 9d}",
            "{criteria: [{id: C1, text: T, check: {done: [M1]}}], decision: go}",
            "{type: MSO, date: 2026-02-20}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ];
    let line = (key, value).prop_map(|(key, value)| format!("{key}: {value}\n"));
    (prop::collection::vec(line, 0..10), "\\PC{0,40}")
        .prop_map(|(lines, body)| format!("---\n{}---\n# H\n\n{body}\n", lines.concat()).into_bytes())
}

fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..200),
        3 => front_matter(),
        1 => "(---\n)?[\\PC\n\t:{}\\[\\]\"'|>&*!#<\\-]{0,200}".prop_map(String::into_bytes),
    ]
}

/// What holds for every site.
fn check(files: &Memory, built: &Built) -> Result<(), TestCaseError> {
    let program = &built.checked.program;
    let shown: BTreeSet<&str> = program
        .subjects()
        .filter(|subject| {
            let address = built.checked.addresses().of(*subject);
            built.plan.iter().any(|(path, _)| path.as_str() == address)
        })
        .map(|subject| program.sources.path(program.head(subject).file))
        .collect();
    let content = ProjectPath::new("content").expect("a clean path");
    for path in files.list_markdown(&content).files {
        prop_assert!(shown.contains(path.as_str()), "{path} has no page\n{}", found(&built.checked));
    }
    for (path, bytes) in built.plan.iter() {
        let path = path.as_str();
        prop_assert!(!path.starts_with('/') && !path.split('/').any(|part| part == ".."), "{path}");
        let text = path.ends_with(".html") || path.ends_with(".svg") || path.ends_with(".json");
        prop_assert!(!text || std::str::from_utf8(bytes).is_ok(), "{path} is not UTF-8");
    }
    let json: Result<serde_json::Value, _> = serde_json::from_str(file(&built.plan, "api/program.json"));
    prop_assert!(json.is_ok());
    prop_assert!(
        difference(&built.checked, &milepost::site::check(files, &config())).is_empty(),
        "it differs from itself"
    );
    let problems = problems(&built.plan);
    prop_assert!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_content_becomes_a_site(files in prop::collection::btree_map(path(), anything(), 0..8)) {
        let mut project = Memory::of([("milepost.yaml", SETTINGS)]).expect("clean paths");
        for (path, bytes) in files {
            if let Ok(path) = ProjectPath::new(&path) && !path.is_hidden() {
                project.insert(path, bytes);
            }
        }
        check(&project, &site(&project))?;
    }

    #[test]
    fn any_settings_become_a_site(settings in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        anything(),
        "(title|start|status_date|calendar|thresholds|risk_matrix|agents|theme|fields|base_url|repository): [\\PC]{0,30}\n".prop_map(String::into_bytes),
    ]) {
        let project = Memory::of([
            ("milepost.yaml", settings),
            ("content/milestones/m.md", b"---\nid: M1\ntitle: M\nphase: P1\nduration: 5d\n---\n".to_vec()),
            ("content/phases/p.md", b"---\nid: P1\ntitle: P\n---\n".to_vec()),
        ]).expect("clean paths");
        check(&project, &site(&project))?;
    }
}

/// What happens to a file of the example.
#[derive(Debug, Clone)]
enum Harm {
    Gone,
    Cut(Index),
    Put(Index, Vec<u8>),
    Twice,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_example_survives_any_harm(harms in prop::collection::vec((any::<Index>(), prop_oneof![
        Just(Harm::Gone),
        any::<Index>().prop_map(Harm::Cut),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 0..6)).prop_map(|(at, bytes)| Harm::Put(at, bytes)),
        Just(Harm::Twice),
    ]), 1..30)) {
        let mut project = in_memory(".");
        let files = project.list_markdown(&ProjectPath::new("content").expect("a clean path")).files;
        for (which, harm) in harms {
            let path = which.get(&files);
            let Ok(mut bytes) = project.read(path) else { continue };
            match harm {
                Harm::Gone => drop(project.remove(path)),
                Harm::Cut(at) => {
                    bytes.truncate(at.index(bytes.len() + 1));
                    project.insert(path.clone(), bytes);
                }
                Harm::Put(at, put) => {
                    let at = at.index(bytes.len() + 1);
                    bytes.splice(at..at, put);
                    project.insert(path.clone(), bytes);
                }
                Harm::Twice => project.insert(path.parent().join("again.md").expect("a clean path"), bytes),
            }
        }
        check(&project, &site(&project))?;
    }
}
