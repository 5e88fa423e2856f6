//! The picture of a thing holds all its direct neighbors, whatever it is; decisions are listed by year, status and area.

use milepost::world::Memory;

use crate::project::{SETTINGS, file, found, site};

/// The names of the links of the drawings on a page.
fn drawn(html: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(html);
    let links = scraper::Selector::parse("svg.mp-svg a > title").expect("a selector");
    page.select(&links).map(|title| title.text().collect()).collect()
}

#[test]
fn tasks_decisions_and_pages_are_drawn_with_all_that_they_are_joined_to() {
    let files = [
        ("milepost.yaml", SETTINGS),
        ("content/milestones/m1.md", "---\nid: M1\ntitle: Mill\nduration: 5d\nowner: ada\n---\n"),
        ("content/tasks/a.md", "---\nid: T-1\ntitle: Cut\nmilestone: M1\nstatus: completed\n---\n"),
        ("content/tasks/b.md", "---\nid: T-2\ntitle: Plane\ndepends_on: [T-1]\nstatus: in_progress\n---\n"),
        (
            "content/tasks/c.md",
            "---\nid: T-3\ntitle: Oil\ndepends_on: [T-2]\nstatus: assigned\nparent: T-1\n---\n",
        ),
        ("content/decisions/0001-oak.md", "---\nstatus: superseded\ndate: 2025-01-07\n---\n# Oak\n"),
        (
            "content/decisions/0002-ash.md",
            "---\nstatus: accepted\ndate: 2026-01-08\nsupersedes: ADR-0001\narea: wood\n---\n# Ash\n",
        ),
        (
            "content/decisions/0003-oil.md",
            "---\nstatus: accepted\ndate: 2026-02-09\namends: ADR-0002\narea: finish\n---\n# Oil\n",
        ),
        (
            "content/decisions/0004-wax.md",
            "---\nstatus: rejected\ndate: 2026-02-10\narea: finish\n---\n# Wax\n",
        ),
        (
            "content/notes/saw.md",
            "---\nrequires: [T-2, nobody knows]\nparent: notes/shed.md\n---\n# The saw\n",
        ),
        ("content/notes/shed.md", "# The shed\n"),
    ];
    let built = site(&Memory::of(files).expect("clean paths"));
    let told = found(&built.checked);
    assert!(!told.contains("notes/"), "keys of pages are free: {told}");
    let names = |page: &str| drawn(file(&built.plan, page)).join("\n");
    let has = |page: &str, wanted: &[&str]| {
        let names = names(page);
        for part in wanted {
            assert!(names.contains(part), "{page}: {part} is not in\n{names}");
        }
    };
    has("tasks/t-1/index.html", &["T-2 Plane", "T-3 Oil", "M1 Mill"]);
    has("tasks/t-2/index.html", &["T-1 Cut", "T-3 Oil"]);
    has("decisions/adr-0002/index.html", &["ADR-0001 Oak", "ADR-0003 Oil"]);
    has("notes/saw/index.html", &["T-2 Plane", "The shed"]);
    has("notes/shed/index.html", &["The saw"]);
    let shown = file(&built.plan, "notes/saw/index.html");
    assert!(shown.contains("nobody knows"), "what names nothing is shown as it is written");
    let log = file(&built.plan, "decisions/index.html");
    let page = scraper::Html::parse_document(log);
    let groups = |id: &str| -> Vec<String> {
        let terms = scraper::Selector::parse(&format!("section:has(#{id}) dt")).expect("a selector");
        page.select(&terms).map(|term| term.text().collect::<String>()).collect()
    };
    assert_eq!(groups("years"), ["2026 3", "2025 1"]);
    assert_eq!(groups("statuses"), ["accepted 2", "rejected 1", "superseded 1"]);
    assert_eq!(groups("areas"), ["finish 2", "wood 1"]);
}
