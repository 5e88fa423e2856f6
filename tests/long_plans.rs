//! What pages show of a plan too long to be read row by row.

mod common_world;
#[path = "../examples/plans/made_up.rs"]
mod made_up;

use chrono::NaiveDate;
use common_world::project;
use milepost::model::Rag;
use milepost::site::{Config, Silent, build, stage};
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
    for (milestones, reasons) in [(130, 5), (4, 4)] {
        let [home, all] = pages(milestones);
        let shown = |page: &Html, list: &str| page.select(&selector(list)).count();
        assert_eq!(shown(&home, ".reasons > li"), reasons, "{milestones}");
        for list in [".wanted > li", "section:has(> #changed) li"] {
            assert!((1..=5).contains(&shown(&home, list)), "{} in {list}", shown(&home, list));
        }
        let many = milestones > 100;
        let why = rest(&home, "p.aside > a[href^='phases']");
        assert_eq!(why.len(), usize::from(many), "{why:?}");
        assert!(
            why.iter().all(|(text, _)| text.contains("And 125 more, on the pages of the phases")),
            "{why:?}"
        );
        let to_asks = rest(&home, ".answers a[href='asks/index.html']");
        assert!(!to_asks.is_empty(), "the most urgent lead to all that is asked");
        assert_eq!(shown(&all, ".asks tbody > tr"), milestones, "where they lead is every one");
    }
}

