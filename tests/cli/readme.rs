//! What README.md promises to those who try it.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use insta::assert_snapshot;
use milepost::cli::Args;

use crate::project::Project;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("README.md")
}

/// The files that the text gives: a line with the name in backquotes, then a block.
fn files(text: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut name = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            files.extend(name.take().map(|name| (name, block.join("\n") + "\n")));
        } else if line.ends_with(':') {
            name = line.split('`').nth(1).filter(|name| name.contains('.')).map(str::to_owned);
        }
    }
    files
}

#[test]
fn its_program_builds_with_the_one_error_it_speaks_of() {
    let text = readme();
    let own =
        text.split("\n## ").find(|part| part.starts_with("A program of your own")).expect("the section");
    let files = files(own);
    assert_eq!(files.len(), 3, "{files:?}");
    let project = files.iter().fold(Project::empty(), |project, (name, text)| project.with(name, text));
    assert_snapshot!(project.transcript("check --as-of 2026-03-03 --format short"));
}

#[test]
fn it_names_every_option_and_command() {
    let (text, command) = (readme(), Args::command());
    for option in command.get_arguments().filter_map(|option| option.get_long()) {
        let short = ["quiet", "verbose"].contains(&option).then(|| format!("`-{}`", &option[..1]));
        let name = short.unwrap_or_else(|| format!("--{option}"));
        assert!(text.contains(&name) || ["help", "version"].contains(&option), "{name}");
    }
    for command in command.get_subcommands() {
        assert!(text.contains(&format!("`milepost {}", command.get_name())), "{}", command.get_name());
    }
}
