//! What the commands for reports share: the project is read, the report written out, the things it is about found by
//! the names that people type.

use clap::ValueEnum;

use super::exit::{Exit, Failure};
use super::report::Counts;
use super::settings::{Loudness, Settings};
use super::terminal::Stream;
use crate::diag::Severity;
use crate::model::{Entity, Key, Party, Phase, Program, Sprint, Subject, Table};
use crate::report::{Format, Report};
use crate::site::{self, Checked};
use crate::text::nearest;
use crate::view::Context;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Plain text
    Text,
    /// Markdown, for comments and wikis
    Markdown,
    /// JSON, for programs
    Json,
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Text => Self::Text,
            ReportFormat::Markdown => Self::Markdown,
            ReportFormat::Json => Self::Json,
        }
    }
}

/// Writes the report that `make` makes of the project. That its content has errors is told beside it.
///
/// # Errors
/// When the project cannot be read, the report not be made of it, or not be written.
pub fn written<R: Report>(
    settings: &Settings,
    format: ReportFormat,
    make: impl FnOnce(&Context) -> Result<R, Failure>,
) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    settings.day_is_known(&checked.program)?;
    let report = make(&checked.context())?;
    if settings.loudness == Loudness::Verbose {
        let _ = Stream::Err.write(&settings.circumstances(&checked.program, &checked.chronicle.now));
    }
    let errors = checked.count(Severity::Error);
    if errors > 0 && settings.loudness >= Loudness::Normal {
        let _ = Stream::Err.write(&doubts(&checked));
    }
    Stream::Out.write(&report.write(format.into()))?;
    Ok(if settings.strict && errors > 0 { Exit::Problems } else { Exit::Fine })
}

fn doubts(checked: &Checked) -> String {
    let counts = Counts::of(&checked.diagnostics).in_words();
    format!("The content has {counts}; `milepost check` tells more\n")
}

/// The first thing of that id, in any case, or that had it before, which is one of those that are looked for.
pub fn find<K>(program: &Program, typed: &str, wanted: impl Fn(Subject) -> Option<K>) -> Option<K> {
    let folded = typed.to_lowercase();
    let same = |id: &str| id.to_lowercase() == folded;
    let exact = || program.find(typed).and_then(&wanted);
    let in_any_case = || program.subjects().filter(|it| same(&program.head(*it).id)).find_map(&wanted);
    let former = || program.former.iter().filter(|(id, _)| same(id)).find_map(|(_, it)| wanted(*it));
    exact().or_else(in_any_case).or_else(former)
}

/// For [`find`]: phases alone.
pub fn phase(subject: Subject) -> Option<Key<Phase>> {
    if let Subject::Phase(key) = subject { Some(key) } else { None }
}

/// For [`find`]: people and teams alone.
pub fn party(subject: Subject) -> Option<Key<Party>> {
    if let Subject::Party(key) = subject { Some(key) } else { None }
}

/// For [`find`]: sprints alone.
pub fn sprint(subject: Subject) -> Option<Key<Sprint>> {
    if let Subject::Sprint(key) = subject { Some(key) } else { None }
}

/// That no thing has the id that was typed, with the nearest one of those that could be meant.
pub fn nothing_named(what: &str, typed: &str, known: &[&str]) -> Failure {
    let shown = typed.escape_debug();
    let hint = match nearest(typed, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "the program has none".to_owned(),
        None => format!("there are {}", list(known)),
    };
    Failure::Usage(format!("there is no {what} `{shown}`; {hint}"))
}

/// At most so many names, and how many more there are.
fn list(known: &[&str]) -> String {
    const MOST: usize = 12;
    let named = known.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    match known.len().saturating_sub(MOST) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// The ids of a table.
pub fn ids<T: Entity>(table: &Table<T>) -> Vec<&str> {
    table.rows().iter().map(|row| &*row.head().id).collect()
}
