//! What others see of a site: previews of links, maps for search engines, feeds, calendars, and pages as data.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::{CalendarComponent, Component as _};
use milepost::{
    site::{Config, Silent, SitePlan, build},
    world::{Memory, ProjectPath, World},
};
use serde_json::Value;

use crate::project::{config, file, in_memory, pages, site};

/// Where the example says that it will be published.
const BASE: &str = "https://example.org/ecommercego/";

/// What stands in the head of a page: by name or property of each `meta`, and by relation of each `link`.
fn head(html: &str) -> BTreeMap<String, String> {
    let read = scraper::Html::parse_document(html);
    let all =
        scraper::Selector::parse("head > title, meta[name], meta[property], link[rel]").expect("a selector");
    let entry = |element: scraper::ElementRef<'_>| {
        let attribute = |name| element.value().attr(name).map(str::to_owned);
        match element.value().name() {
            "title" => ("title".to_owned(), element.text().collect()),
            "link" => (attribute("rel").unwrap_or_default(), attribute("href").unwrap_or_default()),
            _ => {
                let name = attribute("name").or_else(|| attribute("property")).unwrap_or_default();
                (name, attribute("content").unwrap_or_default())
            }
        }
    };
    read.select(&all).map(entry).collect()
}

fn at_its_end(plan: &SitePlan, name: &str) -> Vec<(String, String)> {
    let ends = |path: &str| path == name || path.ends_with(&format!("/{name}"));
    let files = plan.iter().filter(|(path, _)| ends(path.as_str()));
    files.map(|(path, bytes)| (path.to_string(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

#[test]
fn a_pasted_link_shows_color_headline_and_card() {
    let built = site(&in_memory("."));
    let home = head(file(&built.plan, "index.html"));
    assert_eq!(home["title"], "EcommerceGo: red");
    assert_eq!(home["canonical"], BASE);
    for (path, html) in pages(&built.plan) {
        let head = head(html);
        if path == "404.html" {
            assert!(!head.contains_key("canonical") && !head.contains_key("og:url"));
            continue;
        }
        assert!(
            !head["og:description"].is_empty() && head["description"] == head["og:description"],
            "{path}"
        );
        let shown = path.strip_suffix("index.html").expect("pages are folders");
        let shown = if shown == "sprints/current/" { "sprints/sprint-06/" } else { shown };
        assert_eq!(head["canonical"], format!("{BASE}{shown}"), "{path}");
        assert_eq!(head["og:url"], head["canonical"]);
        let kind = path.split('/').next().unwrap_or_default();
        let with_card =
            path == "index.html" || ["sprints", "phases"].contains(&kind) && path.matches('/').count() == 2;
        assert_eq!(head.contains_key("og:image"), with_card, "{path}");
        if let Some(picture) = head.get("og:image") {
            let card = picture.strip_prefix(BASE).expect("a whole address");
            let (_, bytes) = built.plan.iter().find(|(path, _)| path.as_str() == card).expect("the card");
            assert!(bytes.starts_with(b"\x89PNG"), "{card}");
            assert_eq!(head["twitter:card"], "summary_large_image");
            assert!(head["og:image:alt"].contains(&head["og:description"]));
        }
    }
    for (path, word) in [("milestones/m2.5/index.html", "red"), ("phases/p1/index.html", "amber")] {
        let head = head(file(&built.plan, path));
        assert!(head["og:title"].ends_with(&format!(": {word}")), "{path}: {}", head["og:title"]);
        assert!(head["title"].contains(&format!(": {word} · EcommerceGo")), "{}", head["title"]);
        assert!(head["icon"].ends_with(&format!("assets/icon-{word}.svg")), "{}", head["icon"]);
    }
}

#[test]
fn nothing_is_said_of_an_address_that_nobody_knows() {
    let mut files = in_memory(".");
    let settings = ProjectPath::new("milepost.yaml").expect("a clean path");
    let text = String::from_utf8(files.read(&settings).expect("settings")).expect("text");
    files.insert(settings, text.replace("base_url:", "# base_url:"));
    let built = site(&files);
    for (path, html) in pages(&built.plan) {
        let head = head(html);
        for name in ["canonical", "og:url", "og:image"] {
            assert!(!head.contains_key(name), "{path}: {name}");
        }
    }
    assert_eq!(at_its_end(&built.plan, "card.png"), []);
    assert_eq!(at_its_end(&built.plan, "sitemap.xml"), []);
    assert_eq!(file(&built.plan, "robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn the_map_of_the_site_has_each_page_once() {
    let built = site(&in_memory("."));
    let text = file(&built.plan, "sitemap.xml");
    let map = roxmltree::Document::parse(text).expect("XML");
    let listed = map.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text());
    let listed: Vec<&str> = listed.collect();
    let canonical = pages(&built.plan).filter_map(|(_, html)| head(html).get("canonical").cloned());
    let canonical: BTreeSet<String> = canonical.collect();
    assert_eq!(listed.len(), canonical.len());
    assert!(listed.iter().all(|address| canonical.contains(*address)));
    assert!(file(&built.plan, "robots.txt").contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn feeds_say_what_changed_from_what_to_what_and_why() {
    let built = site(&in_memory("."));
    let feeds = at_its_end(&built.plan, "feed.xml");
    assert!(feeds.len() > 12, "{}", feeds.len());
    for (path, text) in &feeds {
        let feed: atom_syndication::Feed = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
        assert_eq!(ids.len(), feed.entries().len(), "{path}: two entries have one id");
        let mut last = None;
        for entry in feed.entries() {
            assert!(entry.title().as_str().contains(", was "), "{path}: {}", entry.title().as_str());
            assert!(!entry.summary().expect("why").as_str().is_empty());
            assert!(last.is_none_or(|last| last >= entry.updated()), "{path}: not the newest first");
            last = Some(entry.updated());
            let page = entry.links()[0].href().strip_prefix(BASE).expect("a whole address");
            assert!(
                built.plan.iter().any(|(path, _)| path.as_str() == format!("{page}index.html")),
                "{page}"
            );
        }
    }
    let (_, program) = feeds.iter().find(|(path, _)| path == "feed.xml").expect("the feed of the program");
    let feed: atom_syndication::Feed = program.parse().expect("a feed");
    let of = |id: &str| feed.entries().iter().find(|entry| entry.title().as_str().starts_with(id));
    let told = of("M2.5 ").expect("payment moved").clone();
    assert!(told.title().as_str().contains("finish"), "{}", told.title().as_str());
    // what an owner is told is theirs alone
    let (_, owner) = feeds.iter().find(|(path, _)| path == "teams/qa/feed.xml").expect("a feed of an owner");
    assert!(!owner.contains("M2.5 Payment"), "{owner}");
}

/// The events of all calendars of the example as of a day: by name, the first day and the number of the revision.
fn events(as_of: &str, path: &str) -> BTreeMap<String, (chrono::NaiveDate, u32)> {
    let as_of = as_of.parse().ok();
    let built = build(&in_memory("."), &Config { as_of, ..config() }, &Silent);
    let calendar: icalendar::Calendar = file(&built.plan, path).parse().expect("a calendar");
    let events = calendar.components.iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    let events = events.map(|event| {
        let on = event.get_start().expect("a day").date_naive();
        (event.get_uid().expect("a name").to_owned(), (on, event.get_sequence().expect("a number")))
    });
    events.collect()
}

#[test]
fn a_gate_that_moves_keeps_its_name_and_has_a_later_number() {
    let (before, after) = (events("2026-04-10", "calendar.ics"), events("2026-05-06", "calendar.ics"));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let gate = "gate-P2@example.org-ecommercego";
    assert!(after[gate].0 > before[gate].0, "{:?} {:?}", before[gate], after[gate]);
    assert!(after.iter().all(|(name, event)| event.1 > before[name].1));
    for kind in ["gate-", "milestone-", "sprint-"] {
        assert!(after.keys().any(|name| name.starts_with(kind)), "{kind}");
    }
    let mine = events("2026-05-06", "teams/backend-dev/calendar.ics");
    assert!(mine.len() < after.len() && mine.iter().all(|(name, event)| after.get(name) == Some(event)));
}

#[test]
fn every_page_has_its_twins_and_the_index_has_all() {
    let built = site(&in_memory("."));
    let index = file(&built.plan, "llms.txt");
    for (path, _) in pages(&built.plan).filter(|(path, _)| *path != "404.html") {
        let [json, markdown] =
            ["json", "md"].map(|ending| path.replace("index.html", &format!("index.{ending}")));
        let data: Value =
            serde_json::from_str(file(&built.plan, &json)).unwrap_or_else(|error| panic!("{json}: {error}"));
        let title = data["title"].as_str().expect("a title");
        assert!(file(&built.plan, &markdown).starts_with(&format!("# {title}\n")), "{markdown}");
        assert!(data["as_of"].is_string() && data["page"].is_string());
        let listed = index.contains(&format!("]({markdown})"));
        assert_eq!(listed, !path.starts_with("sprints/current/"), "{markdown}");
    }
}

#[test]
fn each_fact_of_a_twin_has_its_line_day_and_age() {
    let files = in_memory(".");
    let built = site(&files);
    let mut facts = 0;
    for (path, text) in at_its_end(&built.plan, "index.json") {
        let data: Value = serde_json::from_str(&text).expect("JSON");
        let as_of: chrono::NaiveDate =
            data["as_of"].as_str().and_then(|day| day.parse().ok()).expect("a day");
        for fact in data["facts"].as_array().expect("facts") {
            facts += 1;
            let source =
                ProjectPath::new(fact["source"]["file"].as_str().expect("a file")).expect("a clean path");
            let source = String::from_utf8(files.read(&source).expect("a file")).expect("text");
            let line = fact["source"]["line"].as_u64().expect("a line") as usize;
            let line = source.lines().nth(line - 1).expect("the line is there");
            if let (Some(value), false) = (
                fact["value"].as_str(),
                ["note", "next_action", "mitigation"].contains(&fact["name"].as_str().expect("a name")),
            ) {
                assert!(
                    line.to_lowercase().contains(&value.split(' ').next().unwrap_or(value).to_lowercase()),
                    "{path}: {value} is not in {line:?}"
                );
            }
            let reported =
                fact["reported"].as_str().map(|day| day.parse::<chrono::NaiveDate>().expect("a day"));
            assert_eq!(reported.is_some(), fact["age"].is_i64(), "{path}: {fact}");
            assert!(reported.is_none_or(|day| day <= as_of), "{path}: {fact} is of the future");
            assert!(fact["stale"].is_boolean());
        }
    }
    assert!(facts > 300, "{facts}");
}

#[test]
fn a_fact_that_does_not_count_is_no_fact() {
    let files = [
        ("milepost.yaml", "title: T\nstart: 2026-02-02\nstatus_date: 2026-03-02\nagents: [ada]\n"),
        ("content/phases/p1.md", "---\nid: P1\ntitle: One\n---\n"),
        (
            "content/milestones/m1.md",
            "---\nid: M1\ntitle: A\nphase: P1\nowner: ada\nduration: 5d\nupdates:\n  - {date: 2026-02-03, by: ada, status: in_progress, percent_complete: much}\n---\n",
        ),
    ];
    let built = site(&Memory::of(files).expect("clean paths"));
    let data: Value = serde_json::from_str(file(&built.plan, "milestones/m1/index.json")).expect("JSON");
    let facts = data["facts"].as_array().expect("facts");
    let of = |name: &str| {
        facts.iter().find(|fact| fact["name"] == name).unwrap_or_else(|| panic!("no {name}: {facts:#?}"))
    };
    assert!(of("percent_complete")["value"].is_null() && of("percent_complete")["lost"].is_string());
    assert_eq!((&of("status")["stale"], &of("status")["age"]), (&Value::Bool(true), &Value::from(19)));
}
