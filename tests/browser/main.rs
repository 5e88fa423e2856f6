//! The example's pages in a real browser: readable by everyone, at any width, with and without scripts.
//!
//! Needs Chromium, chromedriver and axe-core, which `scripts/test` installs. It sets `MILEPOST_BROWSER=1`; without
//! that these tests say that they were left out.

mod driver;
mod first_screen;
mod search;

use std::{env, fs, path::Path, sync::LazyLock};

use driver::{Browser, Look};
use milepost::{
    disk::Disk,
    render::{Renderer, built_in_assets},
    site::{Checked, Config, Silent, Site, SitePlan, build, check},
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Pages of things that look otherwise than the first of their kind: over, closed, to come, red, done.
const OTHERS: [&str; 10] = [
    "sprints/sprint-02/index.html",
    "sprints/current/index.html",
    "sprints/sprint-12/index.html",
    "phases/p2/index.html",
    "milestones/m2.5/index.html",
    "milestones/m1.4/index.html",
    "risks/risk-003/index.html",
    "risks/risk-007/index.html",
    "decisions/adr-0006/index.html",
    "teams/mira-halvorsen/index.html",
];

/// A page of each kind that the example has, from the catalog, so that no kind can be forgotten; and some that look otherwise. But
/// for the page of lost addresses, see [`LOST`].
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let checked = check(&repository(""), &Config::usual(chrono::NaiveDate::MIN));
    let mut pages = samples(&checked);
    assert!(pages.len() > 30, "{pages:?}");
    pages.extend(
        OTHERS.map(str::to_owned).into_iter().filter(|page| !pages.contains(page)).collect::<Vec<_>>(),
    );
    pages
});

/// A page of each kind of a site, without that of lost addresses.
fn samples(checked: &Checked) -> Vec<String> {
    let cx = checked.context();
    let site = Site::new(checked, &cx, Renderer::new(Vec::new()).0, None);
    site.samples().filter(|path| *path != LOST).map(str::to_owned).collect()
}

fn repository(folder: &str) -> Disk {
    Disk::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of the repository")
}

/// What a server shows for an address that leads nowhere.
const LOST: &str = "404.html";

/// The folder of the example's site, and the source of axe-core; nothing where browsers are not wanted.
fn prepared() -> Option<(TempDir, String)> {
    if env::var_os("MILEPOST_BROWSER").is_none_or(|value| value != "1") {
        eprintln!("left out: MILEPOST_BROWSER=1 is not set (scripts/test sets it)");
        return None;
    }
    let axe =
        env::var("MILEPOST_AXE").expect("MILEPOST_AXE names axe.min.js of axe-core; scripts/test sets it");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{axe}: {error}"));
    Some((written(&build(&repository(""), &Config::usual(chrono::NaiveDate::MIN), &Silent).plan), axe))
}

/// A site in a folder.
fn written(plan: &SitePlan) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in plan.iter() {
        let file = folder.path().join(path.as_str());
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(file, bytes).expect("a file can be written");
    }
    folder
}

fn address(folder: &TempDir, page: &str) -> String {
    format!("file://{}/{page}", folder.path().display())
}

/// A line for every element that breaks a rule of WCAG 2.1, A or AA.
fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.run(axe, &[]);
    let found = browser.run_async(
        "const done = arguments[0];
         axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']})
            .then(result => done(result.violations.flatMap(violation => violation.nodes.map(node =>
                violation.id + ' at ' + node.target.join(' ') + ': ' + (node.failureSummary || '').split('\\n').slice(1).join(';').slice(0, 160)))))
            .catch(error => done(['axe failed: ' + error]));",
    );
    let lines = found.as_array().cloned().unwrap_or_else(|| vec![json!("axe gave no list")]);
    lines.iter().map(|line| line.as_str().unwrap_or("?").to_owned()).collect()
}

