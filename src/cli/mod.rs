//! The command line: what was typed, what it means, one file a command, and how the outcome is told.
//!
//! Must not decide anything about a program: what the content says is the pipeline's, where files go the
//! publisher's. The current day enters the whole crate here, in `today`.

mod acknowledge;
mod adopt;
mod args;
mod as_of;
mod build;
mod check;
mod close;
mod commit;
mod diff;
mod effect;
mod escalations;
mod exit;
mod explain;
mod field_value;
mod fix;
mod git;
mod help;
mod id_of_name;
mod init;
mod known;
mod log;
mod map;
mod new;
mod overlay;
mod project;
mod progress;
mod put;
mod rename;
mod report;
mod risks;
mod schema;
mod serve;
mod settings;
mod shell;
mod shown_path;
mod sprint_report;
mod surgery;
mod terminal;
mod theme;
mod timeline;
mod today;
mod update;
mod written;
mod yaml_value;

pub use args::{Args, BuildArgs, CheckArgs, Command, Format, GlobalArgs, InitArgs, ThemeCommand};
pub use exit::Exit;
pub use written::ReportFormat;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use acknowledge::Typed;
use exit::Failure;
use settings::Settings;
use terminal::Stream;

/// Runs one command line, the program's own name first, and tells its outcome on the terminal.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(answer) => return told_by_clap(&answer),
    };
    match execute(args) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            terminal::failure(&failure);
            failure.exit().into()
        }
    }
}

fn execute(args: Args) -> Result<Exit, Failure> {
    let settings = || Settings::new(&args.global);
    match args.command.unwrap_or(Command::Build(BuildArgs::default())) {
        Command::Init(typed) => init::init(&args.global, &typed),
        Command::Adopt(typed) => adopt::adopt(&args.global, &typed),
        Command::Build(typed) => build::build(&settings()?, typed),
        Command::Serve(typed) => serve::serve(&settings()?, &typed),
        Command::Check(CheckArgs { explain: Some(code), .. }) => explain::explain(&code),
        Command::Check(typed) => check::check(&settings()?, &typed),
        Command::New(typed) => new::new(&settings()?, &typed.into()),
        Command::Update(typed) => match update::Typed::try_from(typed) {
            Ok(typed) => update::update(&settings()?, &typed),
            Err((by, dry_run)) => update::walk(&settings()?, by.as_deref(), dry_run),
        },
        Command::Rename { from, to, dry_run } => {
            rename::rename(&settings()?, &rename::Typed { from, to, dry_run })
        }
        Command::Log { of, format } => log::log(&settings()?, &of, format),
        Command::Escalations { format } => escalations::escalations(&settings()?, format),
        Command::Acknowledge { contract, service, by, on, dry_run } => {
            acknowledge::acknowledge(&settings()?, &Typed { contract, service, by, on, dry_run })
        }
        Command::Close { sprint, dry_run, again } => {
            close::close(&settings()?, &close::Typed { sprint, dry_run, again })
        }
        Command::Diff { base, head, format, fail_on } => {
            diff::diff(&settings()?, &diff::Typed { base, head, format, fail_on })
        }
        Command::Report { sprint, format } => sprint_report::report(&settings()?, &sprint, format),
        Command::Map { of, format } => map::map(&settings()?, &of, format),
        Command::Timeline { phase, format } => timeline::timeline(&settings()?, &phase, format),
        Command::Explain { name } => explain::explain(&name),
        Command::Schema { name } => schema::schema(name.as_deref()),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::man(command.as_deref()),
        Command::Risks { format } => risks::risks(&settings()?, format),
        Command::Theme { what: ThemeCommand::Eject { file, dry_run } } => {
            theme::eject(&settings()?, file.as_deref(), dry_run)
        }
    }
}

/// Help and version are answers, the rest is wrong usage.
fn told_by_clap(answer: &clap::Error) -> ExitCode {
    let stream = if answer.use_stderr() { Stream::Err } else { Stream::Out };
    let text = answer.render();
    // Nobody may be listening any more.
    let _ = match stream.has_color() {
        true => stream.write_styled(&text.ansi().to_string()),
        false => stream.write(&text.to_string()),
    };
    if answer.use_stderr() { Exit::Usage.into() } else { Exit::Fine.into() }
}
