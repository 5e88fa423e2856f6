//! `milepost acknowledge`: a consumer agrees to a contract as it is now, written into the contract's own file.
//!
//! What the edit would give is read back before it is written: only when the loader sees the acknowledgement, and
//! nothing else has become an error, does the file change.

mod entry;

use chrono::NaiveDate;

use self::entry::Entry;
use super::exit::{Exit, Failure};
use super::overlay::Overlay;
use super::settings::Settings;
use super::surgery::Unsure;
use super::terminal::Stream;
use super::written::{find, party};
use crate::diag::Severity;
use crate::model::{Contract, Entity, Key, Program, Service, Subject};
use crate::publish::whole_file::rewrite;
use crate::site::{self, Checked};
use crate::text::nearest;
use crate::world::{ProjectPath, World};

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// Id of the contract.
    pub contract: String,
    /// Id of the consumer.
    pub service: String,
    /// Who agrees for it.
    pub by: String,
    /// On which day, if it is not today.
    pub on: Option<NaiveDate>,
    /// Show the edit, and write nothing.
    pub dry_run: bool,
}

/// Writes an acknowledgement into the file of a contract.
///
/// # Errors
/// When a name is nobody's, the definition cannot be read, or the file not be edited surely or not be written.
pub fn acknowledge(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let edit = Edit::new(&checked, typed, settings.config.today)?;
    let path = ProjectPath::new(edit.path).map_err(|error| Failure::Usage(error.to_string()))?;
    let bytes = world.read(&path).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| edit.refusal(&Unsure::Text.to_string()))?;
    let at = edit.standing().map_err(|reason| edit.refusal(&reason.to_string()))?;
    let written =
        entry::write(&text, at, &edit.entry()).map_err(|reason| edit.refusal(&reason.to_string()))?;
    let edited = Overlay::new(&world, &path, Some(&written));
    if !edit.holds(&site::check(&edited, &settings.config), &checked) {
        return Err(edit.refusal("the edit would not be read as it is meant"));
    }
    let file = settings.project.root.join(path.as_str());
    let shown = settings.project.shown(&file);
    if text == written {
        Stream::Out.write(&format!("{} in {shown} already: nothing to do\n", edit.sentence()))?;
    } else if typed.dry_run {
        let entry = edit.entry().line();
        Stream::Out.write(&format!(
            "{}\nnothing is written; into {shown} would go:\n  - {entry}\n",
            edit.sentence()
        ))?;
    } else {
        rewrite(&file, &written).map_err(|error| {
            Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
        })?;
        Stream::Out.write(&format!("{}: written to {shown}\n", edit.sentence()))?;
    }
    Ok(Exit::Fine)
}

/// An acknowledgement, every name in it known.
struct Edit<'a> {
    program: &'a Program,
    contract: Key<Contract>,
    service: Key<Service>,
    by: &'a str,
    on: NaiveDate,
    day: String,
    hash: &'a str,
    path: &'a str,
}

impl<'a> Edit<'a> {
    fn new(checked: &'a Checked, typed: &'a Typed, today: NaiveDate) -> Result<Self, Failure> {
        let program = &checked.program;
        let contract = |subject| if let Subject::Contract(key) = subject { Some(key) } else { None };
        let service = |subject| if let Subject::Service(key) = subject { Some(key) } else { None };
        let contract = known("contract", &typed.contract, find(program, &typed.contract, contract), || {
            program.contracts.rows().iter().map(|row| &*row.head.id).collect()
        })?;
        let service = known("service", &typed.service, find(program, &typed.service, service), || {
            program.services.rows().iter().map(|row| &*row.head.id).collect()
        })?;
        let by = known("owner", &typed.by, find(program, &typed.by, party), || {
            program.parties.rows().iter().map(|row| &*row.head.id).collect()
        })?;
        let row = &program.contracts[contract];
        let id = &row.head().id;
        let definition = row.definition.as_ref().ok_or_else(|| {
            Failure::Usage(format!(
                "{id} has no definition that anybody could agree to; add `definition: PATH` first"
            ))
        })?;
        let hash = definition.value.hash.as_deref().ok_or_else(|| {
            let path = &definition.value.path;
            Failure::Usage(format!("the definition of {id}, {path}, cannot be read; nobody can agree to it"))
        })?;
        let on = typed.on.unwrap_or(today);
        let (path, day) = (program.sources.path(row.head().file), on.to_string());
        let by = &*program.parties[by].head().id;
        Ok(Self { program, contract, service, by, on, day, hash, path })
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            service: &self.program.services[self.service].head().id,
            by: self.by,
            on: &self.day,
            hash: self.hash,
        }
    }

    /// Where the consumer's entry stands, if it has one of its own.
    fn standing(&self) -> Result<Option<crate::text::Span>, Unsure> {
        let consumers = &self.program.contracts[self.contract].consumers;
        let Some(entry) = consumers.iter().find(|entry| entry.service.value == self.service) else {
            return Ok(None);
        };
        let same_place = consumers.iter().filter(|other| other.place == entry.place).count();
        if same_place == 1 { Ok(Some(entry.place.span)) } else { Err(entry::FORM) }
    }

    /// Whether an edited project has the acknowledgement, and no error that it did not have.
    fn holds(&self, edited: &Checked, before: &Checked) -> bool {
        let service = &self.program.services[self.service].head().id;
        let contract = edited.program.contracts.key(&self.program.contracts[self.contract].head().id);
        let agreed = contract.map(|key| &edited.program.contracts[key]).is_some_and(|contract| {
            contract.consumers.iter().any(|entry| {
                edited.program.services[entry.service.value].head().id == *service
                    && entry.hash.as_ref().is_some_and(|hash| hash.value == self.hash)
                    && entry.on == Some(self.on)
                    && contract.acknowledged(entry, self.on)
            })
        });
        agreed && edited.count(Severity::Error) <= before.count(Severity::Error)
    }

    fn sentence(&self) -> String {
        let service = &self.program.services[self.service].head().id;
        let contract = &self.program.contracts[self.contract].head().id;
        format!("{service} acknowledges {contract} ({}), {} on {}", self.hash, self.by, self.on)
    }

    fn refusal(&self, reason: &str) -> Failure {
        let line = self.entry().line();
        Failure::Usage(format!(
            "{} is left as it is: {reason}\n\nWrite this entry of `consumers` by hand:\n\n  - {line}",
            self.path
        ))
    }
}

/// The key of an id that was typed; else who may have been meant.
fn known<'a, K>(
    what: &str,
    typed: &str,
    key: Option<K>,
    ids: impl FnOnce() -> Vec<&'a str>,
) -> Result<K, Failure> {
    key.ok_or_else(|| {
        let shown = typed.escape_debug();
        match nearest(typed, ids()) {
            Some(near) => Failure::Usage(format!("there is no {what} `{shown}`; did you mean `{near}`?")),
            None => {
                Failure::Usage(format!("there is no {what} `{shown}`; `milepost check` tells what is there"))
            }
        }
    })
}
