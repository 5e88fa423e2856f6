//! From files to a program: what is read, what is resolved, and that nothing is lost.

mod common_world;

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;
use common_world::{Shuffled, project};
use insta::assert_snapshot;
use milepost::{
    diag::Code,
    load::{Loaded, load},
    model::{
        Check, DecisionStatus, Entity, Key, Kind, LifeCycle, Milestone, PartyKind, Predecessor, Program, Rag,
        Subject,
    },
    world::{Memory, ProjectPath, World},
};
use proptest::prelude::*;

const SETTINGS: &str = "title: Test\nstart: 2026-02-16\nagents: [{id: ada, name: Ada, role: Lead}, bo]\n";

fn content() -> ProjectPath {
    ProjectPath::new("content").expect("a clean path")
}

fn read(world: &dyn World) -> Loaded {
    load(world, &content())
}

fn codes(loaded: &Loaded) -> Vec<Code> {
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Milestones M1 to M12 of a phase P1, and `M99` with the given front matter.
fn with_milestone(front_matter: &str) -> Loaded {
    let mut files = vec![
        ("milepost.yaml".to_owned(), SETTINGS.to_owned()),
        ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: One\n---\n".to_owned()),
        (
            "content/milestones/last.md".to_owned(),
            format!("---\nid: M99\ntitle: Last\nphase: P1\n{front_matter}\n---\n"),
        ),
    ];
    for number in 1..=12 {
        let text = format!("---\nid: M{number}\ntitle: Number {number}\nphase: P1\n---\n");
        files.push((format!("content/milestones/m{number}.md"), text));
    }
    read(&Memory::of(files).expect("clean paths"))
}

fn milestone<'a>(loaded: &'a Loaded, id: &str) -> &'a Milestone {
    let key = loaded.program.milestones.key(id).expect("the milestone is there");
    &loaded.program.milestones[key]
}

/// What `M99` waits for, in a short form.
fn waits(front_matter: &str) -> (String, Vec<Code>) {
    let loaded = with_milestone(front_matter);
    let id = |key: &Key<Milestone>| loaded.program.milestones[*key].head().id.to_string();
    let entry = |dependency: &milepost::model::Dependency| {
        let on = match &dependency.on.value {
            Predecessor::Milestone(key) => id(key),
            Predecessor::Phase(key) => format!("gate of {}", loaded.program.phases[*key].head().id),
            Predecessor::Range(keys) => keys.iter().map(id).collect::<Vec<_>>().join("+"),
            Predecessor::Everything => "everything".to_owned(),
        };
        let lag = dependency.lag.map_or_else(String::new, |lag| format!(" {}", lag.value));
        let purpose = dependency.purpose.as_ref().map_or_else(String::new, |text| format!(" for {text}"));
        format!("{on} {}{lag}{purpose}", dependency.kind.word())
    };
    let on: Vec<String> = milestone(&loaded, "M99").depends_on.iter().map(entry).collect();
    (on.join(", "), codes(&loaded))
}

#[test]
fn dependencies_are_read_in_every_form() {
    let clean = |yaml: &str| {
        let (on, codes) = waits(yaml);
        assert_eq!(codes, [], "{yaml}");
        on
    };
    assert_eq!(clean("depends_on: M2"), "M2 FS");
    assert_eq!(clean("depends-on: [M2, M10]"), "M2 FS, M10 FS");
    assert_eq!(clean("dependsOn: [M9..M11]"), "M9+M10+M11 FS", "natural order, not that of letters");
    assert_eq!(clean("depends_on: [M9–M10]"), "M9+M10 FS");
    assert_eq!(clean("depends_on: '*'"), "everything FS");
    assert_eq!(clean("depends_on: P1"), "gate of P1 FS");
    assert_eq!(clean("depends_on: None"), "");
    assert_eq!(clean("depends_on: n/a"), "");
    assert_eq!(clean("depends_on:"), "");
    assert_eq!(clean("depends_on: []"), "");
    assert_eq!(
        clean(
            "depends_on:\n  - {on: M2, type: SS, lag: 2d, for: the events}\n  - {on: [M3, M4], lag: -1w}\n  - M5"
        ),
        "M2 SS 2d for the events, M3 FS -5d, M4 FS -5d, M5 FS"
    );
}

