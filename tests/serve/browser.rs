//! The preview as somebody sees it who edits files beside a browser.

use std::{env, fs};

use crate::{
    driver::{Browser, Look},
    project::Project,
};

/// The example under the folder that GitHub Pages would give it; nothing where browsers are not wanted.
fn prepared() -> Option<(Project, Browser)> {
    if env::var_os("MILEPOST_BROWSER").is_none_or(|value| value != "1") {
        eprintln!("left out: MILEPOST_BROWSER=1 is not set (scripts/test sets it)");
        return None;
    }
    let project = Project::of("", "/repo/", None);
    Some((project, Browser::start(Look { width: 1280, dark: false, scripts: true })))
}

/// The part of the preview that lies in a shadow of its own.
const SHADOW: &str = "const shadow = document.getElementById('milepost-preview').shadowRoot;
    const line = shadow.querySelector('.line').textContent, errors = shadow.querySelector('.errors');";

fn open(project: &Project, browser: &Browser, page: &str) {
    browser.open(&format!("http://127.0.0.1:{}/repo/{page}", project.port));
    browser.wait_until(&format!("{SHADOW} return line !== ''"));
}

#[test]
fn an_edit_changes_the_page_in_place_and_says_what_it_did() {
    let Some((project, browser)) = prepared() else { return };
    open(&project, &browser, "phases/p3/");
    browser.run(
        "window.kept = document.querySelector('h1');
         const details = document.querySelector('details'); details.open = true;
         document.querySelector('main a').focus();
         scrollTo(0, 300); return true;",
        &[],
    );
    let file = project.path("content/phases/p3-search-notifications-media.md");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, format!("{text}\nZeppelins are searched as well.\n")).expect("an edit");
    browser.wait_until("return document.body.textContent.includes('Zeppelins are searched as well.')");
    let kept = browser.run(
        "return [document.querySelector('h1') === window.kept, document.querySelector('details').open,
                 Math.abs(scrollY - 300) < 40, document.activeElement.tagName === 'A',
                 getComputedStyle(document.getElementById('milepost-preview')).display !== 'none'];",
        &[],
    );
    assert_eq!(kept, serde_json::json!([true, true, true, true, true]), "node, details, place, focus, panel");

    fs::write(&file, text).expect("an edit");
    let file = project.path("content/milestones/m3.1-search-service.md");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, text.replace("percent_complete: 30", "percent_complete: 60")).expect("an edit");
    browser.wait_until(&format!("{SHADOW} return line.includes('M3.1 red -> green') && / ms$/.test(line)"));
    browser.wait_until("return !document.body.textContent.includes('Zeppelins')");
}

#[test]
fn errors_lie_over_the_page_until_they_are_mended() {
    let Some((project, browser)) = prepared() else { return };
    open(&project, &browser, "risks/");
    let files = ["content/milestones/m3.1-search-service.md", "content/milestones/m4.1-bff-layer.md"];
    let texts = files.map(|file| fs::read_to_string(project.path(file)).expect("a file"));
    for (file, text) in files.iter().zip(&texts) {
        fs::write(project.path(file), text.replacen("duration: ", "duration: x", 1)).expect("an edit");
    }
    browser.wait_until(&format!(
        "{SHADOW} return !errors.hidden && errors.querySelectorAll('pre').length === 2
             && errors.textContent.includes('m3.1-search-service.md:') && errors.textContent.includes('^')"
    ));
    fs::write(project.path(files[0]), &texts[0]).expect("an edit");
    browser.wait_until(&format!(
        "{SHADOW} return !errors.hidden && errors.querySelectorAll('pre').length === 1"
    ));
    fs::write(project.path(files[1]), &texts[1]).expect("an edit");
    browser.wait_until(&format!("{SHADOW} return errors.hidden && line.includes('gone')"));
}

#[test]
fn any_day_can_be_chosen_and_what_is_missing_says_so() {
    let Some((project, browser)) = prepared() else { return };
    open(&project, &browser, "milestones/");
    browser.run(
        &format!(
            "{SHADOW} const days = shadow.querySelector('select');
             days.value = '2026-03-29'; days.onchange(); return true;"
        ),
        &[],
    );
    browser.wait_for_url("/repo/@2026-03-29/milestones/");
    browser.wait_until(&format!("{SHADOW} return shadow.querySelector('select').value === '2026-03-29'"));
    browser.wait_until("return document.body.textContent.includes('Status of 29 Mar')");
    browser.run(
        &format!("{SHADOW} shadow.querySelector('button[title=\"A later day\"]').click(); return true;"),
        &[],
    );
    browser.wait_for_url("/repo/@2026-04-12/milestones/");

    open(&project, &browser, "no/such/page/");
    let there = browser.run("return document.querySelector('h1').textContent", &[]);
    assert!(there.as_str().is_some_and(|title| !title.is_empty()), "{there}");
    // The link home leads to the folder of the site, not to the root of the host.
    let home = browser.run("return document.querySelector('header a').href", &[]);
    assert!(home.as_str().is_some_and(|home| home.contains("/repo/")), "{home}");
}
