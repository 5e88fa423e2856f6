//! `milepost check` in continuous integration: annotations, SARIF, JSON by its schema; what a branch brought, and what an old
//! project had before.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::diff::{commit, git};
use crate::json_schema::faults;
use crate::project::{Project, Told};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn schema(name: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(name);
    json(&fs::read_to_string(path).expect("a schema"))
}

#[test]
fn github_gets_annotations_and_a_summary() {
    let project = Project::with_an_error()
        .with("content/people/bo.md", "---\nkind: person\nid: bo\nname: Bo\nflavor: rye\n---\nText.\n");
    git(&project, project.home(), &["init", "--quiet"]);
    let summary = project.home().join("summary.md");
    let mut command = project.command("check --format github");
    command.env("GITHUB_STEP_SUMMARY", &summary);
    let told = Told::by(&mut command);
    assert_eq!(told.code, 1, "{}", told.err);
    // The project lies in a folder of its repository: GitHub knows files from the top of that.
    assert_snapshot!(told.out);
    assert_snapshot!(fs::read_to_string(&summary).expect("a summary"));
    let told = project.run("check --format github");
    assert!(told.out.contains("::error file=plan/content/milestones/m3-cake.md,line=8"), "{}", told.out);
}

#[test]
fn sarif_is_what_code_scanning_takes_and_its_fingerprints_stay() {
    let project = Project::with_an_error();
    let log = json(&project.run("check --format sarif").out);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert!(!results.is_empty());
    let print = |result: &Value| {
        result["partialFingerprints"]["milepost/v1"].as_str().expect("a fingerprint").to_owned()
    };
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(
            region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1),
            "{result}"
        );
    }
    let before: Vec<String> = results.iter().map(print).collect();
    let name = "content/milestones/m3-cake.md";
    fs::write(project.path(name), project.read(name).replace("title: Cake\n", "# later\ntitle: The cake\n"))
        .expect("a file");
    let log = json(&project.run("check --format sarif").out);
    let after: Vec<String> =
        log["runs"][0]["results"].as_array().expect("results").iter().map(print).collect();
    assert_eq!(before, after);
}

/// By the schema of the OASIS committee, which is not ours to copy: `scripts/test` fetches it and names it in `MILEPOST_SARIF_SCHEMA`.
#[test]
fn sarif_is_by_the_official_schema() {
    let Some(path) = std::env::var_os("MILEPOST_SARIF_SCHEMA") else { return };
    let mut schema = json(&fs::read_to_string(&path).expect("the schema of SARIF 2.1.0"));
    // Its pattern for languages closes a bracket too many and is none; we name no language.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language"));
        let language = language.and_then(Value::as_object_mut).expect("a language");
        language.remove("pattern").expect("the slip of the schema");
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for project in [
        Project::sound(),
        Project::with_an_error(),
        Project::with_a_warning(),
        Project::empty().with("milepost.yaml", "a: [\n").with("content/m1.md", "---\nid: [\n---\n"),
    ] {
        let log = json(&project.run("check --format sarif").out);
        let faults: Vec<String> =
            validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{}\n{log:#}", faults.join("\n"));
    }
    assert!(!validator.is_valid(&json("{\"version\": \"2.1.0\"}")), "the schema refuses something");
}

#[test]
fn json_is_by_its_schema() {
    let schema = schema("check.schema.json");
    for project in [
        Project::sound(),
        Project::with_an_error(),
        Project::with_a_warning(),
        Project::empty().with("milepost.yaml", "a: [\n"),
    ] {
        fs::create_dir_all(project.path("content")).expect("a folder");
        let told = project.run("check --format json");
        let found = faults(&schema, &json(&told.out));
        assert!(found.is_empty(), "{}\n{}", found.join("\n"), told.out);
    }
    assert!(!faults(&schema, &json("{\"as_of\": \"today\"}")).is_empty());
}

#[test]
fn what_a_branch_brought_is_told_alone() {
    let project = Project::with_an_error();
    commit(&project, "Old");
    git(&project, &project.path(""), &["checkout", "--quiet", "-b", "topic"]);
    let told = project.run("check --changed main");
    assert!(told.code == 0 && told.out.contains("1 finding left out"), "{}{}", told.out, told.err);
    let new = "---\nkind: milestone\nid: M4\ntitle: Pie\nphase: P1\nowner: ada\nduration: 2d\ndepends_on: [M77]\n---\n";
    fs::write(project.path("content/milestones/m4.md"), new).expect("a file");
    let told = project.run("check --changed main --format short");
    assert_eq!(told.code, 1);
    assert!(told.out.contains("m4.md:8") && !told.out.contains("m3-cake.md"), "{}", told.out);
    assert!(project.run("check --changed mian").err.contains("did you mean `main`?"));
}

#[test]
fn an_old_project_takes_up_what_it_has_and_no_more() {
    let project = Project::with_an_error();
    let told = project.run("check --baseline known.json");
    assert_eq!(told.code, 4);
    assert!(told.err.contains("write it with --update-baseline"), "{}", told.err);
    assert_eq!(project.run("check --baseline known.json --update-baseline").code, 0);
    assert_snapshot!(project.read("known.json"));
    // Lines move, and the finding is still known.
    let name = "content/milestones/m3-cake.md";
    fs::write(
        project.path(name),
        project.read(name).replace("title: Cake\n", "# later\n# still\ntitle: Cake\n"),
    )
    .expect("a file");
    assert_eq!(project.run("check --strict --baseline known.json").code, 0);
    let fixed = project.read(name).replace("[M22]", "[M2]");
    fs::write(project.path(name), &fixed).expect("a file");
    let told = project.run("check --baseline known.json");
    assert!(told.out.contains("1 of the baseline is found no more"), "{}", told.out);
    fs::write(project.path(name), fixed.replace("owner: ada", "onwer: ada")).expect("a file");
    assert_eq!(project.run("check --strict --baseline known.json").code, 1);
    fs::write(project.path("known.json"), "{\"baseline\": 7, \"findings\": {}}").expect("a file");
    assert!(project.run("check --baseline known.json").err.contains("has the version 7"));
}

/// A link to a device can be committed, and has no end.
#[cfg(unix)]
#[test]
fn a_baseline_that_is_no_file_is_not_read() {
    let project = Project::sound();
    std::os::unix::fs::symlink("/dev/zero", project.path("known.json")).expect("a link");
    let told = project.run("check --baseline known.json");
    assert!(told.code == 4 && told.err.contains("it is not a regular file"), "{} {}", told.code, told.err);
}
