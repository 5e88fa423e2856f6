//! Which findings `check` leaves out: those that a baseline lists, and those that were there before a branch.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::diff::before_branch;
use super::exit::Failure;
use super::settings::Settings;
use crate::diag::{Diagnostic, fingerprint::fingerprints, human};
use crate::publish::whole_file::{self, write};
use crate::site::{self, Checked, Config};

/// The version of baselines that is written and read.
const VERSION: u32 = 1;

/// What is to be left out.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The file that lists what was found when the project took it up.
    pub baseline: Option<PathBuf>,
    /// Write into it what is found now.
    pub update_baseline: bool,
    /// A commit, branch or folder: what was found there is left out.
    pub changed: Option<String>,
}

/// Findings, with those that are known left out.
pub struct Kept {
    /// The others, in their order.
    pub found: Vec<Diagnostic>,
    /// How many were left out.
    pub left_out: usize,
    /// How many entries of the baseline are found no more.
    pub gone: usize,
}

/// A baseline as it stands in its file.
#[derive(Debug, Serialize, Deserialize)]
struct Baseline {
    baseline: u32,
    /// By fingerprint: what it is, for people.
    findings: BTreeMap<String, String>,
}

/// The fingerprints of all findings of a project.
pub fn prints<'a>(checked: &Checked, found: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<String> {
    let program = &checked.program;
    let mut ids = BTreeMap::new();
    for subject in program.subjects().filter(|subject| checked.is_of_content(*subject)) {
        let head = program.head(subject);
        ids.entry(head.file).or_insert_with(|| head.id.to_string());
    }
    fingerprints(found, &program.sources, |place| ids.get(&place.file).cloned())
}

impl Known {
    /// What is left of the findings of a project.
    ///
    /// # Errors
    /// When a baseline cannot be read or written, or there is no such commit.
    pub fn without(&self, settings: &Settings, checked: &Checked) -> Result<Kept, Failure> {
        let prints = prints(checked, &checked.diagnostics);
        let mut known = BTreeSet::new();
        let mut gone = 0;
        if let Some(path) = &self.baseline {
            let file = settings.project.here.join(path);
            let shown = settings.project.shown(&file);
            if self.update_baseline {
                put(&file, &shown, checked, &prints)?;
            }
            let baseline = read(&file, &shown)?;
            let now: BTreeSet<&String> = prints.iter().collect();
            gone = baseline.findings.keys().filter(|print| !now.contains(print)).count();
            known.extend(baseline.findings.into_keys());
        }
        if let Some(base) = &self.changed {
            let config = Config { as_of: Some(checked.chronicle.now.as_of), ..settings.config.clone() };
            let before = site::check(&*before_branch(&settings.project, base)?, &config);
            known.extend(self::prints(&before, &before.diagnostics));
        }
        let all = checked.diagnostics.iter().zip(&prints);
        let found: Vec<Diagnostic> =
            all.filter(|(_, print)| !known.contains(*print)).map(|(found, _)| found.clone()).collect();
        Ok(Kept { left_out: checked.diagnostics.len() - found.len(), found, gone })
    }
}

fn put(file: &std::path::Path, shown: &str, checked: &Checked, prints: &[String]) -> Result<(), Failure> {
    let line = |found: &Diagnostic| {
        let short = human::short(found, checked.sources());
        // The line is left out: it is another after the next edit.
        let file = found.place.map_or("", |place| checked.sources().path(place.file));
        let what = short.split_once(&format!("[{}]", found.code)).map_or(short.as_str(), |(_, what)| what);
        format!("{file}: {}{what}", found.code)
    };
    let findings = prints.iter().zip(&checked.diagnostics).map(|(print, found)| (print.clone(), line(found)));
    let baseline = Baseline { baseline: VERSION, findings: findings.collect() };
    let json = serde_json::to_string_pretty(&baseline).unwrap_or_default();
    let json = crate::text::visible::json(json);
    write(file, &format!("{json}\n")).map_err(|error| {
        Failure::Unreadable(format!(
            "cannot write the baseline {shown}: {error}; see that you may write there"
        ))
    })
}

fn read(file: &std::path::Path, shown: &str) -> Result<Baseline, Failure> {
    const AGAIN: &str = "write it with --update-baseline";
    let text = whole_file::read(file).map_err(|error| {
        Failure::Unreadable(format!("cannot read the baseline {shown}: {error}; {AGAIN}"))
    })?;
    let baseline: Baseline = serde_json::from_str(&text).map_err(|error| {
        Failure::Unreadable(format!(
            "{shown}:{}:{}: this is no baseline: {error}; {AGAIN}",
            error.line(),
            error.column()
        ))
    })?;
    match baseline.baseline {
        VERSION => Ok(baseline),
        other => Err(Failure::Unreadable(format!(
            "the baseline {shown} has the version {other}, and {VERSION} is read; {AGAIN}"
        ))),
    }
}
