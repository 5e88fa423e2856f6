//! The catalog of pages: what it lists is what a site has, each made once; and a check finds what a build finds.

use std::{collections::BTreeSet, fs, path::Path};

use milepost::{
    render::Renderer,
    site::{Site, check},
    world::Memory,
};

use crate::project::{SETTINGS, config, found, in_memory, repository, site};

/// Every project of the tests, by its folder: the example, the guide, small sites, good and bad content.
fn projects() -> Vec<String> {
    let below = |folder: &str| {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
        let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
        let mut names: Vec<String> = folders
            .map(|path| format!("{folder}/{}", path.file_name().expect("a name").to_string_lossy()))
            .collect();
        names.sort();
        names
    };
    let cases = below("tests/diagnostics").into_iter().flat_map(|case| below(&case));
    let all: Vec<String> =
        [".".to_owned(), "docs".to_owned()].into_iter().chain(below("tests/sites")).chain(cases).collect();
    assert!(all.len() > 100, "{all:?}");
    all
}

#[test]
fn a_check_finds_what_a_build_finds() {
    for project in projects() {
        let world = repository(&project);
        let (checked, built) = (check(&world, &config()), site(&world));
        assert_eq!(found(&checked), found(&built.checked), "{project}");
        assert_eq!(checked.diagnostics, built.checked.diagnostics, "{project}");
    }
}

#[test]
fn the_site_has_what_the_catalog_lists() {
    for project in [".", "tests/sites/sprints", "tests/sites/theme", "tests/sites/minimal"] {
        let built = site(&repository(project));
        let checked = &built.checked;
        let cx = checked.context();
        let pages = Site::new(checked, &cx, Renderer::new(Vec::new()).0, None);
        let listed: BTreeSet<&str> = pages.paths().collect();
        let made: BTreeSet<&str> = built.plan.iter().map(|(path, _)| path.as_str()).collect();
        let missing: Vec<_> =
            listed.iter().filter(|path| path.ends_with(".html") && !made.contains(*path)).collect();
        assert!(missing.is_empty(), "{project}: {missing:?}");
        let elsewhere = |path: &&&str| {
            ["api/", "assets/", "files/", "search-/"].iter().any(|folder| path.starts_with(folder))
                || [".nojekyll", "CNAME", "sitemap.xml", "robots.txt", "llms.txt"].contains(path)
        };
        let unlisted: Vec<_> =
            made.iter().filter(|path| !listed.contains(*path) && !elsewhere(path)).collect();
        assert!(unlisted.is_empty(), "{project}: {unlisted:?}");
    }
}

#[test]
fn every_drawing_of_a_page_is_made_once_and_none_is_dropped() {
    let built = site(&in_memory("."));
    let cx = built.checked.context();
    let site = Site::new(&built.checked, &cx, Renderer::new(Vec::new()).0, None);
    let (mut pages, mut drawings) = (BTreeSet::new(), 0);
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        let page = site.page(path).expect("a page that is listed");
        let html = site.render(&page).html;
        let beside_one = |name: &str| ["_names", "_legend", "_paper"].iter().any(|end| name.ends_with(end));
        let on_page = page.html.iter().filter(|(name, _)| *name != "body" && !beside_one(name));
        let on_page: Vec<_> = on_page.collect();
        for (name, drawing) in &on_page {
            assert_eq!(html.matches(drawing.as_str()).count(), 1, "{path}: {name}");
        }
        let beside = page.attachments.iter().filter(|file| file.name.ends_with(".svg")).count();
        assert_eq!(page.drawings, on_page.len() + beside, "{path}");
        if pages.insert(page.shell.path.clone()) {
            drawings += page.drawings;
        }
    }
    assert_eq!((built.effort.pages, built.effort.drawings), (pages.len(), drawings));
}

#[test]
fn what_would_hide_a_file_of_the_site_gets_another_address() {
    let files = [
        ("milepost.yaml", SETTINGS),
        ("content/gantt.svg.md", "# Beside the first page\n"),
        ("content/a.md", "[one](x.csv) [other](X.csv)\n"),
        ("content/b.md", "# B\n"),
        ("content/b/index.html.md", "# As if it were one\n"),
        ("content/index/index.md", "# A second first page\n"),
        ("content/index.md", "# First\n"),
        ("content/x.csv", "1"),
        ("content/X.csv", "2"),
        ("content/phases/p1.md", "---\nid: P1\ntitle: One\n---\n"),
        ("content/assets/style.css.md", "# Style\n"),
        ("content/404.html.md", "# Not found\n"),
    ];
    let world = Memory::of(files).expect("clean paths");
    let built = site(&world);
    insta::assert_snapshot!(found(&built.checked), @"
    content/404.html.md:1:1 error page-collision: `404.html/index.html` cannot stand beside `404.html`: one is a file where the other needs a folder; this page is at `404.html~2/index.html`
    content/a.md:1:14 error page-collision: `content/X.csv` is left out: files/content/X.csv cannot be part of the site beside files/content/x.csv: the addresses differ only in upper and lower case
    content/assets/style.css.md:1:1 error page-collision: `assets/style.css/index.html` cannot stand beside `assets/style.css`: one is a file where the other needs a folder; this page is at `assets/style.css~2/index.html`
    content/b/index.html.md:1:1 error page-collision: `b/index.html/index.html` cannot stand beside `b/index.html`: one is a file where the other needs a folder; this page is at `b/index.html~2/index.html`
    content/gantt.svg.md:1:1 error page-collision: `gantt.svg/index.html` cannot stand beside `gantt.svg`: one is a file where the other needs a folder; this page is at `gantt.svg~2/index.html`
    content/index/index.md:1:1 error page-collision: another page has the address `index.html`; this one is at `index~2/index.html`
    ");
    assert_eq!(check(&world, &config()).diagnostics, built.checked.diagnostics);
    let texts =
        built.plan.iter().filter(|(path, _)| path.is_page()).map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let texts: String = texts.collect();
    for title in [
        "Beside the first page",
        "As if it were one",
        "A second first page",
        "<h1><bdi>Style",
        "<h1><bdi>Not found",
    ] {
        assert!(texts.contains(title), "{title}: its page is lost");
    }
}
