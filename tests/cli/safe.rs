//! Content that would steer the reader: nothing that is written by any command holds such a character as it is.

use std::collections::BTreeSet;

use crate::project::Project;

/// What steers a terminal or turns what is read, each between letters so that it stands in the middle of something.
pub const STEERING: [char; 18] = [
    '\u{7}', '\u{8}', '\u{1b}', '\u{7f}', '\u{85}', '\u{90}', '\u{9b}', '\u{61c}', '\u{200e}', '\u{200f}',
    '\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{feff}', '\u{fdd0}', '\u{ffff}',
];

/// Every command with all its formats.
const LINES: &[&str] = &[
    "adopt",
    "check --format human",
    "check --format short -v",
    "check --format json",
    "check --format github",
    "check --format sarif",
    "new risk x --dry-run",
    "update M4 --percent 40 --status in_progress --by ada --on 2026-03-04 --dry-run",
    "update --dry-run",
    "log M2",
    "rename M4 M9 --dry-run",
    "check --fix --dry-run",
    "report S1 --format text",
    "report S1 --format markdown",
    "report S1 --format json -v",
    "map P1 --format text",
    "map P1 --format markdown",
    "map P1 --format json",
    "timeline P1 --format text",
    "timeline P1 --format markdown",
    "timeline P1 --format json",
    "risks --format text",
    "risks --format markdown",
    "risks --format json",
    "escalations --format text",
    "escalations --format markdown",
    "escalations --format json",
    "acknowledge C1 --service s2 --by ada",
    "close S1 --dry-run --as-of 2026-06-01",
    "theme eject",
    "diff old --format text",
    "diff old --format markdown",
    "diff old --format json",
    "build -v",
    "explain milestone.estimate",
    "schema settings",
    "completions bash",
    "man build",
    "help build",
];

pub fn steers(c: char) -> bool {
    c.is_control() && c != '\n' || STEERING.contains(&c)
}

/// A project in which people wrote what steers wherever they could.
fn project() -> Project {
    let raw: String = STEERING.iter().map(|c| format!("x{c}")).collect();
    let escaped: String = STEERING.iter().map(|c| format!("x\\u{:04x}", u32::from(*c))).collect();
    project_of(&raw, &format!("\"{escaped}\""))
}

/// A project in which people could write anything, and wrote this: as text, and as a value.
fn project_of(raw: &str, q: &str) -> Project {
    let act = format!("next_action: {{text: {q}, owner: ada, due: 2026-03-20}}");
    let told = format!(
        "updates:\n  - {{date: 2026-03-02, by: {q}, status: in_progress, actual_start: 2026-02-16, percent_complete: 10, rag: red, note: {q}, {act}}}"
    );
    let late = "start: 2026-02-16\nfinish: 2026-02-20\nduration: 5d";
    let page = |front: String| {
        format!(
            "---\n{front}\n---\n{raw}\n\n# {raw}\n\n[{raw}](nowhere.md) &#27; &#x202e;\n\n<b title=\"&#27;\">{raw}</b>\n"
        )
    };
    Project::empty()
        .with("milepost.yaml", format!("title: {q}\nstart: 2026-02-16\nstatus_date: 2026-03-04\n{q}: 1\nagents: [{{id: ada, name: {q}, role: {q}}}, {q}]\n"))
        .with("content/index.md", page(format!("title: {q}\n{q}: {q}")))
        .with("content/phases/p1.md", page(format!("id: P1\ntitle: {q}\nowner: {q}\ngate: {{decision: go, decided_by: {q}, criteria: [{{id: {q}, text: {q}, evidence: {q}}}]}}")))
        .with("content/milestones/m1.md", page(format!("id: {q}\ntitle: {q}\nphase: P1\nowner: {q}\n{late}\n{told}")))
        .with("content/milestones/m2.md", page(format!("id: M2\ntitle: {q}\nphase: P1\nowner: ada\n{late}\ndepends_on: [{q}, {{on: {q}, for: {q}}}]\n{told}")))
        .with("content/milestones/m3.md", page(format!("id: M3\ntitle: {q}\nphase: P1\nstatus: {q}\n{late}\nsprint: {q}")))
        .with("content/sprints/s1.md", page(format!("id: S1\ntitle: {q}\nstart: 2026-03-02\nend: 2026-03-13\ngoal: {q}")))
        .with("content/risks/r1.md", page(format!("id: {q}\ntitle: {q}\ncategory: technical\nprobability: high\nimpact: high\nowner: {q}\naffects: [M2]\nmitigation: {q}\ncause: {q}\n{told}")))
        .with("content/blockers/b1.md", page(format!("id: {q}\ntitle: {q}\nseverity: high\nblocks: [M2]\nraised_by: {q}\nraised_on: 2026-02-16\nrequired_from: {q}\n{act}")))
        .with("content/services/s1.md", page(format!("id: s1\ntitle: {q}\nowner: {q}\ndepends_on: [{{service: s2, via: kafka, topics: [{q}], for: {q}}}]")))
        .with("content/services/s2.md", page(format!("id: s2\ntitle: {q}")))
        .with("content/contracts/c1.md", format!("---\nid: C1\ntitle: {q}\ntype: http\nprovider: s1\ndefinition: content/api.txt\nversion: {q}\nconsumers: [s2]\n---\nAn agreement.\n"))
        .with("content/api.txt", "GET /\n")
        .with("content/tasks/t1.md", page(format!("id: {q}\ntitle: {q}\nassigned_to: {q}\nmilestone: M2\nstatus: {q}")))
        .with("content/decisions/0001-d.md", page(format!("status: accepted\ndate: 2026-03-02\ndecision-makers: [{q}]\naffects: [M2, {q}]")))
        .with("content/teams/t.md", page(format!("id: t\nname: {q}\nmembers: [ada, {q}]\ncontact: {q}")))
        .with("content/milestones/m4.md", format!("---\nid: M4\ntitle: {q}\nphase: P1\nowner: ada\n{late}\n---\n"))
        .with("old/milepost.yaml", format!("title: {q}\nstart: 2026-02-16\nstatus_date: 2026-03-04\n"))
        .with("old/content/phases/p1.md", page(format!("id: P1\ntitle: {q}\nowner: {q}")))
        .with("old/content/milestones/m2.md", page(format!("id: M2\ntitle: {q}\nphase: P1\nduration: 9d")))
}

