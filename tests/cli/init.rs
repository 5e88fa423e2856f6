//! `milepost init`: what it writes, what it leaves alone, and what it takes from git.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::{Project, Told};
use crate::safe::{STEERING, steers};

/// Friday, 27 November 2026, noon in UTC.
const FRIDAY: &str = "1795780800";

/// A run on that day, with no settings of git but those of the test.
fn init(project: &Project, line: &str) -> Told {
    let mut command = project.command(line);
    command.env("SOURCE_DATE_EPOCH", FRIDAY).env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
    Told::by(&mut command)
}

/// A folder `plan` that git knows, with a remote of that address.
fn in_git(user: &str, remote: &str) -> Project {
    let project = Project::empty();
    for words in [
        vec!["init", "--quiet", "--initial-branch=trunk"],
        vec!["config", "user.name", user],
        vec!["remote", "add", "origin", remote],
    ] {
        let mut git = std::process::Command::new("git");
        git.args(words).current_dir(project.path("")).env("HOME", project.home());
        for variable in ["GIT_DIR", "GIT_WORK_TREE"] {
            git.env_remove(variable);
        }
        assert!(git.status().expect("git").success());
    }
    project
}

#[test]
fn a_new_project_is_told_and_nothing_is_wrong_with_it() {
    let project = Project::empty();
    let told = init(&project, "init");
    assert_snapshot!(told.to_text("init"));
    for day in ["2026-11-27", "2026-11-30", "2026-12-03"] {
        let told = project.run(&format!("check --strict --as-of {day}"));
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{day}: {}", told.out);
    }
    let built = project.run("build --strict --as-of 2026-11-27");
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    assert_snapshot!(project.read("milepost.yaml"));
}

#[test]
fn the_commands_that_it_names_work_from_where_it_was_started() {
    let project = Project::empty();
    let told = init(&project, "init it's/new --minimal");
    assert_snapshot!(told.to_text("init it's/new --minimal"));
    let files: Vec<_> = project.files("it's/new").into_iter().map(|(path, _)| path).collect();
    assert_eq!(files.len(), 5, "{files:?}");
    for line in told.out.lines().filter_map(|line| line.strip_prefix("  milepost ")) {
        let line = line.replace(r"'it'\''s/new'", "it's/new");
        let told = project.run(&format!("{line} --as-of 2026-11-27"));
        assert_eq!(told.code, 0, "{line}: {}{}", told.out, told.err);
    }
}

#[test]
fn what_git_knows_goes_into_the_settings() {
    let project = in_git("Ada: #1 \"Lovelace\"", "https://ada:secret@github.com/ada/bakery.git");
    assert_eq!(init(&project, "init --title Bakery").code, 0);
    assert_snapshot!(project.read("milepost.yaml"));
    let project = in_git("Ada Lovelace", "git@github.com:ada/bakery.git");
    let told = init(&project, "init docs/plan --github");
    assert_snapshot!(told.to_text("init docs/plan --github"));
    assert_snapshot!(project.read("docs/plan/milepost.yaml"));
    let told = project.run("check --strict --as-of 2026-11-27 --root docs/plan");
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
}

/// Who has a plan already wants it published, not another one.
#[test]
fn a_project_that_is_there_gets_its_workflows_alone() {
    let project = Project::sound();
    let before = project.files("");
    let dry = init(&project, "init --github --dry-run");
    assert!(dry.code == 0 && project.files("") == before, "{}", dry.err);
    let told = init(&project, "init --github");
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains("The project that is here stays as it is"), "{}", told.out);
    let after = project.files("");
    let new: Vec<_> = after.iter().filter(|(path, _)| !before.iter().any(|(old, _)| old == path)).collect();
    assert_eq!(new.len(), 4, "three workflows and what git ignores: {}", told.out);
    assert!(before.iter().all(|file| after.contains(file)));
    let status = project.read(".github/workflows/status.yml");
    assert!(status.contains("milepost build --as-of today"), "{status}");
    let again = init(&project, "init --github");
    assert!(again.code == 2 && again.err.contains("where the workflows would be"), "{}", again.err);
    assert_eq!(project.files(""), after);
}

#[test]
fn nothing_is_ever_written_over() {
    for (name, line) in [
        ("milepost.yaml", "init"),
        ("milepost.yaml", "init --github --minimal"),
        ("milepost.yaml", "init --github --title Other"),
        ("content/index.md", "init --github"),
        ("content/risks/risk-001-late-answers.md", "init --github"),
        (".github/workflows/check.yml", "init --github"),
        ("content", "init --github"),
    ] {
        let project = Project::empty().with(name, "mine\n");
        let told = init(&project, line);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{name}");
        assert!(told.err.contains(&format!("\n  {name}\n")), "{name}: {}", told.err);
        assert_eq!(project.files("").len(), 1, "{name}");
        assert_eq!(project.read(name), "mine\n");
    }
    let project = Project::empty();
    assert_eq!(init(&project, "init").code, 0);
    let before = project.files("");
    assert_snapshot!(init(&project, "init --title Other").to_text("init --title Other"));
    assert_eq!(project.files(""), before);
}

#[test]
fn a_gitignore_keeps_what_it_has() {
    let project = Project::empty().with(".gitignore", "target\r\n*.log");
    let told = init(&project, "init --minimal");
    assert!(told.out.contains("  .gitignore (one line added)\n"), "{}", told.out);
    assert_eq!(project.read(".gitignore"), "target\r\n*.log\r\n/output/\r\n");
    let project = Project::empty().with(".gitignore", "output/\n");
    assert!(!init(&project, "init --minimal").out.contains(".gitignore"));
    assert_eq!(project.read(".gitignore"), "output/\n");
}

