//! Colors over time: what the program, its phases or its milestones were at the end of each sprint, and are now.
//!
//! Picture and table are made from the same view. Must not know colors or coordinates.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Snapshot, SprintTime},
    model::{Key, Milestone, Phase, Sprint, Subject},
    say::words::counted,
    view::{Context, SubjectLink, addresses, chart::way::color_word},
};

/// So many milestones of a phase are told, those that stand worst: each has its way on its own page.
const MOST: usize = 5;

/// So many sprints that are over are told, the last ones, and so many to come: who looks further back finds each sprint on
/// its page.
const MOST_PAST: usize = 12;
/// See [`MOST_PAST`].
const MOST_AHEAD: usize = 4;

/// What the picture is called, beside its page.
pub const COLORS_FILE: &str = "colors.svg";

/// Colors of several things over the same sprints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RagTrendView {
    /// What the picture is called.
    pub title: String,
    /// Since when each thing has its color, for those who cannot see the picture.
    pub description: String,
    /// The sprints in order of time, and the status date where no sprint holds it.
    pub columns: Vec<RagTrendColumn>,
    /// The things.
    pub rows: Vec<RagTrendRow>,
    /// The same as a picture of its own; empty where there is none.
    pub file: String,
}

/// A day on which the colors are told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RagTrendColumn {
    /// The sprint; none for a status date that no sprint holds.
    pub subject: Option<SubjectLink>,
    /// `Sprint 3`, `now`.
    pub name: String,
    /// The same for a narrow place: `S3`.
    pub short: String,
    /// The end of a sprint that is over, the status date for the current one, the first day of one to come.
    pub on: NaiveDate,
    /// `past`, `current`, `future`.
    pub time: &'static str,
}

/// The colors of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RagTrendRow {
    /// Which; none for the program and for what is in the scope of each sprint.
    pub subject: Option<SubjectLink>,
    /// Its name.
    pub label: String,
    /// One for each column: `red`, `amber`, `green`, `unknown`, `planned`, `cancelled`; none for what is to
    /// come.
    pub cells: Vec<Option<&'static str>>,
}

impl RagTrendRow {
    /// `P2 Core Commerce red since S4`, `P3 Frontend amber now (S5 planned)`.
    fn spoken(&self, columns: &[RagTrendColumn]) -> Option<String> {
        let known: Vec<&str> = self.cells.iter().map_while(|cell| *cell).collect();
        let last = *known.last()?;
        let same = known.iter().rev().take_while(|word| **word == last).count();
        // the first with this color, and the one before it where the color is of now alone
        let first = known.len() - same;
        let before = first.checked_sub(1).and_then(|at| Some((columns.get(at)?, known.get(at)?)));
        let since = match (before, columns.get(first)) {
            (Some((column, word)), Some(now)) if now.time == "current" => {
                format!(" now ({} {word})", column.short)
            }
            (Some(_), Some(column)) => format!(" since {}", column.short),
            _ => String::new(),
        };
        Some(format!("{} {last}{since}", self.label))
    }
}

/// The color on a day, which is that of a sprint or of none.
type Color<'a> = dyn Fn(&Snapshot, Option<Key<Sprint>>) -> Option<&'static str> + 'a;

/// What is told, and how its color on a day is found.
struct Told<'a> {
    name: Result<Subject, &'static str>,
    color: Box<Color<'a>>,
}

