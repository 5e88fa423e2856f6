//! `milepost update`: what it writes, what it keeps, what it answers, and what it refuses.

use std::fs;

use insta::assert_snapshot;

use crate::diff::git;
use crate::project::{Project, Told};

/// 3 March 2026, noon in UTC.
const TUESDAY: &str = "1772539200";

/// A run on that day, with no settings of git but those of the test.
fn run(project: &Project, line: &str) -> Told {
    run_with(project, &line.split_whitespace().collect::<Vec<_>>(), "")
}

fn run_with(project: &Project, words: &[&str], input: &str) -> Told {
    let mut command = project.command("");
    command.env("SOURCE_DATE_EPOCH", TUESDAY).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
    command.args(words).write_stdin(input);
    Told::by(&mut command)
}

/// The sound project of Ada, who is git's user, shown as of today.
fn project() -> Project {
    let project = Project::sound().with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\n");
    git(&project, &project.path(""), &["init", "--quiet"]);
    git(&project, &project.path(""), &["config", "user.name", "Ada"]);
    project
}

const OVEN: &str = "content/milestones/m1-oven.md";

#[test]
fn a_report_is_written_by_today_and_gits_user_and_answered_with_what_it_moves() {
    let project = project();
    let words =
        ["update", "M1", "--began", "2026-02-23", "--percent", "40", "--note", "Bricks: late, \"again\""];
    assert_snapshot!(
        run_with(&project, &words, "").to_text("update M1 --began 2026-02-23 --percent 40 --note ...")
    );
    assert_snapshot!(project.read(OVEN));
    assert_snapshot!(run(&project, "update M1 --done").to_text("update M1 --done"));
    assert_snapshot!(project.read(OVEN));
    assert_eq!(project.run("check --as-of 2026-03-03").code, 0);
}

#[test]
fn all_other_bytes_stay() {
    let project = project();
    let before = "---\r\n# the oven\r\nid: M1 # first\r\nkind: milestone\r\ntitle: 'Oven'\r\nphase: P1\r\nowner: ada\r\nduration: 5d\r\nupdates:\r\n- {date: 2026-03-02, by: ada, note: \"x\"}   # kept\r\n---\r\nText.\r\n";
    fs::write(project.path(OVEN), before).expect("a file");
    let told = run(&project, "update M1 --status blocked");
    assert_eq!(told.code, 0, "{}", told.err);
    let entry = "- {date: 2026-03-03, by: ada, status: blocked}\r\n";
    assert_eq!(project.read(OVEN), before.replace("---\r\nText", &format!("{entry}---\r\nText")));
}

#[test]
fn nothing_is_written_that_is_wrong_and_nothing_where_it_is_asked_to_show() {
    let project = project();
    let before = project.read(OVEN);
    for (line, told) in [
        ("update M1 --status dnoe", "is no"),
        ("update M1 --percent 400", "percent"),
        ("update M1", "nothing is reported of M1; say what is so"),
        ("update M7 --percent 4", "there is no milestone, risk, blocker or phase `M7`; did you mean `M1`?"),
        ("update ada --percent 4", "is a person, and of a person no reports are kept"),
        ("update M1 --percent 4 --by bo", "there is no owner `bo` in the program"),
        ("update M1 --resolved 2026-03-02", "`resolved_on` is no key that is read here"),
    ] {
        let run = run(&project, line);
        assert!(run.code == 2 && run.err.contains(told), "{line}: {} {}", run.code, run.err);
        assert_eq!(project.read(OVEN), before, "{line}");
    }
    assert_snapshot!(
        run(&project, "update M1 --percent 30 --status in_progress --dry-run")
            .to_text("update M1 --percent 30 --status in_progress --dry-run")
    );
    assert_eq!(project.read(OVEN), before);
    git(&project, &project.path(""), &["config", "user.name", "Somebody Else"]);
    let told = run(&project, "update M1 --percent 30");
    assert!(
        told.err.contains("git's user `Somebody Else` is nobody in the program; give --by NAME"),
        "{}",
        told.err
    );
}

#[test]
fn reports_stay_in_the_order_of_their_days() {
    let project = project();
    assert_eq!(run(&project, "update M1 --percent 30 --status in_progress").code, 0);
    let told = run(&project, "update M1 --percent 20 --on 2026-03-01");
    assert!(told.code == 2 && told.err.contains("its last report is of 2026-03-03"), "{}", told.err);
}

#[test]
fn a_day_that_the_site_does_not_show_yet_is_told() {
    let project =
        project().with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-02\n");
    let told = run(&project, "update M1 --percent 30 --status in_progress");
    assert!(
        told.code == 0 && told.err.contains("raise `status_date` in milepost.yaml to 2026-03-03"),
        "{}",
        told.err
    );
}

#[test]
fn without_an_id_it_asks_for_what_nobody_has_told() {
    let project = project();
    fs::write(
        project.path(OVEN),
        project.read(OVEN).replace("duration: 5d", "duration: 5d\nstart: 2026-02-16\nfinish: 2026-02-20"),
    )
    .expect("a file");
    assert_snapshot!(run_with(&project, &["update"], "60\n").to_text("update"));
    let text = project.read(OVEN);
    assert!(text.contains("status: in_progress\n    percent_complete: 60"), "{text}");
    let nothing = Project::sound();
    assert!(nothing.run("update").out.starts_with("Nothing is asked for"), "{}", nothing.run("update").out);
}
