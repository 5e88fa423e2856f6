//! `milepost diff`: commits, branches, ranges, folders; what it writes and on what it fails.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;

/// Git in a folder, with nothing of the settings of whoever runs the test.
pub fn git(project: &Project, folder: &Path, words: &[&str]) -> String {
    let mut git = std::process::Command::new("git");
    git.args(words).current_dir(folder).env("HOME", project.home()).env("GIT_CONFIG_NOSYSTEM", "1");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "XDG_CONFIG_HOME"] {
        git.env_remove(variable);
    }
    for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
        git.env(name, "Ada");
    }
    for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
        git.env(name, "ada@example.org");
    }
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        git.env(name, "2026-03-02T12:00:00Z");
    }
    let output = git.output().expect("git");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Commits all that is there.
pub fn commit(project: &Project, message: &str) {
    let folder = project.path("");
    if !folder.join(".git").exists() {
        git(project, &folder, &["init", "--quiet", "--initial-branch=main"]);
    }
    git(project, &folder, &["add", "--all"]);
    git(project, &folder, &["commit", "--quiet", "--message", message]);
}

fn edit(project: &Project, name: &str, old: &str, new: &str) {
    let text = project.read(name);
    assert!(text.contains(old), "{name} has no {old}");
    fs::write(project.path(name), text.replacen(old, new, 1)).expect("a file");
}

/// The sound project, committed, with an oven that takes longer.
fn later() -> Project {
    let project = Project::sound();
    commit(&project, "Begin");
    edit(&project, "content/milestones/m1-oven.md", "duration: 5d", "duration: 9d");
    project
}

#[test]
fn an_edit_is_told_with_what_it_moves() {
    let project = later();
    assert_snapshot!(project.transcript("diff"));
    assert_snapshot!(project.transcript("diff --format markdown"));
    assert_snapshot!(project.transcript("diff --format json"));
}

#[test]
fn nothing_is_written_where_nothing_moved() {
    let project = Project::sound();
    commit(&project, "Begin");
    for format in ["text", "markdown"] {
        let told =
            project.run(&format!("diff --format {format} --fail-on slip,red,unknown,error,warning,past"));
        assert_eq!((told.out.as_str(), told.code), ("", 0), "{format}");
        assert!(told.err.starts_with("Nothing moved: HEAD ("), "{}", told.err);
    }
    edit(&project, "content/milestones/m1-oven.md", "title: Oven", "title: The oven");
    let told = project.run("diff");
    assert_eq!(told.out, "");
    assert!(told.err.contains("files differ, but no date, color or finding does"), "{}", told.err);
}

#[test]
fn commits_branches_ranges_and_folders_tell_the_same() {
    let project = later();
    let working = project.run("diff --format json").out;
    fs::create_dir(project.home().join("old")).expect("a folder");
    git(&project, &project.path(""), &["worktree", "add", "--quiet", "--detach", "../old"]);
    git(&project, &project.path(""), &["checkout", "--quiet", "-b", "topic"]);
    commit(&project, "Later");
    git(&project, &project.path(""), &["checkout", "--quiet", "main"]);
    fs::write(project.path("content/other.md"), "# Other\n").expect("a file");
    commit(&project, "Beside");
    let sections = |json: &str| {
        let mut json: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
        let object = json.as_object_mut().expect("an object");
        object.remove("base");
        object.remove("head");
        json
    };
    git(&project, &project.path(""), &["checkout", "--quiet", "topic"]);
    for line in [
        "diff main...topic",
        "diff main...",
        "diff HEAD~1",
        "diff HEAD~1..HEAD",
        "diff HEAD~1..",
        "diff ../old .",
        "diff ../old",
        "diff HEAD~1 topic",
    ] {
        let told = project.run(&format!("{line} --format json"));
        assert_eq!(told.code, 0, "{line}: {}", told.err);
        assert_eq!(sections(&told.out), sections(&working), "{line}");
    }
    // What main has beside is gone on the other branch.
    let told = project.run("diff main..topic");
    assert!(told.out.contains("page is gone"), "{}", told.out);
}

#[test]
fn both_sides_are_looked_at_on_the_same_day() {
    let project = Project::sound();
    commit(&project, "Begin");
    edit(&project, "milepost.yaml", "status_date: 2026-03-02", "status_date: 2026-03-16");
    let told = project.run("diff");
    assert_eq!(told.out, "", "a later day alone is no edit of the plan");
    edit(&project, "content/milestones/m1-oven.md", "duration: 5d", "duration: 9d");
    let told = project.run("diff");
    assert!(told.out.contains("status_date 2 Mar 2026 -> 16 Mar 2026"), "{}", told.out);
}