#[test]
fn loosely_written_dependencies_are_understood_and_said() {
    let loose = |yaml: &str| {
        let (on, codes) = waits(yaml);
        assert!(
            !codes.is_empty() && codes.iter().all(|code| *code == Code::LooseReference),
            "{yaml}: {codes:?}"
        );
        on
    };
    assert_eq!(loose("depends_on: All"), "everything FS");
    assert_eq!(loose("depends_on: M1, M2"), "M1 FS, M2 FS");
    assert_eq!(
        loose("depends_on: 'M1 (product events, prices), M2'"),
        "M1 FS for product events, prices, M2 FS"
    );
    assert_eq!(loose("depends_on: '[M1, M2]'"), "M1 FS, M2 FS");
    assert_eq!(loose("depends_on: [[M1]]"), "M1 FS");
    assert_eq!(loose("depends_on: '[[M1|the first]]'"), "M1 FS");
    assert_eq!(loose("depends_on: '[first](./m1.md)'"), "M1 FS");
    assert_eq!(loose("depends_on: ../milestones/m1.md#body"), "M1 FS");
    assert_eq!(loose("depends_on: milestones/m1"), "M1 FS");
    assert_eq!(loose("depends_on: m1"), "M1 FS");
    assert_eq!(loose("depends_on: M4 to M2"), "M2+M3+M4 FS");
}

#[test]
fn what_is_wrong_with_a_dependency_costs_that_one_alone() {
    assert_eq!(waits("depends_on: [M1, M77, M2]"), ("M1 FS, M2 FS".into(), vec![Code::UnknownReference]));
    assert_eq!(waits("depends_on: [M1..M77, M2]"), ("M2 FS".into(), vec![Code::UnknownReference]));
    assert_eq!(waits("depends_on: [M1, M1, M1]").0, "M1 FS");
    assert_eq!(waits("depends_on: [M99, M1]"), ("M1 FS".into(), vec![Code::SelfDependency]));
    assert_eq!(waits("depends_on: [M12..M99]"), ("M12 FS".into(), vec![Code::SelfDependency]));
    assert_eq!(waits("depends_on: [ada, M1]"), ("M1 FS".into(), vec![Code::WrongReference]));
}

#[test]
fn updates_are_laid_over_front_matter_with_their_provenance() {
    let loaded = with_milestone(
        "owner: ada\nstatus: planned\nupdates:\n  \
         - {date: 2026-03-09, by: bo, status: done, actual_finish: 2026-03-06, rag: 🟢}\n  \
         - {date: 2026-03-02, by: ada, status: In Progress, percent_complete: 40%, note: Half of it.,\n     \
            next_action: {text: Write the rest, owner: bo, due: 2026-03-06}}",
    );
    assert_eq!(codes(&loaded), [Code::UpdateOrder]);
    let history = &milestone(&loaded, "M99").history;
    let before = history.on(day("2026-03-01"));
    assert_eq!(before.status.as_ref().map(|fact| (fact.value, fact.on)), Some((LifeCycle::Planned, None)));
    let between = history.on(day("2026-03-02"));
    let status = between.status.as_ref().expect("a status");
    assert_eq!((status.value, status.on), (LifeCycle::InProgress, Some(day("2026-03-02"))));
    assert_eq!(status.by.as_ref().map(|owner| owner.name.clone()).as_deref(), Some("ada"));
    assert_eq!(between.percent_complete.as_ref().map(|fact| fact.value), Some(40));
    let action = between.next_action.expect("a next action").value;
    assert_eq!((action.text.as_str(), action.due), ("Write the rest", Some(day("2026-03-06"))));
    assert!(
        between.owner.as_ref().is_some_and(|fact| fact.value.party.is_some()),
        "the owner is that of the front matter"
    );
    let after = history.on(day("2026-03-09"));
    assert_eq!(after.rag.as_ref().map(|fact| fact.value), Some(Rag::Green));
    assert_eq!(
        after.note.map(|fact| fact.value).as_deref(),
        Some("Half of it."),
        "not said anew, so it stands"
    );
}

