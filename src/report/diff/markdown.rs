//! The difference as a comment on a pull request: the whole in the first line, what weighs most below, the rest folded
//! away; never more than [`LINES`] lines, however much has changed.
//!
//! What is folded stands on one line as HTML. What content says is escaped, and nobody is notified by it.

use super::{DiffEntry, DiffReport, What};
use crate::{
    analyse::outline::Change,
    diag::Severity,
    report::{line::plain, markdown::escaped},
    say::diff,
    text::escaped as html,
    text::unmentioned,
};

/// Most lines.
pub const LINES: usize = 25;

/// Most lines of what weighs most: the rest is left to the frame and to the sections that are folded.
const HEAVIEST: usize = LINES - 6 - SECTIONS;

/// How many sections there can be.
const SECTIONS: usize = 10;

/// Most bytes of the whole: GitHub takes no comment longer than 65,536 characters.
const LONGEST: usize = 60_000;

pub(super) fn write(report: &DiffReport) -> String {
    let mut lines = vec![format!("**{}**", shown(&report.summary))];
    lines.push(String::new());
    lines.push(shown(&report.compared()));
    lines.push(String::new());
    let heavy: Vec<&DiffEntry> = heaviest(report);
    lines.extend(heavy.iter().take(HEAVIEST).map(|entry| format!("- {}", item(entry))));
    if !heavy.is_empty() {
        lines.push(String::new());
    }
    let mut room = LONGEST - lines.iter().map(String::len).sum::<usize>().min(LONGEST / 2);
    for (name, entries) in report.sections() {
        let told: Vec<&DiffEntry> = entries.iter().filter(|entry| entry.is_told()).collect();
        if !told.is_empty() {
            let line = folded(name, &told, room);
            room = room.saturating_sub(line.len());
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

/// What is told without unfolding anything: the past, finish and gates, the colors of the whole and its phases, errors.
fn heaviest(report: &DiffReport) -> Vec<&DiffEntry> {
    let whole = |entry: &&DiffEntry| matches!(entry.kind, None | Some("phase"));
    let error =
        |entry: &&DiffEntry| matches!(entry.what, What::Finding { severity: Severity::Error, more: 1.., .. });
    let closed = |entry: &&DiffEntry| matches!(entry.what, What::Past { closed: true, .. });
    let mut heavy: Vec<&DiffEntry> = report.past.iter().filter(closed).collect();
    heavy.extend(&report.gates);
    heavy.extend(report.colors.iter().filter(whole));
    heavy.extend(report.findings.iter().filter(error));
    if heavy.is_empty() && report.changes.iter().any(|change| matches!(change, Change::Milestone(..))) {
        heavy.extend(&report.milestones);
    }
    heavy
}

fn item(entry: &DiffEntry) -> String {
    let because = match origin(entry) {
        Some(origin) => format!(" ({})", shown(&origin)),
        None => String::new(),
    };
    format!("**{}:** {}{because}", shown(&entry.about), shown(&entry.text))
}

/// A text that stays text; our arrows need no escape where something stands before them.
fn shown(text: &str) -> String {
    unmentioned(&escaped(text).replace(" -\\> ", " -> "))
}

/// `because of content/m.md:7: ...; through M1 -> M2`.
fn origin(entry: &DiffEntry) -> Option<String> {
    let edits: Vec<&str> = entry.because.iter().map(|because| because.text.as_str()).collect();
    let because = (!edits.is_empty()).then(|| format!("because of {}", edits.join("; ")));
    let chain = (!entry.chain.is_empty()).then(|| format!("through {}", diff::chain(&entry.chain)));
    let parts: Vec<String> = because.into_iter().chain(chain).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A section on one line, as far as there is room for it.
fn folded(name: &str, entries: &[&DiffEntry], room: usize) -> String {
    let mut list = String::new();
    let mut left = entries.len();
    for entry in entries {
        let origin =
            origin(entry).map_or_else(String::new, |origin| format!("<br>{}", html(&plain(&origin))));
        let text =
            format!("<li><b>{}</b>: {}{origin}</li>", html(&plain(&entry.about)), html(&plain(&entry.text)));
        let text = unmentioned(&text);
        if list.len() + text.len() > room.saturating_sub(400) {
            break;
        }
        list += &text;
        left -= 1;
    }
    if left > 0 {
        list += &format!("<li>{left} more</li>");
    }
    format!("<details><summary>{name}: {}</summary><ul>{list}</ul></details>", entries.len())
}
