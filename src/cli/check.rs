//! `milepost check`: what is wrong with the content. Nothing is written, unless `--fix` asks for it.

use chrono::NaiveDate;
use serde::Serialize;

use super::args::Format;
use super::exit::{Exit, Failure};
use super::fix::fix;
use super::report::{Counts, at_least, in_short, told_as_one, with_lines};
use super::settings::{Loudness, Settings};
use super::terminal::Stream;
use crate::diag::{Severity, json::DiagnosticRecord};
use crate::say::words::counted;
use crate::site::{self, Checked};
use crate::text::visible;

/// Tells everything that is wrong; before that, writes the right text where it is known, if it is asked to. Errors count, warnings only when the run is strict.
///
/// # Errors
/// When the project cannot be read, or the report not be written.
pub fn check(settings: &Settings, format: Format, fixing: bool) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let mut checked = site::check(&world, &settings.config);
    if fixing {
        let written = fix(settings, &world, &checked)?;
        if settings.loudness > Loudness::Silent {
            let stream = if format == Format::Human { Stream::Out } else { Stream::Err };
            stream.write(&written.to_text())?;
        }
        checked = site::check(&world, &settings.config);
    }
    let counts = Counts::of(&checked.diagnostics);
    tell(&checked, counts, settings, format)?;
    settings.day_is_known(&checked.program)?;
    let failed = counts.errors > 0 || settings.strict && counts.warnings > 0;
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}

fn tell(checked: &Checked, counts: Counts, settings: &Settings, format: Format) -> Result<(), Failure> {
    let worst = match settings.loudness {
        Loudness::Silent => return Ok(()),
        Loudness::Quiet => Severity::Error,
        Loudness::Normal | Loudness::Verbose => Severity::Note,
    };
    if settings.loudness == Loudness::Verbose {
        let _ = Stream::Err.write(&settings.circumstances(&checked.program, &checked.chronicle.now));
    }
    let found = at_least(worst, &checked.diagnostics);
    let report = match format {
        Format::Human => with_lines(
            &told_as_one(&found, settings.loudness == Loudness::Verbose),
            checked.sources(),
            Stream::Out,
        ),
        Format::Short => in_short(&found, checked.sources()),
        Format::Json => CheckReport::new(checked, counts).to_json(),
    };
    Stream::Out.write_styled(&report)?;
    if format != Format::Json && settings.loudness > Loudness::Quiet {
        let stream = if format == Format::Human { Stream::Out } else { Stream::Err };
        stream.write(&summary(checked, counts))?;
    }
    Ok(())
}

fn summary(checked: &Checked, counts: Counts) -> String {
    let files = counted(checked.sources().iter().count(), "file");
    let fixable = checked.diagnostics.iter().filter(|found| found.fix.is_some()).count();
    let fix = match fixable {
        0 => "",
        _ => "; `milepost check --fix` writes the right text where it is known",
    };
    format!("Checked {files} as of {}: {}{fix}\n", checked.chronicle.now.as_of, counts.in_words())
}

/// The whole outcome, for programs.
#[derive(Debug, Serialize)]
struct CheckReport {
    as_of: NaiveDate,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<DiagnosticRecord>,
}

impl CheckReport {
    fn new(checked: &Checked, counts: Counts) -> Self {
        let record = |found| DiagnosticRecord::new(found, checked.sources());
        Self {
            as_of: checked.chronicle.now.as_of,
            files: checked.sources().iter().count(),
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            diagnostics: checked.diagnostics.iter().map(record).collect(),
        }
    }

    fn to_json(&self) -> String {
        let mut json = visible::json(serde_json::to_string_pretty(self).expect("plain data with text keys"));
        json.push('\n');
        json
    }
}
