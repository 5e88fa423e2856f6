//! Fail closed: what is not reported never looks better than what is.
//!
//! The property. Take away one line of front matter that reports a state ([`FIELDS`]) from any one file of a project.
//! Then the color of the program, of every phase, of every sprint (as its page shows it) and of every milestone
//!
//! - is at least as bad as it was (green and no color, then amber and unknown, then red),
//! - or it was red and is now not known: unknown, or amber with something unknown among its reasons.
//!
//! So nothing that was amber, red or unknown ever becomes green, and red gives way to a confession of ignorance alone.
//!
//! What the property does not speak of: the owner's own word for the worse. A declared color, a later expected finish,
//! a status reported as unknown, a done reported against the order of things: each of these is itself what makes the
//! page worse, and taken away, or without the day from which it holds, it leaves no trace. Nor of what is planned: without a baseline nothing is late.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use milepost::{
    analyse::{RollUp, RuleCode},
    model::{Key, Rag, Sprint},
    site::{Checked, Config, check},
    world::{Memory, ProjectPath},
};
use proptest::prelude::*;

mod common_world;

/// Fields that report a state.
const FIELDS: [&str; 15] = [
    "status",
    "percent_complete",
    "owner",
    "date",
    "note",
    "next_action",
    "actual_start",
    "actual_finish",
    "severity",
    "raised_on",
    "resolved_on",
    "probability",
    "impact",
    "unit",
    "integration",
];

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 16).expect("a date").checked_add_days(Days::new(offset)).expect("a date")
}

/// A milestone: how it was planned, and up to three reports of it.
#[derive(Debug, Clone)]
struct Plan {
    start: u64,
    days: u64,
    waits: bool,
    serves: bool,
    declared: Option<&'static str>,
    late: bool,
    reports: Vec<(u64, u8)>,
    note: bool,
}

fn plan() -> impl Strategy<Value = Plan> {
    let declared = prop::option::of(prop::sample::select(vec!["green", "amber", "red"]));
    let reports = prop::collection::vec((0..24u64, 0..=5u8), 0..4);
    (0..24u64, 3..12u64, any::<[bool; 4]>(), declared, reports).prop_map(
        |(start, days, [waits, serves, late, note], declared, mut reports)| {
            reports.sort_unstable();
            // Progress only grows: a report for the worse is the owner's word.
            let mut percents: Vec<u8> = reports.iter().map(|(_, step)| step * 20).collect();
            percents.sort_unstable();
            // Done once: a second report of it would be one of a later finish.
            let done = percents.iter().position(|percent| *percent == 100);
            percents.truncate(done.map_or(usize::MAX, |first| first + 1));
            let reports = reports.iter().map(|(on, _)| *on).zip(percents).collect();
            Plan { start, days, waits, serves, declared, late, reports, note }
        },
    )
}

impl Plan {
    fn file(&self, number: usize) -> String {
        let mut text = format!("---\nid: M{number}\ntitle: Work {number}\nphase: P1\nowner: ada\n");
        let (start, finish) = (day(self.start), day(self.start + self.days));
        let _ = writeln!(text, "start: {start}\nfinish: {finish}");
        if self.waits && number > 1 {
            let _ = writeln!(text, "depends_on: [M{}]", number - 1);
        }
        if self.serves {
            text.push_str("services: [oven]\n");
        }
        if !self.reports.is_empty() {
            text.push_str("updates:\n");
        }
        for (index, (on, percent)) in self.reports.iter().enumerate() {
            let last = index + 1 == self.reports.len();
            let _ = writeln!(text, "  - by: ada\n    date: {}", day(*on));
            let _ = match percent {
                100 => writeln!(
                    text,
                    "    status: done\n    percent_complete: 100\n    actual_finish: {}",
                    day(*on)
                ),
                0 => writeln!(text, "    status: planned"),
                _ => writeln!(text, "    status: in_progress\n    percent_complete: {percent}"),
            };
            if self.note {
                text.push_str(
                    "    note: As told.\n    next_action: {text: Go on, owner: ada, due: 2026-03-20}\n",
                );
            }
            if let Some(rag) = self.declared.filter(|_| last) {
                let _ = writeln!(text, "    rag: {rag}");
            }
            if self.late && last && *percent < 100 {
                let _ = writeln!(text, "    forecast_finish: {}", day(self.start + self.days + 6));
            }
        }
        text + "---\n"
    }
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

type Files = Vec<(String, String)>;

fn project() -> impl Strategy<Value = Files> {
    let severity = word(&["low", "medium", "high", "critical"]);
    let level = || word(&["low", "medium", "high"]);
    let status = word(&["open", "mitigated", "accepted", "closed"]);
    let coverage = prop::collection::vec((0..24u64, 70..90u8, 50..70u8), 0..3);
    (prop::collection::vec(plan(), 1..5), severity, prop::option::of(0..24u64), level(), level(), status, coverage)
        .prop_map(|(plans, severity, resolved, probability, impact, status, mut coverage)| {
            let mut files: Files = vec![
                (
                    "milepost.yaml".into(),
                    "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-11\nagents: [ada]\nthresholds: {stale_after: 4d}\n".into(),
                ),
                ("content/phases/p1.md".into(), "---\nid: P1\ntitle: Open\nowner: ada\n---\n".into()),
                ("content/sprints/s1.md".into(), "---\nid: s1\nstart: 2026-02-16\nend: 2026-02-27\n---\n".into()),
                ("content/sprints/s2.md".into(), "---\nid: s2\nstart: 2026-03-02\nend: 2026-03-13\n---\n".into()),
            ];
            for (plan, number) in plans.iter().zip(1..) {
                files.push((format!("content/milestones/m{number}.md"), plan.file(number)));
            }
            let resolved = resolved.map_or_else(String::new, |on| format!("resolved_on: {}\n", day(on)));
            files.push((
                "content/blockers/b.md".into(),
                format!("---\nid: B1\ntitle: No flour\nblocks: [M1]\nseverity: {severity}\nraised_on: {}\n{resolved}---\n", day(0)),
            ));
            files.push((
                "content/risks/r.md".into(),
                format!(
                    "---\nid: R1\ntitle: Rain\ncategory: schedule\nowner: ada\naffects: [M1]\nprobability: {probability}\nimpact: {impact}\nstatus: {status}\n---\n"
                ),
            ));
            coverage.sort_unstable();
            let mut oven = "---\nid: oven\ntitle: Oven\nowner: ada\n".to_owned();
            if !coverage.is_empty() {
                oven.push_str("coverage:\n");
            }
            for (on, unit, integration) in coverage {
                // The key that no rule reads stands first, so that every other can be taken away.
                let _ = writeln!(oven, "  - x_run: 1\n    date: {}\n    unit: {unit}\n    integration: {integration}", day(on));
            }
            files.push(("content/services/oven.md".into(), oven + "---\n"));
            files
        })
}

fn checked(files: &Files) -> Checked {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let world: Memory = common_world::project(&files);
    let folder = |name| ProjectPath::new(name).expect("a valid path");
    let config = Config {
        content: folder("content"),
        themes: folder("themes"),
        as_of: None,
        today: NaiveDate::MIN,
        commit: None,
    };
    check(&world, &config)
}

/// A color as it stands on a page, and whether something is said to be unknown beside it.
#[derive(Debug, Clone, Copy)]
struct Shown {
    rag: Rag,
    unknown: bool,
}

impl Shown {
    fn of(roll_up: &RollUp) -> Self {
        let unknown = roll_up.rag == Rag::Unknown || roll_up.because.iter().any(|m| m.rag == Rag::Unknown);
        Self { rag: roll_up.rag, unknown }
    }

