//! What pages show of a plan too long to be read row by row.

mod common_world;

use chrono::NaiveDate;
use common_world::project;
use milepost::site::{Config, Silent, build};
use scraper::{Html, Selector};

/// The first page of a program in which so many milestones got late in the second sprint.
fn home(milestones: usize) -> Html {
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
    let page = built.plan.iter().find(|(path, _)| path.as_str() == "index.html").expect("a first page").1;
    Html::parse_document(&String::from_utf8_lossy(page))
}

fn selector(what: &str) -> Selector {
    Selector::parse(what).expect("a selector")
}

#[test]
fn lists_of_the_first_page_end_and_say_where_the_others_are() {
    const LISTS: [&str; 3] = [".reasons > li", ".asks tbody > tr", ".moved tbody > tr"];
    let rest = selector("details.more > p.aside");
    for (milestones, rows, left_out) in [(130, 100, 3), (90, 90, 0)] {
        let page = home(milestones);
        for list in LISTS {
            let shown = page.select(&selector(list)).count();
            // a gate moves with its milestones
            assert!((rows..=(rows + 1).min(100)).contains(&shown), "{shown} of {milestones} in {list}");
        }
        let told: Vec<String> = page.select(&rest).map(|rest| rest.text().collect()).collect();
        assert_eq!(told.len(), left_out, "{told:?}");
        assert!(told.iter().all(|rest| rest.contains("more, on the pages of the phases")), "{told:?}");
    }
}
