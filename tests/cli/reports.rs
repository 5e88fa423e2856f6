//! `milepost report`, `map`, `timeline`, `risks`: what they write, where they write it, and what they cannot find.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::Project;

fn project() -> Project {
    Project::sound()
        .with(
            "content/sprints/sprint-01.md",
            "---\nid: sprint-01\ntitle: Sprint 1\nstart: 2026-02-16\nend: 2026-02-27\nphase: P1\n---\n",
        )
        .with(
            "content/sprints/sprint-02.md",
            "---\nid: sprint-02\ntitle: Sprint 2\nstart: 2026-03-02\nend: 2026-03-13\nphase: P1\n---\n",
        )
        .with("content/services/shop.md", "---\nid: shop\ntitle: Shop\nowner: ada\n---\n")
}

#[test]
fn each_report_is_written_to_the_output() {
    for line in ["report sprint-02", "map shop", "timeline P1", "risks", "escalations"] {
        assert_snapshot!(format!("reports_{}", line.replace(' ', "_")), project().transcript(line));
    }
}

#[test]
fn a_report_is_found_by_every_name_people_type() {
    let project = project();
    let whole = project.run("report sprint-02").out;
    for name in ["current", "Sprint-02", "02", "2"] {
        assert_eq!(project.run(&format!("report {name}")).out, whole, "{name}");
    }
    assert_eq!(project.run("map p1").out, project.run("map P1").out);
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    for line in ["report sprint-3", "report now", "map shopp", "map x", "timeline P9"] {
        assert_snapshot!(format!("missing_{}", line.replace(' ', "_")), project().transcript(line));
    }
    assert_snapshot!(Project::sound().transcript("report current"));
}

#[test]
fn json_is_json_and_markdown_has_headings() {
    let project = project();
    for line in ["report current", "map P1", "timeline P1", "risks"] {
        let told = project.run(&format!("{line} --format json"));
        let value: Value = serde_json::from_str(&told.out).expect("JSON");
        assert_eq!(value["generated"], "2026-03-02", "{line}");
        let told = project.run(&format!("{line} --format markdown"));
        assert!(told.out.starts_with("# ") && told.code == 0, "{line}: {}", told.out);
    }
    let told = project.run("escalations --format json");
    assert!(serde_json::from_str::<Value>(&told.out).expect("JSON").is_array(), "messages");
    assert!(project.run("escalations --format markdown").out.starts_with("# ESCALATIONS\n"));
}

#[test]
fn errors_of_the_content_are_told_beside_the_report() {
    let project = Project::with_an_error();
    let told = project.run("risks");
    assert_eq!((told.code, told.err.as_str()), (0, "The content has 1 error; `milepost check` tells more\n"));
    assert_eq!(project.run("risks -q").err, "");
    assert_eq!(project.run("risks --strict").code, 1);
    assert!(!project.path("output").exists(), "a report writes no site");
}