impl Context<'_> {
    /// The program and its phases, sprint by sprint.
    pub fn program_colors(&self) -> Option<RagTrendView> {
        let whole = Told { name: Err("Program"), color: Box::new(|day, _| Some(day.program.word())) };
        let scope = Told {
            name: Err("Scope of the sprint"),
            color: Box::new(|_, sprint| Some(self.sprint_rag(sprint?).word())),
        };
        let phases = self.program.phases.keys().map(phase);
        self.colors("Colors of the program, sprint by sprint", [whole, scope].into_iter().chain(phases))
            .map(|view| RagTrendView { file: addresses::beside(addresses::FORECAST, COLORS_FILE), ..view })
    }

    /// A phase and its milestones.
    pub fn phase_colors(&self, key: Key<Phase>) -> Option<RagTrendView> {
        let milestones = self.worst_of(key, MOST).into_iter().map(milestone);
        let title = format!("Colors of {}, sprint by sprint", self.plain_link(Subject::Phase(key)).text);
        let file = self.addresses.beside(Subject::Phase(key), COLORS_FILE);
        self.colors(&title, std::iter::once(phase(key)).chain(milestones))
            .map(|view| RagTrendView { file, ..view })
    }

    /// So many milestones of a phase in their order, those that stand worst.
    pub(super) fn worst_of(&self, key: Key<Phase>, most: usize) -> Vec<Key<Milestone>> {
        let now = self.now();
        let mut keys = now.phases[key.index()].milestones.clone();
        if keys.len() > most {
            keys.sort_by_key(|key| {
                let milestone = now.milestone(*key);
                let slip = milestone.schedule.as_ref().ok().and_then(|placement| placement.variance);
                (std::cmp::Reverse((milestone.verdict.shown, slip)), *key)
            });
            keys.truncate(most);
            keys.sort_unstable();
        }
        keys
    }

    /// None without a past sprint: one color is no trend.
    fn colors<'t>(&self, title: &str, things: impl Iterator<Item = Told<'t>>) -> Option<RagTrendView> {
        let days = self.days();
        days.iter().any(|known| known.column.time == "past").then_some(())?;
        let row = |told: Told<'_>| {
            let subject = told.name.ok().map(|subject| self.link(subject));
            let label = told.name.map_or_else(str::to_owned, |subject| name(&self.link(subject)));
            let cells = days.iter().map(|known| (told.color)(known.state?, known.sprint)).collect();
            RagTrendRow { subject, label, cells }
        };
        let mut rows: Vec<RagTrendRow> = things.map(row).collect();
        let mut columns: Vec<RagTrendColumn> = days.into_iter().map(|known| known.column).collect();
        let spoken: Vec<String> = rows.iter().filter_map(|row| row.spoken(&columns)).collect();
        let mut description = format!("{}.", spoken.join("; "));
        let of = |time: &str| columns.iter().filter(|column| column.time == time).count();
        let (past, ahead) = (of("past"), of("future"));
        let earlier = past.saturating_sub(MOST_PAST);
        let shown = earlier..columns.len() - ahead.saturating_sub(MOST_AHEAD);
        if earlier > 0 {
            description.push_str(&format!(" Not shown: {}.", counted(earlier, "earlier sprint")));
        }
        rows.iter_mut().for_each(|row| row.cells = row.cells[shown.clone()].to_vec());
        columns = columns.drain(shown).collect();
        Some(RagTrendView { title: title.to_owned(), description, columns, rows, file: String::new() })
    }

    /// The columns, and what is known on each.
    fn days(&self) -> Vec<Known<'_>> {
        let sprints = self.sprints_in_time();
        let mut days: Vec<Known<'_>> = sprints.into_iter().map(|key| self.known_of(key)).collect();
        if !days.iter().any(|known| known.column.time == "current") {
            let at = days.partition_point(|known| known.column.time == "past");
            let today = &self.chronicle.today;
            let (on, name) = (today.as_of, "now".to_owned());
            let column = RagTrendColumn { subject: None, short: name.clone(), name, on, time: "current" };
            days.insert(at, Known { column, sprint: None, state: Some(today) });
        }
        days
    }

    fn known_of(&self, key: Key<Sprint>) -> Known<'_> {
        let (today, report) = (&self.chronicle.today, self.sprint_report(key));
        let (time, on, state) = match self.now().time(key) {
            SprintTime::Past => ("past", report.on, self.chronicle.past.at(key)),
            SprintTime::Current => ("current", today.as_of, Some(today)),
            SprintTime::Future => ("future", self.program.sprints[key].start, None),
        };
        let (subject, name, short) = (report.sprint, report.name, report.short);
        let column = RagTrendColumn { subject, name, short, on, time };
        Known { column, sprint: Some(key), state }
    }
}

/// A column, and what is known on its day.
struct Known<'a> {
    column: RagTrendColumn,
    sprint: Option<Key<Sprint>>,
    state: Option<&'a Snapshot>,
}

fn name(subject: &SubjectLink) -> String {
    let SubjectLink { id, title, .. } = subject;
    if id == title { title.clone() } else { format!("{id} {title}") }
}

fn phase<'t>(key: Key<Phase>) -> Told<'t> {
    let color = move |day: &Snapshot, _| Some(day.phase(key).rag.word());
    Told { name: Ok(Subject::Phase(key)), color: Box::new(color) }
}

fn milestone<'t>(key: Key<Milestone>) -> Told<'t> {
    let color = move |day: &Snapshot, _| Some(color_word(day.milestone(key)));
    Told { name: Ok(Subject::Milestone(key)), color: Box::new(color) }
}
