//! Fail closed: what is not reported never looks better than what is.
//!
//! The property. Take away one line of front matter that reports a state ([`FIELDS`]) from any one file of a project:
//! milestone, risk, blocker, service, contract, phase with its gate, task, decision; from the front matter or from an
//! update; written in lines or in braces. Then the color of the program, of every phase, of every sprint (as its page shows it), of every
//! milestone and of every risk, whether each criterion of a gate is met, and whether each contract is acknowledged
//!
//! - is at least as bad as it was (green and no color, then amber and unknown, then red),
//! - or it was red and is now not known: unknown, or amber with something unknown among its reasons.
//!
//! So nothing that was amber, red or unknown ever becomes green, and red gives way to a confession of ignorance alone.
//!
//! Where it cannot hold: a line that is the only bearer of bad news, in a report that has more to say. A report that
//! sets a percentage, a rating or a status back stands against an earlier one of the same field, which
//! counts again without it, and so does the last status without one of being blocked, and one of 100 % without a status, which leaves open whether it is done; the owner's own color, override and later dates stand against what the rules find. Even
//! then the page is never better than if the line had said what was said before it, or the best that can be said
//! ([`instead`]). (An end is no such case: what was done, cancelled, closed or mitigated and is reported on again
//! without a status is not known to be over.) What is planned, and the conditions of a gate with the day on which
//! evidence expires, are no reports: without a baseline nothing is late. Nor can it hold of two facts that contradict each
//! other ([`contradicted`]): neither counts, and without one of them the other does.

use std::collections::BTreeMap;

use proptest::{prelude::*, test_runner::RngSeed};

#[path = "../common_world/mod.rs"]
mod common_world;
#[path = "../seeds/mod.rs"]
mod seeds;
mod belongs;
mod colors;
mod cut;
mod every;
mod faults;
mod fences;
mod lines;
mod pairs;
mod project;
mod strays;
mod theirs;
mod two_reports;
mod whole;

use colors::{Named, Shown, colors};
use lines::{Line, all_lines, lines};
use milepost::{
    diag::{Code, Diagnostic, Place},
    site::Checked,
};
use project::{Files, LEVELS, SEVERITIES, checked, day, project};

/// Words of a field from the best to the worst.
fn rank(name: &str, value: &str) -> usize {
    let words = if name == "probability" { LEVELS } else { SEVERITIES };
    words.iter().position(|word| *word == value).unwrap_or(0)
}

/// Whether reports, oldest first, say that a milestone has begun: the last of each field counts.
fn begun<'a>(reports: impl Iterator<Item = &'a (String, String)>) -> bool {
    let last: BTreeMap<&str, &str> = reports.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    last.into_iter().any(|(name, value)| match name {
        "status" => matches!(value, "in_progress" | "blocked" | "done"),
        "percent_complete" => value != "0",
        "actual_start" | "actual_finish" => true,
        _ => false,
    })
}

/// What could stand in place of a line which alone bears bad news, one of which is as good as saying nothing; none where the
/// line is no such one.
fn instead(line: &Line, path: &str) -> Vec<String> {
    if line.nested {
        return Vec::new();
    }
    // Whoever is asked nothing is not behind; nor is what has not begun, or is complete.
    if line.name == "percent_complete" && only_beginning(line) {
        return line.earlier().map_or_else(|| vec!["0".into(), "100".into()], |earlier| vec![earlier.into()]);
    }
    let best = best(line, path);
    // What was said before may contradict what the same report says beside it.
    let instead_of_unknown = ["planned", "in_progress"].map(str::to_owned);
    let open = line.name == "status" && line.value == "unknown" && best.is_some();
    let itself = (line.name == "actual_finish" && best.is_some()).then(|| line.value.clone());
    best.into_iter().chain(instead_of_unknown.into_iter().filter(|_| open)).chain(itself).collect()
}

/// Whether reports may say of a milestone that it has begun by that line alone.
fn only_beginning(line: &Line) -> bool {
    let others: Vec<_> = line.beside.iter().filter(|(other, _)| *other != line.name).cloned().collect();
    // What front matter says without a day does not count for the past.
    let until = |later: usize| {
        let before = line.before.iter().skip(1).flatten();
        before.chain(&others).chain(line.after[..later].iter().flatten())
    };
    (0..=line.after.len()).any(|later| !begun(until(later)))
}

