//! What an edit would do, before it is made: whether it is read as it is meant, and what it moves.

use std::collections::BTreeSet;

use super::exit::Failure;
use super::settings::Settings;
use crate::analyse::outline::{Change, Found, Outline};
use crate::diag::{Code, Diagnostic, Severity, human};
use crate::say::outline::{findings_in_short, in_short};
use crate::site::{self, Checked, Config};
use crate::world::{ProjectPath, World};

/// A project before and after an edit, on the same day.
pub struct Effect {
    /// With the edit.
    pub after: Checked,
    /// What is otherwise.
    pub changes: Vec<Change>,
    /// What is found in the edited files now and was not before.
    new: Vec<Diagnostic>,
}

impl Effect {
    /// Of an edit that turns `world` into `edited`, on the day of `config`.
    pub fn of(world: &dyn World, edited: &dyn World, files: &[ProjectPath], config: &Config) -> Self {
        let (before, after) = (site::check(world, config), site::check(edited, config));
        let outline =
            |checked: &Checked| Outline::new(&checked.program, &checked.chronicle, &checked.diagnostics);
        let (was, is) = (outline(&before), outline(&after));
        let changes = was.changes(&is, after.program.settings.calendar_of(None));
        let known: BTreeSet<&Found> = was.findings.keys().collect();
        let of_these = |found: &Found| files.iter().any(|file| file.as_str() == found.file);
        let new = after.diagnostics.iter().filter(|diagnostic| {
            let found = Found::new(&after.program, diagnostic);
            !known.contains(&found) && (of_these(&found) || found.severity == Severity::Error)
        });
        let new = new.cloned().collect();
        Self { after, changes, new }
    }

    /// That nothing is an error that was none before.
    ///
    /// # Errors
    /// With the first of them, and what to do about it.
    pub fn is_sound(&self, what: &str) -> Result<(), Failure> {
        let Some(error) = self.new.iter().find(|found| found.severity == Severity::Error) else {
            return Ok(());
        };
        let hint = error.hint.as_deref().map_or_else(String::new, |hint| format!("; {hint}"));
        Err(Failure::Usage(format!(
            "nothing is written, because {what} would be an error: {}{hint}",
            error.message
        )))
    }

    /// That the edited files hold no field that nothing reads.
    ///
    /// # Errors
    /// With the first of them, and what to do about it.
    pub fn has_only_known_fields(&self, what: &str) -> Result<(), Failure> {
        let Some(unknown) = self.new.iter().find(|found| found.code == Code::UnknownKey) else {
            return Ok(());
        };
        let hint = unknown.hint.as_deref().map_or_else(String::new, |hint| format!("; {hint}"));
        Err(Failure::Usage(format!("nothing is written, because of {what}: {}{hint}", unknown.message)))
    }

    /// What is worth knowing of the edited files, one line each.
    pub fn warnings(&self) -> String {
        let warnings = self.new.iter().filter(|found| found.severity == Severity::Warning);
        warnings.map(|found| human::short(found, self.after.sources()) + "\n").collect()
    }

    /// `M1.4 amber -> red · gate P1 4 Dec -> 9 Dec`: what becomes of the thing of that id first, its color before its dates.
    pub fn in_short(&self, id: &str) -> String {
        let rank = |change: &Change| match change {
            Change::Color { kind: Some(_), id: of, .. } if of == id => 0,
            Change::Gate(of, _)
            | Change::Milestone(of, _)
            | Change::Stands(_, of, _)
            | Change::New(_, of)
                if of == id =>
            {
                1
            }
            _ => 2,
        };
        let mut changes = self.changes.clone();
        changes.sort_by_key(rank);
        let parts = [in_short(&changes), findings_in_short(&changes)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { format!("{id}: no date or color moves") } else { parts.join(" · ") }
    }
}

/// The day on which the effect of something of `on` is seen: that of the run, or `on` where that is later.
pub fn day_of_effect(settings: &Settings, checked: &Checked, on: chrono::NaiveDate) -> Config {
    Config { as_of: Some(checked.chronicle.now.as_of.max(on)), ..settings.config.clone() }
}
