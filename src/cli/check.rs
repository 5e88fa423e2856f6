//! `milepost check`: what is wrong with the content. Nothing is written, unless `--fix` asks for it.

use std::io::Write as _;
use std::{env, fs};

use chrono::NaiveDate;
use serde::Serialize;

use super::args::{CheckArgs, Format};
use super::exit::{Exit, Failure};
use super::fix::Fixes;
use super::git::Repository;
use super::known::{Kept, Known, prints};
use super::overlay::Overlay;
use super::report::{Counts, at_least, in_short, told_as_one, with_lines};
use super::settings::{Loudness, Settings};
use super::terminal::Stream;
use crate::diag::{Diagnostic, Severity, Sources, github, json::DiagnosticRecord, sarif};
use crate::say::words::counted;
use crate::site::{self, Checked};
use crate::text::visible;

/// The variable by which GitHub names the file that a step writes its summary to.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Tells everything that is wrong; before that, writes the right text where it is known, if it is asked to. Errors count, warnings only when the run is strict.
///
/// # Errors
/// When the project cannot be read, or the report not be written.
pub fn check(settings: &Settings, typed: &CheckArgs) -> Result<Exit, Failure> {
    let format = typed.format;
    let world = settings.project.open()?;
    let mut checked = site::check(&world, &settings.config);
    if typed.fix {
        let fixes = Fixes::of(&world, &checked)?;
        if !typed.dry_run {
            fixes.write(settings)?;
        }
        if settings.loudness > Loudness::Silent {
            let stream = if format == Format::Human { Stream::Out } else { Stream::Err };
            stream.write(&fixes.to_text(typed.dry_run))?;
        }
        checked = site::check(&Overlay { world: &world, files: fixes.files }, &settings.config);
    }
    let known = Known {
        baseline: typed.baseline.clone(),
        update_baseline: typed.update_baseline,
        changed: typed.changed.clone(),
    };
    let kept = known.without(settings, &checked)?;
    let counts = Counts::of(&kept.found);
    tell(&checked, &kept, counts, settings, format)?;
    settings.day_is_known(&checked.program)?;
    let failed = counts.errors > 0 || settings.strict && counts.warnings > 0;
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}

fn tell(
    checked: &Checked,
    kept: &Kept,
    counts: Counts,
    settings: &Settings,
    format: Format,
) -> Result<(), Failure> {
    let worst = match settings.loudness {
        Loudness::Silent => return Ok(()),
        Loudness::Quiet => Severity::Error,
        Loudness::Normal | Loudness::Verbose => Severity::Note,
    };
    if settings.loudness == Loudness::Verbose {
        let _ = Stream::Err.write(&settings.circumstances(&checked.program, &checked.chronicle.now));
    }
    let found = at_least(worst, &kept.found);
    let sources = checked.sources();
    let report = match format {
        Format::Human => {
            with_lines(&told_as_one(&found, settings.loudness == Loudness::Verbose), sources, Stream::Out)
        }
        Format::Short => in_short(&found, sources),
        Format::Json => CheckReport::new(checked, kept, counts).to_json(),
        Format::Github => annotated(settings, &found, sources, &summary(checked, kept, counts))?,
        Format::Sarif => {
            let log = sarif::log(&found, sources, &prints(checked, found.iter().copied()), &folder(settings));
            json(&log)
        }
    };
    match format {
        Format::Github => Stream::Out.write_commands(&report)?,
        _ => Stream::Out.write_styled(&report)?,
    }
    if !matches!(format, Format::Json | Format::Sarif) && settings.loudness > Loudness::Quiet {
        let stream = if format == Format::Human { Stream::Out } else { Stream::Err };
        stream.write(&summary(checked, kept, counts))?;
    }
    Ok(())
}

/// Where the project is in its repository, with a slash at its end: others know files from there.
fn folder(settings: &Settings) -> String {
    let prefix =
        Repository::of(&settings.project.root).map(|repository| repository.prefix).unwrap_or_default();
    if prefix.is_empty() { prefix } else { format!("{prefix}/") }
}

/// Annotations; all that was found goes to the summary of the job, where there is one.
fn annotated(
    settings: &Settings,
    found: &[&Diagnostic],
    sources: &Sources,
    title: &str,
) -> Result<String, Failure> {
    let annotations = visible::lines(&github::annotations(found, sources, &folder(settings))).into_owned();
    if let Some(path) = env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) {
        let text = visible::lines(&github::summary(found, sources, title.trim())).into_owned();
        let file = fs::File::options().create(true).append(true).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
            let shown = path.to_string_lossy().into_owned();
            Failure::Unreadable(format!(
                "cannot write the summary {shown}, which {STEP_SUMMARY} names: {error}"
            ))
        })?;
    }
    Ok(annotations)
}

fn summary(checked: &Checked, kept: &Kept, counts: Counts) -> String {
    let files = counted(checked.sources().iter().count(), "file");
    let fixable = kept.found.iter().filter(|found| found.fix.is_some()).count();
    let fix = match fixable {
        0 => "",
        _ => "; `milepost check --fix` writes the right text where it is known",
    };
    let left_out = match kept.left_out {
        0 => String::new(),
        count => format!("; {} left out", counted(count, "finding")),
    };
    let gone = match kept.gone {
        0 => String::new(),
        count => format!("; {count} of the baseline is found no more: --update-baseline takes it out"),
    };
    format!(
        "Checked {files} as of {}: {}{left_out}{gone}{fix}\n",
        checked.chronicle.now.as_of,
        counts.in_words()
    )
}

/// The whole outcome, for programs.
#[derive(Debug, Serialize)]
struct CheckReport {
    as_of: NaiveDate,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    left_out: usize,
    diagnostics: Vec<DiagnosticRecord>,
}

impl CheckReport {
    fn new(checked: &Checked, kept: &Kept, counts: Counts) -> Self {
        let record = |found| DiagnosticRecord::new(found, checked.sources());
        Self {
            as_of: checked.chronicle.now.as_of,
            files: checked.sources().iter().count(),
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            left_out: kept.left_out,
            diagnostics: kept.found.iter().map(record).collect(),
        }
    }

    fn to_json(&self) -> String {
        json(self)
    }
}

/// Pretty JSON with a line end at its end.
fn json(data: &impl Serialize) -> String {
    let mut json = visible::json(serde_json::to_string_pretty(data).expect("plain data with text keys"));
    json.push('\n');
    json
}
