//! `milepost build`: the site, in its folder.

use std::time::Duration;

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
use crate::publish::{PublishError, Published, Terms, publish_on};
use crate::say::words::counted;
use crate::site::{self, Built, Config, Part};

/// Most diagnostics that a build tells unless all are asked for: its business is the site.
const MOST_TOLD: usize = 20;

/// Builds the site. What is wrong with the content is told, and stops nothing.
///
/// # Errors
/// When the project cannot be read, or the site not be written.
pub fn build(settings: &Settings, typed: BuildArgs) -> Result<Exit, Failure> {
    let project = &settings.project;
    let world = project.open()?;
    let config =
        Config { commit: commit::short_name(&project.root, &project.output), ..settings.config.clone() };
    let history = if typed.history { Some(log::history(settings, &world)?) } else { None };
    let bar = Bar::new(settings.loudness >= Loudness::Normal);
    let built = site::build_with(&world, &config, history.as_ref(), &bar);
    bar.clear();
    let (parts, made) = bar.parts();
    if let Err(unknown) = settings.day_is_known(&built.checked.program) {
        let _ = Stream::Err.write_styled(&problems(&built, settings));
        return Err(unknown);
    }
    let published = publish_on(&terms(&built, typed), &built.plan, &project.output, &project.sources());
    if matches!(&published, Ok(_) | Err(PublishError::Nothing { .. })) {
        // what is wrong with the content may be why nothing was published
        let _ = Stream::Err.write_styled(&problems(&built, settings));
    }
    let published = published.map_err(|error| as_seen_from(&project.here, error))?;
    if settings.loudness > Loudness::Silent {
        let _ = Stream::Err.write(&kept(&published, settings));
    }
    if settings.loudness == Loudness::Verbose {
        let checked = &built.checked;
        let _ = Stream::Err.write(&settings.circumstances(&checked.program, &checked.chronicle.now));
    }
    if settings.loudness >= Loudness::Normal {
        Stream::Out.write(&summary(&built, &published, settings))?;
    }
    if typed.timings {
        let writing = bar.parts().1.saturating_sub(made);
        Stream::Err.write(&timings(&parts, writing, &built, &published))?;
    }
    let failed = settings.strict && (built.checked.count(Severity::Error) > 0 || !published.kept.is_empty());
    Ok(if failed { Exit::Problems } else { Exit::Fine })
}

/// What each part took in time by the clock, and how much it was.
fn timings(parts: &[(Part, Duration)], writing: Duration, built: &Built, published: &Published) -> String {
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
fn terms(built: &Built, typed: BuildArgs) -> Terms {
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
fn problems(built: &Built, settings: &Settings) -> String {
    let checked = &built.checked;
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

fn summary(built: &Built, published: &Published, settings: &Settings) -> String {
    let project = &settings.project;
    let output = project.shown(&project.output);
    let pages = built.plan.iter().filter(|(path, _)| path.is_page()).count();
    let Published { written, unchanged, removed, .. } = published;
    let as_of = built.checked.chronicle.now.as_of;
    format!(
        "Built {} as of {as_of} in {output}/ ({} written, {unchanged} unchanged, {removed} removed)\n{}\nOpen {}\n",
        counted(pages, "page"),
        counted(*written, "file"),
        Counts::of(&built.checked.diagnostics).in_words(),
        project.shown(&project.output.join("index.html")),
    )
}
