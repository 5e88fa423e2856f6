//! `milepost update`: a dated report written into the file of a thing, by the day it is made and whoever makes it.
//!
//! What the edit would give is read back before it is written: only when the loader takes the report, and nothing else has
//! become an error, does the file change. The answer is what it moves.

mod asked;
mod author;
mod report;

pub use asked::walk;
pub use author::author;
pub use report::Report;

use chrono::NaiveDate;

use super::args::UpdateArgs;
use super::effect::{Effect, day_of_effect};
use super::exit::{Exit, Failure};
use super::overlay::Overlay;
use super::settings::Settings;
use super::surgery::Surgery;
use super::terminal::Stream;
use super::written::{find, nothing_named};
use crate::model::{Kind, Program, Subject};
use crate::publish::whole_file::rewrite;
use crate::site::{self, Checked};
use crate::text::natural_order;
use crate::world::{ProjectPath, World};

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The thing, by its id.
    pub id: String,
    /// What is reported.
    pub report: Report,
    /// Who reports it, if it is not git's user.
    pub by: Option<String>,
    /// On which day, if it is not today.
    pub on: Option<NaiveDate>,
    /// Show the edit, and write nothing.
    pub dry_run: bool,
}

impl TryFrom<UpdateArgs> for Typed {
    /// Who reports, and whether nothing is written: where no id was typed.
    type Error = (Option<String>, bool);

    fn try_from(args: UpdateArgs) -> Result<Self, Self::Error> {
        let Some(id) = args.id else { return Err((args.by, args.dry_run)) };
        let on = |day: Option<Option<NaiveDate>>, today: Option<NaiveDate>| day.map(|day| day.or(today));
        let report = Report::default()
            .with("status", args.status)
            .with_state(on(args.began, args.on), on(args.done, args.on))
            .with_number("percent_complete", args.percent)
            .with("rag", args.rag)
            .with("forecast_finish", args.forecast)
            .with("remaining", args.remaining)
            .with("probability", args.probability)
            .with("impact", args.impact)
            .with("severity", args.severity)
            .with_day("resolved_on", on(args.resolved, args.on))
            .with("decision", args.decision)
            .with("decided_by", args.decided_by)
            .with("note", args.note)
            .with_next(args.next, args.next_owner, args.due);
        Ok(Self { id, report, by: args.by, on: args.on, dry_run: args.dry_run })
    }
}

/// Writes a report.
///
/// # Errors
/// When there is no such thing, nothing is reported, nobody reports it, or the file cannot be edited surely or not be
/// written.
pub fn update(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let subject = reported_on(&checked.program, &typed.id)?;
    if typed.report.is_empty() {
        return Err(Failure::Usage(format!(
            "nothing is reported of {}; say what is so, as in --status done, --percent 60 or --note TEXT",
            typed.id.escape_debug()
        )));
    }
    let on = typed.on.unwrap_or(settings.config.today);
    let by = author(settings, &checked.program, typed.by.as_deref())?;
    let edit = Edit::new(&world, &checked, subject, &typed.report, on, &by)?;
    let config = day_of_effect(settings, &checked, on);
    let edited = Overlay::new(&world, &edit.path, Some(&edit.text));
    let effect = Effect::of(&world, &edited, std::slice::from_ref(&edit.path), &config);
    effect.is_sound("the report")?;
    effect.has_only_known_fields("the report")?;
    if !edit.holds(&effect.after, on) {
        return Err(Failure::Usage(format!(
            "{} is left as it is: the edit would not be read as it is meant",
            edit.path
        )));
    }
    let file = settings.project.root.join(edit.path.as_str());
    let shown = settings.project.shown(&file);
    let id = &edit.id;
    if typed.dry_run {
        Stream::Out.write(&format!("{}\n", effect.in_short(id)))?;
        Stream::Out.write(&format!("nothing is written; into {shown} would go:\n{}", edit.added))?;
    } else {
        rewrite(&file, &edit.text).map_err(|error| {
            Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
        })?;
        Stream::Out.write(&format!("{}\nThe report is written to {shown}\n", effect.in_short(id)))?;
    }
    let _ = Stream::Err.write(&effect.warnings());
    later_than_shown(&checked, on);
    Ok(Exit::Fine)
}

