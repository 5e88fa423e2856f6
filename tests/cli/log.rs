//! `milepost log`: who moved a date, by how many days, and that the days add up.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::diff::{commit, git};
use crate::project::Project;

fn with_duration(project: &Project, days: u8, message: &str) {
    let name = "content/milestones/m1-oven.md";
    let text = project.read(name);
    let old = text.lines().find(|line| line.starts_with("duration:")).expect("a duration").to_owned();
    fs::write(project.path(name), text.replace(&old, &format!("duration: {days}d"))).expect("a file");
    if !message.is_empty() {
        commit(project, message);
    }
}

fn project() -> Project {
    let project = Project::sound();
    commit(&project, "Begin");
    with_duration(&project, 9, "The mason is ill");
    fs::write(project.path("content/note.md"), "# Note\n").expect("a file");
    commit(&project, "A note");
    with_duration(&project, 7, "A second mason");
    with_duration(&project, 8, "");
    project
}

#[test]
fn every_edit_that_moved_a_date_is_told_and_the_days_add_up() {
    let project = project();
    let told = project.run("log P1");
    assert_eq!(told.code, 0, "{}", told.err);
    let shown: String = told.out.lines().map(|line| format!("{line}\n")).collect();
    assert_snapshot!(shown);
    for of in ["P1", "M2", "program"] {
        let json: Value =
            serde_json::from_str(&project.run(&format!("log {of} --format json")).out).expect("JSON");
        let moves = json["moves"].as_array().expect("a list");
        let sum: i64 = moves.iter().filter_map(|step| step["days"].as_i64()).sum();
        assert_eq!(Some(sum), json["days"].as_i64(), "{of}");
        assert_eq!(moves.len(), 4, "{of}: {json}");
        assert_eq!(json["incomplete"], Value::Null);
    }
    assert!(
        project.run("log M2 --format markdown").out.contains("\\+4 |"),
        "{}",
        project.run("log M2 --format markdown").out
    );
}

#[test]
fn the_site_tells_it_where_a_build_is_asked_to_and_nowhere_else() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let plain = project.files("output");
    assert!(plain.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("The mason is ill")));
    let told = project.run("build --history");
    assert_eq!(told.code, 0, "{}", told.err);
    for page in ["index.html", "phases/p1/index.html", "milestones/m2/index.html"] {
        let html = project.read(&format!("output/{page}"));
        let table = html.split("id=\"moves\"").nth(1).unwrap_or_else(|| panic!("{page} tells no moves"));
        let at = |what: &str| table.find(what).unwrap_or_else(|| panic!("{page}: no {what} in {table}"));
        assert!(
            at("The mason is ill") < at("A second mason") && at("not committed") < at("together"),
            "{page}"
        );
    }
    assert!(
        !project
            .read("output/people/index.html".replace("people", "teams").as_str())
            .contains("The mason is ill")
    );
    assert_eq!(project.run("build").code, 0);
    assert_eq!(project.files("output").len(), plain.len());
    for (path, bytes) in project.files("output") {
        let before = plain.iter().find(|(known, _)| *known == path).map(|(_, bytes)| bytes);
        assert!(path.ends_with(".milepost-manifest.json") || before == Some(&bytes), "{}", path.display());
    }
    let shallow = project.home().join("shallow");
    let from = format!("file://{}", project.path("").display());
    git(&project, project.home(), &["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let told = project.run(&format!("build --history --root {}", shallow.display()));
    assert_eq!(told.code, 0, "{}", told.err);
    let html = fs::read_to_string(shallow.join("output/index.html")).expect("a page");
    assert!(html.contains("this clone is shallow"), "{html}");
    let told = Project::sound().run("build --history");
    assert!(told.code == 2 && told.err.contains("is not kept in git"), "{}", told.err);
}

/// What was renamed is followed under the id that it had.
#[test]
fn a_rename_breaks_no_history() {
    let project = project();
    commit(&project, "All of it");
    assert_eq!(project.run("rename M1 K1").code, 0);
    commit(&project, "Another name");
    let told = project.run("log K1");
    assert!(
        told.out.contains("The mason is ill") && !told.out.contains("Another name"),
        "{}{}",
        told.out,
        told.err
    );
}

#[test]
fn where_history_is_shallow_or_there_is_none_that_is_told() {
    let project = project();
    let shallow = project.home().join("shallow");
    let from = format!("file://{}", project.path("").display());
    git(&project, project.home(), &["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let told = project.run(&format!("log P1 --root {}", shallow.display()));
    assert!(told.out.contains("this clone is shallow"), "{}{}", told.out, told.err);
    let told = Project::sound().run("log P1");
    assert!(told.code == 2 && told.err.contains("is not kept in git"), "{}", told.err);
    let told = project.run("log P7");
    assert!(
        told.code == 2
            && told.err.contains("there is no milestone, phase or `program` `P7`; did you mean `P1`?"),
        "{}",
        told.err
    );
}
