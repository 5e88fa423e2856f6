//! Closed sprints: whatever is edited later, their pages, charts and reports stay byte for byte, but for what is told
//! under "Corrected since"; and no record, however broken, does harm.

use chrono::NaiveDate;
use milepost::site::{Checked, record_of};
use serde_json::Value;

use super::{
    Files, Past, checked,
    later::{Edits, example, pages_of_the_past, plan, seeds},
    seeds::Dice,
};

/// A project with all its past sprints closed, one after the other.
fn all_closed(mut files: Files) -> Files {
    let count = checked(&files).chronicle.past.days().count();
    for index in 0..count {
        let checked = checked(&files);
        let key = checked.program.sprints_in_time()[index];
        let text = record_of(&checked, key, None).expect("a sprint that is over can be closed");
        files.push((format!("content/sprints/closed-{index}.record.json"), text));
    }
    files
}

/// A page without what it tells of today's content.
fn without_corrections(page: &[u8]) -> String {
    // The list of what is on the page names that part, too.
    let page =
        String::from_utf8_lossy(page).replace("<li><a href=\"#corrected\">Corrected since</a></li>", "");
    let Some(at) = page.find("id=\"corrected\"") else { return page };
    let begin = page[..at].rfind("<section").expect("a section");
    let end = at + page[at..].find("</section>").expect("its end") + "</section>".len();
    format!("{}\n{}", page[..begin].trim_end(), page[end..].trim_start())
}

fn lines(page: &[u8]) -> Vec<String> {
    without_corrections(page)
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Edits of any day, and of what judges them.
fn edit(files: &Files, seed: u64, milestones: &[String], people: &[&str]) -> Files {
    let mut dice = Dice(seed);
    let after = NaiveDate::from_ymd_opt(2026, 1, 10).expect("a date");
    let after = after + chrono::Days::new(dice.below(100) as u64);
    let mut edits = Edits { files: files.clone(), dice, after, milestones: milestones.to_vec(), people };
    (0..6).for_each(|number| edits.one(number));
    let mut dice = edits.dice;
    let settings = edits.files.iter_mut().find(|(path, _)| path == "milepost.yaml").expect("settings");
    let text = &mut settings.1;
    match dice.below(4) {
        0 => *text = text.replace("slip: 3d", "slip: 30d").replace("stale_after: 10d", "stale_after: 1d"),
        1 if text.contains("holidays:\n") => *text = text.replace("holidays:\n", "holidays:\n    - 2026-03-10\n"),
        2 => *text = text.replace("workdays: [mon, tue, wed, thu, fri]", "workdays: [mon, tue, wed]"),
        _ => text.push_str("\nrisk_matrix: {high: {low: red, medium: red, high: red, critical: red}, medium: {low: red, medium: red, high: red, critical: red}, low: {low: red, medium: red, high: red, critical: red}}\n"),
    }
    for (path, text) in edits.files.iter_mut().filter(|(path, _)| path.contains("/milestones/")) {
        if dice.below(6) == 0 {
            *text = text.replace("duration: 5d", "duration: 9d").replace("title: ", "title: New ");
        }
        if dice.below(8) == 0 && path.ends_with(".md") {
            *text = text
                .replace("percent_complete: ", "percent_complete: 1 #")
                .replace("status: done", "status: blocked");
        }
    }
    for (path, text) in edits.files.iter_mut().filter(|(path, _)| path.contains("/sprints/")) {
        if path.ends_with(".md") && dice.below(3) == 0 {
            text.push_str("\nSomething was added.\n");
            *text = text.replace("goal: ", "goal: Not only ");
        }
    }
    edits.files
}

fn assert_closed_pages_stay(files: Files, people: &[&str]) {
    let files = all_closed(files);
    let before = pages_of_the_past(&files);
    let of = |checked: &Checked| -> Vec<String> {
        checked.program.milestones.rows().iter().map(|row| row.head.id.to_string()).collect()
    };
    let base = checked(&files);
    assert!(base.chronicle.corrections.is_empty(), "{:?}", base.chronicle.corrections);
    let milestones = of(&base);
    let mut corrected = 0;
    for seed in seeds() {
        let edited = edit(&files, seed, &milestones, people);
        let now = pages_of_the_past(&edited);
        for (key, was) in &before {
            let is = now.get(key).unwrap_or_else(|| panic!("seed {seed}: {key:?} is gone"));
            let same = if key.1.ends_with("index.html") { lines(was) == lines(is) } else { was == is };
            if !same {
                let (was, is) = (lines(was), lines(is));
                let at = was.iter().zip(&is).position(|(a, b)| a != b).unwrap_or(0);
                panic!("seed {seed}: {key:?} changed\nwas {:?}\nis  {:?}", was.get(at), is.get(at));
            }
        }
        corrected += checked(&edited).chronicle.corrections.len();
    }
    assert!(corrected > 0, "no edit changed what would be said of the past");
}

#[test]
fn closed_pages_of_the_example_stay() {
    assert_closed_pages_stay(example(), &["tpm", "qa", "devops"]);
}

#[test]
fn closed_pages_of_a_past_in_trouble_stay() {
    assert_closed_pages_stay(plan(Past::Trouble), &["ada", "bao", "chidi"]);
}

/// Puts something else in place of one value of a record.
fn spoil(value: &mut Value, dice: &mut Dice, left: &mut usize) {
    if *left == 0 {
        let wild = [
            Value::Null,
            Value::from(-1),
            Value::from(u64::MAX),
            Value::from("9999-12-31"),
            Value::from("1900-01-01"),
            Value::from("javascript:alert(1)//<script>"),
            Value::from("\u{202e}\u{0}"),
            Value::from(Vec::<Value>::new()),
            serde_json::json!({"id": "M1.1", "link": "M1.1#\"onload=x"}),
        ];
        *value = wild[dice.below(wild.len())].clone();
    }
    *left = left.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, dice, left)),
        Value::Object(fields) => fields.values_mut().for_each(|field| spoil(field, dice, left)),
        _ => {}
    }
}

