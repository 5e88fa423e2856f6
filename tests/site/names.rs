//! People stand by their names: no text that people read shows the id of somebody whose name is known.

use milepost::{
    diag::Code,
    model::{Entity as _, PartyKind},
    site::{Config, check},
    world::Memory,
};
use scraper::{ElementRef, Html, Node};

use crate::project::{in_memory, pages, site};

/// Texts of a page that people read: what is seen, and what is read aloud or shown elsewhere. Not code, which is shown as it
/// is written, and not the heading of a page, where the id of its thing stands beside the name.
fn read(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut texts = Vec::new();
    for node in page.tree.nodes() {
        let inside = |names: &[&str]| {
            let parents = node.ancestors().filter_map(ElementRef::wrap);
            parents.map(|element| element.value().name().to_owned()).any(|name| names.contains(&&*name))
        };
        match node.value() {
            Node::Text(text) if !inside(&["script", "style", "code", "h1"]) => texts.push(text.to_string()),
            Node::Element(element) => {
                let spoken = ["aria-label", "alt", "content"].into_iter();
                let spoken = spoken.filter_map(|name| element.attr(name));
                texts.extend(spoken.filter(|text| !text.contains("://")).map(str::to_owned));
            }
            _ => {}
        }
    }
    texts
}

/// Whether a text names an id as a word of its own.
fn names(text: &str, id: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || "-_/.@".contains(c);
    text.match_indices(id).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + id.len()..]);
        !before.ends_with(part) && !after.starts_with(|c: char| c.is_alphanumeric() || "-_/@".contains(c))
    })
}

#[test]
fn no_page_calls_people_by_their_ids() {
    let built = site(&in_memory("."));
    let parties = built.checked.program.parties.rows();
    // an id of two words is no word of anybody's sentence
    let ids: Vec<&str> =
        parties.iter().map(|party| &*party.head().id).filter(|id| id.contains('-')).collect();
    assert!(ids.len() > 6, "{ids:?}");
    let mut found = Vec::new();
    let feeds = built.plan.iter().filter(|(path, _)| {
        path.as_str().ends_with(".ics")
            || path.as_str().ends_with("feed.xml") && !path.as_str().starts_with("teams/")
    });
    let feeds = feeds.map(|(path, bytes)| (path.as_str(), vec![String::from_utf8_lossy(bytes).into_owned()]));
    let mut texts = 0;
    for (path, read) in pages(&built.plan).map(|(path, html)| (path, read(html))).chain(feeds) {
        for text in &read {
            texts += 1;
            let named = ids.iter().filter(|id| names(text, id));
            found.extend(named.map(|id| {
                format!("{path}: {id} in {:?}", text.trim().chars().take(120).collect::<String>())
            }));
        }
    }
    assert!(texts > 10_000, "{texts} texts");
    assert!(found.is_empty(), "{} times:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
}

#[test]
fn an_id_is_found_where_it_stands_alone() {
    let page =
        "<p>Reported by <b>tech-writer</b>.</p><p aria-label='of tech-writer'></p><code>tech-writer</code>";
    let found: Vec<bool> = read(page).iter().map(|text| names(text, "tech-writer")).collect();
    assert_eq!(found.iter().filter(|found| **found).count(), 2, "{found:?}");
    assert!(!names("tech-writers and content/tech-writer.md", "tech-writer"));
}

/// Where nobody is listed those who are named exist, each once, whatever the form; where somebody is, they do not.
#[test]
fn who_is_named_where_nobody_is_listed_is_somebody() {
    let settings = "title: T\nstart: 2026-02-16\n";
    let m1 = "---\nid: M1\ntitle: A\nowner: Ines Varga (@ines-v)\nupdates:\n  - {date: 2026-02-20, by: Teo Brandt, next_action: {text: Go, owner: uta, due: 2026-03-20}}\n---\n";
    let adr = "# 1. Oak\n\n- Status: accepted\n- Deciders: Ines Varga, UTA and TBD\n";
    let read = |settings: &str| {
        let files =
            [("milepost.yaml", settings), ("content/milestones/m1.md", m1), ("content/adr/0001-oak.md", adr)];
        check(&Memory::of(files).expect("clean paths"), &Config::usual(chrono::NaiveDate::MIN))
    };
    let named = read(settings);
    let people: Vec<(String, String, PartyKind)> = named
        .program
        .parties
        .rows()
        .iter()
        .map(|party| (party.head.id.to_string(), party.head.title.clone(), party.kind))
        .collect();
    let somebody = |id: &str, name: &str| (id.to_owned(), name.to_owned(), PartyKind::Named);
    let all =
        [somebody("ines-v", "Ines Varga"), somebody("Teo-Brandt", "Teo Brandt"), somebody("UTA", "UTA")];
    assert_eq!(people.len(), 3, "{people:?}");
    assert!(all.iter().all(|one| people.contains(one)), "{people:?}");
    let makers = &named.program.decisions.rows()[0].makers;
    let found: Vec<bool> = makers.iter().map(|maker| maker.party.is_some()).collect();
    assert_eq!(found, [true, true, false], "{makers:?}");
    let owner = named.program.milestones.rows()[0].history.base.owner.as_ref().map(|owner| owner.value.party);
    assert!(owner.is_some_and(|party| party.is_some()));

    let listed = read(&format!("{settings}agents: [bo]\n"));
    assert_eq!(listed.program.parties.len(), 1);
    assert!(listed.diagnostics.iter().any(|found| found.code == Code::UnknownOwner));
}