/// That a report is of a day which the site does not show yet.
fn later_than_shown(checked: &Checked, on: NaiveDate) {
    let shown = checked.program.settings.status_date.map(|date| date.value).filter(|shown| on > *shown);
    if let Some(shown) = shown {
        let hint = format!(
            "the site shows {shown}: raise `status_date` in milepost.yaml to {on} to see it, or give --as-of\n"
        );
        let _ = Stream::Err.write(&hint);
    }
}

/// The thing of that id, of a kind on which reports are made.
fn reported_on(program: &Program, typed: &str) -> Result<Subject, Failure> {
    let subject = find(program, typed, Some).ok_or_else(|| {
        let mut ids: Vec<&str> = program
            .subjects()
            .filter(|subject| takes_reports(program, *subject))
            .map(|subject| &*program.head(subject).id)
            .collect();
        ids.sort_by(|a, b| natural_order(a, b));
        nothing_named("milestone, risk, blocker or phase", typed, &ids)
    })?;
    if takes_reports(program, subject) {
        return Ok(subject);
    }
    let kind = program.kind(subject).word();
    Err(Failure::Usage(format!(
        "{} is a {kind}, and of a {kind} no reports are kept; edit {}",
        program.head(subject).id,
        program.sources.path(program.head(subject).file)
    )))
}

fn takes_reports(program: &Program, subject: Subject) -> bool {
    matches!(program.kind(subject), Kind::Milestone | Kind::Risk | Kind::Blocker | Kind::Phase)
}

/// A report, about to be written.
struct Edit {
    id: String,
    path: ProjectPath,
    /// The whole text of the file with it.
    text: String,
    /// What is new in it.
    added: String,
    /// How many reports of that day there were before.
    before: usize,
}

impl Edit {
    fn new(
        world: &dyn World,
        checked: &Checked,
        subject: Subject,
        report: &Report,
        on: NaiveDate,
        by: &str,
    ) -> Result<Self, Failure> {
        let program = &checked.program;
        let head = program.head(subject);
        let path = program.sources.path(head.file);
        let entry = report.entry(on, by);
        let refusal = |reason: &dyn std::fmt::Display| {
            let line = super::surgery::one_line(&entry);
            Failure::Usage(format!(
                "{path} is left as it is: {reason}\n\nWrite this entry of `updates` by hand:\n\n  - {line}"
            ))
        };
        if let Some(last) = reports(program, subject).into_iter().max().filter(|last| *last > on) {
            return Err(refusal(&format!(
                "its last report is of {last}, and one of {on} belongs before it; give a later day with --on"
            )));
        }
        let path = ProjectPath::new(path).map_err(|error| Failure::Usage(error.to_string()))?;
        let bytes = world.read(&path).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let old = String::from_utf8(bytes).map_err(|_| refusal(&super::surgery::Unsure::Text))?;
        let surgery = Surgery::new(&old);
        let listed =
            || surgery.as_ref().map_or(head.place.span.start > 0, |own| own.is_above(head.place.span));
        if listed() {
            let id = &head.id;
            return Err(Failure::Usage(format!(
                "{path} lists {id} in its text, which has no room for reports\n\nMove {id} to a file of its own, with its id and fields as front matter, and report there."
            )));
        }
        let surgery = surgery.map_err(|reason| refusal(&reason))?;
        let change = surgery.added("updates", &entry).map_err(|reason| refusal(&reason))?;
        let added = change.1.trim_matches(['\r', '\n']);
        let added = format!("{}\n", added.strip_prefix(", ").unwrap_or(added));
        let before = reports(program, subject).into_iter().filter(|day| *day == on).count();
        Ok(Self { id: head.id.to_string(), path, text: surgery.applied(vec![change]), added, before })
    }

    /// Whether an edited project has the report.
    fn holds(&self, edited: &Checked, on: NaiveDate) -> bool {
        let program = &edited.program;
        let Some(subject) = program.find(&self.id) else { return false };
        reports(program, subject).into_iter().filter(|day| *day == on).count() == self.before + 1
    }
}

/// The days of the reports on a thing.
fn reports(program: &Program, subject: Subject) -> Vec<NaiveDate> {
    match subject {
        Subject::Milestone(key) => {
            program.milestones[key].history.updates.iter().map(|update| update.date).collect()
        }
        Subject::Risk(key) => program.risks[key].history.updates.iter().map(|update| update.date).collect(),
        Subject::Blocker(key) => {
            program.blockers[key].history.updates.iter().map(|update| update.date).collect()
        }
        Subject::Phase(key) => {
            program.phases[key].gate.history.updates.iter().map(|update| update.date).collect()
        }
        _ => Vec::new(),
    }
}
