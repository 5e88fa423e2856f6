//! The program on the status date, and what is kept of the end of each sprint before it.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{
    Analysis, DependencyGraph, Escalation, Past, Snapshot, SprintAnalysis, SprintTime,
    day::Day,
    escalate::escalate,
    first_days,
    ground::Ground,
    recorded::{self, Difference},
    recorded_facts, recorded_words,
};
use crate::model::{Key, Program, RecordedContent, Sprint};

/// The program on the status date, and as it was at the end of each sprint before that.
#[derive(Debug, Clone)]
pub struct Chronicle {
    /// The state on the status date.
    pub now: Analysis,
    /// The same in the form in which past days are kept.
    pub today: Snapshot,
    /// The ends of the sprints that are over.
    pub past: Past,
    /// What today's content would say differently of the sprints that were closed.
    pub corrections: BTreeMap<Key<Sprint>, Vec<Difference>>,
    /// What has to reach somebody who can act, on the status date, in order of code and subject.
    pub escalations: Vec<Escalation>,
    days_asked: usize,
    ground: Ground,
}

/// How much was worked out: counts that do not depend on the machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Days that were analyzed whole, with every reason.
    pub analyses: usize,
    /// Days of which only columns were made.
    pub snapshots: usize,
    /// Days that were asked since when something has been so.
    pub days_asked: usize,
}

/// For which days it is told since when something has been so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Since {
    /// For each that is kept, as pages of past sprints do.
    #[default]
    EachDay,
    /// For the status date alone: whoever compares, or asks for dates, shows no past page.
    Today,
}

/// The program on the day `as_of`, and at the end of each sprint before it.
pub fn chronicle(program: &Program, graph: &DependencyGraph, as_of: NaiveDate) -> Chronicle {
    chronicle_with(program, graph, as_of, Since::EachDay)
}

/// The same, as far as it is asked for.
pub fn chronicle_with(
    program: &Program,
    graph: &DependencyGraph,
    as_of: NaiveDate,
    since: Since,
) -> Chronicle {
    let ground = Ground::new(program, graph, as_of);
    let now = ground.today(program, graph);
    let sprints: Vec<Key<Sprint>> = program.sprints.keys().collect();
    let days = sprints.into_par_iter().map_init(
        || ground.timetable(),
        |timetable, key| {
            let over = now.time(key) == SprintTime::Past;
            over.then(|| ground.snapshot(program, graph, timetable, key))
        },
    );
    let mut past = Past::new(days.collect());
    let mut today = Snapshot::of(program, &now);
    let days_asked = first_days::find(&ground, program, graph, &mut past, &mut today, since);
    let escalations = escalate(program, graph, &now, &today);
    let content_of = |sprint, scope: &SprintAnalysis| {
        content(&ground.day(program, graph, program.last_day(sprint)), sprint, scope)
    };
    let corrections = recorded::put_in_place(program, &mut past, content_of);
    Chronicle { now, today, past, corrections, escalations, days_asked, ground }
}

fn content(day: &Day, sprint: Key<Sprint>, scope: &SprintAnalysis) -> RecordedContent {
    RecordedContent {
        facts: recorded_facts::facts(day, sprint, scope),
        words: recorded_words::words(day, sprint, scope),
    }
}

impl Chronicle {
    /// What it took so far: pages of past sprints take more.
    pub fn effort(&self) -> Effort {
        let snapshots = self.past.days().count();
        Effort { analyses: self.ground.analyses(), snapshots, days_asked: self.days_asked }
    }

    /// The day whose state a sprint shows, and what belongs to the sprint on it: at its end if it is over, else now.
    pub fn scope_of(&self, sprint: Key<Sprint>) -> (NaiveDate, &SprintAnalysis) {
        match (self.past.at(sprint), self.past.scope(sprint)) {
            (Some(then), Some(scope)) => (then.as_of, scope),
            _ => (self.now.as_of, self.now.sprint(sprint)),
        }
    }

    /// The state that the page of a sprint shows: at its end if it is over, else now. The former is made anew at
    /// each call, and kept nowhere.
    pub fn for_sprint(
        &self,
        program: &Program,
        graph: &DependencyGraph,
        sprint: Key<Sprint>,
    ) -> Cow<'_, Analysis> {
        match self.past.at(sprint) {
            Some(_) => Cow::Owned(self.ground.end_of(program, graph, sprint)),
            None => Cow::Borrowed(&self.now),
        }
    }

    /// What was known on the last day of a sprint that is over of what belongs to it, for its record.
    pub fn content_of(
        &self,
        program: &Program,
        graph: &DependencyGraph,
        sprint: Key<Sprint>,
    ) -> RecordedContent {
        let day = self.ground.day(program, graph, program.last_day(sprint));
        self.past.scope(sprint).map(|scope| content(&day, sprint, scope)).unwrap_or_default()
    }

    /// What had to reach somebody at the end of a sprint, if it is over; else now. `analysis` is the state that its
    /// page shows.
    pub fn escalations_of(
        &self,
        program: &Program,
        graph: &DependencyGraph,
        analysis: &Analysis,
        sprint: Key<Sprint>,
    ) -> Cow<'_, [Escalation]> {
        match self.past.at(sprint) {
            Some(then) => Cow::Owned(escalate(program, graph, analysis, then)),
            None => Cow::Borrowed(&self.escalations),
        }
    }
}
