//! What one state of a program says otherwise than another: the same as two clean builds say, compared by hand; nothing
//! between two that are the same; and each date with the edit that moved it.

use std::{collections::BTreeMap, convert::Infallible};

use milepost::{
    report::{DiffReport, Format, Report, diff::State},
    site::{Built, Checked, Pair, check, check_pair},
    world::{Memory, ProjectPath, World},
};
use proptest::{prelude::*, sample::Index};
use serde_json::Value;

use crate::{
    made_up,
    project::{config, file, site},
};

/// The report on two checked projects.
pub fn difference(base: &Checked, head: &Checked) -> DiffReport {
    let (old, new) = (base.context(), head.context());
    DiffReport::new(
        &State { cx: &old, diagnostics: &base.diagnostics, name: "base".to_owned() },
        &State { cx: &new, diagnostics: &head.diagnostics, name: "head".to_owned() },
    )
}

/// Two states checked as the command does.
fn pair(before: &Memory, after: &Memory) -> Pair {
    let opened = || Ok::<Box<dyn World + Send>, Infallible>(Box::new(before.clone()));
    check_pair(after, opened, &config()).unwrap_or_else(|never| match never {})
}

/// An edit of a milestone.
#[derive(Debug, Clone)]
enum Edit {
    Duration(u8),
    Percent(u8),
    Free,
    Gone,
    Text,
    Owner,
    Blocked,
    Done,
    New,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (1u8..30).prop_map(Edit::Duration),
        2 => (0u8..120).prop_map(Edit::Percent),
        2 => Just(Edit::Free),
        1 => Just(Edit::Gone),
        1 => Just(Edit::Text),
        1 => Just(Edit::Owner),
        1 => Just(Edit::Blocked),
        1 => Just(Edit::Done),
        1 => Just(Edit::New),
    ]
}