fn report(found: Vec<String>) {
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_page_breaks_the_rules_of_accessibility() {
    let Some((folder, axe)) = prepared() else { return };
    let mut found = Vec::new();
    for (name, width, dark) in [("light", 1280, false), ("dark", 1280, true), ("phone", 390, false)] {
        let browser = Browser::start(Look { width, dark, scripts: true });
        browser.wait_until(&format!("return matchMedia('(prefers-color-scheme: dark)').matches === {dark}"));
        for page in PAGES.iter().map(String::as_str).chain([LOST]) {
            browser.open(&address(&folder, page));
            found.extend(
                violations(&browser, &axe).into_iter().map(|line| format!("{page} ({name}): {line}")),
            );
        }
    }
    report(found);
}

/// Projects whose pages hold what the example has not: things of tables, closed sprints, content of other tools, no plan at all.
const PROJECTS: [&str; 6] = [
    "tests/sites/backlog",
    "tests/sites/enhancements",
    "tests/sites/minimal",
    "tests/sites/notes",
    "tests/sites/records",
    "tests/sites/tables",
];

#[test]
fn no_page_of_other_projects_breaks_the_rules_of_accessibility() {
    let Some((_, axe)) = prepared() else { return };
    let mut found = Vec::new();
    let browser = Browser::start(Look { width: 390, dark: true, scripts: true });
    for project in PROJECTS {
        let built = build(&repository(project), &Config::usual(chrono::NaiveDate::MIN), &Silent);
        let folder = written(&built.plan);
        for page in samples(&built.checked) {
            browser.open(&address(&folder, &page));
            let broken = violations(&browser, &axe);
            found.extend(broken.into_iter().map(|line| format!("{project}, {page}: {line}")));
        }
    }
    report(found);
}

#[test]
fn the_check_of_accessibility_finds_what_is_wrong() {
    let Some((folder, axe)) = prepared() else { return };
    let bad = "<!DOCTYPE html><html><head><title>Bad</title></head><body><main><img src=\"a.png\">\
               <p style=\"color: #aaa; background: #fff\">Pale</p></main></body></html>";
    fs::write(folder.path().join("bad.html"), bad).expect("a file can be written");
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    browser.open(&address(&folder, "bad.html"));
    let found = violations(&browser, &axe).join("\n");
    for rule in ["image-alt", "color-contrast", "html-has-lang"] {
        assert!(found.contains(rule), "{rule} is not among\n{found}");
    }
}

#[test]
fn no_page_scrolls_sideways_on_a_phone() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 320, dark: false, scripts: true });
    let mut found = Vec::new();
    for page in PAGES.iter() {
        browser.open(&address(&folder, page));
        // what is too wide makes the page of a phone wider than its screen
        browser.wait_until("return screen.width === 320");
        let wide = browser.run(
            "const wide = document.documentElement.scrollWidth;
             if (wide <= 320) return null;
             const out = [...document.querySelectorAll('main *, header *, footer *')]
                 .filter(e => e.getBoundingClientRect().right > 321 && !e.closest('[tabindex], .scroll, pre'));
             const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
             return wide + ' px, because of ' + out.slice(0, 4).map(name).join(', ');",
            &[],
        );
        found.extend(wide.as_str().map(|wide| format!("{page}: {wide}")));
    }
    report(found);
}

#[test]
fn no_map_is_wider_than_its_page() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    let (mut found, mut maps) = (Vec::new(), 0);
    for page in PAGES.iter() {
        browser.open(&address(&folder, page));
        let seen = browser.run(
            "return [...document.querySelectorAll('figure.chart svg.mp-svg')].filter(svg => svg.checkVisibility()).map(svg =>
                 svg.getBoundingClientRect().right - svg.closest('.section, main').getBoundingClientRect().right);",
            &[],
        );
        for beyond in seen.as_array().into_iter().flatten().filter_map(Value::as_f64) {
            maps += 1;
            found.extend((beyond > 1.0).then(|| format!("{page}: {beyond} px")));
        }
    }
    assert!(maps > 20, "{maps} maps");
    report(found);
}

/// Of each chart of a page: what it is, how many links it has, how many of them are stops for the keyboard, and whether the
/// first stop leads past it.
const STOPS: &str = "
    return [...document.querySelectorAll('figure.gantt, figure.chart')].filter(it => it.checkVisibility()).map(figure => {
        const stops = [...figure.querySelectorAll('a[href], [tabindex=\"0\"]')].filter(it => it.tabIndex >= 0 && it.checkVisibility());
        const rows = figure.querySelectorAll('.gantt-names a').length;
        const past = stops[0] && stops[0].matches('.past') && document.getElementById(stops[0].hash.slice(1));
        return {what: figure.querySelector('svg title').textContent, links: figure.querySelectorAll('svg a').length,
            rows, stops: stops.length, past: !!past && past.closest('figure') === figure};
    });";

