//! Whatever readers copy from README and the guide works: commands are commands, files are read without a finding, and what a
//! page shows as an answer is the answer.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, read_to_string};
use std::process::{Command, Stdio};

use clap::Parser;
use clap::error::ErrorKind;
use milepost::cli::Args;
use milepost::diag::{Severity, human};
use milepost::site::{Config, check};
use milepost::world::{Memory, ProjectPath};

use crate::pages::{Block, Page, all, repository};
use crate::project::Project;

/// Programs of others that our pages call.
const OTHERS: [&str; 3] = ["cargo", "cd", "git"];

/// A command line without its comment.
fn command(line: &str) -> &str {
    line.split_once(" #").map_or(line, |(command, _)| command).trim_end()
}

/// The words of a line as a shell parts them, as far as our pages need it: what stands in double quotes is one.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (nth, part) in line.split('"').enumerate() {
        match (nth % 2, words.last_mut()) {
            (1, Some(word)) => word.push_str(part),
            _ => {
                let mut pieces = part.split(' ');
                if let (Some(word), Some(first)) = (words.last_mut(), pieces.next()) {
                    word.push_str(first);
                }
                words.extend(pieces.map(str::to_owned));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// That a line means something to our binary; words in capitals stand for what readers put in. What is not whole names a
/// command, and may leave out what it needs.
fn is_ours(line: &str, place: &str, is_whole: bool) {
    let words = words(line);
    let words = words.iter().map(|word| match word.trim_matches(['[', ']']) {
        "DATE" => "2026-05-06",
        "PORT" => "4400",
        "KIND" => "risk",
        "COMMAND" => "check",
        "SHELL" => "bash",
        word => word,
    });
    if let Err(error) = Args::try_parse_from(words) {
        let is_name = !is_whole && error.kind() == ErrorKind::MissingRequiredArgument;
        assert!(!error.use_stderr() || is_name, "{place}: `{line}`: {error}");
    }
}

/// The project of the files that a page gives.
fn project_of(page: &Page) -> Project {
    let blocks = page.blocks().into_iter();
    let files = blocks.filter_map(|block| Some((block.file?, block.text)));
    files.fold(Project::empty(), |project, (name, text)| project.with(&name, text))
}

#[test]
fn every_command_is_one() {
    for page in all() {
        for line in page.inline_commands() {
            is_ours(&line, &page.name, false);
        }
        for block in page.blocks() {
            let lines: Vec<&str> = match block.language.as_str() {
                "sh" => block.text.lines().collect(),
                "console" => block.text.lines().filter_map(|line| line.strip_prefix("$ ")).collect(),
                _ => Vec::new(),
            };
            for line in lines.into_iter().map(command) {
                let program = line.split_whitespace().next().unwrap_or_default();
                match program {
                    "milepost" => is_ours(line, &block.place, true),
                    program if OTHERS.contains(&program) => {}
                    program => assert!(repository().join(program).is_file(), "{}: {line}", block.place),
                }
            }
        }
    }
}

#[test]
fn every_block_is_looked_at() {
    for block in all().iter().flat_map(Page::blocks) {
        let known = match block.language.as_str() {
            "sh" | "console" => true,
            "markdown" | "css" => block.file.is_some(),
            // `tutorial.rs` makes these edits and looks for these words.
            "diff" => block.file.is_some() && block.place.starts_with("docs/content/tutorial.md"),
            "text" => block.place.starts_with("docs/content/tutorial.md"),
            "yaml" => block.file.is_some() || host(&block).is_some(),
            _ => false,
        };
        assert!(known, "{}: no test looks at a block of `{}`", block.place, block.language);
        let first = block.text.lines().next().unwrap_or_default();
        assert!(block.language != "console" || first.starts_with("$ "), "{}: {first}", block.place);
    }
}

#[test]
fn what_the_shell_runs_in_a_row_works() {
    for name in ["docs/content/quick-start.md", "README.md", "docs/content/publishing.md"] {
        let project = Project::empty();
        let mut ran = 0;
        for block in Page::named(name).blocks().into_iter().filter(|block| block.language == "sh") {
            for line in block.text.lines().map(command) {
                let Some(words) = line.strip_prefix("milepost ") else { continue };
                let told = project.run(words);
                assert_eq!(told.code, 0, "{}: {line}: {}{}", block.place, told.out, told.err);
                ran += 1;
            }
        }
        assert!(ran > 0, "{name}");
    }
}

#[test]
fn what_a_page_shows_as_an_answer_is_the_answer() {
    for page in all() {
        for block in page.blocks().into_iter().filter(|block| block.language == "console") {
            let (line, answer) = block.text.split_once('\n').expect("a command and its answer");
            let words = line.strip_prefix("$ milepost ").unwrap_or_else(|| panic!("{}: {line}", block.place));
            if words.starts_with("serve") {
                assert_eq!(preview(words), beginning(answer), "{}", block.place);
            } else {
                let told = project_of(&page).run(words);
                assert_eq!(told.out + &told.err, answer, "{}", block.place);
            }
        }
    }
}

/// The lines of a preview up to its address, the port left out: it may be taken.
fn beginning(answer: &str) -> Vec<String> {
    const ADDRESS: &str = "http://127.0.0.1:";
    let mut lines: Vec<String> =
        answer.lines().take_while(|line| !line.starts_with(ADDRESS)).map(str::to_owned).collect();
    lines.push(ADDRESS.to_owned());
    lines
}

/// What the preview of the example says at first. No browser is opened.
fn preview(words: &str) -> Vec<String> {
    let mut serve = Command::new(assert_cmd::cargo::cargo_bin!("milepost"));
    serve.args(words.split_whitespace().filter(|word| *word != "--open")).current_dir(repository());
    serve.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut serve = serve.spawn().expect("the binary starts");
    let mut lines = BufReader::new(serve.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    let address = lines.find(|line| line.starts_with("http://")).unwrap_or_default();
    serve.kill().expect("it runs");
    serve.wait().expect("it ends");
    // What it told before stands in the other stream.
    let told = read_to_string(serve.stderr.take().expect("a pipe")).expect("UTF-8") + &address + "\n";
    beginning(&told)
}

/// The kind of thing whose front matter a fragment is, by its keys, and what else that thing needs.
fn host(block: &Block) -> Option<(&'static str, &'static str)> {
    let keys: BTreeSet<&str> = block
        .text
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(':')?.0))
        .collect();
    let all = |known: &[&str]| !keys.is_empty() && keys.iter().all(|key| known.contains(key));
    match () {
        () if all(&["gate"]) => {
            Some(("phases", "id: PX\ntitle: A phase\nowner: master\nsprints: [sprint-12]\n"))
        }
        () if all(&["depends_on", "updates", "constraint", "deadline", "override"]) => {
            Some(("milestones", "id: MX\ntitle: A milestone\nphase: P5\nowner: backend-dev\nduration: 5d\n"))
        }
        () => None,
    }
}

/// The example program in memory.
fn example() -> Memory {
    let mut world = Memory::new();
    let files = walkdir::WalkDir::new(repository().join("content")).into_iter();
    let files =
        files.map(|entry| entry.expect("a readable folder").into_path()).filter(|path| path.is_file());
    for path in files.chain([repository().join("milepost.yaml")]) {
        let name = path.strip_prefix(repository()).expect("a file of ours").to_str().expect("UTF-8");
        world.insert(ProjectPath::new(name).expect("a clean path"), fs::read(&path).expect("a file"));
    }
    world
}

#[test]
fn every_fragment_is_read_without_a_finding_where_it_belongs() {
    let mut read = 0;
    for block in all().iter().flat_map(Page::blocks).filter(|block| block.language == "yaml") {
        let Some((folder, rest)) = host(&block).filter(|_| block.file.is_none()) else { continue };
        let name = format!("content/{folder}/from-the-guide.md");
        let mut world = example();
        let text = format!("---\n{rest}{}---\nText.\n", block.text);
        world.insert(ProjectPath::new(&name).expect("a clean path"), text.clone());
        let checked = check(&world, &Config::usual(chrono::NaiveDate::MIN));
        let told = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let told: Vec<String> = told.map(|found| human::short(found, checked.sources())).collect();
        assert!(told.is_empty(), "{}:\n{}\n{text}", block.place, told.join("\n"));
        read += 1;
    }
    assert!(read >= 5, "{read}");
}

/// For each of the settings that a page shows, files of another tool that it was written for.
const THEIRS: [&[(&str, &str)]; 4] = [
    &[("content/adr/0001-brick-oven.md", "# 1. Brick oven\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n")],
    &[
        (
            "content/backlog/back-7.md",
            "---\nid: BACK-7\ntitle: Shelves\nstatus: Done\nordinal: 7000\nlabels: [hall]\n---\nText.\n",
        ),
        (
            "content/backlog/back-8.md",
            "---\nid: BACK-8\ntitle: Labels\nstatus: To Do\ndependencies: [task-7]\nassignee: [ines]\n---\nText.\n",
        ),
    ],
    &[
        (
            "content/proposals/1/proposal.yaml",
            "number: 1\ntitle: Cast it\nstatus: Last Call\nauthors: [ines]\nstart: 2026-06-01\nfinish: v2.1\nnext_action: {text: Ask, owner: ines, due: 2026-06-22}\n",
        ),
        ("content/proposals/1/README.md", "# Cast it\n\nText.\n"),
        (
            "content/proposals/3/proposal.yaml",
            "number: 3\ntitle: Tune it\nstatus: Living\nauthor: ines\nstart: 2026-06-15\nfinish: 2026-06-30\n",
        ),
        (
            "content/proposals/2/proposal.yaml",
            "number: 2\ntitle: Hang it\nauthor: ines\nrequires: [1]\nduration: 5d\n",
        ),
    ],
    // The page gives the file itself.
    &[],
];

#[test]
fn settings_for_the_files_of_others_read_them() {
    let page = Page::named("docs/content/bring-your-own.md");
    let (plans, blocks): (Vec<Block>, Vec<Block>) =
        page.blocks().into_iter().partition(|block| block.language == "markdown");
    let settings = blocks.into_iter().filter(|block| block.file.as_deref() == Some("milepost.yaml"));
    let settings: Vec<Block> = settings.collect();
    assert_eq!(settings.len(), THEIRS.len(), "a block without files, or files without a block");
    for (block, files) in settings.into_iter().zip(THEIRS) {
        let name = block.file.expect("settings");
        let project = Project::empty().with(&name, block.text);
        let project = files.iter().fold(project, |project, (name, text)| project.with(name, text));
        if files.is_empty() {
            let plan = plans.iter().rfind(|plan| plan.file.is_some()).expect("a plan");
            let project = project.with(plan.file.as_deref().expect("a name"), plan.text.clone());
            project.run("build --as-of 2026-01-05");
            let page = project.read("output/milestones/m2/index.html");
            assert!(["First kiln", "clay for mortar"].iter().all(|word| page.contains(word)), "{page}");
            let told = project.run("check --format short --as-of 2026-01-05");
            assert!(!told.out.contains(" error["), "{}: {}", block.place, told.out);
            continue;
        }
        let told = project.run("check --format short --as-of 2026-06-15");
        assert_eq!(told.out.lines().count(), 0, "{}: {}{}", block.place, told.out, told.err);
    }
}

#[test]
fn a_palette_sets_variables_that_the_theme_has() {
    let assets = repository().join("themes/default/assets");
    let sheets = fs::read_dir(assets).expect("the theme").map(|entry| entry.expect("a file").path());
    let sheets = sheets.filter(|path| path.extension().is_some_and(|ending| ending == "css"));
    let theme: String = sheets.map(|path| fs::read_to_string(path).expect("a style sheet")).collect();
    let mut set = 0;
    for block in all().iter().flat_map(Page::blocks).filter(|block| block.language == "css") {
        for (name, _) in block.text.lines().filter_map(|line| line.trim().split_once(':')) {
            if name.starts_with("--") {
                assert!(theme.contains(&format!("{name}:")), "{}: {name}", block.place);
                set += 1;
            }
        }
    }
    assert!(set > 0);
}
