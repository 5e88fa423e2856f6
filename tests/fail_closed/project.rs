//! Projects of every kind of file, with reports of every kind, in lines and in braces.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use milepost::{
    site::{Checked, Config, check},
    world::Memory,
};
use proptest::prelude::*;

use super::common_world;

pub fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 16).expect("a date").checked_add_days(Days::new(offset)).expect("a date")
}

/// A field as it is written: name and value.
type Field = (&'static str, String);

/// One dated report: its day, and what it says.
#[derive(Debug, Clone)]
struct Told {
    on: u64,
    fields: Vec<Field>,
    in_braces: bool,
}

impl Told {
    /// As an item of a list. The first key of an item in lines is one that no rule reads, or the date.
    fn write(&self, text: &mut String) {
        let date = format!("date: {}", day(self.on));
        let fields = self.fields.iter().map(|(name, value)| format!("{name}: {value}"));
        if self.in_braces {
            let all: Vec<String> = [date].into_iter().chain(fields).collect();
            let _ = writeln!(text, "  - {{{}}}", all.join(", "));
        } else {
            let _ = writeln!(text, "  - {date}");
            for field in fields {
                let _ = writeln!(text, "    {field}");
            }
        }
    }
}

/// Reports in order of their days, under `key`.
fn told(text: &mut String, key: &str, mut reports: Vec<Told>) {
    reports.sort_by_key(|report| report.on);
    if !reports.is_empty() {
        let _ = writeln!(text, "{key}:");
    }
    for report in reports {
        report.write(text);
    }
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

/// Of fields that may be told, those that are.
fn some(fields: Vec<Option<Field>>) -> Vec<Field> {
    fields.into_iter().flatten().collect()
}

/// A report of a milestone. What is done says how much of it, or on which day.
fn milestone_report() -> impl Strategy<Value = Told> {
    let status = word(&[
        "planned",
        "in_progress",
        "in_progress",
        "blocked",
        "done",
        "done",
        "cancelled",
        "unknown",
        "",
    ]);
    let rag = word(&["", "", "green", "amber", "red"]);
    (0..24u64, status, prop::option::of(0..=5u8), rag, 0..20u64, any::<[bool; 7]>()).prop_map(
        |(on, status, step, rag, late, [note, action, finish, start, forecast, remaining, in_braces])| {
            let percent = if status == "done" { Some(100) } else { step.map(|step| step * 20) };
            let is = |yes: bool, name, value: &str| yes.then(|| (name, value.to_owned()));
            let fields = vec![
                Some(("by", "ada".to_owned())),
                is(!status.is_empty(), "status", status),
                percent.map(|percent| ("percent_complete", percent.to_string())),
                is(status == "done" && finish, "actual_finish", &day(on).to_string()),
                is(start, "actual_start", &day(on.min(8)).to_string()),
                is(!rag.is_empty(), "rag", rag),
                is(forecast && late > 14, "forecast_finish", &day(on + late).to_string()),
                is(remaining && late > 10, "remaining", &format!("{late}d")),
                is(late == 3, "override", "{rag: red, reason: So it is, by: ada, expires: 2026-04-01}"),
                is(late == 4, "override", "{rag: green, reason: So it is, by: ada, expires: 2026-03-04}"),
                is(note, "note", "As told."),
                is(action, "next_action", "{text: Go on, owner: ada, due: 2026-03-20}"),
            ];
            Told { on, fields: some(fields), in_braces }
        },
    )
}

/// A milestone: how it was planned, and what was reported of it.
#[derive(Debug, Clone)]
struct Plan {
    start: u64,
    days: u64,
    waits: bool,
    serves: bool,
    owned: bool,
    status: Option<&'static str>,
    reports: Vec<Told>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let status = prop::option::weighted(0.2, word(&["planned", "in_progress", "done"]));
    let reports = prop::collection::vec(milestone_report(), 0..4);
    (0..24u64, 3..12u64, any::<[bool; 2]>(), prop::bool::weighted(0.9), status, reports).prop_map(
        |(start, days, [waits, serves], owned, status, reports)| Plan {
            start,
            days,
            waits,
            serves,
            owned,
            status,
            reports,
        },
    )
}

impl Plan {
    fn file(&self, number: usize) -> String {
        let mut text = format!("---\nid: M{number}\ntitle: Work {number}\nphase: P1\n");
        let _ = writeln!(text, "start: {}\nfinish: {}", day(self.start), day(self.start + self.days));
        if self.owned {
            text.push_str("owner: ada\n");
        }
        if self.waits && number > 1 {
            let _ = writeln!(text, "depends_on: [M{}]", number - 1);
        }
        if self.serves {
            text.push_str("services: [oven]\n");
        }
        if let Some(status) = self.status {
            let _ = writeln!(text, "status: {status}");
        }
        told(&mut text, "updates", self.reports.clone());
        text + "---\n"
    }
}

/// Reports that say one or more of some fields, each a name and the words it can have.
fn reports(fields: [(&'static str, &'static [&'static str]); 3]) -> impl Strategy<Value = Vec<Told>> {
    let value = |words| prop::option::of(word(words));
    let [a, b, c] = fields;
    let report = (0..24u64, value(a.1), value(b.1), value(c.1), any::<[bool; 2]>()).prop_map(
        move |(on, first, second, third, [note, in_braces])| {
            let field = |name, value: Option<&str>| value.map(|value| (name, value.to_owned()));
            let by = Some(("by", "ada".to_owned()));
            let note = note.then(|| ("note", "As told.".to_owned()));
            let said = vec![by, field(a.0, first), field(b.0, second), field(c.0, third), note];
            Told { on, fields: some(said), in_braces }
        },
    );
    prop::collection::vec(report, 0..3)
}

pub const LEVELS: &[&str] = &["low", "medium", "high"];
pub const SEVERITIES: &[&str] = &["low", "medium", "high", "critical"];
const STANDINGS: &[&str] = &["open", "mitigated", "accepted", "closed"];
const DECISIONS: &[&str] = &["go", "conditional", "no_go", "pending"];

fn risk() -> impl Strategy<Value = String> {
    let updates = reports([("probability", LEVELS), ("impact", SEVERITIES), ("status", STANDINGS)]);
    (word(LEVELS), word(SEVERITIES), word(STANDINGS), updates).prop_map(
        |(probability, impact, status, updates)| {
            let mut text =
                "---\nid: R1\ntitle: Rain\ncategory: schedule\nowner: ada\naffects: [M1]\n".to_owned();
            let _ = writeln!(text, "probability: {probability}\nimpact: {impact}\nstatus: {status}");
            told(&mut text, "updates", updates);
            text + "---\n"
        },
    )
}

fn blocker() -> impl Strategy<Value = String> {
    let updates =
        reports([("severity", SEVERITIES), ("next_action", &["Go on"]), ("required_from", &["ada"])]);
    (word(SEVERITIES), prop::option::of(0..24u64), updates).prop_map(|(severity, resolved, updates)| {
        let mut text = "---\nid: B1\ntitle: No flour\nblocks: [M1]\n".to_owned();
        let _ = writeln!(text, "severity: {severity}\nraised_on: {}", day(0));
        if let Some(on) = resolved {
            let _ = writeln!(text, "resolved_on: {}", day(on));
        }
        told(&mut text, "updates", updates);
        text + "---\n"
    })
}

fn service() -> impl Strategy<Value = String> {
    let measured =
        (0..24u64, 70..90u8, 50..70u8, any::<bool>()).prop_map(|(on, unit, integration, in_braces)| {
            let fields = vec![("unit", unit.to_string()), ("integration", integration.to_string())];
            Told { on, fields, in_braces }
        });
    prop::collection::vec(measured, 0..3).prop_map(|coverage| {
        let mut text = "---\nid: oven\ntitle: Oven\nowner: ada\n".to_owned();
        told(&mut text, "coverage", coverage);
        text + "---\n"
    })
}

/// One criterion of each kind.
const CRITERIA: &str = "    - text: Baked
      check: {done: [M1]}
    - text: Tested
      check: {coverage: {service: oven, unit: 80, integration: 60}}
    - text: Free
      check: {no_open: {kind: blocker, severity: high}}
    - text: Calm
      check: {no_open: risk}
    - text: Agreed
      check: {contract: [bread]}
    - text: Signed
      check: {signed: {by: ada, on: 2026-03-02}}
      evidence: The minutes of the day
    - text: Written
      check: {file: content/bread.yaml}
      expires: 2026-03-05
";

fn phase() -> impl Strategy<Value = String> {
    let updates =
        reports([("decision", DECISIONS), ("decided_on", &["2026-03-02"]), ("decided_by", &["ada"])]);
    (prop::option::of(word(DECISIONS)), any::<[bool; 2]>(), updates).prop_map(
        |(decision, [met, told_by], updates)| {
            let mut text = "---\nid: P1\ntitle: Open\nowner: ada\ngate:\n  criteria:\n".to_owned();
            text.push_str(if met {
                "    - text: Written\n      check: {file: content/bread.yaml}\n"
            } else {
                CRITERIA
            });
            if let Some(decision) = decision {
                let _ = writeln!(text, "  decision: {decision}");
                if told_by {
                    let _ = writeln!(text, "  decided_by: ada\n  decided_on: {}", day(10));
                }
            }
            told(&mut text, "updates", updates);
            text + "---\n"
        },
    )
}

const DEFINITION: &str = "openapi: 3.1.0\n";
const HASHES: &[&str] = &["", "xxh3:0000000000000000", "as it is"];

/// The hash of the definition.
pub fn hash() -> String {
    let bread = "---\nid: bread\nprovider: oven\ndefinition: content/bread.yaml\n---\n";
    let files = vec![
        ("milepost.yaml".to_owned(), "title: Bakery\n".to_owned()),
        ("content/services/oven.md".to_owned(), "---\nid: oven\ntitle: Oven\n---\n".to_owned()),
        ("content/contracts/bread.md".to_owned(), bread.to_owned()),
        ("content/bread.yaml".to_owned(), DEFINITION.to_owned()),
    ];
    let checked = checked(&files);
    let definition = checked.program.contracts.rows()[0].definition.clone().expect("a definition");
    definition.value.hash.expect("it can be read")
}

fn contract() -> impl Strategy<Value = String> {
    let agreed = word(&["draft", "agreed", "agreed"]);
    (agreed, word(HASHES), any::<[bool; 2]>()).prop_map(|(status, told, [signed, in_braces])| {
        let mut text = "---\nid: bread\ntitle: Bread\ntype: openapi\nprovider: oven\n".to_owned();
        let _ = writeln!(text, "definition: content/bread.yaml\nstatus: {status}\nconsumers:");
        let mut entry = vec!["service: shop".to_owned()];
        if signed {
            entry.extend(["acknowledged_by: ada".to_owned(), format!("acknowledged_on: {}", day(3))]);
        }
        match told {
            "" => {}
            "as it is" => entry.push(format!("hash: \"{}\"", hash())),
            other => entry.push(format!("hash: \"{other}\"")),
        }
        let _ = match in_braces {
            true => writeln!(text, "  - {{{}}}", entry.join(", ")),
            false => writeln!(text, "  - {}", entry.join("\n    ")),
        };
        text + "---\n"
    })
}

pub type Files = Vec<(String, String)>;

const SETTINGS: &str = "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-11\nagents: [ada]\nthresholds: {stale_after: 4d}\n";
const TASK: &str = "---\nid: task_6f1d2c1e-8c55-4a3e-9a53-0c6d6f2f5b11\ntitle: Knead\nmilestone: M1\nstatus: completed\npercent_complete: 100\n---\n";

pub fn project() -> impl Strategy<Value = Files> {
    let plans = prop::collection::vec(plan(), 1..4);
    (plans, phase(), risk(), blocker(), service(), contract()).prop_map(
        |(plans, phase, risk, blocker, service, contract)| {
            let fixed = [
                ("milepost.yaml", SETTINGS),
                ("content/sprints/s1.md", "---\nid: s1\nstart: 2026-02-16\nend: 2026-02-27\n---\n"),
                ("content/sprints/s2.md", "---\nid: s2\nstart: 2026-03-02\nend: 2026-03-13\n---\n"),
                ("content/services/shop.md", "---\nid: shop\ntitle: Shop\nowner: ada\ndepends_on: [{service: oven, contract: bread}]\n---\n"),
                ("content/bread.yaml", DEFINITION),
                ("content/tasks/t.md", TASK),
                ("content/decisions/d.md", "---\nid: ADR-1\ntitle: Rye\nstatus: proposed\ndate: 2026-02-20\nblocks: [M1]\n---\n"),
            ];
            let mut files: Files = fixed.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
            for (plan, number) in plans.iter().zip(1..) {
                files.push((format!("content/milestones/m{number}.md"), plan.file(number)));
            }
            let named = [("phases", phase), ("risks", risk), ("blockers", blocker), ("services", service), ("contracts", contract)];
            files.extend(named.map(|(kind, text)| (format!("content/{kind}/one.md"), text)));
            files
        },
    )
}

pub fn checked(files: &Files) -> Checked {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let world: Memory = common_world::project(&files);
    let config = Config::usual(NaiveDate::MIN);
    check(&world, &config)
}