#[cfg(unix)]
#[test]
fn no_link_leads_elsewhere() {
    let project = Project::empty();
    let other = project.home().join("other");
    fs::create_dir(&other).expect("a folder");
    std::os::unix::fs::symlink(&other, project.path("content")).expect("a link");
    let told = init(&project, "init");
    assert_eq!(told.code, 2, "{}{}", told.out, told.err);
    assert_eq!(fs::read_dir(other).expect("a folder").count(), 0);
    assert!(!project.path("milepost.yaml").exists());
}

#[test]
fn no_name_of_anybody_steers_the_terminal_or_the_settings() {
    let name: String = STEERING.iter().filter(|c| **c != '\n').map(|c| format!("x{c}")).collect();
    let project = in_git(&name, "git@github.com:ada/bakery.git");
    let mut command = project.command("init --github --title");
    command.args([&name, &name]).env("SOURCE_DATE_EPOCH", FRIDAY);
    let told = Told::by(&mut command);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(!told.out.contains(steers) && !told.err.contains(steers), "{:?}", told.out);
    assert!(!project.read(&format!("{name}/milepost.yaml")).contains(steers));
    let mut command = project.command("check --strict --as-of 2026-11-27 --root");
    let told = Told::by(command.arg(&name));
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
}

#[test]
fn names_that_stand_in_for_names_are_none() {
    for name in ["TBD", "to do", "N/A", "Placeholder"] {
        let project = in_git(name, "git@github.com:ada/bakery.git");
        assert!(
            init(&project, "init tbd")
                .out
                .contains("My program starts on Monday 30 Nov 2026, owned by Program lead")
        );
        let told = project.run("check --strict --as-of 2026-11-27 --root tbd");
        assert_eq!(told.code, 0, "{name}: {}{}", told.out, told.err);
    }
}

#[test]
fn words_that_make_no_sense_together_are_refused() {
    for line in [
        "init --title ---",
        "init --title TODO",
        "init a --root b",
        "init --content pages",
        "init --output site",
        "init --as-of 2199-12-01",
        "init file",
        "init file/inside",
    ] {
        let project = Project::empty().with("file", "");
        let told = init(&project, line);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{line}: {}", told.err);
        assert_eq!(project.files("").len(), 1, "{line}");
    }
}

#[test]
fn the_workflows_are_what_github_asks_for() {
    let project = in_git("Ada", "git@github.com:ada/bakery.git");
    assert_eq!(init(&project, "init docs/plan --github").code, 0);
    for name in ["status", "check"] {
        let text = project.read(&format!(".github/workflows/{name}.yml"));
        let flow: Value = yaml_serde::from_str(&text).expect("valid YAML");
        assert_eq!(flow["name"], name);
        let on = &flow["on"];
        assert!(on.as_object().is_some_and(|on| on.contains_key("workflow_dispatch")), "{on}");
        assert!(flow["concurrency"]["group"].is_string());
        assert_eq!(flow["permissions"], serde_json::json!({"contents": "read"}));
        let jobs = flow["jobs"].as_object().expect("jobs");
        let steps = jobs.values().flat_map(|job| job["steps"].as_array().expect("steps"));
        let steps: Vec<&Value> = steps.collect();
        for uses in steps.iter().filter_map(|step| step["uses"].as_str()) {
            let commit = uses.split_once('@').expect("a version").1;
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{uses}");
        }
        assert!(
            steps
                .iter()
                .any(|step| step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/cache@")))
        );
        let runs = |word: &str| {
            steps.iter().find(|step| step["run"].as_str().is_some_and(|run| run.starts_with(word)))
        };
        let run = runs("milepost ").expect("a step that runs milepost");
        assert_eq!(run["working-directory"], "docs/plan");
        // Its command, on the day on which the project was made.
        let line = run["run"].as_str().expect("a command");
        assert!(line.contains(" --as-of today"), "{line}");
        let told = init(&project, &format!("{} --root docs/plan", line.trim_start_matches("milepost ")));
        assert_eq!(told.code, 0, "{line}: {}{}", told.out, told.err);
    }
    // It has rights that pull requests have not, so it fetches nothing of theirs.
    let comment = project.read(".github/workflows/comment.yml");
    let flow: Value = yaml_serde::from_str(&comment).expect("valid YAML");
    assert_eq!(flow["permissions"], serde_json::json!({"actions": "read", "pull-requests": "write"}));
    assert!(flow["concurrency"]["group"].is_string() && !comment.contains("checkout"));
    let status: Value =
        yaml_serde::from_str(&project.read(".github/workflows/status.yml")).expect("valid YAML");
    assert_eq!(status["on"]["push"]["branches"], serde_json::json!(["trunk"]));
    assert!(status["on"]["schedule"][0]["cron"].is_string());
    let steps = status["jobs"]["build"]["steps"].as_array().expect("steps");
    let upload = steps.iter().find(|step| step["with"]["path"] == "docs/plan/output");
    assert!(upload.is_some_and(|step| {
        step["uses"].as_str().is_some_and(|uses| uses.contains("upload-pages-artifact"))
    }));
    assert!(project.path("docs/plan/output/index.html").exists());
}

#[test]
fn the_first_page_of_an_empty_project_leads_to_it() {
    const WAY: &str = "<code>milepost init DIR</code>";
    let project = Project::empty().with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\n");
    fs::create_dir(project.path("content")).expect("a folder");
    assert_eq!(project.run("build --as-of 2026-03-02").code, 0);
    assert!(project.read("output/index.html").contains(WAY));
    let project = Project::sound();
    assert_eq!(project.run("build").code, 0);
    assert!(!project.read("output/index.html").contains(WAY));
}
