//! `milepost rename`: another id for a thing, in every file that names it.
//!
//! What the edit would give is read back before it is written: only when everything names what it named before, and nothing
//! has become an error, do the files change. The old id stays as an alias, so that links from elsewhere lead on.

mod alias;
mod edits;
mod file_name;
mod listed;
mod name;
mod plan;
mod same;
mod texts;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

pub use self::name::NewName;
use self::plan::{NewFile, Plan};
use self::same::Answers;
use super::exit::{Exit, Failure};
use super::overlay::Overlay;
use super::settings::Settings;
use super::terminal::Stream;
use super::written::{find, nothing_named};
use crate::diag::{Severity, human};
use crate::load::is_id;
use crate::model::{Program, Subject, record::RECORD_ENDING};
use crate::publish::whole_file::{rewrite, write_below};
use crate::say::words::counted;
use crate::site::{self, Checked, Config};
use crate::text::{edits, natural_order, visible};
use crate::world::World;

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The id as it is.
    pub from: String,
    /// The id as it is to be.
    pub to: String,
    /// Show what would be written, and write nothing.
    pub dry_run: bool,
}

/// Gives a thing another id.
///
/// # Errors
/// When there is no such thing, the new id is none or taken, or a file cannot be edited surely or not be written.
pub fn rename(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let (subject, name) = understood(&checked, typed)?;
    let (plan, after) = Plan::new(&world, &checked, &settings.config, subject, &name)?;
    let files = plan.files()?;
    is_sound(&checked, &after, &plan)?;
    let was = Answers::of(&checked, |text| plan.put_into(text));
    let otherwise = was.differences(&Answers::of(&after, str::to_owned));
    let effect = match otherwise {
        None => "Dates, colors and findings are as before".to_owned(),
        Some(what) => format!("Not as before: {what}"),
    };
    let old = match plan.keeps_old {
        true => format!("what still says {} finds it", name.from),
        false => format!(
            "its entry in the settings has a form in which no earlier id is kept: nothing finds it by {}",
            name.from
        ),
    };
    if typed.dry_run {
        let lines: String = files.iter().map(told).collect();
        Stream::Out.write(&format!("{lines}\n{effect}; {old}\nNothing is written\n"))?;
        return Ok(Exit::Fine);
    }
    write(settings, &files)?;
    let places = counted(files.iter().map(|file| file.places).sum(), "place");
    let moved: String = files.iter().filter(|file| file.old != file.new).map(is_now).collect();
    Stream::Out.write(&format!(
        "{} is {} now: {places} in {}\n{moved}{effect}; {old}\n",
        name.from,
        name.to,
        counted(files.len(), "file")
    ))?;
    Ok(Exit::Fine)
}

/// A state of a project under the names that its things have in a later one, so that the two can be compared; with the
/// names that were changed. What cannot be renamed surely keeps its name.
pub fn under_later_names(
    world: &dyn World,
    mut state: Checked,
    later: &Program,
    config: &Config,
) -> (Checked, Vec<NewName>) {
    let (mut files, mut names) = (BTreeMap::new(), Vec::new());
    for (former, subject) in &later.former {
        let name = NewName { from: former.to_string(), to: later.head(*subject).id.to_string() };
        let same = |found: &Subject| state.program.kind(*found) == later.kind(*subject);
        let is_free = state.program.find(&name.to).is_none();
        let Some(found) = state.program.find(&name.from).filter(same).filter(|_| is_free) else { continue };
        let overlay = Overlay { world, files: files.clone() };
        let renamed = Plan::new(&overlay, &state, config, found, &name);
        let Some((new, renamed)) = renamed.and_then(|(plan, after)| Ok((plan.files()?, after))).ok() else {
            continue;
        };
        for file in new {
            if file.old != file.new {
                files.insert(file.old, None);
            }
            files.insert(file.new, Some(file.is));
        }
        state = renamed;
        names.push(name);
    }
    (state, names)
}

