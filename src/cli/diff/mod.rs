//! `milepost diff`: what one state of a project says otherwise than another, on the same day.

mod fail_on;
mod sides;

pub use fail_on::{FailOn, fail_on};
pub use sides::before_branch;

use self::sides::sides;
use super::exit::{Exit, Failure};
use super::rename::{NewName, under_later_names};
use super::report::Counts;
use super::settings::{Loudness, Settings};
use super::terminal::Stream;
use super::written::ReportFormat;
use crate::diag::Severity;
use crate::report::{DiffReport, Report, diff::State};
use crate::say::{days::day, moved::moved};
use crate::site::{Checked, Config, Pair, check_pair};

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What is compared with; a range of two commits too.
    pub base: Option<String>,
    /// What is compared.
    pub head: Option<String>,
    /// How to write it.
    pub format: ReportFormat,
    /// On what to fail.
    pub fail_on: Vec<FailOn>,
}

/// Writes what the head says otherwise than the base.
///
/// # Errors
/// When one of the two is not known or cannot be read, or the report not be written.
pub fn diff(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let project = &settings.project;
    let (base, head) = sides(project, typed.base.as_deref(), typed.head.as_deref())?;
    let names = [&base, &head].map(|side| side.name(project));
    let later = head.open(project)?;
    let Pair { before, world, after } = check_pair(&*later, || base.open(project), &settings.config)?;
    settings.day_is_known(&after.program)?;
    let config = Config { as_of: Some(after.chronicle.now.as_of), ..settings.config.clone() };
    // What was renamed is the same thing, and has not gone to come back.
    let (before, renamed) = under_later_names(&*world, before, &after.program, &config);
    let report = compared(&before, &after, names);
    if settings.loudness >= Loudness::Normal {
        told_beside(&report, &after, &renamed)?;
    }
    Stream::Out.write(&report.write(typed.format.into()))?;
    let met: Vec<String> =
        typed.fail_on.iter().flat_map(|condition| condition.met(&report.changes)).collect();
    if settings.loudness >= Loudness::Quiet {
        let lines: String = met.iter().map(|why| format!("failed: {why}\n")).collect();
        Stream::Err.write(&lines)?;
    }
    let errors = after.count(Severity::Error);
    // The process ends here: the system takes back both sides at once.
    std::mem::forget((before, after));
    Ok(if met.is_empty() && !(settings.strict && errors > 0) { Exit::Fine } else { Exit::Problems })
}

/// The difference of two checked states, the base first.
pub fn compared(before: &Checked, after: &Checked, [base, head]: [String; 2]) -> DiffReport {
    let (old, new) = (before.context(), after.context());
    DiffReport::new(
        &State { cx: &old, diagnostics: &before.diagnostics, name: base },
        &State { cx: &new, diagnostics: &after.diagnostics, name: head },
    )
}

/// What is not part of the report: that there is nothing to report, and that what is compared has errors.
fn told_beside(report: &DiffReport, after: &Checked, renamed: &[NewName]) -> Result<(), Failure> {
    let names: String = renamed.iter().map(|name| moved(&name.from, &name.to) + "\n").collect();
    Stream::Err.write(&names)?;
    if report.is_empty() {
        let as_of = day(report.as_of);
        let edited = match report.files.len() {
            0 => "no file differs",
            _ => "files differ, but no date, color or finding does",
        };
        Stream::Err.write(&format!(
            "Nothing moved: {} -> {}, as of {as_of}: {edited}\n",
            report.base, report.head
        ))?;
    }
    if after.count(Severity::Error) > 0 {
        let counts = Counts::of(&after.diagnostics).in_words();
        Stream::Err.write(&format!("The content has {counts}; `milepost check` tells more\n"))?;
    }
    Ok(())
}