#[test]
fn no_command_writes_what_steers() {
    let project = project();
    crate::diff::commit(&project, "x");
    for line in LINES {
        let told = project.run(line);
        assert!(told.code < 2, "{line}: {}", told.err);
        assert!(
            !line.contains("json") || told.out.contains("\\u202e"),
            "{line}: data stay whole:\n{}",
            told.out
        );
        let texts = [&told.out, &told.err];
        assert!(texts.iter().any(|text| text.len() > 40), "{line} says nothing:\n{}", told.err);
        for text in texts {
            if let Some(at) = text.find(steers) {
                let near: String = text[..at + 4].chars().rev().take(60).collect();
                panic!(
                    "{line} writes {:?} after {:?}",
                    text[at..].chars().next(),
                    near.chars().rev().collect::<String>()
                );
            }
        }
    }
    let wrong = format!("map x{}", STEERING.iter().filter(|c| !c.is_whitespace()).collect::<String>());
    let told = project.run(&wrong);
    assert!(told.code == 2 && !told.err.contains(steers), "{:?}", told.err);
}

/// What a machine that keeps the log obeys.
const COMMANDS: &str = "::error file=a::forged\n  ::set-output name=a::b\n##[add-mask]x\n\u{ad}::stop-commands::y\n##vso[task.setvariable x]y";

/// Lines that such a machine takes for commands.
fn commands(text: &str) -> Vec<&str> {
    let hidden = ['\u{ad}', '\u{200b}'];
    text.lines()
        .filter(|line| {
            let seen = line.replace(hidden, "");
            seen.trim_start().starts_with("::") || ["##[", "##vso["].iter().any(|mark| seen.contains(mark))
        })
        .collect()
}

