//! Milestones: work with a duration, dependencies, a baseline and dated facts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Dependency, Entity, Fact, Head, History, Key, NamedCalendar, NextAction, Override, Owner, Phase, Rag,
    Service, Sprint, Subject, Task, Told, told::overlay,
};
use crate::{
    date::{Length, OpenDates},
    diag::Located,
};

/// A milestone.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Id, title, file, narrative.
    pub head: Head,
    /// The phase it belongs to; `None` where the content names none that exists.
    pub phase: Option<Key<Phase>>,
    /// The sprint it is assigned to by name.
    pub sprint: Option<Key<Sprint>>,
    /// How much work it is.
    pub duration: Option<Located<Length>>,
    /// The same as three points; the most likely one stands in for a missing duration.
    pub estimate: Option<Estimate>,
    /// What it waits for, as written: ranges, phases and `*` are expanded by the graph.
    pub depends_on: Vec<Dependency>,
    /// Whether an entry of `depends_on` names nothing in the program: then its dates cannot be known.
    pub unresolved: bool,
    /// Whether something of `depends_on` cannot be read: then they cannot be known either.
    pub links_lost: bool,
    /// First working day of the approved plan; with several baselines, of the first of them.
    pub baseline_start: Option<Located<NaiveDate>>,
    /// Last working day of the approved plan; with several baselines, of the first of them.
    pub baseline_finish: Option<Located<NaiveDate>>,
    /// Dates of its own in named baselines, by their index in [`Settings::baselines`](super::Settings::baselines).
    pub baselines: BTreeMap<usize, BaselineDates>,
    /// A day by which it should be finished; it moves no date.
    pub deadline: Option<Located<NaiveDate>>,
    /// Dates that bind the schedule; all of them hold.
    pub constraints: Vec<Located<Constraint>>,
    /// The calendar in which it is worked; else that of its owner, else the program's.
    pub calendar: Option<Key<NamedCalendar>>,
    /// The services it delivers.
    pub services: Vec<Key<Service>>,
    /// Its tasks: those it lists and those that name it.
    pub tasks: Vec<Key<Task>>,
    /// What was reported of it.
    pub history: History<MilestoneFacts>,
}

impl Milestone {
    /// Its dates in a baseline, by index. Who approves a plan approves all of it: what has no dates of its own in
    /// a baseline keeps those of the one before.
    pub fn baseline_dates(&self, baseline: usize) -> BaselineDates {
        let own = self.baselines.range(..=baseline).next_back().map(|(_, dates)| *dates);
        own.unwrap_or(BaselineDates { start: self.baseline_start, finish: self.baseline_finish })
    }

    /// Whether naming `subject` names this milestone, whose key is `key`: itself, its phase, a service or task of it.
    pub fn is_named_by(&self, key: Key<Milestone>, subject: Subject) -> bool {
        match subject {
            Subject::Milestone(named) => named == key,
            Subject::Phase(named) => self.phase == Some(named),
            Subject::Service(named) => self.services.contains(&named),
            Subject::Task(named) => self.tasks.contains(&named),
            _ => false,
        }
    }
}

impl Entity for Milestone {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// The state of a milestone on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MilestoneFacts {
    /// Where it stands in its life.
    pub status: Told<LifeCycle>,
    /// 0 to 100.
    pub percent_complete: Told<u8>,
    /// The color its owner declared.
    pub rag: Told<Rag>,
    /// A color set against the rules.
    pub rag_override: Told<Override>,
    /// The finish its owner expects.
    pub forecast_finish: Told<NaiveDate>,
    /// Work left, where the owner knows better than the percentage.
    pub remaining: Told<Length>,
    /// The day work began.
    pub actual_start: Told<NaiveDate>,
    /// The day it was finished.
    pub actual_finish: Told<NaiveDate>,
    /// Who answers for it. Of one who is lost it is as if there were none, which has a rule of its own.
    pub owner: Told<Owner>,
    /// What its owner said last.
    pub note: Option<Fact<String>>,
    /// What is to be done next.
    pub next_action: Option<Fact<NextAction>>,
}

overlay!(MilestoneFacts {
    status,
    percent_complete,
    rag,
    rag_override,
    forecast_finish,
    remaining,
    actual_start,
    actual_finish,
} beside { owner, note, next_action });

/// Where a milestone stands in its life; a different thing from its color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeCycle {
    /// Not begun.
    Planned,
    /// Begun, and going on.
    InProgress,
    /// Begun, and held up.
    Blocked,
    /// Finished.
    Done,
    /// Given up.
    Cancelled,
    /// Nobody knows.
    Unknown,
}

impl LifeCycle {
    /// Every value.
    pub const ALL: [Self; 6] =
        [Self::Planned, Self::InProgress, Self::Blocked, Self::Done, Self::Cancelled, Self::Unknown];

    /// The word in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in_progress",
            Self::Blocked => "blocked",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }
}

/// The dates of a milestone in a baseline; either may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BaselineDates {
    /// First working day.
    pub start: Option<Located<NaiveDate>>,
    /// Last working day.
    pub finish: Option<Located<NaiveDate>>,
}

impl BaselineDates {
    /// The days, wherever they were written.
    pub fn days(self) -> OpenDates {
        OpenDates { start: self.start.map(|on| on.value), finish: self.finish.map(|on| on.value) }
    }
}

/// Three points of a duration, each in working days or elapsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// If all goes well.
    pub optimistic: Located<Length>,
    /// As it goes most often: the mode of the distribution.
    pub most_likely: Located<Length>,
    /// If all goes wrong.
    pub pessimistic: Located<Length>,
}

/// A date that binds the schedule, in MS Project's sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constraint {
    /// How it binds.
    pub kind: ConstraintKind,
    /// The day; a start is meant at its beginning, a finish at its end.
    pub date: NaiveDate,
}

/// How a date binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConstraintKind {
    /// Start no earlier than.
    Snet,
    /// Start no later than.
    Snlt,
    /// Finish no earlier than.
    Fnet,
    /// Finish no later than.
    Fnlt,
    /// Must start on.
    Mso,
    /// Must finish on.
    Mfo,
}

impl ConstraintKind {
    /// Every value.
    pub const ALL: [Self; 6] = [Self::Snet, Self::Snlt, Self::Fnet, Self::Fnlt, Self::Mso, Self::Mfo];

    /// The abbreviation in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Snet => "SNET",
            Self::Snlt => "SNLT",
            Self::Fnet => "FNET",
            Self::Fnlt => "FNLT",
            Self::Mso => "MSO",
            Self::Mfo => "MFO",
        }
    }
}
