//! What can be typed. Must not know what it means: that is `settings`.

use std::net::IpAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::as_of::{AsOf, as_of, day};
use super::diff::{FailOn, fail_on};
use super::field_value::field;
use super::help;
use super::written::ReportFormat;

/// Turns a folder of Markdown into the status site of a program.
///
/// Without a command it builds the site.
#[derive(Debug, Parser)]
#[command(name = "milepost", version, about, long_about = None, after_help = help::WHOLE)]
#[command(max_term_width = 100)]
pub struct Args {
    /// What stands before or after any command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do; build when nothing is typed.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Options of every command")]
pub struct GlobalArgs {
    /// The project's folder [default: the nearest above with a milepost.yaml]
    #[arg(long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,
    /// Where the Markdown is, inside the project's folder
    #[arg(long, value_name = "DIR", global = true, default_value = "content")]
    pub content: PathBuf,
    /// Where the site goes, from the project's folder
    #[arg(long, value_name = "DIR", global = true, default_value = "output")]
    pub output: PathBuf,
    /// The day whose state to show, or `today` [default: status_date of milepost.yaml, else today]
    #[arg(long, value_name = "DATE", global = true, value_parser = as_of)]
    pub as_of: Option<AsOf>,
    /// Fail on more: `check` also on warnings, other commands on errors
    #[arg(long, global = true)]
    pub strict: bool,
    /// Tell only errors; twice: tell nothing
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub quiet: u8,
    /// Tell everything
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
}

/// Options of `build`.
#[derive(Debug, Clone, Copy, Default, ClapArgs)]
pub struct BuildArgs {
    /// Write over pages that were changed by hand, and over files of others where the site needs a place
    #[arg(long)]
    pub force: bool,
    /// Replace a site that stands even if content or settings came to nothing, or most pages would go
    #[arg(long)]
    pub allow_empty: bool,
    /// Tell on the pages of the program, gates and milestones which commits moved their dates; needs the whole history
    #[arg(long)]
    pub history: bool,
    /// Tell what each part of the work took
    #[arg(long)]
    pub timings: bool,
}

/// Options of `init`.
#[derive(Debug, Clone, ClapArgs)]
pub struct InitArgs {
    /// The folder of the project; it need not be there yet [default: this one]
    pub dir: Option<PathBuf>,
    /// Title of the program [default: the name of the folder]
    #[arg(long)]
    pub title: Option<String>,
    /// Only what a project cannot do without: settings, one phase, two milestones
    #[arg(long)]
    pub minimal: bool,
    /// Also workflows that publish the site to GitHub Pages and check pull requests; where a project is already, those alone
    #[arg(long)]
    pub github: bool,
    /// Tell which files would be made, with -v also what is in them, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `adopt`.
#[derive(Debug, Clone, ClapArgs)]
pub struct AdoptArgs {
    /// The folder of the repository [default: this one]
    pub path: Option<PathBuf>,
    /// Write the proposed settings, where there are none
    #[arg(long)]
    pub write: bool,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Begin a new project: a plan that starts next Monday, to be changed into yours
    #[command(after_help = help::INIT)]
    Init(InitArgs),
    /// Look at Markdown that was not written for Milepost, and propose settings
    #[command(after_help = help::ADOPT)]
    Adopt(AdoptArgs),
    /// Build the site; the default
    #[command(after_help = help::BUILD)]
    Build(BuildArgs),
    /// Serve the site as it is edited: a preview that follows each save
    #[command(after_help = help::SERVE)]
    Serve(ServeArgs),
    /// Make a file for a new thing: a milestone, a risk, the next sprint
    #[command(after_help = help::NEW)]
    New(NewArgs),
    /// Report on a milestone, risk, blocker or gate, by today and in your name
    #[command(after_help = help::UPDATE)]
    Update(UpdateArgs),
    /// Give something another id, in every file that names it
    #[command(long_about = help::RENAME_ABOUT, after_help = help::RENAME)]
    Rename {
        /// The id as it is
        #[arg(value_name = "ID")]
        from: String,
        /// The id that it is to have
        #[arg(value_name = "NEW_ID")]
        to: String,
        /// Show what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Find out what is wrong with the content
    #[command(after_help = help::CHECK)]
    Check(CheckArgs),
    /// Tell what an edit does to dates, colors and the past
    #[command(long_about = help::DIFF_ABOUT, after_help = help::DIFF)]
    Diff {
        /// What to compare with: a commit, a branch, a folder, or two commits as in `main..topic` (`main...topic`: since
        /// they parted) [default: the last commit]
        #[arg(value_name = "BASE[..HEAD]")]
        base: Option<String>,
        /// What to compare: a commit, a branch, a folder [default: the files as they are]
        head: Option<String>,
        /// How to write it; Markdown is a comment for a pull request, and empty where nothing moved
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// Fail, with exit code 1, on: slip (a date is later), slip>3d (by more than 3 working days), red, unknown
        /// (something turns it), error, warning (a new one), past (a closed sprint reads differently), escalation
        #[arg(long, value_name = "CONDITION,...", value_delimiter = ',', value_parser = fail_on)]
        fail_on: Vec<FailOn>,
    },
    /// Tell which commits moved a date, by how many days, whose they are and why
    #[command(after_help = help::LOG)]
    Log {
        /// A milestone or a phase (for its gate) by its id, or `program` for the finish
        #[arg(value_name = "MILESTONE|PHASE|program")]
        of: String,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Write the status report of a sprint
    #[command(after_help = help::REPORT)]
    Report {
        /// The sprint by its id, or `current`
        sprint: String,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Write the dependency map of a phase or a service
    #[command(after_help = help::MAP)]
    Map {
        /// The phase or service by its id
        #[arg(value_name = "PHASE|SERVICE")]
        of: String,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Write the timeline of a phase
    #[command(after_help = help::TIMELINE)]
    Timeline {
        /// The phase by its id
        phase: String,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Write the risk register
    #[command(after_help = help::RISKS)]
    Risks {
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Tell what has to reach somebody who can act, raised by rule
    #[command(after_help = help::ESCALATIONS)]
    Escalations {
        /// How to write it; JSON is the messages of the protocol
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Change how the site looks
    #[command(after_help = help::THEME)]
    Theme {
        /// What to do
        #[command(subcommand)]
        what: ThemeCommand,
    },
    /// Keep what the page of a sprint says that is over, in a file beside the sprint
    #[command(after_help = help::CLOSE)]
    Close {
        /// The sprint, by its id or its number
        sprint: String,
        /// Show the record, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// Replace a record; why is written into the new one, which keeps the former
        #[arg(long, value_name = "REASON")]
        again: Option<String>,
    },
    /// Write into a contract that a service agrees to it as it is now
    #[command(after_help = help::ACKNOWLEDGE)]
    Acknowledge {
        /// The contract, by its id
        contract: String,
        /// The service that relies on it, by its id
        #[arg(long, value_name = "ID")]
        service: String,
        /// Who agrees for the service: an agent, team or person
        #[arg(long, value_name = "NAME")]
        by: String,
        /// On which day [default: today]
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<NaiveDate>,
        /// Show what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Tell what a field, a code or a rule means, with an example
    #[command(after_help = help::EXPLAIN)]
    Explain {
        /// A field such as `milestone.estimate`, a kind such as `milestone`, `settings`, or a code such as `dead-link`
        name: String,
    },
    /// Print a JSON Schema for editors: of the settings, or of a kind's front matter
    #[command(after_help = help::SCHEMA)]
    Schema {
        /// `settings` or a kind such as `milestone` [default: all of them, under $defs]
        name: Option<String>,
    },
    /// Print the script by which a shell completes these words
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a page for `man`
    #[command(after_help = help::MAN)]
    Man {
        /// The command that it is about [default: all of Milepost]
        command: Option<String>,
    },
}

/// The kinds of things that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A stretch of the program that ends in a gate
    Phase,
    /// A piece of work with an outcome
    Milestone,
    /// The next fixed span of days
    Sprint,
    /// Something that may happen
    Risk,
    /// Something that stands in the way
    Blocker,
    /// A running part of the system that is built
    Service,
    /// What one service promises to others
    Contract,
    /// A small piece of work within a milestone
    Task,
    /// An architecture decision record
    Decision,
    /// A group of people
    Team,
    /// One person
    Person,
}

/// Options of `new`.
#[derive(Debug, Clone, ClapArgs)]
pub struct NewArgs {
    /// What it is to be
    #[arg(value_enum)]
    pub kind: NewKind,
    /// Its title; a sprint is numbered where there is none
    pub title: Option<String>,
    /// Its id [default: the next free one]
    #[arg(long)]
    pub id: Option<String>,
    /// The phase that a milestone is of [default: the only one]
    #[arg(long, value_name = "ID")]
    pub phase: Option<String>,
    /// Who owns it [default: git's user, if they are somebody in the program]
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// How much work a milestone is, as in 8d or 2w [default: 5d]
    #[arg(long, value_name = "LENGTH")]
    pub duration: Option<String>,
    /// What a milestone waits for
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    pub after: Vec<String>,
    /// What a risk or decision affects, a blocker blocks, a task belongs to
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    pub about: Vec<String>,
    /// A further field; may stand several times
    #[arg(long, value_name = "FIELD=VALUE", value_parser = field)]
    pub set: Vec<(String, String)>,
    /// Show the file, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `update`.
#[derive(Debug, Clone, ClapArgs)]
pub struct UpdateArgs {
    /// The milestone, risk, blocker, or phase for its gate [default: all that nobody has told for too long, one after the
    /// other]
    pub id: Option<String>,
    /// Where it stands: planned, in_progress, blocked, done, cancelled; of a risk open, mitigated, closed
    #[arg(long)]
    pub status: Option<String>,
    /// How much of it is done, 0 to 100
    #[arg(long, value_name = "NUMBER")]
    pub percent: Option<u16>,
    /// Its color, as you see it: green, amber, red
    #[arg(long)]
    pub rag: Option<String>,
    /// What there is to say
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Work on it began, today or on that day
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day)]
    pub began: Option<Option<NaiveDate>>,
    /// It is finished, today or on that day
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day, conflicts_with_all = ["status", "percent", "resolved"])]
    pub done: Option<Option<NaiveDate>>,
    /// The finish that you expect
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub forecast: Option<NaiveDate>,
    /// The work that is left, as in 4d
    #[arg(long, value_name = "LENGTH")]
    pub remaining: Option<String>,
    /// How likely a risk is: low, medium, high
    #[arg(long)]
    pub probability: Option<String>,
    /// How bad a risk would be: low, medium, high, critical
    #[arg(long)]
    pub impact: Option<String>,
    /// How bad a blocker is: low, medium, high, critical
    #[arg(long)]
    pub severity: Option<String>,
    /// A blocker is out of the way, today or from that day on
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day)]
    pub resolved: Option<Option<NaiveDate>>,
    /// What was decided at the gate of a phase: go, conditional, no_go
    #[arg(long)]
    pub decision: Option<String>,
    /// Who decided it
    #[arg(long, value_name = "NAME", requires = "decision")]
    pub decided_by: Option<String>,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    pub next: Option<String>,
    /// By whom
    #[arg(long, value_name = "NAME", requires = "next")]
    pub next_owner: Option<String>,
    /// By when
    #[arg(long, value_name = "DATE", value_parser = day, requires = "next")]
    pub due: Option<NaiveDate>,
    /// Who reports it [default: git's user]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<NaiveDate>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Options of `check`.
#[derive(Debug, Clone, ClapArgs)]
pub struct CheckArgs {
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Write the right text where it is known, and leave all else as it is
    #[arg(long)]
    pub fix: bool,
    /// With --fix: tell what would be written, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Only what was not there before: at the commit that the files and BASE have in common, or in another folder
    #[arg(long, value_name = "BASE", conflicts_with = "fix")]
    pub changed: Option<String>,
    /// Only what this file does not list: to take up checks in an old project
    #[arg(long, value_name = "FILE", conflicts_with = "fix")]
    pub baseline: Option<PathBuf>,
    /// First write into the file of --baseline all that is found now
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Tell what a code means, with an example, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["format", "fix", "changed", "baseline"])]
    pub explain: Option<String>,
}

/// What to do with the theme.
#[derive(Debug, Clone, Subcommand)]
pub enum ThemeCommand {
    /// Put a built-in file into the project's theme, to be changed there; without a file, list them
    #[command(after_help = help::THEME)]
    Eject {
        /// The file: `sprint.html`, `templates/components/tables.html`, `assets/style.css`
        file: Option<String>,
        /// Tell where the file would go, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// How to serve.
#[derive(Debug, Clone, ClapArgs)]
pub struct ServeArgs {
    /// The port [default: 4400, or the next that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen on [default: 127.0.0.1, which nobody else reaches]
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
    /// The folder of the site's address, as in `/repo/` for GitHub Pages
    #[arg(long, value_name = "FOLDER", default_value = "/")]
    pub base: String,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// What opens the source of a page: a program, `vscode`, or an address with {file} and {line} [default: VISUAL,
    /// EDITOR]
    #[arg(long, value_name = "EDITOR")]
    pub editor: Option<String>,
}

/// How `check` tells what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines at fault and what to do
    Human,
    /// One line each: path, line, column, severity, code, message, hint
    Short,
    /// One JSON object, for programs
    Json,
    /// Annotations of GitHub, the ten worst; all of them in the job summary
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for words in [
            ["milepost", "--root", "a", "--strict", "-q", "check"],
            ["milepost", "check", "--root", "a", "--strict", "-q"],
            ["milepost", "--strict", "check", "-q", "--root", "a"],
        ] {
            let args = Args::try_parse_from(words).unwrap();
            assert_eq!(args.global.root.as_deref(), Some(std::path::Path::new("a")), "{words:?}");
            assert!(args.global.strict && args.global.quiet == 1, "{words:?}");
        }
    }
}
