//! `milepost close`: what the page of a sprint says that is over, written into a file beside the sprint.
//!
//! The record is read back before it is written: only when the loader takes it does the file come to be.

use std::path::PathBuf;

use serde_json::Value;

use super::exit::{Exit, Failure};
use super::overlay::Overlay;
use super::settings::Settings;
use super::sprint_report::sprint_named;
use super::terminal::Stream;
use crate::model::{Entity, Key, Sprint};
use crate::publish::whole_file::write_below;
use crate::say::days::day;
use crate::site::{self, Checked, next_kept, path_of_record, record_of, with_record};
use crate::world::{ProjectPath, World};

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The sprint.
    pub sprint: String,
    /// Show the record and write nothing.
    pub dry_run: bool,
    /// Why a closed sprint is closed again.
    pub again: Option<String>,
}

/// Writes the record of a sprint.
///
/// # Errors
/// When there is no such sprint, it is not over, it is closed already and nobody says why it is closed again, or the record
/// cannot be written.
pub fn close(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let key = sprint_named(&checked.context(), &typed.sprint)?;
    let path = place(&checked, key)?;
    let id = &checked.program.sprints[key].head().id;
    let shown = settings.project.shown(&settings.project.root.join(path.as_str()));
    let reason = typed.again.as_deref().map(str::trim);
    let former = match (world.exists(&path), reason) {
        (true, None) => {
            return Err(Failure::Usage(format!(
                "{id} is closed already, in {shown}; to close it again, say why: --again REASON"
            )));
        }
        (false, Some(_)) => {
            return Err(Failure::Usage(format!("{id} is not closed yet; leave out --again")));
        }
        (_, Some("")) => return Err(Failure::Usage("say why the sprint is closed again".to_owned())),
        (false, None) => None,
        (true, Some(reason)) => Some((reason, former(&world, &path)?)),
    };
    let again = former.is_some();
    // Closed for the first time, nothing of a record has gone into what was worked out.
    let anew = again.then(|| {
        let open = Overlay::new(&world, &path, None);
        site::check(&open, &settings.config)
    });
    let text = record_of(anew.as_ref().unwrap_or(&checked), key, former)
        .ok_or_else(|| Failure::Usage(format!("{id} has no state that can be recorded")))?;
    let open = &anew.as_ref().unwrap_or(&checked).program;
    let closed = with_record(open, &path, &text)
        .map_err(|why| Failure::Usage(format!("{id} cannot be closed: {why}; nothing is written")))?;
    if typed.dry_run {
        Stream::Out.write(&text)?;
        let _ = Stream::Err.write(&format!("nothing is written; the record would go to {shown}\n"));
        return Ok(Exit::Fine);
    }
    let root = &settings.project.root;
    let file: PathBuf = root.join(path.as_str());
    write_below(root, &file, &text).map_err(|error| {
        Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
    })?;
    if let Some((path, text)) = next_kept(&checked.program, &closed, key).filter(|_| again) {
        let file = root.join(path.as_str());
        let shown = settings.project.shown(&file);
        write_below(root, &file, &text)
            .map_err(|error| Failure::Unreadable(format!("cannot write {shown}: {error}")))?;
        Stream::Out.write(&format!("{shown} keeps what it left to the former record\n"))?;
    }
    let verb = if again { "closed again" } else { "closed" };
    Stream::Out.write(&format!("{id} is {verb}: written to {shown}; commit it with the content\n"))?;
    Ok(Exit::Fine)
}

/// Where the record goes of a sprint that is over.
fn place(checked: &Checked, key: Key<Sprint>) -> Result<ProjectPath, Failure> {
    let program = &checked.program;
    let id = &program.sprints[key].head().id;
    let closed = program.records.contains_key(&key);
    if !closed && !checked.context().is_over(key) {
        let last = day(program.last_day(key));
        let now = day(checked.chronicle.now.as_of);
        return Err(Failure::Usage(format!(
            "{id} is not over: its last day is {last}, and the status date is {now}"
        )));
    }
    path_of_record(program, key).ok_or_else(|| {
        Failure::Usage(format!("the file of {id} has a name beside which no record can stand"))
    })
}

/// The record that is replaced; as text where it is none that can be read.
fn former(world: &dyn World, path: &ProjectPath) -> Result<Value, Failure> {
    let bytes = world.read(path).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let text = || serde_json::json!({"text": String::from_utf8_lossy(&bytes)});
    Ok(serde_json::from_slice(&bytes).ok().filter(Value::is_object).unwrap_or_else(text))
}
