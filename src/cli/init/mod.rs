//! `milepost init`: a new project that `milepost check` finds nothing wrong with, not even a note, from the day it is made
//! until the Thursday of its first week, without anybody having touched it.
//!
//! On Friday its first milestone, of five days, has still not been begun, and is red. From then until the first sprint ends
//! one kind of finding is expected: `no-next-action`, for nobody has reported and nobody has said what happens now. Afterwards
//! sprints wait to be closed (`not-closed`) and risks to be reviewed (`review-overdue`). Nothing else comes by time alone.
//! Must not write over anything.

mod days;
mod files;
mod ignored;
mod person;
mod surroundings;
mod template;
mod title;
mod told;
mod web_address;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use self::days::PlanDays;
use self::files::{Beginning, IDS, NewFile};
use self::person::Person;
use self::surroundings::Surroundings;
use self::told::{Done, told};
use super::as_of::AsOf;
use super::exit::{Exit, Failure};
use super::put::{self, Planned};
use super::shown_path::shown;
use super::terminal::Stream;
use super::today::Today;
use super::{GlobalArgs, args::InitArgs};
use crate::load::SETTINGS_FILE;
use crate::publish::whole_file::{self, rewrite};
use crate::world::ProjectPath;

/// The file that keeps the site out of the repository.
const IGNORED: &str = ".gitignore";

/// Makes a new project.
///
/// # Errors
/// When a file is in the way, the words make no sense together, or something cannot be written.
pub fn init(args: &GlobalArgs, typed: &InitArgs) -> Result<Exit, Failure> {
    usual_folders(args)?;
    let here = env::current_dir().and_then(fs::canonicalize).map_err(|error| {
        Failure::Unreadable(format!("cannot find the folder this was started in: {error}"))
    })?;
    let folder = folder(args, typed, &here)?;
    let around = Surroundings::of(&folder);
    let user = around.user.as_deref().and_then(title::cleaned);
    let beginning = beginning(args, typed, &folder, &around, user.as_deref())?;
    // A project that is there gets its workflows, and stays as it is.
    let adds =
        typed.github && !typed.minimal && typed.title.is_none() && folder.join(SETTINGS_FILE).is_file();
    let mut planned = if adds { Vec::new() } else { below(&folder, beginning.project(typed.minimal)) };
    if typed.github {
        planned.extend(below(&around.top, beginning.workflows()));
    }
    let ignore = folder.join(IGNORED);
    let standing = standing(&ignore, &here)?;
    let ignoring = ignored::with_output(standing.as_deref().unwrap_or_default());
    if let (None, Some(text)) = (&standing, &ignoring) {
        planned.push(Planned { path: ignore.clone(), text: text.clone() });
    }
    nothing_in_the_way(&planned, adds, &folder, &around.top, &here)?;
    if !typed.dry_run {
        put::put(&planned).map_err(|(path, error)| unwritable(&path, &here, &error))?;
    }
    let appended = ignoring.filter(|_| standing.is_some());
    if let Some(text) = appended.as_ref().filter(|_| !typed.dry_run) {
        rewrite(&ignore, text).map_err(|error| unwritable(&ignore, &here, &error))?;
    }
    let written: Vec<String> = planned.iter().map(|file| shown(&file.path, &here)).collect();
    let (ignore, folder_shown) = (shown(&ignore, &here), shown(&folder, &here));
    if typed.dry_run {
        let texts = planned.iter().map(|file| file.text.as_str()).filter(|_| args.verbose > 0);
        let appended = appended.as_ref().map(|_| ignore.as_str());
        Stream::Out.write(&told::planned(&written, texts, appended))?;
        return Ok(Exit::Fine);
    }
    Stream::Out.write(&told(&Done {
        beginning: (!adds).then_some(&beginning),
        written: &written,
        appended: appended.as_ref().map(|_| ignore.as_str()),
        is_person_known: user.is_some(),
        has_workflows: typed.github,
        folder: (folder != here).then_some(folder_shown.as_str()),
    }))?;
    Ok(Exit::Fine)
}

/// A new project has the usual folders: no later command would know of others.
fn usual_folders(args: &GlobalArgs) -> Result<(), Failure> {
    for (option, typed, usual) in
        [("--content", &args.content, "content"), ("--output", &args.output, "output")]
    {
        if typed != Path::new(usual) {
            return Err(Failure::Usage(format!(
                "a new project has its usual folder `{usual}`; leave out {option}"
            )));
        }
    }
    Ok(())
}