#[test]
fn decisions_are_read_in_the_form_of_madr_and_of_nygard() {
    let world = project(&[
        ("milepost.yaml", SETTINGS),
        (
            "content/decisions/0001-use-a.md",
            "# 1. Use A\n\nDate: 2026-02-16\n\n## Status\n\nSuperseded by [2. Use B](0002-use-b.md)\n\n## Context\n\nText.\n",
        ),
        (
            "content/decisions/0002-use-b.md",
            "---\nstatus: accepted\ndate: 2026-03-02\ndecision-makers: [ada, Bo]\nsupersedes: adr-0001\n---\n# Use B\n",
        ),
        ("content/adr/0003-use-c.md", "---\nstatus: superseded by ADR-0002\n---\n# ADR-0003: Use C\n"),
        ("content/adr/0004-use-d.md", "---\nstatus: Rejected (too dear)\n---\n# Use D\n"),
        ("content/adr/0005-use-e.md", "---\nstatus: maybe\n---\n# Use E\n"),
        ("content/adr/readme.md", "# Our decisions\n"),
    ]);
    let loaded = read(&world);
    assert_eq!(codes(&loaded), [Code::StatusNotRead]);
    let program = &loaded.program;
    let line = |decision: &milepost::model::Decision| {
        let by = decision.superseded_by.first().map(|by| program.decisions[by.value].head().id.to_string());
        let status = decision.status.map_or("-", |status| status.value.word());
        let makers: Vec<_> = decision.makers.iter().map(|owner| owner.party.is_some()).collect();
        let date = decision.date.map(|date| date.value.to_string());
        format!("{} {} {status} {by:?} {date:?} {makers:?}\n", decision.head.id, decision.head.title)
    };
    let lines: String = program.decisions.rows().iter().map(line).collect();
    assert_snapshot!(lines, @r#"
    ADR-0001 Use A superseded Some("ADR-0002") Some("2026-02-16") []
    ADR-0002 Use B accepted None Some("2026-03-02") [true, true]
    ADR-0003 Use C superseded Some("ADR-0002") None []
    ADR-0004 Use D rejected None None []
    ADR-0005 Use E - None None []
    "#);
    let unclear = program.decisions.key("ADR-0005").expect("it is there");
    assert_eq!(program.decisions[unclear].status_text.as_deref(), Some("maybe"), "the raw status is kept");
    assert_ne!(program.decisions[unclear].status.map(|s| s.value), Some(DecisionStatus::Accepted));
}

#[test]
fn agents_and_their_files_are_one_party() {
    let world = project(&[
        ("milepost.yaml", SETTINGS),
        ("content/people/ada.md", "---\nid: ada\nname: Ada L.\ncontact: ada@example.org\n---\nAbout her.\n"),
        ("content/teams/core.md", "---\nid: core\nname: Core\nmembers: [ada, bo]\n---\n"),
    ]);
    let loaded = read(&world);
    assert_eq!(codes(&loaded), []);
    let parties = &loaded.program.parties;
    let ids: Vec<_> = parties.rows().iter().map(|party| (&*party.head.id, party.kind)).collect();
    assert_eq!(ids, [("ada", PartyKind::Person), ("bo", PartyKind::Agent), ("core", PartyKind::Team)]);
    let ada = &parties.rows()[0];
    assert_eq!((ada.role.as_deref(), ada.contact.as_deref()), (Some("Lead"), Some("ada@example.org")));
    assert!(parties.rows()[2].members.iter().all(|member| member.party.is_some()));
}

#[test]
fn names_of_fields_can_be_those_of_the_content() {
    let settings = format!("{SETTINGS}fields: {{kind: type, finish: due_date, depends_on: after}}\n");
    let world = project(&[
        ("milepost.yaml", &settings),
        ("content/p.md", "---\ntype: phase\nid: P1\ntitle: One\n---\n"),
        ("content/a.md", "---\ntype: milestone\nid: A\ntitle: First\nphase: P1\n---\n"),
        (
            "content/b.md",
            "---\ntype: Milestone\nid: B\ntitle: Then\nphase: P1\nafter: A\nDue Date: 2026-03-06\n---\n",
        ),
    ]);
    let loaded = read(&world);
    assert_eq!(codes(&loaded), []);
    let then = milestone(&loaded, "B");
    assert_eq!(then.baseline_finish.map(|date| date.value), Some(day("2026-03-06")));
    assert_eq!(then.depends_on.len(), 1);
}

#[test]
fn a_sprint_without_its_days_is_a_page_and_a_second_thing_of_an_id_goes_by_its_file() {
    let world = project(&[
        ("milepost.yaml", SETTINGS),
        ("content/sprints/sprint-01.md", "---\nid: sprint-01\nstart: 2026-02-16\n---\nText.\n"),
        ("content/services/a.md", "---\nid: same\ntitle: A\n---\n"),
        ("content/services/b.md", "---\nid: same\ntitle: B\nowner: nobody\n---\n"),
        ("content/services/index.md", "# All services\n"),
        ("content/guide.md", "# Guide\n"),
        ("content/guide.markdown", "# Guide again\n"),
    ]);
    let loaded = read(&world);
    let mut found = codes(&loaded);
    found.sort_unstable();
    assert_eq!(found, [Code::MissingField, Code::DuplicateId, Code::UnknownOwner]);
    let pages: Vec<_> = loaded
        .program
        .pages
        .rows()
        .iter()
        .map(|page| (page.path.as_str(), page.meant, &*page.head.title))
        .collect();
    assert_eq!(
        pages,
        [
            ("guide", None, "Guide again"),
            ("guide.md", None, "Guide"),
            ("services/index", None, "All services"),
            ("sprints/sprint-01", Some(Kind::Sprint), "sprints/sprint-01"),
        ]
    );
    let services: Vec<_> =
        loaded.program.services.rows().iter().map(|row| (&*row.head.id, &*row.head.title)).collect();
    assert_eq!(services, [("b", "B"), ("same", "A")]);
}

#[test]
fn red_is_behind_by_no_less_than_amber() {
    let with = |thresholds: &str| {
        let settings = format!("title: T\nstart: 2026-02-16\nthresholds: {thresholds}\n");
        codes(&read(&project(&[("milepost.yaml", &settings), ("content/index.md", "# Home\n")])))
    };
    assert_eq!(with("{behind_amber: 20, behind_red: 20}"), []);
    assert_eq!(with("{behind_amber: 21, behind_red: 20}"), [Code::OutOfRange]);
}

#[test]
fn settings_have_defaults_and_say_what_is_wrong_with_them() {
    let settings = "title: T\nstart: 2026-02-16\nsprint_length: 2w\ncalendar: {workdays: [sun, mon, tue, wed], holidays: [2026-03-02]}\n\
                    thresholds: {slip: 5, stale_after: 2w}\nrisk_matrix: {high: {low: red}, medium: {}}\nbase_url: https://example.org/p\n";
    let loaded = read(&project(&[("milepost.yaml", settings), ("content/index.md", "# Home\n")]));
    let settings = &loaded.program.settings;
    assert_eq!(
        settings.sprint_length.map(|length| length.to_string()).as_deref(),
        Some("8d"),
        "weeks of four days"
    );
    assert_eq!((settings.thresholds.slip, settings.thresholds.stale_after), (5, 8));
    assert_eq!((settings.thresholds.unit_coverage, settings.thresholds.integration_coverage), (80, 60));
    assert!(!settings.calendar.calendar.is_workday(day("2026-03-02")));
    assert!(settings.calendar.calendar.is_workday(day("2026-03-01")));
    assert_eq!(settings.base_url.as_deref(), Some("https://example.org/p/"));
    assert!(codes(&loaded).iter().all(|code| *code == Code::MissingField));
    assert_eq!(codes(&loaded).len(), 3 + 4 + 1, "three cells of a row, a row of four, a row");
}

#[test]
fn files_are_found_in_their_branch_and_folder_of_the_repository() {
    const REPOSITORY: &str = "title: T\nstart: 2026-02-16\nrepository: https://example.org/a/b/\n";
    let page = |more: &str| {
        let settings = format!("{REPOSITORY}{more}");
        let loaded = read(&project(&[("milepost.yaml", &settings), ("content/index.md", "# Home\n")]));
        (loaded.program.settings.edit_on_the_web("content/a b.md").unwrap_or_default(), codes(&loaded))
    };
    for (more, place) in [
        ("", "main/"),
        ("branch: 2.0\n", "2.0/"),
        ("branch: feature/a#1\nfolder: docs/plan/\n", "feature/a%231/docs/plan/"),
        ("folder: ./plan\n", "main/plan/"),
        ("folder: /\n", "main/"),
    ] {
        let address = format!("https://example.org/a/b/edit/{place}content/a%20b.md");
        assert_eq!(page(more), (address, Vec::new()), "{more}");
    }
    let address = "https://example.org/a/b/edit/main/content/a%20b.md".to_owned();
    assert_eq!(page("folder: ../other\n"), (address, vec![Code::WrongType]));
}

#[test]
fn gates_know_what_their_files_say() {
    let world = project(&[
        ("milepost.yaml", SETTINGS),
        ("content/reports/e2e.json", "{\"summary\": {\"failed\": 3}}"),
        (
            "content/phases/p1.md",
            "---\nid: P1\ntitle: One\ngate:\n  criteria:\n    - All is well\n    \
             - {id: A, text: A, check: {json: {file: content/reports/e2e.json, pointer: /summary/failed, equals: 0}}}\n    \
             - {id: B, text: B, check: {file: reports/none.json}}\n    \
             - {id: C, text: C, check: {no_open: {kind: blocker, severity: high}}}\n    \
             - {id: D, text: D, check: {done: [M1, M2]}}\n    \
             - {id: E, text: E, check: {signed: {by: ada, on: 2026-03-02}}}\n\
             updates:\n  - {date: 2026-03-09, by: ada, decision: no-go, note: Not yet.}\n---\n",
        ),
        ("content/milestones/m1.md", "---\nid: M1\ntitle: M\nphase: P1\n---\n"),
    ]);
    let loaded = read(&world);
    assert_eq!(codes(&loaded), [Code::UncheckedCriterion, Code::UnknownReference]);
    let gate = &loaded.program.phases.rows()[0].gate;
    let checks: Vec<_> = gate
        .criteria
        .iter()
        .take(5)
        .map(|c| format!("{} {:?}", c.id, c.check.as_ref().map(|c| &c.value)))
        .collect();
    assert_snapshot!(checks.join("\n"), @r#"
    C1 None
    A Some(Json { path: "content/reports/e2e.json", pointer: "/summary/failed", equals: "0", found: Some(Shown("3")) })
    B Some(File { path: "reports/none.json", exists: false })
    C Some(NoOpen { kind: Blocker, severity: Some(High) })
    D Some(Unreadable)
    "#);
    let signed = gate.criteria[5].check.as_ref().map(|check| &check.value);
    assert!(matches!(signed, Some(Check::Signed { by, on: Some(_) }) if by.party.is_some()));
    assert_eq!(gate.history.updates.len(), 1);
}

/// All the bad projects of the diagnostics in one, each in a folder of its own.
fn everything_wrong() -> Memory {
    let mut files = vec![("milepost.yaml".to_owned(), SETTINGS.as_bytes().to_vec())];
    let cases = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics"));
    for case in fs::read_dir(cases).expect("the cases are there") {
        let case = case.expect("an entry").path();
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let bad = case.join("bad/content");
        let mut folders = vec![bad.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let below =
                        path.strip_prefix(&bad).expect("it lies below").to_string_lossy().replace('\\', "/");
                    files.push((format!("content/{name}/{below}"), fs::read(&path).expect("a file")));
                }
            }
        }
    }
    Memory::of(files).expect("clean paths")
}

