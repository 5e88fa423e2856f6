//! Ways to look green that are not: small plans, and what Milepost says to each. The page of the guide is made here.
//!
//! `MILEPOST_BLESS=1 cargo test --test traps` writes the page anew. What other tools said stands in `others.json`,
//! which `scripts/traps` writes.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use chrono::NaiveDate;
use milepost::{
    site::{Config, Silent, build},
    world::Memory,
};
use serde_json::Value;

#[path = "../guide_page/mod.rs"]
mod guide_page;

/// What a plan does not write itself.
const SHARED: [(&str, &str); 2] = [
    (
        "milepost.yaml",
        "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-05-04\nagents:\n  - {id: ada, name: Ada}\n  - {id: bo, name: Bo}\n",
    ),
    ("content/phases/p1.md", "---\nid: P1\ntitle: Bakery\nowner: ada\n---\n"),
];

/// One way to look green.
struct Trap {
    name: String,
    title: String,
    about: String,
    subject: String,
    files: BTreeMap<String, String>,
}

/// What Milepost says of it.
#[derive(Debug)]
struct Answer {
    color: String,
    reasons: Vec<String>,
    checks: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn traps() -> Vec<Trap> {
    let folder = root().join("tests/traps/plans");
    let entries = fs::read_dir(folder).expect("the folder of the plans");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        trap(name, &fs::read_to_string(path).expect("a text"))
    };
    paths.into_iter().map(read).collect()
}

/// A title, a paragraph, the id to look at, and files: fenced blocks whose info string names kind and path.
fn trap(name: String, text: &str) -> Trap {
    let mut files = BTreeMap::new();
    let mut told = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            Some((_, path)) => {
                let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                files.insert(path.to_owned(), body.join("\n") + "\n");
            }
            None => told.push(line),
        }
    }
    let title = told.remove(0).strip_prefix("# ").expect("a title").to_owned();
    let at = told.iter().position(|line| line.starts_with("Look at: ")).expect("what to look at");
    let subject = told[at]["Look at: ".len()..].to_owned();
    let about = told[..at].join(" ").trim().to_owned();
    Trap { name, title, about, subject, files }
}

fn answer(trap: &Trap) -> Answer {
    let own = trap.files.iter().map(|(path, body)| (path.as_str(), body.as_str()));
    let ours = own.filter(|(path, _)| path.starts_with("content/") || *path == "milepost.yaml");
    let files: BTreeMap<&str, &str> = SHARED.into_iter().chain(ours).collect();
    let world = Memory::of(files).expect("clean paths");
    let built = build(&world, &Config::usual(NaiveDate::MIN), &Silent);
    let (_, json) =
        built.plan.iter().find(|(path, _)| path.as_str() == "api/program.json").expect("the data");
    let json: Value = serde_json::from_slice(json).expect("JSON");
    let lists = ["milestones", "phases", "risks"].into_iter().filter_map(|list| json[list].as_array());
    let subject = lists.flatten().find(|thing| thing["id"] == trap.subject.as_str());
    let subject = subject.unwrap_or_else(|| panic!("{}: no {}", trap.name, trap.subject));
    let reasons = ["rules", "reasons"].into_iter().filter_map(|list| subject[list].as_array()).flatten();
    let mut reasons: Vec<String> =
        reasons.filter_map(|reason| Some(reason["reason"].as_str()?.to_owned())).collect();
    reasons.extend(subject["unscheduled"].as_str().map(|why| format!("Not scheduled, because {why}.")));
    let mut checks: Vec<String> =
        built.checked.diagnostics.iter().map(|found| found.code.name().to_owned()).collect();
    checks.sort();
    checks.dedup();
    let color = subject["rag"].as_str().unwrap_or("unknown").to_owned();
    Answer { color, reasons, checks }
}

#[test]
fn nothing_that_only_looks_green_is_green() {
    let traps = traps();
    assert!(traps.len() >= 20, "{} traps", traps.len());
    let green: Vec<String> = traps
        .iter()
        .map(|trap| (trap, answer(trap)))
        .filter(|(_, answer)| {
            answer.color == "green" || answer.reasons.is_empty() && answer.checks.is_empty()
        })
        .map(|(trap, answer)| format!("{}: {answer:?}", trap.name))
        .collect();
    assert!(green.is_empty(), "{green:#?}");
}

#[test]
fn every_plan_was_put_to_the_others() {
    let others = others();
    for trap in traps() {
        let said = others["said"][&trap.name].as_object();
        let tools = said.map(|said| said.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
        let asked: Vec<String> = others["tools"].as_object().expect("tools").keys().cloned().collect();
        assert_eq!(tools, asked, "{}: run scripts/traps", trap.name);
        for path in ["plan.tjp", "plan.mmd", "report.md"] {
            assert!(trap.files.contains_key(path), "{} has no {path}", trap.name);
        }
    }
}

#[test]
fn the_page_of_the_guide_says_what_is_said() {
    guide_page::holds("traps.md", &page());
}

fn others() -> Value {
    let text = fs::read_to_string(root().join("tests/traps/others.json")).expect("what the others said");
    serde_json::from_str(&text).expect("JSON")
}

fn page() -> String {
    let (traps, others) = (traps(), others());
    let mut text = format!(
        "---\ntitle: Ways to look green\n---\nA status is worth something if it cannot be green by accident. Here are {} \
         plans that look well and are not, each a\nfew lines long, and what Milepost says to each. Its answers are made by \
         the tests of Milepost, from the plans in\n`tests/traps/plans`.\n\nThe same plans were put to three other tools, each \
         in its own language. They were not made for this question: TaskJuggler\nschedules, Mermaid draws, docassert checks \
         that documents are complete. TaskJuggler and docassert are \
         quoted;\nof Mermaid it is told how it draws the bar. `scripts/traps` asks them again.\n\n| tool | \
         version |\n|---|---|\n",
        traps.len()
    );
    for (tool, version) in others["tools"].as_object().expect("tools") {
        let _ = writeln!(text, "| {tool} | {} |", version.as_str().expect("a version"));
    }
    for trap in traps {
        let answer = answer(&trap);
        let _ = write!(text, "\n## {}\n\n{}\n\n| tool | says |\n|---|---|\n", trap.title, trap.about);
        let checks = match answer.checks.as_slice() {
            [] => String::new(),
            checks => format!(" (checks: `{}`)", checks.join("`, `")),
        };
        let reasons: Vec<String> = answer.reasons.iter().map(|reason| cell(reason)).collect();
        let _ = writeln!(
            text,
            "| Milepost | **{}** for {}. {}{checks} |",
            match answer.color.as_str() {
                "planned" => "no color",
                color => color,
            },
            trap.subject,
            reasons.join(" ")
        );
        for (tool, said) in others["said"][&trap.name].as_object().into_iter().flatten() {
            let _ = writeln!(text, "| {tool} | {} |", cell(said.as_str().expect("an answer")));
        }
    }
    text
}

/// A text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
