//! `milepost rename`: everything that names a thing names it by its new id, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::diff::commit;
use crate::project::{Project, copy};

const OVEN: &str = "content/milestones/m1-oven.md";

/// M1, named in every way that is understood.
fn project() -> Project {
    Project::sound()
        .with("content/milestones/m2-bread.md", "---\r\nkind: milestone\r\nid: M2 # second\r\ntitle: 'Bread, after M1'\r\nphase: P1\r\nowner: ada\r\nduration: 3d\r\ndependsOn: [ \"M1\" ] # the oven\r\nupdates:\r\n- {date: 2026-02-24, by: ada, note: Waits for M1.}\r\n---\r\nSee M1, [the oven](m1-oven.md#why-m1), [it](../milestones/m1-oven), [[M1|oven]] and `M1`; not M1.2.\r\n\r\n```\r\nM1\r\n```\r\n")
        .with("content/milestones/m3-cake.md", "---\nkind: milestone\nid: M3\ntitle: Cake\nphase: P1\nowner: ada\nduration: 2d\ndepends_on:\n  - M1..M2 # both\n---\n")
        .with("content/milestones/m4-pie.md", "---\nkind: milestone\nid: M4\ntitle: Pie\nphase: P1\nowner: ada\nduration: 2d\ndepends_on: \"[[M1]]\"\n---\n")
        .with("content/milestones/m5-bun.md", "---\nkind: milestone\nid: M5\ntitle: Bun\nphase: P1\nowner: ada\nduration: 2d\ndepends_on: [m1, M2]\n---\n")
        .with(OVEN, "---\nkind: milestone\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 5d\n---\n\n## Why M1\n\nIt bakes.\n")
        .with("content/index.md", "# Bakery\n\nThe [oven][1] first.\n\n[1]: milestones/m1-oven.md\n")
}

/// Every file of the content with its bytes.
fn content(project: &Project) -> BTreeMap<PathBuf, Vec<u8>> {
    project.files("content").into_iter().chain(project.files("milepost.yaml")).collect()
}

#[test]
fn everything_that_names_it_names_it_by_the_new_id() {
    let project = project();
    let before = project.run("check --format json");
    let plan = project.run("rename M1 M7 --dry-run");
    assert_snapshot!(plan.to_text("rename M1 M7 --dry-run"));
    let told = project.run("rename M1 M7");
    assert_snapshot!(told.to_text("rename M1 M7"));
    let texts: String = ["m2-bread", "m3-cake", "m4-pie", "m5-bun", "m7-oven"]
        .iter()
        .map(|name| format!("=== {name}\n{}", project.read(&format!("content/milestones/{name}.md"))))
        .chain([project.read("content/index.md")])
        .collect();
    assert_snapshot!(texts);
    let after = project.run("check --format json");
    assert_eq!((before.code, after.code), (0, 0), "{}", after.out);
    let counts = |text: &str| text.lines().filter(|line| line.contains("\"code\"")).count();
    // A name in another case was found loose, and is right now.
    assert_eq!(counts(&before.out), counts(&after.out) + 1, "{}", after.out);
}

#[test]
fn what_still_says_the_old_id_finds_it() {
    let project = project();
    assert_eq!(project.run("rename M1 M7").code, 0);
    let late = "---\nkind: milestone\nid: M6\ntitle: Roll\nphase: P1\nowner: ada\nduration: 2d\ndepends_on: [M1]\n---\n";
    let project = project.with("content/milestones/m6-roll.md", late);
    let told = project.run("check --format short");
    assert!(told.code == 0 && told.out.contains("names `M7` as `M1`"), "{}", told.out);
    assert_eq!(project.run("check --fix").code, 0);
    assert!(project.read("content/milestones/m6-roll.md").contains("depends_on: [M7]"));
}

/// Whoever types a name that was in use for years is understood, whatever was renamed and whatever is asked.
#[test]
fn every_command_finds_things_by_an_earlier_id() {
    let front = |more: &str| format!("---\n{more}\n---\n");
    let project = Project::empty()
        .with("milepost.yaml", "title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\nagents:\n  - id: ada # first\n    name: Ada\n  - zed\n")
        .with("content/phases/p1.md", front("id: P1\ntitle: Open\nowner: ada"))
        .with("content/milestones/m1.md", front("id: M1\ntitle: Oven\nphase: P1\nowner: zed\nduration: 5d"))
        .with("content/sprints/s1.md", front("id: sprint-01\ntitle: One\nphase: P1\nstart: 2026-02-16\nend: 2026-02-27"))
        .with("content/risks/r1.md", front("id: R1\ntitle: Fire\ncategory: technical\nprobability: low\nimpact: low\nowner: bo\naffects: [M1]"))
        .with("content/people/bo.md", front("id: bo\nname: Bo"))
        .with("content/teams/t.md", front("id: crew\nname: Crew\nmembers: [ada, bo]"))
        .with("content/services/a.md", front("id: heat\ntitle: A\nowner: crew"))
        .with("content/services/b.md", front("id: light\ntitle: B"))
        .with("content/contracts/c.md", front("id: C1\ntitle: C\ntype: http\nprovider: heat\ndefinition: content/api.txt\nconsumers: [light]"))
        .with("content/api.txt", "GET /\n");
    commit(&project, "x");
    for (old, new) in [
        ("P1", "P7"),
        ("M1", "M7"),
        ("sprint-01", "sprint-07"),
        ("R1", "R7"),
        ("bo", "bob"),
        ("crew", "gang"),
        ("heat", "warmth"),
        ("light", "lamp"),
        ("C1", "C7"),
        ("ada", "eve"),
        ("zed", "zoe"),
    ] {
        let told = project.run(&format!("rename {old} {new}"));
        assert!(
            told.code == 0 && told.out.contains(&format!("what still says {old} finds it")),
            "{}{}",
            told.out,
            told.err
        );
    }
    let settings = project.read("milepost.yaml");
    assert!(
        settings.ends_with(
            "  - id: eve # first\n    aliases: [ada]\n    name: Ada\n  - {id: zoe, aliases: [zed]}\n"
        ),
        "{settings}"
    );
    for line in [
        "log M1",
        "log p1",
        "map P1",
        "map heat",
        "timeline P1",
        "report sprint-01",
        "update M1 --percent 10 --status in_progress --by ada --on 2026-03-03",
        "update R1 --note Smoke --by bo --on 2026-03-04",
        "update p1 --note x --by zed --on 2026-03-04 --dry-run",
        "close sprint-01",
        "new milestone Bread --phase P1 --dry-run",
        "acknowledge C1 --service light --by bo",
        "rename M1 M8 --dry-run",
        "rename M7 M1 --dry-run",
    ] {
        let told = project.run(line);
        assert_eq!(told.code, 0, "{line}: {}{}", told.out, told.err);
    }
    let milestone = project.read("content/milestones/m7.md");
    assert!(milestone.contains("by: eve"), "the name that it has now: {milestone}");
    assert!(project.read("content/contracts/c.md").contains("service: lamp, acknowledged_by: bob"));
    let told = project.run("check");
    assert!(!told.out.contains("unknown"), "{}", told.out);
}

