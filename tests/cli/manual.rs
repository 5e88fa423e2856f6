//! Completions, manual pages and help: made from the definition of the command line, so that they know all of it.

use clap::CommandFactory;
use milepost::cli::Args;

use crate::project::Project;

#[test]
fn every_shell_is_told_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let told = Project::empty().run(&format!("completions {shell}"));
        assert_eq!(told.code, 0, "{shell}: {}", told.err);
        for command in Args::command().get_subcommands() {
            assert!(told.out.contains(command.get_name()), "{shell}: {}", command.get_name());
        }
    }
    let wrong = Project::empty().run("completions tcsh");
    assert!(wrong.code == 2 && wrong.err.contains("bash"), "{}", wrong.err);
}

#[test]
fn every_command_has_a_page_and_a_help() {
    let project = Project::empty();
    assert!(project.run("man").out.contains(".TH milepost 1"));
    let told = project.run("man pages");
    assert_eq!(told.code, 0, "{}", told.err);
    for command in Args::command().get_subcommands().map(clap::Command::get_name) {
        let page = project.read(&format!("pages/milepost-{command}.1"));
        assert!(
            page.contains(&format!("milepost\\-{command}")) || page.contains(&format!("milepost-{command}")),
            "{page}"
        );
        let (help, option) =
            (project.run(&format!("help {command}")), project.run(&format!("{command} --help")));
        assert_eq!((help.code, &help.out), (0, &option.out), "{command}");
        // Each tells what it does, what may be typed, and how it ends or what it is used for.
        assert!(help.out.contains("Usage: milepost") && help.out.lines().count() > 8, "{}", help.out);
    }
}