/// Replaces the first line that begins with `start`; puts one before the end of the front matter where there is none.
fn with_line(text: &str, start: &str, line: &str) -> String {
    let mut found = false;
    let mut lines: Vec<String> = Vec::new();
    for (at, old) in text.lines().enumerate() {
        if !found && old.starts_with(start) {
            found = true;
            lines.push(line.to_owned());
        } else if !found && at > 0 && old == "---" {
            found = true;
            lines.extend([line.to_owned(), old.to_owned()]);
        } else {
            lines.push(old.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

fn apply(project: &mut Memory, which: &Index, edit: &Edit) {
    let content = ProjectPath::new("content/milestones").expect("a clean path");
    let files = project.list_markdown(&content).files;
    if files.is_empty() {
        return;
    }
    let path = which.get(&files);
    let text = String::from_utf8(project.read(path).expect("it is listed")).expect("made-up files are UTF-8");
    let new = match edit {
        Edit::Duration(days) => with_line(&text, "duration:", &format!("duration: {days}d")),
        Edit::Percent(percent) => {
            with_line(&text, "    percent_complete:", &format!("    percent_complete: {percent}"))
        }
        Edit::Free => with_line(&text, "depends_on:", "depends_on: []"),
        Edit::Gone => {
            project.remove(path);
            return;
        }
        Edit::Text => text + "More is said of it.\n",
        Edit::Owner => with_line(&text, "owner:", "owner: nobody-at-all"),
        Edit::Blocked => with_line(&text, "    status:", "    status: blocked"),
        Edit::Done => with_line(&text, "    status:", "    status: done"),
        Edit::New => {
            let path = path.parent().join("new.md").expect("a clean path");
            let text = "---\nid: N1\ntitle: New\nphase: P1\nduration: 40d\n---\n";
            return project.insert(path, text);
        }
    };
    project.insert(path.clone(), new);
}

fn made_up() -> Memory {
    let options = made_up::Options {
        milestones: 24,
        phases: 3,
        past: made_up::Past::Calm,
        sprints: Some(3),
        ..made_up::Options::default()
    };
    Memory::of(made_up::program(&options).expect("it can be made")).expect("clean paths")
}

/// What a site says of a program, key by key, as texts: dates, colors, floats, and how often what is wrong.
fn said(built: &Built) -> BTreeMap<String, String> {
    let json: Value = serde_json::from_str(file(&built.plan, "api/program.json")).expect("JSON");
    let mut said = BTreeMap::new();
    let text = |value: &Value| value.to_string();
    said.insert("finish".to_owned(), text(&json["forecast"]["finish"]));
    said.insert("color".to_owned(), text(&json["rag"]));
    let list = |name: &str| json[name].as_array().expect("a list").clone();
    for row in list("milestones") {
        let id = row["id"].as_str().expect("an id");
        said.insert(format!("milestone {id} finish"), text(&row["forecast"]["finish"]));
        said.insert(format!("milestone {id} color"), text(&row["rag"]));
        said.insert(format!("milestone {id} critical"), text(&row["critical"]));
        said.insert(format!("milestone {id} float"), text(&row["total_float"]));
    }
    for row in list("phases") {
        let id = row["id"].as_str().expect("an id");
        said.insert(format!("phase {id} gate"), text(&row["gate"]["forecast"]));
        said.insert(format!("phase {id} color"), text(&row["rag"]));
    }
    for row in list("diagnostics") {
        let key = format!("finding {} {} {} {}", row["severity"], row["code"], row["file"], row["message"]);
        let count: usize = said.get(&key).map_or(0, |count: &String| count.parse().expect("a count"));
        said.insert(key, (count + 1).to_string());
    }
    said
}

/// What the report says, in the same keys: before and after.
fn told(report: &DiffReport) -> BTreeMap<String, (String, String)> {
    let json: Value = serde_json::from_str(&report.write(Format::Json)).expect("JSON");
    let mut told = BTreeMap::new();
    let list = |name: &str| json[name].as_array().expect("a list").clone();
    for name in ["gates", "milestones", "critical_path", "floats", "colors"] {
        for entry in list(name) {
            let kind = entry["kind"].as_str();
            let id = entry["id"].as_str().unwrap_or_default();
            let what = match (name, kind) {
                ("gates", None) => "finish".to_owned(),
                ("gates", _) => format!("phase {id} gate"),
                ("milestones", _) => format!("milestone {id} finish"),
                ("critical_path", _) => format!("milestone {id} critical"),
                ("floats", _) => format!("milestone {id} float"),
                (_, None) => "color".to_owned(),
                (_, Some(kind)) => format!("{kind} {id} color"),
            };
            let now = entry["critical"].as_bool();
            let sides = match now {
                Some(now) => ((!now).to_string(), now.to_string()),
                None => (entry["from"].to_string(), entry["to"].to_string()),
            };
            told.insert(what, sides);
        }
    }
    told
}

/// What is otherwise by hand, of what is there on both sides.
fn by_hand(before: &Built, after: &Built) -> BTreeMap<String, (String, String)> {
    let (was, is) = (said(before), said(after));
    let both = was.into_iter().filter_map(|(key, was)| Some((key.clone(), (was, is.get(&key)?.clone()))));
    both.filter(|(key, (was, is))| was != is && !key.starts_with("finding")).collect()
}

/// How much more often each finding is told, by hand and by the report.
fn findings(before: &Built, after: &Built, report: &DiffReport) -> [BTreeMap<String, i64>; 2] {
    let count = |said: &BTreeMap<String, String>, key: &String| -> i64 {
        said.get(key).map_or(0, |count| count.parse().expect("a count"))
    };
    let (was, is) = (said(before), said(after));
    let keys = was.keys().chain(is.keys()).filter(|key| key.starts_with("finding"));
    let by_hand =
        keys.map(|key| (key.clone(), count(&is, key) - count(&was, key))).filter(|(_, more)| *more != 0);
    let json: Value = serde_json::from_str(&report.write(Format::Json)).expect("JSON");
    let told = json["findings"].as_array().expect("a list").iter().map(|entry| {
        let key =
            format!("finding {} {} {} {}", entry["severity"], entry["code"], entry["file"], entry["message"]);
        (key, entry["more"].as_i64().expect("a count"))
    });
    [by_hand.collect(), told.collect()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_is_that_of_two_clean_builds(
        edits in prop::collection::vec((any::<Index>(), edit()), 0..4),
    ) {
        let before = made_up();
        let mut after = before.clone();
        edits.iter().for_each(|(which, edit)| apply(&mut after, which, edit));
        let (old, new) = (site(&before), site(&after));
        let report = difference(&old.checked, &new.checked);
        // The command reads both side by side, and what is the same once.
        let beside = pair(&before, &after);
        prop_assert_eq!(difference(&beside.before, &beside.after).write(Format::Json), report.write(Format::Json));
        let mut told = told(&report);
        told.retain(|key, _| !key.starts_with("sprint") && !key.starts_with("risk"));
        prop_assert_eq!(told, by_hand(&old, &new));
        let [hand, told] = findings(&old, &new, &report);
        prop_assert_eq!(told, hand);
        // Back again is the same the other way round.
        let back = difference(&new.checked, &old.checked);
        prop_assert_eq!(back.changes.len(), report.changes.len());
        let same = pair(&after, &after);
        prop_assert!(difference(&same.before, &same.after).is_empty());
        let comment = report.write(Format::Markdown);
        prop_assert!(comment.lines().count() <= 25, "{comment}");
        prop_assert_eq!(comment.is_empty(), report.is_empty());
        let moved = report.gates.iter().chain(&report.milestones);
        for entry in moved {
            prop_assert!(!entry.because.is_empty(), "no edit is told for {}", entry.about);
        }
    }
}

/// M1 before M2 before M3, all of P1; M4 alone.
fn chain() -> Memory {
    let milestone = |id: &str, days: u8, after: &str| {
        format!(
            "---\nid: {id}\ntitle: {id}\nphase: P1\nowner: ada\nduration: {days}d\ndepends_on: [{after}]\n---\n"
        )
    };
    Memory::of([
        (
            "milepost.yaml",
            "title: Test\nstart: 2026-03-02\nstatus_date: 2026-03-02\nagents: [ada]\n".to_owned(),
        ),
        ("content/phases/p1.md", "---\nid: P1\ntitle: Bread\n---\n".to_owned()),
        ("content/milestones/m1.md", milestone("M1", 5, "")),
        ("content/milestones/m2.md", milestone("M2", 5, "M1")),
        ("content/milestones/m3.md", milestone("M3", 5, "M2")),
        ("content/milestones/m4.md", milestone("M4", 12, "")),
    ])
    .expect("clean paths")
}

fn with(mut project: Memory, path: &str, edit: impl Fn(&str) -> String) -> Memory {
    let path = ProjectPath::new(path).expect("a clean path");
    let text = String::from_utf8(project.read(&path).unwrap_or_default()).expect("UTF-8");
    project.insert(path, edit(&text));
    project
}

fn of(before: &Memory, after: &Memory) -> DiffReport {
    difference(&check(before, &config()), &check(after, &config()))
}

/// Each date with the edits and the chain that are told for it.
fn origins(report: &DiffReport) -> Vec<String> {
    let entries = report.gates.iter().chain(&report.milestones);
    let line = |entry: &milepost::report::diff::DiffEntry| {
        let edits: Vec<String> =
            entry.because.iter().map(|because| format!("{}:{}", because.file, because.line)).collect();
        format!("{}: {} by {} through {}", entry.about, entry.text, edits.join(", "), entry.chain.join(" "))
    };
    entries.map(line).collect()
}

#[test]
fn a_date_is_followed_to_the_edit_that_moved_it() {
    let before = chain();
    let later = with(before.clone(), "content/milestones/m1.md", |text| text.replace("5d", "8d"));
    insta::assert_snapshot!(origins(&of(&before, &later)).join("\n"), @"
    Program: finish 20 Mar -> 25 Mar, 3 working days later by content/milestones/m1.md:6 through M1 M2 M3
    Gate of P1 Bread: 20 Mar -> 25 Mar, 3 working days later by content/milestones/m1.md:6 through M1 M2 M3 P1
    M1: 6 Mar -> 11 Mar, 3 working days later by content/milestones/m1.md:6 through 
    M2: 13 Mar -> 18 Mar, 3 working days later by content/milestones/m1.md:6 through M1 M2
    M3: 20 Mar -> 25 Mar, 3 working days later by content/milestones/m1.md:6 through M1 M2 M3
    ");
    // Earlier, as far as what is not edited lets it: the edit is found where the old date came from.
    let earlier = with(before.clone(), "content/milestones/m2.md", |text| text.replace("5d", "1d"));
    insta::assert_snapshot!(origins(&of(&before, &earlier)).join("\n"), @"
    Program: finish 20 Mar -> 17 Mar, 3 working days earlier by content/milestones/m2.md:6 through M2 M3
    Gate of P1 Bread: 20 Mar -> 17 Mar, 3 working days earlier by content/milestones/m2.md:6 through M2 M3 P1
    M2: 13 Mar -> 9 Mar, 4 working days earlier by content/milestones/m2.md:6 through 
    M3: 20 Mar -> 16 Mar, 4 working days earlier by content/milestones/m2.md:6 through M2 M3
    ");
}

#[test]
fn two_edits_on_one_chain_are_both_told_and_one_beside_it_is_not() {
    let before = chain();
    let after = with(before.clone(), "content/milestones/m1.md", |text| text.replace("5d", "8d"));
    let after = with(after, "content/milestones/m3.md", |text| text.replace("5d", "6d"));
    let after = with(after, "content/milestones/m4.md", |text| text.replace("12d", "11d") + "More.\n");
    let told = origins(&of(&before, &after));
    assert_eq!(
        told[1],
        "Gate of P1 Bread: 20 Mar -> 26 Mar, 4 working days later by content/milestones/m1.md:6, \
         content/milestones/m3.md:6 through M1 M2 M3 P1"
    );
}

#[test]
fn a_calendar_a_lost_thing_and_a_blocker_are_found_where_they_stand() {
    let before = chain();
    let after =
        with(before.clone(), "milepost.yaml", |text| format!("{text}calendar: {{holidays: [2026-03-04]}}\n"));
    let told = origins(&of(&before, &after));
    assert!(
        told[0].ends_with("1 working day later by milepost.yaml:5 through ")
            || told[0].contains("milepost.yaml:5"),
        "{told:?}"
    );
    let blocker = "---\nid: B1\ntitle: No flour\nseverity: high\nblocks: [M1]\nraised_on: 2026-03-02\n---\n";
    let after = with(before.clone(), "content/blockers/b1.md", |_| blocker.to_owned());
    let report = of(&before, &after);
    let red = report.colors.iter().find(|entry| entry.id.as_deref() == Some("M1")).expect("it turns red");
    assert_eq!(red.because[0].file, "content/blockers/b1.md");
    assert!(red.text.starts_with("no color -> red (blocked)"), "{}", red.text);
    let whole = report.colors.iter().find(|entry| entry.kind.is_none()).expect("the program turns red");
    assert_eq!(whole.because[0].file, "content/blockers/b1.md");
}

#[test]
fn a_comment_notifies_nobody_and_is_short_whatever_changed() {
    let before = chain();
    let mut after = with(before.clone(), "content/phases/p1.md", |_| {
        "---\nid: P1\ntitle: \"@octocat <b>| *x*\"\n---\n".to_owned()
    });
    for number in 10..600 {
        let path = ProjectPath::new(&format!("content/milestones/m{number}.md")).expect("a clean path");
        let after_it = if number % 7 == 0 { "M22" } else { "M3" };
        after.insert(path, format!("---\nid: M{number}\ntitle: \"@octocat\"\nphase: P1\nduration: 5d\ndepends_on: [{after_it}]\n---\n"));
    }
    let comment = of(&before, &after).write(Format::Markdown);
    assert!(comment.lines().count() <= 25, "{}", comment.lines().count());
    assert!(comment.len() < 65_536, "{}", comment.len());
    assert!(!comment.contains("@octocat"), "{comment}");
    assert!(!comment.contains("<b>|"), "{comment}");
    assert!(comment.starts_with("**"), "{comment}");
}