/// The list of so many plain pages, each in one of two folders; those of the second have keys in their front matter.
fn list_of_pages(count: usize) -> String {
    let mut files = vec![("milepost.yaml".to_owned(), "title: Notes\nstart: 2026-02-02\n".to_owned())];
    for number in 0..count {
        let long = "x".repeat(200);
        let (path, text) = match number % 2 {
            0 => (format!("content/notes/n{number:05}.md"), format!("# Note {number}\n")),
            _ => (
                format!("content/ideas/i{number:05}.md"),
                format!(
                    "---\nstate: {long}\nfrom: {long}\nfor: {long}\nwhat: {long}\n---\n# Idea {number}\n"
                ),
            ),
        };
        files.push((path, text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let config = Config::usual(NaiveDate::from_ymd_opt(2026, 2, 2).expect("a day"));
    let list = stage(&project(&files), &config, None, &|| None, |stage| stage.file("all-pages/index.html"));
    String::from_utf8(list.expect("the list")).expect("text")
}

#[test]
fn a_list_of_very_many_pages_is_no_page_that_nobody_can_open() {
    let many = list_of_pages(6000);
    assert!(many.len() < 300_000, "{}", many.len());
    let page = Html::parse_document(&many);
    let listed = page.select(&selector("main a[href^='../notes/'], main a[href^='../ideas/']")).count();
    let left: Vec<(String, String)> = rest(&page, "p.aside > a");
    assert_eq!(left.len(), 2, "each folder says what it leaves out: {left:?}");
    assert!(left.iter().all(|(_, href)| href == "index.md"), "{left:?}");
    let more: usize = left
        .iter()
        .filter_map(|(text, _)| text.split_whitespace().nth(1)?.replace(',', "").parse::<usize>().ok())
        .sum();
    assert_eq!(listed + more, 6000);
    let few = list_of_pages(400);
    assert_eq!(rest(&Html::parse_document(&few), "p.aside > a"), [], "all are listed");
}

/// The chain on the page of the last of so many milestones, each of which waits for the one before it.
fn chain(milestones: usize) -> Vec<String> {
    let settings = "title: Shop\nstart: 2026-02-02\nstatus_date: 2026-02-02\n";
    let mut files = vec![("milepost.yaml".to_owned(), settings.to_owned())];
    for number in 1..=milestones {
        let waits = if number == 1 { String::new() } else { format!("depends_on: [M{}]\n", number - 1) };
        let text = format!("---\nid: M{number}\ntitle: Step\nduration: 1d\n{waits}---\n");
        files.push((format!("content/milestones/m{number}.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = build(&project(&files), &Config::usual(NaiveDate::MIN), &Silent);
    let path = format!("milestones/m{milestones}/index.html");
    let page = built.plan.iter().find(|(at, _)| at.as_str() == path).expect("the page").1;
    let page = Html::parse_document(&String::from_utf8_lossy(page));
    let words = |item: scraper::ElementRef<'_>| {
        item.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector(".chain > li")).map(words).collect()
}

#[test]
fn a_long_chain_is_told_by_its_ends_and_says_how_much_is_between() {
    let whole = chain(13);
    assert_eq!(whole.len(), 12, "{whole:?}");
    let cut = chain(41);
    assert_eq!(cut.len(), 13, "{cut:?}");
    assert!(cut[0].starts_with("M40 ") && cut[8].starts_with("M32 "), "{cut:?}");
    assert_eq!(cut[9], "28 more are between");
    assert!(cut[10].starts_with("M3 ") && cut[12].starts_with("M1 "), "{cut:?}");
    // What it begins with waits for nothing, and says so.
    assert!(cut[12].len() > cut[11].len() && whole[11].ends_with(&cut[12][3..]), "{cut:?}");
    assert_eq!(chain(14)[9], "1 more is between");
}

/// A made-up program of a kind, read.
fn made(milestones: usize, phases: usize, past: made_up::Past, sprints: u32) -> Vec<(String, String)> {
    let options = made_up::Options {
        milestones,
        phases,
        past,
        names: made_up::Names::Long,
        sprints: Some(sprints),
        ..made_up::Options::default()
    };
    made_up::program(&options).expect("a program")
}

/// Most bytes of a page, and of the page of a milestone, which there are most of; here some have forty direct neighbors, of which
/// fourteen are drawn.
const HEAVIEST: usize = 300_000;
const HEAVIEST_MILESTONE: usize = 52_000;

#[test]
fn no_page_is_heavy_however_long_the_plan() {
    let mut heavy = Vec::new();
    for past in [made_up::Past::Trouble, made_up::Past::History] {
        let files = made(500, 12, past, 12);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let built = build(&project(&files), &Config::usual(NaiveDate::MIN), &Silent);
        for (path, bytes) in built.plan.iter().filter(|(path, _)| path.is_page()) {
            let path = path.as_str();
            let one = path.starts_with("milestones/") && path != "milestones/index.html";
            let most = if one { HEAVIEST_MILESTONE } else { HEAVIEST };
            if bytes.len() > most {
                heavy.push(format!("{past:?}: {path} has {} bytes", bytes.len()));
            }
        }
    }
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

/// Days as sentences name them: `6 May`, `27 Nov 2026`.
fn days_in(text: &str) -> Vec<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ".,;:".contains(c)).filter(|w| !w.is_empty()).collect();
    let named = words.windows(2).filter(|pair| pair[0].parse::<u32>().is_ok() && MONTHS.contains(&pair[1]));
    named.map(|pair| pair.join(" ")).collect()
}

/// Whatever the plan, a headline made from facts names days, counts, gates and colors that the analysis has.
#[test]
fn headlines_made_from_facts_are_true() {
    let mut spoken = 0;
    for past in [made_up::Past::Calm, made_up::Past::History, made_up::Past::Trouble] {
        for (milestones, phases) in [(1, 1), (5, 2), (24, 3), (60, 4)] {
            let files = made(milestones, phases, past, 6);
            let files: Vec<(&str, &str)> =
                files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            let checked = milepost::site::check(&project(&files), &Config::usual(NaiveDate::MIN));
            let cx = checked.context();
            let now = &checked.chronicle.now;
            let answers = cx.home_page(0).answers;
            let text = &answers.headline.text;
            let about = format!("{past:?}, {milestones} in {phases}: {text}");
            assert_eq!(answers.rag, now.program.roll_up.rag, "{about}");
            if answers.headline.written {
                continue;
            }
            spoken += 1;
            let mut known: Vec<NaiveDate> =
                now.phases.iter().filter_map(|phase| phase.gate.forecast).collect();
            known.extend(now.program.headline.forecast.map(|dates| dates.finish));
            known.extend(now.program.headline.compared);
            let known: Vec<String> = known.iter().map(|day| day.format("%-d %b").to_string()).collect();
            for day in days_in(text) {
                assert!(known.contains(&day), "{day} is no day of a gate or of the finish: {about}");
            }
            let slips: Vec<i32> = now
                .milestones
                .iter()
                .filter_map(|milestone| milestone.schedule.as_ref().ok()?.variance)
                .chain(now.phases.iter().filter_map(|phase| phase.gate.variance))
                .collect();
            if let Some((before, _)) = text.split_once(" working day") {
                let said = before.rsplit(' ').next().and_then(|word| word.parse::<i32>().ok());
                let said = said.unwrap_or_else(|| panic!("a count: {about}"));
                let late = slips.contains(&said) || text.contains("overdue");
                assert!(late, "nothing is {said} working days late: {about}");
            }
            for (phase, state) in now.phases.iter().enumerate() {
                if text.to_lowercase().contains(&format!("gate p{} moves", phase + 1)) {
                    assert!(state.gate.open && state.gate.variance.is_some_and(|days| days > 0), "{about}");
                }
            }
            let wrong = matches!(answers.rag, Rag::Red | Rag::Amber | Rag::Unknown);
            assert_eq!(wrong, !text.starts_with("Nothing"), "{about}");
        }
    }
    assert!(spoken >= 9, "{spoken} headlines were made from facts");
}