fn best(line: &Line, path: &str) -> Option<String> {
    let (name, value, earlier) = (line.name.as_str(), line.value.as_str(), line.earlier());
    let or = |best: &str| Some(earlier.unwrap_or(best).to_owned());
    let others: Vec<_> = line.beside.iter().filter(|(other, _)| other != name).cloned().collect();
    let only_beginning = only_beginning(line);
    match name {
        // A measurement without a day counts from the status date on.
        "date" if path.contains("services") => Some("2026-12-31".to_owned()),
        "rag" if value != "green" => Some("green".to_owned()),
        "override" if value.contains("red") => Some(value.replace("red", "green")),
        "forecast_finish" => Some(day(0).to_string()),
        "remaining" => Some("0d".to_owned()),
        "status" if !path.contains("milestones") => None,
        "status" if only_beginning => Some("planned".to_owned()),
        "status" if value == "unknown" => or("planned"),
        // What waits for work that was given up is worse for it.
        "status" if matches!(value, "blocked" | "cancelled") => Some("in_progress".to_owned()),
        "percent_complete" if value == "100" && !others.iter().any(|(name, _)| name == "status") => {
            Some("99".to_owned())
        }
        "percent_complete" => {
            let earlier: u8 = earlier?.parse().ok()?;
            (earlier > value.parse().ok()?).then(|| earlier.to_string())
        }
        "actual_start" if only_beginning => Some("TBD".to_owned()),
        "actual_finish" => earlier.filter(|earlier| *earlier < value).map(str::to_owned),
        "severity" | "probability" | "impact" => {
            earlier.filter(|earlier| rank(name, earlier) < rank(name, value)).map(str::to_owned)
        }
        // A gate of which nobody says that it was decided is one that was not.
        "decision" if !others.iter().any(|(name, _)| name.starts_with("decided")) => or("pending"),
        _ => None,
    }
}

/// The better of two, page by page.
fn greener(a: Named, b: Named) -> Named {
    let better = |(name, one): (String, Shown)| {
        let other = b.iter().find(|(other, _)| *other == name).map(|(_, other)| *other);
        (name, other.filter(|other| one.no_greener_than(*other)).unwrap_or(one))
    };
    a.into_iter().map(better).collect()
}

fn assert_no_greener(before: &Named, after: &Named, line: &Line, files: &Files) -> Result<(), TestCaseError> {
    for (name, before) in before {
        let Some((_, after)) = after.iter().find(|(other, _)| other == name) else { continue };
        prop_assert!(
            after.no_greener_than(*before),
            "{name} was {before:?} and is {after:?} without `{}: {}` of {}\n{}",
            line.name,
            line.value,
            files[line.file].0,
            files.iter().map(|(path, text)| format!("{path}\n{text}")).collect::<String>()
        );
    }
    Ok(())
}

/// Whether a line is said to contradict another, or is that other.
fn contradicted(line: &Line, files: &Files, whole: &Checked) -> bool {
    let is_here = |at: Place| {
        let (start, path) = (at.span.start as usize, whole.sources().path(at.file));
        files[line.file].0 == path && line.bytes.contains(&start)
    };
    let codes = [Code::ImpossibleDate, Code::FinishBeforeStart, Code::DoneNotComplete];
    let contradictions = whole.diagnostics.iter().filter(|found| codes.contains(&found.code));
    contradictions
        .flat_map(|found| found.place.into_iter().chain(found.labels.iter().map(|label| label.place)))
        .any(is_here)
}

/// How many findings may come of one value that cannot be read.
fn most_told(line: &Line) -> usize {
    match line.name.as_str() {
        // Any text is a name: it is read, and each place is told that names somebody who is gone.
        "agents" => usize::MAX,
        _ => 1,
    }
}

/// Whether the first of some reports was made by a day.
fn reported_by(reports: &[Vec<(String, String)>], day: &str) -> bool {
    let date = reports.first().and_then(|report| report.iter().find(|(name, _)| name == "date"));
    date.is_some_and(|(_, value)| value.as_str() <= day)
}

/// What a line of a milestone could say so that its report contradicts itself.
fn contradictions(line: &Line, path: &str) -> Vec<String> {
    let said =
        |name: &str| line.beside.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    if line.nested {
        return Vec::new();
    }
    // Resolved before it was raised; raised, or decided, after the day on which it was reported on.
    match line.name.as_str() {
        "resolved_on" => return vec!["2026-01-05".into()],
        // From the first report on it was known; before it, nobody can tell.
        "raised_on" if reported_by(&line.after, "2026-02-20") => return vec!["2026-12-01".into()],
        "decided_on" if said("date").is_some() => return vec!["2026-12-01".into()],
        _ => {}
    }
    let (Some(on), true) = (said("date"), path.contains("milestones")) else { return Vec::new() };
    let and = |more: String| format!("{}{}{more}", line.value, line.between());
    let mut all = Vec::new();
    match line.name.as_str() {
        "status" if line.value == "done" && said("remaining").is_none() => {
            all.push(and("remaining: 4d".into()))
        }
        "status" if line.value == "in_progress" && said("actual_finish").is_none() => {
            all.push(and(format!("actual_finish: {on}")));
        }
        "percent_complete" if said("status") == Some("done") => all.push("60".into()),
        // It was finished before it started, or on a day after that of its report.
        "actual_start" => all.push("2026-12-01".into()),
        "actual_finish" => all.extend(["2026-12-01".into(), and("actual_start: 2026-11-30".into())]),
        _ => {}
    }
    if line.name == "status" && said("actual_start").is_none() {
        all.push(and("actual_start: 2026-12-01".into()));
    }
    all
}