#[test]
fn order_of_files_and_number_of_threads_change_nothing() {
    let memory = everything_wrong();
    let with = |threads: usize, world: &dyn World| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        format!("{:?}", pool.install(|| read(world)))
    };
    let expected = with(1, &memory);
    assert!(expected.len() > 10_000);
    assert!(with(8, &memory) == expected, "8 threads");
    for seed in [1, 7, 42] {
        assert!(with(8, &Shuffled { files: &memory, seed }) == expected, "order {seed}");
    }
}

/// For each file, how many things of the program were read from it.
fn things_of_files(program: &Program) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for subject in program.subjects() {
        let without_a_file = |key| matches!(program.parties[key].kind, PartyKind::Agent | PartyKind::Named);
        let agent = matches!(subject, Subject::Party(key) if without_a_file(key));
        if !agent {
            *count.entry(program.sources.path(program.head(subject).file).to_owned()).or_insert(0) += 1;
        }
    }
    count
}

fn no_file_is_lost(world: &dyn World) {
    let loaded = read(world);
    let expected: BTreeMap<String, usize> =
        world.list_markdown(&content()).files.iter().map(|path| (path.as_str().to_owned(), 1)).collect();
    assert_eq!(things_of_files(&loaded.program), expected);
}

#[test]
fn every_file_becomes_one_thing_whatever_is_wrong_with_it() {
    no_file_is_lost(&everything_wrong());
}

