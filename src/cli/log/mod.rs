//! `milepost log`: which commit moved a date, by how many days, whose it was and why.
//!
//! The program is worked out at each commit, all on the same day, so that only edits move anything. Days are counted in one
//! calendar, that of the files as they are: then they add up to the whole movement.

mod history;
mod states;

pub use history::history;

use chrono::NaiveDate;
use serde::Serialize;

use self::states::{Of, States, Touched};
use super::exit::{Exit, Failure};
use super::git::Repository;
use super::settings::Settings;
use super::terminal::Stream;
use super::written::{ReportFormat, find, nothing_named, phase};
use crate::date::WorkCalendar;
use crate::model::{Entity, Kind, Program, Subject};
use crate::report::{Report, block::Block, block::Column, block::Table};
use crate::say::days::day;
use crate::say::words::{counted, working_days};
use crate::site::{self, Checked};

/// The movement of a date.
#[derive(Debug, Serialize)]
pub struct Movement {
    /// Whose date it is.
    of: String,
    /// The day on which every commit is looked at.
    as_of: NaiveDate,
    /// The first date that there was.
    from: Option<NaiveDate>,
    /// The date now.
    to: Option<NaiveDate>,
    /// Working days from the one to the other.
    days: Option<i32>,
    /// How many commits were looked at.
    commits: usize,
    /// Whether older ones are missing: this clone is shallow, or there are too many.
    incomplete: Option<String>,
    /// What moved it, the oldest first.
    moves: Vec<Move>,
}

/// What moved it.
#[derive(Debug, Serialize)]
struct Move {
    /// The commit; none for what is not committed.
    commit: Option<String>,
    /// Whose it is.
    author: Option<String>,
    /// The day of it.
    on: Option<String>,
    /// What it says.
    why: String,
    /// The date before it; none where there was none.
    from: Option<NaiveDate>,
    /// The date after it; none where there is none.
    to: Option<NaiveDate>,
    /// Working days; none where the date came or went.
    days: Option<i32>,
}

/// Tells what moved a date.
///
/// # Errors
/// When there is no such thing, the project is not kept in git, or it cannot be read.
pub fn log(settings: &Settings, typed: &str, format: ReportFormat) -> Result<Exit, Failure> {
    let project = &settings.project;
    let repository = repository(settings)?;
    let world = project.open()?;
    let now = site::check(&world, &settings.config);
    settings.day_is_known(&now.program)?;
    let (of, name) = wanted(&now.program, typed)?;
    let states = States::read(settings, &repository, &world, &now)?;
    let movement = Movement::of(&states, &of, name, &now);
    Stream::Out.write(&movement.write(format.into()))?;
    Ok(Exit::Fine)
}

/// The repository that the project is kept in.
fn repository(settings: &Settings) -> Result<Repository, Failure> {
    Repository::of(&settings.project.root).ok_or_else(|| {
        Failure::Usage(
            "this project is not kept in git, so nothing tells who moved a date; keep it in git: git init"
                .to_owned(),
        )
    })
}

/// What was typed, as a thing and by name.
fn wanted(program: &Program, typed: &str) -> Result<(Of, String), Failure> {
    let milestone = |subject| if let Subject::Milestone(key) = subject { Some(key) } else { None };
    if let Some(key) = find(program, typed, milestone) {
        let head = program.milestones[key].head();
        return Ok((Of::milestone(program, key), crate::say::words::named(head)));
    }
    if let Some(key) = find(program, typed, phase) {
        let head = program.phases[key].head();
        return Ok((Of::gate(program, key), format!("gate of {}", crate::say::words::named(head))));
    }
    if typed == "program" {
        return Ok((Of::Program, "finish of the program".to_owned()));
    }
    let kinds = [Kind::Phase, Kind::Milestone];
    let subjects = program.subjects().filter(|subject| kinds.contains(&program.kind(*subject)));
    let ids: Vec<&str> = subjects.map(|subject| &*program.head(subject).id).collect();
    Err(nothing_named("milestone, phase or `program`", typed, &ids))
}

