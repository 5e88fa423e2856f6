//! Every diagnostic fires on a small bad project, at the value at fault, and on no good one.
//!
//! Each folder under `tests/diagnostics` is named after a code and holds two projects: `bad`, of which `bad.snap`
//! holds everything that is found, and `good`, in which nothing is. Run with `INSTA_UPDATE=always` to accept changes.

use std::{collections::BTreeSet, fs, path::Path};

use insta::assert_snapshot;
use milepost::{
    analyse::checks::{self, CHECKS},
    diag::{Code, Diagnostic, Sources},
    disk::Disk,
    load::load,
    say::finding::diagnostic,
    site::{Config, Silent, build},
    world::{ListFailure, ListProblem, Listing, Memory, ProjectPath, ReadError, ReadFailure, World},
};

/// Codes of the stages after loading: they depend on the day, or on the site that is made. Their projects say their status
/// date, and are made into a site; those of the others are only read.
const OF_THE_SITE: &[Code] = &[
    Code::UnsafeMarkup,
    Code::MarkupLeftOut,
    Code::NestedTooDeep,
    Code::Cycle,
    Code::NotScheduled,
    Code::ScheduleConflict,
    Code::DurationAgainstDates,
    Code::WaitsForCancelled,
    Code::NonWorkingDay,
    Code::DateOutOfPlan,
    Code::FutureUpdate,
    Code::OutOfSequence,
    Code::DoneWithoutDate,
    Code::LeftOpen,
    Code::DoneNotComplete,
    Code::NoNextAction,
    Code::Watermelon,
    Code::ExpiredOverride,
    Code::RiskColor,
    Code::UnrecordedDecision,
    Code::GateSignedUnmet,
    Code::NotAcknowledged,
    Code::TemplateError,
    Code::UnusedTemplate,
    Code::PageCollision,
    Code::ReviewOverdue,
    Code::LongPage,
    Code::SupersededAccepted,
    Code::OneSidedSupersession,
    Code::NotClosed,
    Code::PastChanged,
    Code::BrokenRecord,
];

/// Codes that no files in a repository can bring about; each has a test of its own below.
const OF_THE_DISK: &[Code] = &[Code::UnreadableFile, Code::SkippedFile];

fn cases() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics"))
}

fn content() -> ProjectPath {
    ProjectPath::new("content").expect("a clean path")
}

/// Everything that is found when a project is read, and where.
fn findings(world: &dyn World) -> (Vec<Diagnostic>, Sources) {
    let loaded = load(world, &content());
    let mut found = loaded.diagnostics;
    let checked = checks::check(&loaded.program);
    found.extend(checked.iter().map(|finding| diagnostic(&loaded.program, finding)));
    found.sort();
    (found, loaded.program.sources)
}

/// Everything that is found when a project is made into a site, and where.
fn findings_of_the_site(world: &dyn World) -> (Vec<Diagnostic>, Sources) {
    let config = Config::usual(chrono::NaiveDate::MIN);
    let checked = build(world, &config, &Silent).checked;
    (checked.diagnostics, checked.program.sources)
}

fn render(found: &[Diagnostic], sources: &Sources) -> String {
    let place = |place| {
        let position = sources.position(place);
        format!("{}:{}:{}", sources.path(place.file), position.line, position.column)
    };
    let mut text = String::new();
    for diagnostic in found {
        let at = diagnostic.place.map_or_else(|| "(project)".to_owned(), place);
        text.push_str(&format!(
            "{at} {} {}: {}\n",
            diagnostic.severity.word(),
            diagnostic.code,
            diagnostic.message
        ));
        for label in &diagnostic.labels {
            text.push_str(&format!("  {} {}\n", place(label.place), label.text));
        }
        if let Some(hint) = &diagnostic.hint {
            text.push_str(&format!("  = {hint}\n"));
        }
    }
    text
}

