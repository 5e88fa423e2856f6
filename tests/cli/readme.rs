//! What README.md promises to those who try it.

use clap::CommandFactory;
use insta::assert_snapshot;
use milepost::cli::Args;

use crate::pages::Page;
use crate::project::Project;

#[test]
fn its_program_builds_with_the_one_error_it_speaks_of() {
    let blocks = Page::named("README.md").blocks().into_iter();
    let files: Vec<(String, String)> = blocks.filter_map(|block| Some((block.file?, block.text))).collect();
    assert_eq!(files.len(), 3, "{files:?}");
    let project = files.iter().fold(Project::empty(), |project, (name, text)| project.with(name, text));
    assert_snapshot!(project.transcript("check --as-of 2026-03-03 --format short"));
}

#[test]
fn it_names_every_option_and_command() {
    let (text, command) = (Page::named("README.md").text, Args::command());
    for option in command.get_arguments().filter_map(|option| option.get_long()) {
        let short = ["quiet", "verbose"].contains(&option).then(|| format!("`-{}`", &option[..1]));
        let name = short.unwrap_or_else(|| format!("--{option}"));
        assert!(text.contains(&name) || ["help", "version"].contains(&option), "{name}");
    }
    for command in command.get_subcommands() {
        assert!(text.contains(&format!("`milepost {}", command.get_name())), "{}", command.get_name());
    }
}
