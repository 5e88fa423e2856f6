//! `--dry-run`: whatever writes can be asked to show what it would write, and then writes nothing.

use std::collections::BTreeSet;

use crate::project::Project;

/// A line for each command that writes in a project, without its `--dry-run`, and a word of what it shows.
const LINES: &[(&str, &str)] = &[
    ("init new", "new/milepost.yaml"),
    ("new risk Flour", "title: Flour"),
    ("update M1 --percent 40 --status in_progress --by ada --on 2026-03-02", "    percent_complete: 40"),
    ("rename M1 M7", "id: M7"),
    ("acknowledge C1 --service shop --by ada", "service: shop"),
    ("close S1 --as-of 2026-06-01", "\"record\": 1"),
    ("check --fix", "wrote `owner` for `onwer`"),
    ("theme eject style.css", "themes/default/assets/style.css"),
];

/// Commands that write no content: a site, a report, words; or that write only when they are asked to.
const OTHERS: [&str; 16] = [
    "adopt",
    "build",
    "serve",
    "diff",
    "log",
    "report",
    "map",
    "timeline",
    "risks",
    "escalations",
    "explain",
    "schema",
    "completions",
    "man",
    "help",
    "theme",
];

fn project() -> Project {
    Project::sound()
        .with("content/milestones/m2-bread.md", "---\nkind: milestone\nid: M2\ntitle: Bread\nphase: P1\nonwer: ada\nduration: 3d\ndepends_on: [M1]\n---\n")
        .with("content/sprints/s1.md", "---\nid: S1\ntitle: First\nstart: 2026-02-16\nend: 2026-02-27\n---\n")
        .with("content/services/shop.md", "---\nid: shop\ntitle: Shop\nowner: ada\n---\n")
        .with("content/services/bank.md", "---\nid: bank\ntitle: Bank\nowner: ada\n---\n")
        .with("content/api.txt", "GET /\n")
        .with("content/contracts/c1.md", "---\nid: C1\ntitle: Pay\ntype: http\nprovider: bank\ndefinition: content/api.txt\nversion: 1\nconsumers: [shop]\n---\n")
}

#[test]
fn a_dry_run_shows_what_it_would_write_and_writes_nothing() {
    let project = project();
    let before = project.files("");
    for (line, shows) in LINES {
        let told = project.run(&format!("{line} --dry-run"));
        assert!(told.code < 2, "{line}: {}", told.err);
        let both = format!("{}{}", told.out, told.err);
        assert!(both.contains(shows), "{line} shows no {shows:?}:\n{both}");
        assert!(both.to_lowercase().contains("nothing is written"), "{line} does not say it:\n{both}");
        assert_eq!(project.files(""), before, "{line}");
        let told = project.run(line);
        assert!(told.code < 2, "{line}: {}", told.err);
        assert_ne!(project.files(""), before, "{line} writes, so its dry run is worth something");
        let changed: Vec<_> = project.files("").into_iter().filter(|file| !before.contains(file)).collect();
        for (path, _) in changed {
            match before.iter().find(|(known, _)| *known == path) {
                Some((path, bytes)) => std::fs::write(path, bytes).expect("as it was"),
                None => std::fs::remove_file(path).expect("as it was"),
            }
        }
        before.iter().for_each(|(path, bytes)| std::fs::write(path, bytes).expect("as it was"));
    }
}

#[test]
fn every_command_that_writes_has_a_dry_run() {
    let help = Project::empty().run("--help").out;
    let commands =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let commands: BTreeSet<&str> =
        commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let writing: BTreeSet<&str> = LINES.iter().filter_map(|(line, _)| line.split(' ').next()).collect();
    let all: BTreeSet<&str> = writing.iter().copied().chain(OTHERS).collect();
    assert_eq!(all, commands, "each command either writes and is tried above, or is known to write nothing");
    for (line, _) in LINES {
        let command: Vec<&str> = line.split(' ').take_while(|word| !word.contains('.')).take(2).collect();
        let command = if command[0] == "theme" { "theme eject" } else { command[0] };
        let help = Project::empty().run(&format!("{command} --help")).out;
        assert!(help.contains("--dry-run"), "{command}");
    }
}
