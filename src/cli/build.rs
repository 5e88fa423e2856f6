//! `milepost build`: the site, in its folder.

use std::env;
use std::fs;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use super::BuildArgs;
use super::commit;
use super::exit::{Exit, Failure};
use super::log;
use super::progress::Bar;
use super::report::{Counts, at_least, told_as_one, with_lines};
use super::settings::{Loudness, Settings};
use super::shown_path::as_seen_from;
use super::terminal::Stream;
use crate::diag::{Code, Diagnostic, Severity};
use crate::disk::Disk;
use crate::publish::{Kept, Origin, Publication, PublishError, Published, Seal, Terms};
use crate::say::words::counted;
use crate::site::{self, Built, Checked, Part};
use crate::world::Traced;

/// Most diagnostics that a build tells unless all are asked for: its business is the site.
const MOST_TOLD: usize = 20;

/// Builds the site. What is wrong with the content is told, and stops nothing. Where the site that stands is what would be
/// made, it is left at that.
///
/// # Errors
/// When the project cannot be read, or the site not be written.
pub fn build(settings: &Settings, typed: BuildArgs) -> Result<Exit, Failure> {
    let project = &settings.project;
    let world = project.open()?;
    let commit = commit::short_name(&project.root, &project.output);
    let settings = &settings.with_commit(commit);
    // What git knows of the past is no file of the project.
    let circumstances = (!typed.history).then(|| circumstances(settings)).flatten();
    let seal = circumstances
        .and_then(|now| Seal::read(&project.output).filter(|seal| seal.holds(now, &world, &project.output)));
    match seal {
        Some(seal) => stands(settings, typed, &world, &seal),
        None => make(settings, typed, &world, circumstances),
    }
}

/// Makes the site and publishes it.
fn make(
    settings: &Settings,
    typed: BuildArgs,
    world: &Disk,
    circumstances: Option<u64>,
) -> Result<Exit, Failure> {
    let project = &settings.project;
    let history = if typed.history { Some(log::history(settings, world)?) } else { None };
    let bar = Bar::new(settings.loudness >= Loudness::Normal);
    let traced = Traced::new(world);
    let begin = |checked: &Checked| {
        settings.day_is_known(&checked.program).inspect_err(|_| {
            let _ = Stream::Err.write_styled(&problems(checked, settings));
        })?;
        let publication = Publication::begin(&project.output, &project.sources());
        publication.map_err(|error| Failure::from(as_seen_from(&project.here, error)))
    };
    let (built, publication) = site::build_with(&traced, &settings.config, history.as_ref(), &bar, begin)?;
    bar.clear();
    let (parts, made) = bar.parts();
    let origin = circumstances.zip(traced.trace()).map(|(circumstances, trace)| Origin {
        circumstances,
        trace,
        as_of: built.checked.chronicle.now.as_of,
        pages: pages(&built),
        findings: built.checked.diagnostics.len(),
    });
    let terms = terms(&built, typed);
    let published = publication.finish(&terms, &built.plan, origin);
    if matches!(&published, Ok(_) | Err(PublishError::Nothing { .. })) {
        // what is wrong with the content may be why nothing was published
        let _ = Stream::Err.write_styled(&problems(&built.checked, settings));
    }
    let published = published.map_err(|error| as_seen_from(&project.here, error))?;
    if settings.loudness > Loudness::Silent {
        let _ = Stream::Err.write(&kept(&published, settings));
    }
    let checked = &built.checked;
    let counts = Counts::of(&checked.diagnostics);
    tell(settings, Some(checked), counts, pages(&built), checked.chronicle.now.as_of, &published)?;
    if typed.timings {
        let writing = bar.parts().1.saturating_sub(made);
        Stream::Err.write(&timings(&parts, writing, &built, &published))?;
    }
    let failed = settings.strict && (checked.count(Severity::Error) > 0 || !published.kept.is_empty());
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}

/// The site stands as it would be made: what was found wrong is told again, if anything was.
fn stands(settings: &Settings, typed: BuildArgs, world: &Disk, seal: &Seal) -> Result<Exit, Failure> {
    let began = Instant::now();
    let silent = seal.origin.findings == 0 && settings.loudness < Loudness::Verbose;
    let checked = (!silent).then(|| site::check(world, &settings.config));
    if let Some(checked) = &checked {
        let _ = Stream::Err.write_styled(&problems(checked, settings));
    }
    let counts = Counts::of(checked.as_ref().map_or(&[], |checked| &checked.diagnostics));
    let published = Published { unchanged: seal.files(), ..Published::default() };
    let Origin { as_of, pages, .. } = seal.origin;
    tell(settings, checked.as_ref(), counts, pages, as_of, &published)?;
    if typed.timings {
        let took = began.elapsed().as_secs_f64() * 1000.0;
        let told = if silent { "nothing" } else { "the findings" };
        Stream::Err.write(&format!(
            "checks    {took:>8.1} ms   {told} again: all that was read is as it was, and so is every file of the site\n"
        ))?;
    }
    let failed = settings.strict && checked.is_some_and(|checked| checked.count(Severity::Error) > 0);
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}

