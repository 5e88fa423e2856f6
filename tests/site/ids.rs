//! No id stands twice on a page, whatever texts call their places: what pages have of their own comes first.

use std::collections::BTreeSet;

use milepost::{
    site::SitePlan,
    world::{Memory, ProjectPath, World},
};
use scraper::{ElementRef, Html};

use crate::project::{config, in_memory, pages, repository, site};

fn ids(page: &Html) -> impl Iterator<Item = (ElementRef<'_>, &str)> {
    page.root_element().descendent_elements().filter_map(|element| Some((element, element.value().id()?)))
}

fn stands_in_a_text(element: ElementRef<'_>) -> bool {
    let is_text = |outer: ElementRef<'_>| outer.value().classes().any(|class| class == "prose");
    element.ancestors().filter_map(ElementRef::wrap).any(is_text)
}

/// The ids of the pages of a site that stand in no text.
fn own_ids(plan: &SitePlan, into: &mut BTreeSet<String>) {
    for (_, html) in pages(plan) {
        let page = Html::parse_document(html);
        let own = ids(&page).filter(|(element, _)| !stands_in_a_text(*element));
        into.extend(own.map(|(_, id)| id.to_owned()));
    }
}

fn twice(path: &str, html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut seen = BTreeSet::new();
    ids(&page).filter(|(_, id)| !seen.insert(*id)).map(|(_, id)| format!("{path}: {id}")).collect()
}

/// The example, in whose first text of each folder places and headings are called as pages call theirs.
fn with_places(ids: &BTreeSet<String>) -> Memory {
    let mut text = String::from("\n\n");
    for id in ids {
        text.push_str(&format!("<b id=\"{id}\">x</b>\n\n## {}\n\n", id.replace('-', " ")));
    }
    let mut world = in_memory(".");
    let mut files = world.list(&config().content).files;
    files.retain(ProjectPath::is_markdown);
    files.dedup_by_key(|path| path.as_str().rsplit_once('/').map(|(folder, _)| folder.to_owned()));
    for path in files {
        let mut bytes = world.read(&path).expect("a file of the project").to_vec();
        bytes.extend(text.as_bytes());
        world.insert(path, bytes);
    }
    world
}

#[test]
fn texts_give_way_to_every_id_that_a_page_has() {
    let mut own = BTreeSet::new();
    for project in [".", "docs", "tests/sites/records", "tests/sites/backlog", "tests/sites/unscheduled"] {
        let built = site(&repository(project));
        own_ids(&built.plan, &mut own);
    }
    assert!(own.len() > 100 && ["menu", "main", "toc"].iter().all(|id| own.contains(*id)), "{own:?}");
    let built = site(&with_places(&own));
    let twice: Vec<String> = pages(&built.plan).flat_map(|(path, html)| twice(path, html)).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