/// Where a page, chart or its data has a script that would run, or an address that is one. A title may read so: what is shown
/// when the pointer rests on a name leads nowhere.
fn harm_in(path: &str, text: &str) -> Option<usize> {
    if !path.ends_with(".json") {
        // What no browser follows may say what it likes: names on hover and for screen readers, keys to sort by.
        let is_text = |name: &str| name == "title" || name.starts_with("data-") || name.starts_with("aria-");
        let address = |(at, _): (usize, &str)| {
            let name = text[..at].trim_end_matches('=').rsplit(' ').next();
            (!name.is_some_and(is_text)).then_some(at)
        };
        let address = text.match_indices("\"javascript:").find_map(address);
        return text.find("<script>alert").or(address);
    }
    let addresses = ["href", "url", "link", "data", "source"];
    addresses.iter().find_map(|name| text.find(&format!("\"{name}\":\"javascript:")))
}

#[test]
fn a_spoiled_record_does_no_harm() {
    let files = all_closed(plan(Past::Trouble));
    let (index, record) =
        files.iter().enumerate().rev().find(|(_, file)| file.0.ends_with(".json")).expect("one");
    let whole: Value = serde_json::from_str(&record.1).expect("JSON");
    let range = seeds();
    for seed in range.start * 6..range.end * 6 {
        let (mut dice, mut value) = (Dice(seed), whole.clone());
        let mut left = dice.below(2_500);
        spoil(&mut value, &mut dice, &mut left);
        let mut files = files.clone();
        files[index].1 = value.to_string();
        if seed % 5 == 0 {
            let cut = dice.below(files[index].1.len());
            let cut = (cut..).find(|at| files[index].1.is_char_boundary(*at)).unwrap_or(0);
            files[index].1.truncate(cut);
        }
        let pages = pages_of_the_past(&files);
        for (key, page) in &pages {
            let page = String::from_utf8_lossy(page);
            let harm = harm_in(&key.1, &page).map(|at| page.get(at.saturating_sub(80)..at + 80));
            assert!(harm.is_none(), "seed {seed}: {key:?}: {harm:?}");
        }
    }
}

/// What a record leads to and is gone becomes text; what got another address is followed.
#[test]
fn links_of_closed_pages_follow_or_become_text() {
    let files = all_closed(example());
    let page = |files: &Files| {
        let pages = pages_of_the_past(files);
        let page =
            pages.iter().find(|((_, path), _)| path.contains("sprint-02/index.html")).expect("its page").1;
        String::from_utf8_lossy(page).into_owned()
    };
    assert!(page(&files).contains("href=\"../../risks/risk-006/index.html\""));
    let gone: Files = files.iter().filter(|(path, _)| !path.contains("risk-006")).cloned().collect();
    let without = page(&gone);
    assert!(!without.contains("risks/risk-006/index.html") && without.contains("RISK-006"));
}