/// The same projects in continuous integration, others where the environment says so.
fn seed() -> RngSeed {
    match ProptestConfig::default().rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        said => said,
    }
}

/// How many steps a failure may be made smaller in; each takes as long as a case.
fn shrinks() -> u32 {
    std::env::var("PROPTEST_MAX_SHRINK_ITERS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(40)
}

/// How many projects are tried: so many in continuous integration, others where the environment says so.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Places and codes of what is told, without those of another project.
fn told_anew(before: &Checked, after: &Checked) -> Vec<String> {
    let tell = |checked: &Checked| -> Vec<(String, String)> {
        let sources = checked.sources();
        let line = |d: &Diagnostic| {
            d.place.map(|at| format!("{}:{}", sources.path(at.file), sources.position(at).line))
        };
        let place = |d: &Diagnostic| format!("{} {:?}", d.code.name(), line(d));
        checked.diagnostics.iter().map(|d| (place(d), format!("{}: {}", d.code.name(), d.message))).collect()
    };
    let known = tell(before);
    let is_known = |(place, message): &(String, String)| {
        known.iter().any(|(other, said)| other == place || said == message)
    };
    let anew = tell(after).into_iter().filter(|told| !is_known(told));
    anew.map(|(_, message)| message).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(6), max_shrink_iters: shrinks(), failure_persistence: None, rng_seed: seed(), ..ProptestConfig::default() })]

    /// What cannot be read is not like what was never written: there is no line of which the garbling may make anything
    /// greener, of the plan, the links and the settings neither. In order from the best: no color and green, amber, red;
    /// unknown stands beside amber, and red may give way to it.
    #[test]
    fn garbling_a_value_or_a_key_never_makes_a_page_greener(files in project()) {
        let whole = checked(&files);
        let before = colors(&whole);
        let mut told_too_often = Vec::new();
        for line in all_lines(&files).iter().filter(|line| !line.value.is_empty()) {
            let garbled = line.saying(&files, "garbled-zz");
            let after = checked(&garbled);
            assert_no_greener(&before, &colors(&after), line, &garbled)?;
            let told = told_anew(&whole, &after);
            if told.len() > most_told(line) {
                told_too_often.push((format!("{}: {}", line.name, line.value), files[line.file].0.clone(), told));
            }
            let misspelt = line.with_a_slip_in_its_key(&files);
            assert_no_greener(&before, &colors(&checked(&misspelt)), line, &misspelt)?;
        }
        prop_assert!(told_too_often.is_empty(), "{told_too_often:#?}");
    }

    /// Facts that contradict each other are worth no more than one that cannot be read.
    #[test]
    fn a_contradiction_never_makes_a_page_greener(files in project()) {
        let before = colors(&checked(&files));
        for line in lines(&files) {
            for value in contradictions(&line, &files[line.file].0) {
                let bent = line.saying(&files, &value);
                assert_no_greener(&before, &colors(&checked(&bent)), &line, &bent)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), max_shrink_iters: shrinks(), failure_persistence: None, rng_seed: seed(), ..ProptestConfig::default() })]

    #[test]
    fn taking_a_report_away_never_makes_a_page_greener(files in project()) {
        let whole = checked(&files);
        let before = colors(&whole);
        for line in lines(&files).iter().filter(|line| !contradicted(line, &files, &whole)) {
            let after = colors(&checked(&line.taken_from(&files)));
            let others: Vec<Files> =
                instead(line, &files[line.file].0).iter().map(|best| line.saying(&files, best)).collect();
            match others.as_slice() {
                [] => assert_no_greener(&before, &after, line, &files)?,
                [other, ..] => {
                    let others = others.iter().map(|other| colors(&checked(other)));
                    let best = others.reduce(greener).unwrap_or_default();
                    assert_no_greener(&best, &after, line, other)?;
                }
            }
        }
    }
}
