//! Help, options, and command lines that ask for what cannot be.

use std::fs;
use std::process::{Command, Stdio};

use clap::{CommandFactory, Parser};
use insta::assert_snapshot;
use milepost::cli::Args;

use crate::project::{Project, Told};

#[test]
fn help_names_every_option_and_exit_code() {
    assert_snapshot!(Project::empty().run("--help").out);
    assert_snapshot!(Project::empty().run("check --help").out);
}

/// Each command shows how it is used, by lines that our own reader of command lines takes.
#[test]
fn the_help_of_every_command_has_examples_that_are_commands() {
    for command in Args::command().get_subcommands().map(|command| command.get_name().to_owned()) {
        let help = Project::empty().run(&format!("{command} --help")).out;
        let (_, rest) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command} has no examples"));
        let examples = rest.split("\n\n").next().unwrap_or_default();
        let lines = examples.lines().filter(|line| line.starts_with("  milepost "));
        let mut read = 0;
        for line in lines {
            let line = line.trim().split("   ").next().unwrap_or_default();
            let line = line.split(" > ").next().unwrap_or_default();
            let mut words: Vec<String> = Vec::new();
            for (nth, part) in line.split(['"', '\'']).enumerate() {
                if nth % 2 == 1 {
                    words.push(part.to_owned());
                } else {
                    words.extend(part.split_whitespace().map(str::to_owned));
                }
            }
            Args::try_parse_from(&words).unwrap_or_else(|error| panic!("{command}: `{line}`: {error}"));
            read += 1;
        }
        assert!(read > 0, "{command}");
        assert!(help.contains("Exit codes:\n  0  "), "{command}");
        let own = help.find("Options of every command").unwrap_or_else(|| panic!("{command}"));
        assert!(help.find("--dry-run").is_none_or(|at| at < own), "{command}: its own options come first");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let told = Project::empty().run("--version");
    assert_eq!(told.out, concat!("milepost ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn an_option_means_the_same_before_and_after_the_command() {
    let project = Project::sound();
    let after = project.run("build --output site --as-of 2026-03-09 --strict");
    for line in [
        "--output site --as-of 2026-03-09 --strict build",
        "--as-of 2026-03-09 build --strict --output site",
        "--output=site --as-of=2026-03-09",
    ] {
        let told = project.run(line);
        assert_eq!((told.code, &told.err), (0, &after.err), "{line}");
        assert!(told.out.contains("as of 2026-03-09 in site/ (0 files written"), "{line}: {}", told.out);
    }
}

#[test]
fn a_date_must_be_one() {
    let project = Project::sound();
    assert_snapshot!(project.transcript("check --as-of 2026-3-9"));
    for line in ["--as-of yesterday", "--as-of 2026-02-30 build", "check --as-of="] {
        let told = project.run(line);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{line}");
    }
    assert!(project.run("--as-of 2026-02-30").err.contains("did you mean `2026-02-28`?"));
}

#[test]
fn an_unknown_word_gets_the_nearest_known_one() {
    assert_snapshot!(Project::sound().transcript("chek"));
    assert_eq!(Project::sound().run("check --formt json").code, 2);
    assert_eq!(Project::sound().run("check --format xml").code, 2);
}

#[test]
fn where_no_project_is_the_way_to_one_is_told() {
    assert_snapshot!(Project::empty().transcript("build"));
    assert!(!Project::empty().path("output").exists());
}

#[test]
fn settings_alone_are_no_project_yet() {
    let project = Project::empty().with("milepost.yaml", "title: Bakery\n");
    assert_snapshot!(project.transcript(""));
}

#[test]
fn a_mistyped_content_folder_leaves_the_old_site_alone() {
    let project = Project::sound();
    assert_eq!(project.run("").code, 0);
    let before = project.files("output");
    assert_snapshot!(project.transcript("build --content contnet"));
    assert_eq!(project.files("output"), before);
}

#[test]
fn content_lies_in_the_project() {
    let project = Project::sound();
    for outside in ["..", "../plan/..", "/", ".git"] {
        let told = project.run(&format!("check --content {outside}"));
        assert_eq!(told.code, 2, "{outside}: {}", told.err);
    }
    let whole = project.path("content");
    for inside in ["content/", "./content", "other/../content", whole.to_str().unwrap()] {
        let told = project.run(&format!("check --content {inside}"));
        assert_eq!(told.code, 0, "{inside}: {}", told.err);
    }
}

#[test]
fn a_root_that_cannot_be_read_is_told_with_the_reason() {
    let project = Project::sound();
    assert_snapshot!(project.transcript("check --root nowhere"));
    assert_snapshot!(project.transcript("check --root milepost.yaml"));
}

#[test]
fn the_project_is_found_from_any_folder_in_it() {
    let project = Project::sound();
    let told = Told::by(project.command("").current_dir(project.path("content/people")));
    assert_snapshot!(told.to_text(""));
    assert!(project.path("output/index.html").exists());
}

#[test]
fn the_root_can_be_named_from_anywhere() {
    let project = Project::sound();
    let told = Told::by(project.command("build --root plan").current_dir(project.home()));
    assert_snapshot!(told.to_text("build --root plan"));
}

#[test]
fn the_day_is_that_of_the_option_the_settings_or_the_epoch() {
    let day = |project: &Project, line: &str, epoch: &str| {
        let told = Told::by(project.command(line).env("SOURCE_DATE_EPOCH", epoch));
        assert_eq!(told.code, 0, "{}", told.err);
        told.err.lines().find(|line| line.starts_with("As of")).map(str::to_owned).unwrap_or_default()
    };
    let undated = Project::sound().with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\n");
    assert_eq!(day(&undated, "check -v", "1772668800"), "As of 2026-03-05, given by SOURCE_DATE_EPOCH");
    assert_eq!(
        day(&Project::sound(), "check -v", "1772668800"),
        "As of 2026-03-02, given by status_date of milepost.yaml"
    );
    assert_eq!(
        day(&Project::sound(), "check -v --as-of 2026-03-09", "1772668800"),
        "As of 2026-03-09, given by --as-of"
    );
    let told = Told::by(undated.command("check").env("SOURCE_DATE_EPOCH", "soon"));
    assert_snapshot!(told.to_text("check"));
}

#[test]
fn colors_come_only_when_asked_for() {
    let project = Project::with_an_error();
    let escape = |told: &Told| told.out.contains('\u{1b}');
    assert!(!escape(&project.run("check")));
    assert!(escape(&Told::by(project.command("check").env("CLICOLOR_FORCE", "1"))));
    let both = Told::by(project.command("check").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    assert!(!escape(&both));
}

#[cfg(unix)]
#[test]
fn nobody_listening_is_no_error() {
    let project = Project::with_an_error();
    for (line, code) in [("build -v", 0), ("check", 1), ("check --format json", 1), ("--help", 0)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("milepost"));
        command.current_dir(project.path("")).args(line.split_whitespace()).env_remove("SOURCE_DATE_EPOCH");
        let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}: {told}");
        assert!(!told.contains("panicked") && !told.contains("Broken pipe"), "{line}: {told}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else { return };
    let project = Project::sound();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("milepost"));
    command.current_dir(project.path("")).arg("check").env_remove("SOURCE_DATE_EPOCH");
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: cannot write the report: "));
}