#[test]
fn every_code_has_a_bad_and_a_good_project() {
    let names: BTreeSet<String> = fs::read_dir(cases())
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let here = |code: &&Code| !OF_THE_DISK.contains(code);
    let expected: BTreeSet<String> =
        Code::ALL.iter().filter(here).map(|code| code.name().to_owned()).collect();
    assert_eq!(names, expected);
}

#[test]
fn bad_projects_are_found_out_and_good_ones_left_alone() {
    let mut wrong = Vec::new();
    for &code in Code::ALL.iter().filter(|code| !OF_THE_DISK.contains(code)) {
        let folder = cases().join(code.name());
        let open = |side| Disk::open(&folder.join(side)).expect("both projects are there");

        let findings = if OF_THE_SITE.contains(&code) { findings_of_the_site } else { findings };
        let (found, sources) = findings(&open("bad"));
        if !found.iter().any(|diagnostic| diagnostic.code == code) {
            wrong.push(format!("{code} does not fire on its bad project"));
        }
        let mute = found.iter().filter(|diagnostic| diagnostic.hint.is_none());
        wrong.extend(
            mute.map(|diagnostic| format!("{code}: `{}` does not say what to do", diagnostic.message)),
        );
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            assert_snapshot!("bad", render(&found, &sources));
        });

        let (found, sources) = findings(&open("good"));
        if !found.is_empty() {
            wrong.push(format!("{code}: its good project is not clean:\n{}", render(&found, &sources)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_reports_what_it_says() {
    let mut codes: Vec<Code> = CHECKS.iter().flat_map(|check| check.codes).copied().collect();
    codes.sort_unstable();
    let distinct = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), distinct, "one check a code");
    for check in CHECKS {
        for code in check.codes {
            let bad = Disk::open(&cases().join(code.name()).join("bad")).expect("the bad project is there");
            let found = (check.run)(&load(&bad, &content()).program);
            assert!(found.iter().any(|finding| finding.code() == *code), "{code}");
            assert!(found.iter().all(|finding| check.codes.contains(&finding.code())), "{code}");
        }
    }
}

/// A project of which one file cannot be read and one cannot be named.
struct Faulty(Memory);

impl World for Faulty {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        match path.file_stem() {
            "locked" => Err(ReadError { path: path.clone(), reason: ReadFailure::Denied }),
            _ => self.0.read(path),
        }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let mut listing = self.0.list(folder);
        let problem = |name: &str, reason| ListProblem { place: format!("{folder}/{name}"), reason };
        listing.problems.push(problem("\u{fffd}.md", ListFailure::NotUtf8));
        listing.problems.push(problem("secret", ListFailure::Refused("permission denied".to_owned())));
        listing
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.0.exists(path)
    }
}

#[test]
fn what_the_disk_refuses_is_said() {
    let memory = Memory::of([
        ("milepost.yaml", "title: Test\nstart: 2026-02-16\n"),
        ("content/index.md", "# Home\n"),
        ("content/locked.md", "# Locked\n"),
    ])
    .expect("clean paths");
    let (found, sources) = findings(&Faulty(memory));
    assert_snapshot!(render(&found, &sources), @"
    (project) error unreadable-file: `content/secret` is left out: it cannot be listed: permission denied
      = give it the permissions of the others
    (project) warning skipped-file: `content/�.md` is left out: its name is not valid UTF-8
      = rename it
    content/locked.md:1:1 error unreadable-file: the file cannot be read: it may not be read; check its permissions
      = see that it is a regular file that you may read
    ");
    assert!(OF_THE_DISK.iter().all(|code| found.iter().any(|diagnostic| diagnostic.code == *code)));
}

#[test]
fn what_the_disk_refuses_of_theme_and_static_files_is_said() {
    let (found, _) = findings_of_the_site(&Faulty(Memory::new()));
    for place in ["themes/default/secret", "static/secret", "static/\u{fffd}.md"] {
        let start = format!("`{place}` is left out");
        assert!(found.iter().any(|found| found.message.starts_with(&start)), "{place}");
    }
}