#[test]
fn no_command_writes_what_a_log_obeys() {
    let project = project_of(COMMANDS, &serde_json::to_string(COMMANDS).expect("a text"))
        .with("content/::error::a ##[group]b.md", "---\n::error::x: 1\n\"##[error]\": 2\n---\n[a](b.md)\n")
        .with("content/::warning::x/##[group]b.md", "---\nkind: ::error::\n---\n[a](b.md)\n");
    crate::diff::commit(&project, "x");
    for line in LINES {
        let told = project.run(line);
        assert!(told.code < 2, "{line}: {}", told.err);
        assert!(
            told.out.contains("error")
                || told.err.contains("error")
                || told.out.contains("forged")
                || !line.contains("S1"),
            "{line} shows none of it: {}",
            told.out
        );
        let obeyed = [commands(&told.out), commands(&told.err)].concat();
        if !line.contains("github") {
            assert!(obeyed.is_empty(), "{line} writes {obeyed:#?}");
            continue;
        }
        let ours = |line: &&str| {
            ["::error file=content/", "::warning file=content/", "::notice file=content/"]
                .iter()
                .any(|start| line.starts_with(start))
        };
        assert!(!obeyed.is_empty() && obeyed.iter().all(&ours), "{obeyed:#?}");
        assert!(told.out.lines().all(|line| ours(&line)), "{}", told.out);
    }
    for line in ["map ::error::x", "diff ##[add-mask]x", "check ##[add-mask]x", "##vso[a]"] {
        let told = project.run(line);
        assert!(told.code == 2 && commands(&told.err).is_empty(), "{}", told.err);
        assert!(
            told.err.contains(["##", "::"].map(|m| m.chars().next().expect("one")).as_slice()),
            "{}",
            told.err
        );
    }
    let json: serde_json::Value =
        serde_json::from_str(&project.run("report S1 --format json").out).expect("JSON");
    assert!(json.to_string().contains("##[add-mask]"), "data stay whole");
}

/// Where GitHub sees one of these in a comment it notifies somebody, or writes into an issue of others.
#[test]
fn nobody_is_notified_by_markdown() {
    let told = "@octocat a@b.org org/team @org/team #12 o/n#34 GH-56 https://evil.example/x www.evil.example <img src=x> ![a](b) [c](d)";
    let project = project_of(told, &serde_json::to_string(told).expect("a text"));
    crate::diff::commit(&project, "x");
    for line in LINES.iter().filter(|line| line.contains("markdown")) {
        let text = project.run(line).out;
        assert!(text.contains("octocat"), "{line} shows none of it: {text}");
        // Code is shown as it is, and Markdown means nothing on a line that begins with a tag.
        let prose: Vec<&str> = text.split("```").step_by(2).flat_map(str::lines).collect();
        for wrong in ["@octocat", "a@b", "@org", "#12", "n#34", "GH-56", "https://", "www.", " <img"] {
            let found = prose.iter().find(|line| line.contains(wrong));
            assert!(found.is_none(), "{line} has {wrong}: {found:?}");
        }
        for wrong in ["![a](", "[c]("] {
            let found = prose.iter().find(|line| !line.starts_with("<details>") && line.contains(wrong));
            assert!(found.is_none(), "{line} has {wrong}: {found:?}");
        }
    }
}

#[test]
fn every_command_is_tried() {
    let help = Project::empty().run("--help").out;
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .expect("a list of commands");
    let known: BTreeSet<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let mut tried: BTreeSet<&str> = LINES.iter().filter_map(|line| line.split(' ').next()).collect();
    // It does not end by itself: `serve.rs` tries it.
    tried.insert("serve");
    // It reads no content: `init.rs` tries it with names that steer.
    tried.insert("init");
    assert_eq!(tried, known);
}

/// Browsers keep the direction of writing inside of a paragraph or cell, so pages may hold what turns it.
#[test]
fn no_file_of_the_site_holds_what_steers() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    for (path, bytes) in project.files("output") {
        let text = String::from_utf8_lossy(&bytes);
        let is = |name: &str| path.extension().is_some_and(|extension| extension == name);
        let page = is("html");
        // Lines of calendars end so (RFC 5545, 3.1); a carriage return anywhere else is found.
        let text = if is("ics") { text.replace("\r\n", "\n").into() } else { text };
        let found =
            text.find(|c| steers(c) && (c.is_control() || matches!(c, '\u{fdd0}' | '\u{ffff}') || !page));
        let near = found.map(|at| {
            text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>()
        });
        assert!(
            found.is_none(),
            "{} has {:?} after {near:?}",
            path.display(),
            found.and_then(|at| text[at..].chars().next())
        );
    }
    let json: serde_json::Value =
        serde_json::from_str(&project.read("output/api/program.json")).expect("JSON");
    let title = json["title"].as_str().expect("a title");
    assert!(title.contains('\u{202e}') && title.contains('\u{1b}'), "data stay whole: {title:?}");
}
