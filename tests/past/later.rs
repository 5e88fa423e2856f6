//! What becomes known later leaves earlier pages alone: adding any file or fact that is dated after a day changes no byte
//! of the pages of sprints that were over by then, nor of what lies beside them.
//!
//! Tried on the example and on made-up plans, with edits chosen by seeds that are the same in every run;
//! `MILEPOST_SEEDS` says others.

use std::{collections::BTreeMap, path::Path};

use chrono::{Days, NaiveDate};
use milepost::{
    model::{Entity, Subject},
    render::Renderer,
    site::Site,
};

use super::{Files, Options, Past, checked, made_up, seeds::Dice};

/// How many edits are tried on each project, where the environment does not say.
const SEEDS: u64 = 10;
/// How many facts are added at a time.
const FACTS: usize = 6;

/// The seeds of the edits.
pub fn seeds() -> std::ops::Range<u64> {
    super::seeds::seeds(SEEDS)
}

/// The example that comes with the program, none of its sprints closed.
pub fn example() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let below = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter().flatten();
    let files = below
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with(".record.json"));
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(root).expect("a file of the repository").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("the example is text"))
    };
    files.chain([root.join("milepost.yaml")]).map(read).collect()
}

pub fn plan(past: Past) -> Files {
    let options = Options { milestones: 40, phases: 3, past, sprints: Some(6), ..Options::default() };
    made_up::program(&options).expect("it can be made")
}

/// The pages of sprints that are over, with all that lies beside them, by the last day of the sprint and its path.
pub fn pages_of_the_past(files: &Files) -> BTreeMap<(NaiveDate, String), Vec<u8>> {
    let checked = checked(files);
    let context = checked.context();
    let site = Site::new(&checked, &context, Renderer::new(Vec::new()).0, None);
    let mut pages = BTreeMap::new();
    for (sprint, then) in checked.chronicle.past.days() {
        let path = context.addresses.of(Subject::Sprint(sprint));
        let page = site.page(path).expect("a sprint has a page");
        pages.insert((then.as_of, path.to_owned()), site.render(&page).html.into_bytes());
        for file in page.attachments {
            let id = &checked.program.sprints[sprint].head().id;
            pages.insert((then.as_of, format!("{id}/{}", file.name)), file.bytes);
        }
    }
    pages
}

/// A project being written to.
pub struct Edits<'a> {
    pub files: Files,
    pub dice: Dice,
    pub after: NaiveDate,
    pub milestones: Vec<String>,
    pub people: &'a [&'a str],
}

impl Edits<'_> {
    fn day(&mut self) -> NaiveDate {
        self.after + Days::new(1 + self.dice.below(40) as u64)
    }

    fn file(&mut self, folder: &str) -> Option<usize> {
        let inside = |(_, (path, _)): &(usize, &(String, String))| path.contains(&format!("/{folder}/"));
        let all: Vec<usize> = self.files.iter().enumerate().filter(inside).map(|(index, _)| index).collect();
        (!all.is_empty()).then(|| all[self.dice.below(all.len())])
    }

    /// Adds lines to the front matter of a file.
    fn add(&mut self, index: usize, lines: &str) {
        let text = &mut self.files[index].1;
        if let Some(end) = text[4..].find("\n---").map(|at| at + 5) {
            text.insert_str(end, lines);
        }
    }

    fn update(&mut self, folder: &str, facts: &str) {
        let Some(index) = self.file(folder) else { return };
        let (day, by) = (self.day(), self.dice.of(self.people));
        let line = format!("  - {{date: {day}, by: {by}, {facts}}}\n");
        match self.files[index].1.find("updates:\n") {
            Some(at) => self.files[index].1.insert_str(at + "updates:\n".len(), &line),
            None if self.files[index].1.contains("updates:") => {}
            None => self.add(index, &format!("updates:\n{line}")),
        }
    }

    pub fn one(&mut self, number: usize) {
        let (day, by) = (self.day(), self.dice.of(self.people));
        let milestone = self.milestones[self.dice.below(self.milestones.len())].clone();
        let level = self.dice.of(&["low", "medium", "high"]);
        match self.dice.below(15) {
            0 => {
                let early = day - Days::new(self.dice.below(60) as u64);
                self.update(
                    "milestones",
                    &format!("status: done, percent_complete: 100, actual_finish: {early}"),
                );
            }
            1 => self.update("milestones", "status: in_progress, percent_complete: 40, rag: red"),
            2 => self.update("milestones", "status: cancelled"),
            3 => self.update("milestones", &format!("forecast_finish: {}", day + Days::new(30))),
            4 => self.update(
                "milestones",
                &format!("override: {{rag: green, reason: Because, by: {by}, expires: 2027-01-01}}"),
            ),
            5 => self.update("risks", &format!("probability: {level}, impact: critical")),
            6 => self.update("risks", "status: closed"),
            7 => self.update("blockers", &format!("severity: {level}")),
            8 => self.update("phases", &format!("decision: no_go, decided_by: {by}, decided_on: {day}")),
            9 => {
                let affects = self.dice.of(&["", "affects: [ID]\n"]).replace("ID", &milestone);
                let text = format!(
                    "---\nid: RISK-9{number}\ntitle: New {number}\ncategory: schedule\nprobability: {level}\nimpact: high\nowner: {by}\nraised_on: {day}\n{affects}---\n"
                );
                self.files.push((format!("content/risks/later-{number}.md"), text));
            }
            10 => {
                let text = format!(
                    "---\nid: BLOCKER-9{number}\ntitle: New {number}\nseverity: {level}\nblocks: [{milestone}]\nraised_by: {by}\nraised_on: {day}\nrequired_from: {by}\nsessions: [{day}]\n---\n"
                );
                self.files.push((format!("content/blockers/later-{number}.md"), text));
            }
            11 => {
                let text = format!(
                    "---\nid: ADR-09{number}\ntitle: New {number}\nstatus: accepted\ndate: {day}\naffects: [{milestone}]\n---\n"
                );
                self.files.push((format!("content/decisions/later-{number}.md"), text));
            }
            12 => {
                let Some(index) = self.file("services") else { return };
                let text = &mut self.files[index].1;
                let measured = format!("{{unit: 10, integration: 95, date: {day}}}");
                if let Some(at) = text.find("coverage: {") {
                    let end = at + text[at..].find('\n').unwrap_or(0);
                    text.insert_str(end, &format!(", {measured}]"));
                    text.insert(at + "coverage: ".len(), '[');
                } else if let Some(at) = text.find("coverage:\n") {
                    text.insert_str(at + "coverage:\n".len(), &format!("  - {measured}\n"));
                }
            }
            13 => {
                let Some(index) = self.file("blockers") else { return };
                if !self.files[index].1.contains("resolved_on") {
                    self.add(index, &format!("resolved_on: {day}\n"));
                }
            }
            _ => {
                // done, by front matter alone: known from its own day on
                let Some(index) = self.file("milestones") else { return };
                if !self.files[index].1.contains("updates:") && !self.files[index].1.contains("status:") {
                    self.add(index, &format!("status: done\nactual_start: {day}\nactual_finish: {day}\n"));
                }
            }
        }
    }
}