/// Lines that look like content, so that readers get to see them.
fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "id",
        "kind",
        "title",
        "phase",
        "depends_on",
        "owner",
        "status",
        "updates",
        "start",
        "end",
        "finish",
        "gate",
        "estimate",
        "override",
        "consumers",
        "definition",
        "coverage",
        "tasks",
        "services",
        "schedule_impact",
        "sessions",
        "supersedes",
        "members",
        "next_action",
        "constraint",
        "check",
        "x_y",
        "dependsOn",
    ]);
    let value = prop_oneof![
        "[A-Za-z0-9 .,*\\[\\](){}:#&!|>'\"%@`/\u{2013}-]{0,24}",
        prop::sample::select(vec![
            "M1",
            "[M1, M2]",
            "M1..M2",
            "[[M1]]",
            "{on: M1, lag: 2d}",
            "2026-02-30",
            "2026-03-02",
            "[{date: 2026-03-02}]",
            "milestone",
            "sprint",
            "decision",
            "superseded by M1",
            "{}",
            "[]",
            "[[[[[[M1]]]]]]",
            "../..",
            "*",
            "\u{1f7e2}",
            "{criteria: [{check: {json: {file: /etc/passwd, pointer: a, equals: [1]}}}]}",
            "-1",
            "1e9",
            "~",
            "99999999999999d",
        ])
        .prop_map(str::to_owned),
    ];
    (key, value).prop_map(|(key, value)| format!("{key}: {value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_content_makes_it_panic_or_lose_a_file(
        settings in prop::collection::vec(line(), 0..4),
        files in prop::collection::vec((0..12_usize, prop::collection::vec(line(), 0..8), "\\PC{0,40}"), 0..8),
        bytes in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut all = vec![
            ("milepost.yaml".to_owned(), settings.join("\n").into_bytes()),
            ("content/bytes.md".to_owned(), bytes),
        ];
        for (index, (kind, lines, body)) in files.into_iter().enumerate() {
            let folder = Kind::ALL[kind].folder();
            all.push((format!("content/{folder}/{index}.md"), format!("---\n{}\n---\n{body}", lines.join("\n")).into_bytes()));
        }
        let world = Memory::of(all).expect("clean paths");
        no_file_is_lost(&world);
        milepost::analyse::checks::check(&read(&world).program);
    }
}

