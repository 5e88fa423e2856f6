//! One fault, one message: a plan in which nothing is wrong, bent in one place. What is told is that place, with what to
//! write instead, and nothing that only follows from it.

use milepost::{
    diag::{Code, Diagnostic, Fix, fixes},
    site::{Checked, Config, check},
    world::Memory,
};

const SETTINGS: &str = "milepost.yaml";
const P1: &str = "content/phases/p1.md";
const M1: &str = "content/milestones/m1.md";
const M2: &str = "content/milestones/m2.md";
const S1: &str = "content/sprints/s1.md";
const R1: &str = "content/risks/r1.md";
const B1: &str = "content/blockers/b1.md";

/// The plan: path and text of each file.
const PLAN: [(&str, &str); 7] = [
    (
        SETTINGS,
        "title: Bakery\nstart: 2026-03-02\nstatus_date: 2026-03-18\nagents:\n  - {id: ada, name: Ada Lind, role: lead}\n  - {id: bo, name: Bo Krog, role: baker}\n",
    ),
    (
        P1,
        "---\nid: P1\ntitle: Open the shop\nowner: ada\ngate:\n  criteria:\n    - {id: C1, text: Bread sells, check: {done: [M2]}}\n  decision: pending\n---\nOne shop.\n",
    ),
    (
        M1,
        "---\nid: M1\ntitle: Oven\nphase: P1\nowner: bo\nduration: 15d\nstart: 2026-03-02\nfinish: 2026-03-20\nstatus: planned\nupdates:\n  - date: 2026-03-17\n    by: bo\n    status: in_progress\n    percent_complete: 80\n    actual_start: 2026-03-02\n    rag: green\n    note: The bricks are in.\n---\nStone and steel.\n",
    ),
    (
        M2,
        "---\nid: M2\ntitle: Bread\nphase: P1\nowner: ada\nduration: 5d\nstart: 2026-03-23\nfinish: 2026-03-27\ndepends_on: [M1]\n---\nRye and wheat.\n",
    ),
    (
        S1,
        "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-20\nphase: P1\ngoal: The oven is warm.\n---\nBricks first.\n",
    ),
    (
        R1,
        "---\nid: R1\ntitle: Wet flour\ncategory: technical\nprobability: low\nimpact: medium\nowner: bo\nmitigation: Dry bins.\nstatus: open\nraised_on: 2026-03-03\naffects: [M1]\n---\nThe cellar is damp.\n",
    ),
    (
        B1,
        "---\nid: B1\ntitle: No key to the cellar\nseverity: low\nblocks: [M2]\nraised_by: ada\nraised_on: 2026-03-16\nresolved_on: 2026-03-17\nrequired_from: bo\n---\nThe landlord has it.\n",
    ),
];

/// A fault: what it is, the file, the text that goes and what comes in its place; the code that tells it, the line, and
/// words of its message or hint.
type Fault = (&'static str, &'static str, &'static str, &'static str, Code, u32, &'static [&'static str]);

