//! The files of a new project, as text. Must not know what is there already, nor where they go.

use chrono::NaiveDate;

use super::days::PlanDays;
use super::person::Person;
use super::template::{Values, fill};
use crate::cli::yaml_value::scalar;

/// What a new project is made from.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Title of the program.
    pub title: String,
    /// The day on which it is made.
    pub today: NaiveDate,
    /// When it takes place.
    pub days: PlanDays,
    /// Who owns everything.
    pub person: Person,
    /// The page of the repository on the web.
    pub repository: Option<String>,
    /// Its branch.
    pub branch: String,
    /// Where the project is in it; empty at the top.
    pub inner: String,
}

/// A file by its path, with forward slashes, and its text.
pub type NewFile = (&'static str, String);

type Template = (&'static str, &'static str);

macro_rules! templates {
    ($($path:literal from $file:literal),+ $(,)?) => { [$(($path, include_str!(concat!("templates/", $file)))),+] };
}

const WHOLE: [Template; 13] = templates![
    "milepost.yaml" from "milepost.yaml",
    "content/index.md" from "content/index.md",
    "content/phases/p1-build.md" from "content/phases/p1.md",
    "content/phases/p2-release.md" from "content/phases/p2.md",
    "content/milestones/m1.1-scope.md" from "content/milestones/m1.1-scope.md",
    "content/milestones/m1.2-first-version.md" from "content/milestones/m1.2-first-version.md",
    "content/milestones/m2.1-trial.md" from "content/milestones/m2.1-trial.md",
    "content/milestones/m2.2-release.md" from "content/milestones/m2.2-release.md",
    "content/sprints/sprint-01.md" from "content/sprints/sprint-01.md",
    "content/sprints/sprint-02.md" from "content/sprints/sprint-02.md",
    "content/sprints/sprint-03.md" from "content/sprints/sprint-03.md",
    "content/risks/risk-001-late-answers.md" from "content/risks/risk-001-late-answers.md",
    "content/decisions/0001-keep-the-plan-as-text.md" from "content/decisions/0001-keep-the-plan-as-text.md",
];

const MINIMAL: [Template; 4] = templates![
    "milepost.yaml" from "milepost.yaml",
    "content/phases/p1.md" from "minimal/p1.md",
    "content/milestones/m1.md" from "minimal/m1.md",
    "content/milestones/m2.md" from "minimal/m2.md",
];

const GITHUB: [Template; 3] = templates![
    ".github/workflows/status.yml" from "github/status.yml",
    ".github/workflows/check.yml" from "github/check.yml",
    ".github/workflows/comment.yml" from "github/comment.yml",
];

/// Ids that the templates use.
pub const IDS: [&str; 17] = [
    "P1",
    "P2",
    "M1",
    "M2",
    "M1.1",
    "M1.2",
    "M2.1",
    "M2.2",
    "P1-C1",
    "P1-C2",
    "P2-C1",
    "P2-C2",
    "sprint-01",
    "sprint-02",
    "sprint-03",
    "RISK-001",
    "ADR-0001",
];

/// Where Milepost is kept, as far as this build knows; else what has to be put in its place.
pub fn source() -> (&'static str, bool) {
    match env!("CARGO_PKG_REPOSITORY") {
        "" => ("https://github.com/OWNER/milepost", false),
        known => (known, true),
    }
}

impl Beginning {
    /// The files of the project's own folder, all of them or those that it cannot do without.
    pub fn project(&self, minimal: bool) -> Vec<NewFile> {
        self.filled(if minimal { &MINIMAL } else { &WHOLE })
    }

    /// The workflows of the repository's folder.
    pub fn workflows(&self) -> Vec<NewFile> {
        self.filled(&GITHUB)
    }

    fn filled(&self, templates: &[Template]) -> Vec<NewFile> {
        let values = self.values();
        templates.iter().map(|&(path, template)| (path, fill(template, &values))).collect()
    }

    fn values(&self) -> Values {
        let inner = (!self.inner.is_empty()).then_some(self.inner.as_str());
        let on_the_web = |text: &str| self.repository.as_ref().map(|_| scalar(text));
        let site = inner.map_or_else(|| "output".to_owned(), |inner| format!("{inner}/output"));
        let mut values = Values::from([
            ("title", Some(scalar(&self.title))),
            ("today", Some(self.today.to_string())),
            ("start", Some(self.days.start.to_string())),
            ("person", Some(scalar(&self.person.id))),
            ("name", Some(scalar(&self.person.name))),
            ("repository", self.repository.as_deref().map(scalar)),
            ("edited_branch", on_the_web(&self.branch)),
            ("edited_folder", inner.and_then(on_the_web)),
            ("branch", Some(scalar(&self.branch))),
            ("working_directory", Some(scalar(inner.unwrap_or(".")))),
            ("site", Some(scalar(&site))),
            ("source", Some(scalar(source().0))),
            ("tag", Some(scalar(concat!("v", env!("CARGO_PKG_VERSION"))))),
        ]);
        values.extend(self.days.named.iter().map(|(name, day)| (*name, Some(day.to_string()))));
        values
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::cli::init::title;
    use crate::diag::human;
    use crate::site::{Config, check};
    use crate::world::Memory;

    fn beginning(title: &str, name: &str, today: NaiveDate) -> Beginning {
        Beginning {
            title: title.to_owned(),
            today,
            days: PlanDays::after(today).unwrap(),
            person: Person::named(name, &IDS),
            repository: Some("https://example.org/a/b".to_owned()),
            branch: "main".to_owned(),
            inner: String::new(),
        }
    }

    /// What `check` finds in a project on a day, one line each.
    fn findings(files: &[NewFile], on: NaiveDate) -> Vec<String> {
        let world = Memory::of(files.iter().map(|(path, text)| (path, text.as_bytes()))).unwrap();
        let checked = check(&world, &Config::usual(on));
        checked.diagnostics.iter().map(|found| human::short(found, checked.sources())).collect()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The codes of what `check` finds on any of some days.
    fn codes(files: &[NewFile], days: impl Iterator<Item = NaiveDate>) -> BTreeSet<&'static str> {
        let world = Memory::of(files.iter().map(|(path, text)| (path, text.as_bytes()))).unwrap();
        let found = days.flat_map(|on| check(&world, &Config::usual(on)).diagnostics);
        found.map(|found| found.code.name()).collect()
    }

    /// Notes are findings, too: a new project has none of any kind, from the day it is made until the Thursday of its first week. On
    /// Friday a milestone of five days that nobody has begun is four days late: red, by the usual threshold.
    fn is_quiet(today: NaiveDate, minimal: bool) {
        let beginning = beginning("Bakery", "Ada Lovelace", today);
        let files = beginning.project(minimal);
        let thursday = beginning.days.start.checked_add_days(Days::new(3)).unwrap();
        for on in today.iter_days().take_while(|on| *on <= thursday) {
            assert_eq!(findings(&files, on), [""; 0], "made {today}, checked {on}, minimal: {minimal}");
        }
        let sprint = thursday.iter_days().skip(1).take_while(|on| *on <= beginning.days.named["s1_end"]);
        assert_eq!(codes(&files, sprint), BTreeSet::from(["no-next-action"]), "made {today}");
    }

    #[test]
    fn a_new_project_is_quiet_until_something_in_it_is_overdue() {
        // Every day around New Year of a leap year and a common one, and every weekday in months of other years.
        let newyears = ["2027-12-22", "2025-12-22"].map(day);
        for today in newyears.into_iter().flat_map(|first| first.iter_days().take(16)) {
            is_quiet(today, false);
        }
        for year in 2024..=2032 {
            let first = NaiveDate::from_ymd_opt(year, 1 + u32::try_from(year % 12).unwrap(), 20).unwrap();
            is_quiet(first.checked_add_days(Days::new(u64::try_from(year % 7).unwrap())).unwrap(), false);
            is_quiet(first, true);
        }
    }

    #[test]
    fn after_its_first_sprint_only_what_nobody_did_is_found() {
        let beginning = beginning("Bakery", "Ada Lovelace", day("2026-11-27"));
        let last = beginning.days.named["s3_end"];
        let later = beginning.days.named["s1_end"].iter_days().skip(1).take_while(|on| *on <= last);
        let found = codes(&beginning.project(false), later);
        assert_eq!(found, BTreeSet::from(["no-next-action", "not-closed", "review-overdue"]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_day_makes_a_sound_project(days in 0_u64..60_000, minimal: bool) {
            let today = day("1990-01-01").checked_add_days(Days::new(days)).unwrap();
            prop_assert_eq!(findings(&beginning("Bakery", "Ada", today).project(minimal), today), [""; 0]);
        }

        #[test]
        fn any_name_is_read_as_it_was_meant(title in "\\PC{1,30}|[-#:&*!|>'\"%@`{}\\[\\], 0-9a-z~.]{1,20}", name in "\\PC{1,30}|[-#:&*!'\"@{}\\[\\], 0-9a-z~.]{1,20}") {
            let (Some(title), Some(name)) = (title::cleaned(&title), title::cleaned(&name)) else { return Ok(()) };
            let today = day("2026-11-27");
            let beginning = beginning(&title, &name, today);
            let files = beginning.project(false);
            prop_assert_eq!(findings(&files, today), [""; 0]);
            let world = Memory::of(files.iter().map(|(path, text)| (path, text.as_bytes()))).unwrap();
            let program = check(&world, &Config::usual(today)).program;
            prop_assert_eq!(&program.settings.title, &title);
            prop_assert_eq!(program.parties.rows()[0].head.title.as_str(), name.as_str());
            prop_assert_eq!(&program.settings.reporter, &beginning.person.id);
        }
    }

    #[test]
    fn every_gap_is_filled_and_every_id_is_known_to_be_taken() {
        let mut beginning = beginning("Bakery", "Ada", day("2026-11-27"));
        beginning.inner = "docs/plan".to_owned();
        let whole = [beginning.project(false), beginning.project(true), beginning.workflows()].concat();
        for (path, text) in &whole {
            for gap in text.split('<').skip(1).filter_map(|piece| Some(piece.split_once('>')?.0)) {
                assert!(!beginning.values().contains_key(gap), "{path}: <{gap}>");
                assert!(gap.contains(|c: char| !c.is_ascii_lowercase() && c != '_'), "{path}: <{gap}>");
            }
            let ids = text.lines().filter_map(|line| line.strip_prefix("id: "));
            ids.for_each(|id| assert!(IDS.contains(&id), "{id}"));
        }
        let world = Memory::of(whole.iter().take(13).map(|(path, text)| (path, text.as_bytes()))).unwrap();
        let settings = check(&world, &Config::usual(beginning.today)).program.settings;
        assert_eq!(
            settings.edit_on_the_web("content/index.md").as_deref(),
            Some("https://example.org/a/b/edit/main/docs/plan/content/index.md")
        );
    }
}
