//! What pages show of a plan too long to be read row by row.

mod common_world;

use chrono::NaiveDate;
use common_world::project;
use milepost::site::{Config, Silent, build};
use scraper::{Html, Selector};

/// The first page and that of all asks, of a program in which so many milestones got late in the second sprint.
fn pages(milestones: usize) -> [Html; 2] {
    let mut files = vec![
        (
            "milepost.yaml".to_owned(),
            "title: Shop\nstart: 2026-02-02\nstatus_date: 2026-02-25\nagents: [{id: ada, name: Ada}]\n"
                .to_owned(),
        ),
        ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: All\n---\n".to_owned()),
    ];
    for (number, start, end) in [(1, "2026-02-02", "2026-02-13"), (2, "2026-02-16", "2026-02-27")] {
        let text = format!("---\nid: sprint-0{number}\nstart: {start}\nend: {end}\n---\n");
        files.push((format!("content/sprints/s{number}.md"), text));
    }
    for number in 1..=milestones {
        let text = format!(
            "---\nid: M{number}\ntitle: Step\nphase: P1\nowner: ada\nduration: 10d\nstart: 2026-02-09\nfinish: 2026-02-20\nupdates:\n  - {{date: 2026-02-13, by: ada, status: in_progress, percent_complete: 50}}\n  - {{date: 2026-02-25, by: ada, percent_complete: 60, next_action: {{text: Ask {number}, owner: ada, due: 2026-03-02}}}}\n---\n"
        );
        files.push((format!("content/milestones/m{number}.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let config = Config::usual(NaiveDate::MIN);
    let built = build(&project(&files), &config, &Silent);
    ["index.html", "asks/index.html"].map(|path| {
        let page = built.plan.iter().find(|(at, _)| at.as_str() == path).expect("the page").1;
        Html::parse_document(&String::from_utf8_lossy(page))
    })
}

fn selector(what: &str) -> Selector {
    Selector::parse(what).expect("a selector")
}

/// The words of what is left out of the first page, with where they lead.
fn rest(page: &Html, of: &str) -> Vec<(String, String)> {
    let of = selector(of);
    let links = page.select(&of);
    let parent = |link: scraper::ElementRef<'_>| {
        link.parent().and_then(scraper::ElementRef::wrap).map_or_else(String::new, |all| all.text().collect())
    };
    links.map(|link| (parent(link), link.attr("href").unwrap_or_default().to_owned())).collect()
}

#[test]
fn lists_of_the_first_page_end_and_say_where_the_others_are() {
    for (milestones, reasons, asks) in [(130, 8, 6), (4, 4, 4)] {
        let [home, all] = pages(milestones);
        let shown = |page: &Html, list: &str| page.select(&selector(list)).count();
        let lists = [".reasons > li", ".asks tbody > tr"].map(|list| shown(&home, list));
        assert_eq!(lists, [reasons, asks], "{milestones}");
        for list in [".wanted > li", "section:has(> #changed) li"] {
            assert!((1..=5).contains(&shown(&home, list)), "{} in {list}", shown(&home, list));
        }
        let many = milestones > 100;
        let why = rest(&home, "p.aside > a[href^='phases']");
        assert_eq!(why.len(), usize::from(many), "{why:?}");
        assert!(
            why.iter().all(|(text, _)| text.contains("And 122 more, on the pages of the phases")),
            "{why:?}"
        );
        let others = rest(&home, ".section-body > p > a");
        let to_asks = others.iter().any(|(_, href)| href == "asks/index.html");
        assert_eq!(to_asks, many, "{others:?}");
        assert_eq!(shown(&all, ".asks tbody > tr"), milestones, "where they lead is every one");
    }
}
