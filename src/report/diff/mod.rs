//! What one state of a program says otherwise than another, on the same day: dates, colors, the past, what is wrong, each
//! with the edit that it comes from.

mod entry;
mod markdown;

pub use entry::{Because, DiffEntry, What};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Format, Report,
    block::{Block, Entry},
    json, text,
};
use crate::{
    analyse::outline::{Change, Fate, Origins, Outline, Side},
    diag::Diagnostic,
    model::Kind,
    say::{days::day, diff},
    view::Context,
};

/// Most entries of a section that are told one by one to people.
const MOST: usize = 20;

/// One of the two states.
pub struct State<'a> {
    /// What was made of it.
    pub cx: &'a Context<'a>,
    /// All that is wrong with it.
    pub diagnostics: &'a [Diagnostic],
    /// What it is called: `main (1a2b3c4d5e)`, `the working tree`.
    pub name: String,
}

impl State<'_> {
    fn side(&self) -> Side<'_> {
        Side { program: self.cx.program, chronicle: self.cx.chronicle }
    }

    fn told(&self) -> diff::Told<'_> {
        diff::Told { program: self.cx.program, chronicle: self.cx.chronicle }
    }
}

/// The difference of two states. Sections are empty where nothing in them is otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct DiffReport {
    /// The day on which both are looked at.
    pub as_of: NaiveDate,
    /// What the one is called.
    pub base: String,
    /// What the other is called.
    pub head: String,
    /// The status dates that the two have written, where these differ.
    pub status_date: Option<[Option<NaiveDate>; 2]>,
    /// The whole in one line; empty where nothing is otherwise.
    pub summary: String,
    /// Sprints that are over and read differently; closed ones first.
    pub past: Vec<DiffEntry>,
    /// The finish of the program and gates.
    pub gates: Vec<DiffEntry>,
    /// Finishes of milestones.
    pub milestones: Vec<DiffEntry>,
    /// The critical path: who joined it, who left it.
    pub critical_path: Vec<DiffEntry>,
    /// Working days that milestones can move.
    pub floats: Vec<DiffEntry>,
    /// Colors.
    pub colors: Vec<DiffEntry>,
    /// Risks and blockers: new, gone, opened, closed.
    pub risks_and_blockers: Vec<DiffEntry>,
    /// Other things that are new or gone.
    pub things: Vec<DiffEntry>,
    /// Escalations that are raised or cleared.
    pub escalations: Vec<DiffEntry>,
    /// What is wrong, new and gone.
    pub findings: Vec<DiffEntry>,
    /// The files that differ.
    pub files: Vec<FileRecord>,
    /// The changes that all of it was made from.
    #[serde(skip)]
    pub changes: Vec<Change>,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRecord {
    /// Its path.
    pub file: String,
    /// `new`, `gone`, `changed`.
    pub fate: &'static str,
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Gone => "gone",
        Fate::Changed => "changed",
    }
}

impl DiffReport {
    /// What `head` says otherwise than `base`; both were made for the same day.
    pub fn new(base: &State, head: &State) -> Self {
        let outline = |state: &State| Outline::new(state.cx.program, state.cx.chronicle, state.diagnostics);
        let calendar = head.cx.program.settings.calendar_of(None);
        let changes = outline(base).changes(&outline(head), calendar);
        let origins = Origins::new(base.side(), head.side());
        let dates = [base, head].map(|state| state.cx.program.settings.status_date.map(|date| date.value));
        let files = origins.files().map(|file| FileRecord { file: file.path.clone(), fate: fate(file.fate) });
        let mut report = Self {
            as_of: head.cx.now().as_of,
            base: base.name.clone(),
            head: head.name.clone(),
            status_date: (dates[0] != dates[1]).then_some(dates),
            summary: diff::summary(&changes),
            past: Vec::new(),
            gates: Vec::new(),
            milestones: Vec::new(),
            critical_path: Vec::new(),
            floats: Vec::new(),
            colors: Vec::new(),
            risks_and_blockers: Vec::new(),
            things: Vec::new(),
            escalations: Vec::new(),
            findings: Vec::new(),
            files: files.collect(),
            changes: Vec::new(),
        };
        for change in &changes {
            let entry = DiffEntry::new((base, head), change, &origins.of(change));
            report.section(change).push(entry);
        }
        report.changes = changes;
        report
    }

    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn section(&mut self, change: &Change) -> &mut Vec<DiffEntry> {
        match change {
            Change::Past { .. } | Change::Closed(..) => &mut self.past,
            Change::Finish(_) | Change::Gate(..) => &mut self.gates,
            Change::Milestone(..) => &mut self.milestones,
            Change::Critical(..) => &mut self.critical_path,
            Change::Float(..) => &mut self.floats,
            Change::Color { .. } => &mut self.colors,
            Change::Stands(..) => &mut self.risks_and_blockers,
            Change::New(Kind::Risk | Kind::Blocker, _) | Change::Gone(Kind::Risk | Kind::Blocker, _) => {
                &mut self.risks_and_blockers
            }
            Change::New(..) | Change::Gone(..) => &mut self.things,
            Change::Escalation(..) => &mut self.escalations,
            Change::Finding(..) => &mut self.findings,
        }
    }

