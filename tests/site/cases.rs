//! Small projects, each about one thing, and what becomes of them.
//!
//! Each folder under `tests/sites` is a project. Beside its `milepost.yaml` stand three snapshots: `found.snap` (the files
//! of the site and what was found wrong), `program.snap` (`api/program.json`) and `pages.snap` (what can be read on the
//! pages of its things). Run with `INSTA_UPDATE=always` to accept changes.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use insta::assert_snapshot;
use milepost::site::Built;

use crate::{
    links::problems,
    project::{file, found, pages, repository, site},
    text::main_text,
};

/// Files that every site has, and that lie beside many of its pages.
const BESIDE_ALL: [&str; 9] = [
    "index.json",
    "index.md",
    "feed.xml",
    "calendar.ics",
    "card.png",
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
    ".nojekyll",
];

/// Pages that every site has; links to them are tested, their text with the things that stand on them.
const LISTS: [&str; 15] = [
    "404.html",
    "blockers/index.html",
    "checks/index.html",
    "contracts/index.html",
    "decisions/index.html",
    "dependencies/index.html",
    "milestones/index.html",
    "phases/index.html",
    "risks/index.html",
    "services/index.html",
    "sprints/current/index.html",
    "sprints/index.html",
    "tasks/index.html",
    "teams/index.html",
    "timeline/index.html",
];

macro_rules! cases {
    ($($name:ident)*) => {
        const CASES: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { case(stringify!($name)); })*
    };
}

cases! {
    minimal
    cycle
    gate
    contracts
    sprints
    updates
    dependencies
    unscheduled
    calendar
    colors
    broken
    duplicates
    unicode
    theme
    records
    backlog
    enhancements
    notes
    tables
}

#[test]
fn every_folder_is_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let folders: BTreeSet<String> = fs::read_dir(folder)
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, CASES.iter().map(|name| (*name).to_owned()).collect());
}

fn case(name: &str) {
    let folder = format!("tests/sites/{name}");
    let built = site(&repository(&folder));
    assert_eq!(problems(&built.plan), Vec::<String>::new());
    let snapshot_path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    insta::with_settings!({ snapshot_path => snapshot_path, prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!("found", overview(&built));
        assert_snapshot!("program", file(&built.plan, "api/program.json"));
        assert_snapshot!("pages", texts(&built));
    });
}

fn overview(built: &Built) -> String {
    let paths = built.plan.iter().map(|(path, _)| path.as_str());
    // what every site has is held by other tests
    let everywhere = |path: &&str| BESIDE_ALL.contains(&path.rsplit('/').next().unwrap_or(path));
    let own = |path: &&str| path.starts_with("assets/") || path.starts_with("search-/") || everywhere(path);
    let things = paths.filter(|path| !LISTS.contains(path) && !own(path));
    format!("{}\n\n{}", things.collect::<Vec<_>>().join("\n"), found(&built.checked))
}

fn texts(built: &Built) -> String {
    let mut text = String::new();
    for (path, html) in pages(&built.plan).filter(|(path, _)| !LISTS.contains(path)) {
        let _ = writeln!(text, "==== {path}\n{}\n", main_text(html));
    }
    text
}
