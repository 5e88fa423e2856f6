//! `milepost new`: each kind, in its folder, with the next id and nothing wrong in it.

use insta::assert_snapshot;

use crate::diff::git;
use crate::project::{Project, Told};

/// 3 March 2026, noon in UTC.
const TUESDAY: &str = "1772539200";

fn run(project: &Project, words: &[&str]) -> Told {
    let mut command = project.command("");
    command.env("SOURCE_DATE_EPOCH", TUESDAY).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
    command.args(words);
    Told::by(&mut command)
}

fn project() -> Project {
    let sprint = "---\nid: sprint-09\ntitle: Sprint 9\nstart: 2026-02-16\nend: 2026-02-27\n---\n";
    let project = Project::sound()
        .with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-03\n")
        .with("content/sprints/sprint-09.md", sprint);
    git(&project, &project.path(""), &["init", "--quiet"]);
    git(&project, &project.path(""), &["config", "user.name", "Ada"]);
    project
}

#[test]
fn each_kind_is_made_with_the_next_id_and_no_error() {
    let project = project();
    for (words, file) in [
        (
            &["new", "milestone", "Cakes & more: a trial", "--after", "M1,M2", "--duration", "8d"][..],
            "content/milestones/m3-cakes-more-a-trial.md",
        ),
        (&["new", "sprint"], "content/sprints/sprint-10.md"),
        (&["new", "phase", "Grow"], "content/phases/p2-grow.md"),
        (
            &["new", "risk", "No flour", "--about", "M1", "--set", "impact=high"],
            "content/risks/risk-001-no-flour.md",
        ),
        (&["new", "blocker", "No power", "--about", "M2"], "content/blockers/blocker-001-no-power.md"),
        (&["new", "service", "Order service"], "content/services/order-service.md"),
        (
            &["new", "contract", "Order API", "--set", "provider=order-service"],
            "content/contracts/order-api.md",
        ),
        (&["new", "task", "Buy bricks", "--about", "M1"], "content/tasks/task-buy-bricks.md"),
        (&["new", "decision", "Bake at night", "--about", "M1"], "content/decisions/0001-bake-at-night.md"),
        (&["new", "team", "Bakers", "--set", "members=[ada]"], "content/teams/bakers.md"),
        (&["new", "person", "Bo Li"], "content/people/bo-li.md"),
    ] {
        let told = run(&project, words);
        assert_eq!(told.code, 0, "{words:?}: {}", told.err);
        assert!(told.out.ends_with(&format!("written to {file}\n")), "{words:?}: {}", told.out);
        assert_snapshot!(format!("{}\n{}{}", file, told.out, project.read(file)));
        assert_eq!(project.run("check").code, 0, "{words:?}: {}", project.run("check").out);
    }
}

#[test]
fn what_is_not_known_is_refused_and_nothing_is_written() {
    let project = project();
    let before = project.files("content");
    for (words, told) in [
        (&["new", "milestone"][..], "a milestone has a title"),
        (&["new", "milestone", "X", "--after", "M9"], "`M9`"),
        (&["new", "milestone", "X", "--phase", "P9"], "there is no phase `P9`"),
        (&["new", "milestone", "X", "--id", "m1"], "the id m1 is taken"),
        (&["new", "milestone", "X", "--duration", "long"], "duration"),
        (&["new", "milestone", "X", "--set", "onwer=ada"], "there is no field `onwer`"),
        (&["new", "milestone", "X", "--set", "severity=high"], "severity"),
        (&["new", "milestone", "X", "--set", "owner"], "has no `=`"),
        (&["new", "milestone", "X", "--set", "depends_on=[M1"], "close each bracket"),
        (&["new", "milestone", "X", "--owner", "bo"], "there is no owner `bo`"),
        (&["new", "contract", "X"], "provider"),
    ] {
        let run = run(&project, words);
        assert!(run.code == 2 && run.err.contains(told), "{words:?}: {} {}{}", run.code, run.out, run.err);
    }
    let told = run(&project, &["new", "risk", "No flour", "--dry-run"]);
    assert!(told.out.starts_with("---\nid: RISK-001\n"), "{}", told.out);
    assert_eq!(project.files("content"), before);
}

#[test]
fn a_milestone_is_numbered_after_those_of_its_phase() {
    let project = project()
        .with("content/phases/p2.md", "---\nid: P2\ntitle: Grow\n---\n")
        .with("content/milestones/m1.09.md", "---\nid: M1.9\ntitle: A\nphase: P1\nduration: 1d\n---\n");
    for (phase, id) in [("P1", "M1.10"), ("P2", "M2.1")] {
        let told = run(&project, &["new", "milestone", "X", "--phase", phase]);
        assert!(told.out.starts_with(&format!("new milestone {id}")), "{}{}", told.out, told.err);
    }
    let told = run(&project, &["new", "milestone", "X"]);
    assert!(told.err.contains("in which phase? give --phase with one of P1, P2"), "{}", told.err);
}

#[test]
fn any_title_is_written_as_it_was_meant() {
    let project = project();
    for title in
        ["yes", "1.10", "- x", "a: b # c", "\"quoted\" 'both'", "{x}", "漢字のオーブン", "two  spaces"]
    {
        let told = run(&project, &["new", "milestone", "--", title]);
        assert_eq!(told.code, 0, "{title}: {}", told.err);
    }
    assert_eq!(project.run("build").code, 0);
    let json = project.read("output/api/program.json");
    for title in ["\"yes\"", "\"1.10\"", "\"- x\"", "\"a: b # c\"", "\"{x}\"", "\"漢字のオーブン\""] {
        assert!(json.contains(&format!("\"title\": {title}")), "{title}");
    }
}
