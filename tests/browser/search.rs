//! The search, in a browser and from a disk: what it finds, in which order, by which keys, and how much it loads.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use milepost::search::{Document, FOLDER, Section, files, words};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    address,
    driver::{Browser, Look},
    prepared, report, violations,
};

const CONTROL: char = '\u{e009}';
const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// Texts of many scripts, with what parts and joins words in each.
const TEXTS: [&str; 16] = [
    "Größe, naïve Œuvre; ŁÓDŹ - İstanbul ﬁne ＡＢＣ １２３ x²",
    "RISK-001, M1.2. v2--3 a_b-c1 end-to-end 2026-04-16 .5 don't",
    "ΣΊΣΥΦΟΣ Ἀθῆναι ёлка Київ ґанок",
    "مُحَمَّد السـلام ١٢٣ שָׁלוֹם עֲבוֹדָה",
    "हिन्दी में खोज क्षेत्र தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ਪੰਜਾਬੀ ગુજરાતી বাংলা සිංහල",
    "配送センターの停止、計画。字",
    "结算服务延迟二十一天 繁體中文",
    "ライブラリ ｶﾀｶﾅ がぎぐ ゝ 々",
    "한국어 검색 안녕하세요",
    "ไทยไม่มีช่องว่าง ๑๒๓ ลาวพาสา ພາສາລາວ",
    "မြန်မာဘာသာ ភាសាខ្មែរ བོད་སྐད་",
    "አማርኛ ქართული ՀԱՅԵՐԵՆ հայերեն ᏣᎳᎩ",
    "😀 🇺🇳 𝒳 𝟗 ﷺ ℡ № ½",
    "zero\u{200b}width so\u{ad}ft\u{200d}join",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-1",
    "ſ ŉ ǰ ẞ Ǆ ᾳ ﬀ ᏸ",
];

fn browser() -> Browser {
    Browser::start(Look { width: 1280, dark: false, scripts: true })
}

/// Opens a page, and on it the search.
fn open(browser: &Browser, folder: &TempDir, page: &str) {
    browser.open(&address(folder, page));
    browser.click(".search-button");
    browser.wait_until("return !!window.milepostSearch;");
}

/// What the search finds: of the first pages, id and title.
fn found(browser: &Browser, query: &str) -> Vec<(String, String)> {
    let script = format!(
        "const done = arguments[0];
         let last;
         milepostSearch.search({}, answer => last = answer)
             .then(() => Promise.all(last.found.slice(0, 8).map(it => milepostSearch.page(it.page))))
             .then(pages => done(pages.map(page => [page[2], page[1]])), error => done([['', 'failed: ' + error]]));",
        json!(query)
    );
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    let answer = browser.run_async(&script);
    answer.as_array().expect("a list").iter().map(|page| (text(&page[0]), text(&page[1]))).collect()
}

#[test]
fn words_are_the_same_in_the_browser() {
    let Some((folder, _)) = prepared() else { return };
    let browser = browser();
    open(&browser, &folder, "index.html");
    for text in TEXTS {
        let mut here = Vec::new();
        words::words(&words::fold(text), |word| here.push(word.to_owned()));
        assert_eq!(
            browser.run("return milepostSearch.words(arguments[0]);", &[json!(text)]),
            json!(here),
            "{text}"
        );
    }
}

#[test]
fn ids_come_first_then_titles_then_texts() {
    let Some((folder, _)) = prepared() else { return };
    let browser = browser();
    // from a page deep in the site, as from a sub-path
    open(&browser, &folder, "milestones/m2.5/index.html");
    assert_eq!(found(&browser, "sprint-06")[0].1, "Sprint 6");
    for id in ["RISK-001", "risk-001", "M1.2", "m2.5", "ADR-0003", "P2"] {
        let first = &found(&browser, id)[0];
        assert_eq!(first.0.to_lowercase(), id.to_lowercase(), "{id}");
    }
    let begun = found(&browser, "M1.");
    assert!(begun.iter().take(4).all(|(id, _)| id.starts_with("M1.")), "{begun:?}");
    let titles = found(&browser, "media serv");
    assert!(titles[0].1.starts_with("Media service"), "{titles:?}");
    let wrong = found(&browser, "chekcout ");
    assert!(wrong[0].1.to_lowercase().contains("checkout"), "{wrong:?}");
    // the last word is a beginning, the others are whole
    assert!(!found(&browser, "stripe sec").is_empty());
    assert_eq!(found(&browser, "zzzzqq"), []);
}