fn assert_later_facts_leave_the_past_alone(files: &Files, people: &[&str]) {
    let before = pages_of_the_past(files);
    let days: Vec<NaiveDate> = before.keys().map(|(day, _)| *day).collect();
    assert!(days.len() > 6, "{days:?}");
    let of = |checked: &super::Checked| {
        checked.program.milestones.rows().iter().map(|row| row.head().id.to_string()).collect()
    };
    let milestones: Vec<String> = of(&checked(files));
    for seed in seeds() {
        let mut dice = Dice(seed);
        let after = days[dice.below(days.len())];
        let mut edits = Edits { files: files.clone(), dice, after, milestones: milestones.clone(), people };
        (0..FACTS).for_each(|number| edits.one(number));
        let now = pages_of_the_past(&edits.files);
        for ((day, path), was) in before.range(..=(after, "~".to_owned())) {
            let is = &now[&(*day, path.clone())];
            if is != was {
                let (was, is) = (String::from_utf8_lossy(was), String::from_utf8_lossy(is));
                let at = was.bytes().zip(is.bytes()).position(|(a, b)| a != b).unwrap_or(0);
                let near = |text: &str| {
                    text.get(at.saturating_sub(120)..).map(|t| t.chars().take(300).collect::<String>())
                };
                let added: Vec<_> = edits.files.iter().filter(|file| !files.contains(file)).collect();
                panic!(
                    "seed {seed}: {path} of {day} changed with what came after {after}\nwas {:?}\nis  {:?}\n{added:#?}",
                    near(&was),
                    near(&is)
                );
            }
        }
    }
}

#[test]
fn later_facts_leave_the_past_of_the_example_alone() {
    assert_later_facts_leave_the_past_alone(&example(), &["tpm", "qa", "devops"]);
}

#[test]
fn later_facts_leave_a_calm_past_alone() {
    assert_later_facts_leave_the_past_alone(&plan(Past::Calm), &["ada", "bao", "chidi"]);
}

#[test]
fn later_facts_leave_a_past_in_trouble_alone() {
    assert_later_facts_leave_the_past_alone(&plan(Past::Trouble), &["ada", "bao", "chidi"]);
}

#[test]
fn later_facts_leave_a_long_history_alone() {
    assert_later_facts_leave_the_past_alone(&plan(Past::History), &["ada", "bao", "chidi"]);
}

/// The days after the status date pass, and the year with them.
#[test]
fn a_later_status_date_leaves_the_past_alone() {
    let files = example();
    let later = |day: &str| {
        let mut files = files.clone();
        for (path, text) in &mut files {
            if path == "milepost.yaml" {
                *text = text.replace("status_date: 2026-05-06", &format!("status_date: {day}"));
            }
        }
        pages_of_the_past(&files)
    };
    let before = pages_of_the_past(&files);
    for day in ["2026-05-20", "2027-03-01"] {
        let now = later(day);
        for (key, was) in &before {
            assert!(now[key] == *was, "{key:?} changed by {day}");
        }
    }
}