#[test]
fn it_fails_on_what_it_is_asked_to_fail_on() {
    let project = later();
    for (conditions, code) in
        [("slip", 1), ("slip>3d", 1), ("slip>4d", 0), ("red,error", 0), ("error,slip>1d", 1)]
    {
        let told = project.run(&format!("diff --fail-on {conditions}"));
        assert_eq!(told.code, code, "{conditions}: {}", told.err);
        assert_eq!(told.err.contains("failed: "), code == 1, "{conditions}: {}", told.err);
    }
    edit(&project, "content/milestones/m2-bread.md", "depends_on: [M1]", "depends_on: [M9]");
    assert_eq!(project.run("diff --fail-on error").code, 1);
    assert_snapshot!(project.transcript("diff --fail-on rde"));
}

#[test]
fn what_is_not_known_is_told_with_what_to_do() {
    let outside = Project::sound();
    assert_snapshot!(outside.transcript("diff"), @"
    $ milepost diff
    --- stderr
    error: this project is not kept in git, so there is no last commit to compare with; name a folder: milepost diff OLD
    --- exit 2
    ");
    let project = later();
    for (line, told) in [
        ("diff mian", "there is no commit, branch or folder `mian`; did you mean `main`?"),
        ("diff nowhere-at-all", "name a commit, a branch, or a folder"),
        ("diff content", "holds no project"),
        ("diff --output=x -- --output=y", "there is no commit, branch or folder"),
    ] {
        let run = project.run(line);
        assert!(run.code == 2 && run.err.contains(told), "{line}: {}", run.err);
    }
}

#[test]
fn a_project_in_a_folder_of_its_repository_is_found_there() {
    let project = later();
    git(&project, &project.path(""), &["checkout", "--quiet", "."]);
    fs::create_dir(project.path("plans")).expect("a folder");
    for name in ["milepost.yaml", "content"] {
        fs::rename(project.path(name), project.path("plans").join(name)).expect("it can be moved");
    }
    commit(&project, "Into a folder");
    edit(&project, "plans/content/milestones/m1-oven.md", "duration: 5d", "duration: 9d");
    let told = project.run("diff --root plans");
    assert!(told.out.contains("content/milestones/m1-oven.md:7"), "{}{}", told.out, told.err);
    // Before it was there, there was none: all of it is new.
    let told = project.run("diff HEAD~1 --root plans");
    assert!(told.out.contains("new milestone"), "{}{}", told.out, told.err);
}

#[cfg(unix)]
#[test]
fn a_commit_shows_what_a_folder_shows() {
    use std::os::unix::fs::symlink;
    let project = Project::sound()
        .with("content/.hidden/m9.md", "---\nid: M9\n---\n")
        .with("shared/m5.md", "---\nid: M5\ntitle: Shared\nphase: P1\nowner: ada\nduration: 2d\n---\n")
        .with("output/index.html", "old")
        .with("content/pic.png", [0x89, 0x50, 0, 1]);
    symlink("../../shared/m5.md", project.path("content/milestones/m5.md")).expect("a link");
    symlink("../shared", project.path("content/shared")).expect("a link");
    symlink("../../outside.md", project.path("content/out.md")).expect("a link");
    commit(&project, "Begin");
    let told = project.run("diff --format json");
    let json: Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(json["summary"], "", "{}", told.out);
    assert_eq!(json["files"], serde_json::json!([]), "{}", told.out);
}

#[test]
fn closed_sprints_that_would_read_differently_come_first() {
    let sprint = "---\nid: S1\ntitle: One\nstart: 2026-02-16\nend: 2026-02-27\n---\n";
    let done = "---\nkind: milestone\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 5d\nsprint: S1\nupdates:\n  - date: 2026-02-20\n    by: ada\n    status: done\n    actual_start: 2026-02-16\n    actual_finish: 2026-02-20\n---\n";
    let project =
        Project::sound().with("content/sprints/s1.md", sprint).with("content/milestones/m1-oven.md", done);
    assert_eq!(project.run("close S1").code, 0);
    commit(&project, "Closed");
    edit(&project, "content/milestones/m1-oven.md", "actual_finish: 2026-02-20", "actual_finish: 2026-02-24");
    edit(&project, "content/milestones/m1-oven.md", "- date: 2026-02-20", "- date: 2026-02-24");
    let told = project.run("diff --fail-on past");
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("failed: S1 is closed and reads differently"), "{}", told.err);
    let heading =
        told.out.lines().find(|line| line.chars().all(|c| c.is_uppercase() || c == ' ') && !line.is_empty());
    assert_eq!(heading, Some("SPRINTS THAT ARE OVER AND READ DIFFERENTLY"), "{}", told.out);
    assert!(told.out.starts_with("1 closed sprint reads differently"), "{}", told.out);
}