#[test]
fn a_chart_can_be_passed_and_its_rows_are_a_stop_each() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    let (mut found, mut charts) = (Vec::new(), 0);
    for page in PAGES.iter() {
        browser.open(&address(&folder, page));
        for chart in browser.run(STOPS, &[]).as_array().cloned().unwrap_or_default() {
            charts += 1;
            let count = |what: &str| chart[what].as_u64().unwrap_or_default();
            // the way past, the chart that scrolls, table and image
            let most = if count("rows") > 0 { count("rows") + 5 } else { count("links") + 5 };
            if chart["past"] != true || count("stops") > most {
                found.push(format!("{page}: {chart}"));
            }
        }
    }
    assert!(charts > 20, "{charts} charts");
    report(found);
}

#[test]
fn a_phone_shows_the_matrix_as_a_grid_that_fits() {
    let Some((folder, _)) = prepared() else { return };
    for (width, phone) in [(320, true), (390, true), (1280, false)] {
        let browser = Browser::start(Look { width, dark: false, scripts: false });
        browser.open(&address(&folder, "risks/index.html"));
        let seen = browser.run(
            "const shown = it => !!it && it.checkVisibility();
             const grid = document.querySelector('.narrow .matrix');
             return {grid: shown(grid), drawing: shown(document.querySelector('.roomy .mp-svg')),
                 fits: grid.getBoundingClientRect().right <= innerWidth, risks: grid.querySelectorAll('a').length > 5};",
            &[],
        );
        let wanted = json!({"grid": phone, "drawing": !phone, "fits": true, "risks": true});
        assert_eq!(seen, wanted, "{width} px");
    }
}

#[test]
fn charts_wider_than_the_screen_open_at_the_status_date() {
    let Some((folder, _)) = prepared() else { return };
    for (width, page) in
        [(390, "timeline/index.html"), (390, "phases/p2/index.html"), (1280, "timeline/weeks/index.html")]
    {
        let browser = Browser::start(Look { width, dark: false, scripts: true });
        browser.open(&address(&folder, page));
        let seen = browser.run(
            "const box = document.querySelector('.gantt-chart'), line = box.querySelector('.today-line').getBoundingClientRect();
             const frame = box.getBoundingClientRect();
             return {wide: box.scrollWidth > box.clientWidth, seen: line.left >= frame.left && line.right <= frame.right};",
            &[],
        );
        assert_eq!(seen, json!({"wide": true, "seen": true}), "{page} at {width} px");
    }
}

#[test]
fn the_published_style_sheet_says_what_was_written() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    // a page without the policy of ours, under which no style sheet can be written into it
    fs::write(folder.path().join("bare.html"), "<!DOCTYPE html><p>Bare").expect("a file can be written");
    browser.open(&address(&folder, "bare.html"));
    let understood = |css: &str| {
        let rules = browser.run(
            "const style = document.head.appendChild(document.createElement('style'));
             style.textContent = arguments[0];
             return Array.from(style.sheet.cssRules, rule => rule.cssText).join('\\n').replace(/,\\s+/g, ',');",
            &[json!(css)],
        );
        rules.as_str().expect("rules as text").to_owned()
    };
    // the palette of a site is the program's choice: it is written anew and has nothing to be shortened
    let sheets =
        built_in_assets().filter(|(path, _)| path.ends_with(".css") && !path.ends_with("palette.css"));
    let mut names = Vec::new();
    for (path, written) in sheets {
        let written = std::str::from_utf8(written).expect("text");
        let published = fs::read_to_string(folder.path().join(&path)).expect("a style sheet");
        assert!(published.len() < written.len(), "{path}");
        assert_eq!(understood(written), understood(&published), "{path}");
        names.push(path);
    }
    assert_eq!(names, ["assets/prose.css", "assets/search.css", "assets/style.css"]);
}

/// What breaks the policy of a page, and whether script and style sheet of the site are at work nevertheless.
const UNDER_THE_POLICY: &str = "
    const done = arguments[0];
    const broken = [];
    new ReportingObserver(reports => broken.push(...reports.map(report => report.body.effectiveDirective + ' ' + report.body.blockedURL)),
        {types: ['csp-violation'], buffered: true}).observe();
    setTimeout(() => done({broken, script: document.documentElement.classList.contains('js'), ran: window.ran || [],
        style: getComputedStyle(document.querySelector('.side')).display === 'flex',
        red: getComputedStyle(document.querySelector('main')).backgroundColor === 'rgb(255, 0, 0)',
        base: document.baseURI.includes('elsewhere')}), 200);";

#[test]
fn pages_run_and_load_what_is_the_sites_alone() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    // not the page for lost addresses, which takes its files from where the site is published
    for page in PAGES.iter() {
        browser.open(&address(&folder, page));
        let seen = browser.run_async(UNDER_THE_POLICY);
        assert_eq!(
            seen,
            json!({"broken": [], "script": true, "style": true, "ran": [], "red": false, "base": false}),
            "{page}"
        );
    }
}