/// What moved between states.
fn moved<'a>(
    states: impl IntoIterator<Item = (Option<&'a Touched>, Option<NaiveDate>)>,
    calendar: &WorkCalendar,
) -> Movement {
    let mut moves: Vec<Move> = Vec::new();
    let (mut before, mut last, mut first) = (None, None, None);
    for (commit, to) in states {
        if to != before {
            // From the last date that there was: days add up over a time without one.
            let days = last.zip(to).map(|(from, to)| calendar.days_between(from, to));
            moves.push(Move {
                commit: commit.map(|commit| commit.id.clone()),
                author: commit.map(|commit| commit.author.clone()),
                on: commit.map(|commit| commit.on.clone()),
                why: commit.map_or_else(|| "not committed".to_owned(), |commit| commit.subject.clone()),
                from: before,
                to,
                days,
            });
        }
        before = to;
        last = to.or(last);
        first = first.or(to);
    }
    let days = first.zip(last).map(|(from, to)| calendar.days_between(from, to));
    Movement {
        of: String::new(),
        as_of: NaiveDate::MIN,
        from: first,
        to: before,
        days,
        commits: 0,
        incomplete: None,
        moves,
    }
}

impl Movement {
    /// That of a date over all states.
    fn of(states: &States, of: &Of, name: String, now: &Checked) -> Self {
        let movement = moved(states.of(of), now.program.settings.calendar_of(None));
        Self {
            of: name,
            as_of: now.chronicle.now.as_of,
            commits: states.commits(),
            incomplete: states.incomplete.clone(),
            ..movement
        }
    }

    /// The whole in a line.
    fn summary(&self) -> String {
        let said = |on: Option<NaiveDate>| on.map_or_else(|| "no date".to_owned(), day);
        let edits = self.moves.iter().filter(|step| step.days.is_some_and(|days| days != 0)).count();
        match self.days {
            None => format!("{}: {}", self.of, said(self.to)),
            Some(0) if edits == 0 => format!("{}: {}, where it has always been", self.of, said(self.to)),
            Some(days) => {
                let by = match days {
                    0 => "as it was at first".to_owned(),
                    1.. => format!("{} later than at first", working_days(days)),
                    _ => format!("{} earlier than at first", working_days(days)),
                };
                format!(
                    "{}: {} -> {}, {by}, by {}",
                    self.of,
                    said(self.from),
                    said(self.to),
                    counted(edits, "edit")
                )
            }
        }
    }

    /// The sum of the days, which is the whole movement.
    fn sum(&self) -> i32 {
        self.moves.iter().filter_map(|step| step.days).sum()
    }
}

impl Report for Movement {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Title(self.summary()), Block::Lines(self.circumstances())];
        blocks.extend(self.table());
        blocks
    }
}

impl Movement {
    /// From what it is known.
    fn circumstances(&self) -> Vec<String> {
        let looked_at =
            format!("{} looked at, all as of {}", counted(self.commits, "commit"), day(self.as_of));
        std::iter::once(looked_at).chain(self.incomplete.clone()).collect()
    }

    /// Each step, and the sum.
    fn table(&self) -> Option<Block> {
        let column = |head, most| Column { head, centered: false, least: 4, most };
        let said = |on: Option<NaiveDate>| on.map_or_else(|| "no date".to_owned(), day);
        let rows = self.moves.iter().map(|step| {
            let days = match (step.days, step.from) {
                (Some(days), _) => format!("{days:+}"),
                (None, None) => "first".to_owned(),
                (None, Some(_)) => "gone".to_owned(),
            };
            let commit = step.commit.as_deref().and_then(|id| id.get(..10)).unwrap_or_default().to_owned();
            let who = step.author.clone().unwrap_or_default();
            vec![days, said(step.to), step.on.clone().unwrap_or_default(), commit, who, step.why.clone()]
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        if rows.len() > 1 {
            let sum = vec![
                format!("{:+}", self.sum()),
                said(self.to),
                String::new(),
                String::new(),
                String::new(),
                "together".to_owned(),
            ];
            rows.push(sum);
        }
        let columns = vec![
            column("Days", 6),
            column("Then", 12),
            column("On", 10),
            column("Commit", 10),
            column("By", 18),
            column("Why", 40),
        ];
        (!rows.is_empty()).then_some(Block::Table(Table { columns, rows }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_add_up_to_the_whole_movement(days in prop::collection::vec(prop::option::of(0u64..400), 1..20)) {
            let first: NaiveDate = "2026-01-01".parse().expect("a date");
            let states: Vec<(Option<&Touched>, _)> = days.iter().map(|day| (None, day.map(|day| first + chrono::Days::new(day)))).collect();
            let calendar = WorkCalendar::default();
            let movement = moved(states.iter().copied(), &calendar);
            prop_assert_eq!(movement.sum(), movement.days.unwrap_or(0));
            let dates: Vec<NaiveDate> = states.iter().filter_map(|(_, date)| *date).collect();
            let whole = dates.first().zip(dates.last()).map(|(from, to)| calendar.days_between(*from, *to));
            prop_assert_eq!(movement.days, whole);
        }
    }
}
