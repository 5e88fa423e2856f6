//! The same for content in which fields, kinds and statuses have names of their own, that is TOML, or that stands beside its
//! text: a fault in any of them makes nothing greener and is told once.

use milepost::diag::Code;

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew,
};

const SETTINGS: &str = "milepost.yaml";
const KILN: &str = "content/epics/kiln.md";
const WHEEL: &str = "content/epics/wheel.md";
const GLAZE: &str = "content/works/glaze/work.yaml";

const FILES: &[(&str, &str)] = &[
    (
        SETTINGS,
        "title: Pottery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada, bo]\nkinds: {epics/: milestone, works/: milestone}\nfields: {status: state, percent_complete: progress, rag: health, deadline: needed}\nstatuses: {doing: in_progress}\nsidecar: work.yaml\n",
    ),
    ("content/phases/p1.md", "---\nid: P1\ntitle: Workshop\nowner: ada\n---\n"),
    (
        KILN,
        "---\nid: A\ntitle: Kiln\nphase: P1\nowner: ada\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nneeded: 2026-04-30\nupdates:\n  - date: 2026-03-17\n    by: ada\n    state: doing\n    progress: 80\n    actual_start: 2026-03-02\n    health: amber\n    next_action: {text: Buy bricks, owner: ada, due: 2026-03-25}\n---\n",
    ),
    (
        WHEEL,
        "+++\nid = \"B\"\ntitle = \"Wheel\"\nphase = \"P1\"\nowner = \"bo\"\nduration = \"15d\"\nstart = 2026-03-02\nfinish = 2026-03-20\n\n[[updates]]\ndate = 2026-03-17\nby = \"bo\"\nstate = \"doing\"\nprogress = 80\nactual_start = 2026-03-02\nhealth = \"amber\"\nnext_action = {text = \"Buy clay\", owner = \"bo\", due = 2026-03-25}\n+++\nIt turns.\n",
    ),
    ("content/works/glaze/README.md", "Blue.\n"),
    (
        GLAZE,
        "id: C\ntitle: Glaze\nphase: P1\nowner: bo\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nupdates:\n  - {date: 2026-03-17, by: bo, state: doing, progress: 80, actual_start: 2026-03-02, health: amber, next_action: {text: Mix, owner: bo, due: 2026-03-25}}\n",
    ),
];

/// File, what stands in it, what is written instead; the code that tells it, its line, and what the message or the hint
/// names.
const FAULTS: &[(&str, &str, &str, Code, u32, &str)] = &[
    (KILN, "health: amber", "helath: amber", Code::UnknownKey, 16, "`health`"),
    (KILN, "health: amber", "health: ambre", Code::UnknownValue, 16, "`amber`"),
    (KILN, "health: amber", "health: amber\n    rag: green", Code::DuplicateKey, 16, "`rag`"),
    (KILN, "state: doing", "sttae: doing", Code::UnknownKey, 13, "`state`"),
    (KILN, "state: doing", "state: doign", Code::UnknownValue, 13, "doign"),
    (KILN, "state: doing", "state: doing\n    status: done", Code::DuplicateKey, 13, "`status`"),
    (KILN, "progress: 80", "porgress: 80", Code::UnknownKey, 14, "`progress`"),
    (KILN, "progress: 80", "progress: 0.8", Code::OutOfRange, 14, "`80`"),
    (KILN, "needed: 2026-04-30", "neeeded: 2026-04-30", Code::UnknownKey, 9, "`needed`"),
    (
        KILN,
        "needed: 2026-04-30",
        "needed: 2026-04-30\ndeadline: 2026-06-30",
        Code::DuplicateKey,
        9,
        "`deadline`",
    ),
    (WHEEL, "health = ", "helath = ", Code::UnknownKey, 16, "`health`"),
    (WHEEL, "\"amber\"", "\"ambre\"", Code::UnknownValue, 16, "`amber`"),
    (WHEEL, "\n+++\nIt", "\nIt", Code::UnclosedFrontMatter, 1, "`+++`"),
    (WHEEL, "progress = 80", "progress = 80\nprogress = 90", Code::YamlSyntax, 15, "duplicate"),
    (GLAZE, "health: amber", "helath: amber", Code::UnknownKey, 9, "`health`"),
    (GLAZE, "health: amber", "health: amber, rag: green", Code::DuplicateKey, 9, "`rag`"),
    (SETTINGS, "rag: health", "rga: health", Code::UnknownKey, 6, "`rag`"),
    (SETTINGS, "status: state", "stauts: state", Code::UnknownKey, 6, "`status`"),
    (SETTINGS, "epics/: milestone", "epics/: milestoen", Code::UnknownValue, 5, "`milestone`"),
    (SETTINGS, "doing: in_progress", "doing: in_progres", Code::UnknownValue, 7, "`in_progress`"),
];

#[test]
fn a_fault_in_names_of_other_tools_makes_nothing_greener_and_is_told_once() {
    let files: Files = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let whole = checked(&files);
    assert_eq!(whole.diagnostics.len(), 0, "{:#?}", whole.diagnostics);
    let before = colors(&whole);
    let mut wrong = Vec::new();
    for (file, from, to, code, line, words) in FAULTS {
        let mut bent = files.clone();
        let (_, text) = bent.iter_mut().find(|(path, _)| path == file).expect("a file of the project");
        assert!(text.contains(from), "{file} has no `{from}`");
        *text = text.replacen(from, to, 1);
        let after = checked(&bent);
        let now = colors(&after);
        for (name, was, is) in greener(&before, &now) {
            wrong.push(format!("{from} -> {to}: {name} was {was:?}, is {is:?}"));
        }
        let told = told_anew(&whole, &after);
        let is_it = after.diagnostics.iter().any(|found| {
            let at = found.place.map(|at| after.sources().position(at).line);
            let said = format!("{} {}", found.message, found.hint.as_deref().unwrap_or_default());
            found.code == *code && at == Some(*line) && said.contains(words)
        });
        if told.len() != 1 || !is_it {
            wrong.push(format!("{from} -> {to}: told {told:#?}, {:#?}", after.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
