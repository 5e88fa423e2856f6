//! The first screen and what is printed, measured: the four answers stand above the fold, a sprint page is short, nothing is
//! wider than a phone, and a missing page knows its site wherever it is shown.

#[path = "../../examples/plans/made_up.rs"]
mod made_up;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
};

use milepost::{
    site::{Config, Silent, build},
    world::Memory,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    address,
    driver::{Browser, Look},
    prepared, report, written,
};

/// Screens on which the answers are read: their width and height in CSS pixels.
const SCREENS: [(u32, u32); 2] = [(1280, 800), (390, 844)];

/// Most words of the page of a sprint, and most sheets of paper.
const WORDS: u64 = 600;
const SHEETS: usize = 2;

/// The site of a made-up program.
fn made_up_site(options: &made_up::Options) -> TempDir {
    let files = made_up::program(options).expect("a program of any size");
    let world =
        Memory::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("clean paths");
    written(&build(&world, &Config::usual(chrono::NaiveDate::MIN), &Silent).plan)
}

/// A plan of 500 milestones with long names, all in trouble.
fn large() -> TempDir {
    made_up_site(&made_up::Options {
        milestones: 500,
        phases: 12,
        names: made_up::Names::Long,
        past: made_up::Past::Trouble,
        sprints: Some(6),
        pages: 0,
    })
}

/// The lowest edge of the headings of the answers, and how many there are.
fn answers(browser: &Browser) -> (u64, f64) {
    let found = browser.run(
        "const heads = [...document.querySelectorAll('.answers h2')];
         return {count: heads.length, bottom: Math.max(...heads.map(head => head.getBoundingClientRect().bottom))};",
        &[],
    );
    (found["count"].as_u64().unwrap_or_default(), found["bottom"].as_f64().unwrap_or(f64::MAX))
}

#[test]
fn the_four_answers_stand_above_the_fold() {
    let Some((example, _)) = prepared() else { return };
    let (large, one) =
        (large(), made_up_site(&made_up::Options { milestones: 1, phases: 1, ..Default::default() }));
    let pages = [
        (&example, "index.html"),
        (&example, "sprints/current/index.html"),
        (&example, "sprints/sprint-05/index.html"),
        (&example, "phases/p2/index.html"),
        (&example, "milestones/m2.5/index.html"),
        (&large, "index.html"),
        (&large, "sprints/current/index.html"),
        (&one, "index.html"),
    ];
    let mut found = Vec::new();
    for (width, height) in SCREENS {
        let browser = Browser::start(Look { width, dark: false, scripts: true });
        for (folder, page) in pages {
            browser.open(&address(folder, page));
            let (count, bottom) = answers(&browser);
            if count != 4 || bottom > f64::from(height) {
                found.push(format!(
                    "{page} at {width} x {height}: {count} answers, the last heading ends at {bottom}"
                ));
            }
        }
    }
    report(found);
}

/// Where the last line ends that holds a text: what somebody reads without scrolling.
const SEEN: &str = "
    const walker = document.createTreeWalker(document.querySelector('.answers'), NodeFilter.SHOW_TEXT);
    let ends = -1;
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        if (ends < 0 && holder.textContent.includes(arguments[0])) ends = holder.getBoundingClientRect().top + 20;
    }
    return ends;";

/// Five questions of somebody with two minutes, and where the first screen of the current sprint answers each.
#[test]
fn five_questions_are_answered_on_the_first_screen() {
    let Some((folder, _)) = prepared() else { return };
    for (width, height) in SCREENS {
        let browser = Browser::start(Look { width, dark: false, scripts: true });
        browser.open(&address(&folder, "sprints/current/index.html"));
        for (question, answer) in [
            ("are we fine", "Red."),
            ("what is late", "Payment is 21 days late"),
            ("what is needed of whom", "Product Owner"),
            ("by when", "Needed"),
            ("what changed", "Payment service"),
            ("since when", "Changed since Sprint 5"),
        ] {
            let ends = browser.run(SEEN, &[json!(answer)]).as_f64().unwrap_or(-1.0);
            let seen = (1.0..=f64::from(height)).contains(&ends);
            assert!(seen, "{question}: {answer} ends at {ends} px on a screen of {width} x {height}");
        }
    }
}

/// Visible words of a page, charts among them: pieces with a letter or a digit.
const COUNT: &str = "
    const walker = document.createTreeWalker(document.querySelector('.page'), NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        if (!holder.checkVisibility() || holder.closest('nav, title, desc, .hide')) continue;
        words += walker.currentNode.data.split(/\\s+/).filter(piece => /[\\p{L}\\p{N}]/u.test(piece)).length;
    }
    return words;";