/// The project's folder, whole and without links as far as it is there.
fn folder(args: &GlobalArgs, typed: &InitArgs, here: &Path) -> Result<PathBuf, Failure> {
    let named = match (&typed.dir, &args.root) {
        (Some(_), Some(_)) => {
            return Err(Failure::Usage("the folder is given twice; leave out --root".to_owned()));
        }
        (Some(dir), None) | (None, Some(dir)) => here.join(dir),
        (None, None) => return Ok(here.to_owned()),
    };
    let mut missing = Vec::new();
    for above in named.ancestors() {
        if let Ok(real) = fs::canonicalize(above) {
            if !real.is_dir() {
                let path = shown(&real, here);
                return Err(Failure::Usage(format!(
                    "{path} is in the way: it is no folder; nothing is written"
                )));
            }
            return Ok(missing.into_iter().rev().fold(real, |path: PathBuf, name| path.join(name)));
        }
        let name = above.file_name().ok_or_else(|| {
            let path = shown(&named, here);
            Failure::Usage(format!("{path} leads through a folder that is not there; name it without `..`"))
        })?;
        missing.push(name);
    }
    Ok(named)
}

fn beginning(
    args: &GlobalArgs,
    typed: &InitArgs,
    folder: &Path,
    around: &Surroundings,
    user: Option<&str>,
) -> Result<Beginning, Failure> {
    let title = match &typed.title {
        Some(typed) => title::cleaned(typed).ok_or_else(|| {
            Failure::Usage("`--title` gives no title: write one with letters or digits".to_owned())
        })?,
        None => title::of_folder(&folder.file_name().unwrap_or_default().to_string_lossy()),
    };
    let today = match args.as_of {
        Some(AsOf::Day(day)) => day,
        Some(AsOf::Today) | None => Today::read()?.date,
    };
    let days = PlanDays::after(today).ok_or_else(|| {
        Failure::Usage(format!(
            "a plan that begins after {today} would go beyond the years that dates can have"
        ))
    })?;
    Ok(Beginning {
        title,
        today,
        days,
        person: user.map_or_else(Person::unknown, |name| Person::named(name, &IDS)),
        // Without the folder the links would lead elsewhere.
        repository: around.repository.clone().filter(|_| has_plain_path(&around.inner)),
        branch: around.branch.clone(),
        inner: around.inner.clone(),
    })
}

/// Whether a folder of the repository can be named in the settings.
fn has_plain_path(inner: &str) -> bool {
    inner.is_empty() || ProjectPath::new(inner).is_ok()
}

fn below(folder: &Path, files: Vec<NewFile>) -> Vec<Planned> {
    files.into_iter().map(|(path, text)| Planned { path: folder.join(path), text }).collect()
}

/// The text of a `.gitignore` that is there.
fn standing(file: &Path, here: &Path) -> Result<Option<String>, Failure> {
    match whole_file::read(file) {
        Ok(text) => Ok(Some(text)),
        // A link that leads nowhere is found in the way.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let path = shown(file, here);
            Err(Failure::Unreadable(format!("cannot read {path}: {error}; nothing is written")))
        }
    }
}

fn nothing_in_the_way(
    planned: &[Planned],
    adds: bool,
    folder: &Path,
    top: &Path,
    here: &Path,
) -> Result<(), Failure> {
    let root = |path: &Path| if path.starts_with(folder) { folder.to_owned() } else { top.to_owned() };
    let found = planned.iter().filter_map(|file| put::in_the_way(&file.path, &root(&file.path)));
    let mut found: Vec<String> = found.map(|path| shown(&path, here)).collect();
    found.dedup();
    if found.is_empty() {
        return Ok(());
    }
    let list: String = found.iter().map(|path| format!("\n  {path}")).collect();
    Err(Failure::Usage(match adds {
        true => format!(
            "there is something already where the workflows would be; nothing is written:{list}\n\n\
             Move it away, or look at what would be written: milepost init --github --dry-run -v in an empty folder"
        ),
        false => format!(
            "there is something already where a new project would write; nothing is written:{list}\n\n\
             Begin in another folder: milepost init DIR"
        ),
    }))
}

fn unwritable(path: &Path, here: &Path, error: &io::Error) -> Failure {
    let path = shown(path, here);
    Failure::Unreadable(format!("cannot write {path}: {error}; see that you may write there"))
}