    /// The sections with their headings, in order of weight.
    fn sections(&self) -> [(&'static str, &[DiffEntry]); 10] {
        [
            ("Sprints that are over and read differently", &self.past),
            ("Finish and gates", &self.gates),
            ("Colors", &self.colors),
            ("Milestones", &self.milestones),
            ("Critical path", &self.critical_path),
            ("Floats", &self.floats),
            ("Risks and blockers", &self.risks_and_blockers),
            ("New and gone", &self.things),
            ("Escalations", &self.escalations),
            ("Findings", &self.findings),
        ]
    }

    /// What was compared: `main and the working tree, both as of 8 May 2026`.
    fn compared(&self) -> String {
        let dates = self.status_date.map_or_else(String::new, |[was, is]| {
            let said = |on: Option<NaiveDate>| on.map_or_else(|| "none".to_owned(), day);
            format!("; status_date {} -> {}", said(was), said(is))
        });
        format!("{} -> {}, both as of {}{dates}", self.base, self.head, day(self.as_of))
    }
}

impl Report for DiffReport {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Title(self.summary.clone()), Block::Lines(vec![self.compared()])];
        for (name, entries) in self.sections() {
            let told: Vec<&DiffEntry> = entries.iter().filter(|entry| entry.is_told()).collect();
            if told.is_empty() {
                continue;
            }
            blocks.push(Block::Heading(name.to_uppercase()));
            for together in by_origin(&told[..told.len().min(MOST)]) {
                blocks.extend(laid_out(&together));
            }
            if let Some(rest) = told.len().checked_sub(MOST).filter(|rest| *rest > 0) {
                blocks.push(Block::Lines(vec![format!("{rest} more; --format json has all of them")]));
            }
        }
        blocks
    }

    fn write(&self, format: Format) -> String {
        match format {
            Format::Json => json::write(self),
            Format::Text | Format::Markdown if self.is_empty() => String::new(),
            Format::Text => text::write(&self.blocks()),
            Format::Markdown => markdown::write(self),
        }
    }
}

/// Entries that come from the same edits, each group where the first of it stands.
fn by_origin<'a>(entries: &[&'a DiffEntry]) -> Vec<Vec<&'a DiffEntry>> {
    let mut groups: Vec<Vec<&DiffEntry>> = Vec::new();
    for entry in entries {
        let same = |group: &&mut Vec<&DiffEntry>| {
            !entry.because.is_empty() && group.first().is_some_and(|first| first.because == entry.because)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}

/// One entry with its origin below, or several below theirs.
fn laid_out(entries: &[&DiffEntry]) -> Vec<Block> {
    let because =
        |entry: &DiffEntry| entry.because.iter().map(|because| because.text.clone()).collect::<Vec<_>>();
    let through = |entry: &DiffEntry| (!entry.chain.is_empty()).then(|| diff::chain(&entry.chain));
    match entries {
        [entry] => {
            let mut fields: Vec<(&'static str, String)> =
                because(entry).into_iter().map(|text| ("because of", text)).collect();
            fields.extend(through(entry).map(|chain| ("through", chain)));
            vec![Block::Entry(Entry { head: entry.about.clone(), text: entry.text.clone(), fields })]
        }
        entries => {
            let lines = entries.first().map(|first| because(first)).unwrap_or_default();
            let lines = lines.into_iter().map(|text| format!("Because of {text}:")).collect();
            let item = |entry: &&DiffEntry| {
                let through = through(entry).map_or_else(String::new, |chain| format!(" (through {chain})"));
                format!("{}: {}{through}", entry.about, entry.text)
            };
            vec![Block::Lines(lines), Block::Items(entries.iter().map(item).collect())]
        }
    }
}
