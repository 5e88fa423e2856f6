//! What is wrong with the content, the worst first, by file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    diag::{Code, Severity, json::DiagnosticRecord},
    view::{Context, SubjectLink},
};

/// What stands on the page of all findings.
#[derive(Debug, Clone, Serialize)]
pub struct ChecksPage {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// In how many files.
    pub files: usize,
    /// Errors, then warnings, then notes; none that is empty.
    pub groups: Vec<SeverityGroup>,
    /// The rules that were broken, most often first.
    pub rules: Vec<RuleRow>,
    /// The commit that the project is at; it stands on no other page.
    pub commit: Option<String>,
}

/// The findings of one severity.
#[derive(Debug, Clone, Serialize)]
pub struct SeverityGroup {
    /// Which.
    pub severity: Severity,
    /// `Errors`, `Warnings`, `Notes`.
    pub title: &'static str,
    /// What it means for the reader.
    pub lead: &'static str,
    /// How many.
    pub count: usize,
    /// How many of them are left out: of a rule that was broken often, the first are shown.
    pub left_out: usize,
    /// By file in order of their paths; what belongs to none first.
    pub files: Vec<FileGroup>,
}

/// Of the findings of a rule, so many are shown; `check -v` has all of them.
const MOST_ERRORS: usize = 100;
/// The same of what is no error.
const MOST: usize = 10;

/// The findings of one severity in one file.
#[derive(Debug, Clone, Serialize)]
pub struct FileGroup {
    /// Its path from the project's root; `None` for the project as a whole.
    pub file: Option<String>,
    /// The page made from it.
    pub page: Option<SubjectLink>,
    /// Where it can be edited on the web.
    pub edit: Option<String>,
    /// In order of place.
    pub findings: Vec<FindingView>,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// The finding.
    #[serde(flatten)]
    pub record: DiagnosticRecord,
    /// Its line on the web.
    pub source: Option<String>,
}

/// A rule with how often it was broken.
#[derive(Debug, Clone, Serialize)]
pub struct RuleRow {
    /// Its stable name.
    pub code: Code,
    /// How bad it is, unless a finding says otherwise.
    pub severity: Severity,
    /// The manual entry.
    pub about: &'static str,
    /// How often.
    pub count: usize,
}

impl Context<'_> {
    /// The page of all findings, and of the commit they were found in.
    pub fn checks_page(&self, records: &[DiagnosticRecord], commit: Option<&str>) -> ChecksPage {
        let pages = self.pages_by_file();
        let count = |severity| records.iter().filter(|record| record.severity == severity).count();
        let shown = first_of_each_rule(records);
        let of = |severity| shown.iter().copied().filter(move |record| record.severity == severity);
        let group = |severity: Severity| SeverityGroup {
            severity,
            left_out: count(severity) - of(severity).count(),
            title: match severity {
                Severity::Error => "Errors",
                Severity::Warning => "Warnings",
                Severity::Note => "Notes",
            },
            lead: match severity {
                Severity::Error => "Something that was written could not be used, or contradicts itself.",
                Severity::Warning => "Something is missing, or may not mean what its writer thought.",
                Severity::Note => "Worth knowing.",
            },
            count: count(severity),
            files: self.by_file(of(severity), &pages),
        };
        let mut files: Vec<&str> = records.iter().filter_map(|record| record.file.as_deref()).collect();
        files.sort_unstable();
        files.dedup();
        ChecksPage {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            files: files.len(),
            groups: [Severity::Error, Severity::Warning, Severity::Note]
                .map(group)
                .into_iter()
                .filter(|group| group.count > 0)
                .collect(),
            rules: rules(records),
            commit: commit.map(str::to_owned),
        }
    }

    fn by_file<'r>(
        &self,
        records: impl Iterator<Item = &'r DiagnosticRecord>,
        pages: &BTreeMap<&str, SubjectLink>,
    ) -> Vec<FileGroup> {
        let mut by_file: BTreeMap<Option<&str>, Vec<&DiagnosticRecord>> = BTreeMap::new();
        for record in records {
            let file = record.file.as_deref().filter(|file| !file.is_empty());
            by_file.entry(file).or_default().push(record);
        }
        let group = |(file, mut records): (Option<&str>, Vec<&DiagnosticRecord>)| {
            records.sort_by(|a, b| place(a).cmp(&place(b)));
            FileGroup {
                file: file.map(str::to_owned),
                page: file.and_then(|file| pages.get(file)).cloned(),
                edit: file.and_then(|file| self.program.settings.edit_on_the_web(file)),
                findings: records.into_iter().map(|record| self.finding(record)).collect(),
            }
        };
        by_file.into_iter().map(group).collect()
    }

    fn finding(&self, record: &DiagnosticRecord) -> FindingView {
        let file = record.file.as_deref().filter(|file| !file.is_empty());
        let settings = &self.program.settings;
        let source = file.and_then(|file| match record.line {
            Some(line) => settings.line_on_the_web(file, line),
            None => settings.file_on_the_web(file),
        });
        FindingView { record: record.clone(), source }
    }

    /// The page made from each file; of several, the first.
    fn pages_by_file(&self) -> BTreeMap<&str, SubjectLink> {
        let mut pages = BTreeMap::new();
        for subject in self.program.subjects() {
            let file = self.program.sources.path(self.program.head(subject).file);
            pages.entry(file).or_insert_with(|| self.link(subject));
        }
        // the settings make no page of their own, although agents are read from them
        pages.remove(crate::load::SETTINGS_FILE);
        pages
    }
}

fn first_of_each_rule(records: &[DiagnosticRecord]) -> Vec<&DiagnosticRecord> {
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown: Vec<&DiagnosticRecord> = records.iter().collect();
    shown.retain(|record| {
        let count = seen.entry(record.code).or_default();
        *count += 1;
        *count <= if record.severity == Severity::Error { MOST_ERRORS } else { MOST }
    });
    shown
}

fn place(record: &DiagnosticRecord) -> (Option<u32>, Option<u32>, Code, &str) {
    (record.line, record.column, record.code, &record.message)
}

fn rules(records: &[DiagnosticRecord]) -> Vec<RuleRow> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for record in records {
        *counts.entry(record.code).or_default() += 1;
    }
    let mut rules: Vec<RuleRow> = counts
        .into_iter()
        .map(|(code, count)| RuleRow { code, severity: code.severity(), about: code.about(), count })
        .collect();
    rules.sort_by_key(|rule| (rule.severity, std::cmp::Reverse(rule.count), rule.code));
    rules
}