#[test]
fn a_file_is_read_and_edited_where_its_repository_is() {
    let addresses = |settings: &str| {
        let text = format!("title: T\nstart: 2026-03-02\nbranch: new plan\nfolder: docs\n{settings}");
        let loaded = load(&common_world::project(&[("milepost.yaml", &text)]), &content());
        assert!(
            loaded.diagnostics.iter().all(|finding| finding.message.contains("content")),
            "{:?}",
            loaded.diagnostics
        );
        let settings = &loaded.program.settings;
        let path = "content/a b.md";
        [settings.file_on_the_web(path), settings.line_on_the_web(path, 3), settings.edit_on_the_web(path)]
            .map(Option::unwrap_or_default)
    };
    assert_eq!(
        addresses("repository: https://github.com/a/b.git"),
        [
            "https://github.com/a/b/blob/new%20plan/docs/content/a%20b.md",
            "https://github.com/a/b/blob/new%20plan/docs/content/a%20b.md?plain=1#L3",
            "https://github.com/a/b/edit/new%20plan/docs/content/a%20b.md",
        ]
    );
    assert_eq!(
        addresses("repository: https://gitlab.com/a/b/")[1..],
        [
            "https://gitlab.com/a/b/-/blob/new%20plan/docs/content/a%20b.md?plain=1#L3",
            "https://gitlab.com/a/b/-/edit/new%20plan/docs/content/a%20b.md",
        ]
    );
    assert_eq!(
        addresses("repository: https://codeberg.org/a/b")[1..],
        [
            "https://codeberg.org/a/b/src/branch/new%20plan/docs/content/a%20b.md?display=source#L3",
            "https://codeberg.org/a/b/_edit/new%20plan/docs/content/a%20b.md",
        ]
    );
    let unplaced = "title: T\nstart: 2026-03-02\nedit_url: https://wiki.example.org/\n";
    let loaded = read(&project(&[("milepost.yaml", unplaced), ("content/index.md", "# Home\n")]));
    assert_eq!((codes(&loaded), loaded.program.settings.edit_url), (vec![Code::WrongType], None));
    assert_eq!(
        addresses("edit_url: \"https://wiki.example.org/{branch}?file={path}\"")[2],
        "https://wiki.example.org/new%20plan?file=docs/content/a%20b.md"
    );
}
