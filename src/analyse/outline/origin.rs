//! Which edit an answer comes from: the file and line, and what drives the one from the other.
//!
//! A date that moved is followed along what drives it to those that move otherwise than what drives them; a color to the
//! rule that gave it, or to the worst in its scope. Knows no words.

use std::collections::BTreeMap;

use super::{
    Change,
    edited::{EditedFile, EditedLine, Fate, edited},
};
use crate::{
    analyse::{Analysis, Chronicle, Difference, RollUp},
    date::WorkCalendar,
    diag::Place,
    load::SETTINGS_FILE,
    model::{Entity, Key, Kind, Milestone, Program, Subject},
};

/// Most edits that are told of one answer.
const MOST: usize = 3;

/// Most files of which all are told, where nothing tells which of them it was.
const FEW: usize = 3;

/// One of two programs that are compared.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What its content says.
    pub program: &'a Program,
    /// What follows.
    pub chronicle: &'a Chronicle,
}

/// Where an answer comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The edits, the nearest to the beginning of the chain first; none where no single one was found.
    pub edits: Vec<Touch>,
    /// Ids from what was edited to what moved; empty where these are the same.
    pub chain: Vec<String>,
}

/// An edit of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// Its path in the project.
    pub file: String,
    /// What became of the file.
    pub fate: Fate,
    /// Its most telling line.
    pub line: EditedLine,
}

/// Finds where answers come from.
pub struct Origins<'a> {
    before: Half<'a>,
    after: Half<'a>,
    files: BTreeMap<String, EditedFile>,
}

/// One side, with how far each of its dates moved.
struct Half<'a> {
    side: Side<'a>,
    /// By key: working days, positive when later in the program after; `None` where there is no date to compare.
    milestones: Vec<Option<i32>>,
    gates: Vec<Option<i32>>,
}

impl<'a> Half<'a> {
    /// Of `side`, whose dates are compared with those of `other`; `sign` is 1 where `other` comes after.
    fn new(side: Side<'a>, other: Side<'a>, sign: i32) -> Self {
        let calendar = side.program.settings.calendar_of(None);
        let (here, there) = (&side.chronicle.now, &other.chronicle.now);
        let moved = |here: Option<_>, there: Option<_>, calendar: &WorkCalendar| {
            here.zip(there).map(|(here, there)| sign * calendar.days_between(here, there))
        };
        let finish = |analysis: &Analysis, key: Key<Milestone>| {
            analysis.milestone(key).forecast().map(|dates| dates.finish)
        };
        let milestones = side.program.milestones.iter().map(|(key, row)| {
            let same = other.program.milestones.key(&row.head().id)?;
            moved(finish(here, key), finish(there, same), calendar)
        });
        let gates = side.program.phases.iter().map(|(key, row)| {
            let same = other.program.phases.key(&row.head().id)?;
            let day = |analysis: &Analysis, index: usize| analysis.phases[index].gate.forecast;
            moved(day(here, key.index()), day(there, same.index()), calendar)
        });
        Self { side, milestones: milestones.collect(), gates: gates.collect() }
    }

    fn moved(&self, subject: Subject) -> Option<i32> {
        match subject {
            Subject::Milestone(key) => self.milestones[key.index()],
            Subject::Phase(key) => self.gates[key.index()],
            _ => None,
        }
    }

    fn id(&self, subject: Subject) -> String {
        self.side.program.head(subject).id.to_string()
    }

    fn path(&self, subject: Subject) -> &str {
        self.side.program.sources.path(self.side.program.head(subject).file)
    }

    /// A milestone or gate, and what drives it, nearest first. A gate is driven by what is done last before it.
    fn chain(&self, subject: Subject) -> Vec<Subject> {
        let now = &self.side.chronicle.now;
        let mut chain = vec![subject];
        let last = match subject {
            Subject::Phase(key) => now.phases[key.index()].gate.driving,
            _ => None,
        };
        chain.extend(last.map(Subject::Milestone));
        let from = last.map_or(subject, Subject::Milestone);
        chain.extend(now.chains.driving(from));
        chain
    }

