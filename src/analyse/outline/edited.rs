//! The files of a program that are otherwise in another, with the lines that changed.

use std::collections::BTreeMap;

use crate::{diag::Sources, text::edits};

/// Fields on which a date or a color can depend: of several edited lines, one with such a field says most.
const TELLING: &[&str] = &[
    "actual_finish",
    "actual_start",
    "affects",
    "baseline",
    "baselines",
    "blocks",
    "calendar",
    "calendars",
    "capacity",
    "constraint",
    "coverage",
    "criteria",
    "deadline",
    "decision",
    "depends_on",
    "duration",
    "end",
    "estimate",
    "extra",
    "finish",
    "forecast",
    "forecast_finish",
    "gate",
    "holidays",
    "impact",
    "lag",
    "most_likely",
    "optimistic",
    "override",
    "percent_complete",
    "pessimistic",
    "phase",
    "probability",
    "rag",
    "raised_on",
    "remaining",
    "resolved_on",
    "severity",
    "sprint",
    "start",
    "status",
    "status_date",
    "thresholds",
    "unit",
    "integration",
    "workdays",
];

/// A file that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedFile {
    /// Its path in the project.
    pub path: String,
    /// What became of it.
    pub fate: Fate,
    /// The edits, the most telling first; never empty.
    pub edits: Vec<EditedLine>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not there before.
    New,
    /// It is no longer there.
    Gone,
    /// Lines of it are otherwise.
    Changed,
}

/// Lines that changed together, told by the one that says most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedLine {
    /// Its number, from 1: in the new text; in the old one where lines only went.
    pub line: usize,
    /// The line before, without blanks around it; `None` where it only came.
    pub was: Option<String>,
    /// The line after; `None` where it only went.
    pub is: Option<String>,
    /// How telling it is; less says more.
    rank: u8,
}

impl EditedLine {
    /// Whether it can bear on a date or a color: it is no prose.
    pub fn bears(&self) -> bool {
        self.rank < PROSE
    }
}

const PROSE: u8 = 3;

/// The files that differ, by path.
pub(super) fn edited(before: &Sources, after: &Sources) -> BTreeMap<String, EditedFile> {
    let by_path = |sources: &Sources| -> BTreeMap<String, std::sync::Arc<str>> {
        let named = sources.iter().filter(|(_, source)| !source.path.is_empty());
        named.map(|(_, source)| (source.path.to_string(), source.text.clone())).collect()
    };
    let (before, after) = (by_path(before), by_path(after));
    let mut found = BTreeMap::new();
    for (path, is) in &after {
        let was = before.get(path);
        if was.is_none_or(|was| !std::sync::Arc::ptr_eq(was, is) && was != is) {
            let fate = if was.is_some() { Fate::Changed } else { Fate::New };
            found.extend(file(path, fate, was.map_or("", |was| was), is));
        }
    }
    for (path, was) in before.iter().filter(|(path, _)| !after.contains_key(*path)) {
        found.extend(file(path, Fate::Gone, was, ""));
    }
    found
}

fn file(path: &str, fate: Fate, was: &str, is: &str) -> Option<(String, EditedFile)> {
    let (old, new) = (Text::new(path, was), Text::new(path, is));
    let mut lines: Vec<EditedLine> =
        edits(was, is).into_iter().filter_map(|edit| line(&old, &new, edit.was, edit.is)).collect();
    lines.sort_by_key(|line| (line.rank, line.line));
    if lines.is_empty() && fate != Fate::Changed {
        // An empty file came or went.
        lines.push(EditedLine { line: 1, was: None, is: None, rank: PROSE });
    }
    (!lines.is_empty()).then(|| (path.to_owned(), EditedFile { path: path.to_owned(), fate, edits: lines }))
}

/// A text by its lines, and which of them are front matter.
struct Text<'a> {
    lines: Vec<&'a str>,
    front: std::ops::Range<usize>,
}

