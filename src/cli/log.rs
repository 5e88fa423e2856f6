//! `milepost log`: which commit moved a date, by how many days, whose it was and why.
//!
//! The program is worked out at each commit, all on the same day, so that only edits move anything. Days are counted in one
//! calendar, that of the files as they are: then they add up to the whole movement.

use chrono::NaiveDate;
use serde::Serialize;

use super::exit::{Exit, Failure};
use super::git::{Repository, Tree, git};
use super::settings::Settings;
use super::terminal::Stream;
use super::written::{ReportFormat, find, nothing_named};
use crate::analyse::{DependencyGraph, analyse};
use crate::date::WorkCalendar;
use crate::load::{Memo, load_again};
use crate::model::{Entity, Kind, Program};
use crate::report::{Report, block::Block, block::Column, block::Table};
use crate::say::days::day;
use crate::say::words::{counted, working_days};
use crate::site::{self, Config};
use crate::world::{ProjectPath, World};

/// Most commits that are looked at.
const MOST: usize = 1_000;

/// Whose date is asked for.
#[derive(Debug, Clone)]
enum Of {
    Program,
    Gate(String),
    Milestone(String),
}

/// A commit that touched the project.
struct Touched {
    id: String,
    author: String,
    on: String,
    subject: String,
}

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
    let repository = Repository::of(&project.root).ok_or_else(|| {
        Failure::Usage(
            "this project is not kept in git, so nothing tells who moved a date; keep it in git: git init"
                .to_owned(),
        )
    })?;
    let world = project.open()?;
    let now = site::check(&world, &settings.config);
    settings.day_is_known(&now.program)?;
    let (of, name) = wanted(&now.program, typed)?;
    let config = Config { as_of: Some(now.chronicle.now.as_of), ..settings.config.clone() };
    let mut commits = commits(&repository);
    let mut incomplete = repository.is_shallow().then(|| {
        "this clone is shallow: older commits are missing; run `git fetch --unshallow`, on GitHub set `fetch-depth: 0` of actions/checkout".to_owned()
    });
    if commits.len() > MOST {
        incomplete = Some(format!("only the last {MOST} commits are looked at"));
        commits.drain(..commits.len() - MOST);
    }
    let output = project.output.strip_prefix(&project.root).ok().and_then(std::path::Path::to_str);
    let output =
        output.and_then(|output| ProjectPath::root().resolve(output).ok()).filter(|output| !output.is_root());
    let memo = Memo::default();
    let mut states = Vec::new();
    for commit in &commits {
        let named = super::git::Commit { id: commit.id.clone(), named: commit.id.clone() };
        let tree = Tree::read(&repository, &named, output.as_ref()).map_err(|error| {
            Failure::Unreadable(format!("git does not give what {} holds: {error}", named.shown()))
        })?;
        states.push((Some(commit), date_of(&tree, &config, &memo, &of)));
    }
    states.push((None, date_of(&world, &config, &memo, &of)));
    let calendar = now.program.settings.calendar_of(None);
    let mut movement = moved(&states, calendar);
    movement.of = name;
    movement.as_of = now.chronicle.now.as_of;
    movement.commits = commits.len();
    movement.incomplete = incomplete;
    Stream::Out.write(&movement.write(format.into()))?;
    Ok(Exit::Fine)
}

/// What was typed, as a thing and by name.
fn wanted(program: &Program, typed: &str) -> Result<(Of, String), Failure> {
    if let Some(key) = find(&program.milestones, typed) {
        let head = program.milestones[key].head();
        return Ok((Of::Milestone(head.id.to_string()), crate::say::words::named(head)));
    }
    if let Some(key) = find(&program.phases, typed) {
        let head = program.phases[key].head();
        return Ok((Of::Gate(head.id.to_string()), format!("gate of {}", crate::say::words::named(head))));
    }
    if typed == "program" {
        return Ok((Of::Program, "finish of the program".to_owned()));
    }
    let kinds = [Kind::Phase, Kind::Milestone];
    let subjects = program.subjects().filter(|subject| kinds.contains(&program.kind(*subject)));
    let ids: Vec<&str> = subjects.map(|subject| &*program.head(subject).id).collect();
    Err(nothing_named("milestone, phase or `program`", typed, &ids))
}

/// The commits that touched the project, the oldest first; of a merge what it brought is one step.
fn commits(repository: &Repository) -> Vec<Touched> {
    let words = [
        "log",
        "--first-parent",
        "--reverse",
        "-z",
        "--date=short",
        "--format=%H%x1f%an%x1f%ad%x1f%s",
        "--",
        ".",
    ];
    let answer = git(&repository.folder, &words).unwrap_or_default();
    let text = String::from_utf8_lossy(&answer).into_owned();
    let commit = |line: &str| {
        let parts: Vec<&str> = line.splitn(4, '\u{1f}').collect();
        let [id, author, on, subject] = parts[..] else { return None };
        let own = |text: &str| text.trim().to_owned();
        Some(Touched { id: own(id), author: own(author), on: own(on), subject: own(subject) })
    };
    text.split('\0').filter_map(commit).collect()
}

/// The date in a state of the project.
fn date_of(world: &dyn World, config: &Config, memo: &Memo, of: &Of) -> Option<NaiveDate> {
    let program = load_again(world, &config.content, Some(memo)).program;
    let graph = DependencyGraph::new(&program);
    let now = analyse(&program, &graph, config.as_of.unwrap_or(config.today));
    match of {
        Of::Program => now.program.headline.forecast.map(|dates| dates.finish),
        Of::Gate(id) => now.phases[program.phases.key(id)?.index()].gate.forecast,
        Of::Milestone(id) => now.milestone(program.milestones.key(id)?).forecast().map(|dates| dates.finish),
    }
}

/// What moved between states.
fn moved(states: &[(Option<&Touched>, Option<NaiveDate>)], calendar: &WorkCalendar) -> Movement {
    let mut moves: Vec<Move> = Vec::new();
    let (mut before, mut last, mut first) = (None, None, None);
    for (commit, to) in states {
        if *to != before {
            // From the last date that there was: days add up over a time without one.
            let days = last.zip(*to).map(|(from, to)| calendar.days_between(from, to));
            moves.push(Move {
                commit: commit.map(|commit| commit.id.clone()),
                author: commit.map(|commit| commit.author.clone()),
                on: commit.map(|commit| commit.on.clone()),
                why: commit.map_or_else(|| "not committed".to_owned(), |commit| commit.subject.clone()),
                from: before,
                to: *to,
                days,
            });
        }
        before = *to;
        last = to.or(last);
        first = first.or(*to);
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
        let mut lines =
            vec![format!("{} looked at, all as of {}", counted(self.commits, "commit"), day(self.as_of))];
        lines.extend(self.incomplete.clone());
        let mut blocks = vec![Block::Title(self.summary()), Block::Lines(lines)];
        blocks.extend((!rows.is_empty()).then_some(Block::Table(Table { columns, rows })));
        blocks
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
            let states: Vec<_> = days.iter().map(|day| (None, day.map(|day| first + chrono::Days::new(day)))).collect();
            let calendar = WorkCalendar::default();
            let movement = moved(&states, &calendar);
            prop_assert_eq!(movement.sum(), movement.days.unwrap_or(0));
            let dates: Vec<NaiveDate> = states.iter().filter_map(|(_, date)| *date).collect();
            let whole = dates.first().zip(dates.last()).map(|(from, to)| calendar.days_between(*from, *to));
            prop_assert_eq!(movement.days, whole);
        }
    }
}