/// The thing that is meant, and its names.
fn understood(checked: &Checked, typed: &Typed) -> Result<(Subject, NewName), Failure> {
    let program = &checked.program;
    let (from, to) = (typed.from.trim(), typed.to.trim());
    let folded = |id: &str| {
        let same = |subject: &Subject| program.head(*subject).id.to_lowercase() == id.to_lowercase();
        program.find(id).or_else(|| program.subjects().find(same))
    };
    let subject = find(program, from, Some).ok_or_else(|| {
        let things = program.subjects().filter(|subject| !matches!(subject, Subject::Page(_)));
        let mut ids: Vec<&str> = things.map(|subject| &*program.head(subject).id).collect();
        ids.sort_by(|a, b| natural_order(a, b));
        nothing_named("thing", from, &ids)
    })?;
    let refused = |why: String| Err(Failure::Usage(why));
    let from = program.head(subject).id.to_string();
    let shown = visible::line(to);
    if matches!(subject, Subject::Page(_)) {
        return refused(format!(
            "{from} is a page, which is called by its file; move the file, and mend links to it"
        ));
    }
    if !is_id(to) {
        return refused(format!("`{shown}` cannot be an id; use letters, digits, `.`, `_` and `-`"));
    }
    if to == from {
        return refused(format!("{from} is called that already"));
    }
    if let Some(other) = folded(to).filter(|other| *other != subject) {
        return refused(format!("{shown} is taken: {}; choose another id", what(program, other)));
    }
    if let Some(other) = program.former.get(to).filter(|other| **other != subject) {
        return refused(format!(
            "{shown} is an earlier id of {}; choose another, or take it out of the `aliases` there",
            what(program, *other)
        ));
    }
    Ok((subject, NewName { from, to: to.to_owned() }))
}

/// `M2 (content/milestones/m2.md)`.
fn what(program: &Program, subject: Subject) -> String {
    let head = program.head(subject);
    format!("{} ({})", head.id, visible::name(program.sources.path(head.file)))
}

/// That nothing is an error which was none.
fn is_sound(before: &Checked, after: &Checked, plan: &Plan<'_>) -> Result<(), Failure> {
    if after.count(Severity::Error) <= before.count(Severity::Error) {
        return Ok(());
    }
    let known: Vec<String> = before.diagnostics.iter().map(|found| plan.put_into(&found.message)).collect();
    let errors = after.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let new = errors.into_iter().find(|found| !known.contains(&found.message));
    let told = new.map_or_else(String::new, |found| format!(": {}", human::short(found, after.sources())));
    Err(Failure::Usage(format!("nothing is written, because the new id would be an error{told}")))
}

/// `content/milestones/m1.md is content/milestones/m9.md now`.
fn is_now(file: &NewFile) -> String {
    format!("{} is {} now\n", visible::name(file.old.as_str()), visible::name(file.new.as_str()))
}

/// What changes in a file: its lines as they are to be. Of records, which are long, how much changes.
fn told(file: &NewFile) -> String {
    const LONGEST: usize = 160;
    let mut text = match file.old == file.new {
        true => format!("{}\n", visible::name(file.old.as_str())),
        false => format!("{} -> {}\n", visible::name(file.old.as_str()), visible::name(file.new.as_str())),
    };
    if file.old.as_str().ends_with(RECORD_ENDING) {
        return text + &format!("  {}\n", counted(file.places, "place"));
    }
    let lines: Vec<&str> = file.is.lines().collect();
    for edit in edits(&file.was, &file.is) {
        for at in edit.is {
            let line = lines.get(at).copied().unwrap_or_default();
            let start: String = line.chars().take(LONGEST).collect();
            let more = if start.len() < line.len() { "…" } else { "" };
            text.push_str(&format!("  {}: {}{more}\n", at + 1, visible::line(&start)));
        }
    }
    text
}

/// Writes all files; where one fails, those that were written get their old text back.
fn write(settings: &Settings, files: &[NewFile]) -> Result<(), Failure> {
    let place = |path: &crate::world::ProjectPath| -> PathBuf { settings.project.root.join(path.as_str()) };
    for (done, file) in files.iter().enumerate() {
        let (old, new) = (place(&file.old), place(&file.new));
        let written = match old == new {
            true => rewrite(&old, &file.is),
            false => write_below(&settings.project.root, &new, &file.is).and_then(|()| fs::remove_file(&old)),
        };
        if let Err(error) = written {
            for file in &files[..=done] {
                // What cannot be taken back is told by the next run.
                if file.old != file.new {
                    let _ = fs::remove_file(place(&file.new));
                }
                let _ = write_below(&settings.project.root, &place(&file.old), &file.was);
            }
            let shown = settings.project.shown(&old);
            return Err(Failure::Unreadable(format!(
                "cannot write {shown}: {error}; nothing is renamed. See that you may write there"
            )));
        }
    }
    Ok(())
}