/// What no page of ours holds, put into pages by hand: the policy keeps it from doing anything.
const INTRUDERS: &str = "<base href=\"https://elsewhere.test/\">\
    <script>(window.ran = window.ran || []).push('script')</script>\
    <img src=\"nowhere.png\" onerror=\"(window.ran = window.ran || []).push('handler')\">\
    <img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" onload=\"(window.ran = window.ran || []).push('load')\">\
    <img src=\"http://127.0.0.1:9/foreign.png\">\
    <script src=\"data:text/javascript,(window.ran = window.ran || []).push('data')\"></script>\
    <script src=\"http://127.0.0.1:9/foreign.js\"></script>\
    <style>main { background: red !important }</style>\
    <iframe src=\"proof.html\"></iframe><object data=\"proof.html\"></object>";

#[test]
fn what_is_put_into_any_page_does_nothing() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    for name in PAGES.iter().map(String::as_str).chain([LOST]) {
        let page = fs::read_to_string(folder.path().join(name)).expect("a page");
        let forged = page.replacen("<main id=\"main\"", &format!("{INTRUDERS}<main id=\"main\""), 1);
        assert!(page != forged, "{name}");
        fs::write(folder.path().join(name), forged).expect("a file can be written");
        browser.open(&address(&folder, name));
        let seen = browser.run_async(UNDER_THE_POLICY);
        // the page for lost addresses takes its files from where the site is published
        let lost = name == LOST;
        for (what, is) in
            [("ran", json!([])), ("red", json!(false)), ("base", json!(false)), ("script", json!(!lost))]
        {
            assert!(lost && what == "script" || seen[what] == is, "{name}: {seen:#}");
        }
        let broken = seen["broken"].to_string();
        for kept in ["script-src", "style-src", "img-src", "frame-src", "foreign.png", "foreign.js"] {
            assert!(broken.contains(kept), "{name}: {kept} kept nothing out: {seen:#}");
        }
        assert!(lost || broken.contains("base-uri"), "{name}: {seen:#}");
    }
}

#[test]
fn pages_are_read_without_scripts() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: false });
    let proof = "<!DOCTYPE html><main>still</main><script>document.querySelector('main').textContent = 'ran'</script>";
    fs::write(folder.path().join("proof.html"), proof).expect("a file can be written");
    browser.open(&address(&folder, "proof.html"));
    assert_eq!(browser.text("main"), "still", "scripts are off");
    let mut found = Vec::new();
    for page in PAGES.iter() {
        browser.open(&address(&folder, page));
        let text = browser.text("main");
        if text.split_whitespace().count() < 20 {
            found.push(format!("{page} shows only {text:?}"));
        }
        if browser.displayed("body > header nav a").is_empty() {
            found.push(format!("{page} shows no navigation"));
        }
    }
    report(found);
    browser.open(&address(&folder, "sprints/current/index.html"));
    browser.click("body > header nav a[href$='risks/index.html']");
    browser.wait_for_url("/risks/index.html");
}

#[test]
fn the_keyboard_reaches_the_links_in_order() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    for page in ["index.html", "sprints/current/index.html", "milestones/m2.5/index.html"] {
        browser.open(&address(&folder, page));
        browser.take_keyboard();
        let mut reached = Vec::new();
        for _ in 0..40 {
            browser.press_tab();
            let focused = browser.run(
                "const e = document.activeElement;
                 if (!e || e === document.body) return null;
                 const style = getComputedStyle(e);
                 const drawn = e.querySelector('.ring');
                 const stroke = drawn && getComputedStyle(drawn);
                 const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
                     || stroke && stroke.stroke !== 'none' && parseFloat(stroke.strokeWidth) >= 2;
                 return {text: e.textContent.trim().slice(0, 60), main: !!e.closest('main'), href: e.getAttribute('href') || '', ring};",
                &[],
            );
            if focused.is_null() {
                break;
            }
            reached.push(focused);
        }
        let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let first = reached.first().unwrap_or_else(|| panic!("{page}: nothing can be reached"));
        assert_eq!(text(first, "href"), "#main", "{page}: the way past the navigation comes first");
        for section in ["Program", "Sprints", "Phases", "Risks", "Checks"] {
            let there = reached.iter().any(|link| text(link, "text").starts_with(section));
            assert!(there, "{page}: {section} is not reached: {reached:#?}");
        }
        assert!(reached.iter().any(|link| link["main"] == true), "{page}: no link of the text is reached");
        let unseen: Vec<_> = reached.iter().filter(|link| link["ring"] != true).collect();
        assert!(unseen.is_empty(), "{page}: the focus is not seen on {unseen:#?}");
    }
}