    fn weight(self) -> u8 {
        match self.rag {
            Rag::Planned | Rag::Green => 0,
            Rag::Amber | Rag::Unknown => 1,
            Rag::Red => 2,
        }
    }

    fn no_greener_than(self, before: Self) -> bool {
        self.weight() >= before.weight() || (self.weight() > 0 && self.unknown)
    }
}

/// Every color of the site, with its name.
fn colors(checked: &Checked) -> Vec<(String, Shown)> {
    let (program, chronicle) = (&checked.program, &checked.chronicle);
    let mut all = vec![("program".to_owned(), Shown::of(&chronicle.now.program.roll_up))];
    all.extend(chronicle.now.phases.iter().map(|phase| ("phase".to_owned(), Shown::of(&phase.roll_up))));
    all.extend(program.sprints.keys().map(|key: Key<Sprint>| {
        let sprint = &chronicle.for_sprint(key).sprints[key.index()];
        (format!("sprint {}", key.index() + 1), Shown::of(&sprint.roll_up))
    }));
    for (name, analysis) in
        chronicle.at_sprint_end.iter().flatten().map(|a| ("then", a)).chain([("now", &chronicle.now)])
    {
        all.extend(analysis.milestones.iter().zip(1..).map(|(milestone, number)| {
            let rag = milestone.verdict.shown;
            (format!("M{number} {name}"), Shown { rag, unknown: rag == Rag::Unknown })
        }));
    }
    all
}

/// Every way to take one reporting line out of a project: the file, the line, and the project without it.
fn deletions(files: &Files) -> Vec<(String, Files)> {
    let mut all = Vec::new();
    for (at, (path, text)) in files.iter().enumerate().filter(|(_, (path, _))| path.ends_with(".md")) {
        for (number, line) in text.lines().enumerate() {
            let key = line.trim_start().split(':').next().unwrap_or_default();
            let of_report = || text.lines().skip(number + 1).take_while(|line| line.starts_with("    "));
            let owners_word = |line: &str| line.contains("rag:") || line.contains("forecast_finish:");
            if !FIELDS.contains(&key) || (key == "date" && of_report().any(owners_word)) {
                continue;
            }
            let kept: Vec<&str> = text
                .lines()
                .enumerate()
                .filter(|(other, _)| *other != number)
                .map(|(_, line)| line)
                .collect();
            let mut without = files.clone();
            without[at].1 = kept.join("\n") + "\n";
            all.push((format!("{path}: {}", line.trim()), without));
        }
    }
    all
}

/// Whether a milestone is reported done before what it waits for: that report is what makes it red.
fn out_of_order(checked: &Checked) -> bool {
    let now = checked.chronicle.at_sprint_end.iter().flatten().chain([&checked.chronicle.now]);
    let mut fired =
        now.flat_map(|analysis| &analysis.milestones).flat_map(|milestone| &milestone.verdict.fired);
    fired.any(|fired| fired.code == RuleCode::OutOfSequence && fired.rag == Rag::Red)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_a_report_away_never_makes_a_page_greener(files in project()) {
        let whole = checked(&files);
        let before = colors(&whole);
        let disorder = out_of_order(&whole);
        for (what, without) in deletions(&files) {
            if disorder && what.ends_with("status: done") {
                continue;
            }
            let after = colors(&checked(&without));
            for ((name, before), (_, after)) in before.iter().zip(&after) {
                prop_assert!(
                    after.no_greener_than(*before),
                    "{name} was {before:?} and is {after:?} without `{what}` of\n{}",
                    files.iter().map(|(path, text)| format!("{path}\n{text}")).collect::<String>()
                );
            }
        }
    }
}