const FAULTS: &[Fault] = &[
    ("a key of a fact", M1, "owner: bo", "onwer: bo", Code::UnknownKey, 5, &["owner"]),
    ("a key of a link", M2, "depends_on:", "depend_on:", Code::UnknownKey, 9, &["depends_on"]),
    (
        "never the thing itself",
        M2,
        "[M1]",
        "[M7]",
        Code::UnknownReference,
        9,
        &["the only other milestone is `M1`"],
    ),
    (
        "never another kind",
        M2,
        "phase: P1",
        "phase: P2",
        Code::UnknownReference,
        4,
        &["the only phase is `P1`"],
    ),
    ("a person by name", M2, "owner: ada", "owner: Ada Lind", Code::UnknownOwner, 5, &["`ada`"]),
    ("a milestone by title", M2, "[M1]", "[Oven]", Code::UnknownReference, 9, &["`M1`"]),
    ("a milestone by file", M2, "[M1]", "[m1.md]", Code::LooseReference, 9, &["`M1`"]),
    (
        "a date with the day first",
        M1,
        "start: 2026-03-02\nfinish",
        "start: 2.3.2026\nfinish",
        Code::LooseDate,
        7,
        &["2026-03-02"],
    ),
    (
        "a date of two readings",
        R1,
        "2026-03-03",
        "03/04/2026",
        Code::BadDate,
        10,
        &["2026-03-04", "2026-04-03"],
    ),
    ("a misspelt kind", M1, "id: M1\n", "id: M1\nkind: milstone\n", Code::UnknownKind, 3, &["milestone"]),
    ("no space after a colon", M2, "duration: 5d", "duration:5d", Code::YamlSyntax, 6, &["duration: 5d"]),
    ("a no-break space", M2, "duration: 5d", "duration:\u{a0}5d", Code::YamlSyntax, 6, &["space"]),
    ("a lost colon", M2, "duration: 5d", "duration 5d", Code::YamlSyntax, 6, &["duration: 5d"]),
    ("a lost colon in the settings", SETTINGS, "agents:", "agents", Code::YamlSyntax, 4, &["agents:"]),
    ("a text cut by a sign", M1, "title: Oven", "title: Oven #2", Code::CutText, 3, &["\"Oven #2\""]),
    (
        "a text cut by a comma",
        M1,
        "    note:",
        "    next_action: {text: Buy wood, then light it, owner: bo, due: 2026-03-25}\n    note:",
        Code::CutText,
        17,
        &["\"Buy wood, then light it\""],
    ),
    (
        "a colon in a title",
        M1,
        "title: Oven",
        "title: Oven: stone",
        Code::YamlSyntax,
        3,
        &["\"Oven: stone\""],
    ),
    (
        "a line that lost its indentation",
        M1,
        "are in.",
        "are\nin since Monday.",
        Code::YamlSyntax,
        18,
        &["indent"],
    ),
    (
        "a note that begins with a dash",
        M1,
        "The bricks",
        "- the bricks",
        Code::YamlSyntax,
        17,
        &["\"- the bricks"],
    ),
    (
        "text after a closing quote",
        M1,
        "note: The bricks",
        "note: \"The\" bricks",
        Code::YamlSyntax,
        17,
        &["quotes"],
    ),
    ("a fence too early", M2, "depends_on:", "---\ndepends_on:", Code::CutFrontMatter, 10, &["---"]),
    ("a fence that is not closed", M2, "[M1]\n---\n", "[M1]\n", Code::UnclosedFrontMatter, 1, &["---"]),
    ("a key given twice", M2, "owner: ada", "owner: ada\nowner: bo", Code::DuplicateKey, 6, &["keep one"]),
    (
        "a merge conflict in a report",
        M1,
        "    percent_complete: 80\n",
        "<<<<<<< HEAD\n    percent_complete: 80\n=======\n    percent_complete: 60\n>>>>>>> bricks\n",
        Code::MergeConflict,
        14,
        &["conflict"],
    ),
    (
        "a merge conflict in the text",
        M2,
        "Rye and wheat.",
        "<<<<<<< HEAD\nRye.\n=======\nWheat.\n>>>>>>> wheat",
        Code::MergeConflict,
        11,
        &["conflict"],
    ),
    (
        "front matter below a comment",
        R1,
        "---\nid: R1",
        "<!-- seen -->\n\n---\nid: R1",
        Code::MisplacedFrontMatter,
        3,
        &["begin"],
    ),
    ("no phase", M2, "phase: P1\n", "", Code::MissingField, 2, &["P1"]),
    ("no probability", R1, "probability: low\n", "", Code::MissingField, 2, &["low", "medium", "high"]),
    ("no id, and others name it", M1, "id: M1\n", "", Code::MissingField, 2, &["id"]),
    ("an id with a space", M1, "id: M1", "id: M 1", Code::BadId, 2, &["M1"]),
    ("an id that is taken", M2, "id: M2", "id: M1", Code::DuplicateId, 2, &["m1.md"]),
    ("a sprint without an end", S1, "end: 2026-03-20\n", "", Code::MissingField, 2, &["end"]),
    ("an update that nobody signed", M1, "    by: bo\n", "", Code::MissingField, 11, &["by"]),
    ("a criterion without a check", P1, ", check: {done: [M2]}", "", Code::UncheckedCriterion, 7, &["check"]),
    ("a misspelt check", P1, "{done:", "{don:", Code::UnknownKey, 7, &["done"]),
    ("a percentage of 120", M1, "complete: 80", "complete: 120", Code::OutOfRange, 14, &["100"]),
    ("a percentage in words", M1, "complete: 80", "complete: eighty", Code::WrongType, 14, &["100"]),
    (
        "a finish before its start",
        M1,
        "finish: 2026-03-20",
        "finish: 2026-02-20",
        Code::FinishBeforeStart,
        8,
        &["swap"],
    ),
    (
        "an estimate that is a length",
        M2,
        "duration: 5d",
        "estimate: 4d",
        Code::WrongType,
        6,
        &["optimistic", "most_likely"],
    ),
    ("a word that is none", R1, "impact: medium", "impact: severe", Code::UnknownValue, 6, &["critical"]),
    (
        "a blocker with a status",
        B1,
        "resolved_on: 2026-03-17",
        "status: resolved",
        Code::UnknownKey,
        8,
        &["resolved_on"],
    ),
    ("a title of a template", M2, "title: Bread", "title: TODO", Code::TemplateText, 3, &["TODO"]),
    (
        "an override that is not whole",
        M1,
        "    note:",
        "    override: {rag: amber, by: ada}\n    note:",
        Code::IncompleteOverride,
        17,
        &["expires"],
    ),
    ("a misspelt title of the program", SETTINGS, "title:", "titel:", Code::UnknownKey, 1, &["title"]),
    (
        "agents as a map",
        SETTINGS,
        "  - {id: ada, name: Ada Lind, role: lead}\n  - {id: bo, name: Bo Krog, role: baker}\n",
        "  ada: {name: Ada Lind}\n  bo: {name: Bo Krog}\n",
        Code::WrongType,
        5,
        &["- {id"],
    ),
    (
        "a calendar as a list",
        SETTINGS,
        "agents:",
        "calendar: [mon, tue, wed, thu, fri]\nagents:",
        Code::WrongType,
        4,
        &["workdays"],
    ),
    (
        "a theme without a folder",
        SETTINGS,
        "agents:",
        "theme: harbor\nagents:",
        Code::UnknownReference,
        4,
        &["harbor"],
    ),
];