#[test]
fn the_keyboard_alone_searches() {
    let Some((folder, axe)) = prepared() else { return };
    for dark in [false, true] {
        let browser = Browser::start(Look { width: 390, dark, scripts: true });
        browser.open(&address(&folder, "risks/index.html"));
        browser.take_keyboard();
        browser.keys(None, "/");
        browser.wait_until("return document.activeElement.matches('.search-window input');");
        browser.keys(None, "payment");
        browser.wait_until("return document.querySelectorAll('.search-results a').length > 2;");
        assert!(browser.text(".search-status").contains("results"));
        // a page holds the marks that it shows; those of the results come with them
        let marks = "const uses = [...document.querySelectorAll('.search-results use')].map(use => use.getAttribute('href'));
            return uses.length > 0 && uses.every(id => document.querySelector(id)) && document.querySelectorAll('symbol').length
                === new Set([...document.querySelectorAll('symbol')].map(mark => mark.id)).size;";
        assert_eq!(browser.run(marks, &[]), true);
        report(violations(&browser, &axe));
        let wide = browser.run("return document.documentElement.scrollWidth > 390;", &[]);
        assert_eq!(wide, false, "the page scrolls sideways");
        browser.keys(None, DOWN);
        browser.keys(None, DOWN);
        let focused = "return document.activeElement === document.querySelectorAll('.search-results a')[1];";
        assert_eq!(browser.run(focused, &[]), true);
        browser.keys(None, ESCAPE);
        browser.wait_until("return !document.querySelector('.search-window').open;");
        browser.keys(Some(CONTROL), "k");
        // what was asked before is selected, so that typing replaces it
        let ready = "const at = document.activeElement;
            return at.matches('.search-window[open] input') && at.selectionEnd === at.value.length;";
        browser.wait_until(ready);
        browser.keys(None, "M2.5");
        browser.wait_until("return (document.querySelector('.search-id') || {}).textContent === 'M2.5';");
        browser.keys(None, ENTER);
        browser.wait_for_url("/milestones/m2.5/index.html");
    }
}

/// A page of 300 words out of 20,000, some of which most pages have.
fn made_up(number: usize) -> Document {
    let mut seed = number as u64 * 0x9e37_79b9 + 1;
    let mut next = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let syllables = ["ka", "lo", "mi", "ter", "ban", "su", "ver", "pon", "dra", "ne"];
    let mut word = |common: bool| {
        let of = if common { next(40) } else { next(20_000) };
        let letters = format!("{of:05}");
        letters.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect::<String>()
    };
    let title: Vec<String> = (0..4).map(|_| word(false)).collect();
    let sections = (0..3).map(|section| {
        let text: Vec<String> = (0..100).map(|at| word(at % 2 == 0)).collect();
        Section {
            heading: format!("Heading {section}"),
            anchor: format!("heading-{section}"),
            text: text.join(" "),
        }
    });
    Document {
        href: format!("milestones/m{}.{}/index.html", number / 100, number % 100),
        id: Some(format!("M{}.{}", number / 100, number % 100)),
        title: title.join(" "),
        kind: "milestone",
        color: "amber",
        sections: sections.collect(),
        ..Document::default()
    }
}

/// The example's assets with the search of 10,000 pages.
fn large(folder: &TempDir) {
    let search = folder.path().join(FOLDER);
    fs::remove_dir_all(&search).expect("the search of the example");
    fs::create_dir(&search).expect("a folder");
    for (path, bytes) in files(10_000, made_up) {
        fs::write(folder.path().join(path), bytes).expect("a file can be written");
    }
}

/// From now on the page keeps the names of the files of the search that it loads.
fn watch(browser: &Browser) {
    browser.run(
        "const found = window.milepostFound;
         window.names = [];
         window.milepostFound = (name, text) => { window.names.push(name); found(name, text); };",
        &[],
    );
}

/// The bytes of the search that a page has loaded: its script, its style sheet, its lists.
fn loaded(browser: &Browser, folder: &Path) -> u64 {
    let names = browser.run("return window.names;", &[]);
    let names = names.as_array().cloned().unwrap_or_default();
    // the window loads it when it opens
    let root = format!("{FOLDER}/root.js");
    let lists = names.iter().filter_map(|name| Some(format!("{FOLDER}/{}.js", name.as_str()?)));
    let own = ["assets/find.js", "assets/search.js", "assets/search.css", &root].map(str::to_owned);
    let paths: BTreeSet<String> = lists.chain(own).collect();
    assert!(paths.len() > 6, "{paths:?}");
    paths.iter().map(|path| fs::metadata(folder.join(path)).expect("a file that was loaded").len()).sum()
}

#[test]
fn the_first_answer_among_ten_thousand_pages_is_small_and_quick() {
    let Some((folder, _)) = prepared() else { return };
    large(&folder);
    let browser = browser();
    let titled = made_up(4_711).title;
    let pieces: Vec<&str> = titled.split(' ').collect();
    let wrong = format!("{}x{} ", &pieces[0][..3], &pieces[0][3..]);
    let three = pieces[..3].join(" ");
    let two = format!("{} {}", pieces[1], &pieces[2][..5]);
    for (query, first) in [
        ("M47.11", Some("M47.11")),
        (three.as_str(), Some("M47.11")),
        (two.as_str(), Some("M47.11")),
        (wrong.as_str(), None),
        ("k", None),
        ("heading", None),
    ] {
        open(&browser, &folder, "index.html");
        watch(&browser);
        let begun = Instant::now();
        let answer = found(&browser, query);
        let took = begun.elapsed();
        assert!(!answer.is_empty(), "{query} finds nothing");
        // what the browser and the machine need for anything at all is in it
        assert!(took < Duration::from_secs(2), "{query} takes {took:?}");
        if let Some(first) = first {
            assert_eq!(answer[0].0, first, "{query}: {answer:?}");
        }
        let bytes = loaded(&browser, folder.path());
        println!("{query}: {bytes} bytes, {} ms", took.as_millis());
        assert!(bytes <= 60_000, "{query} loads {bytes} bytes");
    }
}
