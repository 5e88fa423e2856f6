//! The workflows that `init --github` writes: their steps are run here as GitHub runs them, without GitHub.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use yaml_serde::Value;

use crate::diff::{commit, git};
use crate::project::Project;

/// Friday, 27 November 2026, noon in UTC.
const FRIDAY: &str = "1795780800";

/// A project in a folder of a repository, with the workflows, on a branch beside main.
fn project() -> Project {
    let project = Project::empty();
    git(&project, &project.path(""), &["init", "--quiet", "--initial-branch=main"]);
    let mut init = project.command("init docs/plan --github --title Bakery");
    init.env("SOURCE_DATE_EPOCH", FRIDAY).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
    assert!(init.output().expect("the binary starts").status.success());
    commit(&project, "Begin");
    // What a clone knows of the branch that the pull request goes to.
    git(&project, &project.path(""), &["update-ref", "refs/remotes/origin/main", "main"]);
    git(&project, &project.path(""), &["checkout", "--quiet", "-b", "topic"]);
    project
}

/// The steps of a workflow that run something, each with the folder it runs in.
fn steps(project: &Project, workflow: &str) -> Vec<(String, String, String)> {
    let text = project.read(&format!(".github/workflows/{workflow}"));
    let yaml: Value = yaml_serde::from_str(&text).unwrap_or_else(|error| panic!("{workflow}: {error}"));
    let jobs = yaml["jobs"].as_mapping().expect("jobs");
    let steps = jobs.values().flat_map(|job| job["steps"].as_sequence().expect("steps").clone());
    let of = |step: &Value, name: &str| step[name].as_str().unwrap_or_default().to_owned();
    steps
        .filter(|step| step["run"].is_string())
        .map(|step| (of(&step, "name"), of(&step, "working-directory"), of(&step, "run")))
        .collect()
}

/// Runs a step as GitHub does: in bash, ending with the first failure.
fn run(project: &Project, folder: &str, script: &str, path: &Path, variables: &[(&str, &str)]) -> Output {
    let milepost = PathBuf::from(assert_cmd::cargo::cargo_bin!("milepost"));
    let bin = milepost.parent().expect("a folder").display().to_string();
    let mut bash = Command::new("bash");
    bash.args(["-e", "-o", "pipefail", "-c", script]).current_dir(project.path(folder));
    bash.env("PATH", format!("{}:{bin}:{}", path.display(), std::env::var("PATH").unwrap_or_default()));
    bash.env("HOME", project.home()).env("SOURCE_DATE_EPOCH", FRIDAY).envs(variables.iter().copied());
    bash.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    bash.output().expect("bash")
}

#[test]
fn the_steps_of_check_and_status_do_what_they_say() {
    let project = project();
    let milestone = "docs/plan/content/milestones/m1.1-scope.md";
    let text = project.read(milestone);
    let duration = text.lines().find(|line| line.starts_with("duration:")).expect("a duration");
    fs::write(project.path(milestone), text.replace(duration, "duration: 15d")).expect("a file");
    commit(&project, "Later");
    let (summary, temp) = (project.home().join("summary.md"), project.home().display().to_string());
    let variables = [
        ("GITHUB_BASE_REF", "main"),
        ("RUNNER_TEMP", &temp),
        ("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8")),
    ];
    let mut ran = Vec::new();
    for workflow in ["check.yml", "status.yml"] {
        for (name, folder, script) in steps(&project, workflow) {
            if name == "Install Milepost" {
                continue;
            }
            assert!(!script.contains("${{"), "{name}: what others write must not become a part of a script");
            let output = run(&project, &folder, &script, Path::new("/nowhere"), &variables);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            // The plan contradicts itself now: that is found, and told beside its line.
            let code = i32::from(name == "Check the plan as of today");
            let out = String::from_utf8_lossy(&output.stdout);
            assert_eq!(output.status.code(), Some(code), "{name}: {out}{told}");
            assert!(code == 0 || out.contains(&format!("::warning file={milestone},line=")), "{out}");
            ran.push(name);
        }
    }
    assert_eq!(ran.len(), 4, "{ran:?}");
    let comment = fs::read_to_string(project.home().join("diff.md")).expect("a comment");
    assert!(comment.starts_with("**1 new warning**") && comment.contains("m1.1-scope.md:7"), "{comment}");
    assert!(fs::read_to_string(&summary).expect("a summary").ends_with(&comment));
    assert!(project.path("docs/plan/output/index.html").is_file());
}

/// A stand-in for GitHub's command: it knows one pull request, and writes down what it is asked to do.
const GH: &str = r#"#!/bin/bash
case "$*" in
  "run download"*) mkdir -p diff && cp "$COMMENT" diff/diff.md ;;
  *"pulls?state=open"*) echo 7 ;;
  *"--paginate repos/ada/bakery/issues/7/comments"*) echo "$OLD" ;;
  *) echo "$*" >> "$LOG" ;;
esac
"#;

#[test]
fn one_comment_is_written_changed_and_removed() {
    let project = project();
    let [(name, _, script)] = &steps(&project, "comment.yml")[..] else { panic!("one step") };
    assert!(!script.contains("${{"), "{name}");
    let bin = project.home().join("bin");
    fs::create_dir(&bin).expect("a folder");
    fs::write(bin.join("gh"), GH).expect("a file");
    fs::set_permissions(bin.join("gh"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    let (log, comment) = (project.home().join("log"), project.home().join("comment.md"));
    for (text, old, asked) in [
        (
            "**Finish moves**\n",
            "",
            "api --method POST repos/ada/bakery/issues/7/comments --field body=@diff/diff.md\n",
        ),
        (
            "**Finish moves**\n",
            "12",
            "api --method PATCH repos/ada/bakery/issues/comments/12 --field body=@diff/diff.md\n",
        ),
        ("", "12", "api --method DELETE repos/ada/bakery/issues/comments/12\n"),
        ("", "", ""),
    ] {
        fs::write(&comment, text).expect("a file");
        fs::write(&log, "").expect("a file");
        let variables = [
            ("GITHUB_REPOSITORY", "ada/bakery"),
            ("RUN", "1"),
            ("SHA", "abc"),
            ("OLD", old),
            ("LOG", log.to_str().expect("UTF-8")),
            ("COMMENT", comment.to_str().expect("UTF-8")),
        ];
        let output = run(&project, "", script, &bin, &variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read_to_string(&log).expect("a file"), asked);
        if !text.is_empty() {
            let written = project.read("diff/diff.md");
            assert!(written.starts_with(text) && written.contains("<!-- milepost diff -->"), "{written}");
        }
    }
}