fn checked(files: &[(&str, String)]) -> Checked {
    let world = Memory::of(files.iter().map(|(path, text)| (*path, text.clone()))).expect("clean paths");
    let config = Config::usual(chrono::NaiveDate::MIN);
    check(&world, &config)
}

fn plan() -> Vec<(&'static str, String)> {
    PLAN.iter().map(|(path, text)| (*path, (*text).to_owned())).collect()
}

/// The plan with one text in place of another in one of its files.
fn bent(file: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
    let mut files = plan();
    for (_, text) in files.iter_mut().filter(|(path, _)| *path == file) {
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replacen(from, to, 1);
    }
    files
}

fn told(found: &[Diagnostic]) -> String {
    found.iter().map(|found| format!("  {}: {}; {:?}\n", found.code, found.message, found.hint)).collect()
}

#[test]
fn nothing_is_wrong_with_the_plan() {
    let checked = checked(&plan());
    assert!(checked.diagnostics.is_empty(), "{}", told(&checked.diagnostics));
}

#[test]
fn each_fault_is_told_once_at_its_place() {
    let mut wrong = String::new();
    for &(about, file, from, to, code, line, words) in FAULTS {
        let checked = checked(&bent(file, from, to));
        let holds = match checked.diagnostics.as_slice() {
            [only] => {
                let place = only.place.expect("a file is at fault");
                let text = format!("{} {}", only.message, only.hint.as_deref().unwrap_or_default());
                let at = (checked.sources().path(place.file), checked.sources().position(place).line);
                only.code == code && at == (file, line) && words.iter().all(|word| text.contains(word))
            }
            _ => false,
        };
        if !holds {
            wrong += &format!("{about}:\n{}", told(&checked.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn after_its_fix_nothing_is_told() {
    let mut fixed = 0;
    for &(about, file, from, to, ..) in FAULTS {
        let mut files = bent(file, from, to);
        let found = checked(&files).diagnostics;
        let fixes: Vec<&Fix> = found.iter().filter_map(|found| found.fix.as_ref()).collect();
        if fixes.is_empty() {
            continue;
        }
        for (_, text) in files.iter_mut().filter(|(path, _)| *path == file) {
            *text = fixes::apply(text, &fixes).text;
        }
        let left = checked(&files).diagnostics;
        assert!(left.is_empty(), "{about}:\n{}", told(&left));
        fixed += 1;
    }
    assert!(fixed > FAULTS.len() / 3, "only {fixed} can be fixed");
}

#[test]
fn a_circle_is_told_with_each_of_its_edges() {
    let found = checked(&bent(M1, "duration: 15d", "duration: 15d\ndepends_on: [M2]")).diagnostics;
    let [only] = found.as_slice() else { panic!("{}", told(&found)) };
    assert_eq!((only.code, only.labels.len()), (Code::Cycle, 1));
}