#[test]
fn a_sprint_page_is_short_on_screen_and_on_paper() {
    let Some((example, _)) = prepared() else { return };
    let large = large();
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    let mut found = Vec::new();
    for (what, folder, pages) in [
        (
            "the example",
            &example,
            ["sprints/current/index.html", "sprints/sprint-05/index.html", "sprints/sprint-02/index.html"],
        ),
        (
            "500 milestones",
            &large,
            ["sprints/current/index.html", "sprints/sprint-05/index.html", "sprints/sprint-01/index.html"],
        ),
    ] {
        for page in pages {
            browser.open(&address(folder, page));
            let words = browser.run(COUNT, &[]).as_u64().expect("a count");
            let sheets = browser.sheets();
            eprintln!("{what}, {page}: {words} words, {sheets} sheets");
            if !(30..=WORDS).contains(&words) || sheets > SHEETS {
                found.push(format!("{page} of {what}: {words} words, {sheets} sheets"));
            }
        }
    }
    report(found);
}

#[test]
fn twelve_phases_with_long_names_fit_a_phone() {
    if prepared().is_none() {
        return;
    }
    let folder = large();
    let browser = Browser::start(Look { width: 320, dark: false, scripts: true });
    let mut found = Vec::new();
    let pages = [
        "index.html",
        "phases/index.html",
        "phases/p1/index.html",
        "milestones/index.html",
        "timeline/index.html",
        "sprints/current/index.html",
        "asks/index.html",
        "forecast/index.html",
        "dependencies/index.html",
        "escalations/index.html",
        "timeline/weeks/index.html",
        "risks/index.html",
        "checks/index.html",
        "teams/ada/index.html",
    ];
    for page in pages {
        browser.open(&address(&folder, page));
        let wide = browser.run(
            "const wide = document.documentElement.scrollWidth;
             if (wide <= 320) return null;
             const out = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321);
             return wide + ' px, because of ' + out.slice(0, 4).map(e => e.tagName + '.' + e.getAttribute('class')).join(', ');",
            &[],
        );
        found.extend(wide.as_str().map(|wide| format!("{page}: {wide}")));
    }
    report(found);
}

/// Serves a folder below a path until the test ends; what is not there is the page for lost addresses.
fn serve(folder: &Path, below: &'static str) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let folder = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let folder = folder.clone();
            thread::spawn(move || answer(stream, &folder, below));
        }
    });
    port
}

fn answer(mut stream: TcpStream, folder: &Path, below: &str) {
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    if reader.read_line(&mut line).is_err() {
        return;
    }
    for header in reader.lines().map_while(Result::ok) {
        if header.is_empty() {
            break;
        }
    }
    let path = line.split(' ').nth(1).unwrap_or("/");
    let inside = path.strip_prefix(below).map(|path| path.split(['?', '#']).next().unwrap_or(path));
    let file: Option<PathBuf> = inside.map(|path| folder.join(path)).filter(|file| file.is_file());
    let (status, file) = match (inside, file) {
        (_, Some(file)) => ("200 OK", Some(file)),
        (Some(_), None) => ("404 Not Found", Some(folder.join("404.html"))),
        (None, None) => ("404 Not Found", None),
    };
    let bytes = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
    let kind = match file.as_ref().and_then(|file| file.extension()).and_then(|it| it.to_str()) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
}

#[test]
fn a_missing_page_is_styled_and_leads_back_at_any_depth() {
    if prepared().is_none() {
        return;
    }
    // this program says nowhere where it is published
    let site = made_up_site(&made_up::Options { milestones: 3, phases: 1, ..Default::default() });
    for below in ["/", "/shop/", "/a/b/c/"] {
        let port = serve(site.path(), below);
        let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
        for path in ["nowhere", "deep/er/and/deeper/nowhere.html"] {
            browser.open(&format!("http://127.0.0.1:{port}{below}{path}"));
            browser.wait_until("return document.readyState === 'complete'");
            let seen = browser.run(
                "const link = document.querySelector('nav.nav a');
                 return {styled: getComputedStyle(document.querySelector('.side')).position === 'sticky', to: link.href};",
                &[],
            );
            let wanted = format!("http://127.0.0.1:{port}{below}index.html");
            assert_eq!(seen, json!({"styled": true, "to": wanted}), "{below}{path}");
            browser.click("nav.nav a[href$='phases/index.html']");
            browser.wait_for_url("phases/index.html");
            assert_ne!(browser.text("h1"), "This milepost is missing", "{below}{path}");
        }
    }
}

#[test]
fn every_icon_has_a_size_without_the_style_sheet() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    for page in ["index.html", "sprints/current/index.html", "milestones/m2.5/index.html", "risks/index.html"]
    {
        browser.open(&address(&folder, page));
        let large = browser.run(
            "document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove());
             return [...document.querySelectorAll('svg:not(.mp-svg):not(.sprite)')]
                 .filter(svg => svg.getBoundingClientRect().width > 120 && !svg.closest('figure')).length;",
            &[],
        );
        assert_eq!(large, Value::from(0), "{page}");
    }
}