/// What the margins of an A4 sheet set sideways leave, in CSS pixels: its width and height.
const SIDEWAYS: (u32, u32) = (1016, 665);

/// The same of a sheet that stands upright.
const UPRIGHT: (u32, u32) = (688, 1020);

/// The width that is printed of a page.
fn sheet(page: &str) -> (u32, u32) {
    if page.starts_with("timeline/") { SIDEWAYS } else { UPRIGHT }
}

/// A browser makes all of a page smaller for the one thing on it that is wider than the sheet.
#[test]
fn nothing_is_wider_than_its_sheet_of_paper() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    let mut found = Vec::new();
    let mut heads = 0;
    for page in PAGES.iter() {
        browser.show_as_printed(sheet(page).0);
        browser.open(&address(&folder, page));
        let seen = browser.run(
            "const heads = [...document.querySelectorAll('th:has(> .sort)')].filter(th => th.checkVisibility());
             const page = document.documentElement;
             return {over: page.scrollWidth - page.clientWidth, heads: heads.length,
                     bare: heads.filter(th => th.querySelector('.sort').checkVisibility() || getComputedStyle(th, '::before').content !== JSON.stringify(th.textContent)).length};",
            &[],
        );
        heads += seen["heads"].as_u64().unwrap_or_default();
        // a button in the head of a table is not printed again on the next sheet; the words before it are
        if seen["over"] != 0 || seen["bare"] != 0 {
            found.push(format!("{page}: {seen}"));
        }
    }
    assert!(heads > 50, "{heads} heads of tables");
    report(found);
}

#[test]
fn a_gantt_chart_fits_its_sheets_of_paper() {
    let Some((folder, _)) = prepared() else { return };
    let browser = Browser::start(Look { width: 1280, dark: false, scripts: true });
    let mut seen = [0, 0];
    // a chart that is too high for one sheet is cut; a page that is all chart is set sideways
    for page in PAGES.iter() {
        let sheet = sheet(page);
        browser.show_as_printed(sheet.0);
        browser.open(&address(&folder, page));
        // the first part stands below the heading, the last above the legend
        let printed = browser.run(
            "const chart = [...document.querySelectorAll('.gantt')].find(it => it.checkVisibility());
             if (!chart) return null;
             const box = element => element.getBoundingClientRect();
             const section = chart.closest('.section');
             const sheets = [...chart.querySelectorAll('.gantt-paper > svg')];
             const seen = sheets.length ? sheets : [...chart.querySelectorAll('.gantt-pieces svg')];
             const starts = sheets.length ? sheets.map(box).map(sheet => sheet.top) : [0];
             starts[0] = box(section).top;
             const legend = box(chart.querySelector('.gantt-legend')).bottom;
             const ends = [...sheets.map(box).map(sheet => sheet.bottom).slice(0, -1), legend];
             return {page: getComputedStyle(document.body).page, sheets: sheets.length,
                     width: Math.max(...seen.map(svg => box(svg).right)),
                     heights: ends.map((end, i) => end - starts[i]),
                     shown: Math.min(...[...chart.querySelectorAll('.gantt-paper use')].map(use => box(use).height), 999)};",
            &[],
        );
        if printed.is_null() {
            continue;
        }
        let sheets = printed["sheets"].as_u64().unwrap_or_default();
        assert_eq!(printed["page"], if sheet == SIDEWAYS { "sideways" } else { "auto" }, "{page}: {printed}");
        seen[usize::from(sheets > 0)] += 1;
        assert!(sheets != 1, "{page}: {printed}");
        let fits = |side: &Value, most: u32| {
            side.as_f64().is_some_and(|side| side > 100.0 && side <= f64::from(most))
        };
        assert!(fits(&printed["width"], sheet.0), "{page}: {printed}");
        let heights = printed["heights"].as_array().expect("heights");
        assert!(heights.iter().all(|height| fits(height, sheet.1)), "{page}: {printed}");
        assert!(printed["shown"].as_f64().is_some_and(|height| height > 100.0), "{page}: {printed}");
    }
    assert!(seen.iter().all(|&charts| charts > 0), "whole and in parts: {seen:?}");
}