    /// The milestone that is expected last.
    fn last(&self) -> Option<Subject> {
        let now = &self.side.chronicle.now;
        let finish = |key: &Key<Milestone>| {
            now.milestone(*key).schedule.as_ref().ok().map(|placement| placement.forecast.finish)
        };
        let dated = self.side.program.milestones.keys().filter(|key| finish(key).is_some());
        dated.max_by_key(finish).map(Subject::Milestone)
    }
}

impl<'a> Origins<'a> {
    /// Between two programs on the same day.
    pub fn new(before: Side<'a>, after: Side<'a>) -> Self {
        Self {
            before: Half::new(before, after, 1),
            after: Half::new(after, before, -1),
            files: edited(&before.program.sources, &after.program.sources),
        }
    }

    /// The files that differ, in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &EditedFile> {
        self.files.values()
    }

    /// Where a change comes from.
    pub fn of(&self, change: &Change) -> Origin {
        let found = match change {
            Change::Finish(moved) => self.of_finish(moved.is_later()),
            Change::Gate(id, moved) => self.of_date(Kind::Phase, id, moved.is_later()),
            Change::Milestone(id, moved) => self.of_date(Kind::Milestone, id, moved.is_later()),
            Change::Critical(id, joined) => self.of_place(id, *joined),
            Change::Float(id, from, to) => self.of_place(id, to < from),
            Change::Color { kind: None, from, to, .. } => self.of_whole(to > from),
            Change::Color { kind: Some(kind), id, from, to, .. } => self.of_color(*kind, id, to > from),
            Change::Past { sprint, differences, settled, .. } => {
                self.of_past(sprint, differences.iter().chain(settled))
            }
            Change::Closed(id, _) => self.of_past(id, [].iter()),
            Change::Stands(kind, id, _) | Change::New(kind, id) | Change::Gone(kind, id) => {
                self.own(*kind, id)
            }
            Change::Escalation(_, about, raised) => self.of_all(about, *raised),
            Change::Finding(found, _) => self.touched(&found.file).map(Origin::at),
        };
        found.unwrap_or_else(|| self.whatever())
    }

    /// The edit of a file.
    fn touched(&self, path: &str) -> Option<Touch> {
        let file = self.files.get(path)?;
        let line = file.edits.first()?.clone();
        Some(Touch { file: file.path.clone(), fate: file.fate, line })
    }

    /// The edit of a file, where it is no mere prose.
    fn bearing(&self, path: &str) -> Option<Touch> {
        self.touched(path).filter(|touch| touch.line.bears())
    }

    /// The edit of a place after; of the line itself, where that is one that changed.
    fn at_place(&self, half: &Half, place: Option<Place>) -> Option<Touch> {
        let place = place?;
        let sources = &half.side.program.sources;
        let touch = self.bearing(sources.path(place.file))?;
        let line = sources.position(place).line as usize;
        let file = self.files.get(&touch.file)?;
        let exact = file.edits.iter().find(|edit| edit.line == line && edit.is.is_some());
        Some(Touch { line: exact.cloned().unwrap_or(touch.line), ..touch })
    }

    fn subject(half: &Half, kind: Kind, id: &str) -> Option<Subject> {
        let program = half.side.program;
        let subject = match kind {
            Kind::Phase => program.phases.key(id).map(Subject::Phase),
            Kind::Milestone => program.milestones.key(id).map(Subject::Milestone),
            Kind::Sprint => program.sprints.key(id).map(Subject::Sprint),
            Kind::Risk => program.risks.key(id).map(Subject::Risk),
            Kind::Blocker => program.blockers.key(id).map(Subject::Blocker),
            _ => program.find(id).filter(|subject| program.kind(*subject) == kind),
        };
        subject.or_else(|| program.find(id))
    }

    /// The two sides, first the one whose answer is the worse: what holds longer, what is wrong.
    fn sides(&self, worse_after: bool) -> [&Half<'a>; 2] {
        if worse_after { [&self.after, &self.before] } else { [&self.before, &self.after] }
    }

    /// The edit of the file of a thing itself.
    fn own(&self, kind: Kind, id: &str) -> Option<Origin> {
        self.sides(true).into_iter().find_map(|half| {
            let subject = Self::subject(half, kind, id)?;
            self.touched(half.path(subject)).map(Origin::at)
        })
    }

    fn of_date(&self, kind: Kind, id: &str, later: bool) -> Option<Origin> {
        self.sides(later).into_iter().find_map(|half| self.along(half, Self::subject(half, kind, id)?))
    }

    /// Along what drives a date, as far as that moved too: the edits of those that move otherwise than what drives them.
    fn along(&self, half: &Half, subject: Subject) -> Option<Origin> {
        let chain = half.chain(subject);
        let mut found: Vec<(usize, Touch)> = Vec::new();
        for (at, step) in chain.iter().enumerate() {
            let driver = chain.get(at + 1).copied();
            let (moved, of_driver) = (half.moved(*step), driver.map(|driver| half.moved(driver)));
            let by_itself = moved.is_none() || of_driver.is_none_or(|of_driver| of_driver != moved);
            let touch = by_itself.then(|| self.bearing(half.path(*step))).flatten();
            found.extend(touch.map(|touch| (at, touch)));
            if of_driver == Some(Some(0)) || found.len() >= MOST {
                break;
            }
        }
        let start = found.last()?.0;
        let ids = chain[..=start].iter().rev().map(|subject| half.id(*subject));
        let mut edits: Vec<Touch> = found.into_iter().rev().map(|(_, touch)| touch).collect();
        edits.dedup();
        Some(Origin { edits, chain: if start == 0 { Vec::new() } else { ids.collect() } })
    }

    fn of_finish(&self, later: bool) -> Option<Origin> {
        self.sides(later).into_iter().find_map(|half| self.along(half, half.last()?))
    }

    /// Where the float of a milestone comes from: its own date, else the finish of the program, which others move.
    fn of_place(&self, id: &str, worse: bool) -> Option<Origin> {
        let moved =
            self.after.side.program.milestones.key(id).and_then(|key| self.after.milestones[key.index()]);
        let own =
            moved.filter(|days| *days != 0).and_then(|days| self.of_date(Kind::Milestone, id, days > 0));
        let finish = || self.of_finish(worse).or_else(|| self.of_finish(!worse));
        own.or_else(|| self.own(Kind::Milestone, id).filter(Origin::bears)).or_else(finish)
    }

    fn of_color(&self, kind: Kind, id: &str, worse: bool) -> Option<Origin> {
        self.sides(worse).into_iter().find_map(|half| {
            let subject = Self::subject(half, kind, id)?;
            let chronicle = half.side.chronicle;
            match subject {
                Subject::Milestone(key) => self.of_verdict(half, key),
                Subject::Phase(key) => {
                    self.of_scope(half, subject, &chronicle.now.phases[key.index()].roll_up)
                }
                Subject::Sprint(key) => self.of_scope(half, subject, &chronicle.scope_of(key).1.roll_up),
                subject => self.touched(half.path(subject)).map(Origin::at),
            }
        })
    }

    fn of_whole(&self, worse: bool) -> Option<Origin> {
        self.sides(worse).into_iter().find_map(|half| {
            let roll_up = &half.side.chronicle.now.program.roll_up;
            self.members(half, roll_up, None).or_else(|| self.along(half, half.last()?))
        })
    }

    /// The color of a milestone: where its worst rule looked, itself, what drives its date.
    fn of_verdict(&self, half: &Half, key: Key<Milestone>) -> Option<Origin> {
        let subject = Subject::Milestone(key);
        let verdict = &half.side.chronicle.now.milestone(key).verdict;
        let place = verdict.fired.first().and_then(|fired| fired.place);
        let own = half.path(subject);
        let looked = self.at_place(half, place);
        let elsewhere = looked.clone().filter(|touch| touch.file != own);
        let moved = half.moved(subject).is_some_and(|days| days != 0);
        let along = || moved.then(|| self.along(half, subject)).flatten();
        let rules = || verdict.fired.iter().find_map(|fired| self.at_place(half, fired.place));
        elsewhere
            .or(looked)
            .map(Origin::at)
            .or_else(along)
            .or_else(|| self.bearing(own).map(Origin::at))
            .or_else(|| rules().map(Origin::at))
    }

    fn of_scope(&self, half: &Half, subject: Subject, roll_up: &RollUp) -> Option<Origin> {
        let own = || self.bearing(half.path(subject)).map(Origin::at);
        self.members(half, roll_up, Some(subject)).or_else(own)
    }

    /// The worst in a scope of which an edit is found.
    fn members(&self, half: &Half, roll_up: &RollUp, whose: Option<Subject>) -> Option<Origin> {
        let members = half.side.chronicle.now.worst_first(roll_up);
        members.into_iter().find_map(|member| {
            let origin = match member.subject {
                Subject::Milestone(key) => self.of_verdict(half, key),
                Subject::Phase(_) => self.along(half, member.subject),
                subject => self.touched(half.path(subject)).map(Origin::at),
            }?;
            let last = whose.map(|whose| half.id(whose));
            Some(origin.then(half.id(member.subject)).to(last))
        })
    }

    fn of_past<'d>(&self, sprint: &str, differences: impl Iterator<Item = &'d Difference>) -> Option<Origin> {
        let named = differences.filter_map(Difference::id).map(str::to_owned);
        let file = |half: &Half, id: &str| {
            let subject = half.side.program.find(id)?;
            self.bearing(half.path(subject))
        };
        let mut edits: Vec<Touch> = Vec::new();
        for id in named.chain([sprint.to_owned()]) {
            let touch = self.sides(true).into_iter().find_map(|half| file(half, &id));
            edits.extend(touch.filter(|touch| !edits.contains(touch)));
        }
        let record = |half: &Half| {
            let program = half.side.program;
            let read = program.records.get(&program.sprints.key(sprint)?)?;
            self.touched(program.sources.path(read.place.file))
        };
        if edits.is_empty() {
            edits.extend(self.sides(true).into_iter().find_map(record));
        }
        edits.truncate(MOST);
        (!edits.is_empty()).then_some(Origin { edits, chain: Vec::new() })
    }

    fn of_all(&self, about: &[String], worse: bool) -> Option<Origin> {
        let of = |id: &String| {
            let kind = self.sides(worse).into_iter().find_map(|half| {
                let subject = half.side.program.find(id)?;
                Some(half.side.program.kind(subject))
            })?;
            self.of_color(kind, id, worse).or_else(|| self.own(kind, id))
        };
        about.iter().find_map(of)
    }

    /// What nothing leads to: the settings, else all files where they are few.
    fn whatever(&self) -> Origin {
        if let Some(touch) = self.bearing(SETTINGS_FILE) {
            return Origin::at(touch);
        }
        let all: Vec<Touch> = self.files.keys().filter_map(|path| self.bearing(path)).collect();
        let edits = if all.len() <= FEW { all } else { Vec::new() };
        Origin { edits, chain: Vec::new() }
    }
}

impl Origin {
    fn at(touch: Touch) -> Self {
        Self { edits: vec![touch], chain: Vec::new() }
    }

    fn bears(&self) -> bool {
        self.edits.iter().any(|touch| touch.line.bears())
    }

    /// With one more at the end of the chain.
    fn then(mut self, id: String) -> Self {
        if self.chain.last() != Some(&id) {
            self.chain.push(id);
        }
        self
    }

    /// The same up to a thing that may be the end of it.
    fn to(self, id: Option<String>) -> Self {
        match id {
            Some(id) => self.then(id),
            None => self,
        }
    }
}

impl Difference {
    /// The id of what is said differently, where it is not the sprint itself.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Text | Self::Color { .. } | Self::Program { .. } => None,
            Self::ColorOf { id, .. }
            | Self::Finish { id, .. }
            | Self::Gate { id, .. }
            | Self::Fact { id, .. }
            | Self::Completed { id, .. }
            | Self::Words { id, .. }
            | Self::Scope { id, .. } => Some(id),
        }
    }
}
