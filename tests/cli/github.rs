//! The workflows that `init --github` writes: their steps are run here as GitHub runs them, without GitHub.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use yaml_serde::Value;

use crate::diff::{commit, git};
use crate::pages::Page;
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

/// The action of this repository: what GitHub asks of one, and that its steps do what they say.
#[test]
fn the_action_is_one_and_its_steps_work() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml")).expect("an action");
    let action: Value = yaml_serde::from_str(&text).expect("YAML");
    let known = ["name", "description", "author", "branding", "inputs", "outputs", "runs"];
    let keys = action.as_mapping().expect("a mapping").keys();
    keys.for_each(|key| assert!(known.contains(&key.as_str().expect("a text")), "{key:?}"));
    assert!(action["name"].is_string() && action["description"].is_string());
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let inputs = action["inputs"].as_mapping().expect("inputs");
    for (name, input) in inputs {
        let name = name.as_str().expect("a text");
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
        assert!(text.contains(&format!("inputs.{name}")), "nothing reads {name}");
        assert!(
            Page::named("docs/content/publishing.md").text.contains(&format!("`{name}`")),
            "{name} is told nowhere"
        );
    }
    let used = text.split("inputs.").skip(1).map(|rest| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default().to_owned()
    });
    used.for_each(|name| assert!(inputs.contains_key(name.as_str()), "{name} is no input"));
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    for step in steps {
        let (uses, run) = (step["uses"].as_str(), step["run"].as_str());
        assert!(uses.is_some() != run.is_some(), "{step:?}");
        assert!(
            run.is_none() || step["shell"].as_str() == Some("bash"),
            "a composite step names its shell: {step:?}"
        );
        assert!(
            run.is_none_or(|run| !run.contains("${{")),
            "what others write must not become a part of a script"
        );
        let pinned = |uses: &str| uses.split_once('@').is_some_and(|(_, at)| at.len() == 40);
        assert!(uses.is_none_or(pinned), "{uses:?} is pinned to a commit");
    }
    for output in action["outputs"].as_mapping().expect("outputs").values() {
        let value = output["value"].as_str().expect("a value");
        let id = value.split('.').nth(1).expect("a step");
        assert!(steps.iter().any(|step| step["id"].as_str() == Some(id)), "{value}");
    }
    runs_as_an_action(steps);
}

fn runs_as_an_action(steps: &[Value]) {
    let project = project();
    let milestone = "docs/plan/content/milestones/m1.2-first-version.md";
    let text = project.read(milestone);
    fs::write(
        project.path(milestone),
        text.replace("depends_on: [M1.1]", "depends_on: [{on: M1.1, lag: 8d}]"),
    )
    .expect("a file");
    commit(&project, "Later");
    let file = |name: &str| project.home().join(name).display().to_string();
    let (temp, output, summary) = (project.home().display().to_string(), file("output"), file("summary.md"));
    let mut ran = Vec::new();
    for (check, fail_on) in [("true", ""), ("strict", "slip")] {
        for step in steps.iter().filter(|step| step["run"].is_string()) {
            let name = step["name"].as_str().expect("a name");
            if name == "Install Milepost" {
                continue;
            }
            let variables = [
                ("AS_OF", "today"),
                ("CHECK", check),
                ("BASE", "origin/main...HEAD"),
                ("FAIL_ON", fail_on),
                ("DIRECTORY", "docs/plan"),
                ("RUNNER_TEMP", &temp),
                ("GITHUB_OUTPUT", &output),
                ("GITHUB_STEP_SUMMARY", &summary),
            ];
            let script = step["run"].as_str().expect("a script");
            let told = run(&project, "docs/plan", script, Path::new("/nowhere"), &variables);
            ran.push((name.to_owned(), told.status.code()));
        }
    }
    let of =
        |name: &str| ran.iter().filter(|(ran, _)| ran == name).map(|(_, code)| *code).collect::<Vec<_>>();
    // work that the lag makes late has no next action: a warning, which counts where the check is strict
    assert_eq!(of("Check the plan"), [Some(0), Some(1)], "{ran:?}");
    assert_eq!(of("Tell what moves"), [Some(0), Some(1)], "{ran:?}");
    assert_eq!(of("Build the site"), [Some(0), Some(0)], "{ran:?}");
    let outputs = fs::read_to_string(output).expect("outputs");
    assert!(
        outputs.contains("site=docs/plan/output\n") && outputs.contains("milepost-diff.md\n"),
        "{outputs}"
    );
    assert!(project.path("docs/plan/output/index.html").is_file());
    assert!(fs::read_to_string(summary).expect("a summary").contains("m1.2-first-version.md"));
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
