//! Small plans in which all goes wrong that can: loops, lost reports, owners with calendars of their own, plans
//! approved anew, states without a day, work that was given up and taken up again.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::Files;

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 16).expect("a date") + Days::new(offset)
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

const STATUS: &[&str] =
    &["", "planned", "in_progress", "in_progress", "blocked", "done", "done", "cancelled", "unknown"];
const OWNERS: &[&str] = &["ada", "bao", "nobody known"];

/// What one report says, or the front matter.
fn said() -> impl Strategy<Value = Vec<String>> {
    let days = (0..40u64, 0..40u64, 0..60u64);
    let rag = word(&["", "", "", "green", "red"]);
    (word(STATUS), 0..=5u8, days, rag, word(OWNERS), any::<[bool; 8]>()).prop_map(
        |(status, step, (start, finish, forecast), rag, owner, yes)| {
            let is = |yes: bool, field: String| yes.then_some(field);
            let fields = [
                is(!status.is_empty(), format!("status: {status}")),
                is(yes[0], format!("percent_complete: {}", if status == "done" { 100 } else { step * 20 })),
                is(!rag.is_empty(), format!("rag: {rag}")),
                is(yes[1] && yes[2], format!("actual_start: {}", day(start))),
                is(yes[3] && yes[4], format!("actual_finish: {}", day(finish))),
                is(yes[1] && yes[5], format!("forecast_finish: {}", day(forecast))),
                is(yes[2] && yes[6], format!("remaining: {step}d")),
                is(yes[6] && yes[7], format!("owner: {owner}")),
            ];
            fields.into_iter().flatten().collect()
        },
    )
}

fn milestone() -> impl Strategy<Value = String> {
    let dates = (0..40u64, 0..10u64, any::<[bool; 5]>());
    let waits = prop::collection::vec((0..7usize, word(&["FS", "FS", "SS", "FF", "SF"]), -2..4i32), 0..3);
    let updates = prop::collection::vec((prop::option::weighted(0.95, 0..40u64), said()), 0..4);
    (dates, 1..3u8, said(), waits, updates, prop::option::of(0..40u64)).prop_map(
        |((start, days, [starts, ends, lasts, fronted, unknown]), phase, front, waits, updates, bound)| {
            let mut text = format!("phase: P{phase}\nowner: ada\n");
            if starts {
                let _ = writeln!(text, "start: {}", day(start));
            }
            if ends {
                let _ = writeln!(text, "finish: {}", day(start + days));
                let _ = writeln!(
                    text,
                    "baselines: {{Later: {{start: {}, finish: {}}}}}",
                    day(start + 7),
                    day(start + days + 9)
                );
            }
            if lasts {
                let _ = writeln!(text, "duration: {days}d");
            }
            if let Some(bound) = bound.filter(|bound| bound % 3 == 0) {
                let _ = writeln!(text, "constraint: {{type: SNET, date: {}}}", day(bound));
            }
            let mut depends: Vec<String> = waits
                .iter()
                .map(|(on, kind, lag)| format!("{{on: M{}, type: {kind}, lag: {lag}d}}", on + 1))
                .collect();
            if unknown && days == 0 {
                depends.push("M99".to_owned());
            }
            if unknown && days == 1 {
                depends.push("P1".to_owned());
            }
            if !depends.is_empty() {
                let _ = writeln!(text, "depends_on: [{}]", depends.join(", "));
            }
            if fronted && days > 5 {
                front.iter().filter(|field| !field.starts_with("owner")).for_each(|field| {
                    let _ = writeln!(text, "{field}");
                });
            }
            let mut updates = updates;
            updates.sort_by_key(|(on, _)| *on);
            if !updates.is_empty() {
                text.push_str("updates:\n");
            }
            for (on, fields) in updates {
                let date = on.map_or("soon".to_owned(), |on| day(on).to_string());
                let _ = writeln!(text, "  - date: {date}\n    by: ada");
                for field in fields {
                    let _ = writeln!(text, "    {field}");
                }
            }
            text
        },
    )
}

const PARTY: &str = "---\nid: bao\nname: bao\ncalendar: nights\n---\n";

/// A project with a sprint for every three days.
pub fn project() -> impl Strategy<Value = Files> {
    (prop::collection::vec(milestone(), 1..7), any::<[bool; 2]>()).prop_map(|(milestones, [starts, replans])| {
        let mut settings = format!("title: Wrong\nstatus_date: {}\nagents: [ada]\n", day(38));
        settings.push_str("calendars: {nights: {workdays: [mon, wed, fri, sat]}}\n");
        if starts {
            let _ = writeln!(settings, "start: {}", day(2));
        }
        if replans {
            let _ = writeln!(settings, "baselines: [{{name: First, approved_on: {}}}, {{name: Later, approved_on: {}}}]\nbaseline: Later", day(0), day(15));
        }
        let mut files: Files = vec![
            ("milepost.yaml".to_owned(), settings),
            ("content/people/bao.md".to_owned(), PARTY.to_owned()),
            ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: One\n---\n".to_owned()),
            ("content/phases/p2.md".to_owned(), "---\nid: P2\ntitle: Two\n---\n".to_owned()),
        ];
        for number in 0..12u64 {
            let (start, end) = (day(number * 3), day(number * 3 + 2));
            let text = format!("---\nid: s{number}\nstart: {start}\nend: {end}\n---\n");
            files.push((format!("content/sprints/s{number}.md"), text));
        }
        for (text, number) in milestones.iter().zip(1..) {
            let text = format!("---\nid: M{number}\ntitle: Work {number}\n{text}---\n");
            files.push((format!("content/milestones/m{number}.md"), text));
        }
        files
    })
}
