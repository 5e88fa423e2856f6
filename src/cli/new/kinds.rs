//! What a new file of each kind says: its id, and the fields that it cannot do without.

use chrono::Datelike;
use chrono::{Days, NaiveDate, Weekday};

use super::{Typed, ids};
use crate::cli::exit::Failure;
use crate::cli::id_of_name::of_name;
use crate::cli::surgery::{Field, Put};
use crate::model::{Entity, Key, Kind, Phase, Program, Table};

/// Days from the first to the last of a sprint where none is there to go by: two weeks from Monday to Friday.
const SPRINT: u64 = 11;

/// What is known of a new thing.
pub struct Beginning<'a> {
    /// The program it comes into.
    pub program: &'a Program,
    /// What was typed.
    pub typed: &'a Typed,
    /// Who owns it: who was named, else git's user, else nobody.
    pub owner: Option<String>,
    /// The day on which it is made.
    pub today: NaiveDate,
}

impl Beginning<'_> {
    /// Its id.
    ///
    /// # Errors
    /// When one was typed that is taken.
    pub fn id(&self, kind: Kind) -> Result<String, Failure> {
        let taken = |id: &str| {
            let id = id.to_lowercase();
            self.program.subjects().any(|subject| self.program.head(subject).id.to_lowercase() == id)
        };
        if let Some(id) = &self.typed.id {
            return if taken(id) {
                Err(Failure::Usage(format!(
                    "the id {} is taken; leave out --id, or choose another",
                    id.escape_debug()
                )))
            } else {
                Ok(id.clone())
            };
        }
        let program = self.program;
        let title = self.typed.title.as_deref().unwrap_or_default();
        Ok(match kind {
            Kind::Phase => ids::next(named(&program.phases), "P1", taken),
            Kind::Milestone => return self.milestone_id(taken),
            Kind::Sprint => ids::next(named(&program.sprints), "sprint-01", taken),
            Kind::Risk => ids::next(named(&program.risks), "RISK-001", taken),
            Kind::Blocker => ids::next(named(&program.blockers), "BLOCKER-001", taken),
            Kind::Decision => ids::next(named(&program.decisions), "ADR-0001", taken),
            Kind::Task => ids::next([], &format!("task-{}", of_name(title)), taken),
            _ => {
                let id = of_name(title);
                if id.is_empty() {
                    return Err(Failure::Usage("the title gives no id; name one with --id".to_owned()));
                }
                ids::next([], &id, taken)
            }
        })
    }

    /// After the last milestone of its phase; the first of a phase is numbered by it, where others are.
    fn milestone_id(&self, taken: impl Fn(&str) -> bool) -> Result<String, Failure> {
        let phase = self.phase()?;
        let milestones = &self.program.milestones;
        let beside =
            milestones.rows().iter().filter(|row| row.phase == Some(phase)).map(|row| &*row.head().id);
        let beside: Vec<&str> = beside.collect();
        let number = ids::number(&self.program.phases[phase].head().id);
        // Where some are numbered by their phase, the next one is, too.
        let numbered = |id: &&str| number.is_some_and(|number| id.starts_with(&format!("M{number}.")));
        let by_phase: Vec<&str> = beside.iter().copied().filter(numbered).collect();
        let beside = if by_phase.is_empty() { beside } else { by_phase };
        let dotted = named(milestones).any(|id| id.contains('.'));
        Ok(match number {
            Some(number) if beside.is_empty() && dotted => ids::next([], &format!("M{number}.1"), taken),
            _ if beside.is_empty() => ids::next(named(milestones), "M1", taken),
            _ => ids::next(beside, "M1", taken),
        })
    }

    /// The phase that was typed, else the only one.
    fn phase(&self) -> Result<Key<Phase>, Failure> {
        let phases = &self.program.phases;
        let list = || named(phases).collect::<Vec<_>>().join(", ");
        if let Some(typed) = &self.typed.phase {
            return crate::cli::written::find(self.program, typed, crate::cli::written::phase).ok_or_else(
                || crate::cli::written::nothing_named("phase", typed, &named(phases).collect::<Vec<_>>()),
            );
        }
        match phases.keys().collect::<Vec<_>>()[..] {
            [only] => Ok(only),
            [] => {
                Err(Failure::Usage("there is no phase yet; begin with: milepost new phase TITLE".to_owned()))
            }
            _ => Err(Failure::Usage(format!("in which phase? give --phase with one of {}", list()))),
        }
    }

    /// Its fields, after the id.
    ///
    /// # Errors
    /// When something is missing that only people know.
    pub fn fields(&self, kind: Kind) -> Result<Vec<Field>, Failure> {
        let text = |text: &str| Put::Text(text.to_owned());
        let today = Put::Yaml(self.today.to_string());
        let title = self.title(kind)?;
        let name = if matches!(kind, Kind::Team | Kind::Person) { "name" } else { "title" };
        let mut fields: Vec<Field> = Vec::new();
        if kind != Kind::Decision {
            fields.push((name, Put::Text(title)));
        }
        let owner = |field: &'static str| self.owner.clone().map(|owner| (field, Put::Text(owner)));
        let about =
            |field: &'static str| (!self.typed.about.is_empty()).then(|| (field, list(&self.typed.about)));
        match kind {
            Kind::Milestone => {
                let phase = self.program.phases[self.phase()?].head().id.to_string();
                fields.push(("phase", Put::Text(phase)));
                fields.extend(owner("owner"));
                fields.push(("duration", text(self.typed.duration.as_deref().unwrap_or("5d"))));
                fields
                    .extend((!self.typed.after.is_empty()).then(|| ("depends_on", list(&self.typed.after))));
            }
            Kind::Sprint => {
                let (start, end) = self.sprint_days();
                fields.push(("start", Put::Yaml(start.to_string())));
                fields.push(("end", Put::Yaml(end.to_string())));
            }
            Kind::Risk => {
                fields.push(("category", text("technical")));
                fields.push(("probability", text("medium")));
                fields.push(("impact", text("medium")));
                fields.push(("status", text("open")));
                fields.extend(owner("owner"));
                fields.push(("raised_on", today));
                fields.extend(about("affects"));
            }
            Kind::Blocker => {
                fields.push(("severity", text("high")));
                fields.extend(about("blocks"));
                fields.extend(owner("raised_by"));
                fields.push(("raised_on", today));
            }
            Kind::Decision => {
                fields.push(("status", text("proposed")));
                fields.push(("date", today));
                fields.extend(
                    self.owner.as_ref().map(|owner| ("decision-makers", list(std::slice::from_ref(owner)))),
                );
                fields.extend(about("affects"));
            }
            Kind::Task => {
                fields.extend(owner("assigned_to"));
                fields.extend(
                    self.typed.about.first().map(|milestone| ("milestone", Put::Text(milestone.clone()))),
                );
            }
            Kind::Phase | Kind::Service => fields.extend(owner("owner")),
            Kind::Contract => fields.push(("type", text("http"))),
            Kind::Team | Kind::Person | Kind::Page => {}
        }
        Ok(fields)
    }

    /// Its title; sprints are numbered.
    pub fn title(&self, kind: Kind) -> Result<String, Failure> {
        match (&self.typed.title, kind) {
            (Some(title), _) if !title.trim().is_empty() => Ok(title.trim().to_owned()),
            (None, Kind::Sprint) => {
                let id = self.id(kind)?;
                Ok(ids::number(&id).map_or(id, |number| format!("Sprint {number}")))
            }
            _ => Err(Failure::Usage(format!(
                "a {} has a title; give it in quotes: milepost new {} \"TITLE\"",
                kind.word(),
                kind.word()
            ))),
        }
    }

    /// From the first working day after the last sprint, as long as that one.
    fn sprint_days(&self) -> (NaiveDate, NaiveDate) {
        let calendar = &self.program.settings.calendar.calendar;
        let last = self.program.sprints_in_time().pop();
        let (after, length) = match last {
            Some(key) => {
                let sprint = &self.program.sprints[key];
                let length = (sprint.end - sprint.start).num_days();
                (self.program.last_day(key), u64::try_from(length).unwrap_or(SPRINT))
            }
            None => {
                let to_monday = u64::from(
                    Weekday::Sun.num_days_from_monday() - self.today.weekday().num_days_from_monday(),
                );
                (self.today.checked_add_days(Days::new(to_monday)).unwrap_or(self.today), SPRINT)
            }
        };
        let next = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
        let mut start = next(after, 1);
        for _ in 0..31 {
            if calendar.is_workday(start) {
                break;
            }
            start = next(start, 1);
        }
        (start, next(start, length))
    }

    /// What stands below the front matter.
    pub fn body(&self, kind: Kind) -> Result<String, Failure> {
        if kind != Kind::Decision {
            return Ok(String::new());
        }
        let title = self.title(kind)?.replace(['\n', '\r'], " ");
        Ok(format!(
            "\n# {title}\n\n## Context and Problem Statement\n\n## Considered Options\n\n## Decision Outcome\n"
        ))
    }
}

fn named<T: Entity>(table: &Table<T>) -> impl Iterator<Item = &str> {
    table.rows().iter().map(|row| &*row.head().id)
}

/// `[M1, M2]`.
fn list(items: &[String]) -> Put {
    let items: Vec<String> = items.iter().map(|item| Put::Text(item.trim().to_owned()).in_braces()).collect();
    Put::Yaml(format!("[{}]", items.join(", ")))
}
