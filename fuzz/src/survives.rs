//! What must hold whatever a file says: the site is made, and nothing in it runs.
//!
//! Used by the fuzz target and, with fixed seeds, by the test of the same purpose.

use milepost::{
    site::{Config, Silent, build},
    text::address::may_be_followed,
    world::{Memory, ProjectPath},
};

/// Where a file can stand: its first byte chooses.
const PLACES: [&str; 12] = [
    "content/milestones/m1.md",
    "content/guide.md",
    "milepost.yaml",
    "content/phases/p1.md",
    "content/sprints/s1.md",
    "content/risks/r1.md",
    "content/blockers/b1.md",
    "content/services/a.md",
    "content/contracts/c.md",
    "content/decisions/0001-d.md",
    "content/tasks/t1.md",
    "content/teams/t.md",
];

/// A project in which something else depends on each kind of thing.
const OTHERS: [(&str, &str); 9] = [
    (
        "milepost.yaml",
        "title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\nagents: [ada, {id: bo, name: Bo}]\n",
    ),
    (
        "content/phases/p1.md",
        "---\nid: P1\ntitle: P\nsprints: [S1]\ngate: {criteria: [{id: C, text: T, check: {done: [M1]}}]}\n---\n",
    ),
    ("content/sprints/s1.md", "---\nid: S1\ntitle: S\nphase: P1\nstart: 2026-02-23\nend: 2026-03-06\n---\n"),
    (
        "content/milestones/m1.md",
        "---\nid: M1\ntitle: M\nphase: P1\nowner: ada\nduration: 5d\n---\n[x](../guide.md#a)\n",
    ),
    (
        "content/milestones/m2.md",
        "---\nid: M2\ntitle: N\nphase: P1\nowner: bo\nduration: 3d\ndepends_on: [M1]\nupdates:\n  - {date: 2026-03-02, by: bo, status: in_progress, percent_complete: 10}\n---\n",
    ),
    (
        "content/risks/r1.md",
        "---\nid: R1\ntitle: R\nprobability: low\nimpact: high\nowner: ada\naffects: [M1]\n---\n",
    ),
    (
        "content/services/a.md",
        "---\nid: a\ntitle: A\ndepends_on: [{service: b, via: http, contract: c}]\n---\n",
    ),
    ("content/services/b.md", "---\nid: b\ntitle: B\n---\n"),
    ("content/contracts/c.md", "---\nid: c\ntitle: C\nprovider: b\nconsumers: [a]\n---\n"),
];

/// Makes the site of the project in which one file holds `data` behind its first byte.
///
/// # Panics
/// When the site breaks a promise.
pub fn any_file(data: &[u8]) {
    let Some((&first, text)) = data.split_first() else { return };
    let place = PLACES[usize::from(first) % PLACES.len()];
    let mut world = Memory::of(OTHERS).expect("clean paths");
    world.insert(clean(place), text);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).expect("a day");
    let config = Config::usual(today);
    let built = build(&world, &config, &Silent);
    let mut pages = 0;
    for (path, bytes) in built.plan.iter() {
        if path.as_str().ends_with(".html") {
            pages += 1;
            harmless(path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8"));
        }
    }
    assert!(pages > OTHERS.len(), "each file has its page");
}

fn clean(path: &str) -> ProjectPath {
    ProjectPath::new(path).expect("a clean path")
}

/// The scripts of the site, from its root: nothing else may run.
const SCRIPTS: [&str; 4] = ["assets/site.js", "assets/find.js", "assets/search.js", "assets/prose.js"];

/// Whether a script of a page is one of the site's own, by the way to it from just that page.
fn is_own_script(path: &str, source: &str) -> bool {
    let up = "../".repeat(path.matches('/').count());
    // the page of what is not there is shown at any depth, and looks for the script of the site at each
    let rest =
        if path == "404.html" { Some(source.trim_start_matches("../")) } else { source.strip_prefix(&up) };
    rest.is_some_and(|rest| SCRIPTS.contains(&rest))
}

/// Reads a page as browsers do: nothing in it runs but the scripts of the site, and no id is there twice.
fn harmless(path: &str, html: &str) {
    let page = scraper::Html::parse_document(html);
    let mut ids = std::collections::BTreeSet::new();
    for element in page.root_element().descendent_elements().map(|element| element.value()) {
        let name = element.name();
        let known = name != "script" || element.attr("src").is_some_and(|source| is_own_script(path, source));
        assert!(known, "{path}: a script");
        let bad = ["iframe", "object", "embed", "form", "base", "foreignobject", "math", "style", "template"];
        assert!(!bad.contains(&name) || name == "base" && path == "404.html", "{path}: <{name}>");
        for (attribute, value) in element.attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{path}: {attribute}={value:?}");
            let leads = ["href", "src", "xlink:href", "action", "cite"].contains(&attribute);
            assert!(!leads || may_be_followed(value), "{path}: {attribute}={value:?}");
        }
        if let Some(id) = element.id() {
            assert!(ids.insert(id.to_owned()), "{path}: the id {id:?} stands there twice");
        }
    }
}