/// A thing under another name is not one that went and another that came.
#[test]
fn a_comparison_knows_what_was_renamed() {
    let project = project();
    commit(&project, "Begin");
    assert_eq!(project.run("rename M1 M7").code, 0);
    let told = project.run("diff --fail-on slip,past,escalation,error");
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.err);
    assert!(told.err.starts_with("M1 is called M7 now\n"), "{}", told.err);
    let oven = project.read("content/milestones/m7-oven.md").replace("duration: 5d", "duration: 7d");
    fs::write(project.path("content/milestones/m7-oven.md"), oven).expect("a file");
    let told = project.run("diff");
    assert!(told.out.contains("M7 Oven: ") && told.out.contains("2 working days later"), "{}", told.out);
    assert!(!told.out.contains("M1 "), "{}", told.out);
}

#[test]
fn nothing_is_written_that_is_wrong() {
    let project = project();
    let before = content(&project);
    for (line, told) in [
        ("rename M9 M8", "there is no thing `M9`; did you mean"),
        ("rename M1 M2", "M2 is taken: M2 (content/milestones/m2-bread.md); choose another id"),
        ("rename M1 ada", "ada is taken: ada (content/people/ada.md)"),
        ("rename M1 m2", "m2 is taken"),
        ("rename M1 a/b", "`a/b` cannot be an id"),
        ("rename M1 M1", "M1 is called that already"),
        ("rename index start", "is a page, which is called by its file"),
    ] {
        let run = project.run(line);
        assert!(run.code == 2 && run.err.contains(told), "{line}: {} {}", run.code, run.err);
        assert_eq!(content(&project), before, "{line}");
    }
    let project = project.with("content/milestones/m7-oven.md", "# Mine\n");
    let run = project.run("rename M1 M7");
    assert!(run.code == 2 && run.err.contains("content/milestones/m7-oven.md is in the way"), "{}", run.err);
    let project =
        project.with("content/milestones/m2-bread.md", b"---\nid: M2\ntitle: \xff\ndepends_on: [M1]\n---\n");
    let run = project.run("rename M1 M8");
    assert!(run.code == 2 && run.err.contains("m2-bread.md holds bytes"), "{}", run.err);
}

/// The example, copied.
fn example() -> Project {
    let project = Project::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("milepost.yaml"), project.path("milepost.yaml")).expect("the settings");
    copy(&root.join("content"), &project.path("content"));
    project
}

/// Of every kind one, with a name that stands elsewhere in the order; of each the old name comes back.
#[test]
fn a_name_that_is_taken_back_gives_back_the_same_bytes() {
    let project = example();
    let original = content(&project);
    for (from, to) in [
        ("M1.1", "K1"),
        ("P2", "P9"),
        ("sprint-04", "sprint-4b"),
        ("RISK-003", "RISK-903"),
        ("BLOCKER-001", "STOP-1"),
        ("ADR-0006", "ADR-0906"),
        ("payment", "billing"),
        ("backend-dev", "server-dev"),
        ("task_6f1d2c1e-8c55-4a3e-9a53-0c6d6f2f5b11", "task_1"),
    ] {
        let there = project.run(&format!("rename {from} {to}"));
        assert_eq!(there.code, 0, "{from}: {}", there.err);
        assert!(there.out.contains("Dates, colors and findings are as before"), "{from}: {}", there.out);
        let renamed = content(&project);
        assert_ne!(renamed, original, "{from}");
        let back = project.run(&format!("rename {to} {from}"));
        assert_eq!(back.code, 0, "{from}: {}", back.err);
        assert!(back.out.contains("Dates, colors and findings are as before"), "{from}: {}", back.out);
        for (path, bytes) in content(&project) {
            let text = String::from_utf8(bytes).expect("text");
            // on a line of its own, or among others between braces
            let aliases = [format!("aliases: [{to}]\n"), format!("aliases: [{to}], ")];
            let front = aliases.iter().fold(text, |text, alias| text.replace(alias, ""));
            let without = front.strip_prefix("---\n---\n\n").map_or(front.clone(), str::to_owned);
            let was = original.get(&path).unwrap_or_else(|| panic!("{} is new after {from}", path.display()));
            assert_eq!(without.as_bytes(), was.as_slice(), "{} after {from}", path.display());
            fs::write(&path, was).expect("as it was");
        }
        assert_eq!(content(&project), original, "{from}");
    }
}
