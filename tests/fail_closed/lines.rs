//! What can be taken away from a project: lines of reports, and parts of them in braces.

use super::project::Files;

/// Fields that report a state.
const FIELDS: [&str; 28] = [
    "status",
    "percent_complete",
    "owner",
    "date",
    "by",
    "note",
    "next_action",
    "rag",
    "override",
    "forecast_finish",
    "remaining",
    "actual_start",
    "actual_finish",
    "severity",
    "raised_on",
    "resolved_on",
    "probability",
    "impact",
    "unit",
    "integration",
    "decision",
    "decided_by",
    "decided_on",
    "acknowledged_by",
    "acknowledged_on",
    "hash",
    "evidence",
    "check",
];

/// Fields of the plan and of links: without a plan nothing is late, so they may go; but what is written in them and
/// cannot be read makes nothing greener.
const PLAN: [&str; 16] = [
    "affects",
    "blocks",
    "services",
    "depends_on",
    "phase",
    "milestone",
    "start",
    "finish",
    "deadline",
    "duration",
    "provider",
    "consumers",
    "definition",
    "agents",
    "thresholds",
    "category",
];

/// A line of a report, or a part of one in braces, that can be taken away.
#[derive(Debug, Clone)]
pub struct Line {
    pub file: usize,
    /// The bytes to take away.
    pub bytes: std::ops::Range<usize>,
    pub name: String,
    pub value: String,
    /// The whole report that it is of: the fields of the front matter, or those of the update.
    pub beside: Vec<(String, String)>,
    /// The reports before it, oldest first.
    pub before: Vec<Vec<(String, String)>>,
    /// The reports after it.
    pub after: Vec<Vec<(String, String)>>,
    /// It is part of a value in braces within a report.
    pub nested: bool,
    /// Its report is written in braces.
    pub in_braces: bool,
}

impl Line {
    /// The project without it.
    pub fn taken_from(&self, files: &Files) -> Files {
        self.replaced(files, "")
    }

    fn replaced(&self, files: &Files, with: &str) -> Files {
        let mut files = files.clone();
        files[self.file].1.replace_range(self.bytes.clone(), with);
        files
    }

    /// What stands between this and another field of the same report.
    pub fn between(&self) -> &'static str {
        if self.in_braces { ", " } else { "\n    " }
    }

    /// The project with the last two letters of its key the other way round.
    pub fn with_a_slip_in_its_key(&self, files: &Files) -> Files {
        let (start, end) = self.name.split_at(self.name.len().saturating_sub(2));
        let slip: String = end.chars().rev().collect();
        let old = &files[self.file].1[self.bytes.clone()];
        self.replaced(files, &old.replacen(&self.name, &format!("{start}{slip}"), 1))
    }

    /// What was said before of the same field.
    pub fn earlier(&self) -> Option<&str> {
        let said = |report: &'_ &Vec<(String, String)>| report.iter().any(|(name, _)| *name == self.name);
        let report = self.before.iter().rev().find(said)?;
        report.iter().find(|(name, _)| *name == self.name).map(|(_, value)| value.as_str())
    }

    /// What it says in other words, as this line.
    pub fn saying(&self, files: &Files, value: &str) -> Files {
        let old = &files[self.file].1[self.bytes.clone()];
        self.replaced(files, &old.replacen(&self.value, value, 1))
    }
}

/// The parts of what stands in braces: each with its bytes, with the comma before or behind it.
fn parts(text: &str, start: usize) -> Vec<(std::ops::Range<usize>, String, String)> {
    let (mut depth, mut cuts) = (0, vec![0]);
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => cuts.push(at + 1),
            _ => {}
        }
    }
    cuts.push(text.len() + 1);
    let pieces = cuts.windows(2).enumerate().filter_map(|(nth, pair)| {
        let piece = &text[pair[0]..(pair[1] - 1).min(text.len())];
        let (name, value) = piece.split_once(':')?;
        let from = if nth == 0 { pair[0] } else { pair[0] - 1 };
        let to = if nth == 0 { pair[1].min(text.len()) } else { pair[1] - 1 };
        Some((start + from..start + to, name.trim().to_owned(), value.trim().to_owned()))
    });
    pieces.collect()
}

/// Every line and part of a line that reports a state.
pub fn lines(files: &Files) -> Vec<Line> {
    of_fields(files, &FIELDS)
}

/// The same, and every line of the plan, of links and of the settings.
pub fn all_lines(files: &Files) -> Vec<Line> {
    of_fields(files, &[&FIELDS[..], &PLAN].concat())
}

fn of_fields(files: &Files, fields: &[&str]) -> Vec<Line> {
    let content = files.iter().enumerate().filter(|(_, (path, _))| !path.ends_with("bread.yaml"));
    let mut all: Vec<Line> = content.flat_map(|(file, (_, text))| lines_of(file, text)).collect();
    let nested: Vec<Line> =
        all.iter().filter(|line| !line.nested).flat_map(|line| within(line, files)).collect();
    all.extend(nested);
    all.retain(|line| fields.contains(&line.name.as_str()) || line.nested);
    all
}

fn lines_of(file: usize, text: &str) -> Vec<Line> {
    let mut reports: Vec<Vec<Line>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bytes = at..at + line.len();
        at += line.len();
        let body = line.trim().trim_start_matches("- ");
        if line.trim().starts_with("- ") {
            reports.push(Vec::new());
        }
        let here = reports.last_mut().expect("one at least");
        let plain = |bytes, name, value, in_braces| Line {
            file,
            bytes,
            name,
            value,
            beside: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            nested: false,
            in_braces,
        };
        if let Some(inner) = body.strip_prefix('{').and_then(|body| body.strip_suffix('}')) {
            let start = bytes.start + line.find('{').expect("a brace") + 1;
            here.extend(
                parts(inner, start).into_iter().map(|(at, name, value)| plain(at, name, value, true)),
            );
        } else if let Some((name, value)) = body.split_once(':') {
            here.push(plain(bytes, name.to_owned(), value.trim().to_owned(), false));
        }
    }
    let said: Vec<Vec<(String, String)>> = reports
        .iter()
        .map(|report| report.iter().map(|line| (line.name.clone(), line.value.clone())).collect())
        .collect();
    for (nth, report) in reports.iter_mut().enumerate() {
        for line in report {
            line.beside = said[nth].clone();
            (line.before, line.after) = (said[..nth].to_vec(), said[nth + 1..].to_vec());
        }
    }
    reports.into_iter().flatten().collect()
}

/// The parts of a value in braces.
fn within(line: &Line, files: &Files) -> Vec<Line> {
    if !["override", "check", "signed"].contains(&line.name.as_str()) {
        return Vec::new();
    }
    let whole = &files[line.file].1[line.bytes.clone()];
    let (Some(open), Some(close)) = (whole.find('{'), whole.rfind('}')) else { return Vec::new() };
    let start = line.bytes.start + open + 1;
    let inner = &whole[open + 1..close];
    let part = |(bytes, name, value)| Line { bytes, name, value, nested: true, ..line.clone() };
    let parts: Vec<Line> = parts(inner, start).into_iter().map(part).collect();
    let deeper: Vec<Line> = parts.iter().flat_map(|part| within(part, files)).collect();
    parts.into_iter().chain(deeper).filter(|line| line.name != "no_open" && line.name != "coverage").collect()
}
