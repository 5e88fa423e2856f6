//! What the program tells of itself: fields, codes, schemas, words for shells, pages for `man`.

use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_field_a_kind_and_a_code_are_explained() {
    let project = Project::empty();
    assert_snapshot!(project.transcript("explain milestone.estimate"));
    assert_snapshot!(project.transcript("explain sprint"));
    assert!(project.run("explain dead-link").out.starts_with("dead-link: "));
    let every = project.run("explain percent-complete").out;
    for path in
        ["milestone.percent_complete: ", "milestone.updates.percent_complete: ", "task.percent_complete: "]
    {
        assert!(every.contains(path), "{every}");
    }
}

#[test]
fn what_there_is_not_is_told_with_what_is_near() {
    let project = Project::empty();
    for (line, near) in [
        ("explain milestone.estimat", "did you mean `milestone.estimate`?"),
        ("explain dead-lnk", "did you mean `dead-link`?"),
        ("explain qqqqqq", "a field is named with its kind"),
        ("schema mileston", "did you mean `milestone`?"),
        ("schema qqqqqq", "there are settings, phase, milestone"),
        ("man buld", "did you mean `build`?"),
    ] {
        let told = project.run(line);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{line}");
        assert!(told.err.contains(near), "{line}: {}", told.err);
    }
}

#[test]
fn schemas_are_printed_one_by_one_and_all_together() {
    let project = Project::empty();
    let read =
        |line: &str| -> serde_json::Value { serde_json::from_str(&project.run(line).out).expect("JSON") };
    let (one, all) = (read("schema risk"), read("schema"));
    assert_eq!(all["$defs"]["risk"], one);
    assert!(one["properties"]["probability"]["description"].is_string());
}

#[test]
fn shells_and_man_learn_every_command() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.run(&format!("completions {shell}")).out;
        for word in ["acknowledge", "escalations", "timings"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = project.run("man").out;
    assert!(page.contains(".TH milepost 1") && page.contains("milepost\\-build(1)"), "{page}");
    let page = project.run("man close").out;
    assert!(page.contains(".TH milepost-close 1") && page.contains("\\-\\-again"), "{page}");
}

#[test]
fn help_is_a_command_too() {
    let project = Project::empty();
    let (asked, flag) = (project.run("help close"), project.run("close --help"));
    assert_eq!((asked.code, asked.out), (0, flag.out));
}