/// A digest of all that a site follows from beside the files of the project; none where that cannot be told.
fn circumstances(settings: &Settings) -> Option<u64> {
    let program = env::current_exe().ok()?;
    let found = fs::metadata(&program).ok()?;
    let project = &settings.project;
    let all = (
        (env!("CARGO_PKG_VERSION"), program, found.len(), found.modified().ok()?),
        (&project.root, &project.output, &settings.config),
    );
    Some(xxh3_64(format!("{all:?}").as_bytes()))
}

fn pages(built: &Built<Kept>) -> usize {
    built.plan.paths().filter(|path| path.is_page()).count()
}

/// What each part took in time by the clock, and how much it was.
fn timings(
    parts: &[(Part, Duration)],
    writing: Duration,
    built: &Built<Kept>,
    published: &Published,
) -> String {
    let files = built.checked.sources().iter().count();
    let effort = built.checked.chronicle.effort();
    let row = |name: &str, took: Duration, what: String| {
        format!("{name:<9} {:>8.1} ms   {what}\n", took.as_secs_f64() * 1000.0)
    };
    let told = parts.iter().map(|(part, took)| match part {
        Part::Load => row("load", *took, counted(files, "file")),
        Part::Analysis => {
            let past = counted(effort.snapshots, "day");
            row("analysis", *took, format!("the status date, and {past} of the past in columns"))
        }
        Part::Checks => row("checks", *took, counted(built.checked.diagnostics.len(), "finding")),
        Part::Pages => {
            let site::Effort { pages, drawings } = built.effort;
            row("pages", *took, format!("{}, {}", counted(pages, "page"), counted(drawings, "drawing")))
        }
    });
    let Published { written, unchanged, removed, .. } = published;
    let wrote = format!("{written} written, {unchanged} unchanged, {removed} removed");
    told.chain([row("writing", writing, wrote)]).collect()
}

/// On what terms the site may take the place of the one that stands.
fn terms(built: &Built<Kept>, typed: BuildArgs) -> Terms {
    let diagnostics = &built.checked.diagnostics;
    Terms {
        force: typed.force,
        allow_empty: typed.allow_empty,
        no_content: built.checked.program.subjects().all(|subject| !built.checked.is_of_content(subject)),
        no_settings: diagnostics.iter().any(|found| found.code == Code::MissingSettings),
        always: site::own_pages(),
    }
}

/// The files that somebody changed since they were written.
fn kept(published: &Published, settings: &Settings) -> String {
    let project = &settings.project;
    let most = if settings.loudness == Loudness::Verbose { usize::MAX } else { MOST_TOLD };
    let mut text = String::new();
    for path in published.kept.iter().take(most) {
        let path = project.shown(&project.output.join(path.as_str()));
        text += &format!("warning: {path} was changed since Milepost wrote it, and was left as it is\n");
    }
    if published.kept.len() > most {
        text += &format!("... and {} more; `milepost build -v` tells all\n", published.kept.len() - most);
    }
    if !text.is_empty() {
        text += "  = `milepost build --force` writes over what was changed\n\n";
    }
    text
}

/// The worst of what was found, as much of it as was asked for.
fn problems(checked: &Checked, settings: &Settings) -> String {
    let (worst, most) = match settings.loudness {
        Loudness::Silent => return String::new(),
        Loudness::Quiet => (Severity::Error, MOST_TOLD),
        Loudness::Normal => (Severity::Warning, MOST_TOLD),
        Loudness::Verbose => (Severity::Note, usize::MAX),
    };
    let mut found: Vec<&Diagnostic> = at_least(worst, &checked.diagnostics);
    found.sort_by_key(|diagnostic| diagnostic.severity);
    let groups = told_as_one(&found, settings.loudness == Loudness::Verbose);
    let (told, untold) = groups.split_at(groups.len().min(most));
    let mut text = with_lines(told, checked.sources(), Stream::Err);
    if !untold.is_empty() {
        let left: usize = untold.iter().map(|group| group.others.len() + 1).sum();
        text += &format!("... and {left} more; `milepost build -v` tells all\n\n");
    }
    text
}

/// What was done, as much of it as was asked for.
fn tell(
    settings: &Settings,
    checked: Option<&Checked>,
    counts: Counts,
    pages: usize,
    as_of: NaiveDate,
    published: &Published,
) -> Result<(), Failure> {
    if let Some(checked) = checked.filter(|_| settings.loudness == Loudness::Verbose) {
        let _ = Stream::Err.write(&settings.circumstances(&checked.program, &checked.chronicle.now));
    }
    if settings.loudness < Loudness::Normal {
        return Ok(());
    }
    let project = &settings.project;
    let Published { written, unchanged, removed, .. } = published;
    Ok(Stream::Out.write(&format!(
        "Built {} as of {as_of} in {}/ ({} written, {unchanged} unchanged, {removed} removed)\n{}\nOpen {}\n",
        counted(pages, "page"),
        project.shown(&project.output),
        counted(*written, "file"),
        counts.in_words(),
        project.shown(&project.output.join("index.html")),
    ))?)
}