impl<'a> Text<'a> {
    fn new(path: &str, text: &'a str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let fence = |line: &&str| line.trim_end() == "---";
        let front = match lines.first() {
            Some(first) if fence(first) => {
                let rest = lines.iter().skip(1).position(fence);
                1..rest.map_or(lines.len(), |end| end + 1)
            }
            // Settings and records are data from beginning to end.
            _ if !path.to_ascii_lowercase().ends_with(".md") => 0..lines.len(),
            _ => 0..0,
        };
        Self { lines, front }
    }

    fn rank(&self, at: usize) -> u8 {
        let line = self.lines[at].trim();
        if !self.front.contains(&at) {
            return PROSE;
        }
        match key(line) {
            Some(key) if TELLING.contains(&key.as_str()) => 0,
            // An entry of a list, or what stands in braces, belongs to a field above.
            _ if line.starts_with('-') => 1,
            Some(_) => 2,
            None if line.is_empty() || line.starts_with('#') => PROSE,
            None => 1,
        }
    }
}

/// The field of a line: `duration` of `duration: 5d`, `on` of `- on: M1`; of several in braces the most telling.
fn key(line: &str) -> Option<String> {
    let words = |part: &str| {
        let name: String = part.trim_matches(|c: char| " -{[\"'".contains(c)).replace('-', "_");
        (!name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then_some(name)
    };
    let parts = line.split([',', '{']).filter_map(|part| words(part.split_once(':')?.0));
    let mut first = None;
    for name in parts {
        if TELLING.contains(&name.as_str()) {
            return Some(name);
        }
        first = first.or(Some(name));
    }
    first
}

fn line(
    old: &Text,
    new: &Text,
    was: std::ops::Range<usize>,
    is: std::ops::Range<usize>,
) -> Option<EditedLine> {
    let best = |text: &Text, lines: std::ops::Range<usize>| lines.min_by_key(|at| (text.rank(*at), *at));
    let shown = |text: &Text, at: usize| text.lines[at].trim().to_owned();
    let (Some(at), true) = (best(new, is.clone()), !is.is_empty()) else {
        let at = best(old, was)?;
        return Some(EditedLine { line: at + 1, was: Some(shown(old, at)), is: None, rank: old.rank(at) });
    };
    let gone = best(old, was.clone()).filter(|gone| old.rank(*gone) < new.rank(at));
    let field = key(new.lines[at]);
    let same = || was.clone().find(|old_at| field.is_some() && key(old.lines[*old_at]) == field);
    let beside = || (was.len() == is.len()).then(|| was.start + (at - is.start));
    let before = same().or_else(beside).or(gone);
    let rank = before.map_or(new.rank(at), |before| new.rank(at).min(old.rank(before)));
    Some(EditedLine { line: at + 1, was: before.map(|at| shown(old, at)), is: Some(shown(new, at)), rank })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Source;

    fn of(was: &str, is: &str) -> Vec<EditedLine> {
        let sources = |text: &str| {
            let mut sources = Sources::default();
            sources.add(Source::new("content/m.md", text));
            sources
        };
        let found = edited(&sources(was), &sources(is));
        found.into_values().flat_map(|file| file.edits).collect()
    }

    #[test]
    fn an_edit_is_told_by_the_line_that_bears_most() {
        let told = of(
            "---\nid: M1\ntitle: A\nduration: 5d\n---\nText.\n",
            "---\nid: M1\ntitle: B\nduration: 9d\n---\nTexts.\n",
        );
        assert_eq!(told[0].line, 4);
        assert_eq!(told[0].was.as_deref(), Some("duration: 5d"));
        assert_eq!(told[0].is.as_deref(), Some("duration: 9d"));
        assert!(told[0].bears() && !told.last().unwrap().bears());
        let told = of(
            "---\nid: M1\n---\n",
            "---\nid: M1\nupdates:\n  - date: 2026-03-02\n    by: ada\n    status: blocked\n---\n",
        );
        assert_eq!((told.len(), told[0].line, told[0].was.as_deref()), (1, 6, None));
        let told = of("---\nid: M1\ndeadline: 2026-03-02\n---\n", "---\nid: M1\n---\n");
        assert_eq!((told[0].line, told[0].is.as_deref()), (3, None));
        assert_eq!(of("---\nid: M1\n---\n", "---\nid: M1\n---\n"), []);
    }
}
